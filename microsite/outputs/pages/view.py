"""What a template sees of the library from its page."""

from __future__ import annotations

import html
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from types import MappingProxyType
from typing import Any

from markupsafe import Markup

from microsite import model as m
from microsite.library import Library
from microsite.outputs.pages import pictures
from microsite.outputs.pages.places import CitedPlace, Said, Spot
from microsite.telling import addresses, citing, markup, quantities
from microsite.telling.offers import HandoutFile
from microsite.telling.sitemap import Page
from microsite.telling.terms import Terms
from microsite.vietnamese import sorting
from microsite.vietnamese.folding import folded


class View:
    """What a template sees of the library from its page: text in Markdown and relative addresses."""

    def __init__(
        self, library: Library, page: Page, offers: Mapping[str, Sequence[HandoutFile]] = MappingProxyType({})
    ) -> None:
        self.lib = library
        self.page = page
        self._offers = offers
        self._terms = Terms(library)
        if isinstance(page.subject, m.Item):
            self._local = frozenset(f.id for f in library.figures_of(page.subject))
        else:
            self._local = frozenset()

    # ------------------------------------------------------------------ addresses

    def md(self, record: m.Record | str) -> str:
        """Return the relative path of a record's Markdown page, for Markdown links."""
        return addresses.relative(record if isinstance(record, str) else addresses.page_of(record), self.page.path)

    def href(self, record: m.Record | str) -> str:
        """Return the relative published address of a record or path, for HTML links."""
        path = record if isinstance(record, str) else addresses.page_of(record)
        return addresses.relative(addresses.published(path), self.page.path)

    @property
    def edit_url(self) -> str | None:
        """Return where the data file behind this page is edited, when the repository is known."""
        return self._repository_url("edit")

    def _repository_url(self, action: str) -> str | None:
        site, subject = self.lib.site, self.page.subject
        if site.repository is None:
            return None
        if isinstance(subject, m.Record) and id(subject) in self.lib.origins:
            path = self.lib.origin(subject).file.file.path
        else:
            path = f"content/pages/{subject.id}.md" if self.page.template == "prose" else "content/site.yml"
        return f"{site.repository}/{action}/{site.branch}/{path}"

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

    # ------------------------------------------------------------------ text

    def prose(self, value: str) -> Markup:
        """Return authored text as Markdown; terms of the glossary are marked at their first use on the page."""
        return Markup(self._terms.mark(markup.to_markdown(value, self.lib, self.page.path, local=self._local)))

    def line(self, value: str) -> Markup:
        """Return authored text of one line as HTML, terms not marked."""
        return Markup(markup.to_inline_html(value, self.lib, self._reference_href))

    def html(self, value: str) -> Markup:
        """Return authored paragraphs and lists as HTML, terms not marked."""
        return Markup(markup.to_html(value, self.lib, self._reference_href))

    def _reference_href(self, reference: markup.Reference) -> str:
        if isinstance(reference.record, m.Figure) and reference.id in self._local:
            return f"#so-lieu-{reference.id}"
        return self.href(reference.path)

    def plain(self, value: str) -> str:
        """Return authored text as plain text."""
        return markup.to_plain(value, self.lib)

    @property
    def used_terms(self) -> tuple[m.Term, ...]:
        """Return the glossary terms marked on this page so far, in dictionary order."""
        return tuple(sorted(self._terms.used.values(), key=lambda t: sorting.collation_key(t.term)))

    def locator(self, citation: m.Citation) -> str:
        """Return a citation's place in words: ``mục II.1, gạch đầu dòng 3`` or ``câu 17``."""
        return citing.locator(self.lib, citation)

    def cite(self, citation: m.Citation) -> Markup:
        """Return a citation as a link to the source's page at the place cited."""
        address = html.escape(self.href(citing.path(self.lib, citation)))
        return Markup(f'<a href="{address}">{html.escape(citing.words(self.lib, citation), quote=False)}</a>')

    def cites(self, found: tuple[m.Citation, ...]) -> Markup:
        """Return several citations, separated by semicolons."""
        return Markup("; ").join(self.cite(c) for c in found)

    def picture(self, target: m.Target) -> Markup | None:
        """Return the picture of a target, where there is something to draw."""
        return pictures.of_target(self.lib, target)

    # ------------------------------------------------------------------ relations

    def neighbours(self, item: m.Item) -> tuple[m.Item | None, m.Item | None]:
        """Return the items before and after ``item``."""
        return self.lib.neighbours[item.id]

    def notes_of(self, record: Any) -> tuple[m.Note, ...]:
        """Return a record's editor's notes, with those of the figures an item names."""
        keys = dict.fromkeys(record.notes)
        if isinstance(record, m.Item):
            keys |= dict.fromkeys(k for f in self.lib.figures_of(record) for k in f.notes)
        return tuple(self.lib.note[k] for k in keys)

    @cached_property
    def recent(self) -> tuple[tuple[Any, m.Item, str], ...]:
        """Return the latest changes: date, item, what changed."""
        found = [(c.date, i, c.what) for i in self.lib.items for c in i.changes] + [
            (i.published, i, "Câu mới") for i in self.lib.items
        ]
        return tuple(sorted(found, key=lambda x: (-x[0].toordinal(), x[1].number)))

    def users(self, note: m.Note) -> tuple[m.Record, ...]:
        """Return the records that show ``note``."""
        return self.lib.users_of_notes.get(note.id, ())

    def name(self, record: m.Record) -> str:
        """Return how a record is called in a list of links."""
        match record:
            case m.Item():
                return f"Câu {record.number}. {record.question}"
            case m.Target():
                return f"Chỉ tiêu: {record.name}"
            case m.TaskGroup():
                return f"Nhóm nhiệm vụ {record.number}: {record.short_name}"
            case m.Figure():
                return f"Số liệu: {record.label}"
            case m.Document():
                return f"Văn bản: {markup.designation(record)}"
            case m.Note():
                return f"Ghi chú: {record.title}"
            case m.Term():
                return f"Thuật ngữ: {record.term}"
            case m.Event():
                return f"Dòng thời gian: {record.title}"
            case m.ComparisonRow():
                return f"So sánh: {record.aspect}"
            case m.Inheritance():
                return f"Kế thừa: {record.name}"
            case m.Answer5W1H():
                return f"Toàn cảnh: {record.question}"
            case _:
                return "Chương trình hành động của Chính phủ"

    def cited(self, source: m.Source) -> Iterator[CitedPlace]:
        """Yield the places of ``source`` that are cited, in order, each with its cited bullets."""
        for at, title in self.lib.places[source.id].items():
            bullets = self.lib.cited_bullets.get((source.id, at))
            if bullets:
                whole = self._spot(m.Citation(doc=source.id, at=at), bullets.get(None, ()))
                name = whole.name[0].upper() + whole.name[1:]
                if title is not None and title.lower() not in name.lower():
                    name += f" – {title}"
                below = (
                    self._spot(m.Citation(doc=source.id, at=at, bullet=b), records)
                    for b, records in bullets.items()
                    if b
                )
                yield CitedPlace(name, whole, tuple(below))

    def _spot(self, at: m.Citation, records: tuple[m.Record, ...]) -> Spot:
        said: list[Said] = []
        others: list[m.Record] = []
        for record in records:
            found = tuple(self._said(record, at))
            said += found
            if not found:
                others.append(record)
        name = f"Gạch đầu dòng {at.bullet}" if at.bullet else citing.locator(self.lib, at)
        return Spot(name, citing.fragment(self.lib, at), tuple(said), tuple(others))

    def _said(self, record: m.Record, at: m.Citation) -> Iterator[Said]:
        """Yield what the data tells of the place ``at`` in the site's own words, as far as ``record`` says it of just that place."""
        match record:
            case m.Target() | m.Figure():
                # Where sources differ, the value is that of the source named first; the note tells what the others say.
                if at == record.sources[0] or not any(
                    note.kind is m.NoteKind.DIFFERS
                    and any((r.source.doc, r.source.at) == (at.doc, at.at) for r in note.readings)
                    for note in map(self.lib.note.__getitem__, record.notes)
                ):
                    name, when = (
                        (record.name, quantities.deadline(record))
                        if isinstance(record, m.Target)
                        else (record.label, quantities.as_of(record))
                    )
                    base = f" (tính trên {record.of})" if record.of and not record.of.isupper() else ""
                    value = Markup(
                        f"<strong>{html.escape(quantities.quantity(record))}</strong>{html.escape(base)}, {when}"
                    )
                    yield Said(record, name, value, named=True)
            case m.TaskGroup():
                for commitment in record.commitments:
                    if commitment.source == at:
                        yield Said(record, f"Nhóm nhiệm vụ {record.number}", self.line(commitment.text))
                if record.programme is not None and record.programme.source == at:
                    tasks = Markup(f"<strong>{record.programme.tasks} nhiệm vụ cụ thể</strong>. ")
                    yield Said(
                        record, self.name(record), tasks + Markup(" ").join(map(self.line, record.programme.emphases))
                    )
            case m.ActionProgramme():
                for commitment in record.organisation:
                    if commitment.source == at:
                        yield Said(record, self.name(record), self.line(commitment.text))
            case m.Note():
                for reading in record.readings:
                    if reading.source == at:
                        yield Said(record, f"Ghi chú: {record.title}", self.line(reading.says))
            case _:
                pass

    def place(self, doc: str, at: str) -> Markup:
        """Return a place as a link to it on its source's page, the source itself not named."""
        citation = m.Citation(doc=doc, at=at)
        address = html.escape(self.href(citing.path(self.lib, citation)))
        return Markup(f'<a href="{address}">{html.escape(citing.locator(self.lib, citation), quote=False)}</a>')

    def by_year(self) -> tuple[tuple[str, tuple[m.Event, ...]], ...]:
        """Return the timeline's events grouped by year, oldest first."""
        years: dict[str, list[m.Event]] = {}
        for event in sorted(self.lib.timeline, key=lambda e: e.date):
            years.setdefault(event.date[:4], []).append(event)
        return tuple((year, tuple(events)) for year, events in years.items())

    def dictionary(self) -> tuple[tuple[str, str, tuple[m.Term, ...]], ...]:
        """Return the glossary in dictionary order, by first letter: the letter, its fragment, the terms."""
        letters: dict[str, list[m.Term]] = {}
        for term in sorted(self.lib.glossary, key=lambda t: sorting.collation_key(t.term)):
            letters.setdefault(_first_letter(term.term), []).append(term)
        fragments = {"Đ": "van-dd", "0–9": "van-so"}
        return tuple(
            (letter, fragments.get(letter, f"van-{letter.lower()}"), tuple(terms)) for letter, terms in letters.items()
        )

    def alphabet(self) -> tuple[tuple[str, tuple[tuple[str, str, str], ...]], ...]:
        """Return everything that has a page or an entry, by first letter in dictionary order: words, kind, path."""
        lib = self.lib
        entries: list[tuple[str, str, m.Record]] = [(i.question, "câu hỏi", i) for i in lib.items]
        entries += [(t.name, "chỉ tiêu", t) for t in lib.targets]
        entries += [(g.short_name, "nhóm nhiệm vụ", g) for g in lib.task_groups]
        entries += [(t.term, "thuật ngữ", t) for t in lib.glossary]
        entries += [(markup.designation(d), "văn bản", d) for d in self.documents()]
        letters: dict[str, list[tuple[str, str, str]]] = {}
        for words, kind, record in sorted(entries, key=lambda e: sorting.collation_key(e[0])):
            letters.setdefault(_first_letter(words), []).append((words, kind, self.href(record)))
        return tuple((letter, tuple(rows)) for letter, rows in letters.items())

    def documents(self) -> tuple[m.Source | m.Document, ...]:
        """Return every numbered document, sources included, oldest first, undated last."""
        own = [s for s in self.lib.sources if s.number]
        return tuple(sorted([*own, *self.lib.documents], key=lambda d: (d.date or "9999", d.number or "", d.id)))

    def namesakes(self, document: m.Source | m.Document) -> tuple[m.Source | m.Document, ...]:
        """Return other documents with the same number."""
        every: tuple[m.Source | m.Document, ...] = (*self.lib.sources, *self.lib.documents)
        return tuple(d for d in every if d.number and d.number == document.number and d is not document)


def _first_letter(words: str) -> str:
    """Return the letter under which ``words`` stand in an index: without marks, but “Đ” apart from “D”; digits together."""
    first = next((c for c in words if c.isalnum()), "#")
    base = "Đ" if first in "đĐ" else folded(first).upper()
    return "0–9" if base.isdecimal() else base
