"""How a quantity, its deadline and its date are said: the same words in every output."""

from __future__ import annotations

from microsite.model import Comparator, Figure, Quantity, Target
from microsite.vietnamese.dates import when
from microsite.vietnamese.numbers import NBSP, number

_LEAD = {
    Comparator.AT_LEAST: "ít nhất ",
    Comparator.OVER: "trên ",
    Comparator.UNDER: "chưa đến ",
    Comparator.ABOUT: "khoảng ",
    Comparator.NEARLY: "gần ",
    Comparator.TOP: "nhóm ",
    Comparator.RANK: "thứ ",
    Comparator.GROWTH: "tăng trung bình ",
}


def quantity(q: Quantity) -> str:
    """Return what ``q`` says, to stand in a sentence: ``trên 55%``, ``2% GDP``, ``nhóm 50 nước đứng đầu thế giới``.

    The base of a share is spoken only when it is an abbreviation (``GDP``); a longer one belongs in
    the sentence around it.
    """
    if q.comparator is Comparator.STATE:
        return q.state or ""
    assert q.value is not None
    lead = _LEAD.get(q.comparator, "")
    amount = f"{number(q.value[0])}–{number(q.value[1])}" if isinstance(q.value, tuple) else number(q.value)
    if q.out_of is not None:
        amount += f"/{number(q.out_of)}"
    unit = q.unit or ""
    joined = amount + unit if unit.startswith("%") else f"{amount}{NBSP}{unit}" if unit else amount
    base = f"{NBSP}{q.of}" if q.of and not base_of(q) else ""
    return f"{lead}{joined}{base}"


def base_of(q: Quantity) -> str:
    """Return what a share is taken of, where :func:`quantity` leaves it to the words around; else nothing."""
    return q.of if q.of and not q.of.isupper() else ""


def deadline(target: Target) -> str:
    """Return by when a target is to be reached: ``đến năm 2028``, ``hằng năm, đến năm 2028``, ``6 tháng một lần``.

    The rhythm is left out before a date when the base of the share says it already (``tổng chi ngân sách hằng năm``).
    """
    if target.by == "none":
        return target.every or "không nêu thời hạn"
    if target.by == "recurring":
        return target.every or ""
    reached = f"đến {when(target.by)}"
    return f"{target.every}, {reached}" if target.every and target.every not in (target.of or "") else reached


def as_of(figure: Figure) -> str:
    """Return the date of a figure, or that the source gives none."""
    return when(figure.as_of) if figure.as_of else "nguồn không nêu thời điểm"
