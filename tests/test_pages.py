"""The built pages: links, metadata, structure, and what a real browser makes of them."""

from __future__ import annotations

import re
import urllib.parse
from html import unescape
from html.parser import HTMLParser
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from microsite import model as m
from microsite import reading
from microsite.bench import kinds, project
from microsite.telling import citing, markup, quantities
from microsite.vietnamese.folding import folded
from tests.browser import ADDRESS, ROOT

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


def test_every_page_ends_with_a_way_back_up(parsed: dict[str, _Links]) -> None:
    for name, page in parsed.items():
        assert "#dau-trang" in page.links, name
        assert {"dau-trang", "noi-dung"} <= page.ids, name


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


def test_motion_is_reduced_on_request(chromium: Browser, served: str) -> None:
    for choice, behaviour in (("reduce", "auto"), ("no-preference", "smooth")):
        context = chromium.new_context(reduced_motion="reduce" if choice == "reduce" else "no-preference")
        page = context.new_page()
        page.goto(served + "index.html")
        assert page.evaluate("getComputedStyle(document.documentElement).scrollBehavior") == behaviour
        context.close()


# --------------------------------------------------------------------------- on paper


def printed(chromium: Browser, address: str) -> list[str]:
    """Return the text of each page that Chromium prints of the page at ``address``."""
    pypdfium2 = pytest.importorskip("pypdfium2")
    page = chromium.new_page()
    page.goto(address)
    document = pypdfium2.PdfDocument(
        page.pdf(format="A4", margin={"top": "10mm", "right": "10mm", "bottom": "10mm", "left": "10mm"})
    )
    page.close()
    words = [document[i].get_textpage().get_text_range() for i in range(len(document))]
    document.close()
    return words


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


def test_the_home_page_on_paper_has_no_search_box(chromium: Browser, served: str) -> None:
    assert "Tìm trong" not in " ".join(printed(chromium, served + "index.html"))


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
