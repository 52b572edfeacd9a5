"""The texts, references and citations that a record holds, each with the path to it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from microsite import model as m
from microsite.findings import KeyPath

REFERENCE = re.compile(
    r"\[\[\s*+([a-z-]++)\s*+:\s*+([a-z0-9-]++)\s*+(?:\|\s*+([^\s\[\]|]++(?:\s++[^\s\[\]|]++)*+)\s*+)?\]\]"
)
"""A reference in text: ``[[kind:id]]`` or ``[[kind:id|words to show]]``. Possessive: linear on hostile text."""


def references(record: m.Record) -> Iterator[tuple[str, str]]:
    """Yield kind and id of every bracket reference in the texts of ``record``."""
    for _, text in texts(record):
        for match in REFERENCE.finditer(text):
            yield match.group(1), match.group(2)


def texts(record: m.Record) -> Iterator[tuple[KeyPath, str]]:
    """Yield every text of words in ``record`` with the path to it."""
    for path, value, _ in typed_texts(record):
        yield path, value


def typed_texts(record: m.Record, path: KeyPath = ()) -> Iterator[tuple[KeyPath, str, m.TextKind]]:
    """Yield every text in ``record``, those of the records inside too, with the path to it and what it may hold."""
    kinds = m.text_kinds(type(record))
    for name in type(record).model_fields:
        for where, child in _parts(getattr(record, name), (*path, name)):
            if isinstance(child, m.Record):
                yield from typed_texts(child, where)
            elif isinstance(child, str) and name in kinds:
                yield where, child, kinds[name]


def _parts(value: object, path: KeyPath) -> Iterator[tuple[KeyPath, object]]:
    """Yield what a field holds, one by one where it is a list or a mapping, with the path to it."""
    if isinstance(value, tuple):
        yield from (((*path, step), child) for step, child in enumerate(value))
    elif isinstance(value, Mapping):
        yield from (((*path, step), child) for step, child in value.items())
    else:
        yield path, value


def citations(record: m.Record) -> Iterator[tuple[KeyPath, m.Citation]]:
    """Yield every citation in ``record`` with the path to it; a comparison's cells cite their own document."""
    if isinstance(record, m.ComparisonRow):
        for doc, cell in record.cells.items():
            for i, at in enumerate(cell.at):
                yield ("cells", doc, "at", i), m.Citation(doc=doc, at=at)
    else:
        yield from _walk_citations(record, ())


def _walk_citations(value: object, path: KeyPath) -> Iterator[tuple[KeyPath, m.Citation]]:
    if isinstance(value, m.Citation):
        yield path, value
    elif isinstance(value, m.Record):
        for name in type(value).model_fields:
            yield from _walk_citations(getattr(value, name), (*path, name))
    elif isinstance(value, tuple):
        for where, child in _parts(value, path):
            yield from _walk_citations(child, where)
