"""Pages of the reference site: what stands in them, and what a real browser makes of them."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from microsite import model as m
from microsite import reading
from microsite.telling import citing, quantities
from tests.browser import ADDRESS, ROOT, printed


def test_an_item_shows_its_parts_in_order(built: Path) -> None:
    library = reading.read(ROOT).library
    assert library is not None
    item = library.item_by_number[17]
    source = (built / "hoi-dap" / f"{item.id}.html").read_text(encoding="utf-8")
    body = re.sub(r"<[^>]+>", " ", source[source.index("<article") :])
    body = re.sub(r"\s+", " ", body)
    for words in (
        item.question,
        "Trả lời ngắn",
        "Trả lời",
        "Con số và nguồn",
        "2% GDP",
        "Nghị quyết 57, mục II.1",
        "Nguồn",
        "Đọc tiếp",
    ):
        assert words in body
    assert (
        body.index("Trả lời ngắn")
        < body.index("Con số và nguồn")
        < body.index("Đọc tiếp")
        < body.index("Rà soát lần cuối")
    )
    for target in library.targets_of(item):
        assert quantities.quantity(target) in source


# --------------------------------------------------------------------------- sources


def section(source: str, key: str) -> str:
    """Return what stands under the heading with the id ``key``, up to the next heading."""
    return re.split(r"<h\d", source.partition(f'id="{key}"')[2], maxsplit=1)[0]


def test_a_citation_leads_to_what_its_bullet_says(built: Path) -> None:
    library = reading.read(ROOT).library
    assert library is not None
    item = (built / "hoi-dap/nguon-luc-den-2030.html").read_text(encoding="utf-8")
    assert '<a href="../nguon/nq57.html#vi-tri-ii-1-3">Nghị quyết 57, mục II.1, gạch đầu dòng 3</a>' in item
    source = (built / "nguon/nq57.html").read_text(encoding="utf-8")
    said, _, uses = section(source, "vi-tri-ii-1-3").partition('<details class="uses">')
    plain = unescape(re.sub(r"<[^>]+>", "", said)).replace("\u00a0", " ")
    assert "Chi cho nghiên cứu và phát triển (R&D): 2% GDP, đến năm 2030" in plain
    note = library.note["bat-dau-chi-3-phan-tram"]
    assert note.readings[0].says in plain
    found = re.search(r"Các trang dẫn tới đây \((\d+)\)", uses)
    assert found is not None
    assert int(found.group(1)) == uses.count("<li>")
    assert "nguon-luc-den-2030.html" in uses


def test_a_bullet_is_told_from_a_place_of_the_same_number() -> None:
    library = reading.read(ROOT).library
    assert library is not None
    cited = [
        m.Citation(doc="nq57", at="II", bullet=1),
        m.Citation(doc="nq57", at="II.1"),
        m.Citation(doc="nq57", at="II", bullet=9),
    ]
    assert [citing.fragment(library, c) for c in cited] == ["vi-tri-ii-gach-1", "vi-tri-ii-1", "vi-tri-ii-9"]


def test_where_sources_differ_a_value_stands_only_at_the_source_it_is_taken_from(built: Path) -> None:
    library = reading.read(ROOT).library
    assert library is not None
    target = library.target["muc-tieu-dat-nuoc-2030"]
    assert [(c.doc, c.at) for c in target.sources[:1]] == [("nq57", "mở đầu")]
    link = f'<li><a href="../muc-tieu/{target.id}.html">{target.name}</a>: '
    assert link in section((built / "nguon/nq57.html").read_text(encoding="utf-8"), "vi-tri-mo-dau")
    assert link not in section((built / "nguon/hoi-dap.html").read_text(encoding="utf-8"), "vi-tri-cau-4")


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


@pytest.mark.parametrize("width", [320, 360, 1280])
def test_an_explanation_stands_under_its_term_within_the_screen(tab: Page, served: str, width: int) -> None:
    tab.set_viewport_size({"width": width, "height": 800})
    for name in ("hoi-dap/nguon-luc-den-2030.html", "so-sanh.html"):
        tab.goto(served + name)
        found = tab.evaluate(
            """() => [...document.querySelectorAll("a.term")].map((term) => {
                 term.focus();
                 const tip = document.querySelector(".tip").getBoundingClientRect();
                 const line = [...term.getClientRects()].pop();
                 return { term: term.textContent, left: tip.left, right: tip.right,
                          below: tip.top - line.bottom, width: tip.width, height: tip.height };
               })"""
        )
        assert len(found) > 5
        for tip in found:
            assert tip["left"] >= 0, tip
            assert tip["right"] <= width, tip
            assert 0 <= tip["below"] < 12, tip
            assert tip["width"] >= 200 or tip["height"] < 60, tip  # a strip is what it must not be
        assert tab.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("name", ["index.html", "hoi-dap/nguon-luc-den-2030.html", "404.html"])
def test_the_first_link_leads_to_the_content(tab: Page, served: str, name: str) -> None:
    tab.goto(served + name)
    tab.keyboard.press("Tab")
    first = tab.get_by_role("link", name="Đến nội dung chính")
    expect(first).to_be_focused()
    expect(first).to_be_in_viewport()
    assert tab.get_by_text("Bỏ qua", exact=True).is_hidden()
    tab.keyboard.press("Enter")
    assert tab.evaluate(
        "document.activeElement.matches('article') && document.activeElement.contains(document.querySelector('h1'))"
    )
    tab.keyboard.press("Tab")
    assert tab.evaluate("document.activeElement.closest('article') !== null")


LONG = (
    "nguon-noi-khac-nhau",
    "van-ban",
    "so-lieu",
    "nguon/nq57",
    "nguon/hoi-dap",
    "so-sanh",
    "in-an",
    "thuat-ngu",
    "dong-thoi-gian",
    "chi-muc",
)


@pytest.mark.parametrize("name", LONG)
def test_long_pages_say_what_they_hold_and_lead_back_up(tab: Page, served: str, name: str) -> None:
    tab.goto(f"{served}{name}.html")
    links = tab.locator("nav.jump a")
    assert links.count() > 2
    folded = tab.locator("nav.jump details > summary")
    assert (folded.count() == 1) == (links.count() > 12 and not tab.locator("nav.jump .letters").count())
    if folded.count():
        expect(links.last).to_be_hidden()
        folded.click()
    links.last.click()
    expect(tab.locator(":target")).to_be_in_viewport()
    assert tab.evaluate("scrollY") > 800
    up = tab.locator(".to-top a")
    expect(up).to_be_in_viewport()
    assert up.inner_text().strip() == "Lên đầu trang"
    up.click()
    expect(tab.locator("h1")).to_be_in_viewport()


@pytest.mark.parametrize("name", ["van-ban", "nguon/nq57", "thuat-ngu", "so-sanh"])
def test_nothing_lies_on_what_the_keyboard_has_come_to(tab: Page, served: str, name: str) -> None:
    """WCAG 2.4.11."""
    tab.emulate_media(reduced_motion="reduce")
    tab.goto(f"{served}{name}.html")
    for _ in range(60):
        tab.keyboard.press("Tab")
        covered = tab.evaluate(
            """() => { const e = document.activeElement, up = document.querySelector(".to-top");
                 const box = e.getBoundingClientRect(), it = up.firstChild.getBoundingClientRect();
                 const seen = getComputedStyle(up).opacity !== "0" && !up.contains(e);
                 return seen && box.left < it.right && box.right > it.left && box.top < it.bottom && box.bottom > it.top
                   ? e.outerHTML.slice(0, 100) : null; }"""
        )
        assert covered is None
    tab.locator(".to-top a").focus()
    assert tab.locator(".to-top").evaluate("e => getComputedStyle(e).opacity") == "1"


@pytest.mark.parametrize(
    "name",
    ["index.html", "hoi-dap/nguon-luc-den-2030.html", "so-lieu.html", "in-an.html", "nguon/nq57.html", "van-ban.html"],
)
def test_targets_are_large_enough_for_a_finger(tab: Page, served: str, name: str) -> None:
    """WCAG 2.2, 2.5.8: 24 by 24 CSS pixels, links inside a sentence excepted."""
    tab.goto(served + name)
    small = tab.evaluate(
        """() => [...document.querySelectorAll("a, button, summary, input, select")].filter((e) => {
             const box = e.getBoundingClientRect();
             const lists = "li:not(.items li, .chips li, .doors li, .groups li)";
             const inline = `p, ${lists}, td, dd, h1, h2, h3, .answer-card, .source`;
             if (!box.width || e.closest(inline)) return false;
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
                 return { outline: style.outlineStyle, width: parseFloat(style.outlineWidth),
                          top: box.top, bottom: box.bottom, of: e.outerHTML.slice(0, 80) }; }"""
        )
        assert seen["outline"] != "none", seen
        assert seen["width"] >= 2, seen
        assert seen["bottom"] > 0, seen
        assert seen["top"] < 800, seen


def test_wide_tables_scroll_by_keyboard(tab: Page, served: str) -> None:
    tab.set_viewport_size({"width": 720, "height": 800})
    tab.goto(served + "so-lieu.html")
    region = tab.locator(".table").first
    fits = "e => e.scrollWidth <= e.clientWidth"
    assert region.evaluate(fits)
    assert region.get_attribute("tabindex") is None
    region.evaluate("e => { e.style.width = '200px'; dispatchEvent(new Event('resize')); }")
    assert not region.evaluate(fits)
    assert region.get_attribute("tabindex") == "0"
    region.focus()
    tab.keyboard.press("ArrowRight")
    tab.wait_for_timeout(300)
    assert region.evaluate("e => e.scrollLeft") > 0


# --------------------------------------------------------------------------- on paper


def test_an_item_on_paper_says_where_it_is_from_and_leaves_out_what_paper_cannot_do(
    chromium: Browser, served: str
) -> None:
    sheets = printed(chromium, served + "hoi-dap/nguon-luc-den-2030.html")
    assert "Hỏi – đáp Nghị quyết 57" in sheets[0]
    assert f"{ADDRESS}hoi-dap/nguon-luc-den-2030.html" in sheets[0]
    whole = " ".join(sheets)
    for words in ("2% GDP", "Con số và nguồn", "Rà soát lần cuối"):
        assert words in whole
    for words in ("Bản in", "Chia sẻ, trích dẫn", "Câu trước", "Câu sau", "Lên đầu trang", "Đến nội dung chính"):
        assert words not in whole
    assert len(sheets[-1]) > 150


def test_the_marks_of_the_timeline_stay_on_the_paper(tab: Page, served: str) -> None:
    tab.goto(served + "dong-thoi-gian.html")
    tab.emulate_media(media="print")
    room = tab.locator(".timeline li").first.evaluate(
        "e => e.getBoundingClientRect().left + parseFloat(getComputedStyle(e, '::before').left) - "
        "document.querySelector('article').getBoundingClientRect().left"
    )
    assert room >= 0
    assert tab.locator(".timeline li").first.evaluate("e => getComputedStyle(e).breakInside") == "avoid"


def test_lists_in_notes_stay_lists(built: Path) -> None:
    source = (built / "muc-tieu/chi-rd.html").read_text(encoding="utf-8")
    note = source[source.index('<div class="note">') :]
    assert ": - " not in re.sub(r"<[^>]+>", " ", note)
