"""What a page template may use: these names, and what the types behind them have. A test holds the templates to it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import ModuleType
from typing import Any

from microsite import model as m
from microsite.library import Library
from microsite.outputs.pages import texts
from microsite.outputs.pages.view import View
from microsite.telling import addresses, quantities, sharing
from microsite.telling.labels import AUTHORITY, NOTE_KIND
from microsite.telling.sitemap import Page
from microsite.vietnamese import dates, numbers
from microsite.vietnamese.folding import slug


@dataclass(frozen=True, slots=True)
class Context:
    """What is given to the template of one page."""

    page: Page
    view: View
    lib: Library
    site: m.Site
    subject: Any
    """The record or prose page that the page is about, ``None`` where it is about none."""

    @classmethod
    def of(cls, view: View) -> Context:
        """Return what the template of the page of ``view`` is given."""
        return cls(view.page, view, view.lib, view.lib.site, view.page.subject)

    def variables(self) -> dict[str, Any]:
        """Return the context as Jinja takes it."""
        return {name: getattr(self, name) for name in self.__slots__}


GLOBALS: Mapping[str, ModuleType | Mapping[Any, str] | Callable[..., Any]] = {
    "at": addresses,
    "NOTE_KIND": NOTE_KIND,
    "AUTHORITY": AUTHORITY,
    "permalink": sharing.permalink,
    "citation": sharing.citation,
    "qr": sharing.qr,
}
"""What every template can call by name; ``at`` holds the addresses: ``view.href(at.TARGETS)``."""

FILTERS: Mapping[str, Callable[..., Any]] = {
    "quantity": quantities.quantity,
    "deadline": quantities.deadline,
    "as_of": quantities.as_of,
    "base": quantities.base_of,
    "day": dates.day,
    "partial_date": dates.partial_date,
    "when": dates.when,
    "number": numbers.number,
    "spelled": numbers.spelled,
    "listed": numbers.listed,
    "size": numbers.size,
    "slug": slug,
    "nb": texts.unbroken,
}
