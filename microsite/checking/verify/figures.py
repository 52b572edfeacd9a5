"""Rule: what a record gives as a value stands at every place cited for it, about the same thing and said as firmly."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from microsite import model as m
from microsite.checking.verify.evidence import Evidence, iso, no_date, not_at, shown
from microsite.checking.verify.folding import key
from microsite.checking.verify.numerals import Form, Mention, is_scale, scale_of
from microsite.checking.verify.sourcetext import Region
from microsite.findings import Finding, Severity
from microsite.telling import quantities
from microsite.vietnamese import dates, numbers


def check(evidence: Evidence) -> Iterator[Finding]:
    """Yield values of targets and figures, counts of tasks, and dates of records, that the sources do not bear out."""
    library = evidence.library
    for target in library.targets:
        yield from _value(evidence, target)
        if target.by[:4].isdigit():
            yield from _date(evidence, target, "by", target.by)
    for figure in library.figures:
        yield from _value(evidence, figure)
        yield from _date(evidence, figure, "as_of", figure.as_of)
    for event in library.timeline:
        yield from _date(evidence, event, "date", event.date)
    for group in library.task_groups:
        programme = group.programme
        if programme is None:
            continue
        mention = Mention(Form.NUMBER, 0, 0, (Decimal(programme.tasks),))
        for region in evidence.regions((programme.source,)):
            if not region.facts.states(mention):
                yield not_at(
                    evidence,
                    library.origin(group).value("programme", "tasks"),
                    str(programme.tasks),
                    mention,
                    (programme.source,),
                )


def _value(evidence: Evidence, record: m.Target | m.Figure) -> Iterator[Finding]:
    if record.value is None:
        return
    values = record.value if isinstance(record.value, tuple) else (record.value,)
    percent = (record.unit or "").startswith("%")
    scaled = tuple(value * scale_of(record.unit) for value in values)
    written = "–".join(numbers.number(value) for value in values) + ("%" if percent else "")
    if record.out_of is not None:
        written += f"/{numbers.number(record.out_of)}"
        mention = Mention(Form.SHARE, 0, 0, (*scaled, record.out_of))
    else:
        mention = Mention(Form.RANGE if len(scaled) == 2 else Form.NUMBER, 0, 0, scaled, percent)
    origin = evidence.library.origin(record)
    for i, citation in enumerate(record.sources):
        for region in evidence.regions((citation,)):
            if not region.facts.states(mention):
                # The first source is the figure's own; a further one that says something else is the wrong citation.
                place = origin.value("value") if i == 0 else origin.value("sources", i)
                yield not_at(evidence, place, written, mention, (citation,))
            else:
                yield from _sense(evidence, record, mention, region, citation)


def _sense(
    evidence: Evidence, record: m.Target | m.Figure, mention: Mention, region: Region, citation: m.Citation
) -> Iterator[Finding]:
    """Yield what tells that the number stands there, but about something else, or said more or less firmly."""
    facts = region.facts
    around = [
        (facts.text[max(0, one.start - 40) : one.start], facts.text[one.end : one.end + 60])
        for one in facts.mentions
        if one.values[: len(mention.values)] == mention.values and one.percent == mention.percent
    ]
    origin = evidence.library.origin(record)
    if not around:
        return
    # "người trên một vạn dân" counts people; a source may word the rest as "người/vạn dân".
    noun = re.split(r" (?:trên|mỗi) |/", record.unit or "")[0]
    unit = key(" ".join(word for word in noun.split() if not is_scale(word))).split()
    if unit and not mention.percent and not any(_counts(unit, before, after) for before, after in around):
        message = f"Ở {shown((citation,))}, con số này không đi với “{record.unit}”."
        yield Finding(
            "don-vi-khac-nguon",
            origin.value("unit"),
            message,
            "Xem lại con số ấy đếm cái gì; dùng đúng chữ của nguồn ở đầu đơn vị.",
            Severity.WARNING,
        )
    leads = [" ".join(before.lower().split()[-3:]) for before, _ in around]
    wanted = _LEADS.get(record.comparator)
    if wanted is not None and not any(wanted.search(lead) for lead in leads):
        said = quantities.quantity(record).split(numbers.number(mention.values[0]))[0].strip()
        message = f"Ở {shown((citation,))}, trước con số không có chữ nào nghĩa là “{said}”."
        yield Finding(
            "muc-do-khac-nguon",
            origin.value("comparator"),
            message,
            "Xem lại comparator: nguồn nói đúng bằng, ít nhất, trên, dưới, khoảng hay gần.",
            Severity.WARNING,
        )
    elif record.comparator is m.Comparator.PLAIN and all(
        any(lead.search(before) for lead in _LEADS.values()) for before in leads
    ):
        message = f"Ở {shown((citation,))}, nguồn không nói đúng bằng con số này mà nói “… {leads[0]} …”."
        yield Finding(
            "muc-do-khac-nguon",
            origin.value("value"),
            message,
            "Thêm comparator: at-least, over, under, about hoặc nearly.",
            Severity.WARNING,
        )


def _counts(unit: list[str], before: str, after: str) -> bool:
    """Say whether what is counted stands by the number: the unit's first words or last two (``Top 9 thế giới``)."""
    near = f" {' '.join([*key(before).split()[-4:], '|', *key(after).split()[:7]])} "
    return f" {' '.join(unit[:2])} " in near or f" {' '.join(unit[-2:])} " in near


_LEADS = {
    m.Comparator.AT_LEAST: re.compile(r"\b(?:ít nhất|tối thiểu|không dưới|không thấp hơn|không ít hơn)\b"),
    m.Comparator.OVER: re.compile(r"\b(?:trên|hơn|vượt(?! trội)|quá)\b"),
    m.Comparator.UNDER: re.compile(r"\b(?:chưa đến|chưa tới|chưa đạt|dưới)\b"),
    m.Comparator.ABOUT: re.compile(r"\b(?:khoảng|chừng|ước)\b"),
    m.Comparator.NEARLY: re.compile(r"\b(?:gần|xấp xỉ)\b"),
}
"""The words in front of a number that say how firmly it is meant."""


def _date(evidence: Evidence, record: m.Record, field: str, value: str | None) -> Iterator[Finding]:
    ends = value.split("/") if value else []
    for end in ends:
        # The ends of a period are often worked out ("7 tháng đầu năm 2024"): of these only the year must occur.
        date = iso(end) if len(ends) == 1 else iso(end[:4])
        if not evidence.dated(date):
            yield no_date(evidence.library.origin(record).value(field), dates.partial_date(end))
