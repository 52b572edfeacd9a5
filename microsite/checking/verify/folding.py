"""Spellings that mean the same folded to one: tone placement, ``y`` and ``i``, dashes, quotes, case, Unicode forms."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

_TONES = "\u0300\u0301\u0303\u0309\u0323"
_SAME = str.maketrans(
    {
        **dict.fromkeys("‐‑‒–—―−", "-"),
        **dict.fromkeys("“”„‟«»″", '"'),
        **dict.fromkeys("‘’‚‛′", "'"),
        **dict.fromkeys("\u00a0\u2009\u202f\u2007", " "),
    }
)


def plain(text: str) -> str:
    """Return ``text`` with every kind of dash, quote and space as the ASCII one; each character stays where it is."""
    return text.translate(_SAME)


@lru_cache(maxsize=50_000)
def syllable(word: str) -> str:
    """Return the key that all spellings of a syllable share.

    The tone is taken off its vowel and put at the end, so that its placement does not matter, and a
    final ``y`` after consonants is written ``i``.

    >>> syllable("hoá") == syllable("Hóa"), syllable("tỷ") == syllable("tỉ"), syllable("thuý") == syllable("thúy")
    (True, True, True)
    """
    split = unicodedata.normalize("NFD", word.lower())
    tone = "".join(c for c in split if c in _TONES)
    bare = unicodedata.normalize("NFC", "".join(c for c in split if c not in _TONES))
    return re.sub(r"^([bcdđghklmnpqrstvx]+|qu)y$", r"\1i", bare) + tone


class Token(NamedTuple):
    """A word of a text: its key, where it stands, and whether it is a number, which the comparison of wording skips."""

    key: str
    start: int
    end: int
    numeral: bool


_WORD = re.compile(r"[^\W\d_]+|\d+")


def tokens(text: str) -> list[Token]:
    """Return the words and the runs of digits in ``text`` (NFC), but for digits glued to a word: a footnote's mark."""
    found: list[Token] = []
    for match in _WORD.finditer(text):
        numeral = match.group()[0].isdigit()
        if numeral and found and found[-1].end == match.start():
            continue
        found.append(Token(match.group() if numeral else syllable(match.group()), match.start(), match.end(), numeral))
    return found


def key(words: str) -> str:
    """Return a phrase as the keys of its syllables, to compare phrases by."""
    return " ".join(token.key for token in tokens(words))
