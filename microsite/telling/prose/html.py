"""Tree → HTML that is XHTML too: for the blocks of a page, for print, for data.

The form is that of Python-Markdown: a block a line, an entry's words without a paragraph around them unless the
entry has several paragraphs.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from microsite.telling.prose.tree import (
    Block,
    Document,
    Em,
    Entry,
    Heading,
    Inline,
    List,
    Paragraph,
    Reference,
    Resolve,
    Resolved,
    Strong,
    Text,
    as_written,
)

Hook = Callable[[str], str]
"""Makes safe HTML of a run of words. Called once a run, in the order of the text."""

# A document's number or a date must not be torn apart at a line's end.
_UNBROKEN = re.compile(
    r"(?=\d)(?:"  # most characters are told at a glance
    r"(?<![\w/-])\d+(?:/\d{4})?(?:/[A-ZĐ][\w-]*|-[A-ZĐ]{2}[\w/-]*)"
    r"|(?<![\w/])\d{1,2}/\d{1,2}/\d{4}|(?<=ngày )\d{1,2}/\d{1,2}/\d{4})"
)
_NO_XML = re.compile("[\0-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")


def escaped(words: str) -> str:
    """Return ``words`` as safe HTML; what no XML may hold is left out."""
    return html.escape(_NO_XML.sub("", words), quote=False)


def unbroken(words: str) -> str:
    """Return ``words`` as safe HTML, numbers of documents and dates wrapped so that they stay on one line."""
    return _UNBROKEN.sub(lambda found: f'<span class="nb">{found.group()}</span>', escaped(words))


def _own(resolved: Resolved) -> str | None:
    return resolved.address


@dataclass(frozen=True, slots=True)
class Style:
    """How one output wants its HTML."""

    resolve: Resolve
    address: Callable[[Resolved], str | None] = _own
    """Where a reference leads from here; ``None`` for its words alone."""
    text: Hook = unbroken
    """For words outside links: may mark terms, tie blanks."""
    heading: Hook | None = None
    """For words of headings; ``None``: as ``text``."""
    words: Hook = escaped
    """For the words of references."""
    link_class: str = "ref ref-"
    """The class of a link, up to the kind of its reference."""
    anchors: bool = False
    """Whether paragraphs and entries have ids ``d1``, ``d2``, … for links to them."""
    shift: int = 0
    """By how many levels headings are lowered."""


def prose(document: Document, style: Style) -> str:
    """Return a text's blocks, one after the other."""
    return "\n".join(Writer(style).blocks(document.blocks))


def line(document: Document, style: Style) -> str:
    """Return a line's words, no block around them."""
    writer = Writer(style)
    return " ".join(writer.inlines(block.inlines) for block in document.blocks if not isinstance(block, List))


class Writer:
    """Writes the blocks of one text; counts the ids of its paragraphs."""

    def __init__(self, style: Style) -> None:
        self._style = style
        self._count = 0

    def blocks(self, blocks: Iterable[Block]) -> list[str]:
        """Return each block as HTML without a blank line."""
        return [self.block(block) for block in blocks]

    def block(self, block: Block) -> str:
        """Return one block."""
        match block:
            case Paragraph():
                return f"<p{self._anchor()}>{self.inlines(block.inlines)}</p>"
            case Heading():
                tag = f"h{block.level + self._style.shift}"
                return f"<{tag}>{self.heading(block)}</{tag}>"
            case List():
                tag = "ol" if block.ordered else "ul"
                start = f' start="{block.start}"' if block.ordered and block.start != 1 else ""
                entries = "\n".join(map(self._entry, block.entries))
                return f"<{tag}{start}>\n{entries}\n</{tag}>"

    def heading(self, heading: Heading) -> str:
        """Return a heading's words."""
        return self.inlines(heading.inlines, self._style.heading)

    def _entry(self, entry: Entry) -> str:
        anchor = self._anchor()
        first, *others = entry.blocks
        words = self.inlines(first.inlines) if not isinstance(first, List) else self.block(first)
        several = any(isinstance(block, Paragraph) for block in others)
        below = self.blocks(others)
        shown = "\n".join(["", f"<p>{words}</p>", *below]) if several else words + "\n".join(below)
        return f"<li{anchor}>{shown}" + ("\n</li>" if others else "</li>")

    def _anchor(self) -> str:
        if not self._style.anchors:
            return ""
        self._count += 1
        return f' id="d{self._count}"'

    # ------------------------------------------------------------------ inlines

    def inlines(self, inlines: Iterable[Inline], text: Hook | None = None) -> str:
        """Return inlines; ``text`` is used for their words in place of the style's."""
        return "".join(self._inline(inline, text or self._style.text) for inline in inlines)

    def _inline(self, inline: Inline, text: Hook) -> str:
        match inline:
            case Text():
                return text(inline.text)
            case Strong():
                return f"<strong>{self.inlines(inline.inlines, text)}</strong>"
            case Em():
                return f"<em>{self.inlines(inline.inlines, text)}</em>"
            case Reference():
                return self._reference(inline)

    def _reference(self, reference: Reference) -> str:
        resolved = self._style.resolve(reference)
        if resolved is None:
            return self._style.words(as_written(reference))
        words, address = self._style.words(resolved.words), self._style.address(resolved)
        if address is None:
            return words
        return f'<a class="{self._style.link_class}{resolved.kind}" href="{html.escape(address)}">{words}</a>'
