"""Tests of the generator know no question and no target of the reference site by its id."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from microsite import reading
from tests.conftest import BASE, ROOT, TESTS
from tests.test_subject import MODULES

OTHERS = (BASE, *sorted(path for path in (TESTS / "sites").iterdir() if path.is_dir()))
"""Sites whose records tests of the generator may name."""


def ids(root: Path) -> set[str]:
    """Return the ids of questions and targets below ``root``."""
    library = reading.read(root).library
    assert library is not None
    return {item.id for item in library.items} | {target.id for target in library.targets}


@pytest.fixture(scope="module")
def own() -> set[str]:
    found = ids(ROOT).difference(*map(ids, OTHERS))
    assert len(found) > 100
    return found


@pytest.mark.parametrize("name", MODULES)
def test_no_record_of_the_reference_site_is_named(own: set[str], name: str) -> None:
    words = set(re.findall(r"(?<![\w-])[a-z0-9]+(?:-[a-z0-9]+)+(?![\w-])", (TESTS / name).read_text(encoding="utf-8")))
    assert words & own == set(), f"tests/{name} names records of the reference site"
