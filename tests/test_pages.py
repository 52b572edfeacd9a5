"""The pages of the site at the root, whatever it is about: links, metadata, structure, and a real browser on them."""

from __future__ import annotations

import re
import urllib.parse
from html import unescape
from html.parser import HTMLParser
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from microsite import model as m
from microsite import reading
from microsite.bench import kinds, project
from microsite.telling import citing, markup
from microsite.vietnamese.folding import folded
from tests.browser import ADDRESS, ROOT, printed

KINDS = kinds.pages(project.library_of(ROOT))


class _Links(HTMLParser):
    def __init__(self, source: str) -> None:
        super().__init__()
        self.ids: set[str] = set()
        self.links: list[str] = []
        self.loads: list[str] = []
        self.feed(source)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        if (key := values.get("id")) is not None:
            assert key not in self.ids, f"id {key} twice"
            self.ids.add(key)
        if tag == "a" and (href := values.get("href")):
            self.links.append(href)
        if tag in {"script", "img", "iframe", "source"} and (src := values.get("src")):
            self.loads.append(src)
        if (
            tag == "link"
            and values.get("rel") in {"stylesheet", "icon", "manifest", "preload"}
            and (href := values.get("href"))
        ):
            self.loads.append(href)


@pytest.fixture(scope="module")
def parsed(built: Path) -> dict[str, _Links]:
    return {
        p.relative_to(built).as_posix(): _Links(p.read_text(encoding="utf-8")) for p in sorted(built.rglob("*.html"))
    }


def test_there_is_a_page_for_everything(built: Path) -> None:
    library = reading.read(ROOT).library
    assert library is not None
    for folder, records in (
        ("hoi-dap", library.items),
        ("muc-tieu", library.targets),
        ("nhiem-vu", library.task_groups),
        ("nguon", library.sources),
    ):
        wanted = {r.id for r in records} | {"index"} if records else set()
        assert {p.stem for p in (built / folder).glob("*.html")} == wanted
    for name in KINDS:
        assert (built / name).is_file(), name


def test_every_link_and_fragment_leads_somewhere(built: Path, parsed: dict[str, _Links]) -> None:
    broken = []
    for name, page in parsed.items():
        if name == "404.html":
            continue
        for link in page.links + page.loads:
            parts = urllib.parse.urlsplit(link)
            if parts.scheme or parts.netloc:
                continue
            target = (built / name).parent / urllib.parse.unquote(parts.path) if parts.path else built / name
            relative = target.resolve().relative_to(built.resolve()).as_posix() if target.exists() else None
            if relative is None:
                broken.append(f"{name}: {link}")
            elif parts.fragment and relative in parsed and parts.fragment not in parsed[relative].ids:
                broken.append(f"{name}: {link} (fragment)")
    assert not broken


def test_no_page_loads_anything_from_elsewhere(parsed: dict[str, _Links]) -> None:
    for name, page in parsed.items():
        for load in page.loads:
            assert not urllib.parse.urlsplit(load).scheme, f"{name}: {load}"


def test_metadata(built: Path, parsed: dict[str, _Links]) -> None:
    for name in parsed:
        source = (built / name).read_text(encoding="utf-8")
        assert '<html lang="vi"' in source
        assert len(re.findall(r"<h1[ >]", source)) == 1, name
        if name == "404.html":
            continue
        assert f'<link rel="canonical" href="{ADDRESS}{name}">' in source, name
        for key in ("og:title", "og:description", "og:url", "og:type", "og:locale"):
            assert f'property="{key}"' in source, (name, key)
        assert re.search(r'<meta name="description" content="[^"]{20,}">', source), name


def test_short_answers_are_the_descriptions(built: Path) -> None:
    library = reading.read(ROOT).library
    assert library is not None
    for item in library.items:
        source = (built / "hoi-dap" / f"{item.id}.html").read_text(encoding="utf-8")
        found = re.search(r'<meta name="description" content="([^"]*)">', source)
        assert found is not None
        assert found.group(1).replace("&amp;", "&") == markup.to_plain(item.short_answer, library)


def test_no_markdown_is_left_in_a_page(parsed: dict[str, _Links], built: Path) -> None:
    """Markdown inside an HTML block stays as it is written: links that lead nowhere."""
    for name in parsed:
        source = (built / name).read_text(encoding="utf-8")
        assert not re.search(r"\]\((?!\s)[^)\s]+\)|\{: ?#", source[source.index("<article") :]), name


def test_headings_keep_every_letter_in_their_ids(built: Path) -> None:
    for path in (built / "hoi-dap").glob("*.html"):
        for key, shown in re.findall(r'<h[13] id="([^"]*)"[^>]*>(.*?)</h', path.read_text(encoding="utf-8")):
            slug = re.sub(r"[^a-z0-9]+", "-", folded(unescape(re.sub(r"<[^>]+>", "", shown)))).strip("-")
            assert re.fullmatch(re.escape(slug) + r"(-\d+)?", key), path.name


