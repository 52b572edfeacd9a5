"""The built pages: links, metadata, structure, and what a real browser makes of them."""

from __future__ import annotations

import re
import urllib.parse
from html.parser import HTMLParser
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from microsite import markup, reading, text
from microsite.bench.kinds import KINDS
from tests.browser import ADDRESS, ROOT


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
        if tag == "link" and values.get("rel") in {"stylesheet", "icon", "manifest", "preload"} and (href := values.get("href")):
            self.loads.append(href)


@pytest.fixture(scope="module")
def parsed(built: Path) -> dict[str, _Links]:
    return {p.relative_to(built).as_posix(): _Links(p.read_text(encoding="utf-8")) for p in sorted(built.rglob("*.html"))}


def test_there_is_a_page_for_everything(built: Path) -> None:
    library = reading.read(ROOT).library
    assert library is not None
    for folder, records in (
        ("hoi-dap", library.items),
        ("muc-tieu", library.targets),
        ("nhiem-vu", library.task_groups),
        ("nguon", library.sources),
    ):
        assert {p.stem for p in (built / folder).glob("*.html")} == {r.id for r in records} | {"index"}
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


def test_an_item_shows_its_parts_in_order(built: Path) -> None:
    library = reading.read(ROOT).library
    assert library is not None
    item = library.item_by_number[17]
    source = (built / "hoi-dap" / f"{item.id}.html").read_text(encoding="utf-8")
    body = re.sub(r"<[^>]+>", " ", source[source.index("<article") :])
    body = re.sub(r"\s+", " ", body)
    for words in (item.question, "Trả lời ngắn", "Trả lời", "Con số và nguồn", "2% GDP", "Nghị quyết 57, mục II.1", "Nguồn", "Đọc tiếp"):
        assert words in body
    assert body.index("Trả lời ngắn") < body.index("Con số và nguồn") < body.index("Đọc tiếp") < body.index("Rà soát lần cuối")
    for target in library.targets_of(item):
        assert text.quantity(target) in source


def test_short_answers_are_the_descriptions(built: Path) -> None:
    library = reading.read(ROOT).library
    assert library is not None
    for item in library.items:
        source = (built / "hoi-dap" / f"{item.id}.html").read_text(encoding="utf-8")
        found = re.search(r'<meta name="description" content="([^"]*)">', source)
        assert found is not None
        assert found.group(1).replace("&amp;", "&") == markup.to_plain(item.short_answer, library)


# --------------------------------------------------------------------------- in the browser


@pytest.mark.parametrize("name", KINDS)
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1280])
def test_axe_finds_nothing(chromium: Browser, served: str, name: str, scheme: str, width: int) -> None:
    context = chromium.new_context(
        viewport={"width": width, "height": 800}, color_scheme="dark" if scheme == "dark" else "light", reduced_motion="reduce"
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


def test_pages_work_from_a_file_address_and_without_scripts(chromium: Browser, built: Path) -> None:
    context = chromium.new_context(java_script_enabled=False, viewport={"width": 360, "height": 800})
    page = context.new_page()
    requests: list[str] = []
    page.on("request", lambda request: requests.append(request.url))
    page.goto((built / "index.html").as_uri())
    page.get_by_role("link", name="Người dân", exact=True).click()
    page.get_by_role("link", name="Nghị quyết 57", exact=False).first.wait_for()
    assert page.url.endswith("doi-tuong/nguoi-dan.html")
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
    tab.get_by_role("link", name="So sánh", exact=True).first.click()
    assert tab.url.endswith("so-sanh.html")


def test_a_term_is_explained_on_focus_and_the_choice_of_scheme_is_kept(tab: Page, served: str) -> None:
    tab.goto(served + "hoi-dap/nguon-luc-den-2030.html")
    term = tab.locator("a.term").first
    term.focus()
    tip = tab.get_by_role("tooltip")
    assert tip.is_visible()
    assert len(tip.inner_text()) > 20
    tab.keyboard.press("Escape")
    assert tip.count() == 0
    tab.locator("[data-theme-switch]").click()
    assert tab.locator("html").get_attribute("data-theme") == "dark"
    tab.reload()
    assert tab.locator("html").get_attribute("data-theme") == "dark"


@pytest.mark.parametrize("name", ["index.html", "hoi-dap/nguon-luc-den-2030.html", "so-lieu.html", "in-an.html"])
def test_targets_are_large_enough_for_a_finger(tab: Page, served: str, name: str) -> None:
    """WCAG 2.2, 2.5.8: 24 by 24 CSS pixels, links inside a sentence excepted."""
    tab.goto(served + name)
    small = tab.evaluate(
        """() => [...document.querySelectorAll("a, button, summary, input, select")].filter((e) => {
             const box = e.getBoundingClientRect();
             if (!box.width || e.closest("p, li:not(.items li, .chips li, .doors li, .groups li), td, dd, h1, h2, h3, .answer-card, .source")) return false;
             return box.height < 24 || box.width < 24;
           }).map((e) => e.outerHTML.slice(0, 100))"""
    )
    assert small == []


def test_focus_is_visible_and_in_view(tab: Page, served: str) -> None:
    tab.emulate_media(reduced_motion="reduce")  # else the page may still be scrolling
    tab.goto(served + "hoi-dap/nguon-luc-den-2030.html")
    for _ in range(15):
        tab.keyboard.press("Tab")
        seen = tab.evaluate(
            """() => { const e = document.activeElement, box = e.getBoundingClientRect(), style = getComputedStyle(e);
                 return { outline: style.outlineStyle, width: parseFloat(style.outlineWidth), top: box.top, bottom: box.bottom, of: e.outerHTML.slice(0, 80) }; }"""
        )
        assert seen["outline"] != "none", seen
        assert seen["width"] >= 2, seen
        assert seen["bottom"] > 0, seen
        assert seen["top"] < 800, seen


def test_wide_tables_scroll_by_keyboard(tab: Page, served: str) -> None:
    tab.set_viewport_size({"width": 720, "height": 800})
    tab.goto(served + "so-lieu.html")
    region = tab.locator(".table").first
    assert region.get_attribute("tabindex") == "0"
    region.focus()
    wide = region.evaluate("e => e.scrollWidth > e.clientWidth")
    tab.keyboard.press("ArrowRight")
    tab.wait_for_timeout(300)
    assert not wide or region.evaluate("e => e.scrollLeft") > 0


def test_motion_is_reduced_on_request(chromium: Browser, served: str) -> None:
    for choice, behaviour in (("reduce", "auto"), ("no-preference", "smooth")):
        context = chromium.new_context(reduced_motion="reduce" if choice == "reduce" else "no-preference")
        page = context.new_page()
        page.goto(served + "index.html")
        assert page.evaluate("getComputedStyle(document.documentElement).scrollBehavior") == behaviour
        context.close()


def test_lists_in_notes_stay_lists(built: Path) -> None:
    source = (built / "muc-tieu/chi-rd.html").read_text(encoding="utf-8")
    note = source[source.index('<div class="note">') :]
    assert ": - " not in re.sub(r"<[^>]+>", " ", note)
