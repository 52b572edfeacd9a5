"""Where everything stands on the site. Addresses come from ids, never from titles, and never change.

A path is relative to the site's root and names the Markdown file (``hoi-dap/x.md``); the
published page has ``.html`` in its place. Templates know this module as ``at``: ``view.href(at.TARGETS)``.
"""

from __future__ import annotations

import functools
import posixpath

from microsite import model as m

HOME = "index.md"
INDEX = "chi-muc.md"
PRINT = "in-an.md"
COLLECTION = "bo-in.md"
OFFLINE = "ngoai-tuyen.md"
OPEN_DATA = "du-lieu-mo.md"
FEED = "feed.xml"
DATA = "api/v1"
HANDOUTS = "in"
SEARCHING = "search"
ASSETS = "assets"
SHEETS = f"{ASSETS}/bo-in"

STYLE = f"{ASSETS}/site.css"
START = f"{ASSETS}/start.js"
SCRIPT = f"{ASSETS}/site.js"
SPEECH = f"{ASSETS}/speech.js"
ICON = f"{ASSETS}/icon.svg"
WORKER = "sw.js"
MANIFEST = "manifest.webmanifest"
NOT_FOUND = "404.html"
"""What every site has beside its pages; the frame and the scripts are told (``microsite/publishing/frame.py``)."""


def _section(kind: type[m.Record]) -> str:
    section = m.kind_of(kind).section
    assert section is not None
    return section.page


ITEMS = _section(m.Item)
TARGETS = _section(m.Target)
TASK_GROUPS = _section(m.TaskGroup)
SOURCES = _section(m.Source)
AUDIENCES = _section(m.Audience)
TOPICS = _section(m.Topic)
FIGURES = _section(m.Figure)
DOCUMENTS = _section(m.Document)
GLOSSARY = _section(m.Term)
NOTES = _section(m.Note)
TIMELINE = _section(m.Event)
COMPARISON = _section(m.Comparison)
OVERVIEW = _section(m.Answer5W1H)
PROGRAMME = _section(m.ActionProgramme)


def page_of(record: m.Record) -> str:
    """Return the path of the page that shows ``record``, with a fragment where it shares the page."""
    return m.kind_of(record).address_of(record)


def data(name: str) -> str:
    """Return where a file of data is: ``items.json`` → ``api/v1/items.json``."""
    return f"{DATA}/{name}"


def feed(audience: m.Audience) -> str:
    """Return where the feed for ``audience`` is."""
    return f"feeds/{audience.id}.xml"


def handout(name: str) -> str:
    """Return where the PDF called ``name`` is."""
    return f"{HANDOUTS}/{name}"


def sheet(item: m.Item) -> str:
    """Return where the script is that hands ``item`` to the print collection."""
    return f"{SHEETS}/{item.id}.js"


def searching(name: str) -> str:
    """Return where the script called ``name`` is that the search fetches: ``index`` → ``search/index.js``."""
    return f"{SEARCHING}/{name}.js"


def icon(name: str) -> str:
    """Return where a picture of the site's icon is: ``48`` → ``assets/icons/48.png``."""
    return f"{ASSETS}/icons/{name}.png"


def archive(site: m.Site) -> str:
    """Return where the whole site is, packed for a disk without a network."""
    return f"{site.key}.zip"


def relative(target: str, start: str) -> str:
    """Return ``target`` as seen from the page ``start``, both relative to the site's root.

    >>> relative("muc-tieu/y.md#a", "hoi-dap/x.md"), relative("hoi-dap/x.md#a", "hoi-dap/x.md")
    ('../muc-tieu/y.md#a', '#a')
    """
    path, mark, fragment = target.partition("#")
    if path == start and mark:
        return mark + fragment
    return _relative(path, posixpath.dirname(start)) + mark + fragment


def below(folder: str, path: str) -> str:
    """Return ``path``, which lies in ``folder``, as seen from there.

    >>> below(ASSETS, ICON)
    'icon.svg'
    """
    return posixpath.relpath(path, folder)


@functools.lru_cache(maxsize=65_536)
def _relative(path: str, folder: str) -> str:
    return posixpath.relpath(path, folder or ".")


def published(path: str) -> str:
    """Return the published address of a Markdown path: ``hoi-dap/x.md#a`` → ``hoi-dap/x.html#a``."""
    page, mark, fragment = path.partition("#")
    return page.removesuffix(".md") + (".html" if page.endswith(".md") else "") + mark + fragment
