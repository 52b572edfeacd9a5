"""How Vietnamese is written: numbers, dates, quantities, sorting."""

from __future__ import annotations

import datetime as dt
import random
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from microsite.model import Citation, Comparator, Figure, Quantity, Target
from microsite.telling import quantities
from microsite.vietnamese import dates, numbers, sorting
from microsite.vietnamese.folding import folded, syllables

NBSP = "\u00a0"


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (0, "0"), (2, "2"), (999, "999"), (1000, "1.000"), (67000, "67.000"), (1234567, "1.234.567"), (-1500, "-1.500"),
        (Decimal("0.7"), "0,7"), (Decimal("-0.5"), "-0,5"), (Decimal("1234.50"), "1.234,50"), (Decimal("53"), "53"),
        (Decimal("1E+3"), "1.000"),
    ],
)  # fmt: skip
def test_number(value: Decimal | int, shown: str) -> None:
    assert numbers.number(value) == shown


@given(st.decimals(allow_nan=False, allow_infinity=False))
def test_number_reads_back_and_never_fills_the_memory(value: Decimal) -> None:
    shown = numbers.number(value)
    assert len(shown) < 120
    assert Decimal(shown.replace(".", "").replace(",", ".")) == value or abs(value.adjusted()) > 30


def test_dates() -> None:
    assert dates.day(dt.date(2024, 1, 5)) == "05/01/2024"
    assert dates.day(dt.date(2024, 12, 22)) == "22/12/2024"
    assert [dates.partial_date(v) for v in ("2025", "2025-05", "2024-12-22")] == ["2025", "tháng 5/2025", "22/12/2024"]
    assert [dates.when(v) for v in ("2025", "2025-05", "2024-12-22")] == ["năm 2025", "tháng 5/2025", "ngày 22/12/2024"]
    assert dates.when("2016/2021") == "giai đoạn 2016–2021"
    assert dates.when("2024-01/2024-07") == "từ tháng 1/2024 đến tháng 7/2024"


@pytest.mark.parametrize(
    ("data", "said"),
    [
        ({"value": 2, "unit": "%", "of": "GDP"}, f"2%{NBSP}GDP"),
        ({"value": 3, "unit": "%", "of": "tổng chi ngân sách", "comparator": "at-least"}, "ít nhất 3%"),
        ({"value": 55, "unit": "%", "comparator": "over"}, "trên 55%"),
        ({"value": "0.7", "unit": "%", "of": "GDP", "comparator": "under"}, f"chưa đến 0,7%{NBSP}GDP"),
        ({"value": 50, "unit": "%", "comparator": "about"}, "khoảng 50%"),
        ({"value": 67000, "unit": "cán bộ", "comparator": "nearly"}, f"gần 67.000{NBSP}cán bộ"),
        ({"value": [16, 18], "unit": "%/năm", "comparator": "range"}, "16–18%/năm"),
        ({"value": 50, "unit": "nước đứng đầu", "comparator": "top"}, f"nhóm 50{NBSP}nước đứng đầu"),
        ({"value": 44, "out_of": 133, "comparator": "rank"}, "thứ 44/133"),
        ({"value": 10, "unit": "%/năm", "comparator": "growth"}, "tăng trung bình 10%/năm"),
        ({"state": "nước phát triển", "comparator": "state"}, "nước phát triển"),
        ({"value": 12}, "12"),
    ],
)
def test_quantity(data: dict[str, Any], said: str) -> None:
    assert quantities.quantity(Quantity.model_validate(data)) == said


def test_every_comparator_has_its_words() -> None:
    said = set()
    for comparator in Comparator:
        value: Any = (1, 2) if comparator is Comparator.RANGE else None if comparator is Comparator.STATE else 2
        state = "đã xong" if comparator is Comparator.STATE else None
        said.add(quantities.quantity(Quantity(comparator=comparator, value=value, state=state)))
    assert len(said) == len(Comparator)


def _target(**changes: Any) -> Target:
    data = {
        "id": "a",
        "name": "A",
        "measure": "A",
        "group": "g",
        "value": 1,
        "by": 2030,
        "sources": [{"doc": "nq57", "at": "II.1"}],
        "order": 1,
    }
    return Target.model_validate(data | changes)


def test_deadline() -> None:
    assert quantities.deadline(_target()) == "đến năm 2030"
    assert quantities.deadline(_target(by="2025-06")) == "đến tháng 6/2025"
    assert quantities.deadline(_target(by="none")) == "không nêu thời hạn"
    assert quantities.deadline(_target(by="none", every="hằng năm")) == "hằng năm"
    assert quantities.deadline(_target(by="recurring", every="6 tháng một lần")) == "6 tháng một lần"
    assert quantities.deadline(_target(every="hằng năm")) == "hằng năm, đến năm 2030"
    assert quantities.deadline(_target(every="hằng năm", of="tổng chi ngân sách hằng năm")) == "đến năm 2030"
    assert (
        quantities.deadline(_target(every="hằng năm", of="tổng chi ngân sách hằng năm", by="recurring")) == "hằng năm"
    )


def test_as_of() -> None:
    figure = Figure(id="a", label="A", value=Decimal(1), sources=(Citation(doc="nq57", at="I"),))
    assert quantities.as_of(figure) == "nguồn không nêu thời điểm"
    assert quantities.as_of(figure.model_copy(update={"as_of": "2016/2021"})) == "giai đoạn 2016–2021"


@pytest.mark.parametrize(
    ("words", "count"),
    [
        ("", 0), ("Nghị quyết 57", 3), ("57-NQ/TW", 1), ("chi 0,7% GDP, R&D", 4), ("“Một” – hai… ba!", 3),
        ("16–18%", 1), ("67.000 người", 2), ("**đậm** *nghiêng*", 2),
    ],
)  # fmt: skip
def test_syllables(words: str, count: int) -> None:
    assert syllables(words) == count


def test_folded() -> None:
    assert folded("Đột phá, chuyển ĐỔI số ở Ươm Ỷ") == "dot pha, chuyen doi so o uom y"
    assert folded("e\u0301") == "e"


# --------------------------------------------------------------------------- sorting

IN_ORDER = {
    "letters": [
        "an",
        "ăn",
        "ân",
        "ba",
        "ca",
        "da",
        "đa",
        "em",
        "êm",
        "ga",
        "na",
        "oa",
        "ô",
        "ơ",
        "pa",
        "u",
        "ư",
        "va",
        "xa",
        "ya",
    ],
    "tones": ["ma", "mà", "mả", "mã", "má", "mạ"],
    "marked letters before tones": ["ca", "cá", "cạ", "căn", "cân", "cần", "cấn"],
    "the letter decides first": ["bá", "bác", "ban", "bàn", "bạn", "bang"],
    "đ after d": ["dạy", "dữ liệu", "đa", "đầu tư", "đo", "em"],
    "case does not matter": ["AI", "an ninh", "ASEAN", "Ăng-ten", "blockchain", "Đề án", "GDP"],
    "ơ and ư": ["ô tô", "ở", "ợt", "u", "ù", "ư", "ứ", "ước", "vạn"],
}


@pytest.mark.parametrize("name", IN_ORDER)
def test_collation(name: str) -> None:
    shuffled = list(IN_ORDER[name])
    for seed in range(5):
        random.Random(seed).shuffle(shuffled)
        assert sorted(shuffled, key=sorting.collation_key) == IN_ORDER[name]


@given(st.text())
def test_collation_takes_any_text(value: str) -> None:
    assert sorting.collation_key(value) == sorting.collation_key(value)
    folded(value)
    syllables(value)
