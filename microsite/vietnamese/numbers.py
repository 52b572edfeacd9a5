"""How numbers, sizes and lists are written."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

NBSP = "\u00a0"


def number(value: Decimal | int) -> str:
    """Return ``value`` with a decimal comma and, from 1000 on, dots between groups of three digits.

    >>> number(Decimal("67000")), number(Decimal("0.7")), number(2)
    ('67.000', '0,7', '2')
    """
    value = Decimal(value)
    if abs(value.adjusted()) > 30:
        return str(value)  # never what an editor means; written out it could fill the memory
    whole, _, fraction = f"{value:f}".partition(".")
    sign, digits = ("-", whole[1:]) if whole.startswith("-") else ("", whole)
    grouped = f"{int(digits):,}".replace(",", ".")
    return f"{sign}{grouped}{',' + fraction if fraction else ''}"


def size(count: int) -> str:
    """Return a file's size of ``count`` bytes: ``45 KB`` or ``1,2 MB`` (decimal units)."""
    if count < 1_000_000:
        return f"{max(1, round(count / 1000))}{NBSP}KB"
    return f"{number(Decimal(count) / 1_000_000 // Decimal('0.1') / 10)}{NBSP}MB"


_SPELLED = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín", "mười")


def spelled(count: int) -> str:
    """Return ``count`` in words up to ten, in digits beyond: ``bảy``, ``12``."""
    return _SPELLED[count] if 0 <= count < len(_SPELLED) else number(count)


def listed(words: Sequence[str]) -> str:
    """Return ``words`` as a list in a sentence: ``a, b và c``."""
    return " và ".join(filter(None, (", ".join(words[:-1]), *words[-1:])))
