"""Handouts: what is on the paper, read back from the PDFs."""

from __future__ import annotations

import dataclasses
import io
import json
import math
import re
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import zxingcpp
from PIL import Image

from microsite import model as m
from microsite import reading
from microsite.checking import handouts as formats_rule
from microsite.commands import cli
from microsite.library import Library
from microsite.outputs.handouts import HandoutError, fitting, make_all, making, order, plan, selection, sheets
from microsite.outputs.handouts.frame import Wanted, Writer
from microsite.outputs.handouts.order import Order
from microsite.outputs.handouts.records import Records
from microsite.outputs.handouts.store import Store
from microsite.outputs.handouts.tables import figure_table, target_table
from microsite.outputs.handouts.typesetting import Sheet, Typesetter, TypesettingError
from microsite.outputs.handouts.unit import Printer, Unit
from microsite.outputs.handouts.words import plain, title
from microsite.telling import addresses, markup
from microsite.telling.offers import HandoutFile
from microsite.vietnamese import dates
from tests.conftest import ROOT
from tests.print import sites
from tests.print.readback import SIZES, Pdf, blocks, squeezed

ADDRESS = "https://vi-du.example/nq57"


THEME = ROOT / "theme"


def quiet(_: str) -> None:
    """Hear what is told and say nothing."""


# --------------------------------------------------------------------------- the real content


@pytest.fixture(scope="session")
def library() -> Library:
    found = reading.read(ROOT).library
    assert found is not None
    return found


@pytest.fixture(scope="session")
def kinds(library: Library) -> dict[str, m.Format]:
    return {k.id: k for k in library.formats}


@pytest.fixture(scope="session")
def press(library: Library, tmp_path_factory: pytest.TempPathFactory) -> Callable[..., list[tuple[HandoutFile, Pdf]]]:
    """Return a function that carries out an order on the real content and reads the files back, each order once."""
    done: dict[tuple[Order, str | None], list[tuple[HandoutFile, Pdf]]] = {}

    def make(wanted: Order, address: str | None = None) -> list[tuple[HandoutFile, Pdf]]:
        key = (wanted, address)
        if key not in done:
            out = tmp_path_factory.mktemp("press")
            done[key] = [(f, Pdf(out / f.name)) for f in order.carry_out(wanted, library, THEME, out, address, quiet)]
        return done[key]

    return make


Press = Callable[..., list[tuple[HandoutFile, Pdf]]]

BOOK = Order(format="so-tay", audience="kieu-bao")
LEAFLETS = Order(format="to-roi", items="1,5,14,17,18")


def plain_words(value: str, library: Library) -> str:
    return markup.to_plain(value, library)


def xhtml(value: str, library: Library) -> str:
    return markup.to_html(value, library, lambda _: None)


def leaflet(writer: Writer, kind: m.Format, item: m.Item, *, large: bool = False) -> dict[str, Any]:
    return sheets.leaflet(writer, Wanted(kind, selection.one(item), large=large))


def blocks_of(library: Library, number: int) -> list[str]:
    item = library.item_by_number[number]
    return [item.question, plain_words(item.short_answer, library), *blocks(xhtml(item.answer, library))]


def assert_in_order(wanted: list[str], text: str) -> None:
    at = 0
    for piece in wanted:
        found = text.find(squeezed(piece), at)
        assert found >= 0, f"missing or out of order: {piece[:80]}"
        at = found + 1


def test_a_leaflet_holds_its_item_complete_and_in_order(press: Press, library: Library) -> None:
    for file, pdf in press(LEAFLETS):
        item = next(i for i in library.items if i.id == file.items[0])
        assert_in_order(blocks_of(library, item.number), pdf.words(bottom=14))
        for target in library.targets_of(item):
            assert squeezed(target.name) in pdf.words()


def test_the_complete_works_hold_every_item_in_order(press: Press, library: Library) -> None:
    (_, pdf), _ = press(Order(format="in-gap"))
    text = pdf.words(top=13, bottom=13)
    wanted = [block for item in library.items for block in blocks_of(library, item.number)]
    assert_in_order(wanted, text[text.index(squeezed("Phần 1. Bối cảnh"), 3000) :])
    for record in (*library.targets, *library.task_groups):
        assert squeezed(getattr(record, "name", "") or getattr(record, "short_name", "")) in text
    for term in library.glossary:
        assert squeezed(term.term) in text
    for document in library.documents:
        assert squeezed(document.title) in text


def test_most_leaflets_fit_on_one_page(library: Library, kinds: dict[str, m.Format]) -> None:
    # Three items of middling length must; the size never falls below 10.5 pt.
    writer, typesetter = Writer(library), Typesetter()
    for number in (1, 14, 40):
        data = leaflet(writer, kinds["to-roi"], library.item_by_number[number])
        tries, first = fitting.tries(data)
        assert len(Pdf(typesetter.set(_sheet("leaflet", data, tries=tries, first=first)))) == 1
    assert min(choice["size"] for choice in data["choices"]) == 10.5


def _sheet(template: str, data: object, *, tries: tuple[int, ...] = (0,), first: int = 0) -> Sheet:
    folder = ROOT / "theme" / "handouts"
    return Sheet(
        str(folder),
        str(folder / f"{template}.typ"),
        json.dumps(data, ensure_ascii=False),
        1_700_000_000,
        tries=tries,
        first=first,
    )


def test_a_first_try_is_left_out_only_when_it_would_fail(library: Library, kinds: dict[str, m.Format]) -> None:
    writer, typesetter = Writer(library), Typesetter()
    for number in (2, 22, 40, 51):
        data = leaflet(writer, kinds["to-roi"], library.item_by_number[number])
        tries, first = fitting.tries(data)
        if first:
            skipped = typesetter.set(_sheet("leaflet", data, tries=tries[:first], first=first - 1))
            assert len(Pdf(skipped)) > tries[first - 1]


@pytest.mark.parametrize(
    ("wanted", "paper"),
    [
        (LEAFLETS, "a4"),
        (BOOK, "a5"),
        (Order(format="so-tay", audience="kieu-bao", paper="a4"), "a4"),
        (Order(format="so-tay", audience="kieu-bao", large_print=True), "a4"),
        (Order(format="ap-phich"), "a3"),
        (Order(format="ap-phich", paper="a4"), "a4"),
        (Order(format="phieu-hoi", items="1-6"), "a4"),
    ],
)
def test_page_sizes(press: Press, wanted: Order, paper: str) -> None:
    for _, pdf in press(wanted):
        assert pdf.sizes() == {SIZES[paper]}


@pytest.mark.parametrize(
    ("orders", "names"),
    [
        ([Order(format="ap-phich"), Order(format="ap-phich", paper="a4")], ["ap-phich.pdf", "ap-phich-a4.pdf"]),
        (
            [Order(format="so-tay", part="1", paper=paper) for paper in (None, "a5", "a4")],
            ["so-tay-phan-boi-canh.pdf", "so-tay-phan-boi-canh.pdf", "so-tay-phan-boi-canh-a4.pdf"],
        ),
    ],
)
def test_the_same_handout_on_another_paper_has_another_name(
    press: Press, orders: list[Order], names: list[str]
) -> None:
    assert [file.name for wanted in orders for file, _ in press(wanted)] == names


def test_landscape_sheets(press: Press) -> None:
    assert press(Order(format="to-gap-ba"))[0][1].sizes() == {(297, 210)}
    assert press(Order(format="in-gap", audience="kieu-bao"))[1][1].sizes() == {(297, 210)}


READING = [LEAFLETS, BOOK, Order(format="to-gap-ba"), Order(format="ap-phich"), Order(format="phieu-hoi", items="1-6")]


