"""References in text: what they name, what they show, where they lead; and texts written with them resolved."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from microsite import model as m
from microsite.library import Library
from microsite.telling import addresses, prose, quantities


@dataclass(frozen=True, slots=True)
class Reference:
    """What a bracket reference shows and where it leads (a path as in :mod:`microsite.telling.addresses`)."""

    kind: str
    id: str
    words: str
    path: str
    record: m.Record


def resolve(library: Library, kind: str, key: str, words: str | None) -> Reference | None:
    """Return what ``[[kind:key|words]]`` stands for, or ``None`` when there is no such thing.

    The words of a quantity cannot be replaced: the value is what the data says.
    """
    record = library.named(kind, key)
    if record is None:
        return None
    if isinstance(record, m.Quantity):
        shown = quantities.quantity(record)
    else:
        shown = " ".join(words.split()) if words else m.kind_of(record).mention_of(record)
    return Reference(kind, key, shown, addresses.page_of(record), record)


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
