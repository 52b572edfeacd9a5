"""Authored text: one grammar, one tree, and what is written from it.

An author writes paragraphs, ``-`` and ``1.`` lists (one in another by two or more spaces, four levels at most),
``**bold**``, ``*italic*``, ``###`` headings and ``[[kind:id]]`` references. :func:`parse` and :func:`parse_line` make
a tree of it, :func:`problems` tells what is refused, and the writers (:mod:`.html`, :mod:`.plain`, :mod:`.page`) say
the same in HTML, in plain words and in the Markdown of a page. Nothing here knows of a library or of addresses: what
a reference shows is asked of a function given by the caller.
"""

from microsite.telling.prose import html, page, plain
from microsite.telling.prose.blocks import parse, parse_line
from microsite.telling.prose.html import Style, escaped, unbroken
from microsite.telling.prose.problems import ANY, Problem, References, problems
from microsite.telling.prose.slugs import Slugs
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
    references,
)

__all__ = [
    "ANY",
    "Block",
    "Document",
    "Em",
    "Entry",
    "Heading",
    "Inline",
    "List",
    "Paragraph",
    "Problem",
    "Reference",
    "References",
    "Resolve",
    "Resolved",
    "Slugs",
    "Strong",
    "Style",
    "Text",
    "escaped",
    "html",
    "page",
    "parse",
    "parse_line",
    "plain",
    "problems",
    "references",
    "unbroken",
]
