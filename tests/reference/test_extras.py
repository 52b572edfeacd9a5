"""What pages of the reference site can do: share and cite, read aloud, collect for print, filter."""

from __future__ import annotations

import datetime as dt
import json
import re
from pathlib import Path
from typing import Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from tests.browser import ADDRESS
from tests.test_extras import kept

ITEM = "hoi-dap/nguon-luc-den-2030.html"
OTHER = "hoi-dap/tam-nhin-2045.html"
VOICE = """
const spoken = window.spoken = [];
let now = null;
speechSynthesis.getVoices = () => [{ lang: "vi-VN", name: "Thử", default: true, localService: true, voiceURI: "x" }];
window.SpeechSynthesisUtterance = class { constructor(text) { this.text = text; } };
speechSynthesis.speak = (piece) => { spoken.push(piece.text); now = piece; };
speechSynthesis.cancel = () => { now = null; };
window.saidPiece = () => now.onend();
"""


# --------------------------------------------------------------------------- share and cite


def test_paragraphs_have_addresses_in_the_page_itself(built: Path) -> None:
    page = (built / ITEM).read_text(encoding="utf-8")
    ids = re.findall(r'<(p|li) id="d(\d+)"', page)
    assert [int(n) for _, n in ids] == list(range(1, len(ids) + 1))
    assert {tag for tag, _ in ids} == {"p", "li"}
    answer = page.partition('id="tra-loi"')[2].partition("<h2")[0]
    assert answer.count("<p") + answer.count("<li") == len(ids)


def test_share_copies_link_citation_and_paragraph(chromium: Browser, served: str) -> None:
    context = chromium.new_context(
        viewport={"width": 1280, "height": 800}, permissions=["clipboard-read", "clipboard-write"]
    )
    tab = context.new_page()
    tab.goto(served + ITEM)
    tab.get_by_text("Chia sẻ, trích dẫn").click()
    clipboard = "navigator.clipboard.readText()"
    tab.get_by_role("button", name="Sao chép liên kết").click()
    expect(tab.locator(".share__status")).to_have_text("Đã sao chép liên kết.")
    assert tab.evaluate(clipboard) == ADDRESS + ITEM
    tab.get_by_role("button", name="Sao chép trích dẫn").click()
    expect(tab.locator(".share__status")).to_have_text("Đã sao chép trích dẫn.")
    cite = tab.evaluate(clipboard)
    today = dt.datetime.now().astimezone().date()
    assert "(câu 17). Rà soát ngày " in cite
    assert cite.endswith(f"{ADDRESS}{ITEM} (truy cập ngày {today:%d/%m/%Y}).")

    mark = tab.locator("#d1 > .pilcrow")
    expect(mark).to_be_hidden()
    tab.locator("#d1").hover()
    expect(mark).to_be_visible()
    tab.get_by_role("button", name="Hiện liên kết từng đoạn").click()
    box = tab.locator("#d3 > .pilcrow").bounding_box()
    assert box is not None
    assert min(box["width"], box["height"]) >= 44
    tab.get_by_role("link", name="Liên kết tới đoạn 3").click()
    expect(tab.locator(".share__status")).to_have_text("Đã sao chép liên kết tới đoạn 3.")
    assert tab.evaluate(clipboard) == f"{ADDRESS}{ITEM}#d3"
    assert tab.url.endswith("#d3")
    context.close()


def test_share_hands_over_to_an_app_where_there_is_one(tab: Page, served: str) -> None:
    tab.add_init_script("navigator.share = async (what) => { window.shared = what; }")
    tab.goto(served + "muc-tieu/chi-rd.html")
    tab.get_by_text("Chia sẻ, trích dẫn").click()
    expect(tab.locator(".share__cite")).to_contain_text(
        "2% GDP, đến năm 2030” (chỉ tiêu; Nghị quyết số 57-NQ/TW ngày 22/12/2024, mục II.1, gạch đầu dòng 3)"
    )
    tab.get_by_role("button", name="Gửi qua ứng dụng").click()
    assert tab.evaluate("shared.url") == ADDRESS + "muc-tieu/chi-rd.html"


