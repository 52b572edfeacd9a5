"""Whole small sites of other subjects, built as anybody would: complete, nothing empty, nothing of the reference
site."""

from __future__ import annotations

import json
import re
import shutil
import urllib.parse
from html.parser import HTMLParser
from pathlib import Path

import pypdfium2  # type: ignore[import-untyped]
import pytest

from microsite.commands import cli
from tests.conftest import TESTS
from tests.subject import WORDS, YEARS

SITES = sorted(path.name for path in (TESTS / "sites").iterdir() if path.is_dir())


@pytest.fixture(scope="session")
def sites(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The folder of each built site, by name."""
    return {}


@pytest.fixture(params=SITES)
def built(request: pytest.FixtureRequest, sites: dict[str, Path], tmp_path_factory: pytest.TempPathFactory) -> Path:
    name: str = request.param
    if name not in sites:
        folder = tmp_path_factory.mktemp("sites") / name
        shutil.copytree(TESTS / "sites" / name, folder)
        assert cli.main(["--site", str(folder), "build"]) == 0
        sites[name] = folder / "build" / "site"
    return sites[name]


def _name(built: Path) -> str:
    return built.parent.parent.name


class _Page(HTMLParser):
    """A page's links, ids, and what stands between its headings."""

    def __init__(self, source: str) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.links: list[str] = []
        self.headings: list[tuple[int, str]] = []
        self.below: list[str] = []
        self.lists: list[int] = []
        self._open: list[str] = []
        self.empty_lists = 0
        self.feed(source)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        if values.get("id"):
            self.ids.append(values["id"] or "")
        for name in ("href", "src"):
            if values.get(name):
                self.links.append(values[name] or "")
        if re.fullmatch("h[1-4]", tag):
            self.headings.append((int(tag[1]), ""))
            self.below.append("")
        if tag in {"ul", "ol", "dl", "tbody"}:
            self.lists.append(0)
        elif self.lists and tag in {"li", "dt", "tr"}:
            self.lists[-1] += 1
        if tag not in {"meta", "link", "br", "input", "img", "hr"}:
            self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag in {"ul", "ol", "dl", "tbody"}:
            self.empty_lists += self.lists.pop() == 0
        if tag in self._open:
            while self._open.pop() != tag:
                pass

    def handle_data(self, data: str) -> None:
        if self.headings and not {"script", "footer"} & set(self._open):
            if re.search(r"\bh[1-4]\b", " ".join(self._open)):
                level, words = self.headings[-1]
                self.headings[-1] = (level, words + data)
            else:
                self.below[-1] += data.strip()


def pages(built: Path) -> dict[str, _Page]:
    return {
        p.relative_to(built).as_posix(): _Page(p.read_text(encoding="utf-8")) for p in sorted(built.rglob("*.html"))
    }


def test_every_link_leads_somewhere(built: Path) -> None:
    found = pages(built)
    broken = []
    for name, page in found.items():
        assert len(page.ids) == len(set(page.ids)), name
        for link in page.links:
            parts = urllib.parse.urlsplit(link)
            if parts.scheme or parts.netloc or name == "404.html":
                continue
            target = (built / name).parent / urllib.parse.unquote(parts.path) if parts.path else built / name
            relative = target.resolve().relative_to(built.resolve()).as_posix()
            if not target.exists():
                broken.append(f"{name}: {link}")
            elif parts.fragment and relative in found and parts.fragment not in found[relative].ids:
                broken.append(f"{name}: {link} (fragment)")
    assert not broken


def test_no_page_and_no_section_is_empty(built: Path) -> None:
    for name, page in pages(built).items():
        assert page.empty_lists == 0, name
        for (level, words), below, following in zip(
            page.headings, page.below, [*page.headings[1:], (0, "")], strict=True
        ):
            assert words.strip(), name
            assert below or following[0] > level, f"{name}: nothing below “{words}”"


def _texts(built: Path) -> dict[str, str]:
    """Return everything a person or a program can read of a site, by file."""
    found: dict[str, str] = {}
    for path in sorted(p for p in built.rglob("*") if p.is_file()):
        name = path.relative_to(built).as_posix()
        if path.suffix == ".pdf":
            document = pypdfium2.PdfDocument(path)
            text = "\n".join(page.get_textpage().get_text_range() for page in document)
            found[name] = text + json.dumps(document.get_metadata_dict(), ensure_ascii=False)
        elif path.suffix not in {".png", ".zip", ".gz", ".br"}:
            text = path.read_text(encoding="utf-8")
            found[name] = text + (json.dumps(json.loads(text), ensure_ascii=False) if path.suffix == ".json" else "")
    return found


LANGUAGE = {"search/search.js", "assets/speech.js"}
"""Scripts that know what abbreviations of the language stand for, those of documents' kinds among them."""


def test_nothing_names_the_reference_site(built: Path) -> None:
    for name, text in _texts(built).items():
        for rule in (WORDS, YEARS):
            for where in (name, text):
                hit = rule.search(where)
                assert hit is None, f"{name}: {where[max(0, hit.start() - 60) : hit.end() + 40]!r}"
        if _name(built) != "luat":
            assert "CC BY" not in text, name
        assert not re.search(r"(?i)(?<!\w)nghị quyết", text) or name in LANGUAGE, name


def test_years_are_those_of_the_data(built: Path) -> None:
    if _name(built) != "ke-hoach":
        assert not (built / "muc-tieu").exists()
        return
    text = (built / "muc-tieu/index.html").read_text(encoding="utf-8")
    assert "2027" in text
    assert "2035" in text
    poster = _texts(built)["in/ap-phich-a3.pdf"] if (built / "in/ap-phich-a3.pdf").exists() else ""
    assert "Kế hoạch 45" in "".join(text for name, text in _texts(built).items() if name.startswith("in/ap-phich"))
    del poster


def test_only_what_there_is_has_pages_and_data(built: Path) -> None:
    there = {p.relative_to(built).as_posix() for p in built.rglob("*") if p.is_file()}
    optional = {
        "muc-tieu/index.html": "content/targets",
        "nhiem-vu/index.html": "content/task-groups",
        "so-sanh.html": "content/comparison.yml",
        "dong-thoi-gian.html": "content/timeline.yml",
        "thuat-ngu.html": "content/glossary.yml",
        "van-ban.html": "content/documents.yml",
        "toan-canh.html": "content/overview.yml",
        "doi-tuong/index.html": "content/audiences.yml",
        "chu-de/index.html": "content/topics.yml",
        "nguon-noi-khac-nhau.html": "content/notes",
        "in-an.html": "content/handouts.yml",
        "api/v1/targets.json": "content/targets",
        "api/v1/comparison.json": "content/comparison.yml",
        "api/v1/glossary.json": "content/glossary.yml",
        "api/v1/schemas/targets.schema.json": "content/targets",
    }
    for page, source in optional.items():
        assert (page in there) == (TESTS / "sites" / _name(built) / source).exists(), page


def test_names_come_from_the_settings(built: Path) -> None:
    keys = {
        "thu-vien": "hoi-dap-thu-vien-xa-binh-an",
        "luat": "luat-cay-xanh",
        "ke-hoach": "ke-hoach-nuoc-sach-nong-thon-hoi-va-dap",
    }
    names = {"thu-vien": "Thư viện Bình An", "luat": "Luật Cây xanh", "ke-hoach": "Nước sạch"}
    manifest = json.loads((built / "manifest.webmanifest").read_text(encoding="utf-8"))
    assert manifest["short_name"] == names[_name(built)]
    assert (built / f"{keys[_name(built)]}.zip").is_file()
