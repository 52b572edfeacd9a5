"""Rule: a document's number stands with the date the sources give it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from microsite import model as m
from microsite.checking.verify.evidence import Evidence, iso, no_date
from microsite.checking.verify.facts import documents_with_dates, implied
from microsite.checking.verify.folding import plain
from microsite.checking.verify.numerals import Date, Form, document_number, scan
from microsite.checking.verify.passages import Passage
from microsite.findings import Finding, Place
from microsite.library import REFERENCE
from microsite.vietnamese import dates


def check_records(evidence: Evidence) -> Iterator[Finding]:
    """Yield records of documents with a number no source names, or a date no source gives with that number."""
    records: tuple[m.Source | m.Document, ...] = (*evidence.library.sources, *evidence.library.documents)
    for record in records:
        origin = evidence.library.origin(record)
        if not evidence.complete(
            record.sources if isinstance(record, m.Document) else (m.Citation(doc=record.id, at="-"),)
        ):
            continue
        if record.number is None:
            if record.date is not None and not evidence.dated(iso(record.date)):
                yield no_date(origin.value("date"), dates.partial_date(record.date))
            continue
        known = evidence.documents.get(document_number(record.number))
        if known is None:
            yield Finding(
                "ngay-van-ban-sai",
                origin.value("number"),
                f"Không nguồn nào nhắc văn bản số {record.number}.",
                "Xem lại số hiệu trong nguồn.",
            )
        elif record.date is not None and iso(record.date) not in known:
            yield _wrong(origin.value("date"), record.number, dates.partial_date(record.date), known)


def check(evidence: Evidence, passage: Passage) -> Iterator[Finding]:
    """Yield document numbers in ``passage``, typed or by reference, whose date is another than in the sources."""
    bare = plain(passage.bare())
    for mention, name, date in documents_with_dates(bare, scan(bare) if _NUMBERED.search(bare) else ()):
        known = evidence.documents.get(name, set())
        if known and date not in known:
            yield _wrong(
                passage.place(mention.start, mention.end),
                passage.text[mention.start : mention.end],
                _shown(date),
                known,
            )
    for found in _SHORT.finditer(bare):
        called = evidence.called(found[1], int(found[2]))
        years = {date[0] for name in called for date in evidence.documents[name]}
        if years and int(found[3]) not in years:
            given = {date for name in called for date in evidence.documents[name]}
            yield _wrong(passage.place(found.start(2), found.end()), f"{found[2]} ({called[0]})", found[3], given)
    for found in REFERENCE.finditer(passage.text):
        record = evidence.library.source.get(found[2]) or evidence.library.document.get(found[2])
        behind = _DATE_BEHIND.match(bare, found.end())
        if found[1] != "van-ban" or record is None or record.date is None or behind is None:
            continue
        start = behind.end()
        written = next(
            (one for one in scan(bare[start : start + 30]) if one.form is Form.DATE and one.start == 0), None
        )
        if written is not None and written.date not in implied(iso(record.date)):
            end = start + written.end
            yield _wrong(passage.place(start, end), record.number or record.title, bare[start:end], {iso(record.date)})


_NUMBERED = re.compile(r"\d\s?[-/]\s?[A-ZĐ]{2}")
# "Nghị quyết 9 (2012)"
_SHORT = re.compile(r"(quyết|luận|thị|định|luật)\s(\d{1,4})\s\((?:năm\s)?(\d{4})\)", re.I)
# "[[van-ban:mã]] (01/11/2012)", "[[van-ban:mã]] ngày 01/11/2012", "[[van-ban:mã]] năm 2012"
_DATE_BEHIND = re.compile(r"\s?\((?:ngày\s|năm\s)?(?=\d)|,?\s(?:ngày\s|năm\s)(?=\d)")


def _wrong(place: Place, number: str, given: str, known: set[Date]) -> Finding:
    full = sorted(_shown(date) for date in known if date[0] is not None and date[2] is not None)
    help_ = (
        f"Nguồn ghi văn bản này ngày {' hoặc '.join(full)}." if full else "Nguồn không ghi ngày của số này; bỏ ngày đi."
    )
    return Finding(
        "ngay-van-ban-sai", place, f"Văn bản số {number} được ghi ngày {given}, nguồn không ghi như vậy.", help_
    )


def _shown(date: Date) -> str:
    return "/".join(f"{part:02d}" for part in reversed(date) if part is not None)
