"""The tree of an authored text: blocks of inlines. Immutable, bounded in depth, equal when it says the same."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

MOST_LEVELS = 4
"""How deep lists may stand in one another."""


@dataclass(frozen=True, slots=True)
class Text:
    """Words, as they are shown; wrapped lines are joined by a blank."""

    text: str


@dataclass(frozen=True, slots=True)
class Reference:
    """``[[kind:id]]`` or ``[[kind:id|words]]`` at ``start:end`` of the source, not resolved."""

    kind: str
    id: str
    words: str | None = None
    start: int = field(default=0, compare=False)
    end: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Strong:
    """Bold words; no bold in bold."""

    inlines: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Em:
    """Words in italics; no italics in italics."""

    inlines: tuple[Inline, ...]


Inline = Text | Reference | Strong | Em


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph."""

    inlines: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of level 2 or 3, at ``start:end`` of the source; in no list."""

    level: int
    inlines: tuple[Inline, ...]
    start: int = field(default=0, compare=False)
    end: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry of a list: a paragraph, then paragraphs and lists."""

    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class List:
    """A list; an ordered one counts from ``start``, which is not 1 where it goes on after a paragraph between."""

    ordered: bool
    start: int
    entries: tuple[Entry, ...]


Block = Paragraph | Heading | List


@dataclass(frozen=True, slots=True)
class Document:
    """A whole text."""

    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Resolved:
    """What a reference stands for: the words to show and the address they lead to, if any."""

    kind: str
    words: str
    address: str | None


Resolve = Callable[[Reference], Resolved | None]
"""Tells what a reference stands for, ``None`` when there is no such thing."""


def as_written(reference: Reference) -> str:
    """Return what is shown for a reference to nothing: its words, or its kind and id."""
    return reference.words or f"{reference.kind}:{reference.id}"


def inlines(document: Document) -> Iterator[Inline]:
    """Yield every inline of ``document``, those that hold others before what they hold, in the order of the text."""
    for block in document.blocks:
        yield from _within(block)


def references(document: Document) -> Iterator[Reference]:
    """Yield every reference in ``document``, in the order of the text."""
    return (inline for inline in inlines(document) if isinstance(inline, Reference))


def _within(block: Block) -> Iterator[Inline]:
    if isinstance(block, List):
        for entry in block.entries:
            for child in entry.blocks:
                yield from _within(child)
    else:
        yield from _flat(block.inlines)


def _flat(found: tuple[Inline, ...]) -> Iterator[Inline]:
    for inline in found:
        yield inline
        if isinstance(inline, Strong | Em):
            yield from _flat(inline.inlines)
