"""A citation in words, and where it leads: the same on pages, in print and in the data."""

from __future__ import annotations

import functools
import re

from microsite import model as m
from microsite.library import Library
from microsite.telling import addresses
from microsite.vietnamese.folding import folded


def locator(library: Library, citation: m.Citation) -> str:
    """Return a citation's place in words: ``mục II.1, gạch đầu dòng 3`` or ``câu 17``."""
    where = library.spoken[citation.doc, citation.at]
    return f"{where}, gạch đầu dòng {citation.bullet}" if citation.bullet else where


def words(library: Library, citation: m.Citation) -> str:
    """Return a citation in words: ``Luật mẫu, mục II.1, gạch đầu dòng 3``."""
    return f"{library.source[citation.doc].short}, {locator(library, citation)}"


def path(library: Library, citation: m.Citation) -> str:
    """Return the path (see :mod:`microsite.telling.addresses`) of the source's page at the place or bullet cited."""
    return f"{addresses.page_of(library.source[citation.doc])}#{fragment(library, citation)}"


def fragment(library: Library, citation: m.Citation) -> str:
    """Return the fragment of a place, or of a bullet there, on its source's page.

    ``vi-tri-ii-1``, ``vi-tri-ii-1-3``.
    """
    place = place_id(citation.at)
    if citation.bullet is None:
        return place
    # Of “II”, bullet 1 would be called like the place “II.1”.
    bullet = f"{place}-{citation.bullet}"
    taken = any(place_id(at) == bullet for at in library.places[citation.doc])
    return f"{place}-gach-{citation.bullet}" if taken else bullet


@functools.lru_cache(maxsize=4096)
def place_id(at: str) -> str:
    """Return a place of a source as a fragment: ``II.1`` → ``vi-tri-ii-1``."""
    return "vi-tri-" + re.sub(r"[^a-z0-9]+", "-", folded(at)).strip("-")
