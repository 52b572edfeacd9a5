"""Records → the pieces that sheets are made of; each record's words are made once."""

from __future__ import annotations

from collections.abc import Container, Iterable
from functools import cached_property

from microsite import model as m
from microsite.library import Library
from microsite.outputs.handouts.tables import Json, figure_table, target_table
from microsite.outputs.handouts.words import Words, joined, plain, title
from microsite.telling.labels import NOTE_KIND
from microsite.telling.terms import Terms
from microsite.vietnamese import dates, sorting


class Records:
    """Writes records of a library as data for templates."""

    def __init__(self, library: Library) -> None:
        self.lib = library
        self.words = Words(library)
        self._items: dict[str, Json] = {}
        self._terms: dict[str, tuple[m.Term, ...]] = {}
        self._documents: dict[str, set[str]] = {}

    def item(self, item: m.Item) -> Json:
        """Return a Q&A item."""
        if item.id not in self._items:
            words = self.words
            part = self.lib.part[item.part] if item.part else None
            self._items[item.id] = {
                "here": words.to(item),
                "number": item.number,
                "part": plain(f"Phần {part.number}. {part.name}") if part else None,
                "question": title(item.question),
                "short": words.line(item.short_answer),
                "answer": words.prose(item.answer),
                "targets": target_table(words, self.lib.targets_of(item)),
                "figures": figure_table(words, self.lib.figures_of(item)),
                "notes": [self.note(n) for n in self.lib.notes_of(item)],
                "sources": words.cites(item.sources),
                "related": [words.item_link(self.lib.item_by_number[n]) for n in item.related],
            }
        return self._items[item.id]

    def note(self, note: m.Note) -> Json:
        """Return an editor's note."""
        words = self.words
        return {
            "kind": NOTE_KIND[note.kind],
            "title": words.line(note.title),
            "text": words.prose(note.text),
            "readings": [f"<em>{words.cite(r.source)}:</em> {words.line(r.says)}" for r in note.readings],
            "follows": words.line(note.follows) if note.follows else None,
        }

    def group(self, group: m.TaskGroup) -> Json:
        """Return a task group."""
        words, share = self.words, group.programme
        called = self.lib.programme.name if self.lib.programme else "chương trình hành động"
        return {
            "here": words.to(group),
            "number": group.number,
            "name": title(group.short_name),
            "official": plain(group.official_name),
            "summary": words.line(group.summary),
            "asks": words.prose(group.asks),
            "commitments": [{"text": words.line(c.text), "source": words.cite(c.source)} for c in group.commitments],
            "programme": {
                "name": plain(called),
                "tasks": share.tasks,
                "emphases": [words.line(e) for e in share.emphases],
                "source": words.cite(share.source),
            }
            if share is not None
            else None,
            "targets": target_table(words, (self.lib.target[t] for t in group.targets)),
            "sources": words.cites(group.sources),
        }

    def answers(self) -> list[Json]:
        """Return the questions of the overview with their answers."""
        return [
            {
                "question": title(o.question),
                "text": self.words.prose(o.text),
                "sources": self.words.cites(o.sources),
            }
            for o in self.lib.overview
        ]

    # ------------------------------------------------------------------ comparison and documents

    def compared(self, documents: Iterable[str], row: m.ComparisonRow) -> Json:
        """Return one aspect, as each of ``documents`` (ids of sources) treats it."""
        return {
            "aspect": plain(row.aspect),
            "cells": [self._cell(self.lib.source[doc], row.cells.get(doc, m.Cell())) for doc in documents],
            "remark": self.words.line(row.remark) if row.remark else None,
        }

    def _cell(self, source: m.Source, cell: m.Cell) -> Json:
        year = f" ({source.date[:4]})" if source.date else ""
        at = [self.words.place(m.Citation(doc=source.id, at=at)) for at in cell.at]
        return {
            "name": plain(source.short + year),
            "text": self.words.prose(cell.text) if cell.text else None,
            "at": ", ".join(at),
        }

    def inheritance(self, compared: m.Comparison) -> list[Json]:
        """Return what the lead document takes up from others."""
        return [
            {"name": plain(h.name), "text": self.words.prose(h.text), "sources": self.words.cites(h.sources)}
            for h in compared.inheritance
        ]

    def documents(self) -> list[Json]:
        """Return the documents that sources name, by date."""
        return [
            {
                "name": plain(d.kind + (f" số {d.number}" if d.number else "")),
                "title": plain(d.title),
                "when": plain(joined(dates.when(d.date) if d.date else "", d.issuer or "")),
                "sources": self.words.cites(d.sources),
            }
            for d in sorted(self.lib.documents, key=lambda d: (d.date or "9999", d.number or "", d.id))
        ]

    # ------------------------------------------------------------------ terms

    def terms(self, items: Iterable[m.Item]) -> list[Json]:
        """Return the glossary's entries for terms that ``items`` use, in dictionary order."""
        used: dict[str, m.Term] = {}
        for item in items:
            if item.id not in self._terms:
                self._terms[item.id] = self.terms_in(f"{item.question}\n{item.short_answer}\n\n{item.answer}")
            used |= {t.id: t for t in self._terms[item.id]}
        return self.entries(used.values())

    def terms_in(self, value: str) -> tuple[m.Term, ...]:
        """Return the terms that an authored text uses."""
        marker = Terms(self.lib)
        marker.mark(self.words.bare(value))
        return tuple(marker.used.values())

    def entries(self, found: Iterable[m.Term]) -> list[Json]:
        """Return entries of the glossary in dictionary order."""
        return [
            {
                "term": plain(t.term),
                "full": plain(t.full) if t.full else None,
                "text": self.words.line(t.explanation),
            }
            for t in sorted(found, key=lambda t: self._dictionary[t.id])
        ]

    @cached_property
    def _dictionary(self) -> dict[str, int]:
        """The place of each term in dictionary order."""
        return {t.id: n for n, t in enumerate(sorted(self.lib.glossary, key=lambda t: sorting.collation_key(t.term)))}

    # ------------------------------------------------------------------ sources

    def sources(self, cited: Container[str]) -> list[Json]:
        """Return the sources whose ids are in ``cited``: what citations call each, and which document that is."""
        return [{"short": plain(s.short), "title": plain(_described(s))} for s in self.lib.sources if s.id in cited]

    def cited(self, items: Iterable[m.Item]) -> set[str]:
        """Return the ids of the sources that ``items`` cite as a booklet prints them."""
        found: set[str] = set()
        for item in items:
            if item.id not in self._documents:
                named: tuple[m.Target | m.Figure, ...] = (*self.lib.targets_of(item), *self.lib.figures_of(item))
                self._documents[item.id] = {c.doc for c in item.sources} | {q.sources[0].doc for q in named}
            found |= self._documents[item.id]
        return found


def _described(source: m.Source) -> str:
    """Return which document a source is: kind, number, date, who issued or published it, title.

    A title that already begins with kind and number says it all.
    """
    when = dates.when(source.date) if source.date else ""
    if source.number is None:
        return f"{source.title}. {source.kind}, {when or 'không ghi ngày'}. {source.issuer}."
    if source.title.startswith(source.designation):
        return source.title
    dated = f"{source.designation} {when}".strip()
    return f"{dated} của {source.issuer}: {source.title}"