@pytest.mark.parametrize("wanted", READING, ids=lambda o: o.format)
def test_a_file_for_reading_is_archivable_tagged_and_in_vietnamese(press: Press, wanted: Order) -> None:
    file, pdf = press(wanted)[0]
    with pdf.pike.open_metadata() as meta:
        assert (meta["pdfaid:part"], meta["pdfaid:conformance"], meta["pdfuaid:part"]) == ("2", "A", "1")
        assert meta["dc:title"] == file.title
    assert str(pdf.pike.Root.Lang).lower().startswith("vi")
    assert pdf.pike.Root.MarkInfo.Marked
    fonts = pdf.fonts()
    assert fonts
    assert all(fonts.values())
    assert all(re.match(r"/[A-Z]{6}\+(NotoSerif|BeVietnamPro)", name) for name in fonts), "embedded, and as a subset"
    assert pdf.tags()["H1"] >= 1
    assert pdf.outline()


def test_tags_say_what_things_are(press: Press) -> None:
    tags = press(Order(format="to-roi", items="17"))[0][1].tags()
    assert tags["H1"] == 1
    assert tags["H2"] >= 2
    assert tags["Table"] == 1
    assert tags["TH"] == 3
    assert tags["TR"] > 5
    assert tags["LI"] > 5
    assert press(BOOK)[0][1].tags()["TOCI"] >= 6


def test_a_booklet_has_contents_that_lead_to_its_questions(press: Press, library: Library) -> None:
    _, pdf = press(BOOK)[0]
    items = library.items_for(library.audience["kieu-bao"])
    outline = " ".join(pdf.outline())
    contents = pdf.text(1)
    for item in items:
        assert squeezed(item.question) in squeezed(outline)
        assert squeezed(item.question) in squeezed(contents)
    for item in items:
        entry = re.search(r"\s+".join(map(re.escape, item.question.split())) + r"[\s.]*?(\d+)\s*$", contents, re.M)
        assert entry is not None
        assert squeezed(item.question) in squeezed(pdf.text(int(entry.group(1)) - 1)), "the page number is right"
    inside, _ = pdf.links()
    assert inside >= len(items)


def test_a_booklet_explains_the_terms_it_uses_and_no_others(press: Press, library: Library) -> None:
    _, pdf = press(BOOK)[0]
    text = pdf.words()
    entries = Records(library).terms(library.items_for(library.audience["kieu-bao"]))
    assert 0 < len(entries) < len(library.glossary)
    assert_in_order(
        [re.sub("<[^>]*>", "", e["term"]) for e in entries],
        text[text.rindex(squeezed("Giải thích thuật ngữ")) - 4000 :],
    )


def test_a_booklet_lists_the_sources_it_cites_and_no_others(press: Press, library: Library) -> None:
    _, pdf = press(BOOK)[0]
    text = pdf.words()
    listed = text[text.rindex("Cáctàiliệuđượcdẫntrongcuốnnày") :]
    cited = {c.doc for i in library.items_for(library.audience["kieu-bao"]) for c in i.sources}
    assert "nq57" in cited
    assert len(cited) < len(library.sources)
    for source in library.sources:
        assert (squeezed(source.title) in listed) == (source.id in cited), source.id
    (_, complete), _ = press(Order(format="in-gap"))
    text = complete.words()
    listed = text[text.rindex("Cáctàiliệuđượcdẫntrongcuốnnày") :]
    assert all(squeezed(source.title) in listed for source in library.sources)
    assert squeezed("Kết luận số 69-KL/TW ngày 11/01/2024 của Bộ Chính trị: Tiếp tục") in listed
    assert squeezed("Sách, tháng 5/2025. Nhà xuất bản Chính trị quốc gia Sự thật") in listed


def test_sources_follow_the_glossary_on_its_page(press: Press) -> None:
    for wanted in (BOOK, dataclasses.replace(BOOK, large_print=True)):
        _, pdf = press(wanted)[0]
        pages = [pdf.text(n, top=20, bottom=15) for n in range(len(pdf))]
        at = next(n for n, page in enumerate(pages) if "Các tài liệu được dẫn" in page)
        assert not pages[at].lstrip().startswith("Nguồn")


SOURCES_ALONE = re.compile(r"\s*(Nguồn:|Đọc tiếp:)")


def test_sources_of_an_item_never_fill_a_page_alone(press: Press) -> None:
    (_, whole), _ = press(Order(format="in-gap"))
    books = [whole, press(BOOK)[0][1], press(dataclasses.replace(BOOK, large_print=True))[0][1]]
    for pdf in (
        *books,
        *(pdf for _, pdf in press(Order(format="to-roi", items="22,34,59,62", large_print=True), ADDRESS)),
    ):
        for n in range(len(pdf)):
            page = pdf.text(n, top=33 if pdf.sizes() == {SIZES["a4"]} and pdf in books else 15, bottom=22)
            assert not (SOURCES_ALONE.match(page) and len(page.splitlines()) < 7), page


def test_nothing_is_said_twice_in_a_row(library: Library) -> None:
    words = Records(library).words
    (row,) = target_table(words, [library.target["chi-ngan-sach"]])["rows"]
    assert row["when"].replace("\u00a0", " ") == "tổng chi ngân sách hằng năm, đến năm 2030"
    for table in (target_table(words, library.targets), *(figure_table(words, [f]) for f in library.figures)):
        for row in table["rows"]:
            assert not re.search(r"(\b\w+ \w+), \1\b", row["when"].replace("\u00a0", " ")), row


def test_headings_and_names_of_documents_break_well(library: Library) -> None:
    for name in ("Khoán 10", "Đề án 06", "Nghị quyết 57", "Luật số 67/2025/QH15", "Chỉ thị 100"):
        assert " " not in re.sub("<[^>]*>", "", plain(f"“{name}”"))
    assert title("Dành cho: Nông dân, hợp tác xã") == "Dành cho: Nông dân, hợp\u00a0tác\u00a0xã"
    assert title("Nghị quyết 57 là gì?").endswith("là\u00a0gì?")
    records = Records(library)
    assert all(
        re.search(r"\u00a0\S*$", re.sub("<[^>]*>", "", records.item(item)["question"])) for item in library.items
    )


def test_the_tri_fold_names_the_groups_once_and_its_sources(press: Press, library: Library) -> None:
    for wanted in (Order(format="to-gap-ba"), Order(format="to-gap-ba", large_print=True)):
        _, pdf = press(wanted)[0]
        text = pdf.words(bottom=19 if wanted.large_print else 0)
        for group in library.task_groups:
            assert text.count(squeezed(group.short_name)) == 1
        for entry in library.overview:
            assert squeezed(entry.question) in text
        assert squeezed(f"Nguồn {library.lead.short}: {library.lead.title}") in text
    _, pdf = press(Order(format="to-gap-ba"))[0]
    assert len(pdf) == 2
    assert "lật theo cạnh ngắn" in pdf.text(0, right=200), "on the flap"


def test_every_format_says_how_to_print_it(press: Press, kinds: dict[str, m.Format]) -> None:
    for key, edge in (("phieu-hoi", "dài"), ("to-gap-ba", "ngắn"), ("in-gap", "ngắn")):
        assert f"lật theo cạnh {edge}" in kinds[key].printing
    file, pdf = press(Order(format="phieu-hoi", items="1-6"))[0]
    assert file.printing == kinds["phieu-hoi"].printing
    assert "lật theo cạnh dài" in pdf.text(0).replace("\u00a0", " ")


def test_every_sheet_carries_date_of_review_and_version(press: Press, library: Library) -> None:
    for wanted in READING:
        for _, pdf in press(wanted):
            text = pdf.words()
            assert f"Bản{library.site.version}" in text
            assert "Ràsoátlầncuối:" in text
    _, book = press(BOOK)[0]
    for page in range(1, len(book)):
        assert f"Bản{library.site.version}" in squeezed(book.text(page))


