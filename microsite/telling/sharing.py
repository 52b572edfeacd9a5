"""Links to a page and to its paragraphs, in the forms that people pass on: addresses, citations, QR codes."""

from __future__ import annotations

import html

from markupsafe import Markup

from microsite import model as m
from microsite.telling import addresses
from microsite.telling import qr as codes
from microsite.vietnamese import numbers


def permalink(site: m.Site, path: str) -> str | None:
    """Return the full address of the page at ``path``, or ``None`` while the site's address is not known."""
    return f"{site.address.rstrip('/')}/{addresses.published(path)}" if site.address else None


def qr(address: str) -> Markup:
    """Return a QR code of ``address`` as inline SVG with words for those who do not see it."""
    told = html.escape(codes.label(address))
    return Markup(codes.svg(address).replace("<svg ", f'<svg role="img" aria-label="{told}" ', 1))


def citation(site: m.Site, title: str, detail: str, reviewed: str | None, address: str | None) -> str:
    """Return the text with which a page is cited; the reader's own date of access is added in the browser.

    ``title`` is what is cited, in words that stand alone; ``detail`` says what it is and where it comes from. No-break
    spaces become plain ones: the text is copied into letters and papers.
    """
    parts = [f"{site.publisher}. “{title}” ({detail})."]
    if site.title not in site.publisher:
        parts.append(f"{site.title}.")
    if reviewed is not None:
        parts.append(f"Rà soát ngày {reviewed}.")
    if address is not None:
        parts.append(address)
    return " ".join(parts).replace(numbers.NBSP, " ")
