"""Tree → what stands in a page's Markdown: headings as Markdown lines, all else as HTML blocks.

Engines read the headings (for ids and the table of contents) and copy the blocks as they are, so that no engine's
idea of a list, of emphasis or of a nested paragraph matters. They do so at the top level and in elements that are
HTML themselves; in ``markdown="1"`` ones Python-Markdown takes lists apart, so a box around prose must not be one.
"""

from __future__ import annotations

import re

from microsite.telling.prose import plain
from microsite.telling.prose.html import Style, Writer
from microsite.telling.prose.slugs import Slugs
from microsite.telling.prose.tree import Document, Heading

_TAG = re.compile(r"(<[^>]*>)")
_MARKDOWN = re.compile(r"[\\`*_{}\[\]~|]")


def markdown(document: Document, style: Style, slugs: Slugs) -> str:
    """Return the blocks of a text, blank lines between them; its headings have ids from ``slugs``."""
    writer = Writer(style)
    blocks = []
    for block in document.blocks:
        if isinstance(block, Heading):
            key = slugs.id_for(plain.inlines(block.inlines, style.resolve))
            words = _guarded(writer.heading(block))
            blocks.append(f"{'#' * (block.level + style.shift)} {words} {{: #{key} }}")
        else:
            blocks.append(writer.block(block))
    return "\n\n".join(blocks)


def _guarded(shown: str) -> str:
    """Return inline HTML in which nothing outside tags means anything to Markdown."""
    pieces = _TAG.split(shown)  # odd ones are tags
    pieces[::2] = [_MARKDOWN.sub(lambda found: f"&#{ord(found[0])};", piece) for piece in pieces[::2]]
    return "".join(pieces)
