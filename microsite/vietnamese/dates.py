"""How dates are written."""

from __future__ import annotations

import datetime as dt


def day(value: dt.date) -> str:
    """Return a date as ``02/09/2025``: day and month with two digits, as official documents number them."""
    return f"{value.day:02d}/{value.month:02d}/{value.year}"


def partial_date(value: str) -> str:
    """Return an ISO partial date in Vietnamese: ``2025``, ``tháng 5/2025`` or ``02/09/2025``."""
    parts = value.split("-")
    if len(parts) == 1:
        return parts[0]
    if len(parts) == 2:
        return f"tháng {int(parts[1])}/{parts[0]}"
    return f"{parts[2]}/{parts[1]}/{parts[0]}"


def when(value: str) -> str:
    """Return a partial date as an adverbial: ``năm 2025``, ``tháng 5/2025``, ``ngày 02/09/2025``; a period likewise."""
    if "/" in value:
        first, last = value.split("/")
        if len(first) == 4 and len(last) == 4:
            return f"giai đoạn {first}–{last}"
        return f"từ {when(first)} đến {when(last)}"
    shown = partial_date(value)
    return f"năm {shown}" if len(value) == 4 else shown if value.count("-") == 1 else f"ngày {shown}"
