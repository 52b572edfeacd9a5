"""The fact check: number forms, source texts as places, and each rule firing on what is wrong and on nothing else.

``tests/verify/project`` is a small sound project, ``tests/verify/sources`` the texts it is drawn from, with
the flaws of texts that came out of a PDF. A case changes one place of the project and tells what is found.
"""

from __future__ import annotations

import json
import shutil
import unicodedata
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from microsite import reading
from microsite.checking.verify import RULES, SourcesError, sourcetext, verify
from microsite.checking.verify.arithmetic import follows
from microsite.checking.verify.facts import Facts
from microsite.checking.verify.folding import key, plain, syllable
from microsite.checking.verify.numerals import Form, Mention, document_number, scale_of, scan, value_of, word_value
from microsite.commands import cli
from microsite.findings import Finding, Severity
from microsite.vietnamese import numbers

HERE = Path(__file__).resolve().parent / "verify"


# --------------------------------------------------------------------------- number forms


def said(text: str) -> list[object]:
    """Return what ``text`` says in numbers, in a form that is short to write down."""
    found: list[object] = []
    for mention in scan(text):
        match mention.form:
            case Form.DATE:
                found.append("-".join("?" if part is None else f"{part:02d}" for part in mention.date))
            case Form.DOCUMENT | Form.PLACE:
                found.append(mention.name)
            case Form.LABEL:
                found.append(f"{mention.name} {mention.values[0]}".strip())
            case _:
                sign = {Form.NUMBER: "", Form.RANGE: "–", Form.SHARE: "/"}[mention.form]
                found.append(
                    sign.join(f"{value.normalize():f}" for value in mention.values) + ("%" if mention.percent else "")
                )
    return found


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # digits
        ("chưa đến 0,7% GDP, HDI trên 0,7", ["0.7%", "0.7"]),
        ("gần 67.000 người", ["67000"]),
        ("1.234.567,5 đồng", ["1234567.5"]),
        ("07 nhóm, 7 nhóm", ["7", "7"]),
        ("tăng 2,5 lần", ["2.5"]),
        ("hơn 1,3 tỉ lượt", ["1300000000"]),
        ("hơn 1,3 tỷ lượt", ["1300000000"]),
        ("12,5 triệu; 23 nghìn", ["12500000", "23000"]),
        ("5 tỷ lệ, 5 tỉ trọng", ["5", "5"]),
        ("45 phần trăm", ["45%"]),
        # ranges
        ("16 - 18%/năm", ["16–18%"]),
        ("16–18%/năm", ["16–18%"]),
        ("16% – 18%", ["16–18%"]),
        ("từ 40 đến 50 tổ chức", ["40–50"]),
        ("14 -\n15% GDP", ["14–15%"]),
        ("1 - 2 tỷ USD", ["1000000000–2000000000"]),
        # shares
        ("lên vị trí 71/193 quốc gia", ["71/193"]),
        # words
        ("hai con số", ["2"]),
        ("năm quan điểm, bảy nhóm", ["5", "7"]),
        ("mười hai, hai mươi lăm, ba mươi mốt", ["12", "25", "31"]),
        ("hai mươi năm", ["20"]),
        ("một trăm linh hai", ["102"]),
        ("mười hai người trên một vạn dân", ["12", "10000"]),
        ("hằng năm, năm qua, trong năm, một số, một trong những", []),
        ("Thứ ba, về xã hội số", []),
        # dates
        ("ngày 22/12/2024", ["2024-12-22"]),
        ("22-12-2024 và 22.12.2024", ["2024-12-22", "2024-12-22"]),
        ("ngày 22 tháng 12 năm 2024", ["2024-12-22"]),
        ("13/1/2025 hay 13/01/2025", ["2025-01-13", "2025-01-13"]),
        ("ngày 13/1 và ngày 13 tháng 1", ["?-01-13", "?-01-13"]),
        ("tháng 5/2025, 5/2025, tháng 5 năm 2025", ["2025-05-?", "2025-05-?", "2025-05-?"]),
        ("đến năm 2030", ["2030-?-?"]),
        ("giai đoạn 2021 - 2030", ["2021-?-?", "2030-?-?"]),
        ("6 tháng một lần", ["6"]),
        # documents, names, places
        ("Nghị quyết số 20- NQ/TW", ["20-NQ/TW"]),
        ("97/2025/NĐ-CP, 749/QĐ-TTg, 22/NQ-CP", ["97/2025/NĐ-CP", "749/QĐ-TTG", "22/NQ-CP"]),
        ("Nghị quyết 57 và câu 17", [f"{key('nghị quyết')} 57", f"{key('câu')} 17"]),
        ("Điều 62, Đề án 06, Khoán 10", [f"{key('điều')} 62", f"{key('đề án')} 6", f"{key('khoán')} 10"]),
        ("con số 140", ["140"]),
        ("mục II.1 và B.III.2.4", ["II.1", "B.III.2.4"]),
        # no figures
        ("5G, 6G, 3D, Covid-19", []),
        ("(1) Thể chế; (2) Hạ tầng", []),
        # footnotes' marks
        ("các nước ASEAN1. Năm", []),
        ("GDP năm 20251. Năm", ["2025-?-?"]),
        ("là 9,8%/năm3.", ["9.8%"]),
        ("71/193 quốc gia)1.", ["71/193"]),
        ("phục vụ quần chúng”1. Sự kiện", []),
        ("tinh thần “5 rõ” và ‘3 không’", ["5", "3"]),
        ("ngày 05/4/19881 về", ["1988-04-05"]),
    ],
)
def test_numbers_are_understood(text: str, expected: list[object]) -> None:
    assert said(text) == expected


