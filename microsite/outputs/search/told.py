"""What a search knows of one record: the same for all kinds, and more where there is more to say of one."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import singledispatch

from microsite import model as m
from microsite.library import Library, texts
from microsite.telling import markup, quantities
from microsite.vietnamese import dates


@dataclass(frozen=True, slots=True)
class Told:
    """Title, what is shown below it, other names, all else; the items it is used in, and how people ask for it."""

    title: str
    lead: str = ""
    names: str = ""
    body: str = ""
    of: tuple[m.Item, ...] = ()
    asked: tuple[str, ...] = ()


class Teller:
    """Tells of the records of one library."""

    def __init__(self, library: Library) -> None:
        self.lib = library

    def plain(self, *values: str | None) -> str:
        """Return authored texts as one line of words; of nothing, nothing."""
        return " ".join(markup.to_plain(value, self.lib) for value in values if value).replace("\n", " ")

    def referring(self, record: m.Record) -> tuple[m.Item, ...]:
        """Return the items that refer to ``record`` in their texts."""
        kind = m.kind_of(record)
        key = str(getattr(record, kind.named_by, ""))
        named = self.lib.referred.get((kind.reference, key), ()) if kind.reference else ()
        return tuple(each for each in named if isinstance(each, m.Item))


@singledispatch
def told(record: m.Record, teller: Teller) -> Told:
    """Return what is known of ``record``: of any kind its heading, its summary and every other text of it."""
    title = m.kind_of(record).heading_of(record)
    summary = getattr(record, "summary", "")
    rest = [value for _, value in texts(record) if value not in {title, summary}]
    return Told(title, teller.plain(summary), body=teller.plain(*rest), of=teller.referring(record))


@told.register
def _item(item: m.Item, teller: Teller) -> Told:
    asked = tuple(teller.plain(line) for line in item.also_asked)
    return Told(item.question, teller.plain(item.short_answer), body=teller.plain(item.answer), of=(item,), asked=asked)


def _value(quantity: m.Quantity) -> str:
    """Return a value with the base of a share, where the value does not say it itself."""
    base = f" ({quantity.of})" if quantities.base_of(quantity) else ""
    return quantities.quantity(quantity) + base


@told.register
def _target(target: m.Target, teller: Teller) -> Told:
    return Told(
        target.name,
        f"{_value(target)}, {quantities.deadline(target)}",
        "chỉ tiêu, mục tiêu",
        teller.plain(target.measure, target.explanation),
        teller.lib.items_with_target(target),
    )


@told.register
def _figure(figure: m.Figure, teller: Teller) -> Told:
    date = f", {dates.when(figure.as_of)}" if figure.as_of else ""
    return Told(
        figure.label, _value(figure) + date, body=teller.plain(figure.origin), of=teller.lib.items_with_figure(figure)
    )


@told.register
def _task_group(group: m.TaskGroup, teller: Teller) -> Told:
    emphases = group.programme.emphases if group.programme else ()
    return Told(
        group.short_name,
        teller.plain(group.summary),
        f"nhóm {group.number}, nhóm nhiệm vụ {group.number}, {group.official_name}",
        teller.plain(group.asks, *(commitment.text for commitment in group.commitments), *emphases),
        teller.lib.items_in(group),
    )


@told.register
def _term(term: m.Term, teller: Teller) -> Told:
    return Told(term.term, term.full or "", ", ".join(term.match), teller.plain(term.explanation))


@told.register
def _source(source: m.Source, teller: Teller) -> Told:
    names = f"{source.designation}, {called(source)}" if source.number else source.kind
    return Told(source.short, source.title, names, teller.plain(source.issuer, source.about))


@told.register
def _document(document: m.Document, teller: Teller) -> Told:
    date = f" ({dates.partial_date(document.date)})" if document.date else ""
    lead = document.title if document.number else document.kind
    return Told(
        document.designation, lead + date, called(document), teller.plain(document.issuer), teller.referring(document)
    )


def called(document: m.Source | m.Document) -> str:
    """Return the ways people write a document's number: ``12/2019/QH14, QH12, QH 12, Luật 12``."""
    found = re.match(r"(\d+)(?:/\d{4})?[-/]([A-ZĐ]+)", document.number or "")
    if found is None:
        return ""
    number, short = found.groups()
    return f"{document.number}, {short}{number}, {short} {number}, {document.kind} {number}"
