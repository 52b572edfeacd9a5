"""Atom feeds (RFC 4287): new and changed Q&A items, of the whole site and for each audience.

Ids are ``tag:`` URIs (RFC 4151) made of the site's title, the day an item was published and its
permanent id: the same before and after the site has an address, as RFC 4287, 4.2.6 asks. With an
address every link is absolute; without one, links are relative to the feed itself.
"""

from __future__ import annotations

import datetime as dt
import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from microsite import model as m
from microsite.outputs.data.exporter import Exporter
from microsite.telling import addresses
from microsite.vietnamese import dates
from microsite.vietnamese.folding import slug

ATOM = "http://www.w3.org/2005/Atom"

ENTRIES = 100
"""How many entries a feed has at most, the newest."""


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed: its path and page from the site's root, title, subtitle, and items in feed order."""

    path: str
    title: str
    subtitle: str
    page: str
    items: tuple[m.Item, ...]


def plan(exporter: Exporter) -> Iterator[Feed]:
    """Yield the feeds of the exporter's library: the main one, then one for each audience."""
    library = exporter.lib
    yield Feed(
        addresses.FEED,
        library.site.title,
        library.site.tagline,
        addresses.published(addresses.HOME),
        newest(library.items),
    )
    for audience in library.audiences:
        title = f"{library.site.title} – {audience.name}"
        yield Feed(
            f"feeds/{audience.id}.xml",
            title,
            audience.summary,
            exporter.page(audience),
            newest(library.items_for(audience)),
        )


def updated(item: m.Item) -> dt.date:
    """Return the day ``item`` last changed for its readers: published, or changed notably since."""
    return max(item.published, *(change.date for change in item.changes)) if item.changes else item.published


def newest(items: Sequence[m.Item]) -> tuple[m.Item, ...]:
    """Return ``items`` in the order of a feed: newest first, items of one day by number, :data:`ENTRIES` at most."""
    return tuple(sorted(items, key=lambda item: (-updated(item).toordinal(), item.number))[:ENTRIES])


def to_xml(feed: Feed, exporter: Exporter) -> bytes:
    """Return ``feed`` as an Atom document in UTF-8."""
    site = exporter.lib.site
    root = ET.Element("feed", {"xmlns": ATOM, "xml:lang": "vi"})
    _add(root, "id", _tag(exporter, _first_day(exporter), feed.path.removesuffix(".xml")))
    _add(root, "title", feed.title)
    _add(root, "subtitle", feed.subtitle)
    _add(root, "updated", _moment(max((updated(i) for i in feed.items), default=_first_day(exporter))))
    _add(_add(root, "author"), "name", site.publisher)
    if site.licence is not None:
        _add(root, "rights", f"{site.licence.name} ({site.licence.url})")
    _add(root, "generator", "microsite")
    if exporter.address:
        _add(root, "link", rel="self", type="application/atom+xml", href=exporter.address + feed.path)
    start = _start(feed, exporter)
    _add(root, "link", rel="alternate", type="text/html", href=start + feed.page)
    for item in feed.items:
        _entry(root, item, exporter, start)
    ET.indent(root, " ")
    document: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return document + b"\n"


def _entry(root: ET.Element, item: m.Item, exporter: Exporter, start: str) -> None:
    library = exporter.lib
    entry = _add(root, "entry")
    _add(entry, "id", _tag(exporter, item.published, addresses.page_of(item).removesuffix(".md")))
    _add(entry, "title", m.kind_of(item).label_of(item))
    _add(entry, "published", _moment(item.published))
    _add(entry, "updated", _moment(updated(item)))
    _add(entry, "link", rel="alternate", type="text/html", href=start + exporter.page(item))
    for key in item.topics:
        _add(entry, "category", term=key, label=library.topic[key].name)
    told = "".join(f"<p><em>Sửa ngày {dates.day(c.date)}:</em></p>{exporter.text(c.what).html}" for c in item.changes)
    body = f"{exporter.text(item.short_answer).html}\n{exporter.text(item.answer).html}{told}"
    # Every link in exported HTML is one of ours and starts at the site's root.
    _add(
        entry,
        "content",
        re.sub(r'(<a class="ref-[a-z-]+" href=")', lambda found: found.group() + start, body),
        type="html",
    )


def _start(feed: Feed, exporter: Exporter) -> str:
    """Return what stands before a path from the site's root in a link of ``feed``."""
    return exporter.address or "../" * feed.path.count("/")


# XML 1.0 has no place for these, not even escaped.
_ILLEGAL = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def _add(parent: ET.Element, name: str, words: str | None = None, /, **attributes: str) -> ET.Element:
    child = ET.SubElement(parent, name, {key: _ILLEGAL.sub("\ufffd", value) for key, value in attributes.items()})
    child.text = _ILLEGAL.sub("\ufffd", words) if words is not None else None
    return child


def _tag(exporter: Exporter, day: dt.date, specific: str) -> str:
    """Return a ``tag:`` URI; its authority, the site's title in ASCII, has the form of a host name."""
    name = slug(exporter.lib.site.title)
    return f"tag:{name or 'microsite'},{day.isoformat()}:{specific}"


def _first_day(exporter: Exporter) -> dt.date:
    return min((i.published for i in exporter.lib.items), default=dt.date(1970, 1, 1))


def _moment(day: dt.date) -> str:
    """Return the start of ``day`` in Vietnam (RFC 3339)."""
    return f"{day.isoformat()}T00:00:00+07:00"