def test_offsets_are_those_of_the_text() -> None:
    text = "Từ “16–18%” đến tháng 5/2025"
    assert [text[m.start : m.end] for m in scan(text)] == ["16–18%", "tháng 5/2025"]


@given(st.decimals(min_value=0, max_value=10**9, places=2, allow_nan=False, allow_infinity=False))
def test_formatted_numbers_are_read_back(value: Decimal) -> None:
    shown = numbers.number(value.normalize() if value != value.to_integral_value() else value.quantize(Decimal(1)))
    assert value_of(shown) == value
    found = [m for m in scan(f"đạt {shown}%") if m.form is Form.NUMBER]
    assert [(m.values, m.percent) for m in found] == [((value,), True)]


@given(st.integers(min_value=1, max_value=99))
def test_numerals_in_words_are_read_back(value: int) -> None:
    units = ["", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín"]
    tens, ones = divmod(value, 10)
    last = {5: "lăm", 1: "mốt" if tens > 1 else "một"}.get(ones, units[ones]) if tens else units[ones]
    words = " ".join(
        word for word in ("" if tens == 0 else "mười" if tens == 1 else f"{units[tens]} mươi", last) if word
    )
    assert word_value(words) == value
    if value > 10:
        assert said(f"có {words} việc") == [str(value)]


@given(st.text(alphabet="0123456789.,/-– %năm tháng ngày hai mươi NQTWđ()\n", max_size=60))
def test_any_text_can_be_scanned(text: str) -> None:
    for mention in scan(text):
        assert 0 <= mention.start < mention.end <= len(text)


def test_units_scale_and_document_numbers_are_normalised() -> None:
    assert [scale_of(unit) for unit in ("tỷ USD", "triệu tài khoản", "nghìn tỷ đồng", "bài", "%", None)] == [
        10**9,
        10**6,
        10**12,
        1,
        1,
        1,
    ]
    assert document_number("06/TB – VPCP") == "6/TB-VPCP"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("hoá", "hóa"),
        ("uỷ", "ủy"),
        ("tỉ", "tỷ"),
        ("kĩ", "Kỹ"),
        ("quí", "quý"),
        ("thuỷ", "thủy"),
        (unicodedata.normalize("NFD", "đổi"), "đổi"),
    ],
)
def test_spellings_fold_to_one(one: str, other: str) -> None:
    assert syllable(one) == syllable(other)


