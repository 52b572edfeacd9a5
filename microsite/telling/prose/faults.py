"""What the parser stumbles over: it goes on all the same, and :mod:`.problems` puts it into words."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto


class FaultKind(Enum):
    """Why a run of a text would not be shown as it was meant."""

    NOT_PAIRED = auto()
    """Stars that make nothing bold or italic and would be printed."""
    BLANK_INSIDE = auto()
    """Stars with a blank on their inner side."""
    MANY_STARS = auto()
    """More than three stars in a row."""
    INDENTED = auto()
    """An indented line that continues no list."""
    TOO_DEEP = auto()
    """A list in too many others."""
    TWO_MARKS = auto()
    """Two marks of entries in one line."""
    OUT_OF_SEQUENCE = auto()
    """The number of an entry is not the one that follows."""
    WRONG_START = auto()
    """A numbered list that neither begins with 1 nor goes on."""
    NUMBER_IN_SENTENCE = auto()
    """A wrapped line that begins with a number and a full stop."""
    RUN_ON = auto()
    """A wrapped line that looks like an entry, but would be joined with the line above."""
    BOLD_LINE = auto()
    """A line all in bold that would be joined with the line above."""


@dataclass(frozen=True, slots=True)
class Fault:
    """A fault at ``start:end`` of the source; ``words`` and ``number`` are what its message names."""

    kind: FaultKind
    start: int
    end: int
    words: str = ""
    number: int = 0
