"""How a sheet fits itself to its paper: which type sizes are tried, and which need not be.

Only setting a sheet says how long it is. An estimate of its height says which tries would be in vain; it is
kept low, so that a try is left out only when it fails for certain.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence

from microsite.outputs.handouts.tables import Json

_WIDTH, _HEIGHT = 487.0, 765.0  # of a leaflet's text, in points
_CHARACTER = 0.47  # mean width of a character, in em
_PITCH, _FIRST, _GAP = 1.29, 0.71, 0.75  # line to line, height of a line alone, between paragraphs, in em
_SMALL = 0.83


def leaflet_choices(sizes: Sequence[float], *, large: bool) -> list[Json]:
    """Return what a leaflet tries in turn: size in points, how much of the notes, line spacing, pages it may take."""

    def choice(size: float, notes: str, pages: int, *, dense: bool = False) -> Json:
        return {"size": size, "notes": notes, "pages": pages, "dense": dense}

    if large:
        return [choice(18, "middle", 0)]
    one = [choice(s, "middle", 1) for s in sizes[:-1]] + [choice(s, "brief", 1) for s in sizes[1:]]
    two = [choice(s, "middle", 2) for s in sizes[1:-1]] + [choice(sizes[-1], "brief", 2)]
    return [*one, choice(sizes[-1], "brief", 1, dense=True), *two]


def trifold_choices(sizes: Sequence[float], *, large: bool) -> list[Json]:
    """Return what the tri-fold tries in turn: the size in points, and two sides of panels.

    What is too long for them, and large print, is set as plain pages, as many as it takes.
    """
    plain = {"size": 18 if large else sizes[0], "pages": 0, "folded": False}
    return [plain] if large else [*({"size": s, "pages": 2, "folded": True} for s in sizes), plain]


def card_choices(items: Sequence[object], sizes: Sequence[float], *, large: bool) -> list[Json]:
    """Return what question cards try in turn: size, the question's relative to it, and the pages they may take.

    A sheet of two pages holds four cards, two in large print.
    """
    pages = 2 * math.ceil(len(items) / (2 if large else 4))
    return [
        {"size": size, "question": 1.25 if large else 1.35, "pages": pages}
        for size in ((24, 22, 20, 18) if large else sizes)
    ]


def tries(data: Json) -> tuple[tuple[int, ...], int]:
    """Return for each try of a sheet how many pages it may take, and the first try worth making."""
    choices = data.get("choices")
    if not choices:
        return (0,), 0
    first = 0
    if "item" in data and not data["large"]:
        heights = {notes: [*_leaflet(data["item"], notes)] for notes in ("middle", "brief")}
        room = _HEIGHT - 60 - (60 if data["qr"] else 0)  # less the head, and the code at the foot
        while first < len(choices) - 1 and _fails(choices[first], heights, room):
            first += 1
    return tuple(c["pages"] for c in choices), first


def _fails(choice: Json, runs: dict[str, list[Run]], room: float) -> bool:
    # Measured on 75 items: none whose estimate is above these shares of the room has ever fitted.
    share = 1.12 if choice["dense"] else 1.06
    return bool(_height(runs[choice["notes"]], choice["size"]) > choice["pages"] * room * share)


Run = tuple[int, float, float]
"""Text of so many characters, at a size relative to the body's, in a column so wide relative to the page's."""


def _leaflet(item: Json, notes: str) -> Iterator[Run]:
    yield (_length(item["question"]), 1.9, 1)
    yield (_length(item["short"]), 1.06, 1)
    for block in re.findall(r"<(?:p|li|h[234])>(.*?)(?=</?(?:p|li|h[234]|ul|ol)\b)", item["answer"]):
        if block.strip():
            yield (_length(block), 1, 0.97)
    for table in (item["targets"], item["figures"]):
        if table["rows"]:
            yield (30, 1.3, 1)
            yield (30, _SMALL, 1)
        for row in table["rows"]:
            yield max(
                (_length(row["name"]), _SMALL, 0.35), (_length(row["value"]) + _length(row["when"]), _SMALL, 0.36)
            )
    if item["notes"]:
        yield (30, 1.3, 1)
    for note in item["notes"]:
        more = 0 if notes == "brief" else _length(note["text"]) + _length(note["follows"] or "")
        yield (_length(note["title"]) + 12 + more, _SMALL, 0.97)
    yield (_length(item["sources"]), _SMALL, 1)


def _length(xhtml: str) -> int:
    return len(re.sub(r"<[^>]*>|&\w+;", "", xhtml))


def _height(runs: Sequence[Run], size: float) -> float:
    """Return the least height in points of ``runs`` at a body size of ``size`` points."""
    total = 0.0
    for length, scale, width in runs:
        lines = max(1, math.ceil(length * _CHARACTER * size * scale / (_WIDTH * width)))
        total += size * scale * (_FIRST + (lines - 1) * _PITCH + _GAP)
    return total