def test_answers_stay_with_their_questions_and_headings_with_their_text(press: Press, library: Library) -> None:
    (_, pdf), _ = press(Order(format="in-gap"))
    pages = [pdf.text(n, top=13, bottom=13) for n in range(len(pdf))]
    for item in library.items:
        wanted = squeezed(f"{item.number}. {item.question}TrảlờingắnX")[:-1]
        assert any(wanted in squeezed(page) for page in pages), item.id
    heads = (
        "Ban biên tập lưu ý",
        "Chỉ tiêu của Nghị quyết (điều phải đạt)",
        "Số liệu (hiện trạng theo nguồn)",
        "Những việc cụ thể",
    )
    for page in pages:
        last = page.strip().splitlines()[-1].strip() if page.strip() else ""
        assert last not in heads


@pytest.mark.parametrize(
    "wanted",
    [Order(format="in-gap"), Order(format="so-tay", audience="nguoi-dan", large_print=True)],
    ids=["a5", "large"],
)
def test_no_line_of_a_paragraph_is_left_alone_on_a_page(press: Press, wanted: Order) -> None:
    _, pdf = press(wanted)[0]
    torn = [lines for lines in pdf.lines_of_paragraphs() if len(lines) > 1]
    assert len(torn) > 5
    assert [lines for lines in torn if min(lines.values()) < 2] == []


def test_numbers_of_documents_dates_and_amounts_are_not_torn_apart(press: Press) -> None:
    (_, pdf), _ = press(Order(format="in-gap"))
    for page in range(len(pdf)):
        for line in pdf.text(page).splitlines():
            assert not re.search(r"\d+-$|\d+-(NQ|KL)/?$|\b\d{1,2}/(\d{1,2}/?)?$|\d–$", line.strip()), line
    assert plain("ngày 22/12/2024") == 'ngày\u00a0<span class="nb">22/12/2024</span>'
    assert plain("số 57-NQ/TW") == 'số\u00a0<span class="nb">57-NQ/TW</span>'
    assert plain("đạt 2% GDP") == "đạt 2%\u00a0GDP"


def test_text_pages_are_light_enough_for_a_home_printer(press: Press) -> None:
    for wanted in READING:
        _, pdf = press(wanted)[0]
        assert max(pdf.ink(page) for page in range(len(pdf))) <= 0.15


@pytest.mark.parametrize(
    "wanted",
    [
        Order(format="to-roi", items="17", large_print=True),
        Order(format="so-tay", audience="kieu-bao", large_print=True),
        Order(format="to-gap-ba", large_print=True),
        Order(format="phieu-hoi", items="1-4", large_print=True),
    ],
    ids=lambda o: o.format,
)
def test_large_print_has_nothing_to_read_below_18_points(press: Press, wanted: Order) -> None:
    _, pdf = press(wanted)[0]
    assert min(pdf.type_sizes()) >= 18


def test_a_poster_is_legible_from_two_metres_and_holds_the_targets(press: Press, library: Library) -> None:
    for paper in ("a3", "a4"):
        _, pdf = press(Order(format="ap-phich", paper=paper))[0]
        text = pdf.words()
        for target in library.targets:
            if target.by in {"2030", "2045"}:
                name = re.sub(r" \(?(?:năm )?(?:2030|2045)\)?$", "", target.name)
                assert squeezed(name) in text, target.id
        assert min(pdf.type_sizes(margin=17)) >= 24


POSTER_UNITS = [
    "name: Chi bộ 3\n",
    "name: Ủy ban nhân dân phường Tân Định và Trung tâm Phục vụ hành chính công, Văn hóa, Thông tin\n"
    "parent: Đảng bộ phường Tân Định\nlogo: l.svg\n",
]


@pytest.mark.parametrize("unit", POSTER_UNITS, ids=["short", "three lines, parent and logo"])
@pytest.mark.parametrize("paper", ["a3", "a4"])
def test_every_sheet_of_a_poster_can_hang_alone(library: Library, tmp_path: Path, paper: str, unit: str) -> None:
    (tmp_path / "l.svg").write_text(LOGO, encoding="utf-8")
    wanted = Order(format="ap-phich", paper=paper, unit=_unit(tmp_path, unit))
    (file,) = order.carry_out(wanted, library, THEME, tmp_path, ADDRESS, quiet)
    pdf = Pdf(tmp_path / file.name)
    name = re.match(r"name: (.*)", unit)
    assert name is not None
    for n in range(len(pdf)):
        sheet = squeezed(pdf.text(n))
        assert squeezed(name[1]) in sheet
        assert re.search(r"Đếnnăm20(30|45):", sheet)
        assert f"(tờ{n + 1}/{len(pdf)})" in sheet
    assert len(set(pdf.outline())) == len(pdf), "one bookmark a sheet, each another one"
    assert all("của Nghị quyết 57" in title or "mọi chỉ tiêu" in title for title in titles(pdf))


# --------------------------------------------------------------------------- QR codes and links


def test_with_an_address_a_qr_code_leads_to_the_page_and_says_so(press: Press, library: Library) -> None:
    _, pdf = press(Order(format="to-roi", items="17"), ADDRESS)[0]
    item = library.item_by_number[17]
    url = f"{ADDRESS}/hoi-dap/{item.id}.html"
    codes = [code.text for page in range(len(pdf)) for code in zxingcpp.read_barcodes(pdf.picture(page))]
    assert codes == [url]
    assert any(url in alt for alt in pdf.alternatives())
    assert squeezed(url.removeprefix("https://")) in pdf.words()
    assert url in pdf.links()[1]


def test_without_an_address_there_is_no_qr_code(press: Press) -> None:
    _, pdf = press(Order(format="to-roi", items="17"))[0]
    assert not zxingcpp.read_barcodes(pdf.picture(0))
    assert pdf.alternatives() == []
    assert pdf.links()[1] == []


@pytest.mark.parametrize("wanted", [BOOK, Order(format="to-gap-ba"), Order(format="ap-phich")], ids=lambda o: o.format)
def test_qr_codes_of_other_sheets_can_be_read(press: Press, wanted: Order) -> None:
    _, pdf = press(wanted, ADDRESS)[0]
    codes = {code.text for page in range(len(pdf)) for code in zxingcpp.read_barcodes(pdf.picture(page))}
    assert len(codes) == 1
    assert codes.pop().startswith(ADDRESS)


@pytest.mark.parametrize("large", [False, True])
def test_each_card_has_a_code_that_leads_to_its_question(press: Press, library: Library, large: bool) -> None:
    _, pdf = press(Order(format="phieu-hoi", items="1-4", large_print=large), ADDRESS)[0]
    codes = {code.text for page in range(len(pdf)) for code in zxingcpp.read_barcodes(pdf.picture(page))}
    assert codes == {f"{ADDRESS}/hoi-dap/{library.item_by_number[n].id}.html" for n in range(1, 5)}
    assert len(pdf) == (4 if large else 2)


@pytest.mark.parametrize("large", [False, True])
def test_a_long_address_leaves_every_card_its_place(press: Press, library: Library, large: bool) -> None:
    _, pdf = press(
        Order(format="phieu-hoi", large_print=large), "https://nghi-quyet-57.khoa-hoc-cong-nghe.example/hoi-dap"
    )[0]
    assert len(pdf) == 2 * math.ceil(len(library.items) / (2 if large else 4)), "one that runs over adds a page"


# --------------------------------------------------------------------------- imposition and cards


def folded(pdf: Pdf) -> list[str]:
    """Return the text of every half sheet in the order in which the folded sections are read."""
    fronts = range(0, len(pdf), 2)
    starts = [n for n in fronts if re.search(r"Tập \d+/\d+", pdf.text(n))] or [0]
    found = []
    for start, stop in zip(starts, [*starts[1:], len(pdf)], strict=True):
        sheets = [(n, n + 1) for n in range(start, stop, 2)]

        def half(page: int, side: str) -> str:
            return squeezed(pdf.text(page, bottom=7, **{"right" if side == "left" else "left": 148.5}))

        for front, back in sheets:
            found += [half(front, "right"), half(back, "left")]
        for front, back in reversed(sheets):
            found += [half(back, "right"), half(front, "left")]
    return found


