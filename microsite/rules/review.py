"""Review dates: none in the future, none overdue."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from microsite import model as m
from microsite import text
from microsite.findings import Finding, Severity
from microsite.library import Library


def check(library: Library, today: dt.date) -> Iterator[Finding]:
    """Yield reviews dated after ``today``, and those older than the site's review interval (as warnings)."""
    months = library.site.review_months
    records: tuple[m.Item | m.TaskGroup, ...] = (*library.items, *library.task_groups)
    for record in records:
        place = library.origin(record).value("reviewed")
        if record.reviewed > today:
            yield Finding(
                "ngay-sai",
                place,
                f"Ngày rà soát {text.day(record.reviewed)} nằm trong tương lai.",
                f"Ghi ngày đã thật sự rà soát; hôm nay là {text.day(today)}.",
            )
            continue
        age = (today.year - record.reviewed.year) * 12 + today.month - record.reviewed.month
        if age > months:
            yield Finding(
                "qua-han-ra-soat",
                place,
                f"Đã {age} tháng chưa rà soát; hạn là {months} tháng.",
                "Đọc lại, sửa nếu cần, rồi ghi ngày hôm nay vào reviewed.",
                Severity.WARNING,
            )
