"""What stands around every page, and what the scripts know of the site: the one place where both are told.

The page frame of the theme loops over :func:`frame` (``config.extra.frame`` of the engine); the
scripts find :func:`script` in the script that is read first. Both name only pages that the site has.
"""

from __future__ import annotations

from microsite.library import Library
from microsite.telling import addresses, sections

FOOT = (
    addresses.SOURCES,
    addresses.NOTES,
    addresses.GLOSSARY,
    addresses.DOCUMENTS,
    addresses.TIMELINE,
    addresses.INDEX,
    addresses.PRINT,
    addresses.COLLECTION,
    addresses.OFFLINE,
    addresses.OPEN_DATA,
)
"""The sections that the footer leads to, after the prose pages."""

NAMED = {
    "items": addresses.ITEMS,
    "index": addresses.INDEX,
}
"""The pages that scripts lead to, by the name they ask for; ``search`` is where the search leads without a script."""

AROUND = {
    "home": addresses.published(addresses.HOME),
    "feed": addresses.FEED,
    "icon": addresses.ICON,
    "style": addresses.STYLE,
    "start": addresses.START,
    "script": addresses.SCRIPT,
}
"""What every page asks for, by the name that the page frame knows."""

NOT_OFFICIAL = "Trang thông tin tham khảo; khi cần căn cứ chính thức, xem văn bản gốc."


def frame(library: Library) -> dict[str, object]:
    """Return what the page frame shows: links as title and url (relative to the site's root), and a note."""
    there = {entry.page: entry for entry in sections.present(library)}
    prose = [entry.page for entry in there.values() if entry.template == "prose"]
    foot = [there[page] for page in (*prose, *FOOT) if page in there]
    lost = [_link("Về trang chủ", addresses.HOME)]
    if addresses.ITEMS in there:
        lost.append(_link("Xem tất cả câu hỏi", addresses.ITEMS))
    return {
        "at": AROUND,
        "search": addresses.published(addresses.INDEX if addresses.INDEX in there else addresses.HOME),
        "foot": [_link(entry.foot, entry.page) for entry in foot],
        "lost": lost,
        "note": "" if library.site.official else NOT_OFFICIAL,
    }


def _link(title: str, page: str) -> dict[str, str]:
    return {"title": title, "url": addresses.published(page)}


def script(library: Library) -> dict[str, object]:
    """Return what the scripts know: the key of the site's own stores in a browser, and addresses by name."""
    there = {entry.page for entry in sections.present(library)}
    return {
        "key": library.site.key,
        "pages": {
            "search": addresses.published(addresses.INDEX if addresses.INDEX in there else addresses.HOME),
            **{name: addresses.published(page) for name, page in NAMED.items() if page in there},
        },
        "files": {
            "search": addresses.searching("search"),
            "speech": addresses.SPEECH,
            "worker": addresses.WORKER,
            "manifest": addresses.MANIFEST,
            "touch": addresses.icon("180"),
        },
        "searching": addresses.SEARCHING,
        "sheets": addresses.SHEETS,
        "archive": addresses.archive(library.site),
    }