# --------------------------------------------------------------------------- read aloud


def test_reading_aloud_numbers_entries_as_the_page_does(tab: Page, base: str) -> None:
    """Of an answer whose numbering goes on after a paragraph."""
    tab.add_init_script(VOICE)
    tab.goto(base + "hoi-dap/co-che-chinh-sach-can-co.html")
    tab.locator("[data-speak]").click()
    tab.wait_for_function("spoken.length > 0")
    tab.evaluate("while (document.querySelector('.being-read')) saidPiece()")
    said = [piece for piece in tab.evaluate("spoken") if piece in {f"{n}." for n in NUMERALS}]
    assert said == [f"{n}." for n in NUMERALS]


NUMERALS = ("một", "hai", "ba", "bốn", "năm", "sáu", "bảy")


def test_read_aloud_is_offered_only_with_a_vietnamese_voice(tab: Page, base: str) -> None:
    tab.add_init_script("speechSynthesis.getVoices = () => [{ lang: 'en-US', name: 'x' }]")
    asked: list[str] = []
    tab.on("request", lambda request: asked.append(request.url))
    tab.goto(base + ITEM)
    tab.wait_for_load_state("networkidle")
    expect(tab.locator("[data-speak]")).to_be_hidden()
    assert any(url.endswith("assets/site.js") for url in asked)
    assert not any(url.endswith("speech.js") for url in asked)


def test_read_aloud_reads_pauses_goes_on_and_stops(tab: Page, base: str) -> None:
    tab.add_init_script(VOICE)
    tab.goto(base + ITEM)
    status = tab.locator(".tools__status")
    tab.get_by_role("button", name="Đọc to").click()
    expect(status).to_have_text("Đang đọc.")
    assert tab.evaluate("spoken").pop().startswith("Nghị quyết năm mươi bảy dành nguồn lực")
    tab.evaluate("saidPiece()")
    assert "hai phần trăm tổng sản phẩm trong nước" in tab.evaluate("spoken.at(-1)")
    tab.get_by_role("button", name="Tạm dừng đọc").click()
    expect(status).to_have_text("Đã tạm dừng.")
    tab.get_by_role("button", name="Đọc tiếp").click()
    assert tab.evaluate("spoken.at(-1) === spoken.at(-2)"), "goes on with the piece it was stopped in"
    tab.get_by_role("button", name="Dừng đọc", exact=True).click()
    expect(status).to_have_text("Đã dừng đọc.")
    expect(tab.get_by_role("button", name="Đọc to")).to_be_focused()
    tab.get_by_role("button", name="Đọc to").click()
    tab.evaluate(
        "{ let n = 0; const status = document.querySelector('.tools__status'); "
        "while (status.textContent === 'Đang đọc.' && n++ < 500) saidPiece(); }"
    )
    expect(status).to_have_text("Đã đọc xong.")
    said = tab.evaluate("spoken")
    assert any("Kinh phí nghiên cứu và phát triển đạt" in s for s in said)
    assert not any("Con số và nguồn" in s or "¶" in s for s in said)


# --------------------------------------------------------------------------- the print collection


