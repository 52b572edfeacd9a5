"""Handouts of small sites: what is on the paper, read back from the PDFs; the set, its cache, and the command."""

from __future__ import annotations

import dataclasses
import io
import json
import re
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from microsite import model as m
from microsite import reading
from microsite.checking import handouts as formats_rule
from microsite.commands import cli
from microsite.library import Library
from microsite.outputs.handouts import HandoutError, make_all, making, order, plan
from microsite.outputs.handouts.frame import Writer
from microsite.outputs.handouts.order import Order
from microsite.outputs.handouts.store import Store
from microsite.outputs.handouts.typesetting import Sheet, Typesetter, TypesettingError
from microsite.outputs.handouts.unit import Printer, Unit
from microsite.telling import addresses
from microsite.telling.offers import HandoutFile
from microsite.vietnamese import dates
from tests.conftest import BASE
from tests.print import sites
from tests.print.orders import (
    FORMATS,
    HOSTILE,
    LOGO,
    LONG,
    THEME,
    assert_printed_within_the_page,
    leaflet,
    one_sheet,
    profile,
    quiet,
    said,
    titles,
)
from tests.print.readback import SIZES, Pdf, squeezed

ADDRESS = "https://vi-du.example/nq57"


@pytest.fixture(scope="session")
def formats(tmp_path_factory: pytest.TempPathFactory) -> tuple[m.Format, ...]:
    """Every format there is."""
    root = shutil.copytree(BASE, tmp_path_factory.mktemp("formats") / "project")
    shutil.copy(FORMATS, root / "content" / "handouts.yml")
    library = reading.read(root).library
    assert library is not None
    return library.formats


@pytest.fixture(scope="session")
def library(formats: tuple[m.Format, ...]) -> Library:
    """A plain FAQ."""
    return sites.faq(formats)


@pytest.fixture(scope="session")
def kinds(formats: tuple[m.Format, ...]) -> dict[str, m.Format]:
    return {k.id: k for k in formats}


# --------------------------------------------------------------------------- a unit of one's own


@pytest.mark.parametrize("name", [HOSTILE, LONG], ids=["hostile", "long"])
@pytest.mark.parametrize(
    "wanted",
    [
        Order(format="to-roi", items="1"),
        Order(format="toan-tap"),
        Order(format="to-gap-ba"),
        Order(format="phieu-hoi", items="1,2"),
    ],
    ids=lambda o: o.format,
)
def test_a_name_is_printed_as_it_is_and_breaks_nothing(
    formats: tuple[m.Format, ...], tmp_path: Path, name: str, wanted: Order
) -> None:
    path = profile(
        tmp_path, f"name: {json.dumps(name.strip(), ensure_ascii=False)}\nparent: Đảng bộ phường <b>An Khánh</b>\n"
    )
    wanted = dataclasses.replace(wanted, unit=path)
    (file,) = order.carry_out(wanted, sites.scheme(formats), THEME, tmp_path, None, quiet)
    assert_printed_within_the_page(Pdf(tmp_path / file.name), name)


def test_png_and_jpg_logos_are_printed(library: Library, tmp_path: Path) -> None:
    for name in ("a.png", "a.jpg"):
        Image.new("L", (300, 40), 0).save(tmp_path / name)
        path = profile(tmp_path, f"name: Trường\nlogo: {name}\n")
        (file,) = order.carry_out(Order(format="to-roi", items="1", unit=path), library, THEME, tmp_path, None, quiet)
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
        order.carry_out(Order(items="1", unit=profile(tmp_path, text)), library, THEME, tmp_path, None, quiet)
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
    shutil.copytree(THEME / "handouts", root / "theme" / "handouts")
    shutil.copy(FORMATS, root / "content" / "handouts.yml")
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
        Typesetter().set(one_sheet("leaflet", data))


def test_a_missing_glyph_ends_the_build(library: Library, kinds: dict[str, m.Format]) -> None:
    printer = Printer(Unit(name="漢字"))
    data = leaflet(Writer(library, printer=printer), kinds["to-roi"], library.items[0], large=True)
    with pytest.raises(TypesettingError):
        Typesetter().set(one_sheet("leaflet", data))


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
    assert "ghi ở mục Nguồn. Giấy phép: Giấy phép mở của tỉnh." in colophon
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
    pdf = Pdf(Typesetter().set(one_sheet("leaflet", data, tries=(9,))))
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
