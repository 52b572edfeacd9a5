"""The page templates: what they may use, how they name addresses, and what they must not know."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from jinja2 import meta, nodes

from microsite import model as m
from microsite.library import Library
from microsite.outputs.pages import render
from microsite.outputs.pages.collection import Sheet
from microsite.outputs.pages.context import GLOBALS, Context
from microsite.outputs.pages.view import View
from microsite.publishing import engine
from microsite.telling import addresses, sections
from microsite.telling.sitemap import Page
from tests.conftest import ROOT
from tests.subject import WORDS, YEARS

PAGES = ROOT / "theme" / "pages"
TEMPLATES = sorted(path.name for path in PAGES.glob("*.j2"))
ENVIRONMENT = render.environment(ROOT / "theme")
KNOWN = {"view": View, "lib": Library, "site": m.Site, "page": Page, "at": addresses}
"""What stands behind each name that is the same in every template."""


def parsed(name: str) -> nodes.Template:
    return ENVIRONMENT.parse((PAGES / name).read_text(encoding="utf-8"))


def used(name: str) -> Iterator[tuple[str, str]]:
    """Yield each attribute asked of a name: ``view``, ``href``."""
    for node in parsed(name).find_all(nodes.Getattr):
        if isinstance(node.node, nodes.Name):
            yield node.node.name, node.attr


@pytest.mark.parametrize("name", TEMPLATES)
def test_a_template_uses_only_what_its_context_declares(name: str) -> None:
    assert meta.find_undeclared_variables(parsed(name)) <= {*Context.__slots__, *GLOBALS}
    for known, attribute in used(name):
        if known in KNOWN:
            has = hasattr(KNOWN[known], attribute) or attribute in getattr(KNOWN[known], "__annotations__", {})
            assert has or (known == "view" and attribute in {"lib", "page"}), f"{known}.{attribute}"


@pytest.mark.parametrize("name", TEMPLATES)
def test_addresses_are_asked_for_by_name(name: str) -> None:
    source = (PAGES / name).read_text(encoding="utf-8")
    source = re.sub(r'"\w+\.md\.j2"|\bview\.(?:md|html)\(|\bat\.data\([^)]*\)', "", source)
    assert re.findall(r"[\w/-]+\.(?:md|html|xml|zip|json)\b", source) == []
    assert re.findall(r'(?:href|md|link|has|word|title)\("[^"]*"', source) == []
    assert re.findall(r'href="(?!\{\{|#)[^"]*"', source) == []


@pytest.mark.parametrize("name", TEMPLATES)
def test_every_heading_has_an_id(name: str) -> None:
    source = re.sub(r"\n\{%- ?endmacro %\}|\n(?=\{%- )", "", (PAGES / name).read_text(encoding="utf-8"))
    headings = re.findall(r"^#{1,6} .*$", source, re.M)
    assert [line for line in headings if not line.endswith(" }")] == []


FRAME = sorted(path.relative_to(ROOT).as_posix() for path in (ROOT / "theme" / engine.FRAME).rglob("*.html"))


@pytest.mark.parametrize("name", FRAME)
def test_the_frame_asks_for_addresses_by_name(name: str) -> None:
    source = (ROOT / name).read_text(encoding="utf-8")
    assert re.findall(r"""(?:href|src)="(?!\{\{|#)[^"]*"|['"][\w./-]+\.\w+['"] \| url""", source) == []


@pytest.mark.parametrize("name", [*(f"theme/pages/{name}" for name in TEMPLATES), *FRAME])
def test_lines_fit_the_screen(name: str) -> None:
    source = (ROOT / name).read_text(encoding="utf-8")
    assert [n for n, line in enumerate(source.splitlines(), 1) if len(line) > 120] == []


def test_nothing_knows_the_subject_of_the_reference_site() -> None:
    rooms = (
        "theme/pages",
        "microsite/outputs/pages",
        "microsite/telling",
        "microsite/publishing/engine.py",
        "mkdocs.yml",
    )
    files = [file for room in rooms for file in [ROOT / room, *(ROOT / room).rglob("*")] if file.is_file()]
    found = []
    for file in files:
        if file.suffix in {".py", ".j2", ".yml"}:
            for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1):
                if WORDS.search(line) or YEARS.search(line) or re.search(r"\bCC BY\b|Nghị quyết", line):
                    found.append(f"{file.relative_to(ROOT)}:{number}: {line.strip()}")
    assert found == []


def test_a_sheet_answers_what_its_template_asks() -> None:
    for name in ("sheet.html.j2", "facts.md.j2"):
        assert {attribute for known, attribute in used(name) if known == "view"} <= set(dir(Sheet))


def test_every_template_belongs_to_a_page() -> None:
    shown = {kind.template for kind in m.KINDS} | {section.template for section in sections.known()} | {"home", "prose"}
    pieces = {"macros", "share", "facts", "sheet"}
    assert {Path(name).name.split(".")[0] for name in TEMPLATES} == {*filter(None, shown)} | pieces