@pytest.mark.parametrize(
    "wanted", [Order(format="in-gap", audience="kieu-bao"), Order(format="in-gap")], ids=["booklet", "sections"]
)
def test_folded_sheets_read_in_order(press: Press, wanted: Order) -> None:
    (_, booklet), (_, sheets) = press(wanted)
    wanted_pages = [squeezed(booklet.text(n, bottom=7)) for n in range(len(booklet))]
    found = folded(sheets)
    assert len(found) % 4 == 0
    assert [page for page in found if page] == [page for page in wanted_pages if page]
    assert found[0] == wanted_pages[0]
    assert found[-1] == wanted_pages[-1], "the colophon is the back cover"
    assert len(found) - len(wanted_pages) < 4


def test_no_section_is_too_thick_for_a_stapler(press: Press) -> None:
    _, (_, sheets) = press(Order(format="in-gap"))
    starts = [n for n in range(0, len(sheets), 2) if re.search(r"Tập \d+/\d+", sheets.text(n))]
    assert len(starts) > 1
    assert max(b - a for a, b in zip(starts, [*starts[1:], len(sheets)], strict=True)) * 2 <= plan.SECTION


def test_an_imposed_file_says_what_it_is_for(press: Press) -> None:
    (reading_file, _), (file, pdf) = press(Order(format="in-gap", audience="kieu-bao"))
    assert file.reads == reading_file.name
    info = pdf.pike.docinfo
    assert "chỉ để in" in str(info["/Title"])
    with pdf.pike.open_metadata() as meta:
        assert reading_file.name in str(meta["dc:description"])
    told = pdf.text(0, right=148.5)
    assert "lật theo cạnh ngắn" in told
    assert "gấp đôi" in told
    assert pdf.text(0, left=148.5, top=203).strip() == "", "nothing across the fold, nor on the front cover"


def test_a_card_names_every_source_of_its_answer(press: Press, library: Library) -> None:
    """The short answer of item 6 rests on the book, though the Resolution stands first among its sources."""
    _, pdf = press(Order(format="phieu-hoi", items="6"))[0]
    told = re.sub(r"\s+", " ", pdf.text(1))
    for doc in {c.doc for c in library.item_by_number[6].sources}:
        assert f"{library.source[doc].short}:" in told


def test_every_sheet_of_a_poster_names_the_resolution(library: Library, tmp_path: Path) -> None:
    wanted = Order(format="ap-phich", unit=_unit(tmp_path, "name: Chi bộ khu phố 3\naddress: 58B Nguyễn Đình Chiểu\n"))
    order.carry_out(wanted, library, THEME, tmp_path / "out", None, quiet)
    sheets = Pdf((tmp_path / "out" / "ap-phich.pdf").read_bytes())
    for page in range(len(sheets)):
        told = re.sub(r"\s+", " ", sheets.text(page))
        assert "của Nghị quyết 57 (tờ" in told
        assert "58B Nguyễn Đình Chiểu" in told


def test_large_cards_stand_two_to_a_sheet_with_their_answers_behind(press: Press, library: Library) -> None:
    _, pdf = press(Order(format="phieu-hoi", items="1-5", large_print=True))[0]
    assert len(pdf) == 6
    for sheet, numbers in enumerate([(1, 2), (3, 4), (5,)]):
        for number, cut in zip(numbers, ({"bottom": 148.5}, {"top": 148.5}), strict=False):
            item = library.item_by_number[number]
            assert squeezed(item.question) in squeezed(pdf.text(2 * sheet, **cut))
            assert squeezed(plain_words(item.short_answer, library)) in squeezed(pdf.text(2 * sheet + 1, **cut))
    assert max(pdf.type_sizes()) >= 22 * 1.25


def test_cards_get_smaller_until_each_holds_its_text(library: Library, kinds: dict[str, m.Format]) -> None:
    data = sheets.cards(Writer(library), Wanted(kinds["phieu-hoi"], selection.choose(library, items="1-4")))
    data["items"][0] = data["items"][0] | {"short": "Một câu trả lời dài hơn nhiều. " * 24}
    tries, _ = fitting.tries(data)
    sizes = Pdf(Typesetter().set(_sheet("cards", data, tries=tries))).type_sizes()
    assert 16 not in sizes


def test_questions_and_answers_of_cards_can_be_reached(press: Press, library: Library) -> None:
    _, pdf = press(Order(format="phieu-hoi", items="1-6"))[0]
    outline = [squeezed(title) for title in pdf.outline()]
    for number in range(1, 7):
        assert squeezed(library.item_by_number[number].question) in outline
        assert f"Trảlờicâu{number}" in outline


def test_the_backs_of_cards_fall_behind_their_questions(press: Press, library: Library) -> None:
    _, pdf = press(Order(format="phieu-hoi", items="1-6"))[0]
    assert len(pdf) == 4
    quarter = {"left": {"right": 105.0}, "right": {"left": 105.0}}
    for sheet in range(2):
        for upper in (True, False):
            cut = {"bottom": 148.5} if upper else {"top": 148.5}
            for side, other in (("left", "right"), ("right", "left")):
                front = pdf.text(2 * sheet, **quarter[side], **cut)
                back = pdf.text(2 * sheet + 1, **quarter[other], **cut)
                found = re.search(r"Câu\s+(\d+)", front)
                assert (found is None) == ("Trả lời câu" not in back)
                if found is not None:
                    item = library.item_by_number[int(found.group(1))]
                    assert squeezed(item.question) in squeezed(front)
                    assert squeezed(plain_words(item.short_answer, library)) in squeezed(back)


# --------------------------------------------------------------------------- a unit of one's own

HOSTILE = 'Đơn vị #panic("x") $a$ *đậm* [x] <script>alert(1)</script> &amp; @x `y` \\ {{ z }} #read("/etc/passwd")'
LOGO = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><rect width="9" height="9"/></svg>'
LONG = "Ban Chỉ đạo phát triển khoa học, công nghệ, đổi mới sáng tạo và chuyển đổi số " * 4 + "x" * 300


