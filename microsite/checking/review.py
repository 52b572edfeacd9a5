"""Dates of items and task groups: none in the future, in order, no review overdue."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from microsite import model as m
from microsite.findings import Finding, Severity
from microsite.library import Library
from microsite.vietnamese import dates


def check(library: Library, today: dt.date) -> Iterator[Finding]:
    """Yield dates after ``today``, reviews before publication, and overdue reviews (as warnings)."""
    months = library.site.review_months
    records: tuple[m.Item | m.TaskGroup, ...] = (*library.items, *library.task_groups)
    for item in library.items:
        origin = library.origin(item)
        days = [("đăng", item.published, origin.value("published"))]
        days += [("sửa", change.date, origin.value("changes", i, "date")) for i, change in enumerate(item.changes)]
        for what, day, place in days:
            if day > today:
                yield Finding(
                    "ngay-sai",
                    place,
                    f"Ngày {what} {dates.day(day)} nằm trong tương lai.",
                    f"Ghi ngày {what} thật; hôm nay là {dates.day(today)}.",
                )
        if item.reviewed < item.published <= today:
            yield Finding(
                "ngay-sai",
                origin.value("reviewed"),
                f"Ngày rà soát {dates.day(item.reviewed)} trước cả ngày đăng {dates.day(item.published)}.",
                "Sửa ngày viết sai; câu mới đăng thì hai ngày bằng nhau.",
            )
    for record in records:
        place = library.origin(record).value("reviewed")
        if record.reviewed > today:
            yield Finding(
                "ngay-sai",
                place,
                f"Ngày rà soát {dates.day(record.reviewed)} nằm trong tương lai.",
                f"Ghi ngày đã thật sự rà soát; hôm nay là {dates.day(today)}.",
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
