"""Where everything stands on the site. Addresses come from ids, never from titles, and never change.

A path is relative to the site's root and names the Markdown file (``hoi-dap/chi-rd.md``); the
published page has ``.html`` in its place.
"""

from __future__ import annotations

import functools
import posixpath

from microsite import model as m

HOME = "index.md"
ITEMS = "hoi-dap/index.md"
TARGETS = "muc-tieu/index.md"
TASK_GROUPS = "nhiem-vu/index.md"
SOURCES = "nguon/index.md"
AUDIENCES = "doi-tuong/index.md"
TOPICS = "chu-de/index.md"
FIGURES = "so-lieu.md"
DOCUMENTS = "van-ban.md"
GLOSSARY = "thuat-ngu.md"
NOTES = "nguon-noi-khac-nhau.md"
TIMELINE = "dong-thoi-gian.md"
COMPARISON = "so-sanh.md"
OVERVIEW = "toan-canh.md"
PROGRAMME = "chuong-trinh-hanh-dong.md"
INDEX = "chi-muc.md"
PRINT = "in-an.md"
OPEN_DATA = "du-lieu-mo.md"
COLLECTION = "bo-in.md"
OFFLINE = "ngoai-tuyen.md"

_FOLDER: dict[type[m.Record], str] = {
    m.Item: "hoi-dap",
    m.Target: "muc-tieu",
    m.TaskGroup: "nhiem-vu",
    m.Source: "nguon",
    m.Audience: "doi-tuong",
    m.Topic: "chu-de",
    m.Part: "phan",
}
OWN_PAGE = tuple(_FOLDER)
"""The kinds of records that have a page each, named after their ids."""

_ON_PAGE: dict[type[m.Record], str] = {
    m.Figure: FIGURES,
    m.Document: DOCUMENTS,
    m.Term: GLOSSARY,
    m.Note: NOTES,
    m.Event: TIMELINE,
    m.ComparisonRow: COMPARISON,
    m.Inheritance: COMPARISON,
    m.Answer5W1H: OVERVIEW,
    m.GovernmentProgramme: PROGRAMME,
    m.TargetGroup: TARGETS,
}


def page_of(record: m.Record) -> str:
    """Return the path of the page that shows ``record``, with a fragment where it shares the page."""
    folder = _FOLDER.get(type(record))
    if folder is not None:
        return f"{folder}/{getattr(record, 'id')}.md"
    page = _ON_PAGE[type(record)]
    key = getattr(record, "id", None)
    return f"{page}#{key}" if key else page


def relative(target: str, start: str) -> str:
    """Return ``target`` as seen from the page ``start``, both relative to the site's root.

    >>> relative("muc-tieu/chi-rd.md#a", "hoi-dap/x.md"), relative("hoi-dap/x.md#a", "hoi-dap/x.md")
    ('../muc-tieu/chi-rd.md#a', '#a')
    """
    path, mark, fragment = target.partition("#")
    if path == start and mark:
        return mark + fragment
    return _relative(path, posixpath.dirname(start)) + mark + fragment


@functools.lru_cache(maxsize=65_536)
def _relative(path: str, folder: str) -> str:
    return posixpath.relpath(path, folder or ".")


def published(path: str) -> str:
    """Return the published address of a Markdown path: ``hoi-dap/x.md#a`` → ``hoi-dap/x.html#a``."""
    page, mark, fragment = path.partition("#")
    return page.removesuffix(".md") + (".html" if page.endswith(".md") else "") + mark + fragment
