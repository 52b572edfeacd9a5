"""Small pictures of targets, drawn at build time as inline SVG: where we are, where 2030 and 2045 lie.

A picture says nothing that the data does not: the present state is drawn only where a source gives
one, hollow and dated, and a target is drawn as the point from which it counts as reached.
"""

from __future__ import annotations

import html
from dataclasses import dataclass
from decimal import Decimal

from markupsafe import Markup

from microsite import model as m
from microsite import text
from microsite.library import Library

WIDTH, LEFT, RIGHT, AXIS = 400, 12, 388, 62

_UPWARD = {m.Comparator.AT_LEAST, m.Comparator.OVER}
_DRAWN = {
    m.Comparator.PLAIN,
    m.Comparator.AT_LEAST,
    m.Comparator.OVER,
    m.Comparator.UNDER,
    m.Comparator.NEARLY,
    m.Comparator.ABOUT,
    m.Comparator.RANGE,
}


@dataclass(frozen=True, slots=True)
class Mark:
    """A point on the scale: its quantity, its caption, and whether it is a target or a state of affairs."""

    quantity: m.Quantity
    caption: str
    is_target: bool

    @property
    def low(self) -> Decimal:
        """The value, or the lower end of a range."""
        value = self.quantity.value
        assert value is not None
        return value[0] if isinstance(value, tuple) else value

    @property
    def high(self) -> Decimal:
        """The value, or the upper end of a range."""
        value = self.quantity.value
        assert value is not None
        return value[1] if isinstance(value, tuple) else value


def of_target(library: Library, target: m.Target) -> Markup | None:
    """Return the picture of ``target`` as a ``figure`` element, or ``None`` where there is nothing to draw.

    Drawn are shares and counts on a scale from nought; ranks, rates of growth and states are not.
    """
    later = library.later(target)
    earlier = library.target.get(target.earlier or "")
    related = [t for t in (earlier, target, later) if t is not None]
    marks = [Mark(f, text.as_of(f), False) for f in (library.figure[k] for k in target.baseline) if _fits(f, target)]
    marks += [Mark(t, text.deadline(t), True) for t in related if _fits(t, target)]
    if not any(mark.is_target for mark in marks) or (len(marks) < 2 and target.unit != "%"):
        return None
    return _draw(marks, target)


def _fits(quantity: m.Quantity, target: m.Target) -> bool:
    return quantity.comparator in _DRAWN and quantity.unit == target.unit and quantity.out_of is None


def _top(marks: list[Mark], target: m.Target) -> Decimal:
    """Return the scale's end: 100 for a share that nears it, else a round number beyond the largest mark."""
    largest = max(mark.high for mark in marks)
    if target.unit == "%" and largest >= 30:
        return Decimal(100)
    for end in (1, 2, 5, 10, 20, 25, 50, 100, 200, 500, 1000):
        if largest * Decimal("1.2") <= end:
            return Decimal(end)
    return largest * 2


def _x(value: Decimal, end: Decimal) -> float:
    return round(LEFT + float(value / end) * (RIGHT - LEFT), 1)


def _draw(marks: list[Mark], target: m.Target) -> Markup:
    end = _top(marks, target)
    unit = target.unit or ""
    parts = [f'<line class="axis" x1="{LEFT}" y1="{AXIS}" x2="{RIGHT}" y2="{AXIS}"/>']
    for value in (Decimal(0), end):
        x = _x(value, end)
        shown = text.number(value) + ("%" if unit == "%" else "")
        anchor = "start" if value == 0 else "end"
        parts.append(
            f'<line class="axis" x1="{x}" y1="{AXIS - 5}" x2="{x}" y2="{AXIS + 5}"/><text class="tick" x="{x}" y="{AXIS + 24}" text-anchor="{anchor}">{shown}</text>'
        )
    for i, mark in enumerate(marks):
        low, high = _x(mark.low, end), _x(mark.high, end)
        if mark.is_target and mark.quantity.comparator in _UPWARD:
            parts.append(f'<rect class="reach" x="{low}" y="{AXIS - 6}" width="{round(RIGHT - low, 1)}" height="12"/>')
        if high > low:
            parts.append(f'<rect class="goal" x="{low}" y="{AXIS - 6}" width="{round(high - low, 1)}" height="12"/>')
        middle = (low + high) / 2
        shape = (
            f'<path class="goal" d="M{low} {AXIS - 9}l9 9-9 9-9-9z"/>'
            if mark.is_target
            else f'<circle class="state" cx="{middle}" cy="{AXIS}" r="7"/>'
        )
        parts.append(shape)
        # Captions take turns above and below the axis so that near ones do not run into each other.
        above = i % 2 == 0
        anchor = "start" if middle < 80 else "end" if middle > WIDTH - 80 else "middle"
        y = AXIS - 34 if above else AXIS + 42
        words = html.escape(f"{text.quantity(mark.quantity)}")
        caption = html.escape(mark.caption)
        parts.append(
            f'<text class="value" x="{middle}" y="{y}" text-anchor="{anchor}">{words}<tspan class="when" x="{middle}" dy="17">{caption}</tspan></text>'
        )
    said = "; ".join(
        f"{'mục tiêu' if mark.is_target else 'hiện trạng theo nguồn'} {mark.caption}: {text.quantity(mark.quantity)}" for mark in marks
    )
    label = html.escape(f"Thang đo từ 0 đến {text.number(end)}{'%' if unit == '%' else ' ' + unit}. {target.name}: {said}.")
    key = "Hình thoi: mục tiêu phải đạt." + (
        " Vòng tròn rỗng: hiện trạng theo nguồn, đúng vào lúc ghi bên cạnh." if any(not k.is_target for k in marks) else ""
    )
    return Markup(
        f'<figure class="picture"><svg viewBox="0 0 {WIDTH} 124" role="img" aria-label="{label}">{"".join(parts)}</svg><figcaption>{key}</figcaption></figure>'
    )
