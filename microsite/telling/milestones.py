"""The same measure at several dates: what is set for the one beside what is set for the other."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from microsite import model as m
from microsite.library import Library
from microsite.vietnamese.dates import when
from microsite.vietnamese.numbers import listed


@dataclass(frozen=True, slots=True)
class Milestones:
    """Targets of one measure side by side: ``dates`` are the columns, ``rows`` the chains of targets by date."""

    dates: tuple[str, ...]
    rows: tuple[tuple[m.Target, Mapping[str, m.Target]], ...]
    """For each chain its last target and, by date, all of them."""

    @property
    def title(self) -> str:
        """The dates in words, to stand above the table."""
        said = [when(date) for date in self.dates]
        if len(said) == 2:
            return f"{_capital(said[0])} bên cạnh {said[1]}"
        return f"{_capital(listed(said))}, bên cạnh nhau"

    @property
    def label(self) -> str:
        """What the table holds."""
        said = [date if len(date) == 4 else when(date) for date in self.dates]
        return f"Chỉ tiêu có cả hai mốc {listed(said)}" if len(said) == 2 else f"Chỉ tiêu có các mốc {listed(said)}"


def chain(library: Library, target: m.Target) -> tuple[m.Target, ...]:
    """Return every target that sets the measure of ``target``, itself included, the first date first."""
    found = [target]
    while (before := library.target.get(found[0].earlier or "")) is not None and before not in found:
        found.insert(0, before)
    while (after := library.later(found[-1])) is not None and after not in found:
        found.append(after)
    return tuple(found)


def side_by_side(library: Library) -> Milestones | None:
    """Return the targets that have an earlier one, with all of their chains, or ``None`` where there are none."""
    rows = []
    for target in library.targets:
        if target.earlier and library.later(target) is None:
            dated = {t.by: t for t in chain(library, target) if t.by not in {"recurring", "none"}}
            if len(dated) > 1:
                rows.append((target, dated))
    dates = sorted({date for _, dated in rows for date in dated})
    return Milestones(tuple(dates), tuple(rows)) if rows else None


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