def _unit(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "don-vi.yml"
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize("name", [HOSTILE, LONG], ids=["hostile", "long"])
@pytest.mark.parametrize(
    "wanted",
    [Order(format="to-roi", items="18"), BOOK, Order(format="to-gap-ba"), Order(format="phieu-hoi", items="1,2")],
    ids=lambda o: o.format,
)
def test_a_name_is_printed_as_it_is_and_breaks_nothing(
    library: Library, tmp_path: Path, name: str, wanted: Order
) -> None:
    path = _unit(
        tmp_path, f"name: {json.dumps(name.strip(), ensure_ascii=False)}\nparent: Đảng bộ phường <b>An Khánh</b>\n"
    )
    (file,) = order.carry_out(dataclasses.replace(wanted, unit=path), library, THEME, tmp_path, None, quiet)
    pdf = Pdf(tmp_path / file.name)
    assert squeezed(name) in pdf.words()
    width = pdf._pages[0].get_size()[0]
    page = pdf._pages[0].get_textpage()
    assert all(page.get_charbox(k)[2] <= width for k in range(page.count_chars())), "nothing runs over the edge"


def test_a_unit_stands_in_head_and_colophon_with_its_logo(library: Library, tmp_path: Path) -> None:
    (tmp_path / "logo.svg").write_text(LOGO, encoding="utf-8")
    path = _unit(
        tmp_path, "name: Chi bộ khu phố 3\naddress: 12 Hai Bà Trưng\ncontact: điện thoại 028 1234\nlogo: logo.svg\n"
    )
    (file,) = order.carry_out(
        Order(format="so-tay", audience="kieu-bao", unit=path), library, THEME, tmp_path, None, quiet
    )
    pdf = Pdf(tmp_path / file.name)
    assert "Chi bộ khu phố 3" in pdf.text(0)
    colophon = pdf.text(len(pdf) - 1)
    assert all(
        words in colophon.replace("\u00a0", " ") for words in ("Chi bộ khu phố 3", "12 Hai Bà Trưng", "028 1234")
    )
    assert "Biểu trưng: Chi bộ khu phố 3" in pdf.alternatives()
    assert str(pdf.pike.docinfo["/Author"]) == "Chi bộ khu phố 3"


CLASHING = (
    "name: Ủy ban Đặng phụng, Ổn định, Ủng hộ và Ấp Ẳng Ễnh, Trung tâm Phục vụ hành chính công, Ổn định\n"
    "parent: Đảng bộ Đặng Ngọc phụng thị trấn\n"
)


@pytest.mark.parametrize(
    "wanted",
    [
        Order(format="to-roi", items="18"),
        Order(format="to-roi", items="18", large_print=True),
        BOOK,
        Order(format="ap-phich", paper="a4"),
    ],
    ids=["leaflet", "large", "cover", "poster"],
)
def test_marks_above_letters_stay_clear_of_the_line_above(library: Library, tmp_path: Path, wanted: Order) -> None:
    (file,) = order.carry_out(
        dataclasses.replace(wanted, unit=_unit(tmp_path, CLASHING)), library, THEME, tmp_path, None, quiet
    )
    assert Pdf(tmp_path / file.name).touching(0, top=150) == []


def test_png_and_jpg_logos_are_printed(library: Library, tmp_path: Path) -> None:
    for name in ("a.png", "a.jpg"):
        Image.new("L", (300, 40), 0).save(tmp_path / name)
        path = _unit(tmp_path, f"name: Trường\nlogo: {name}\n")
        (file,) = order.carry_out(Order(format="to-roi", items="18", unit=path), library, THEME, tmp_path, None, quiet)
        assert Pdf(tmp_path / file.name).alternatives() == ["Biểu trưng: Trường"]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("name: Chi bộ\nlogo: khong-co.png\n", "Không tìm thấy tệp biểu trưng"),
        ("name: Chi bộ\nlogo: don-vi.yml\n", "phải là tệp PNG, JPG hoặc SVG"),
        ("name: Chi bộ\nlogo: gia.png\n", "không phải là hình PNG"),
        ("name: Chi bộ\nlogo: cut.png\n", "không đọc được hình: cut"),
        ("name: Chi bộ\nlogo: cut.svg\n", "không đọc được hình: cut"),
        ("name: Chi bộ\nlogo: utf16.svg\n", "không phải là hình SVG"),
        ("name: Chi bộ\nlogo: latin.svg\n", "bảng mã UTF-8"),
        ("name: Chi bộ 🎉\n", "Không in được ký tự “🎉”"),
        ("ten: Chi bộ\n", "name"),
        ("name: [a, b]\n", "name"),
        ("name: &a Chi bộ\n", "ký hiệu riêng của YAML"),
        ("- name: x\n", "1:1"),
        ("", "không có nội dung"),
    ],
)
def test_a_profile_that_cannot_be_used_gets_one_clear_line(
    library: Library, tmp_path: Path, text: str, told: str
) -> None:
    drawn = io.BytesIO()
    Image.effect_noise((90, 90), 50).save(drawn, format="PNG")
    (tmp_path / "gia.png").write_bytes(b"no picture")
    (tmp_path / "cut.png").write_bytes(drawn.getvalue()[:900])
    (tmp_path / "cut.svg").write_text(LOGO[:-9], encoding="utf-8")
    (tmp_path / "utf16.svg").write_text(LOGO, encoding="utf-16")
    (tmp_path / "latin.svg").write_bytes(LOGO.replace("<rect", "<!-- \xe9 --><rect").encode("latin-1"))
    with pytest.raises(HandoutError, match=re.escape(told)) as caught:
        order.carry_out(Order(items="1", unit=_unit(tmp_path, text)), library, THEME, tmp_path, None, quiet)
    assert "\n" not in str(caught.value)


# --------------------------------------------------------------------------- selections


@pytest.mark.parametrize(
    ("options", "numbers"),
    [
        ({"items": "1,5,13-15"}, [1, 5, 13, 14, 15]),
        ({"items": " 3 , 2–4 "}, [2, 3, 4]),
        ({"items": "1-75", "audience": "nong-dan,y-te"}, None),
        ({"part": "1"}, None),
        ({"topic": "y-te"}, None),
        ({"task-group": "2", "part": "trien-khai"}, None),
    ],
)
def test_what_options_select(library: Library, options: dict[str, str], numbers: list[int] | None) -> None:
    asked = dict(options)
    chosen = selection.choose(library, items=asked.pop("items", None), groups=asked)
    found = [i.number for i in chosen.items]
    assert found == sorted(found)
    assert re.fullmatch(r"[a-z0-9-]+", chosen.key)
    if numbers is not None:
        assert found == numbers
    if "audience" in options:
        assert all({"nong-dan", "y-te"} & set(i.audiences) for i in chosen.items)


def test_a_title_names_only_what_is_inside_and_the_rest_is_told(library: Library, tmp_path: Path) -> None:
    said: list[str] = []
    chosen = selection.choose(library, items="1,35,36", groups={"part": "2"})
    assert [i.number for i in chosen.items] == [35, 36]
    assert chosen.title.startswith("Các câu 35, 36 · Phần 2")
    order.carry_out(Order(items="1,2,35", part="2"), library, THEME, tmp_path, ADDRESS, said.append)
    assert len(said) == 1
    assert said[0].startswith("Không in câu 1, 2:")


@pytest.mark.parametrize(
    ("wanted", "told"),
    [
        (Order(items="99"), "không có câu số 99"),
        (Order(items="5-1"), "viết ngược"),
        (Order(items="năm"), "không hiểu “năm”"),
        (Order(items=""), "không hiểu “”"),
        (Order(audience="canbo"), "có phải can-bo?"),
        (Order(audience=""), "không có mã “” cho --audience"),
        (Order(format=""), "không có mẫu “”"),
        (Order(topic="zzz"), "chọn trong"),
        (Order(audience="y-te", topic="khoi-nghiep"), "không có câu nào"),
        (Order(format="bao"), "không có mẫu “bao”"),
        (Order(format="ap-phich", items="1"), "in trọn nội dung"),
        (Order(format="to-roi", paper="a3"), "không in trên khổ a3"),
        (Order(format="so-tay", paper="a5", large_print=True), "bản chữ lớn chỉ in trên khổ a4"),
        (Order(format="in-gap", large_print=True), "không có bản chữ lớn"),
        (Order(unit=Path("khong-co.yml")), "không đọc được hồ sơ đơn vị"),
    ],
)
def test_a_bad_order_gets_one_clear_line(library: Library, tmp_path: Path, wanted: Order, told: str) -> None:
    with pytest.raises(HandoutError, match=re.escape(told)) as caught:
        order.carry_out(wanted, library, THEME, tmp_path, None, quiet)
    assert "\n" not in str(caught.value)


def test_a_place_that_cannot_be_written_gets_one_clear_line(library: Library, tmp_path: Path) -> None:
    (tmp_path / "tep").write_text("", encoding="utf-8")
    item = library.item_by_number[1]
    (tmp_path / "ra" / f"to-roi-{item.id}.pdf").mkdir(parents=True)
    for out, told in (
        ("tep", "là một tệp, không phải thư mục"),
        ("tep/ra", "không ghi được vào"),
        ("ra", "một thư mục mang tên ấy"),
    ):
        with pytest.raises(HandoutError, match=told) as caught:
            order.carry_out(Order(items="1"), library, THEME, tmp_path / out, ADDRESS, quiet)
        assert "\n" not in str(caught.value)
        assert not re.search(r"\b(file|directory|exists|denied)\b", str(caught.value), re.I)