def test_items_are_collected_listed_and_printed(tab: Page, base: str) -> None:
    tab.goto(base + ITEM)
    expect(tab.locator("[data-collected]")).to_be_hidden()
    tab.get_by_role("button", name="Thêm vào bộ in").click()
    expect(tab.locator(".tools__status")).to_have_text("Đã thêm vào bộ in; bộ in có 1 câu.")
    tab.goto(base + OTHER)
    tab.get_by_role("button", name="Thêm vào bộ in").click()
    tab.get_by_role("link", name="Bộ in (2 câu)").click()
    tab.wait_for_url("**/bo-in.html")
    expect(tab.get_by_role("status").first).to_have_text("Đã chọn 2 câu.")
    expect(tab.locator(".sheet h3")).to_have_count(2)
    assert tab.locator(".sheet .kicker").all_inner_texts() == ["Câu 17", "Câu 20"]
    tab.get_by_label("Tên đơn vị").fill("Chi bộ <b>thôn</b> & tổ 5")
    expect(tab.locator(".sheet [data-unit-name]").first).to_have_text("Chi bộ <b>thôn</b> & tổ 5")
    tab.reload()
    expect(tab.locator(".sheet [data-unit-name]").first).to_have_text("Chi bộ <b>thôn</b> & tổ 5")

    tab.emulate_media(media="print")
    expect(tab.locator("form")).to_be_hidden()
    expect(tab.locator(".sheet h3").first).to_be_visible()
    text = tab.locator(".sheet").first.inner_text()
    for words in ("2% GDP", "ít nhất 3%", "Con số và nguồn", "Nghị quyết 57, mục II.1", "Rà soát ngày", ADDRESS + ITEM):
        assert words in text
    tab.emulate_media(media="screen")

    tab.locator("input[value=tam-nhin-2045]").uncheck()
    expect(tab.locator(".sheet h3")).to_have_count(1)
    tab.get_by_role("button", name="Bỏ chọn tất cả").click()
    expect(tab.get_by_role("status").first).to_have_text("Chưa chọn câu nào.")
    tab.goto(base + ITEM)
    expect(tab.get_by_role("button", name="Thêm vào bộ in")).to_be_visible()


def test_every_item_starts_a_page_on_request(chromium: Browser, served: str) -> None:
    pypdfium2 = pytest.importorskip("pypdfium2")

    context = chromium.new_context()
    context.add_init_script(
        kept("collection", json.dumps(["nguon-luc-den-2030", "tam-nhin-2045", "bay-nhom-nhiem-vu"]))
    )
    tab = context.new_page()
    tab.goto(served + "bo-in.html")
    tab.get_by_label("Mỗi câu bắt đầu ở một trang mới").check()
    expect(tab.locator(".sheet h3")).to_have_count(3)
    document = pypdfium2.PdfDocument(
        tab.pdf(format="A4", margin={"top": "15mm", "bottom": "15mm", "left": "15mm", "right": "15mm"})
    )
    first_lines = [document[i].get_textpage().get_text_range()[:200] for i in range(len(document))]
    assert sum(bool(re.search(r"^Câu (17|20|21)\b", text, re.M)) for text in first_lines) == 3
    assert "Thêm vào" not in "".join(first_lines)
    document.close()
    context.close()


def test_the_link_brings_an_item_along_where_files_share_no_store(tab: Page, served: str) -> None:
    tab.goto(served + "bo-in.html#them=nguon-luc-den-2030")
    expect(tab.locator(".sheet h3")).to_have_count(1)
    assert "#" not in tab.url


# --------------------------------------------------------------------------- filters


@pytest.mark.parametrize("typed", ["kinh te so", "KINH TẾ SỐ", "  số kinh  tế "])
def test_figures_are_filtered_without_marks(tab: Page, base: str, typed: str) -> None:
    tab.goto(base + "so-lieu.html")
    rows = tab.locator("tbody tr:visible")
    total = rows.count()
    tab.get_by_label("Lọc bảng").fill(typed)
    status = tab.locator(".filter [role=status]")
    expect(status).to_have_text(re.compile(r"^Có \d+ trong \d+ dòng\.$"))
    assert 0 < rows.count() < total
    assert str(rows.count()) in status.inner_text().split()
    tab.get_by_label("Lọc bảng").fill("không có đâu xyz")
    expect(status).to_have_text(re.compile("Không có dòng nào"))
    assert rows.count() == 0
    tab.get_by_label("Lọc bảng").fill("")
    expect(status).to_have_text("")
    assert rows.count() == total


