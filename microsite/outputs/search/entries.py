"""What can be found: an entry for every record that a search tells of, and one for every page of none."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass

from microsite import model as m
from microsite.library import Library, texts
from microsite.outputs.search.told import Teller, told
from microsite.telling import addresses, sitemap

PAGES = m.Found("trang", "Trang", 99, late=True, weight=0.85, traits=("here",))
"""Pages that are about no record that is found by itself."""


@dataclass(frozen=True, slots=True)
class Entry:
    """Something that can be found.

    ``names`` holds what it is also called, ``lead`` what is shown below the title, ``asked`` how
    people ask for it; names and phrasings are never shown.
    """

    kind: str
    id: str
    title: str
    names: str
    lead: str
    body: str
    audiences: tuple[str, ...] = ()
    asked: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Group:
    """The entries of a kind, which stand together: how a search tells of them, what stands about ids in addresses."""

    found: m.Found
    before: str
    after: str
    entries: tuple[Entry, ...]


def groups(library: Library) -> list[Group]:
    """Return everything that can be found, by kind in the order of the index. A kind without records is not there."""
    teller = Teller(library)
    pages = tuple(sitemap.plan(library))
    there = frozenset(page.path for page in pages)
    made = [_of_kind(kind, kind.found, teller, there) for kind in m.KINDS if kind.found is not None]
    made.append(Group(PAGES, "", addresses.published(".md"), tuple(_pages(teller, pages))))
    return sorted((group for group in made if group.entries), key=lambda group: (group.found.late, group.found.rank))


def entries(library: Library) -> list[Entry]:
    """Return everything that can be found, in the order of the index."""
    return [entry for group in groups(library) for entry in group.entries]


def _of_kind(kind: m.Kind, found: m.Found, teller: Teller, pages: Container[str]) -> Group:
    assert kind.address is not None, f"{kind.record.__name__} is found, but shown nowhere"
    before, key, after = addresses.published(kind.address).partition("{id}")
    assert key, f"the address of {kind.record.__name__} does not tell one from another"
    # What a site hides is not found either.
    shown = [record for record in teller.lib.of(kind) if kind.address_of(record).partition("#")[0] in pages]
    return Group(found, before, after, tuple(_entry(found, record, teller) for record in shown))


def _entry(found: m.Found, record: m.Record, teller: Teller) -> Entry:
    said = told(record, teller)
    used = {audience for item in said.of for audience in item.audiences}
    audiences = tuple(a.id for a in teller.lib.audiences if a.id in used)
    key = str(getattr(record, "id"))
    return Entry(found.key, key, said.title, said.names, said.lead, said.body, audiences, said.asked)


def _pages(teller: Teller, pages: Iterable[sitemap.Page]) -> Iterator[Entry]:
    """Yield the pages that are about no single record."""
    lib = teller.lib
    for page in pages:
        record = page.subject if isinstance(page.subject, m.Record) else None
        if page.template in {"home", "not-found"} or getattr(record, "id", None):
            continue
        key = page.path.removesuffix(".md")
        body = teller.plain(*_words(lib, page))
        yield Entry(PAGES.key, key, page.title, "", page.description, body, asked=lib.page_queries.get(key, ()))


def _words(lib: Library, page: sitemap.Page) -> Sequence[str]:
    """Return what a page says that is found nowhere else."""
    if isinstance(page.subject, m.Record):
        return [value for _, value in texts(page.subject)]
    if page.template == "prose":
        return [re.sub(r"^#+ ", "", str(getattr(page.subject, "text", "")), flags=re.M)]
    for kind in m.KINDS:
        if kind.section is not None and kind.section.page == page.path and kind.found is None:
            return [kind.heading_of(record) for record in lib.of(kind)]
    return ()
