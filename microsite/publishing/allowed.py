"""The one list of what a published page may hold: elements, attributes, what a value may be, whither it may lead.

It is written from what the site really emits, and is as tight as that: a template that needs something new
adds it here first. The list is data only; :mod:`microsite.publishing.gate` holds the finished files against it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from enum import Enum, auto

from microsite.telling import addresses


class Kind(Enum):
    """What the value of an attribute (or, in a sitemap, the text of an element) may be."""

    TEXT = auto()
    """Words for people; never an address, a style or code."""
    FLAG = auto()
    """Nothing: being there says it all."""
    NAME = auto()
    NAMES = auto()
    NUMBER = auto()
    NUMBERS = auto()
    PATH = auto()
    """How a path is drawn, in SVG."""
    COLOUR = auto()
    DATE = auto()
    HERE = auto()
    """A relative address that stays within the site, or a fragment."""
    OWN = auto()
    """Such an address, or a whole one below the site's own."""
    LINK = auto()
    """Such an address, or one that the content declares (:class:`microsite.publishing.gate.Hosts`)."""


Value = Kind | frozenset[str]
"""A kind of value, or the values themselves."""

Elements = Mapping[str, Mapping[str, Value]]


def _one_of(values: str) -> frozenset[str]:
    return frozenset(values.split("|"))


FORMS: Mapping[Kind, re.Pattern[str]] = {
    Kind.TEXT: re.compile(r"[^\x00-\x08\x0b\x0c\x0e-\x1f\x7f]*+"),
    Kind.FLAG: re.compile(r""),
    Kind.NAME: re.compile(r"[A-Za-z0-9_](?:[A-Za-z0-9_.-]*+)"),
    Kind.NAMES: re.compile(r"[A-Za-z0-9_-]++(?: [A-Za-z0-9_-]++)*+"),
    Kind.NUMBER: re.compile(r"-?[0-9]++(?:\.[0-9]++)?"),
    Kind.NUMBERS: re.compile(r"-?[0-9.]++(?: -?[0-9.]++)*+"),
    Kind.PATH: re.compile(r"[MmLlHhVvCcSsQqTtAaZz0-9 .,-]++"),
    Kind.COLOUR: re.compile(r"none|currentColor|#[0-9a-f]{3}(?:[0-9a-f]{3})?"),
    Kind.DATE: re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}"),
}
"""The form of every kind of value that is no address."""

GLOBAL: Mapping[str, Value] = {
    "aria-hidden": _one_of("true"),
    "aria-label": Kind.TEXT,
    "aria-labelledby": Kind.NAME,
    "class": Kind.NAMES,
    "hidden": Kind.FLAG,
    "id": Kind.NAME,
    "lang": _one_of("vi|en"),
    "role": _one_of("cell|columnheader|img|region|row|rowgroup|status|table"),
    "tabindex": _one_of("0|-1"),
}
"""Attributes that every element of HTML may have."""

_DRAWN: Mapping[str, Value] = {
    "class": Kind.NAMES,
    "fill": Kind.COLOUR,
    "fill-opacity": Kind.NUMBER,
    "stroke": Kind.COLOUR,
    "stroke-linecap": _one_of("round"),
    "stroke-opacity": Kind.NUMBER,
    "stroke-width": Kind.NUMBER,
}

_LETTERS: Mapping[str, Value] = {
    "text-anchor": _one_of("start|middle|end"),
    "x": Kind.NUMBER,
    "y": Kind.NUMBER,
    "dy": Kind.NUMBER,
}

_PLAIN = (
    "br code dd details dl em fieldset figcaption figure footer form h1 h2 h3 h4 h5 header legend li nav pre"
    " strong summary tbody thead tr ul"
)

HEAD: Elements = {
    "head": {},
    "title": {},
    "meta": {
        "charset": _one_of("utf-8"),
        "name": _one_of("color-scheme|description|theme-color|viewport"),
        "property": _one_of("og:type|og:locale|og:site_name|og:title|og:description|og:url"),
        "media": _one_of("(prefers-color-scheme: light)|(prefers-color-scheme: dark)"),
        "content": Kind.TEXT,
    },
    "link": {
        "rel": _one_of("alternate|canonical|icon|stylesheet"),
        "href": Kind.OWN,
        "type": _one_of("application/atom+xml|image/svg+xml"),
        "title": Kind.TEXT,
    },
    "script": {"src": Kind.HERE, "defer": Kind.FLAG, "data-root": Kind.HERE},
}
"""What stands in a page's head, and nowhere else."""