def test_notes_are_filtered_with_what_stands_under_them(tab: Page, served: str) -> None:
    tab.goto(served + "nguon-noi-khac-nhau.html")
    tab.get_by_label("Lọc ghi chú").fill("thuong mai hoa")
    expect(tab.locator(".filter [role=status]")).to_have_text(re.compile("^Có "))
    for heading in tab.locator("article h3:visible").all():
        below = heading.evaluate(
            "h => { let t = h.textContent, n = h; "
            "while ((n = n.nextElementSibling) && !/^H[123]$/.test(n.tagName)) t += n.textContent; return t }"
        )
        assert "thương mại" in below.lower()


@pytest.mark.parametrize(
    ("name", "label", "typed", "row"),
    [
        ("thuat-ngu.html", "Lọc thuật ngữ", "chuoi khoi", "dt"),
        ("van-ban.html", "Lọc văn bản", "so huu tri tue", "article h2[id]:not(#thuat-ngu-trong-bai)"),
        ("chi-muc.html", "Lọc chỉ mục", "so huu", ".alphabet li"),
    ],
)
def test_lists_are_filtered_and_headings_without_entries_go(
    tab: Page, base: str, name: str, label: str, typed: str, row: str
) -> None:
    tab.goto(base + name)
    rows = tab.locator(f"{row} >> visible=true")
    total = rows.count()
    tab.get_by_label(label).fill(typed)
    expect(tab.locator(".filter [role=status]")).to_have_text(re.compile(rf"^Có \d+ trong {total} "))
    assert 0 < rows.count() < total / 4
    headings = tab.locator("article h2:not(#thuat-ngu-trong-bai) >> visible=true")
    assert headings.count() <= rows.count()
    # What is shown under a heading or term is shown whole, and the list of links leads only to what is left.
    assert (
        tab.locator(".jump li:not([hidden])").count() == headings.count() + tab.locator("#thuat-ngu-trong-bai").count()
    )
    hidden = tab.locator("article h2[hidden]").last.get_attribute("id")
    tab.evaluate("key => { location.hash = key }", hidden)
    expect(tab.get_by_label(label)).to_have_value("")
    expect(tab.locator(f"#{hidden}")).to_be_in_viewport()
    assert rows.count() == total


# --------------------------------------------------------------------------- for everybody


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 1280])
def test_everything_opened_is_accessible(
    chromium: Browser, served: str, scheme: Literal["light", "dark"], width: int
) -> None:
    context = chromium.new_context(viewport={"width": width, "height": 800}, color_scheme=scheme)
    context.add_init_script(VOICE)
    tab = context.new_page()

    def check(name: str) -> None:
        found = Axe().run(tab).response["violations"]
        assert [(rule["id"], [node["html"] for node in rule["nodes"]]) for rule in found] == [], name
        assert tab.evaluate("document.documentElement.scrollWidth") <= width, f"{name} must not scroll sideways"

    tab.goto(served + ITEM)
    tab.get_by_role("button", name="Thêm vào bộ in").click()
    tab.get_by_role("button", name="Đọc to").click()
    tab.get_by_text("Chia sẻ, trích dẫn").click()
    tab.get_by_role("button", name="Hiện liên kết từng đoạn").click()
    check("an item with everything open")
    tab.goto(served + "bo-in.html")
    tab.get_by_label("Tên đơn vị").fill("Đảng ủy phường " * 10)
    expect(tab.locator(".sheet h3")).to_be_visible()
    check("the print collection")
    tab.goto(served + "so-lieu.html")
    tab.get_by_label("Lọc bảng").fill("kinh te so")
    expect(tab.locator(".filter [role=status]")).to_have_text(re.compile("^Có "))
    check("a filtered table")
    tab.goto(served + "ngoai-tuyen.html#mat-mang=hoi-dap/x.html")
    check("the page shown without a network")
    context.close()
