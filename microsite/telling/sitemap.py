"""Every page of the site, in a fixed order."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Self

from microsite import model as m
from microsite.library import Library
from microsite.telling import addresses, markup, quantities, sections


@dataclass(frozen=True, slots=True)
class Page:
    """A page to be rendered: its path in the tree, template, title, description, and what it is about."""

    path: str
    template: str
    title: str
    description: str
    subject: Any = None


@dataclass(frozen=True, slots=True)
class There:
    """What a site has: its sections by path, and the paths of all its pages."""

    sections: Mapping[str, sections.Entry]
    pages: frozenset[str]

    @classmethod
    def of(cls, library: Library) -> Self:
        """Return what the site of ``library`` has."""
        entries = {entry.page: entry for entry in sections.present(library)}
        return cls(entries, frozenset(page.path for page in plan(library)))

    def __contains__(self, path: object) -> bool:
        """Say whether there is a page at ``path``, fragment or none."""
        return isinstance(path, str) and path.partition("#")[0] in self.pages


def plan(library: Library) -> Iterator[Page]:
    """Yield every page of the site: home, then each section followed by the pages of its records."""
    yield Page(addresses.HOME, "home", library.site.title, library.site.description)
    there = sections.present(library)
    for entry in there:
        yield Page(entry.page, entry.template, entry.title, entry.description, entry.subject)
    for kind in m.KINDS:
        # Of questions only the list can be hidden: without them there is no site.
        shown = kind.section is None or kind.record is m.Item or any(e.page == kind.section.page for e in there)
        if kind.template is not None and shown:
            for record in library.of(kind):
                yield _page(library, kind, kind.template, record)


def _page(library: Library, kind: m.Kind, template: str, record: m.Record) -> Page:
    words = _WORDS.get(template, _summarised)(library, record)
    return Page(kind.address_of(record), template, *words, record)


Words = tuple[str, str]
"""Title and description of a page."""


def _item(library: Library, item: m.Item) -> Words:
    return item.question, markup.to_plain(item.short_answer, library)


def _target(library: Library, target: m.Target) -> Words:
    return target.name, f"{target.measure}: {quantities.quantity(target)} ({quantities.deadline(target)})."


def _task_group(library: Library, group: m.TaskGroup) -> Words:
    return f"Nhóm {group.number}. {group.short_name}", markup.to_plain(group.summary, library)


def _source(library: Library, source: m.Source) -> Words:
    return source.short, source.about


def _summarised(library: Library, record: m.Record) -> Words:
    label = m.kind_of(record).label_of(record)
    return label, markup.to_plain(getattr(record, "summary", label), library)


_WORDS: Mapping[str, Callable[[Library, Any], Words]] = {
    "qa-item": _item,
    "target": _target,
    "task-group": _task_group,
    "source": _source,
}
"""By template: what a page is called where its record's label and summary do not say it."""
