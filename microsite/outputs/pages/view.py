"""What a template sees of the library from its page."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from types import MappingProxyType

from markupsafe import Markup

from microsite import model as m
from microsite.library import Library
from microsite.outputs.pages import lists, pictures, places
from microsite.outputs.pages.texts import Texts
from microsite.telling import milestones, sections
from microsite.telling.offers import HandoutFile
from microsite.telling.sitemap import Page, There


class View(Texts):
    """What a template sees of the library from its page."""

    def __init__(
        self,
        library: Library,
        page: Page,
        offers: Mapping[str, Sequence[HandoutFile]] = MappingProxyType({}),
        there: There | None = None,
        taken: Iterable[str] = (),
    ) -> None:
        super().__init__(library, page, there, taken)
        self._offers = offers

    # ------------------------------------------------------------------ handouts

    @property
    def handouts(self) -> Sequence[HandoutFile]:
        """Return the PDFs that belong to this page."""
        return self._offers.get(self.page.path, ())

    def handouts_by_format(self) -> tuple[tuple[HandoutFile, tuple[HandoutFile, ...]], ...]:
        """Return every PDF of the site by format: one of the files, to tell the format by, and all of them."""
        formats: dict[str, list[HandoutFile]] = {}
        for files in self._offers.values():
            for handout in files:
                formats.setdefault(handout.format, []).append(handout)
        return tuple((files[0], tuple(files)) for files in formats.values())

    # ------------------------------------------------------------------ relations

    def name(self, record: m.Record) -> str:
        """Return how a record is called in a list of links."""
        return m.kind_of(record).label_of(record)

    def neighbours(self, item: m.Item) -> tuple[m.Item | None, m.Item | None]:
        """Return the items before and after ``item``."""
        return self.lib.neighbours[item.id]

    def notes_of(self, record: m.Record) -> tuple[m.Note, ...]:
        """Return a record's editor's notes, with those of the figures an item names."""
        return self.lib.notes_of(record)

    def users(self, note: m.Note) -> tuple[m.Record, ...]:
        """Return the records that show ``note``."""
        return self.lib.users_of_notes.get(note.id, ())

    def cited(self, source: m.Source) -> Iterator[places.CitedPlace]:
        """Yield the places of ``source`` that are cited, in order, each with its cited bullets."""
        return places.cited(self, source)

    @property
    def programme(self) -> str:
        """Return the name of the programme that carries the lead document out."""
        return self.lib.programme.name if self.lib.programme else "Chương trình hành động"

    # ------------------------------------------------------------------ targets

    def picture(self, target: m.Target) -> Markup | None:
        """Return the picture of a target, where there is something to draw."""
        return pictures.of_target(self.lib, target)

    def chain(self, target: m.Target) -> tuple[m.Target, ...]:
        """Return every target that sets the measure of ``target``, itself included, the first date first."""
        return milestones.chain(self.lib, target)

    @property
    def milestones(self) -> milestones.Milestones | None:
        """Return the targets that several dates are set for, side by side."""
        return milestones.side_by_side(self.lib)

    # ------------------------------------------------------------------ lists

    @cached_property
    def recent(self) -> tuple[tuple[dt.date, m.Item, str], ...]:
        """Return the latest changes: date, item, what changed."""
        return lists.recent(self.lib)

    @property
    def further(self) -> tuple[tuple[str, str], ...]:
        """Return what the home page leads to besides its blocks: path and words."""
        return sections.further(self.lib)

    @property
    def data(self) -> tuple[tuple[m.Kind, str], ...]:
        """Return the kinds of record that have a file of data, and what it holds."""
        shown = (kind for kind in m.KINDS if kind.template or (kind.address and kind.kept is not m.Kept.INSIDE))
        return tuple((kind, self._about(kind)) for kind in shown if self.lib.of(kind))

    def _about(self, kind: m.Kind) -> str:
        # What the site calls by a name of its own is called so here too.
        section = kind.section
        titled = {choice.page for choice in self.lib.site.sections if choice.title is not None}
        if section is None or section.id not in titled or not self.has(section.page):
            return kind.about
        return self.title(section.page)

    def by_year(self) -> tuple[tuple[str, tuple[m.Event, ...]], ...]:
        """Return the timeline's events grouped by year, oldest first."""
        return lists.by_year(self.lib)

    def dictionary(self) -> tuple[tuple[str, str, tuple[m.Term, ...]], ...]:
        """Return the glossary in dictionary order, by first letter: the letter, its fragment, the terms."""
        return lists.dictionary(self.lib)

    def alphabet(self) -> tuple[tuple[str, tuple[tuple[str, str, m.Record], ...]], ...]:
        """Return what has a page or an entry, by first letter in dictionary order: words, kind, record."""
        return lists.alphabet(self.lib)

    def documents(self) -> tuple[m.Source | m.Document, ...]:
        """Return every numbered document, sources included, oldest first, undated last."""
        return lists.documents(self.lib)

    def namesakes(self, document: m.Source | m.Document) -> tuple[m.Source | m.Document, ...]:
        """Return other documents with the same number."""
        return lists.namesakes(self.lib, document)
