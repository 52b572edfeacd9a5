"""Characters that no text may hold: those nobody sees, and marks heaped on one letter.

What is refused is all of Unicode's Default_Ignorable_Code_Point, every format character (Cf), control (Cc), private use
(Co), surrogate (Cs) and noncharacter, the separators of lines and paragraphs, and two letters that look like blanks.
Only line feed and tab are let through: the one ends lines, the other has a rule of its own. Nothing else is on the
list of good ones: Vietnamese needs neither joiners nor variation selectors, and the no-break space is no format
character.
"""

from __future__ import annotations

import re
import unicodedata

IGNORABLE = (
    (0x00AD, 0x00AD), (0x034F, 0x034F), (0x061C, 0x061C), (0x115F, 0x1160), (0x17B4, 0x17B5), (0x180B, 0x180F),
    (0x200B, 0x200F), (0x202A, 0x202E), (0x2060, 0x206F), (0x3164, 0x3164), (0xFE00, 0xFE0F), (0xFEFF, 0xFEFF),
    (0xFFA0, 0xFFA0), (0xFFF0, 0xFFF8), (0x1BCA0, 0x1BCA3), (0x1D173, 0x1D17A), (0xE0000, 0xE0FFF),
)  # fmt: skip
"""Default_Ignorable_Code_Point of the Unicode Character Database (DerivedCoreProperties.txt); Python lacks it."""

FORMAT = (
    (0x0600, 0x0605), (0x06DD, 0x06DD), (0x070F, 0x070F), (0x0890, 0x0891), (0x08E2, 0x08E2), (0xFFF9, 0xFFFB),
    (0x110BD, 0x110BD), (0x110CD, 0x110CD), (0x13430, 0x1343F),
)  # fmt: skip
"""The format characters (Cf) that are not ignorable."""

CONTROLS = ((0x0000, 0x0008), (0x000B, 0x001F), (0x007F, 0x009F), (0x2028, 0x2029), (0xD800, 0xDFFF))
"""Controls but line feed and tab, the separators of lines and paragraphs, and surrogates."""

PRIVATE = ((0xE000, 0xF8FF), (0xF0000, 0xFFFFD), (0x100000, 0x10FFFD))

NONCHARACTERS = ((0xFDD0, 0xFDEF), *((plane << 16 | 0xFFFE, plane << 16 | 0xFFFF) for plane in range(17)))

BLANK = ((0x2800, 0x2800),)
"""Drawn as nothing, though called a symbol (braille without dots); the fillers of Hangul are ignorable."""


def _one_of(*ranges: tuple[int, int]) -> str:
    """Return a pattern for one character of ``ranges``, their ends included."""
    return "[" + "".join(f"{chr(first)}-{chr(last)}" for first, last in ranges) + "]"


HIDDEN = re.compile(_one_of(*IGNORABLE, *FORMAT, *CONTROLS, *PRIVATE, *NONCHARACTERS, *BLANK))
"""One character that nobody sees, or that each typeface draws as it likes."""

PRIVATE_USE = re.compile(_one_of(*PRIVATE))
"""One character of private use alone: it is seen, as a box or as the bullet of a word processor."""

MOST_MARKS = 2
"""Of combining marks on one letter: Vietnamese, taken apart, needs as many and no language that is read here more."""

# Every combining mark of Unicode stands in one of these runs; what else does is sorted out one by one.
_MAYBE = re.compile(
    "[\u0300-\u1cff\u1dc0-\u1dff\u20d0-\u20ff\u2cef-\u30ff\ua66f-\uabff\ufb1e\ufe00-\ufe2f\U00010100-\U0001ffff\U000e0100-\U000e01ef]{3,}+"
)


def heaped(text: str) -> tuple[int, int] | None:
    """Return start and end of the first run of too many marks in ``text``, or ``None``; in linear time."""
    for run in _MAYBE.finditer(text):
        start = run.start()
        for at in range(run.start(), run.end() + 1):
            if at < run.end() and unicodedata.category(text[at]) in {"Mn", "Me"}:
                continue
            if at - start > MOST_MARKS:
                return start, at
            start = at + 1
    return None