def test_different_words_do_not_fold_to_one() -> None:
    assert len({syllable(word) for word in ("tai", "tay", "thúi", "thúy", "hoa", "hóa", "hòa", "đa", "da")}) == 9


def test_dashes_quotes_and_spaces_fold_in_place() -> None:
    assert plain("“a” – ‘b’\u00a0c—d") == "\"a\" - 'b' c-d"


# --------------------------------------------------------------------------- reckoning


@pytest.mark.parametrize(
    ("sentence", "number", "expected"),
    [
        ("13, 28 và 9", "50", True),  # a sum
        ("13, 28 và 9", "51", False),
        ("19.441 và 18.441", "1.000", True),
        ("12,5 triệu và 25%", "50 triệu", True),
        ("9,33% và 8,97%", "18,3%", True),
        ("9,33% và 8,97%", "19%", False),
    ],
)
def test_numbers_worked_out_are_worked_out_again(sentence: str, number: str, expected: bool) -> None:
    (mention,) = scan(number)
    assert follows(mention, scan(sentence)) is expected


def test_rounding_follows_the_word_in_front() -> None:
    (mention,) = scan("18%")
    parts = list(scan("9,63% và 9,27%"))  # 18,9%
    assert follows(mention, parts, "đã được hơn ")
    assert not follows(mention, parts, "đúng ")
    assert not follows(mention, parts, "gần ")


# --------------------------------------------------------------------------- source texts


def test_headings_are_places_and_the_rest_is_the_opening() -> None:
    source = sourcetext.parse("x", "# Tên\n\nLời đầu.\n\n## I\n\nA\n\n## I.1\n\nĐạt 5 nước.\n\n## II\n\nB\n")
    assert list(source.places) == ["I", "I.1", "II", "mở đầu"]
    assert source.title == "Tên"
    above = source.cited("I")
    assert above is not None
    assert above.text == "A\nĐạt 5 nước."


def test_a_place_named_opening_may_stand_as_a_heading() -> None:
    assert list(sourcetext.parse("x", "# Tên\n\n## mở đầu\n\nA\n").places) == ["mở đầu"]


def test_a_text_without_headings_has_one_place() -> None:
    assert list(sourcetext.parse("x", "# Tên\n\nA\n\nB\n").places) == ["toàn văn"]


def test_what_a_page_end_tore_apart_is_joined() -> None:
    source = sourcetext.parse(
        "x", "## 1\n\n- Chiến lược 10 năm 2021\n\n- 2030 tại Đại hội;\n\n- Top\n\nnhững nước\n\nRiêng.\n\n- Ba\n"
    )
    assert source.places["1"].bullets == ("Chiến lược 10 năm 2021 - 2030 tại Đại hội;", "Top những nước", "Ba")
    assert source.cited("1", 3) is not None
    assert source.cited("1", 4) is None
    assert source.cited("2") is None


def test_numbers_of_sections_are_no_figures() -> None:
    facts = sourcetext.parse("x", "## 1\n\n5. Mặt trận\n\n2.1- Đổi mới\n\n- 3. Xem báo\n").facts
    assert not facts.numbers


def test_addresses_are_no_figures() -> None:
    assert not sourcetext.parse("x", "Xem https://a.vn/24913/tin-12\n").facts.numbers


def test_only_texts_of_the_site_bear_figures_out(tmp_path: Path) -> None:
    for name in ("a.md", "README.md", "may.md"):
        (tmp_path / name).write_text("Có 12 nước.\n", encoding="utf-8")
    sources = sourcetext.read(tmp_path, ["a", "b"])
    assert list(sources.documents) == ["a"]
    assert [other.id for other in sources.others] == ["may"]
    assert sources.names == ()


