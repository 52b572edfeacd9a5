"""Keys of words: the rules of ``fold.js`` in Python, for the index of a large site."""

from __future__ import annotations

import functools
import re
import unicodedata

_TOKEN = re.compile(r"\d+(?:[.,]\d+)+(?![^\W_])|[^\W\d_]+(?:&[^\W\d_]+)+|[^\W_]+|%")
_TONES = str.maketrans(dict.fromkeys("\u0300\u0301\u0303\u0309\u0323"))
_FINAL_Y = re.compile(r"^(qu|[b-df-hj-np-tv-xđ]*)y$")


def fold(word: str) -> str:
    """Return the key of a lower-case ``word`` without any mark: the rules of ``keys`` in ``fold.js``.

    >>> fold("kỹ"), fold("hoá"), fold("r&d"), fold("67.000"), fold("06")
    ('ki', 'hoa', 'rd', '67000', '6')
    """
    word = word.replace("&", "")
    if word[:1].isascii() and word[:1].isdigit():
        word = re.sub(r"[.,]", "", word) if re.fullmatch(r"[0-9]{1,3}([.,][0-9]{3})+", word) else word.replace(".", ",")
        word = re.sub(r"^0+(?=[0-9])", "", word)
    bare = unicodedata.normalize("NFC", unicodedata.normalize("NFD", word).translate(_TONES))
    bare = _FINAL_Y.sub(r"\1i", bare)
    return re.sub(r"[\u0300-\u036f]", "", unicodedata.normalize("NFD", bare)).replace("đ", "d")


def tokens(value: str) -> list[tuple[str, str]]:
    """Return the folded key and the form of each token of ``value``: as in ``fold.js``."""
    out: list[tuple[str, str]] = []
    for raw in _TOKEN.findall(value):
        word = _word(raw)
        if word[0] == "tram" and out and out[-1][0] == "phan":
            out[-1] = ("%", "%")
        else:
            out.append(word)
    return out


@functools.lru_cache(maxsize=100_000)
def _word(raw: str) -> tuple[str, str]:
    low = raw.lower()
    return fold(low), raw if len(raw) > 1 and raw == raw.upper() != low else low
