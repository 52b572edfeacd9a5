"""What a library holds, sorted as pages list it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from microsite import model as m
from microsite.library import Library
from microsite.vietnamese import sorting
from microsite.vietnamese.folding import folded

_SIGNS = "Ký hiệu"
"""Over what begins with no letter and no digit."""
_FRAGMENTS = {"Đ": "van-dd", "0–9": "van-so", _SIGNS: "van-ky-hieu"}


def by_year(library: Library) -> tuple[tuple[str, tuple[m.Event, ...]], ...]:
    """Return the timeline's events grouped by year, oldest first."""
    years: dict[str, list[m.Event]] = {}
    for event in sorted(library.timeline, key=lambda e: e.date):
        years.setdefault(event.date[:4], []).append(event)
    return tuple((year, tuple(events)) for year, events in years.items())


def dictionary(library: Library) -> tuple[tuple[str, str, tuple[m.Term, ...]], ...]:
    """Return the glossary in dictionary order, by first letter: the letter, its fragment, the terms."""
    letters: dict[str, list[m.Term]] = {}
    for term in sorted(library.glossary, key=lambda t: sorting.collation_key(t.term)):
        letters.setdefault(_first_letter(term.term), []).append(term)
    return tuple((letter, _fragment(letter), tuple(terms)) for letter, terms in letters.items())


def alphabet(library: Library) -> tuple[tuple[str, tuple[tuple[str, str, m.Record], ...]], ...]:
    """Return what has a page or an entry, by first letter in dictionary order: words, kind, record."""
    entries: list[tuple[str, m.Record]] = [
        *((item.question, item) for item in library.items),
        *((target.name, target) for target in library.targets),
        *((group.short_name, group) for group in library.task_groups),
        *((term.term, term) for term in library.glossary),
        *((document.designation, document) for document in documents(library)),
    ]
    letters: dict[str, list[tuple[str, str, m.Record]]] = {}
    for words, record in sorted(entries, key=lambda entry: sorting.collation_key(entry[0])):
        kind = m.kind_of(m.Document if isinstance(record, m.Source) else record)
        letters.setdefault(_first_letter(words), []).append(
            (words, (kind.found.name if kind.found else "").lower(), record)
        )
    return tuple((letter, tuple(rows)) for letter, rows in letters.items())


def documents(library: Library) -> tuple[m.Source | m.Document, ...]:
    """Return every numbered document, sources included, oldest first, undated last."""
    own = [s for s in library.sources if s.number]
    return tuple(sorted([*own, *library.documents], key=lambda d: (d.date or "9999", d.number or "", d.id)))


def namesakes(library: Library, document: m.Source | m.Document) -> tuple[m.Source | m.Document, ...]:
    """Return other documents with the same number."""
    every: Iterable[m.Source | m.Document] = (*library.sources, *library.documents)
    return tuple(d for d in every if d.number and d.number == document.number and d is not document)


def recent(library: Library) -> tuple[tuple[dt.date, m.Item, str], ...]:
    """Return the latest changes: date, item, what changed."""
    found = [(c.date, i, c.what) for i in library.items for c in i.changes]
    found += [(i.published, i, "Câu mới") for i in library.items]
    return tuple(sorted(found, key=lambda x: (-x[0].toordinal(), x[1].number)))


def _first_letter(words: str) -> str:
    """Return the letter under which ``words`` stand in an index: no marks, but “Đ” apart from “D”; digits together."""
    first = next((c for c in words if c.isalnum()), None)
    if first is None:
        return _SIGNS
    base = "Đ" if first in "đĐ" else folded(first).upper()
    return "0–9" if base.isdecimal() else base


def _fragment(letter: str) -> str:
    """Return the fragment of the entries under ``letter``; a letter that no fragment can hold goes by its number."""
    plain = letter.lower() if letter.isascii() else f"u{ord(letter[0]):x}"
    return _FRAGMENTS.get(letter, f"van-{plain}")
