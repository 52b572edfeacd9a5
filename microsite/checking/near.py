"""What an editor may have meant by a code that is not there."""

from __future__ import annotations

import difflib
from collections.abc import Iterable

from microsite.vietnamese.folding import slug


def near(key: str, known: Iterable[str]) -> str:
    """Return the question whether the nearest of ``known`` was meant, empty where none is near."""
    keys = {slug(k): k for k in known}
    meant = keys.get(slug(key))
    found = [meant] if meant is not None else difflib.get_close_matches(key, keys.values(), 1, 0.6)
    return f"Có phải “{found[0]}” không?" if found else ""
