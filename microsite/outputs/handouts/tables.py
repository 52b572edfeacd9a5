"""Targets and figures → the tables that sheets print."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Any

from microsite import model as m
from microsite.outputs.handouts.words import Words, joined, plain
from microsite.telling import quantities

Json = dict[str, Any]
"""What a template gets, or a piece of it."""


def target_table(words: Words, targets: Iterable[m.Target]) -> Json:
    """Return targets as a table: rows of what, how much, by when, where it is said.

    What all rows share (the document, the date) is said once, for the table's head.
    """
    found = tuple(targets)
    return _table(words, found, [quantities.deadline(t) for t in found], "đến năm")


def figure_table(words: Words, figures: Iterable[m.Figure]) -> Json:
    """Return figures as a table: rows of what, how much, as of when, where it is said."""
    found = tuple(figures)
    return _table(words, found, [quantities.as_of(f) for f in found], "năm")


def common_source(words: Words, found: Iterable[m.Target | m.Figure]) -> m.Source | None:
    """Return the source that all of ``found`` name first, if it is one and the same."""
    docs = {q.sources[0].doc for q in found}
    return words.lib.source[docs.pop()] if len(docs) == 1 else None


def _table(words: Words, found: tuple[m.Target | m.Figure, ...], times: list[str], shared: str) -> Json:
    times = [unsaid(quantities.base_of(q), time) for q, time in zip(found, times, strict=True)]
    source = common_source(words, found)
    doc = source.short if source is not None and len(found) > 1 else None
    common, count = Counter(times).most_common(1)[0] if times else ("", 0)
    when = common if count > len(found) / 2 and count > 1 and common.startswith(shared) else None
    return {
        "rows": [
            _row(words, q, "" if time == when else time, shared_source=doc is not None)
            for q, time in zip(found, times, strict=True)
        ],
        "kind": plain(source.kind) if source is not None else None,
        "doc": plain(doc) if doc else None,
        "when": plain(when) if when else None,
        "every": when is not None and count == len(found),
    }


def _row(words: Words, q: m.Target | m.Figure, time: str, *, shared_source: bool) -> Json:
    return {
        "here": words.to(q) if isinstance(q, m.Target) else None,
        "name": plain(q.name if isinstance(q, m.Target) else q.label),
        "measure": plain(q.measure) if isinstance(q, m.Target) else None,
        "value": plain(quantities.quantity(q)),
        "stated": q.comparator is m.Comparator.STATE,
        "when": plain(joined(quantities.base_of(q), time)),
        "source": words.place(q.sources[0]) if shared_source else words.cite(q.sources[0]),
    }


def unsaid(said: str, time: str) -> str:
    """Return ``time`` without the part that ``said``, printed just before it, ends with.

    >>> unsaid("tổng chi ngân sách hằng năm", "hằng năm, đến năm 2025"), unsaid("", "năm 2024")
    ('đến năm 2025', 'năm 2024')
    """
    first, _, rest = time.partition(", ")
    return rest if f" {said}".endswith(f" {first}") else time
