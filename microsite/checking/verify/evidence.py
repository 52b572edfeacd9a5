"""What the sources say, asked in the ways the rules need."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import cached_property

from microsite import model as m
from microsite.checking.verify.facts import implied
from microsite.checking.verify.numerals import Date, Form, Mention
from microsite.checking.verify.sourcetext import Region, Sources
from microsite.findings import Finding, Place
from microsite.library import Library

_CODES = {
    "quyết": {"NQ"},
    "nq": {"NQ"},
    "luận": {"KL"},
    "kl": {"KL"},
    "thị": {"CT"},
    "định": {"QĐ", "NĐ"},
    "báo": {"TB"},
    "tư": {"TT"},
    "luật": {"QH", "L"},
}
"""The last word of a kind of document (``nghị quyết``, ``quyết định``…) and the codes its numbers carry."""


class Evidence:
    """The content and the sources side by side."""

    def __init__(self, library: Library, sources: Sources) -> None:
        self.library = library
        self.sources = sources
        self._facts = [document.facts for document in sources.documents.values()]

    def regions(self, cited: Iterable[m.Citation], *, bullets: bool = True) -> list[Region]:
        """Return the parts of sources that ``cited`` points to, whole places unless ``bullets``.

        What does not exist is left out: it is another rule's finding.
        """
        found: list[Region] = []
        for citation in cited:
            document = self.sources.documents.get(citation.doc)
            if document is not None:
                region = (document.cited(citation.at, citation.bullet) if bullets else None) or document.cited(
                    citation.at
                )
                found += [region] if region is not None else []
        return found

    def complete(self, cited: Iterable[m.Citation]) -> bool:
        """Say whether the text of every source in ``cited`` is at hand; else what rests on it cannot be judged."""
        return all(citation.doc in self.sources.documents for citation in cited)

    def anywhere(self, mention: Mention) -> bool:
        """Say whether any document of the site states what ``mention`` does."""
        return any(facts.hold(mention) for facts in self._facts)

    def places_of(self, mention: Mention) -> list[str]:
        """Return where in the sources ``mention`` stands, as ``luat-mau II.1``."""
        return [
            f"{document.id} {at}"
            for document in self.sources.documents.values()
            for at, region in document.places.items()
            if region.facts.states(mention)
        ]

    def dated(self, date: Date) -> bool:
        """Say whether ``date``, as precise as it is, occurs in any document."""
        return any(date in facts.dates for facts in self._facts)

    @cached_property
    def documents(self) -> dict[str, set[Date]]:
        """Every document number the sources name, with the dates that stand with it, also less precise ones."""
        found: dict[str, set[Date]] = defaultdict(set)
        for facts in self._facts:
            for name, dates in facts.documents.items():
                found[name] |= {less for date in dates for less in implied(date)}
        return dict(found)

    @cached_property
    def places(self) -> frozenset[str]:
        """The names of all places of all documents."""
        return frozenset(at for document in self.sources.documents.values() for at in document.places)

    def names(self, word: str, number: int) -> bool:
        """Say whether the sources or the site know ``word number`` as a name: of a place, a document, a task group."""
        word = word.lower()
        if f"{word} {number}" in self.places or (word == "mục" and str(number) in self.places):
            return True
        if word == "nhóm":
            return any(group.number == number for group in self.library.task_groups)
        return bool(self.called(word, number))

    def called(self, word: str, number: int) -> list[str]:
        """Return the document numbers that ``word number`` may mean: ``quyết 28`` (Nghị quyết 28) → ``28-NQ/TW``."""
        codes = _CODES.get(word.lower(), set())
        found = (re.match(rf"{number}(?:/\d{{4}})?[-/]([A-ZĐ]+)", name) for name in self.documents)
        return [match.string for match in found if match and (match[1] in codes or word.lower() == "số")]

    @staticmethod
    def has_document(number: int, names: Iterable[str]) -> bool:
        """Say whether one of the document numbers ``names`` begins with ``number``: 28 for ``28-NQ/TW``."""
        return any(name.startswith((f"{number}-", f"{number}/")) for name in names)


def shown(citations: Sequence[m.Citation]) -> str:
    """Return citations for a message: ``luat-mau II.1, gạch đầu dòng 3``."""
    return "; ".join(
        dict.fromkeys(f"{c.doc} {c.at}{f', gạch đầu dòng {c.bullet}' if c.bullet else ''}" for c in citations)
    )


def not_at(evidence: Evidence, place: Place, written: str, mention: Mention, cited: Sequence[m.Citation]) -> Finding:
    """Return the finding for a number that the cited places do not state, telling where it does stand."""
    elsewhere = evidence.places_of(mention)
    if not elsewhere and not evidence.anywhere(mention):
        help_ = (
            f"Xem lại {shown(cited) or 'nguồn'} rồi sửa con số. "
            "Số do ban biên tập tự tính thì nói rõ là cộng lại, chênh, chia cho…"
        )
        return Finding("so-lieu-khong-nguon", place, f"Con số {written} không có trong nguồn nào.", help_)
    found = f"Con số này có ở {'; '.join(elsewhere[:4])}{'…' if len(elsewhere) > 4 else ''}. " if elsewhere else ""
    return Finding(
        "so-lieu-sai-vi-tri",
        place,
        f"Con số {written} không có ở {shown(cited)}.",
        f"{found}Dẫn đúng chỗ, hoặc sửa con số theo chỗ đã dẫn.",
    )


def no_date(place: Place, written: str) -> Finding:
    """Return the finding for a date that no source knows."""
    return Finding(
        "ngay-khong-nguon",
        place,
        f"Mốc thời gian “{written}” không có trong nguồn nào.",
        "Xem lại nguồn đã dẫn rồi sửa ngày, tháng, năm.",
    )


def iso(date: str) -> Date:
    """Return an ISO partial date as year, month and day."""
    year, *rest = (int(part) for part in date.split("-"))
    month, day = (*rest, None, None)[:2]
    return year, month, day


def is_number(mention: Mention) -> bool:
    """Say whether ``mention`` is an amount, not a date or a name."""
    return mention.form in {Form.NUMBER, Form.RANGE, Form.SHARE}
