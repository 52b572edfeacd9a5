"""Every template of ``theme/handouts`` with the maker of its data: a new one is a row here.

A template without a row gets the data of a booklet, so that a site can lay templates of its own over the theme.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from microsite import model as m
from microsite.library import Library
from microsite.model import Format
from microsite.outputs.handouts import books, poster, sheets
from microsite.outputs.handouts.frame import Wanted, Writer
from microsite.outputs.handouts.tables import Json
from microsite.telling import addresses


def _always(library: Library, kind: Format) -> bool:
    return bool(library.items)


@dataclass(frozen=True, slots=True)
class Template:
    """What is known of a template beside its look.

    ``page`` is the page of the site that a sheet belongs to which is about no record. ``single`` templates hold one
    item, ``whole`` ones the whole site whatever is chosen; ``items`` says whether they hold Q&A items. ``sizes`` are
    tried where a format names none. ``there`` says whether a library has anything for a format of this template,
    ``lacks`` what is missing where it has not.
    """

    data: Callable[[Writer, Wanted], Json]
    page: str = addresses.ITEMS
    single: bool = False
    whole: bool = False
    items: bool = True
    sizes: tuple[float, ...] = ()
    there: Callable[[Library, Format], bool] = _always
    lacks: str = "câu hỏi nào"


TEMPLATES: Mapping[str, Template] = {
    "leaflet": Template(sheets.leaflet, single=True, sizes=(12, 11.5, 11, 10.5)),
    "book": Template(books.book),
    "complete": Template(books.complete, page=addresses.HOME, whole=True),
    "cards": Template(sheets.cards, sizes=(16, 15, 14, 13, 12)),
    "trifold": Template(
        sheets.trifold,
        page=addresses.OVERVIEW,
        whole=True,
        items=False,
        sizes=(11.5, 11, 10.5, 10, 9.5, 9),
        there=lambda library, kind: bool(library.items and library.overview),
        lacks=f"phần toàn cảnh ({m.kind_of(m.Answer5W1H).where})",
    ),
    "poster": Template(
        poster.poster,
        page=addresses.TARGETS,
        whole=True,
        items=False,
        sizes=(24,),
        there=lambda library, kind: bool(library.items and poster.years_of(library, kind)),
        lacks="chỉ tiêu nào có năm phải đạt",
    ),
}


def of(kind: Format) -> Template:
    """Return the row of a format's template."""
    return TEMPLATES.get(kind.template, TEMPLATES["book"])
