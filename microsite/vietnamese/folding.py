"""Words and syllables; keys without marks."""

from __future__ import annotations

import re
import unicodedata

_WORD = re.compile(r"[^\W_]+(?:[.,/&–-][^\W_]+)*%?")


def syllables(text: str) -> int:
    """Return how many syllables ``text`` has, counting a number or an abbreviation as one."""
    return len(_WORD.findall(text))


_FOLD = str.maketrans({"đ": "d", "Đ": "D"})


def folded(text: str) -> str:
    """Return ``text`` in lower case without tone and vowel marks, ``đ`` as ``d``."""
    split = unicodedata.normalize("NFD", text.translate(_FOLD))
    return "".join(c for c in split if not unicodedata.combining(c)).lower()


def slug(text: str) -> str:
    """Return ``text`` as a key of an address, empty when it has no letter or digit: ``cán bộ`` → ``can-bo``."""
    return re.sub(r"[^a-z0-9]+", "-", folded(text)).strip("-")
