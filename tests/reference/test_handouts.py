"""Handouts of the reference site: what is on the paper, read back from the PDFs."""

from __future__ import annotations

import dataclasses
import json
import math
import re
from collections.abc import Callable
from pathlib import Path

import pytest
import zxingcpp

from microsite import model as m
from microsite.library import Library
from microsite.outputs.handouts import HandoutError, fitting, order, plan, selection, sheets
from microsite.outputs.handouts.frame import Wanted, Writer
from microsite.outputs.handouts.order import Order
from microsite.outputs.handouts.records import Records
from microsite.outputs.handouts.tables import figure_table, target_table
from microsite.outputs.handouts.typesetting import Typesetter
from microsite.outputs.handouts.words import plain, title
from microsite.telling import markup
from microsite.telling.offers import HandoutFile
from tests.print.orders import (
    HOSTILE,
    LOGO,
    LONG,
    THEME,
    assert_printed_within_the_page,
    leaflet,
    one_sheet,
    profile,
    quiet,
    titles,
)
from tests.print.readback import SIZES, Pdf, blocks, squeezed

ADDRESS = "https://vi-du.example/nq57"


# --------------------------------------------------------------------------- the real content


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
        assert len(Pdf(typesetter.set(one_sheet("leaflet", data, tries=tries, first=first)))) == 1
    assert min(choice["size"] for choice in data["choices"]) == 10.5


def test_a_first_try_is_left_out_only_when_it_would_fail(library: Library, kinds: dict[str, m.Format]) -> None:
    writer, typesetter = Writer(library), Typesetter()
    for number in (2, 22, 40, 51):
        data = leaflet(writer, kinds["to-roi"], library.item_by_number[number])
        tries, first = fitting.tries(data)
        if first:
            skipped = typesetter.set(one_sheet("leaflet", data, tries=tries[:first], first=first - 1))
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
    wanted = Order(format="ap-phich", paper=paper, unit=profile(tmp_path, unit))
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
    wanted = Order(
        format="ap-phich", unit=profile(tmp_path, "name: Chi bộ khu phố 3\naddress: 58B Nguyễn Đình Chiểu\n")
    )
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
    sizes = Pdf(Typesetter().set(one_sheet("cards", data, tries=tries))).type_sizes()
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


@pytest.mark.parametrize("name", [HOSTILE, LONG], ids=["hostile", "long"])
@pytest.mark.parametrize(
    "wanted",
    [Order(format="to-roi", items="18"), BOOK, Order(format="to-gap-ba"), Order(format="phieu-hoi", items="1,2")],
    ids=lambda o: o.format,
)
def test_a_name_is_printed_as_it_is_and_breaks_nothing(
    library: Library, tmp_path: Path, name: str, wanted: Order
) -> None:
    path = profile(
        tmp_path, f"name: {json.dumps(name.strip(), ensure_ascii=False)}\nparent: Đảng bộ phường <b>An Khánh</b>\n"
    )
    (file,) = order.carry_out(dataclasses.replace(wanted, unit=path), library, THEME, tmp_path, None, quiet)
    pdf = Pdf(tmp_path / file.name)
    assert_printed_within_the_page(pdf, name)


def test_a_unit_stands_in_head_and_colophon_with_its_logo(library: Library, tmp_path: Path) -> None:
    (tmp_path / "logo.svg").write_text(LOGO, encoding="utf-8")
    path = profile(
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
        dataclasses.replace(wanted, unit=profile(tmp_path, CLASHING)), library, THEME, tmp_path, None, quiet
    )
    assert Pdf(tmp_path / file.name).touching(0, top=150) == []


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
