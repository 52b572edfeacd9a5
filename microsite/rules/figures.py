"""Figures stand in the data once; texts refer to them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from microsite import model as m
from microsite.findings import Finding
from microsite.library import REFERENCE, Library, texts

# A share, a decimal or grouped number, or three and more digits that are no year, date or document number.
_TYPED = re.compile(r"(?<![\w/.,-])(?:\d+(?:,\d+)?(?:–\d+(?:,\d+)?)?\s?%(?:/năm)?|\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d+,\d+|\d{3,})(?![\w/-])")
_YEAR = re.compile(r"^(?:19|20)\d\d$")
_REFERRED_FIELDS = {"answer", "short_answer", "asks", "explanation", "summary", "text"}


def check(library: Library) -> Iterator[Finding]:
    """Yield figures typed in a text where a reference belongs."""
    for record in (*library.items, *library.task_groups, *library.overview, *(library.comparison.rows if library.comparison else ())):
        origin = library.origin(record)
        for path, value in texts(record):
            if path[-1] not in _REFERRED_FIELDS or "changes" in path:
                continue
            bare = REFERENCE.sub(lambda found: "¤" * len(found.group()), value)
            for found in _TYPED.finditer(bare):
                if _YEAR.match(found.group()) or re.search(
                    r"(?:điều|số|câu|quyết) $", bare[max(0, found.start() - 8) : found.start()], re.I
                ):
                    continue
                yield Finding(
                    "so-lieu-go-tay",
                    origin.text(path, value, *found.span()),
                    f"Con số “{found.group()}” gõ thẳng vào bài.",
                    "Dẫn bằng [[muc-tieu:mã]] nếu là chỉ tiêu của Nghị quyết, bằng [[so-lieu:mã]] nếu là số liệu khác (thêm vào content/figures/).",
                )
    quantities: tuple[m.Quantity, ...] = (*library.targets, *library.figures)
    for quantity in quantities:
        for amount in quantity.value if isinstance(quantity.value, tuple) else (quantity.value, quantity.out_of):
            if amount is not None and not -12 <= amount.adjusted() <= 15:
                yield Finding(
                    "so-lieu-sai",
                    library.origin(quantity).value("value"),
                    "Con số quá lớn hoặc quá nhỏ.",
                    "Viết số thường, kèm đơn vị: 53 với unit: tỷ USD.",
                )
    for target in library.targets:
        if target.sources[0].doc != "nq57":
            yield Finding(
                "nguon-goc-truoc",
                library.origin(target).value("sources", 0),
                "Nguồn đầu tiên của chỉ tiêu phải là Nghị quyết 57.",
                "Đưa {doc: nq57, at: …} lên đầu.",
            )
        if target.comparator is m.Comparator.RANK:
            yield Finding(
                "so-lieu-sai",
                library.origin(target).value("comparator"),
                "Chỉ tiêu không dùng comparator: rank.",
                "Dùng top (nhóm N nước dẫn đầu).",
            )
