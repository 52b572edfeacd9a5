"""Library → data for machines: JSON with its schemas, CSV tables, Atom feeds.

What the JSON holds is decided in :mod:`microsite.outputs.data.api`, the feeds in :mod:`microsite.outputs.data.feeds`. The same
library and address give the same bytes.
"""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
import re
from collections.abc import Iterable, Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

from microsite import model as m
from microsite.library import Library
from microsite.outputs.data import api, feeds
from microsite.telling import citing, markup, quantities


def write(library: Library, out: Path, address: str | None) -> None:
    """Write ``api/v1/``, ``feed.xml`` and ``feeds/`` for ``library`` into the folder ``out``, the site's root.

    ``address`` is the site's public address, or ``None`` where it has none: then addresses in the
    data are relative to the site's root. Files that are there already are written over.
    """
    for path, content in contents(library, address):
        target = out / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)


def contents(library: Library, address: str | None) -> Iterator[tuple[str, bytes]]:
    """Yield path from the site's root and content of every file, in a fixed order."""
    exporter = api.Exporter(library, address)
    files = tuple(exporter.files())
    planned = tuple(feeds.plan(exporter))
    tables = {
        "targets.csv": ("Bảng các chỉ tiêu", _targets(library)),
        "figures.csv": ("Bảng các số liệu", _figures(library)),
    }
    index = exporter.index(
        files,
        tuple(_entry(f"{api.FOLDER}/{name}", about, len(rows) - 1) for name, (about, rows) in tables.items()),
        tuple(_entry(feed.path, feed.title, len(feed.items)) for feed in planned),
    )
    yield f"{api.FOLDER}/index.json", to_json({"$schema": "schemas/index.schema.json", **index.model_dump()})
    for file in files:
        for path, content in _data(file):
            yield f"{api.FOLDER}/{path}", content
    for folder, schemas in (("schemas", api.schemas()), ("schemas/input", api.input_schemas())):
        for stem, made in schemas:
            yield f"{api.FOLDER}/{folder}/{stem}.schema.json", to_json(made)
    for name, (_, rows) in tables.items():
        yield f"{api.FOLDER}/{name}", to_csv(rows)
    for feed in planned:
        yield feed.path, feeds.to_xml(feed, exporter)


def _data(file: api.File) -> Iterator[tuple[str, bytes]]:
    """Yield path below the folder of data and content of ``file`` and of the files that hold one of its records each."""
    head = f'{{\n "$schema": "schemas/{file.stem}.schema.json",\n "{file.key}": '.encode()
    if file.records is None:
        yield f"{file.stem}.json", head + _deeper(to_json(file.value.model_dump()), 1) + b"\n}\n"
        return
    # Each record is made and written once: at thousands of items, time and memory are spent here.
    parts: list[bytes] = []
    for record in file.records:
        made = to_json(record.model_dump() if isinstance(record, api.Shape) else record)
        parts.append(_deeper(made, 2))
        if file.alone:
            yield (
                f"{file.stem}/{record.id}.json",
                f'{{\n "$schema": "../schemas/{file.alone}.schema.json",'.encode() + made[1:],
            )
    listed = b"[\n  " + b",\n  ".join(parts) + b"\n ]" if parts else b"[]"
    yield f"{file.stem}.json", head + listed + b"\n}\n"


def _deeper(made: bytes, depth: int) -> bytes:
    """Return a JSON text as it stands ``depth`` levels deep in another; strings in it hold no line break."""
    return made.rstrip(b"\n").replace(b"\n", b"\n" + b" " * depth)


def _entry(path: str, about: str, count: int) -> api.FileEntry:
    return api.FileEntry(path=path, about=about, count=count, schema_path=None, one_by_one=None)


# --------------------------------------------------------------------------- JSON


def to_json(value: Any) -> bytes:
    """Return ``value`` as indented JSON (RFC 8259) in UTF-8, keys in their order.

    A :class:`~decimal.Decimal` is written digit by digit, which the standard library cannot; there is
    no way to write NaN or infinity. Raises :class:`TypeError` on anything JSON has no form for.
    """
    pieces: list[str] = []
    _append(value, "\n", pieces)
    return ("".join(pieces) + "\n").encode("utf-8")


_quoted = json.encoder.encode_basestring


def _append(value: Any, newline: str, pieces: list[str]) -> None:
    """Append ``value`` to ``pieces``; ``newline`` is a line break and the indentation reached."""
    if isinstance(value, str):
        pieces.append(_quoted(value))
    elif value is None or isinstance(value, bool):
        pieces.append("null" if value is None else "true" if value else "false")
    elif isinstance(value, int):
        pieces.append(str(value))
    elif isinstance(value, Decimal) and value.is_finite():
        pieces.append(f"{value:f}")
    elif isinstance(value, dt.date):
        pieces.append(f'"{value.isoformat()}"')
    elif isinstance(value, dict):
        for i, (key, inner) in enumerate(value.items()):
            pieces.append(f"{',' if i else '{'}{newline} {_quoted(key)}: ")
            _append(inner, newline + " ", pieces)
        pieces.append(newline + "}" if value else "{}")
    elif isinstance(value, list | tuple):
        for i, inner in enumerate(value):
            pieces.append(f"{',' if i else '['}{newline} ")
            _append(inner, newline + " ", pieces)
        pieces.append(newline + "]" if value else "[]")
    else:
        raise TypeError(f"JSON has no form for {value!r}")


# --------------------------------------------------------------------------- CSV

Row = tuple[str | Decimal | None, ...]


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


def _targets(library: Library) -> list[Row]:
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


def _figures(library: Library) -> list[Row]:
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
                markup.to_plain(f.origin, library) if f.origin else None,
                _numbers(library.items_with_figure(f)),
            )
            for f in library.figures
        ),
    ]
