"""What a reader sees of a text, told from its tree and from HTML in the same terms."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from typing import Any

from microsite.telling.prose import Block, Document, Em, Heading, Inline, List, Paragraph, Reference, Strong, Text
from tests.telling.trees import resolve

Shape = tuple[Any, ...]


def of_tree(document: Document) -> list[Shape]:
    """Return the blocks of ``document``: kind, start, order, nesting, words with their bold and italics."""
    return [_block(block) for block in document.blocks]


def _block(block: Block) -> Shape:
    match block:
        case Paragraph():
            return ("p", _words(block.inlines))
        case Heading():
            return (f"h{block.level}", _words(block.inlines))
        case List():
            entries = [[_block(child) for child in entry.blocks] for entry in block.entries]
            return ("ol" if block.ordered else "ul", block.start, entries)


def _words(inlines: tuple[Inline, ...]) -> str:
    out = ""
    for inline in inlines:
        match inline:
            case Text():
                out += inline.text
            case Reference():
                found = resolve(inline)
                out += f"[{found.words}]({found.address})"
            case Strong():
                out += f"**{_words(inline.inlines)}**"
            case Em():
                out += f"*{_words(inline.inlines)}*"
    return out


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.root: list[Any] = []
        self.stack: list[tuple[str, list[Any]]] = [("root", self.root)]
        self.words: list[str] | None = None
        self.href = ""
        self.ids: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        if "id" in found:
            self.ids.append(found["id"] or "")
        if tag in {"ol", "ul"}:
            self._end_of_words()
            entries: list[Any] = []
            self.stack[-1][1].append((tag, int(found.get("start") or 1), entries))
            self.stack.append((tag, entries))
        elif tag == "li":
            blocks: list[Any] = []
            self.stack[-1][1].append(blocks)
            self.stack.append((tag, blocks))
        elif tag in {"p", "h2", "h3"}:
            self._end_of_words()
            self.words = []
            self.stack.append((tag, self.stack[-1][1]))
        else:
            self.href = found.get("href") or self.href
            self.handle_data({"strong": "**", "em": "*", "a": "[", "span": ""}[tag])

    def handle_endtag(self, tag: str) -> None:
        if tag in {"p", "h2", "h3"}:
            self.stack.pop()
            self.stack[-1][1].append((tag, "".join(self.words or [])))
            self.words = None
        elif tag in {"ol", "ul", "li"}:
            self._end_of_words()
            assert self.stack.pop()[0] == tag
        else:
            self.handle_data({"strong": "**", "em": "*", "a": f"]({self.href})", "span": ""}[tag])

    def handle_data(self, data: str) -> None:
        if self.words is not None:
            self.words.append(data)
        elif data.strip():
            self.words = [data]

    def _end_of_words(self) -> None:
        if self.words is not None:
            self.stack[-1][1].append(("p", "".join(self.words)))
        self.words = None


def of_html(html: str) -> tuple[list[Shape], list[str]]:
    """Return the blocks of ``html``, an entry's bare words as a paragraph, and all ids in order."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    assert len(reader.stack) == 1
    return reader.root, reader.ids


def bare(words: str) -> str:
    """Return ``words`` without the signs of bold, italics and links."""
    return re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", re.sub(r"\*+(?=\S)|(?<=\S)\*+", "", words))
