"""What the content as a whole must satisfy: one module a family of rules."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator

from microsite.findings import Finding
from microsite.library import Library
from microsite.rules import figures, laws, markup, references, repetition, review, wording

Rule = Callable[[Library], Iterator[Finding]]

FAMILIES: tuple[Rule, ...] = (references.check, repetition.check, markup.check, wording.check, figures.check, laws.check)


def check(library: Library, today: dt.date) -> list[Finding]:
    """Return every finding of every rule on ``library``; ``today`` decides which reviews are due."""
    return [finding for family in FAMILIES for finding in family(library)] + list(review.check(library, today))
