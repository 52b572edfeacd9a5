"""The PDFs there are, as pages offer them."""

from __future__ import annotations

from dataclasses import dataclass

from microsite.model import Paper


@dataclass(frozen=True, slots=True)
class HandoutFile:
    """A PDF that is there to be offered.

    ``name`` is the file's name, ``page`` the path (see :mod:`microsite.telling.addresses`) of the page it belongs to,
    ``items`` the ids of the Q&A items it holds, ``printing`` how to print it. ``reads`` names, for an imposed file,
    the file with the same content for reading on a screen. ``pages`` counts the PDF's pages, ``bytes`` its size.
    """

    name: str
    title: str
    format: str
    format_name: str
    description: str
    printing: str
    page: str
    items: tuple[str, ...]
    paper: Paper
    large_print: bool
    pages: int
    bytes: int
    reads: str | None = None
