"""Small pictures of targets, drawn at build time as inline SVG: where we are, where each date's target lies.

A picture says nothing that the data does not. The target of the page lies on the axis, its caption
below; above the axis stands what it is to be seen beside: the present state, only where a source
gives one, hollow and dated, on a row of its own so that it never looks like a target reached, and
the same measure's other milestones, paler.
"""

from __future__ import annotations

import html
from dataclasses import dataclass
from decimal import Decimal

from markupsafe import Markup

from microsite import model as m
from microsite.library import Library
from microsite.telling import milestones, quantities

WIDTH, LEFT, RIGHT = 400, 12, 388
_DIAMOND, _RADIUS = 9, 7
"""Half the width of a target's diamond, and the radius of a state's circle."""
_SHORT = 10
"""How far left of its value the circle of a state "nearly" or "not quite" there stands."""
_CLEAR = 16
"""The height above the axis that a diamond needs."""
_ROW, _CAPTION, _GAP = 26, 40, 12
"""The height of the row of circles and of a caption's two lines; the least space between two captions."""
_BOLD, _PLAIN = 8.2, 7.0
"""The width of a letter in a caption's bold and plain lines, somewhat generous."""

_UPWARD = {m.Comparator.AT_LEAST: "Dải màu: từ mức đó trở lên.", m.Comparator.OVER: "Dải màu: trên mức đó."}
_BELOW = {m.Comparator.UNDER, m.Comparator.NEARLY}
_DRAWN = {m.Comparator.PLAIN, m.Comparator.ABOUT, m.Comparator.RANGE, *_UPWARD, *_BELOW}


@dataclass(frozen=True, slots=True)
class Mark:
    """A point or range on the scale: its quantity, its date in words, and what it stands for."""

    quantity: m.Target | m.Figure
    is_own: bool = False

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

    @property
    def when(self) -> str:
        """By when a target is to be reached; as of when a state was so."""
        return (
            quantities.deadline(self.quantity)
            if isinstance(self.quantity, m.Target)
            else quantities.as_of(self.quantity)
        )

    @property
    def said(self) -> str:
        """The mark in words, for those who do not see it."""
        if isinstance(self.quantity, m.Figure):
            lead = (
                f"hiện trạng theo nguồn, {self.when}"
                if self.quantity.as_of
                else "hiện trạng theo nguồn (không nêu thời điểm)"
            )
        else:
            lead = "mục tiêu (không nêu thời hạn)" if self.quantity.by == "none" else f"mục tiêu {self.when}"
        return f"{lead}: {quantities.quantity(self.quantity)}"


def of_target(library: Library, target: m.Target) -> Markup | None:
    """Return the picture of ``target`` as a ``figure`` element, or ``None`` where there is nothing to draw.

    Drawn are shares and counts on a scale from nought; ranks, rates of growth and states are not.
    """
    if not _fits(target, target):
        return None
    states = [Mark(f) for f in (library.figure[k] for k in target.baseline) if _fits(f, target)]
    targets = [Mark(t, t is target) for t in milestones.chain(library, target) if _fits(t, target)]
    if len(states) + len(targets) < 2 and target.unit != "%":
        return None
    return _draw(target, states, targets)


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


def _draw(target: m.Target, states: list[Mark], targets: list[Mark]) -> Markup:
    end = _top([*states, *targets], target)
    place = {id(mark): _x((mark.low + mark.high) / 2, end) for mark in targets}
    # What is nearly so, or not quite, lies before the value that it is measured by.
    place |= {id(mark): _x(mark.low, end) - (_SHORT if mark.quantity.comparator in _BELOW else 0) for mark in states}
    own = next(mark for mark in targets if mark.is_own)
    others = [mark for mark in targets if not mark.is_own]

    lanes = _lanes([(mark, *_extent(mark, place[id(mark)])) for mark in (*states, *others)])
    floor = _ROW + _CLEAR if states else _CLEAR  # where captions above the axis begin, counted from it
    axis = floor + _CAPTION * (max(lanes.values(), default=-1) + 1) + (2 if lanes else 0)
    parts = [f'<line class="axis" x1="{LEFT}" y1="{axis}" x2="{RIGHT}" y2="{axis}"/>']
    for value, shown, anchor in ((Decimal(0), "0", "start"), (end, _amount(end, target), "end")):
        x = _x(value, end)
        parts.append(f'<line class="axis" x1="{x}" y1="{axis - 5}" x2="{x}" y2="{axis + 5}"/>')
        parts.append(f'<text class="tick" x="{x}" y="{axis + 24}" text-anchor="{anchor}">{html.escape(shown)}</text>')
    if own.quantity.comparator in _UPWARD:
        low = _x(own.low, end)
        parts.append(f'<rect class="reach" x="{low}" y="{axis - 6}" width="{round(RIGHT - low, 1)}" height="12"/>')
    for mark in (*states, *others):
        x, top = place[id(mark)], axis - floor - _CAPTION * lanes[id(mark)]
        if mark in states:
            parts.append(_stem(x, top, axis))
            parts.append(f'<circle class="state" cx="{x}" cy="{axis - _CLEAR - _RADIUS}" r="{_RADIUS}"/>')
        elif states or lanes[id(mark)]:
            parts.append(_stem(x, top, axis - _DIAMOND))
        parts.append(_caption(mark, x, top - 24))
    parts += [_goal(mark, end, axis) for mark in (*others, own)]
    parts.append(_caption(own, place[id(own)], axis + 45))

    said = "; ".join(mark.said for mark in (*states, *targets))
    label = html.escape(f"Thang đo từ 0 đến {_amount(end, target)}. {target.name}: {said}.")
    key = html.escape(" ".join(_key(own, others, states)))
    picture = f'<svg viewBox="0 0 {WIDTH} {axis + 70}" role="img" aria-label="{label}">{"".join(parts)}</svg>'
    return Markup(f'<figure class="picture">{picture}<figcaption>{key}</figcaption></figure>')