def test_a_page_tells_readers_nothing_of_files(built: Path, parsed: dict[str, _Links]) -> None:
    for name in parsed:
        assert "nằm ở tệp" not in (built / name).read_text(encoding="utf-8"), name


def test_every_cited_place_and_bullet_has_its_own_address(built: Path, parsed: dict[str, _Links]) -> None:
    library = reading.read(ROOT).library
    assert library is not None
    fragments: dict[tuple[str, str], set[tuple[str, int | None]]] = {}
    for (doc, at), bullets in library.cited_bullets.items():
        ids = parsed[f"nguon/{doc}.html"].ids
        assert citing.place_id(at) in ids, "the addresses of whole places are permanent"
        for bullet in bullets:
            key = citing.fragment(library, m.Citation(doc=doc, at=at, bullet=bullet))
            assert key in ids
            fragments.setdefault((doc, key), set()).add((at, bullet))
    assert all(len(meant) == 1 for meant in fragments.values())


# --------------------------------------------------------------------------- in the browser


@pytest.mark.parametrize("name", KINDS)
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1280])
def test_axe_finds_nothing(chromium: Browser, served: str, name: str, scheme: str, width: int) -> None:
    context = chromium.new_context(
        viewport={"width": width, "height": 800},
        color_scheme="dark" if scheme == "dark" else "light",
        reduced_motion="reduce",
    )
    page = context.new_page()
    page.goto(served + name)
    result = Axe().run(page)
    context.close()
    violations = [(v["id"], [n["html"][:120] for n in v["nodes"]][:3]) for v in result.response["violations"]]
    assert not violations


@pytest.mark.parametrize("name", KINDS)
def test_nothing_overflows_sideways(tab: Page, served: str, name: str) -> None:
    for width in (320, 360):
        tab.set_viewport_size({"width": width, "height": 800})
        tab.goto(served + name)
        assert tab.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("name", KINDS)
def test_twice_the_type_size_cuts_nothing_off(tab: Page, served: str, name: str) -> None:
    """WCAG 1.4.4 on a phone; tables that scroll by themselves are left out."""
    tab.goto(served + name)
    tab.add_style_tag(content="html { font-size: 32px }")
    tab.evaluate("document.querySelectorAll('article details').forEach((box) => { box.open = true })")
    assert tab.evaluate("document.documentElement.scrollWidth") <= 360
    cut = tab.evaluate(
        """() => [...document.querySelectorAll("body *")].filter((e) => {
             const box = e.getBoundingClientRect();
             return box.width && box.height && !e.closest(".skip, thead, .table") && (box.right > 361 || box.left < -1);
           }).map((e) => e.outerHTML.slice(0, 100))"""
    )
    assert cut == []


def test_the_menu_opens_within_the_screen_at_twice_the_type_size(tab: Page, served: str) -> None:
    tab.goto(served + "index.html")
    tab.add_style_tag(content="html { font-size: 32px }")
    tab.locator(".menu > summary").click()
    box = tab.locator(".menu nav").bounding_box()
    assert box is not None
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= 360


def test_pages_work_from_a_file_address_and_without_scripts(chromium: Browser, built: Path) -> None:
    context = chromium.new_context(java_script_enabled=False, viewport={"width": 360, "height": 800})
    page = context.new_page()
    requests: list[str] = []
    page.on("request", lambda request: requests.append(request.url))
    page.goto((built / "index.html").as_uri())
    page.locator('article a[href^="hoi-dap/"]').first.wait_for()
    page.goto((built / "hoi-dap/index.html").as_uri())
    page.locator(".items a").first.click()
    assert page.locator(".answer-card").is_visible()
    assert all(url.startswith("file://") for url in requests)
    context.close()


def test_menu_opens_by_keyboard(tab: Page, served: str) -> None:
    tab.goto(served + "index.html")
    summary = tab.locator(".menu > summary")
    summary.focus()
    tab.keyboard.press("Enter")
    assert tab.locator(".menu nav").is_visible()
    link = tab.locator(".menu nav a").last
    address = link.evaluate("a => a.href")
    link.click()
    assert tab.url == address


def test_every_page_ends_with_a_way_back_up(parsed: dict[str, _Links]) -> None:
    for name, page in parsed.items():
        assert "#dau-trang" in page.links, name
        assert {"dau-trang", "noi-dung"} <= page.ids, name


def test_motion_is_reduced_on_request(chromium: Browser, served: str) -> None:
    for choice, behaviour in (("reduce", "auto"), ("no-preference", "smooth")):
        context = chromium.new_context(reduced_motion="reduce" if choice == "reduce" else "no-preference")
        page = context.new_page()
        page.goto(served + "index.html")
        assert page.evaluate("getComputedStyle(document.documentElement).scrollBehavior") == behaviour
        context.close()


# --------------------------------------------------------------------------- on paper


def test_the_home_page_on_paper_has_no_search_box(chromium: Browser, served: str) -> None:
    assert "Tìm trong" not in " ".join(printed(chromium, served + "index.html"))
