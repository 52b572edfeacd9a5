"""References in text: what they name, what they show, where they lead; and texts written with them resolved."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from microsite import model as m
from microsite.library import Library
from microsite.telling import addresses, prose, quantities
from microsite.vietnamese import numbers


class Kind(StrEnum):
    """What a reference may name."""

    TARGET = "muc-tieu"
    FIGURE = "so-lieu"
    ITEM = "cau"
    TASK_GROUP = "nhom"
    DOCUMENT = "van-ban"
    TERM = "thuat-ngu"
    NOTE = "ghi-chu"


@dataclass(frozen=True, slots=True)
class Reference:
    """What a bracket reference shows and where it leads (a path as in :mod:`microsite.telling.addresses`)."""

    kind: Kind
    id: str
    words: str
    path: str


def resolve(library: Library, kind: str, key: str, words: str | None) -> Reference | None:
    """Return what ``[[kind:key|words]]`` stands for, or ``None`` when there is no such thing.

    A figure's words cannot be replaced: the value is what the data says.
    """
    record: m.Record | None
    words = " ".join(words.split()) if words else None
    match kind:
        case Kind.TARGET:
            record = library.target.get(key)
            shown = quantities.quantity(record) if isinstance(record, m.Target) else ""
        case Kind.FIGURE:
            record = library.figure.get(key)
            shown = quantities.quantity(record) if isinstance(record, m.Figure) else ""
        case Kind.ITEM:
            record = library.item_by_number.get(int(key)) if key.isdecimal() and len(key) < 7 else None
            shown = words or f"câu{numbers.NBSP}{key}"
        case Kind.TASK_GROUP:
            record = library.task_group.get(key)
            shown = words or (record.short_name if isinstance(record, m.TaskGroup) else "")
        case Kind.DOCUMENT:
            record = library.source.get(key) or library.document.get(key)
            shown = words or (designation(record) if isinstance(record, m.Source | m.Document) else "")
        case Kind.TERM:
            record = library.term.get(key)
            shown = words or (record.term if isinstance(record, m.Term) else "")
        case Kind.NOTE:
            record = library.note.get(key)
            shown = words or "ghi chú biên tập"
        case _:
            return None
    return Reference(Kind(kind), key, shown, addresses.page_of(record)) if record is not None else None


def designation(document: m.Source | m.Document) -> str:
    """Return how a document is named in a sentence: kind and number, or its title where it has none."""
    return document.designation


def resolver(library: Library) -> prose.Resolve:
    """Return what looks up the references of texts in ``library``; addresses are paths of the Markdown tree."""

    def resolved(reference: prose.Reference) -> prose.Resolved | None:
        found = resolve(library, reference.kind, reference.id, reference.words)
        return prose.Resolved(found.kind, found.words, found.path) if found is not None else None

    return resolved


def to_plain(value: str, library: Library) -> str:
    """Return ``value`` as plain text: references in words, no markup, paragraphs joined by newlines."""
    return prose.plain.words(prose.parse(value), resolver(library))


def to_inline_html(value: str, library: Library, href: Callable[[Reference], str | None]) -> str:
    """Return one-line ``value`` as HTML without a paragraph around it; ``href`` as for :func:`to_html`."""
    return prose.html.line(prose.parse_line(value), prose.Style(_linked(library, href)))


def to_html(value: str, library: Library, href: Callable[[Reference], str | None]) -> str:
    """Return ``value`` as XHTML: the one form that print and the JSON API share.

    ``href`` gives the address a reference leads to, or ``None`` for plain words.
    """
    style = prose.Style(_linked(library, href), text=prose.escaped, link_class="ref-")
    return prose.html.prose(prose.parse(value), style)


def _linked(library: Library, href: Callable[[Reference], str | None]) -> prose.Resolve:
    def resolved(reference: prose.Reference) -> prose.Resolved | None:
        found = resolve(library, reference.kind, reference.id, reference.words)
        return prose.Resolved(found.kind, found.words, href(found)) if found is not None else None

    return resolved