BODY: Elements = {
    **{name: {} for name in _PLAIN.split()},
    "a": {
        "href": Kind.LINK,
        "rel": _one_of("next|prev|noopener|noopener license"),
        "type": _one_of("application/atom+xml"),
        "aria-current": _one_of("page"),
        "download": Kind.FLAG,
        "data-collected": Kind.FLAG,
        "data-search-open": Kind.FLAG,
    },
    "article": {},
    "button": {
        "type": _one_of("button"),
        "aria-pressed": _one_of("true|false"),
        "data-clear": Kind.FLAG,
        "data-collect": Kind.NAME,
        "data-copy-cite": Kind.FLAG,
        "data-copy-link": Kind.FLAG,
        "data-offline-switch": Kind.FLAG,
        "data-paragraphs": Kind.FLAG,
        "data-print": Kind.FLAG,
        "data-share": Kind.FLAG,
        "data-speak": Kind.FLAG,
        "data-speak-stop": Kind.FLAG,
        "data-theme-switch": Kind.FLAG,
        "data-when-any": Kind.FLAG,
    },
    "div": {
        "data-collection": Kind.FLAG,
        "data-collection-fallback": Kind.FLAG,
        "data-filter": Kind.TEXT,
        "data-filter-label": Kind.TEXT,
        "data-filter-unit": Kind.TEXT,
        "data-lost": Kind.FLAG,
        "data-offline": Kind.FLAG,
        "data-sheets": Kind.FLAG,
    },
    "dt": {},
    "input": {
        "type": _one_of("checkbox|text"),
        "autocomplete": _one_of("off|organization"),
        "maxlength": Kind.NUMBER,
        "name": _one_of("cau"),
        "value": Kind.NAME,
        "data-apart": Kind.FLAG,
        "data-unit": Kind.FLAG,
    },
    "label": {"for": Kind.NAME},
    "main": {},
    "ol": {"start": Kind.NUMBER},
    "p": {"data-offline-state": Kind.FLAG},
    "section": {"data-address": Kind.OWN, "data-when-any": Kind.FLAG},
    "span": {"data-collection-status": Kind.FLAG, "data-unit-name": Kind.FLAG},
    "table": {},
    "td": {"data-label": Kind.TEXT},
    "th": {"scope": _one_of("col|row")},
    "time": {"datetime": Kind.DATE},
}
"""What stands in a page's body, besides :data:`DRAWING`."""

DRAWING: Elements = {
    "svg": {
        "viewBox": Kind.NUMBERS,
        "width": Kind.NUMBER,
        "height": Kind.NUMBER,
        "focusable": _one_of("false"),
        "class": Kind.NAMES,
        "role": _one_of("img"),
        "aria-hidden": _one_of("true"),
        "aria-label": Kind.TEXT,
    },
    "circle": {**_DRAWN, "cx": Kind.NUMBER, "cy": Kind.NUMBER, "r": Kind.NUMBER},
    "line": {**_DRAWN, "x1": Kind.NUMBER, "x2": Kind.NUMBER, "y1": Kind.NUMBER, "y2": Kind.NUMBER},
    "path": {**_DRAWN, "d": Kind.PATH},
    "rect": {
        **_DRAWN,
        "x": Kind.NUMBER,
        "y": Kind.NUMBER,
        "width": Kind.NUMBER,
        "height": Kind.NUMBER,
        "rx": Kind.NUMBER,
    },
    "text": {**_DRAWN, **_LETTERS, "font-family": Kind.TEXT, "font-size": Kind.NUMBER, "font-weight": Kind.NUMBER},
    "tspan": {**_DRAWN, **_LETTERS},
}
"""Pictures, in a page or in a file of their own."""

_HANDED_ON = (
    "a article br code dd div dl dt em figcaption figure h2 h3 h4 h5 li ol p span strong"
    " table tbody td th thead time tr ul"
)

FRAGMENT: frozenset[str] = frozenset(_HANDED_ON.split()) | frozenset(DRAWING)
"""The elements that HTML handed on by itself may hold: in data for machines, in feeds, in the print collection."""

PAGE: Elements = {
    "html": {"class": _one_of("no-js"), "lang": _one_of("vi")},
    "body": {"dir": _one_of("ltr")},
    **HEAD,
    **{name: {**GLOBAL, **own} for name, own in BODY.items()},
    **DRAWING,
}
"""Every element of a page with its attributes."""

COMMENTS: frozenset[str] = frozenset()
"""The comments that a page may hold: none."""

INLINE_SCRIPTS: frozenset[str] = frozenset()
"""SHA-256 of the text of each script that may stand in a page: none does."""

SCRIPTS = frozenset({addresses.SCRIPT, addresses.START})
"""The files that a page may run, from the site's root."""

SVG_SPACE, ATOM_SPACE = "http://www.w3.org/2000/svg", "http://www.w3.org/2005/Atom"
SITEMAP_SPACE, XML_SPACE = "http://www.sitemaps.org/schemas/sitemap/0.9", "http://www.w3.org/XML/1998/namespace"

FEED: Elements = {
    "feed": {f"{XML_SPACE} lang": _one_of("vi")},
    **{name: {} for name in "author entry generator id name published rights subtitle title updated".split()},
    "category": {"term": Kind.NAME, "label": Kind.TEXT},
    "content": {"type": _one_of("html")},
    "link": {"rel": _one_of("self|alternate"), "type": _one_of("application/atom+xml|text/html"), "href": Kind.OWN},
}

SITEMAP: Elements = {"urlset": {}, "url": {}, "loc": {}, "lastmod": {}}

XML: Mapping[str, Elements] = {SVG_SPACE: DRAWING, ATOM_SPACE: FEED, SITEMAP_SPACE: SITEMAP}
"""The languages of XML that are published, by namespace."""

XML_TEXT: Mapping[str, Value] = {f"{SITEMAP_SPACE} loc": Kind.OWN, f"{SITEMAP_SPACE} lastmod": Kind.DATE}
"""Elements of XML whose text is more than words."""

SUFFIXES = frozenset(".css .csv .gz .html .jpg .js .json .pdf .png .svg .webmanifest .webp .woff2 .xml .zip".split())
"""The endings of files that are published at all."""

OWN_SCRIPTS = SCRIPTS | {addresses.SPEECH, addresses.searching("search"), addresses.WORKER}
"""Scripts made of the theme alone; every other one holds content and is held to the form in which it may."""
