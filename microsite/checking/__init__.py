"""What the content as a whole must satisfy: one module a family of rules."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection, Iterator

from microsite.checking import figures, handouts, laws, markup, references, repetition, review, sections, wording
from microsite.findings import Finding
from microsite.library import Library

Rule = Callable[[Library], Iterator[Finding]]

FAMILIES: tuple[Rule, ...] = (
    references.check,
    sections.check,
    repetition.check,
    markup.check,
    wording.check,
    figures.check,
    laws.check,
)


def check(library: Library, today: dt.date, templates: Collection[str] = ()) -> list[Finding]:
    """Return every finding of every rule on ``library``.

    ``today`` decides which reviews are due; ``templates`` are the names of the theme's files for print.
    """
    found = [finding for family in FAMILIES for finding in family(library)]
    return [*found, *review.check(library, today), *handouts.check(library, templates)]
