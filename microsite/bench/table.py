"""Figures beside their budgets, as a plain table."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from microsite.bench.budgets import Budget

HEADINGS = ("what", "measured", "budget", "peer")


@dataclass(frozen=True, slots=True)
class Figure:
    """What was measured for the budget ``key``: a value, or why there is none.

    ``label`` names a row that has no budget.
    """

    key: str
    value: float | None = None
    note: str = ""
    peer: str = ""
    label: str | None = None


def amount(value: float, unit: str) -> str:
    """Return ``value`` in ``unit`` as it is printed.

    >>> amount(0.512, "s"), amount(12.34, "s"), amount(29.96, "KB"), amount(0.96, "×")
    ('0.51 s', '12.3 s', '30.0 KB', '0.96 ×')
    >>> amount(0.9512, "ratio"), amount(100, "%"), amount(3, "")
    ('0.951', '100.0 %', '3')
    """
    match unit:
        case "s":
            return f"{value:.2f} s" if value < 10 else f"{value:.1f} s"
        case "MB":
            return f"{value:.0f} MB"
        case "KB" | "%":
            return f"{value:.1f} {unit}"
        case "×":
            return f"{value:.2f} ×"
        case "ratio":
            return f"{value:.3f}"
        case _:
            return f"{value:g}"


def limit(budget: Budget, value: float | None) -> str:
    """Return how a budget is printed beside ``value``: the limit, and whether it is broken."""
    if budget.limit is None:
        return ""
    unit = "" if budget.unit == "ratio" else f" {budget.unit}".rstrip()
    broken = value is not None and not budget.holds(value)
    return f"{'≥' if budget.least else '≤'} {budget.limit:g}{unit}{'  << broken' if broken else ''}"


def rows(figures: Iterable[Figure], budgets: Sequence[Budget]) -> list[tuple[str, str, str, str]]:
    """Return the table's rows: what, measured, budget, peer."""
    known = {b.key: b for b in budgets}
    out = []
    for figure in figures:
        budget = known.get(figure.key)
        if budget is None or figure.label is not None:
            value = "" if figure.value is None else amount(figure.value, budget.unit if budget else "")
            out.append((figure.label or figure.key, f"{value} {figure.note}".strip(), "", figure.peer))
            continue
        value = "not measured:" if figure.value is None else amount(figure.value, budget.unit)
        out.append((budget.what, f"{value} {figure.note}".strip(), limit(budget, figure.value), figure.peer))
    return out


def text(lines: Sequence[tuple[str, ...]], headings: tuple[str, ...] = HEADINGS) -> str:
    """Return ``lines`` under ``headings`` with columns aligned; a row of one cell stands for itself."""
    table = [headings, *lines]
    widths = [max((len(row[i]) for row in table if len(row) > 1), default=0) for i in range(len(headings))]
    out = []
    for number, row in enumerate(table):
        out.append(
            row[0]
            if len(row) == 1
            else " | ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
        )
        if number == 0:
            out.append("-+-".join("-" * width for width in widths))
    return "\n".join(out)
