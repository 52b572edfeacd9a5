"""What the reference site publishes beside its pages, being the richest one: nothing stray, nothing unused."""

from __future__ import annotations

import re
from pathlib import Path

from microsite import ROOT
from tests.test_scripts import SOURCES

# --------------------------------------------------------------------------- what is published


def test_nothing_stray_is_published(built: Path) -> None:
    assets = {path.name for path in (built / "assets").iterdir()}
    assert assets == {"bo-in", "icon.svg", "icons", "site.css", "site.js", "speech.js", "start.js"}
    assert {path.name for path in (built / "search").iterdir()} == {"index.js", "search.js", "text.js"}


def test_every_class_that_is_styled_is_used(built: Path) -> None:
    css = re.sub(r"/\*.*?\*/|\{[^{}]*\}", " ", (built / "assets/site.css").read_text(encoding="utf-8"), flags=re.S)
    pages = (path.read_text(encoding="utf-8") for path in built.rglob("*.html"))
    used = {name for page in pages for names in re.findall(r'class="([^"]*)"', page) for name in names.split()}
    # What scripts make, and what a page has only where the site has an address or a repository.
    made = "".join(path.read_text(encoding="utf-8") for path in (*SOURCES, *(ROOT / "theme/pages").iterdir()))
    styled = set(re.findall(r"\.([a-zA-Z][\w-]*)", css)) - used
    unused = {name for name in styled if not re.search(rf"(?<![\w-]){name}(?![\w-])", made)}
    assert unused - {"sheet", "sheet__head"} == set()
