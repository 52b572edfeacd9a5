"""Tree → plain words: for search, descriptions, data, and whatever is counted or read aloud."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from microsite.telling.prose.tree import Block, Document, Inline, List, Reference, Resolve, Text, as_written


def lines(document: Document, resolve: Resolve) -> tuple[str, ...]:
    """Return the words of each paragraph, heading and entry; those of numbered lists with their numbers."""
    return tuple(_blocks(document.blocks, resolve))


def words(document: Document, resolve: Resolve) -> str:
    """Return the words of a text, its lines joined by newlines."""
    return "\n".join(_blocks(document.blocks, resolve))


def inlines(found: Iterable[Inline], resolve: Resolve) -> str:
    """Return the words of inlines."""
    return "".join(_inline(inline, resolve) for inline in found)


def _blocks(blocks: Iterable[Block], resolve: Resolve) -> Iterator[str]:
    for block in blocks:
        if isinstance(block, List):
            for number, entry in enumerate(block.entries, block.start):
                first, *others = _blocks(entry.blocks, resolve)
                yield f"{number}. {first}" if block.ordered else first
                yield from others
        else:
            yield inlines(block.inlines, resolve)


def _inline(inline: Inline, resolve: Resolve) -> str:
    match inline:
        case Text():
            return inline.text
        case Reference():
            resolved = resolve(inline)
            return as_written(inline) if resolved is None else resolved.words
        case _:
            return inlines(inline.inlines, resolve)
