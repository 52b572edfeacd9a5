"""Which pages are measured and shown, as addresses in the built site: one of every kind that the site has."""

from __future__ import annotations

from microsite.library import Library
from microsite.telling import addresses, sitemap

NOT_FOUND = "404.html"


def pages(library: Library) -> tuple[str, ...]:
    """Return the first page of every template in the site's plan, and the page for addresses that lead nowhere."""
    first: dict[str, str] = {}
    for page in sitemap.plan(library):
        first.setdefault(page.template, addresses.published(page.path))
    return (*first.values(), NOT_FOUND)


def item(library: Library) -> str:
    """Return the Q&A page that stands for all of them where one is measured: that with the longest answer."""
    longest = max(library.items, key=lambda item: len(item.answer))
    return addresses.published(addresses.page_of(longest))
