"""The generator knows no subject: what it builds comes from ``content/`` and ``qa/`` alone; nor do its tests.

A test of the generator that looks at the site at the root must hold of any site; what is true of the reference site
alone stands in ``tests/reference``. Texts made up for a test, and ``tests/base``, may be about anything.
"""

from __future__ import annotations

import ast

import pytest

from tests.conftest import ROOT, TESTS
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


SHOWN = {"built", "served", "whole_project"}
"""Fixtures of the site at the root."""

MODULES = sorted(
    path.relative_to(TESTS).as_posix()
    for path in TESTS.rglob("*.py")
    if not {"reference", "node_modules", "sites", "base", "cases"} & set(path.relative_to(TESTS).parts)
)

MADE_UP = {
    "publishing/test_gate.py": "its hostile pages and the address of its own are made up; of the site, only the files",
    "test_yamlfile.py": "snippets of YAML are made up; of the site, only the files are read",
}
"""Modules that look at the site at the root, and name words of the reference site for another reason."""


def looks_at_the_root(source: str) -> bool:
    """Say whether a test module reads the content at the root: through a fixture, or a reader that is given ROOT."""
    for node in ast.walk(ast.parse(source)):
        match node:
            case ast.arg(arg=name) if name in SHOWN:
                return True
            case ast.Call(args=[ast.Name(id="ROOT"), *_]) if not isinstance(node.func, ast.Name):
                return True
            case ast.BinOp(left=ast.Name(id="ROOT"), op=ast.Div(), right=ast.Constant(value=str(path))):
                if path.partition("/")[0] in {"content", "qa"}:
                    return True
    return False


def test_what_looks_at_the_root_is_seen() -> None:
    for source in ("def test_a(built: Path) -> None: ...", "a = reading.read(ROOT)", 'b = ROOT / "qa" / "001.yml"'):
        assert looks_at_the_root(source)
    for source in ("def test_a(tab: Page) -> None: ...", "a = reading.read(BASE)", 'b = ROOT / "theme"', "c = ROOT"):
        assert not looks_at_the_root(source)


@pytest.mark.parametrize("name", MODULES)
def test_a_test_of_any_site_names_no_word_of_the_reference_site(name: str) -> None:
    source = (TESTS / name).read_text(encoding="utf-8")
    if name in MADE_UP or not looks_at_the_root(source):
        return
    found = [match.group() for rule in (WORDS, YEARS) for match in rule.finditer(source)]
    assert not found, f"tests/{name} belongs to tests/reference, or must do without {', '.join(dict.fromkeys(found))}"


def test_exceptions_are_needed() -> None:
    for name in MADE_UP:
        source = (TESTS / name).read_text(encoding="utf-8")
        assert looks_at_the_root(source), name
        assert WORDS.search(source) or YEARS.search(source), name
