"""References in text: what they name, what they show, where they lead; and texts written with them resolved."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from microsite import model as m
from microsite.library import REFERENCE, Library
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


_LIKE_ENTITY = re.compile(r"&(?=#?\w+;)")
"""An ampersand that Markdown would leave as it is, taking what follows (R&D;) for a character's name."""


def to_markdown(value: str, library: Library, page: str, *, local: frozenset[str] = frozenset()) -> str:
    """Return ``value`` as Markdown for the page at path ``page``, references as relative links.

    ``local`` holds the ids of figures that ``page`` itself lists; references to them stay on the page.
    """

    def link(reference: Reference) -> str:
        if isinstance(reference.record, m.Figure) and reference.id in local:
            where = f"#so-lieu-{reference.id}"
        else:
            where = addresses.relative(reference.path, page)
        return f"[{_escape(reference.words)}]({where}){{.ref .ref-{reference.kind}}}"

    pieces: list[str] = []
    last = 0
    value = _LIKE_ENTITY.sub("&amp;", value)
    # A single newline in a paragraph is only a wrapped line; unify it so that block text is stable.
    for found in REFERENCE.finditer(value):
        pieces.append(_unbroken(value[last : found.start()]))
        reference = resolve(library, *found.groups())
        pieces.append(link(reference) if reference is not None else found.group())
        last = found.end()
    pieces.append(_unbroken(value[last:]))
    return _lists_apart("".join(pieces))


def _lists_apart(value: str) -> str:
    """Put a blank line before a list and indent nested entries by four, as strict Markdown wants it."""
    out: list[str] = []
    for line in value.split("\n"):
        entry = re.match(r"^( *)(- |\d+\. )", line)
        if entry:
            if (
                out
                and out[-1].strip()
                and not re.match(r"^ *(- |\d+\. )", out[-1])
                and len(entry.group(1)) < 2
                and not out[-1].startswith("  ")
            ):
                out.append("")
            depth = 0 if len(entry.group(1)) < 2 else 1
            line = "    " * depth + line.strip()
        elif line.startswith("  ") and out:
            line = "    " + line.strip()
        out.append(line.rstrip(" "))  # two spaces at the end would break the line
    return "\n".join(out)


def _escape(value: str) -> str:
    return re.sub(r"([\\`*_\[\]<>#|{}])", r"\\\1", value)


_NUMBERS = re.compile(
    r"(?<![\w/-])\d+(?:/\d{4})?(?:/[A-ZĐ][\w-]*|-[A-ZĐ]{2}[\w/-]*)"
    r"|(?<![\w/])\d{1,2}/\d{1,2}/\d{4}|(?<=ngày )\d{1,2}/\d{1,2}/\d{4}"
)


def _unbroken(value: str) -> str:
    return _NUMBERS.sub(lambda found: f'<span class="nb">{found.group()}</span>', value)