def _stem(x: float, top: int, foot: int) -> str:
    return f'<line class="stem" x1="{x}" y1="{top}" x2="{x}" y2="{foot}" stroke="currentColor" stroke-opacity="0.6"/>'


def _amount(value: Decimal, target: m.Target) -> str:
    return quantities.quantity(m.Quantity(value=value, unit=target.unit))


def _goal(mark: Mark, end: Decimal, axis: int) -> str:
    """Return the shape of a target: a diamond, or for a range a bar with two ends."""
    look = (
        'class="goal own"'
        if mark.is_own
        else 'class="goal other" fill-opacity="0.3" stroke="currentColor" stroke-opacity="0.7"'
    )
    if mark.low == mark.high:
        step = _DIAMOND
        return f'<path {look} d="M{_x(mark.low, end)} {axis - step}l{step} {step}-{step} {step}-{step}-{step}z"/>'
    low, high = _x(mark.low, end), _x(mark.high, end)
    ends = "".join(f"M{round(x - 2, 1)} {axis - 10}h4v20h-4z" for x in (low, high))
    return f'<path {look} d="M{low} {axis - 4}H{high}V{axis + 4}H{low}z{ends}"/>'


def _extent(mark: Mark, x: float) -> tuple[float, float]:
    """Return from where to where the caption of a mark at ``x`` reaches."""
    width = max(len(quantities.quantity(mark.quantity)) * (_BOLD if mark.is_own else _PLAIN), len(mark.when) * _PLAIN)
    start = min(max(x - width / 2, LEFT), RIGHT - width)
    return start, start + width


def _lanes(captions: list[tuple[Mark, float, float]]) -> dict[int, int]:
    """Return for each mark the lane, counted from the axis, in which its caption runs into no other."""
    lanes: dict[int, int] = {}
    taken: list[list[tuple[float, float]]] = []
    for mark, start, stop in captions:
        free = (i for i, lane in enumerate(taken) if all(stop + _GAP < a or b + _GAP < start for a, b in lane))
        lane = next(free, len(taken))
        if lane == len(taken):
            taken.append([])
        taken[lane].append((start, stop))
        lanes[id(mark)] = lane
    return lanes


def _caption(mark: Mark, x: float, y: float) -> str:
    start, stop = _extent(mark, x)
    x, anchor = (LEFT, "start") if start <= LEFT else (RIGHT, "end") if stop >= RIGHT else (x, "middle")
    look = "when" if isinstance(mark.quantity, m.Target) and not mark.is_own else "value"
    words, when = html.escape(quantities.quantity(mark.quantity)), html.escape(mark.when)
    below = f'<tspan class="when" x="{x}" dy="17">{when}</tspan>'
    return f'<text class="{look}" x="{x}" y="{y}" text-anchor="{anchor}">{words}{below}</text>'


def _key(own: Mark, others: list[Mark], states: list[Mark]) -> list[str]:
    """Return what the shapes mean, a sentence each."""
    shape = "Hình thoi" if own.low == own.high else "Thanh có hai đầu"
    goal = "mục tiêu phải đạt" if own.low == own.high else "khoảng phải đạt"
    key = [f"{shape} đậm: mục tiêu của trang này; nhạt: mốc khác của cùng chỉ tiêu." if others else f"{shape}: {goal}."]
    if own.quantity.comparator in _UPWARD:
        key.append(_UPWARD[own.quantity.comparator])
    if states:
        key.append("Vòng tròn rỗng phía trên: hiện trạng theo nguồn, đúng vào lúc ghi bên cạnh.")
    return key
