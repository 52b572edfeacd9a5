"""Library → data for machines: JSON with its schemas, CSV tables, Atom feeds.

Which files of JSON there are is decided in :mod:`microsite.outputs.data.files`, what a record looks like there in
:mod:`~microsite.outputs.data.shapes`. The same library and address give the same bytes.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from microsite.library import Library
from microsite.outputs.data import feeds, schemas, tables
from microsite.outputs.data.exporter import Exporter
from microsite.outputs.data.files import File, FileEntry, files, index
from microsite.outputs.data.jsontext import to_json
from microsite.outputs.data.pieces import Shape
from microsite.telling import addresses


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
    exporter = Exporter(library, address)
    listed = tuple(files(exporter))
    planned = tuple(feeds.plan(exporter))
    tabled = tuple(tables.tables(exporter))
    written = {path: to_json(schema) for path, schema in schemas.input_schemas()}
    made = index(
        exporter,
        listed,
        tuple(_entry(table.path, table.about, len(table.rows) - 1) for table in tabled),
        tuple(_entry(feed.path, feed.title, len(feed.items)) for feed in planned),
        tuple(written),
    )
    yield addresses.data("index.json"), to_json({"$schema": "schemas/index.schema.json", **made.model_dump()})
    for file in listed:
        yield from _data(file)
    for path, schema in schemas.output_schemas(listed):
        yield path, to_json(schema)
    yield from written.items()
    for table in tabled:
        yield table.path, tables.to_csv(table.rows)
    for feed in planned:
        yield feed.path, feeds.to_xml(feed, exporter)


def _data(file: File) -> Iterator[tuple[str, bytes]]:
    """Yield path and content of ``file`` and of the files that hold one of its records each."""
    head = f'{{\n "$schema": "schemas/{file.stem}.schema.json",\n "{file.key}": '.encode()
    if file.records is None:
        yield file.path, head + _deeper(to_json(file.value.model_dump()), 1) + b"\n}\n"
        return
    # Each record is made and written once: at thousands of items, time and memory are spent here.
    parts: list[bytes] = []
    for record in file.records:
        made = to_json(record.model_dump() if isinstance(record, Shape) else record)
        parts.append(_deeper(made, 2))
        if file.one_by_one:
            first = f'{{\n "$schema": "../schemas/{file.alone}.schema.json",'.encode()
            yield file.one_by_one.format(id=record.id), first + made[1:]
    listed = b"[\n  " + b",\n  ".join(parts) + b"\n ]" if parts else b"[]"
    yield file.path, head + listed + b"\n}\n"


def _deeper(made: bytes, depth: int) -> bytes:
    """Return a JSON text as it stands ``depth`` levels deep in another; strings in it hold no line break."""
    return made.rstrip(b"\n").replace(b"\n", b"\n" + b" " * depth)


def _entry(path: str, about: str, count: int) -> FileEntry:
    return FileEntry(path=path, about=about, count=count, schema_path=None, one_by_one=None)