def test_decomposed_text_is_read(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_bytes(unicodedata.normalize("NFD", "## mục một\n\nNăm 2030 đạt 5 tỉ.\n").encode())
    assert list(sourcetext.read(tmp_path, ["a"]).documents["a"].places) == ["mục một"]


@pytest.mark.parametrize(
    "make", [lambda p: None, lambda p: p.mkdir(), lambda p: (p.mkdir(), (p / "a.md").write_bytes(b"\xff\xfe\x00"))]
)
def test_an_unusable_folder_is_told_in_one_line(tmp_path: Path, make: Callable[[Path], object]) -> None:
    make(tmp_path / "nguon")
    with pytest.raises(SourcesError) as caught:
        sourcetext.read(tmp_path / "nguon", ["a"])
    assert "\n" not in str(caught.value)


def test_dates_belong_to_the_number_they_stand_with() -> None:
    facts = Facts(
        "Nghị quyết số 29-NQ/TW ngày 25/7/2018; Nghị quyết số 29-NQ/TW (17/11/2022). Ngày 13/01/2025, Hội nghị "
        "quán triệt 57-NQ/TW."
    )
    assert facts.documents["29-NQ/TW"] == {(2018, 7, 25), (2022, 11, 17)}
    assert facts.documents["57-NQ/TW"] == set()


def test_the_day_of_issuing_belongs_to_the_document_issued() -> None:
    issued = Facts("Ngày 22/12/2024, Bộ Chính trị đã ban hành Nghị quyết số 57-NQ/TW.")
    acted = Facts("Ngày 09/01/2025, Chính phủ ban hành Chương trình thực hiện Nghị quyết số 57-NQ/TW.")
    assert (issued.documents["57-NQ/TW"], acted.documents["57-NQ/TW"]) == ({(2024, 12, 22)}, set())


def test_a_percentage_and_a_number_are_two_things() -> None:
    facts = Facts("chi 0,7% GDP, nhóm 3 nước")
    (percent,), (number,) = list(scan("0,7%")), list(scan("0,7"))
    assert (facts.states(percent), facts.states(number)) == (True, False)
    assert not facts.hold(Mention(Form.NUMBER, 0, 1, (Decimal(3),), percent=True))


# --------------------------------------------------------------------------- the rules

QA, TARGET, FIGURE = "qa/001-chi-cho-nghien-cuu.yml", "content/targets/chi-rd.yml", "content/figures/con-nguoi.yml"
NOTE, GROUP, DOCUMENTS = "content/notes/hai-ty-le.yml", "content/task-groups/1-the-che.yml", "content/documents.yml"

LAST_LINE = "Xem thêm [[cau:2]] và [[nhom:the-che]]."
NOTE_TEXT = "Một tỷ lệ tính trên GDP, một tỷ lệ tính trên ngân sách; không cộng được với nhau."
READINGS = "\nreadings:\n  - source: {doc: hoi-dap, at: câu 1}\n    says: "
FIGURE_LINES = "comparator: nearly\n  value: 67000\n  unit: cán bộ nghiên cứu"
ONE_DOCUMENT = (
    "- id: vb\n  kind: Nghị quyết\n  number: {}\n  date: {}\n  title: Văn bản\n"
    "  sources: [{{doc: hoi-dap, at: câu 1}}]\n"
)

Check = Callable[..., list[Finding]]


@pytest.fixture
def check(tmp_path: Path) -> Check:
    """Return a function that changes the sound project (file, old, new) and returns what the fact check finds."""

    def run(*changes: tuple[str, str, str], sources: Path = HERE / "sources") -> list[Finding]:
        root = tmp_path / "project"
        shutil.copytree(HERE / "project", root, dirs_exist_ok=True)
        for name, old, new in changes:
            path = root / name
            content = path.read_text(encoding="utf-8") if path.is_file() else ""
            assert not old or content.count(old) == 1, f"{name}: {old!r}"
            path.write_text(content.replace(old, new) if old else new, encoding="utf-8")
        result = reading.read(root)
        assert result.findings == []
        assert result.library is not None
        return verify(result.library, root, sources)

    return run


def figure(lines: str) -> tuple[str, str, str]:
    """Return the change that gives the project's figure other ``lines``."""
    return FIGURE, FIGURE_LINES, lines


def sentence(text: str) -> tuple[str, str, str]:
    """Return the change that puts ``text`` at the end of the first answer."""
    return QA, LAST_LINE, f"{LAST_LINE} {text}"


def test_the_sound_project_has_no_finding(check: Check) -> None:
    assert check() == []


@pytest.mark.parametrize(
    ("rule", "change", "marked"),
    [
        # values of records
        ("so-lieu-sai-vi-tri", (TARGET, "value: 2\n", "value: 30\n"), "30"),
        ("so-lieu-khong-nguon", (TARGET, "value: 2\n", "value: 4\n"), "4"),
        ("so-lieu-sai-vi-tri", (TARGET, 'unit: "%"', "unit: điểm"), "2"),
        ("so-lieu-sai-vi-tri", (TARGET, "bullet: 3}", "bullet: 2}"), "2"),
        (
            "so-lieu-sai-vi-tri",
            (TARGET, "bullet: 3}", "bullet: 3}\n  - {doc: hoi-dap, at: câu 2}"),
            "{doc: hoi-dap, at: câu 2}",
        ),
        ("so-lieu-khong-nguon", figure("value: 67100\n  unit: cán bộ"), "67100"),
        ("so-lieu-khong-nguon", figure("value: 1.4\n  unit: tỷ lượt tra cứu"), "1.4"),
        ("so-lieu-khong-nguon", figure("value: 1.3\n  unit: triệu lượt tra cứu"), "1.3"),
        ("so-lieu-khong-nguon", figure("comparator: rank\n  value: 71\n  out_of: 194\n  unit: quốc gia"), "71"),
        ("so-lieu-khong-nguon", figure('comparator: range\n  value: [14, 16]\n  unit: "%"'), "[14, 16]"),
        ("so-lieu-sai-vi-tri", (GROUP, "tasks: 5", "tasks: 6"), "6"),
        ("so-lieu-khong-nguon", (GROUP, "tasks: 5", "tasks: 77"), "77"),
        ("don-vi-khac-nguon", figure("value: 3\n  unit: khu công nghệ cao"), "khu công nghệ cao"),
        ("muc-do-khac-nguon", figure("value: 67000\n  unit: cán bộ nghiên cứu"), "67000"),
        ("muc-do-khac-nguon", figure("comparator: over\n  value: 67000\n  unit: cán bộ nghiên cứu"), "over"),
        # numbers in texts
        ("so-lieu-khong-nguon", sentence("Có 44 viện."), "44"),
        ("so-lieu-sai-vi-tri", (QA, "  - {doc: hoi-dap, at: câu 1}\n", ""), None),
        ("so-lieu-khong-nguon", sentence("Có mười bốn viện."), "mười bốn"),
        ("so-lieu-khong-nguon", sentence("Điều 99 quy định."), "Điều 99"),
        ("so-lieu-khong-nguon", sentence("Xem Nghị quyết 58."), "Nghị quyết 58"),
        ("so-lieu-khong-nguon", sentence("Xem câu 9."), "câu 9"),
        ("so-lieu-khong-nguon", sentence("Xem các câu 1 và 9."), "9"),
        ("so-lieu-khong-nguon", (NOTE, NOTE_TEXT, f"{NOTE_TEXT}{READINGS}Có 88 khu."), "88"),
        ("so-lieu-sai-vi-tri", (NOTE, NOTE_TEXT, f"{NOTE_TEXT}{READINGS}Đạt 30% GDP."), "30%"),
        (
            "so-lieu-khong-nguon",
            ("content/pages/gioi-thieu.md", "[[van-ban:nq57]].", "[[van-ban:nq57]], gồm 76 câu hỏi."),
            "76",
        ),
        ("so-tu-tinh", sentence("Hai khoản 2% và 3% cộng lại được 9%."), "9%"),
        # dates
        ("ngay-khong-nguon", sentence("Hạn là năm 2031."), "2031"),
        ("ngay-khong-nguon", sentence("Họp ngày 14/01/2025."), "14/01/2025"),
        ("ngay-khong-nguon", sentence("Sách in tháng 6/2025."), "tháng 6/2025"),
        ("ngay-khong-nguon", (TARGET, "by: 2030", "by: 2035"), "2035"),
        ("ngay-khong-nguon", (FIGURE, "as_of: 2025", "as_of: 2025-06"), "2025-06"),
        ("ngay-khong-nguon", ("content/sources.yml", "date: 2025-05", "date: 2025-06"), "2025-06"),
        # places
        ("vi-tri-khong-co-trong-nguon", ("content/sources.yml", "last: 2}", "last: 3}"), '"câu {n}"'),
        ("vi-tri-khong-co-trong-nguon", (QA, "bullet: 3}", "bullet: 4}"), "4"),
        ("vi-tri-khong-co-trong-nguon", sentence("Xem mục III.9."), "III.9"),
        # documents
        ("ngay-van-ban-sai", ("content/sources.yml", "date: 2024-12-22", "date: 2024-12-23"), "2024-12-23"),
        ("ngay-van-ban-sai", (DOCUMENTS, "", ONE_DOCUMENT.format("29-NQ/TW", "2019-07-25")), "2019-07-25"),
        ("ngay-van-ban-sai", (DOCUMENTS, "", ONE_DOCUMENT.format("28-NQ/TW", "2018-07-25")), "28-NQ/TW"),
        ("ngay-van-ban-sai", sentence("Xem Nghị quyết số 20-NQ/TW ngày 25/7/2018."), "20-NQ/TW"),
        ("ngay-van-ban-sai", sentence("Xem [[van-ban:nq57]] (01/11/2012)."), "01/11/2012"),
        ("ngay-van-ban-sai", sentence("Xem Nghị quyết 20 (2018)."), "20 (2018)"),
        ("ngay-van-ban-sai", sentence("Xem Nghị quyết số 21-NQ/TW."), "21-NQ/TW"),
        # wording
        (
            "chep-nguyen-van",
            sentence(
                "Cần thế này: Khẩn trương sửa đổi, bổ sung, hoàn thiện đồng bộ các quy định pháp luật về khoa học."
            ),
            "Khẩn trương sửa đổi, bổ sung, hoàn thiện đồng bộ các quy định pháp luật về khoa học",
        ),
        (
            "chep-nguyen-van",  # across a page number of the source, in the other spelling, over a line's end
            sentence("Khoa học và công nghệ phải bắt nguồn từ sản xuất và\n  trở lại phục vụ sản xuất, phục vụ."),
            None,
        ),
    ],
)
def test_a_rule_fires_where_it_should(
    check: Check, rule: str, change: tuple[str, str, str], marked: str | None
) -> None:
    if marked is None and change[0] == QA and not change[2]:
        found = check(change, sentence("Có 5 khu công nghệ cao, hơn 67.000 người."))
    else:
        found = check(change)
    assert {f.rule for f in found} == {rule}
    if marked is not None:
        place = found[0].place
        line = place.file.line(place.line)
        assert line[place.col - 1 : place.col - 1 + place.length].strip('"') == marked.strip('"')
        assert place.file.path == change[0]


@pytest.mark.parametrize(
    "change",
    [
        figure("comparator: over\n  value: 1.3\n  unit: tỷ lượt tra cứu"),
        figure("value: 2.5\n  unit: lần"),
        figure("comparator: rank\n  value: 71\n  out_of: 193\n  unit: quốc gia"),
        figure('comparator: range\n  value: [14, 15]\n  unit: "%"\n  of: GDP'),
        figure('comparator: growth\n  value: 9.8\n  unit: "%/năm"'),
        figure("value: 5\n  unit: khu công nghệ cao"),
        (TARGET, "bullet: 3}", "bullet: 3}\n  - {doc: nq57, at: II.1}"),
        (FIGURE, "as_of: 2025", "as_of: 2025-01/2025-07"),
        sentence("Có gần 67.000 cán bộ, 71/193 quốc gia, 16–18%/năm."),
        sentence("Báo cáo theo Nghị quyết 57, 20 và 29; hai nghị quyết cùng số 29."),
        sentence("Sách in tháng 5/2025, sau ngày 13/01/2025; giai đoạn 2021–2030."),
        sentence("Theo Nghị quyết số 29-NQ/TW ngày 17/11/2022 và Nghị quyết số 29-NQ/TW (25/7/2018)."),
        sentence(
            "Theo Nghị quyết số 57-NQ/TW ngày 22 tháng 12 năm 2024, [[van-ban:nq57]] (2024), Nghị quyết 20 (2012)."
        ),
        sentence("Xem mục II.1, câu 1 và câu 2."),
        sentence("Xem các câu 1 và 2; mạng 5G, 6G."),
        sentence("Hai khoản 2% và 3% cộng lại được 5%."),
        sentence("Cứ mười đồng thì có ba phần mười."),
        sentence("Sách kể mười một luật."),  # counted: the book names eleven
        sentence("Mặt trận Tổ quốc Việt Nam và các tổ chức chính trị – xã hội ở trung ương và địa phương."),
        sentence("Kinh phí chi cho nghiên cứu và phát triển đạt [[muc-tieu:chi-rd]]; bố trí phần ngân sách."),
        (NOTE, NOTE_TEXT, f"{NOTE_TEXT}{READINGS}Có 5 khu, tăng 9,8%/năm."),
        ("content/site.yml", "gồm hai câu hỏi", "gồm 2 câu hỏi"),
        (
            "content/site.yml",
            "review_months: 12",
            'version: "7.3.9"\nlicence: {name: Giấy phép mở 8.6, url: "https://vi-du.vn/gp", allows: Dùng lại tự do.}\n'
            "review_months: 12",
        ),  # names, not statements
        (
            QA,
            "bao nhiêu tiền cho nghiên cứu?\n",
            "bao nhiêu tiền cho nghiên cứu?\nalso_asked: [có được 9% GDP không]\n",
        ),  # asked, not said
        (DOCUMENTS, "", ONE_DOCUMENT.format("29-NQ/TW", "2018-07-25")),
        (DOCUMENTS, "", ONE_DOCUMENT.format("20-NQ/TW", "2012")),
        (
            DOCUMENTS,
            "",
            "- id: hp\n  kind: Luật\n  date: 2020\n  title: Luật đầu tư\n  sources: [{doc: hoi-dap, at: câu 1}]\n",
        ),
    ],
)
def test_what_the_sources_bear_out_is_no_finding(check: Check, change: tuple[str, str, str]) -> None:
    assert [f"{f.rule} {f.place}: {f.message}" for f in check(change)] == []


def test_a_page_in_the_number_does_not_hide_copying_but_a_changed_number_of_ours_ends_it(check: Check) -> None:
    copied = "Kinh phí chi cho nghiên cứu và phát triển đạt 2% GDP; bố trí ít nhất 3% tổng chi ngân sách hằng năm."
    assert "chep-nguyen-van" in {f.rule for f in check(sentence(copied))}
    other = "Kinh phí chi cho nghiên cứu và phát triển đạt GDP; 3 bố trí ít nhất 3% tổng chi."
    assert "chep-nguyen-van" not in {f.rule for f in check(sentence(other))}


def test_wording_of_texts_that_are_no_source_counts_as_copied(check: Check, tmp_path: Path) -> None:
    sources = shutil.copytree(HERE / "sources", tmp_path / "nguon")
    (sources / "may.md").write_text(
        "Con đường đi từ làng ra phố dài như một buổi chiều không ai muốn về nhà sớm.\n", encoding="utf-8"
    )
    found = check(sentence("Con đường đi từ làng ra phố dài như một buổi chiều không ai muốn về."), sources=sources)
    assert [f.rule for f in found] == ["chep-nguyen-van"]
    assert "may.md" in found[0].message


def test_a_missing_source_text_is_a_warning_and_nothing_else(check: Check, tmp_path: Path) -> None:
    sources = shutil.copytree(HERE / "sources", tmp_path / "nguon")
    (sources / "chuong-trinh.md").unlink()
    assert [(f.rule, f.severity) for f in check(sources=sources)] == [("thieu-ban-van-nguon", Severity.WARNING)]


def test_what_rests_on_a_missing_source_text_is_not_judged(check: Check, tmp_path: Path) -> None:
    sources = shutil.copytree(HERE / "sources", tmp_path / "nguon")
    (sources / "hoi-dap.md").unlink()
    found = check(
        sentence("Có 44 viện."), (DOCUMENTS, "", ONE_DOCUMENT.format("28-NQ/TW", "2018-07-25")), sources=sources
    )
    assert {f.rule for f in found} == {"thieu-ban-van-nguon"}


def test_help_says_where_the_number_stands(check: Check) -> None:
    (found,) = check((TARGET, "bullet: 3}", "bullet: 2}"))
    assert "nq57 II.1" in found.help
    assert "gạch đầu dòng 2" in found.message


def test_every_rule_is_described_and_tested() -> None:
    marks = {m.args[1][i][0] for m in test_a_rule_fires_where_it_should.pytestmark for i in range(len(m.args[1]))}  # type: ignore[attr-defined]
    assert marks | {"thieu-ban-van-nguon"} == set(RULES)


# --------------------------------------------------------------------------- the command


def run(*arguments: str, root: Path = HERE / "project") -> int:
    return cli.main(["--root", str(root), "verify", *arguments])


def test_the_command_tells_that_all_is_well(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("--sources", str(HERE / "sources")) == 0
    assert capsys.readouterr().out == "Đối chiếu với bản văn nguồn: 0 lỗi, 0 lưu ý.\n"


@pytest.mark.parametrize("style", ["text", "github", "json"])
def test_the_command_fails_on_an_error(style: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = shutil.copytree(HERE / "project", tmp_path / "project")
    target = root / TARGET
    target.write_text(target.read_text(encoding="utf-8").replace("value: 2\n", "value: 4\n"), encoding="utf-8")
    assert run("--sources", str(HERE / "sources"), "--format", style, root=root) == 1
    out = capsys.readouterr().out
    if style == "json":
        assert [found["rule"] for found in json.loads(out)] == ["so-lieu-khong-nguon"]
    else:
        assert f"{TARGET}:5:8" in out or f"file={TARGET},line=5,col=8" in out


def test_warnings_alone_do_not_fail(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    sources = shutil.copytree(HERE / "sources", tmp_path / "nguon")
    (sources / "chuong-trinh.md").unlink()
    assert run("--sources", str(sources)) == 0
    assert "0 lỗi, 1 lưu ý" in capsys.readouterr().out


def test_a_missing_folder_is_one_clear_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("--sources", str(tmp_path / "khong-co")) == 1
    printed = capsys.readouterr()
    assert printed.out == ""
    assert printed.err.count("\n") == 1
    assert "khong-co" in printed.err


def test_the_folder_must_be_named(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as caught:
        run()
    assert caught.value.code == 2
    capsys.readouterr()


def test_help_describes_the_folder(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        run("--help")
    out = capsys.readouterr().out
    for word in ("names.txt", "## …", "mở đầu", "toàn văn", "--sources"):
        assert word in out
