"""Dictionary order."""

from __future__ import annotations

import functools
import unicodedata

_LETTERS = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"


_TONES = {"": 0, "\u0300": 1, "\u0309": 2, "\u0303": 3, "\u0301": 4, "\u0323": 5}


@functools.lru_cache(maxsize=16_384)
def collation_key(text: str) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Return a sorting key in Vietnamese dictionary order: letters first, then tones (none, huyền, hỏi, ngã, sắc,
    nặng)."""
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
            letters.append(
                1000 + _LETTERS.index(char) if char in _LETTERS else ord(char) if ord(char) < 128 else 2000 + ord(char)
            )
            tones.append(0)
    return tuple(letters), tuple(tones)
