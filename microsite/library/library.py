"""The whole of the content, validated, and how its records hang together.

Everything that is shown somewhere is reached through a :class:`Library`; nothing here knows of
pages, sheets or files to be written.
"""

from __future__ import annotations

import datetime as dt
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TypeVar

from microsite import model as m
from microsite.library.origin import Origin
from microsite.library.texts import REFERENCE, citations, references, texts

R = TypeVar("R", bound=m.Record)


@dataclass(frozen=True)
class Page:
    """A prose page, written in Markdown in ``content/pages``."""

    id: str
    title: str
    text: str


@dataclass(frozen=True)
class Library:
    """All records, in the order in which they are shown."""

    site: m.Site
    items: tuple[m.Item, ...] = ()
    targets: tuple[m.Target, ...] = ()
    target_groups: tuple[m.TargetGroup, ...] = ()
    task_groups: tuple[m.TaskGroup, ...] = ()
    figures: tuple[m.Figure, ...] = ()
    sources: tuple[m.Source, ...] = ()
    documents: tuple[m.Document, ...] = ()
    notes: tuple[m.Note, ...] = ()
    audiences: tuple[m.Audience, ...] = ()
    topics: tuple[m.Topic, ...] = ()
    glossary: tuple[m.Term, ...] = ()
    timeline: tuple[m.Event, ...] = ()
    comparison: m.Comparison | None = None
    overview: tuple[m.Answer5W1H, ...] = ()
    programme: m.ActionProgramme | None = None
    formats: tuple[m.Format, ...] = ()
    synonyms: tuple[tuple[str, ...], ...] = ()
    pages: tuple[Page, ...] = ()
    more: Mapping[str, tuple[m.Record, ...]] = field(default_factory=dict, compare=False)
    """Records of kinds that have no field of their own here, by the attribute of their kind."""
    page_queries: Mapping[str, tuple[str, ...]] = field(default_factory=dict, compare=False)
    """How people ask for a page of the site, by its path without ending; for the search alone."""
    origins: Mapping[int, Origin] = field(default_factory=dict, repr=False, compare=False)
    lost: frozenset[str] = field(default=frozenset(), repr=False, compare=False)
    """Ids and numbers of records that are written but could not be read: references to them are not wrong.

    ``*`` and a file stand for all that the file may have held.
    """

    def origin(self, record: m.Record) -> Origin:
        """Return where ``record`` was read."""
        return self.origins[id(record)]

    # ------------------------------------------------------------------ by id

    @cached_property
    def item_by_number(self) -> Mapping[int, m.Item]:
        """Q&A items by their number."""
        return {item.number: item for item in self.items}

    @cached_property
    def target(self) -> Mapping[str, m.Target]:
        """Targets by id."""
        return {t.id: t for t in self.targets}

    @cached_property
    def target_group(self) -> Mapping[str, m.TargetGroup]:
        """Target groups by id."""
        return {g.id: g for g in self.target_groups}

    @cached_property
    def task_group(self) -> Mapping[str, m.TaskGroup]:
        """Task groups by id."""
        return {g.id: g for g in self.task_groups}

    @cached_property
    def figure(self) -> Mapping[str, m.Figure]:
        """Figures by id."""
        return {f.id: f for f in self.figures}

    @cached_property
    def source(self) -> Mapping[str, m.Source]:
        """Sources by id."""
        return {s.id: s for s in self.sources}

    @cached_property
    def document(self) -> Mapping[str, m.Document]:
        """Documents that are no sources, by id."""
        return {d.id: d for d in self.documents}

    @cached_property
    def note(self) -> Mapping[str, m.Note]:
        """Editor's notes by id."""
        return {n.id: n for n in self.notes}

    @cached_property
    def audience(self) -> Mapping[str, m.Audience]:
        """Audiences by id."""
        return {a.id: a for a in self.audiences}

    @cached_property
    def topic(self) -> Mapping[str, m.Topic]:
        """Topics by id."""
        return {t.id: t for t in self.topics}

    @cached_property
    def term(self) -> Mapping[str, m.Term]:
        """Glossary entries by id."""
        return {t.id: t for t in self.glossary}

    @cached_property
    def term_forms(self) -> tuple[re.Pattern[str] | None, Mapping[str, m.Term]]:
        """How glossary terms are recognised.

        A pattern for the text in lower case, and the term by the form found there or as written.
        """
        forms: dict[str, m.Term] = {}
        for term in self.glossary:
            for form in (term.term, *term.match):
                # Abbreviations are told by their capitals; words are recognised in any case.
                forms.setdefault(form if any(c.isupper() for c in form) else form.lower(), term)
        if not forms:
            return None, {}
        # Lower case and the look ahead make it four times faster than a pattern without regard to case.
        alternatives = sorted({f.lower() for f in forms}, key=lambda f: (-len(f), f))
        first = "".join(sorted({re.escape(f[0]) for f in alternatives}))
        return re.compile(rf"(?<![\w/&-])(?=[{first}])(?:{'|'.join(map(re.escape, alternatives))})(?![\w/&-])"), forms

    @cached_property
    def part(self) -> Mapping[str, m.Part]:
        """Parts by id."""
        return {p.id: p for p in self.site.parts}

    @cached_property
    def spoken(self) -> Mapping[tuple[str, str], str]:
        """For the id of a source and a place of it, how the place is spoken."""
        return {(s.id, at): _spoken(s, place, at) for s in self.sources for at, place in _unrolled(s)}

    @cached_property
    def places(self) -> Mapping[str, Mapping[str, str | None]]:
        """For each source id, its citable places in order, with their titles where they have one."""
        return {s.id: dict(_places(s)) for s in self.sources}

    # ------------------------------------------------------------------ relations

    def of(self, kind: m.Kind) -> tuple[m.Record, ...]:
        """Return every record of ``kind``, in the order of the site."""
        if kind.inside is not None:
            outer, _, name = kind.inside.partition(".")
            holder = getattr(self, outer)
            return tuple(getattr(holder, name)) if holder is not None else ()
        found = getattr(self, kind.attribute, self.more.get(kind.attribute, ()))
        return found if isinstance(found, tuple) else (found,) if found is not None else ()

    def records(self) -> Iterator[m.Record]:
        """Yield every record that can hold citations or references, in the order of the site."""
        for kind in m.KINDS:
            if kind.cites:
                yield from self.of(kind)

    def tellers(self) -> Iterator[m.Record]:
        """Yield every record whose words may hold references: :meth:`records`, and the comparison for what stands
        above its rows. Its rows come by themselves too, so that their texts are met twice."""
        yield from self.records()
        if self.comparison is not None:
            yield self.comparison

    def everything(self) -> Iterator[m.Record]:
        """Yield every record there is, settings and lists too."""
        yield self.site
        for kind in m.KINDS:
            yield from self.of(kind)

    @property
    def lead(self) -> m.Source:
        """The document that the site is about."""
        return self.source[self.site.lead] if self.site.lead else self.sources[0]

    @property
    def newest_review(self) -> dt.date | None:
        """The date of the newest review of anything, or ``None`` when nothing carries one."""
        return max([*(i.reviewed for i in self.items), *(g.reviewed for g in self.task_groups)], default=None)

    def named(self, reference: str, key: str) -> m.Record | None:
        """Return the record that ``[[reference:key]]`` names, or ``None``; a source before another document."""
        found = self._named.get((reference, key))
        return self._named.get((reference, int(key))) if found is None and re.fullmatch("[0-9]{1,6}", key) else found

    @cached_property
    def _named(self) -> Mapping[tuple[str, str | int], m.Record]:
        return {
            (kind.reference, getattr(record, kind.named_by)): record
            for kind in m.KINDS
            if kind.reference is not None
            for record in self.of(kind)
        }

    @cached_property
    def referred(self) -> Mapping[tuple[str, str], tuple[m.Record, ...]]:
        """For each ``(kind, id)`` named in a text by a bracket reference, the records that name it."""
        found: dict[tuple[str, str], dict[int, m.Record]] = defaultdict(dict)
        for record in self.records():
            for _, text in texts(record):
                for match in REFERENCE.finditer(text):
                    found[match.group(1), match.group(2)][id(record)] = record
        return {key: tuple(records.values()) for key, records in found.items()}

    def targets_of(self, item: m.Item) -> tuple[m.Target, ...]:
        """Return the targets an item names, in its text or as linked ones, in the order of the targets."""
        named = {i for kind, i in references(item) if kind == "muc-tieu"} | set(item.targets)
        return tuple(t for t in self.targets if t.id in named)

    def figures_of(self, item: m.Item) -> tuple[m.Figure, ...]:
        """Return the figures an item names, in order of appearance."""
        named = dict.fromkeys(i for kind, i in references(item) if kind == "so-lieu")
        return tuple(self.figure[i] for i in named if i in self.figure)

    def notes_of(self, record: m.Record) -> tuple[m.Note, ...]:
        """Return a record's editor's notes, with those of the figures an item names."""
        keys = dict.fromkeys(getattr(record, "notes", ()))
        if isinstance(record, m.Item):
            keys |= dict.fromkeys(key for figure in self.figures_of(record) for key in figure.notes)
        return tuple(self.note[key] for key in keys)

    def items_with_target(self, target: m.Target) -> tuple[m.Item, ...]:
        """Return the items that name ``target``."""
        return self._items_by_target.get(target.id, ())

    @cached_property
    def _items_by_target(self) -> Mapping[str, tuple[m.Item, ...]]:
        found: dict[str, list[m.Item]] = defaultdict(list)
        for item in self.items:
            for target in self.targets_of(item):
                found[target.id].append(item)
        return {key: tuple(items) for key, items in found.items()}

    def items_with_figure(self, figure: m.Figure) -> tuple[m.Item, ...]:
        """Return the items that name ``figure``."""
        return tuple(r for r in self.referred.get(("so-lieu", figure.id), ()) if isinstance(r, m.Item))

    @cached_property
    def neighbours(self) -> Mapping[str, tuple[m.Item | None, m.Item | None]]:
        """For each item id, the items before and after it by number."""
        row: tuple[m.Item | None, ...] = (None, *self.items, None)
        return {item.id: (row[i], row[i + 2]) for i, item in enumerate(self.items)}

    def items_of_part(self, part: m.Part) -> tuple[m.Item, ...]:
        """Return the items of ``part`` by number."""
        return tuple(i for i in self.items if i.part == part.id)

    def items_for(self, audience: m.Audience) -> tuple[m.Item, ...]:
        """Return the items for ``audience`` by number."""
        return tuple(i for i in self.items if audience.id in i.audiences)

    def items_on(self, topic: m.Topic) -> tuple[m.Item, ...]:
        """Return the items on ``topic`` by number."""
        return tuple(i for i in self.items if topic.id in i.topics)

    def in_use(self) -> Library:
        """Return the library without parts, audiences and topics that no item is of: what is empty is told nowhere."""
        parts = tuple(part for part in self.site.parts if self.items_of_part(part))
        return replace(
            self,
            site=self.site if parts == self.site.parts else self.site.model_copy(update={"parts": parts}),
            audiences=tuple(audience for audience in self.audiences if self.items_for(audience)),
            topics=tuple(topic for topic in self.topics if self.items_on(topic)),
        )

    def items_in(self, group: m.TaskGroup) -> tuple[m.Item, ...]:
        """Return the items linked with a task group by number."""
        return tuple(i for i in self.items if group.id in i.task_groups)

    def targets_in(self, group: m.TargetGroup) -> tuple[m.Target, ...]:
        """Return the targets of a target group in the Resolution's order."""
        return tuple(t for t in self.targets if t.group == group.id)

    def later(self, target: m.Target) -> m.Target | None:
        """Return the target that sets the same measure for a later date, if any."""
        return next((t for t in self.targets if t.earlier == target.id), None)

    @cached_property
    def users_of_notes(self) -> Mapping[str, tuple[m.Record, ...]]:
        """For each editor's note id, the records that carry it."""
        found: dict[str, list[m.Record]] = defaultdict(list)
        for record in self.records():
            for key in getattr(record, "notes", ()):
                found[key].append(record)
        return {key: tuple(records) for key, records in found.items()}

    @cached_property
    def cited(self) -> Mapping[str, Mapping[str, tuple[m.Record, ...]]]:
        """For each source and each of its places in order, the records that cite it."""
        found: dict[str, dict[str, dict[int, m.Record]]] = {
            s: {at: {} for at in places} for s, places in self.places.items()
        }
        for record in self.records():
            for _, citation in citations(record):
                if citation.at in found.get(citation.doc, {}):
                    found[citation.doc][citation.at][id(record)] = record
        return {s: {at: tuple(r.values()) for at, r in places.items()} for s, places in found.items()}

    @cached_property
    def cited_bullets(self) -> Mapping[tuple[str, str], Mapping[int | None, tuple[m.Record, ...]]]:
        """For each source id and place, the records that cite it by bullet: first those that name none."""
        found: dict[tuple[str, str], dict[int | None, dict[int, m.Record]]] = defaultdict(lambda: defaultdict(dict))
        for record in self.records():
            for _, citation in citations(record):
                found[citation.doc, citation.at][citation.bullet][id(record)] = record
        return {
            place: {bullet: tuple(bullets[bullet].values()) for bullet in sorted(bullets, key=lambda b: b or 0)}
            for place, bullets in found.items()
        }


def _places(source: m.Source) -> Iterator[tuple[str, str | None]]:
    for at, place in _unrolled(source):
        yield at, place.title


def _unrolled(source: m.Source) -> Iterator[tuple[str, m.Place]]:
    for place in source.places:
        if place.first is None or place.last is None:
            yield place.at, place
        else:
            for n in range(place.first, place.last + 1):
                yield place.at.replace("{n}", str(n)), place


_NUMBER = re.compile(r"(?:[A-Z]|[IVX]+|\d+)(?:\.(?:[IVX]+|\d+|[a-zđ]))*")


def _spoken(source: m.Source, place: m.Place, at: str) -> str:
    said = place.spoken or source.spoken or ("mục {at}" if _NUMBER.fullmatch(at) else "{at}")
    return said.replace("{at}", at)
