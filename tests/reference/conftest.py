"""What is true of the reference site alone is tested only where its content is: elsewhere the folder is skipped.

A fork that replaces ``content/`` and ``qa/`` has another ``slug`` in its ``content/site.yml`` than ``slug.txt`` here
says, and need do nothing else: no module of this folder is even imported there. It may as well keep tests and labelled
queries of its own here, with its slug in ``slug.txt``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

import pytest

from tests.conftest import ROOT

SLUG = (Path(__file__).resolve().parent / "slug.txt").read_text(encoding="utf-8").strip()
"""The ``slug`` of the reference site."""

REASON = f"tests of the reference site's content: content/site.yml is not its own (slug: {SLUG})"


def is_reference(root: Path) -> bool:
    """Say whether ``content/site.yml`` below ``root`` is the reference site's."""
    settings = root / "content" / "site.yml"
    text = settings.read_text(encoding="utf-8", errors="replace") if settings.is_file() else ""
    return re.search(rf"^slug: *{SLUG} *$", text, re.M) is not None


class _Elsewhere(pytest.Module):
    """A module that is skipped unread."""

    def collect(self) -> Iterable[pytest.Item | pytest.Collector]:
        pytest.skip(REASON, allow_module_level=True)


def pytest_pycollect_makemodule(module_path: Path, parent: pytest.Collector) -> pytest.Module | None:
    """Skip every module of this folder where the site is another one."""
    if is_reference(ROOT):
        return None
    made: pytest.Module = _Elsewhere.from_parent(parent, path=module_path)
    return made