# --------------------------------------------------------------------------- the whole set, on a small library


@pytest.fixture
def small(project: Callable[..., Path]) -> Path:
    root = project()
    shutil.copytree(ROOT / "theme" / "handouts", root / "theme" / "handouts")
    shutil.copy(ROOT / "content" / "handouts.yml", root / "content" / "handouts.yml")
    return root


def run(root: Path, address: str | None = ADDRESS) -> tuple[list[HandoutFile], list[str]]:
    library = reading.read(root).library
    assert library is not None
    said: list[str] = []
    return make_all(
        library, root / "theme", root / "build" / "in", root / "build" / "cache", address, said.append
    ), said


def test_the_set_holds_every_format_in_normal_large_and_folded(small: Path) -> None:
    files, said = run(small, None)
    names = {f.name for f in files}
    assert {p.name for p in (small / "build" / "in").iterdir()} == names
    assert {"to-roi-chi-cho-nghien-cuu.pdf", "to-roi-chi-cho-nghien-cuu-chu-lon.pdf"} <= names
    assert {"so-tay-phan-noi-dung.pdf", "so-tay-phan-noi-dung-chu-lon.pdf", "so-tay-phan-noi-dung-in-gap.pdf"} <= names
    assert {"toan-tap-a5.pdf", "toan-tap-a4.pdf", "toan-tap-chu-lon.pdf", "toan-tap-a5-in-gap.pdf"} <= names
    assert {"ap-phich-a3.pdf", "ap-phich-a4.pdf", "phieu-hoi.pdf", "phieu-hoi-chu-lon.pdf"} <= names
    for f in files:
        assert (f.bytes, f.pages) == (
            (small / "build" / "in" / f.name).stat().st_size,
            len(Pdf(small / "build" / "in" / f.name)),
        )
        assert f.page.endswith(".md")
    assert {f.page for f in files if f.name.startswith("to-roi-chi-cho")} == {addresses.page_of(_item(small, 1))}
    assert sum("mã QR" in line for line in said) == 1


def _item(root: Path, number: int) -> m.Item:
    library = reading.read(root).library
    assert library is not None
    return library.item_by_number[number]


def _state(root: Path) -> dict[str, tuple[int, bytes]]:
    return {p.name: (p.stat().st_mtime_ns, p.read_bytes()) for p in (root / "build" / "in").iterdir()}


def test_an_unchanged_run_rewrites_nothing_and_one_item_only_what_contains_it(small: Path) -> None:
    files, _ = run(small)
    before = _state(small)
    _, said = run(small)
    assert _state(small) == before
    assert said == []
    path = small / "qa" / "002-nguoi-dan-giam-sat.yml"
    path.write_text(
        path.read_text(encoding="utf-8").replace("đi thẳng vào việc", "đi thẳng vào công việc"), encoding="utf-8"
    )
    run(small)
    after = _state(small)
    changed = {name for name in after if after[name] != before[name]}
    holding = {f.name for f in files if "nguoi-dan-giam-sat" in f.items}
    assert "to-roi-nguoi-dan-giam-sat.pdf" in changed
    assert "to-roi-chi-cho-nghien-cuu.pdf" not in changed
    assert changed <= holding


def test_the_same_input_gives_the_same_bytes(small: Path) -> None:
    run(small)
    first = {name: content for name, (_, content) in _state(small).items()}
    shutil.rmtree(small / "build")
    run(small)
    assert {name: content for name, (_, content) in _state(small).items()} == first


def test_what_is_no_longer_offered_is_removed(small: Path) -> None:
    run(small)
    (small / "qa" / "002-nguoi-dan-giam-sat.yml").unlink()
    path = small / "qa" / "001-chi-cho-nghien-cuu.yml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("[[cau:2]]", "phần sau").replace("related: [2]", "related: []"), encoding="utf-8")
    files, _ = run(small)
    assert not (small / "build" / "in" / "to-roi-nguoi-dan-giam-sat.pdf").exists()
    kept = {p.stem for p in (small / "build" / "cache").glob("*.pdf")}
    assert len(kept) == len({f.name for f in files})


def test_a_lost_or_broken_cache_is_made_again(small: Path) -> None:
    run(small)
    (small / "build" / "cache" / "pages.json").write_text("{", encoding="utf-8")
    next((small / "build" / "cache").glob("*.pdf")).unlink()
    assert run(small)[0]


def test_a_new_format_is_an_entry_and_a_template(small: Path) -> None:
    entry = (
        "\n- {id: to-nho, name: Tờ nhỏ, template: little, about: [part], papers: [a5], sizes: [12], "
        "description: Thử., printing: In thử.}\n"
    )
    path = small / "content" / "handouts.yml"
    path.write_text(path.read_text(encoding="utf-8") + entry, encoding="utf-8")
    template = '#import "lib.typ": *\n#show: sheet\n= #words(data.title)\n'
    (small / "theme" / "handouts" / "little.typ").write_text(template, encoding="utf-8")
    files, _ = run(small)
    assert "to-nho-phan-noi-dung.pdf" in {f.name for f in files}


def test_a_format_without_its_template_is_told(small: Path) -> None:
    library = reading.read(small).library
    assert library is not None
    there = {path.stem for path in (small / "theme" / "handouts").glob("*.typ")}
    assert list(formats_rule.check(library, there)) == []
    (finding,) = formats_rule.check(library, there - {"poster"})
    assert "theme/handouts/poster.typ" in finding.message


def test_an_unknown_element_ends_the_build(small: Path, library: Library, kinds: dict[str, m.Format]) -> None:
    data = leaflet(Writer(library), kinds["to-roi"], library.items[0], large=True)
    data["item"] = data["item"] | {"short": "<blink>x</blink>"}
    with pytest.raises(TypesettingError, match="blink"):
        Typesetter().set(_sheet("leaflet", data))


def test_a_missing_glyph_ends_the_build(library: Library, kinds: dict[str, m.Format]) -> None:
    printer = Printer(Unit(name="漢字"))
    data = leaflet(Writer(library, printer=printer), kinds["to-roi"], library.items[0], large=True)
    with pytest.raises(TypesettingError):
        Typesetter().set(_sheet("leaflet", data))


def test_a_sheet_with_no_template_of_ours_reads_nothing_outside(small: Path, tmp_path: Path) -> None:
    template = tmp_path / "t.typ"
    template.write_text('#read("/../secret.txt")', encoding="utf-8")
    (tmp_path.parent / "secret.txt").write_text("x", encoding="utf-8")
    with pytest.raises(TypesettingError):
        Typesetter().set(Sheet(str(tmp_path), str(template), "{}", 0, standards=()))


def test_one_worker_and_two_make_the_same_files(small: Path) -> None:
    library = reading.read(small).library
    assert library is not None
    planned = list(plan.plan(library, Writer(library, ADDRESS)))
    made = []
    for workers in (1, 2):
        store = Store(small / f"cache{workers}", small / "theme" / "handouts")
        making.make(planned, store, workers)
        made.append({store.key(job): store.path(job).read_bytes() for job in planned})
    assert made[0] == made[1]


# --------------------------------------------------------------------------- the command


