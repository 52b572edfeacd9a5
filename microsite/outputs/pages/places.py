"""What a source's page tells of a place."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from microsite import model as m


@dataclass(frozen=True, slots=True)
class Said:
    """What a record says of a place: in the site's own words (HTML), and what the record is called there.

    ``named`` tells a value, which means nothing without its name before it, from words that stand by themselves.
    """

    record: m.Record
    name: str
    words: Markup
    named: bool = False


@dataclass(frozen=True, slots=True)
class Spot:
    """A place of a source or a bullet there: its name, its fragment, what is said of it, and the other records that cite it."""

    name: str
    fragment: str
    said: tuple[Said, ...]
    others: tuple[m.Record, ...]


@dataclass(frozen=True, slots=True)
class CitedPlace:
    """A cited place of a source under its heading: the place as a whole, then its cited bullets."""

    heading: str
    whole: Spot
    bullets: tuple[Spot, ...]
