"""Ids of headings, one of a kind on a page."""

from __future__ import annotations

from collections.abc import Iterable

from microsite.vietnamese.folding import slug


class Slugs:
    """Gives out ids on one page.

    Left to the engine, ids lose every “đ”, and each engine may have its own way.

    >>> slugs = Slugs(["nguon"])
    >>> [slugs.id_for(words) for words in ("Đời sống", "Đời, sống!", "Nguồn", "…")]
    ['doi-song', 'doi-song-2', 'nguon-2', 'muc']
    """

    def __init__(self, taken: Iterable[str] = ()) -> None:
        """``taken`` are the ids that the page has already."""
        self._taken = set(taken)
        self._counts: dict[str, int] = {}

    def id_for(self, words: str) -> str:
        """Return an id made of ``words`` that no other heading of the page has."""
        plain = slug(words) or "muc"
        count = self._counts.get(plain, 0) + 1
        key = plain if count == 1 else f"{plain}-{count}"
        while key in self._taken:
            count += 1
            key = f"{plain}-{count}"
        self._counts[plain] = count
        self._taken.add(key)
        return key