def test_the_command_makes_a_file_and_says_what(
    small: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(small)
    assert cli.main(["--root", str(small), "handout", "--items", "1", "--format", "to-roi", "--out", "ra"]) == 0
    assert (small / "ra" / "to-roi-chi-cho-nghien-cuu.pdf").is_file()
    assert re.search(r"to-roi-chi-cho-nghien-cuu\.pdf: 1 trang A4, \d+ KB", capsys.readouterr().out)


@pytest.mark.parametrize(
    "address",
    ["", "vi-du.vn", "ftp://vi-du.vn/", "https://", "https:///nq57", "https://[a/", "https://vi du.vn", "https://a:x/"],
)
@pytest.mark.parametrize("command", ["handout", "build"])
def test_an_address_must_be_one(small: Path, capsys: pytest.CaptureFixture[str], command: str, address: str) -> None:
    assert cli.main(["--root", str(small), command, "--address", address]) == 1
    (error,) = capsys.readouterr().err.strip().splitlines()
    assert error.startswith("lỗi: --address phải là địa chỉ đầy đủ")
    assert not (small / "build").exists()


def test_the_command_says_once_how_to_print_and_that_there_is_no_qr_code(
    small: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    wanted = ["--root", str(small), "handout", "--items", "1,2", "--format", "to-roi", "--out", str(small / "ra")]
    assert cli.main(wanted) == 0
    told = capsys.readouterr()
    assert told.out.count("Cách in tờ rơi: ") == 1
    assert told.err.count("không có mã QR") == 1
    assert cli.main([*wanted, "--address", ADDRESS]) == 0
    assert "mã QR" not in capsys.readouterr().err


def test_the_command_tells_a_mistake_in_one_line(small: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["--root", str(small), "handout", "--items", "7"]) == 1
    error = capsys.readouterr().err.strip()
    assert error.startswith("lỗi: không có câu số 7")
    assert len(error.splitlines()) == 1


# --------------------------------------------------------------------------- sites of other subjects

REFERENCE = ("Nghị quyết", "57", "NQ/TW", "CC BY", "Chính phủ", "Bản 1.0.0", "2030", "2045", "22/12/2024", "bảy")
"""Words of the reference site that no other site's sheets may say."""


@pytest.fixture(scope="session")
def formats(library: Library) -> tuple[m.Format, ...]:
    return tuple(kind.model_copy(update={"years": ()}) for kind in library.formats)


@pytest.fixture(scope="session")
def made(
    formats: tuple[m.Format, ...], tmp_path_factory: pytest.TempPathFactory
) -> dict[str, tuple[Library, dict[str, tuple[HandoutFile, Pdf]]]]:
    """Every PDF of every small site."""
    found = {}
    for build in (sites.faq, sites.scheme):
        other, out = build(formats), tmp_path_factory.mktemp(build.__name__)
        files = make_all(other, THEME, out / "in", out / "cache", ADDRESS.replace("nq57", "vay"), quiet)
        found[build.__name__] = other, {f.name: (f, Pdf(out / "in" / f.name)) for f in files}
    return found


Made = dict[str, tuple[Library, dict[str, tuple[HandoutFile, Pdf]]]]


def said(pdf: Pdf) -> str:
    text = "\n".join(pdf.text(n) for n in range(len(pdf)))
    return re.sub(r"\s+", " ", text + str(dict(pdf.pike.docinfo)) + " ".join(pdf.outline()))


def titles(pdf: Pdf) -> list[str]:
    return [re.sub(r"\s+", " ", title) for title in pdf.outline()]


def test_no_sheet_of_another_site_names_the_reference_site(made: Made) -> None:
    for _, files in made.values():
        assert files
        for name, (_, pdf) in files.items():
            told = said(pdf)
            assert [word for word in REFERENCE if word in told] == [], name


def test_the_date_of_a_sheet_is_one_that_somebody_entered(made: Made) -> None:
    for other, files in made.values():
        reviews = [*(i.reviewed for i in other.items), *(g.reviewed for g in other.task_groups)]
        entered = set(map(dates.day, reviews))
        for name, (file, pdf) in files.items():
            assert set(re.findall(r"Rà soát(?: lần cuối:)? (\d\d/\d\d/\d{4})", said(pdf))) <= entered, name
            if file.format in {"ap-phich", "to-gap-ba"}:
                assert f"Rà soát lần cuối: {dates.day(max(reviews))}" in said(pdf)


def test_a_plain_faq_has_only_the_sheets_it_has_something_for(made: Made) -> None:
    _, files = made["faq"]
    assert {file.format for file, _ in files.values()} == {"to-roi", "toan-tap", "in-gap", "phieu-hoi"}
    _, whole = files["toan-tap-a5.pdf"]
    assert titles(whole)[:2] == ["Câu hỏi và trả lời", "1. Ai được vay vốn đợt 1?"]
    assert [title for title in titles(whole) if not title[0].isdigit()] == ["Câu hỏi và trả lời", "Nguồn"]
    contents = re.sub(r"[\s.\d]+", " ", whole.text(1))
    assert not any(
        word in contents for word in ("Toàn cảnh", "chỉ tiêu", "nhiệm vụ", "So sánh", "Thuật ngữ", "Văn bản")
    )
    cover = re.sub(r"\s+", " ", whole.text(0))
    assert "5 câu hỏi và trả lời" in cover
    assert not re.search(r"trả lời[;,] |trả lời về|chỉ tiêu|nhiệm vụ", cover)
    colophon = re.sub(r"\s+", " ", whole.text(len(whole) - 1))
    assert "ghi ở mục Nguồn; không thay thế văn bản chính thức." in colophon
    assert "giấy phép" not in colophon
    assert "Bản" not in re.sub("Bản trên mạng", "", colophon)


def test_an_official_site_says_its_licence_and_takes_nothing_back(made: Made) -> None:
    _, files = made["scheme"]
    _, whole = files["toan-tap-a5.pdf"]
    colophon = re.sub(r"\s+", " ", whole.text(len(whole) - 1))
    assert "ghi ở mục Nguồn. Được in, sao và phát lại theo giấy phép Giấy phép mở của tỉnh." in colophon
    assert not any("thay thế văn bản" in said(pdf) for _, pdf in files.values())
    cover = re.sub(r"\s+", " ", whole.text(0))
    assert "2 câu hỏi và trả lời; mọi chỉ tiêu; một nhóm nhiệm vụ" in cover
    assert [title for title in titles(whole) if not title[0].isdigit()] == [
        "Toàn cảnh",
        "Kế hoạch 12 là gì?",
        "Ai được vay?",
        "Câu hỏi và trả lời",
        "Các chỉ tiêu",
        "Cho vay",
        "Các nhóm nhiệm vụ, giải pháp",
        "Nguồn",
    ]


@pytest.mark.parametrize("paper", ["a3", "a4"])
def test_a_poster_has_a_sheet_for_each_year_and_each_target_under_its_own(made: Made, paper: str) -> None:
    _, files = made["scheme"]
    file, pdf = files[f"ap-phich-{paper}.pdf"]
    assert file.title == f"Áp phích mục tiêu: đến năm 2020, năm 2027 và năm 2035 (khổ {paper.upper()})"
    sheets_ = [re.sub(r"\s+", " ", pdf.text(n)) for n in range(len(pdf))]
    assert [re.findall(r"Đến năm (\d+):", sheet) for sheet in sheets_] == [["2020"], ["2027"], ["2035"]]
    early, middle, late = sheets_
    assert "mọi hộ nghèo được vay" in early
    assert "chỉ tiêu của Đề án vay vốn (tờ 1/3)" in early
    assert "Nguồn: Đề án vay vốn" in early
    assert "Kế hoạch" not in early
    assert "10% tổng số hộ nghèo" in middle
    assert "chỉ tiêu của Kế hoạch 12 (tờ 2/3)" in middle
    assert "Nguồn: Kế hoạch số 12/KH-UBND" in middle
    assert "20% tổng số hộ nghèo" in late
    assert "30% tổng số hộ nghèo, đến tháng 6/2035" in late
    assert "Đến năm 2035: chỉ tiêu (tờ 3/3)" in late
    assert "Kế hoạch 12, mục 1" in late
    assert "Đề án vay vốn, mục 1" in late
    assert not any("Việc thứ 4" in sheet or "hằng tháng" in sheet for sheet in sheets_), "recurs: of no year"


def test_the_tri_fold_of_half_an_overview_is_two_sides_without_empty_headings(made: Made) -> None:
    _, files = made["scheme"]
    file, pdf = files["to-gap-ba.pdf"]
    assert file.title == "Tờ gấp ba: Kế hoạch 12 là gì?"
    assert str(pdf.pike.docinfo["/Subject"]) == "Kế hoạch 12 trên một tờ: cái gì, ai."
    assert len(pdf) == 2
    assert titles(pdf) == ["Kế hoạch 12 là gì?", "Nguồn", "Kế hoạch 12 là gì?", "Ai được vay?"]


def test_a_tri_fold_that_is_too_long_becomes_plain_pages(formats: tuple[m.Format, ...], tmp_path: Path) -> None:
    other = sites.scheme(formats)
    long = other.overview[0].model_copy(update={"text": "Xã lập danh sách hằng quý, công khai ở trụ sở. " * 150})
    other = dataclasses.replace(other, overview=(long, *other.overview[1:]))
    order.carry_out(Order(format="to-gap-ba"), other, THEME, tmp_path, None, quiet)
    pdf = Pdf(tmp_path / "to-gap-ba.pdf")
    assert pdf.sizes() == {SIZES["a4"]}
    assert pdf.words().count(squeezed("Xã lập danh sách")) == 150


@pytest.mark.parametrize(
    "change",
    [{"sizes": ()}, {"about": ("item", "all", "targets")}, {"about": ("part",)}, {"sizes": (11.0,)}],
    ids=lambda change: "-".join(change),
)
def test_whatever_a_format_says_it_gives_sheets_or_none(
    formats: tuple[m.Format, ...], tmp_path: Path, change: dict[str, Any]
) -> None:
    kinds = tuple(kind.model_copy(update=change) if kind.about else kind for kind in formats)
    files = make_all(sites.faq(kinds), THEME, tmp_path / "in", tmp_path / "cache", None, quiet)
    assert len({f.name for f in files}) == len(files)


@pytest.mark.parametrize(
    ("build", "wanted", "told"),
    [
        (sites.faq, Order(format="ap-phich"), "không có chỉ tiêu nào có năm phải đạt, nên không in được mẫu ap-phich"),
        (sites.faq, Order(format="to-gap-ba"), "không có phần toàn cảnh"),
        (sites.faq, Order(part="1"), "không có gì để chọn bằng --part"),
        (sites.faq, Order(audience="can-bo"), "không có gì để chọn bằng --audience"),
    ],
)
def test_what_a_site_has_not_cannot_be_ordered(
    formats: tuple[m.Format, ...], tmp_path: Path, build: Callable[..., Library], wanted: Order, told: str
) -> None:
    with pytest.raises(HandoutError, match=re.escape(told)):
        order.carry_out(wanted, build(formats), THEME, tmp_path, None, quiet)


def test_a_site_without_formats_has_no_sheets_and_the_command_says_so(tmp_path: Path) -> None:
    bare = sites.faq(())
    told: list[str] = []
    assert make_all(bare, THEME, tmp_path / "in", tmp_path / "cache", None, told.append) == []
    assert told == []
    with pytest.raises(HandoutError, match="không có mẫu tờ in nào"):
        order.carry_out(Order(items="1"), bare, THEME, tmp_path, None, quiet)


def test_an_order_without_a_format_takes_the_one_that_fits(formats: tuple[m.Format, ...], tmp_path: Path) -> None:
    for wanted, names in (
        (Order(items="1"), ["to-roi-cau-so-1.pdf"]),
        (Order(items="1,3"), ["so-tay-cau-1-3.pdf"]),
    ):
        files = order.carry_out(wanted, sites.faq(formats), THEME, tmp_path, ADDRESS, quiet)
        assert [f.name for f in files] == names


# --------------------------------------------------------------------------- prose, as its author structured it

ANSWER = """<p>Mở đầu:</p>
<ol><li>một</li><li>hai</li></ol>
<p>Xen giữa.</p>
<ol start="3"><li><p>ba <strong>đậm <em>nghiêng</em></strong></p><p>đoạn hai của ba</p></li>
<li><p>bốn:</p><ul><li>cấp hai<ul><li>cấp ba<ol><li>cấp bốn</li><li>cũng thế</li></ol></li></ul></li></ul>
<p>đoạn cuối của bốn</p></li></ol>
<ul><li>chấm<ul><li>dưới</li></ul> rồi tiếp</li></ul><ol start="12"><li>mười hai</li></ol>"""

STRUCTURE = [
    ("P", "Mở đầu:"),
    [["1.", "một"], ["2.", "hai"]],
    ("P", "Xen giữa."),
    [
        ["3.", ("P", "ba đậm nghiêng"), ("P", "đoạn hai của ba")],
        [
            "4.",
            ("P", "bốn:"),
            [["•", ("P", "cấp hai"), [["•", ("P", "cấp ba"), [["1.", "cấp bốn"], ["2.", "cũng thế"]]]]]],
            ("P", "đoạn cuối của bốn"),
        ],
    ],
    [["•", ("P", "chấm"), [["•", "dưới"]], ("P", "rồi tiếp")]],
    [["12.", "mười hai"]],
]


def set_answer(library: Library, kind: m.Format, answer: str) -> list[Any]:
    """Return the structure of an answer as the tags of its leaflet tell it."""
    data = leaflet(Writer(library), kind, library.items[0], large=True)
    data["item"] |= {"answer": answer, "notes": [], "targets": {"rows": []}, "figures": {"rows": []}}
    pdf = Pdf(Typesetter().set(_sheet("leaflet", data, tries=(9,))))
    (document,) = pdf.structure().kids
    assert not isinstance(document, str)
    flow = document.flow()
    at = next(n for n, piece in enumerate(flow) if piece[0] == "P" and piece[1].startswith("Hộ nghèo và"))
    end = next(n for n, piece in enumerate(flow) if piece[0] == "P" and piece[1].startswith("Nguồn:"))
    return flow[at + 1 : end]


def test_lists_are_numbered_nested_and_tagged_as_written(formats: tuple[m.Format, ...], kinds: Any) -> None:
    assert set_answer(sites.faq(formats), kinds["to-roi"], ANSWER) == STRUCTURE


def test_headings_in_prose_keep_their_order(formats: tuple[m.Format, ...], kinds: Any) -> None:
    both = "<h2>Lớn</h2><p>a</p><h3>Nhỏ</h3><p>b</p>"
    wanted = [("H2", "Lớn"), ("P", "a"), ("H3", "Nhỏ"), ("P", "b")]
    assert set_answer(sites.faq(formats), kinds["to-roi"], both) == wanted
    assert set_answer(sites.faq(formats), kinds["to-roi"], "<h3>Nhỏ</h3><p>b</p>") == [("H2", "Nhỏ"), ("P", "b")]


def test_a_cell_of_several_paragraphs_keeps_them(formats: tuple[m.Format, ...], tmp_path: Path) -> None:
    compared = m.Comparison.model_validate(
        {
            "documents": ["kh12", "dt"],
            "rows": [
                {"id": "vay", "aspect": "Ai được vay", "cells": {"kh12": {"text": "Một.\n\n- hai\n- ba", "at": ["1"]}}}
            ],
        }
    )
    other = dataclasses.replace(sites.scheme(formats), comparison=compared)
    order.carry_out(Order(format="toan-tap"), other, THEME, tmp_path, None, quiet)
    pdf = Pdf(tmp_path / "toan-tap.pdf")
    (table,) = (t for t in pdf.structure().all("Table") if "Văn bản" in str(t))
    ours, none = [row for body in table.all("TBody") for row in body.all("TR")]
    cells = list(ours.all("TD"))
    assert squeezed(str(cells[0])) == squeezed("Kế hoạch 12 (2026)")
    assert cells[1].flow() == [("P", "Một."), [["•", "hai"], ["•", "ba"]], ("P", "(mục\u00a01)")]
    assert [str(cell).strip() for cell in none.all("TD")] == ["Đề án vay vốn", "Không nêu"]
    assert "Tiếp nối những văn kiện nào" not in titles(pdf)
