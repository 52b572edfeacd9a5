"""What a source's page tells of its places."""

from __future__ import annotations

import html
from collections.abc import Iterator
from dataclasses import dataclass

from markupsafe import Markup

from microsite import model as m
from microsite.library import Library
from microsite.outputs.pages.texts import Texts
from microsite.telling import citing, quantities


@dataclass(frozen=True, slots=True)
class Said:
    """What a record says of a place: in the site's own words (HTML), and what the record is called there.

    ``named`` tells a value, which means nothing without its name before it, from words that stand by themselves.
    """

    record: m.Record
    name: str
    words: Markup
    named: bool = False


@dataclass(frozen=True, slots=True)
class Spot:
    """A place of a source or a bullet there: its name and fragment, what is said of it, who else cites it."""

    name: str
    fragment: str
    said: tuple[Said, ...]
    others: tuple[m.Record, ...]


@dataclass(frozen=True, slots=True)
class CitedPlace:
    """A cited place of a source under its heading: the place as a whole, then its cited bullets."""

    heading: str
    whole: Spot
    bullets: tuple[Spot, ...]


def cited(view: Texts, source: m.Source) -> Iterator[CitedPlace]:
    """Yield the places of ``source`` that are cited, in order, each with its cited bullets."""
    library = view.lib
    for at, title in library.places[source.id].items():
        bullets = library.cited_bullets.get((source.id, at))
        if bullets:
            whole = _spot(view, m.Citation(doc=source.id, at=at), bullets.get(None, ()))
            name = whole.name[0].upper() + whole.name[1:]
            if title is not None and title.lower() not in name.lower():
                name += f" – {title}"
            below = (_spot(view, m.Citation(doc=source.id, at=at, bullet=b), of) for b, of in bullets.items() if b)
            yield CitedPlace(name, whole, tuple(below))


def _spot(view: Texts, at: m.Citation, records: tuple[m.Record, ...]) -> Spot:
    said: list[Said] = []
    others: list[m.Record] = []
    for record in records:
        found = tuple(_said(view, record, at))
        said += found
        if not found:
            others.append(record)
    name = f"Gạch đầu dòng {at.bullet}" if at.bullet else citing.locator(view.lib, at)
    return Spot(name, citing.fragment(view.lib, at), tuple(said), tuple(others))


def _said(view: Texts, record: m.Record, at: m.Citation) -> Iterator[Said]:
    """Yield what ``record`` says of the place ``at``, as far as it says so in words of its own."""
    label = m.kind_of(record).label_of(record)
    match record:
        case m.Target() | m.Figure():
            if at == record.sources[0] or not _differs(view.lib, record, at):
                name = record.name if isinstance(record, m.Target) else record.label
                yield Said(record, name, _value(record), named=True)
        case m.TaskGroup():
            for commitment in record.commitments:
                if commitment.source == at:
                    yield Said(record, f"Nhóm nhiệm vụ {record.number}", view.line(commitment.text))
            share = record.programme
            if share is not None and share.source == at:
                tasks = Markup(f"<strong>{share.tasks} nhiệm vụ cụ thể</strong>. ")
                yield Said(record, label, tasks + Markup(" ").join(map(view.line, share.emphases)))
        case m.ActionProgramme():
            for commitment in record.organisation:
                if commitment.source == at:
                    yield Said(record, label, view.line(commitment.text))
        case m.Note():
            for reading in record.readings:
                if reading.source == at:
                    yield Said(record, label, view.line(reading.says))
        case _:
            pass


def _differs(library: Library, record: m.Target | m.Figure, at: m.Citation) -> bool:
    """Say whether a note tells that the place ``at`` says otherwise: the value is that of the source named first."""
    notes = (library.note[key] for key in record.notes)
    return any(
        note.kind is m.NoteKind.DIFFERS and any((r.source.doc, r.source.at) == (at.doc, at.at) for r in note.readings)
        for note in notes
    )


def _value(record: m.Target | m.Figure) -> Markup:
    when = quantities.deadline(record) if isinstance(record, m.Target) else quantities.as_of(record)
    base = f" (tính trên {quantities.base_of(record)})" if quantities.base_of(record) else ""
    return Markup(f"<strong>{html.escape(quantities.quantity(record))}</strong>{html.escape(base)}, {when}")
