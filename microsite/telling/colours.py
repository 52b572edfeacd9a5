"""The site's colour, and what has to stand out beside it (WCAG 2.2, contrast of 4.5 to 1 for text)."""

from __future__ import annotations

from microsite import model as m

WHITE, BLACK = "#ffffff", "#000000"
PAPER, NIGHT = "#f7f4ee", "#1f2429"
"""The surfaces of the light and the dark scheme on which the accent has to be read; see ``theme/styles``."""

ENOUGH = 4.5


def ink(colour: str) -> str:
    """Return black or white, whichever stands out more on ``colour``."""
    return WHITE if contrast(colour, WHITE) >= contrast(colour, BLACK) else BLACK


def accents(icon: m.Icon) -> tuple[str, str]:
    """Return the accent of the light and of the dark scheme: the site's colour, moved as far as it takes to be read."""
    light = _readable(icon.colour, PAPER, BLACK)
    return light, icon.colour_dark or _readable(_mixed(icon.colour, WHITE, 0.5), NIGHT, WHITE)


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio of two colours ``#rrggbb``, from 1 to 21."""
    high, low = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def _readable(colour: str, ground: str, towards: str) -> str:
    steps = (_mixed(colour, towards, step / 20) for step in range(21))
    return next(each for each in steps if contrast(each, ground) >= ENOUGH)


def _mixed(colour: str, other: str, share: float) -> str:
    pairs = zip(_parts(colour), _parts(other), strict=True)
    return "#" + "".join(f"{round(a + (b - a) * share):02x}" for a, b in pairs)


def _parts(colour: str) -> list[int]:
    return [int(colour[i : i + 2], 16) for i in (1, 3, 5)]


def _luminance(colour: str) -> float:
    shares = [part / 255 for part in _parts(colour)]
    red, green, blue = (s / 12.92 if s <= 0.04045 else ((s + 0.055) / 1.055) ** 2.4 for s in shares)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
