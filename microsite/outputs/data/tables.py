"""Tables for spreadsheets."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from microsite import model as m
from microsite.library import Library
from microsite.outputs.data.pieces import Pieces
from microsite.telling import addresses, citing, quantities

Row = tuple[str | Decimal | None, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A table: its path from the site's root, what it is in Vietnamese, its head and rows."""

    path: str
    about: str
    rows: list[Row]


def tables(pieces: Pieces) -> Iterator[Table]:
    """Yield the tables that have rows, in a fixed order."""
    if pieces.lib.targets:
        yield Table(addresses.data("targets.csv"), "Bảng các chỉ tiêu", _targets(pieces))
    if pieces.lib.figures:
        yield Table(addresses.data("figures.csv"), "Bảng các số liệu", _figures(pieces))


def to_csv(rows: Iterable[Row]) -> bytes:
    """Return ``rows`` as CSV that opens by a double click in Excel set to Vietnamese.

    UTF-8 with a byte order mark, without which Excel takes the file for one of Windows' old code pages.
    Where the comma is the decimal sign, as in Vietnam, Excel separates fields by semicolons and reads
    ``0,7`` as a number but not ``0.7``. A ``sep=`` line would help Excel set to English, but makes it
    overlook the byte order mark. Lines end as in RFC 4180.
    """
    made = io.StringIO(newline="")
    csv.writer(made, delimiter=";", lineterminator="\r\n").writerows([_cell(value) for value in row] for row in rows)
    return made.getvalue().encode("utf-8-sig")


def _cell(value: str | Decimal | None) -> str:
    """Return a cell; text a spreadsheet would take for a formula begins with an apostrophe (CWE-1236)."""
    if value is None:
        return ""
    if isinstance(value, Decimal):
        return f"{value:f}".replace(".", ",")
    line = re.sub(r"\s*[\r\n]+\s*", " ", value)
    return "'" + line if line.startswith(("=", "+", "-", "@", "\t", "＝", "＋", "－", "＠")) else line


_READ = dict(re.findall(r"([a-z-]+) \(([^)]+)\)", m.Quantity.model_fields["comparator"].description or ""))
"""How a comparator is called in Vietnamese, as its own description says."""


def _amount(quantity: m.Quantity) -> Row:
    low, high = quantity.value if isinstance(quantity.value, tuple) else (quantity.value, None)
    return _READ[quantity.comparator], low, high, quantity.out_of, quantity.unit, quantity.of


_AMOUNT = ("Cách đọc", "Giá trị", "Giá trị đến", "Trên tổng số", "Đơn vị", "Tính trên")


def _sources(library: Library, found: tuple[m.Citation, ...]) -> str:
    return "; ".join(citing.words(library, citation) for citation in found)


def _numbers(items: tuple[m.Item, ...]) -> str:
    return ", ".join(f"câu {item.number}" for item in items)


def _targets(pieces: Pieces) -> list[Row]:
    library = pieces.lib
    head = ("Mã", "Chỉ tiêu", "Đo cái gì", "Mức", *_AMOUNT, "Thời hạn", "Nhóm", "Nguồn", "Dùng ở")
    return [
        head,
        *(
            (
                t.id,
                t.name,
                t.measure,
                quantities.quantity(t),
                *_amount(t),
                quantities.deadline(t),
                library.target_group[t.group].name,
                _sources(library, t.sources),
                _numbers(library.items_with_target(t)),
            )
            for t in library.targets
        ),
    ]


def _figures(pieces: Pieces) -> list[Row]:
    library = pieces.lib
    head = ("Mã", "Số liệu", "Giá trị đọc", *_AMOUNT, "Thời điểm", "Nguồn", "Xuất xứ", "Dùng ở")
    return [
        head,
        *(
            (
                f.id,
                f.label,
                quantities.quantity(f),
                *_amount(f),
                quantities.as_of(f),
                _sources(library, f.sources),
                pieces.text(f.origin).text if f.origin else None,
                _numbers(library.items_with_figure(f)),
            )
            for f in library.figures
        ),
    ]
