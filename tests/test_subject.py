"""The generator knows no subject: what it builds comes from ``content/`` and ``qa/`` alone."""

from __future__ import annotations

import pytest

from tests.conftest import ROOT
from tests.subject import WORDS, YEARS

FILES = sorted(
    path.relative_to(ROOT).as_posix()
    for name in ("microsite", "theme", "mkdocs.yml", "build.py")
    for path in ([ROOT / name] if (ROOT / name).is_file() else (ROOT / name).rglob("*"))
    if path.is_file() and "__pycache__" not in path.parts and path.suffix not in {".png", ".pyc"}
)


@pytest.mark.parametrize("name", FILES)
def test_no_word_of_the_reference_site(name: str) -> None:
    text = (ROOT / name).read_text(encoding="utf-8")
    found = [match.group() for rule in (WORDS, YEARS) for match in rule.finditer(text)]
    assert not found, f"{name} names the reference site's subject: {', '.join(dict.fromkeys(found))}"
