"""What the print collection (``bo-in.html``) prints: one small script an item, loaded when the item is chosen.

A page opened from a disk may not read other files as data, but may run them as scripts; hence each
file hands over its item's HTML in an event and defines nothing. The HTML is that of the item's own
page, between the comments ``<!-- in -->`` and ``<!-- /in -->`` of its template.
"""

from __future__ import annotations

import html
import json
import re
from pathlib import Path

from microsite import model as m
from microsite.library import Library
from microsite.outputs import textfile
from microsite.telling import addresses, sharing
from microsite.vietnamese import dates

FOLDER = "assets/bo-in"

_PRINTED = re.compile(r"<!-- in -->(.*?)<!-- /in -->", re.S)
_LINK = re.compile(r"</?a\b[^>]*>")
_ID = re.compile(r' id="[^"]*"')
_HEADING = re.compile(r"(</?h)([1-3])\b")


def write(library: Library, site: Path) -> int:
    """Write the scripts for every item of ``library`` into the built ``site``; return how many."""
    folder = site / FOLDER
    for item in library.items:
        path = addresses.page_of(item)
        page = (site / addresses.published(path)).read_text(encoding="utf-8")
        shown = sheet(page, item, library.site, sharing.permalink(library.site, path))
        detail = json.dumps({"id": item.id, "html": shown}, ensure_ascii=False)
        script = f'document.dispatchEvent(new CustomEvent("to-in", {{ detail: {detail} }}));\n'
        textfile.write(folder / f"{item.id}.js", script)
    return len(library.items)


def sheet(page: str, item: m.Item, site: m.Site, address: str | None) -> str:
    """Return what is printed of an item's ``page``: no links, no ids, its headings two levels down."""
    body = "".join(_PRINTED.findall(page))
    body = _HEADING.sub(lambda found: f"{found[1]}{int(found[2]) + 2}", _ID.sub("", _LINK.sub("", body)))
    head = f'<p class="sheet__head"><span data-unit-name></span> <span>{html.escape(site.title)}</span></p>'
    foot = (
        f'<p class="source">Rà soát ngày {dates.day(item.reviewed)}.{" " + html.escape(address) if address else ""}</p>'
    )
    lines = "\n".join(line.strip() for line in body.splitlines() if line.strip())
    return f'<article class="sheet">\n{head}\n{lines}\n{foot}\n</article>'
