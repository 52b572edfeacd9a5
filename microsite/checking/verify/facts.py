"""What a piece of a source says in numbers, made quick to ask."""

from __future__ import annotations

import itertools
import re
from collections import defaultdict
from collections.abc import Iterable
from decimal import Decimal

from microsite.checking.verify.numerals import Date, Form, Mention, scan


class Facts:
    """The numbers, dates and document numbers of one text.

    ``counts`` are the lengths of its lists: an editor who writes "mười hai văn bản", in words, has counted them.
    """

    def __init__(self, text: str, counts: Iterable[int] = ()) -> None:
        self.counts = {Decimal(n) for n in counts}
        self.numbers: set[tuple[Decimal, bool]] = set()
        self.ranges: set[tuple[tuple[Decimal, ...], bool]] = set()
        self.shares: set[tuple[Decimal, ...]] = set()
        self.labels: set[tuple[str, Decimal]] = set()
        self.dates: set[Date] = set()
        self.documents: dict[str, set[Date]] = defaultdict(set)
        self.text = text
        self.mentions = tuple(scan(text))
        for mention in self.mentions:
            self._add(mention)
        for _, number, date in documents_with_dates(text, self.mentions):
            self.documents[number].add(date)

    def _add(self, mention: Mention) -> None:
        match mention.form:
            case Form.NUMBER:
                self.numbers.add((mention.values[0], mention.percent))
            case Form.RANGE:
                self.ranges.add((mention.values, mention.percent))
                self.numbers |= {(value, mention.percent) for value in mention.values}
            case Form.SHARE:
                self.shares.add(mention.values)
                self.numbers |= {(value, False) for value in mention.values}
                self._add_day_and_month(mention.values)
            case Form.LABEL:
                self.labels.add((mention.name, mention.values[0]))
            case Form.DATE:
                self.dates |= implied(mention.date)
            case Form.DOCUMENT:
                self.documents.setdefault(mention.name, set())
            case Form.PLACE:
                pass

    def _add_day_and_month(self, values: tuple[Decimal, ...]) -> None:
        day, month = (int(value) for value in values)
        if 1 <= day <= 31 and 1 <= month <= 12:
            self.dates |= implied((None, month, day))

    def include(self, other: Facts) -> None:
        """Take in what ``other`` says; its counts stay its own."""
        self.numbers |= other.numbers
        self.ranges |= other.ranges
        self.shares |= other.shares
        self.labels |= other.labels
        self.dates |= other.dates
        for number, dates in other.documents.items():
            self.documents[number] |= dates

    def hold(self, mention: Mention) -> bool:
        """Say whether this text states what ``mention`` does; a count in words may be the editor's own, of a list."""
        match mention.form:
            case Form.NUMBER:
                value = mention.values[0]
                return self.has_number(value, mention.percent) or (mention.words and value in self.counts)
            case Form.RANGE:
                return self.has_range(mention.values, mention.percent) or all(
                    self.has_number(value, mention.percent) for value in mention.values
                )
            case Form.SHARE:
                day, month = mention.values
                return mention.values in self.shares or (None, int(month), int(day)) in self.dates
            case Form.LABEL:
                return (mention.name, mention.values[0]) in self.labels
            case Form.DATE:
                return mention.date in self.dates
            case Form.DOCUMENT:
                return mention.name in self.documents
            case Form.PLACE:
                return False

    def states(self, mention: Mention) -> bool:
        """Say whether this text gives a record's value exactly: a percentage as one, a range as a range."""
        match mention.form:
            case Form.NUMBER:
                return self.has_number(mention.values[0], mention.percent)
            case Form.RANGE:
                return self.has_range(mention.values, mention.percent)
            case _:
                return self.hold(mention)

    def has_number(self, value: Decimal, percent: bool) -> bool:
        """Say whether ``value`` occurs, as a percentage or as another number."""
        return (value, percent) in self.numbers

    def has_range(self, values: tuple[Decimal, ...], percent: bool) -> bool:
        """Say whether the range from the one to the other value occurs."""
        return (values, percent) in self.ranges


def implied(date: Date) -> set[Date]:
    """Return ``date`` and the less precise dates that are true with it: 22/12/2018 is in tháng 12/2018 and in 2018."""
    year, month, day = date
    return {date, (year, month, None), (year, None, None), (None, month, day), (None, month, None)} - {
        (None, None, None)
    }


# Between a document's number and its date stand at most a comma, a bracket, a table's bar, a place name.
_DATE_AFTER = re.compile(r"[\s,(|*]*(?:Hà Nội,\s*)?(?:ban hành\s)?(?:ngày\s)?$", re.I)
_ISSUED_ON = re.compile(r",[^.;\d]{0,60}ban hành (?:nghị quyết|kết luận|chỉ thị|quyết định|nghị định)(?: số)? $", re.I)


def documents_with_dates(text: str, mentions: Iterable[Mention]) -> list[tuple[Mention, str, Date]]:
    """Return of ``mentions`` in ``text`` the document numbers that a date belongs to: mention, number, date.

    The date stands right behind the number (``số 28-NQ/TW ngày 22/12/2018``, ``28-NQ/TW (22/12/2018)``), or in
    front of the act of issuing (``ngày 22/12/2018, Trung ương ban hành Nghị quyết số 28-NQ/TW``).
    """
    found: list[tuple[Mention, str, Date]] = []
    for one, other in itertools.pairwise(mentions):
        between = text[one.end : other.start]
        if (
            one.form is Form.DOCUMENT
            and other.form is Form.DATE
            and _DATE_AFTER.fullmatch(between)
            and other.date[0] is not None
            and other.date[1] is not None
        ):
            found.append((one, one.name, other.date))
        elif (
            one.form is Form.DATE
            and one.date[2] is not None
            and one.date[0] is not None
            and other.form is Form.DOCUMENT
            and _ISSUED_ON.fullmatch(between)
        ):
            found.append((other, other.name, one.date))
    return found
