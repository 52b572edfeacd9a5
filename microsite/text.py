"""How Vietnamese is written here: numbers, dates, quantities, syllables, and sorting keys."""

from __future__ import annotations

import datetime as dt
import functools
import re
import unicodedata
from decimal import Decimal

from microsite.model import Comparator, Figure, Quantity, Target

NBSP = "\u00a0"


def number(value: Decimal | int) -> str:
    """Return ``value`` with a decimal comma and, from 1000 on, dots between groups of three digits.

    >>> number(Decimal("67000")), number(Decimal("0.7")), number(2)
    ('67.000', '0,7', '2')
    """
    value = Decimal(value)
    if abs(value.adjusted()) > 30:
        return str(value)  # never what an editor means; written out it could fill the memory
    whole, _, fraction = f"{value:f}".partition(".")
    sign, digits = ("-", whole[1:]) if whole.startswith("-") else ("", whole)
    grouped = f"{int(digits):,}".replace(",", ".")
    return f"{sign}{grouped}{',' + fraction if fraction else ''}"


def day(value: dt.date) -> str:
    """Return a date as ``22/12/2024``: day and month with two digits, as official documents number them."""
    return f"{value.day:02d}/{value.month:02d}/{value.year}"


def partial_date(value: str) -> str:
    """Return an ISO partial date in Vietnamese: ``2025``, ``tháng 5/2025`` or ``22/12/2024``."""
    parts = value.split("-")
    if len(parts) == 1:
        return parts[0]
    if len(parts) == 2:
        return f"tháng {int(parts[1])}/{parts[0]}"
    return f"{parts[2]}/{parts[1]}/{parts[0]}"


def when(value: str) -> str:
    """Return a partial date as an adverbial: ``năm 2025``, ``tháng 5/2025``, ``ngày 22/12/2024``; a period likewise."""
    if "/" in value:
        first, last = value.split("/")
        if len(first) == 4 and len(last) == 4:
            return f"giai đoạn {first}–{last}"
        return f"từ {when(first)} đến {when(last)}"
    shown = partial_date(value)
    return f"năm {shown}" if len(value) == 4 else shown if value.count("-") == 1 else f"ngày {shown}"


_LEAD = {
    Comparator.AT_LEAST: "ít nhất ",
    Comparator.OVER: "trên ",
    Comparator.UNDER: "chưa đến ",
    Comparator.ABOUT: "khoảng ",
    Comparator.NEARLY: "gần ",
    Comparator.TOP: "nhóm ",
    Comparator.RANK: "thứ ",
    Comparator.GROWTH: "tăng trung bình ",
}


def quantity(q: Quantity) -> str:
    """Return what ``q`` says, to stand in a sentence: ``trên 55%``, ``2% GDP``, ``nhóm 50 nước đứng đầu thế giới``.

    The base of a share is spoken only when it is an abbreviation (``GDP``); a longer one belongs in
    the sentence around it.
    """
    if q.comparator is Comparator.STATE:
        return q.state or ""
    assert q.value is not None
    lead = _LEAD.get(q.comparator, "")
    amount = f"{number(q.value[0])}–{number(q.value[1])}" if isinstance(q.value, tuple) else number(q.value)
    if q.out_of is not None:
        amount += f"/{number(q.out_of)}"
    unit = q.unit or ""
    joined = amount + unit if unit.startswith("%") else f"{amount}{NBSP}{unit}" if unit else amount
    base = f"{NBSP}{q.of}" if q.of and q.of.isupper() else ""
    return f"{lead}{joined}{base}"


def deadline(target: Target) -> str:
    """Return by when a target is to be reached: ``đến năm 2030``, ``hằng năm, đến năm 2030``, ``6 tháng một lần``.

    The rhythm is left out before a date when the base of the share says it already (``tổng chi ngân sách hằng năm``).
    """
    if target.by == "none":
        return target.every or "không nêu thời hạn"
    if target.by == "recurring":
        return target.every or ""
    reached = f"đến {when(target.by)}"
    return f"{target.every}, {reached}" if target.every and target.every not in (target.of or "") else reached


def as_of(figure: Figure) -> str:
    """Return the date of a figure, or that the source gives none."""
    return when(figure.as_of) if figure.as_of else "nguồn không nêu thời điểm"


def size(count: int) -> str:
    """Return a file's size of ``count`` bytes: ``45 KB`` or ``1,2 MB`` (decimal units)."""
    if count < 1_000_000:
        return f"{max(1, round(count / 1000))}{NBSP}KB"
    return f"{number(Decimal(count) / 1_000_000 // Decimal('0.1') / 10)}{NBSP}MB"


_WORD = re.compile(r"[^\W_]+(?:[.,/&–-][^\W_]+)*%?")


def syllables(text: str) -> int:
    """Return how many syllables ``text`` has, counting a number or an abbreviation as one."""
    return len(_WORD.findall(text))


_FOLD = str.maketrans({"đ": "d", "Đ": "D"})


def folded(text: str) -> str:
    """Return ``text`` in lower case without tone and vowel marks, ``đ`` as ``d``."""
    split = unicodedata.normalize("NFD", text.translate(_FOLD))
    return "".join(c for c in split if not unicodedata.combining(c)).lower()


_LETTERS = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
_TONES = {"": 0, "\u0300": 1, "\u0309": 2, "\u0303": 3, "\u0301": 4, "\u0323": 5}


@functools.lru_cache(maxsize=16_384)
def collation_key(text: str) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Return a sorting key in Vietnamese dictionary order: letters first, then tones (none, huyền, hỏi, ngã, sắc, nặng)."""
    letters: list[int] = []
    tones: list[int] = []
    for char in unicodedata.normalize("NFD", text.lower()):
        if char in _TONES:
            if tones:
                tones[-1] = _TONES[char]
        elif char in "\u0302\u0306\u031b" and letters:
            base = _LETTERS[letters[-1] - 1000] if 1000 <= letters[-1] < 1000 + len(_LETTERS) else ""
            joined = unicodedata.normalize("NFC", base + char)
            if joined in _LETTERS:
                letters[-1] = 1000 + _LETTERS.index(joined)
        else:
            letters.append(1000 + _LETTERS.index(char) if char in _LETTERS else ord(char) if ord(char) < 128 else 2000 + ord(char))
            tones.append(0)
    return tuple(letters), tuple(tones)
