"""What a reader's browser fetches: for a page on first visit, and from opening the search to its first result."""

from __future__ import annotations

import time
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from microsite.bench import browser, kinds
from microsite.bench.project import UnavailableError
from microsite.bench.table import Figure
from microsite.library import Library
from microsite.vietnamese.folding import folded

if TYPE_CHECKING:
    from playwright.sync_api import Browser, ViewportSize

PHONE: ViewportSize = {"width": 412, "height": 823}
RESULT = "dialog[open] .search__hits a"

_WATCH = f"""
new MutationObserver(() => {{
  if (!window.firstResult && document.querySelector("{RESULT}"))
    window.firstResult = performance.getEntriesByType("resource").map((entry) => [entry.name, entry.transferSize]);
}}).observe(document, {{ childList: true, subtree: true }});
"""


def queries(library: Library) -> tuple[str, ...]:
    """Return what is searched for: the lead document without marks, the first question's first words, a term."""
    first = " ".join(library.items[0].question.split()[:4])
    return (folded(library.lead.short), first, *(term.term for term in library.glossary[:1]))


def measure(site: Path, library: Library) -> list[Figure]:
    """Measure the Q&A page of the built ``site`` that :mod:`~microsite.bench.kinds` names."""
    item = kinds.item(library)
    with browser.chromium() as chromium:
        with browser.served(site) as (address, sent):
            urls, fonts = _visit(chromium, address + item, sent, "block")
            page = sent.bytes
        with browser.served(site) as (address, sent):
            _visit(chromium, address + item, sent, "allow")
            both = sent.bytes
    others = [url for url in urls if not url.startswith(("http://127.0.0.1:", "data:", "blob:"))]
    return [
        Figure("page.bytes", page / 1000, f"({item})"),
        Figure("page.worker", (both - page) / 1000),
        Figure("page.requests", len(urls)),
        Figure("page.fonts", fonts),
        Figure("page.third-party", len(others), " ".join(sorted({url.split("/")[2] for url in others}))),
    ]


def _visit(
    chromium: Browser, address: str, sent: browser.Traffic, workers: Literal["allow", "block"]
) -> tuple[list[str], int]:
    """Visit the page for the first time; return the addresses requested and how many were fonts."""
    context = chromium.new_context(viewport=PHONE, service_workers=workers, locale="vi-VN")
    urls: list[str] = []
    fonts: list[str] = []
    context.on("request", lambda request: urls.append(request.url))
    context.on("request", lambda request: fonts.append(request.url) if request.resource_type == "font" else None)
    page = context.new_page()
    browser.opened(page, address)
    if workers == "allow":
        page.evaluate(
            "navigator.serviceWorker.getRegistration()"
            ".then((found) => found && navigator.serviceWorker.ready).then(() => 1)"
        )
    _settle(sent)
    context.close()
    return urls, len(fonts)


def _settle(sent: browser.Traffic) -> None:
    """Wait until nothing has been sent for a second."""
    count = -1
    while count != len(sent.requests):
        count = len(sent.requests)
        time.sleep(1)


def first_result(site: Path, library: Library, key: str = "search.first") -> Figure:
    """Measure the bytes from opening the search to the first result, for the query that needs most.

    Counted in the page at the very moment when the first result stands there: heads and bodies as
    they came over the wire. The page's own files, there before, do not count.
    """
    if not (site / "search" / "index.js").is_file():
        raise UnavailableError("the site has no search")
    needed = {}
    with browser.chromium() as chromium, browser.served(site) as (address, _):
        for query in queries(library):
            context = chromium.new_context(viewport=PHONE, service_workers="block", locale="vi-VN")
            page = context.new_page()
            page.add_init_script(_WATCH)
            browser.opened(page, address + "index.html")
            before = set(page.evaluate("performance.getEntriesByType('resource').map((entry) => entry.name)"))
            page.keyboard.press("/")
            page.locator("dialog[open] input").wait_for()
            page.keyboard.insert_text(query)
            loaded = page.wait_for_function("window.firstResult").json_value()
            needed[query] = sum(size for name, size in loaded if name not in before)
            context.close()
    query = max(needed, key=lambda q: needed[q])
    return Figure(key, needed[query] / 1000, f"(“{query}”, the most of {len(needed)} queries)")
