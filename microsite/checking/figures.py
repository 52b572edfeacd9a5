"""Figures stand in the data once; texts refer to them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from microsite import model as m
from microsite.findings import Finding
from microsite.library import REFERENCE, Library, typed_texts

_NUMBER = r"\d+(?:[.,]\d+)*+"
_MONEY = r"(?:đ|đồng|USD|VND|VNĐ)(?!\w)"
# A share, a grouped or decimal number, or three and more digits that are no year, date or document number.
_TYPED = re.compile(
    rf"(?<![\w/.,-])(?:[-−]?{_NUMBER}(?:\s?[–-]\s?{_NUMBER})?(?:\s?%(?:/[^\W\d_]+)?|\sphần trăm(?!\w))"
    rf"|[-−]?\d{{1,3}}(?:\.\d{{3}})+(?:,\d+)?(?![.,]?\d|[/-][A-ZĐ])"
    rf"|[-−]?\d+,\d+(?![.,]?\d|[/-][A-ZĐ])"
    rf"|\d+\.\d+(?=\s?(?:{_MONEY}|(?:tỷ|tỉ|triệu|nghìn|ngàn|vạn|điểm|lần)(?!\w)))"
    rf"|\d{{3,}}(?:(?![\w/-])|(?={_MONEY})))"
)
_YEAR = re.compile(r"(?:19|20)\d\d")
# Words whose number is a name. With a small letter a programme or plan may be followed by an amount.
_NAMED = re.compile(
    r"(?:(?<!\w)(?:điều|câu|nghị quyết|kết luận|chỉ thị|quyết định|quy định|nghị định|thông tư|thông tri|thông báo"
    r"|công văn|công điện|hướng dẫn|tờ trình|báo cáo|luật|công ước|đề án|khoán|phòng|trang|tổng đài"
    r"|đường dây nóng|điện thoại|hotline|gọi|bấm|iso|iso/iec|iec|tcvn|qcvn)"
    r"|(?<!con )(?<!dân )(?<!tổng )(?<!trong )(?<!một )(?<!\w)số"
    r"|(?<!\w)(?-i:Chương trình|Kế hoạch|Dự án|Chiến lược)) $",
    re.I,
)
_LONGEST_NAMED = 20
_COUNTED = re.compile(r"\s(?:tỷ|tỉ|triệu|nghìn|ngàn|vạn|đồng|USD|người)(?!\w)")


def check(library: Library) -> Iterator[Finding]:
    """Yield figures typed in a text where a reference belongs, and figures whose data cannot be right."""
    yield from _typed_by_hand(library)
    yield from _out_of_scale(library)
    for target in library.targets:
        yield from _target(library, target)


def _typed_by_hand(library: Library) -> Iterator[Finding]:
    """Yield figures typed in texts that may hold references: what takes none is a name or a label."""
    for record in library.tellers():
        if isinstance(record, m.Note | m.Figure):
            continue  # says what its sources write, in their figures
        origin = library.origin(record)
        for path, value, kind in typed_texts(record):
            if kind is m.TextKind.PLAIN:
                continue
            bare = REFERENCE.sub(lambda found: "¤" * len(found.group()), value)
            for start, end in typed(bare):
                yield Finding(
                    "so-lieu-go-tay",
                    origin.text(path, value, start, end),
                    f"Con số “{bare[start:end]}” gõ thẳng vào bài.",
                    "Dẫn bằng [[muc-tieu:mã]] nếu là chỉ tiêu, bằng [[so-lieu:mã]] nếu là số liệu khác "
                    "(thêm vào content/figures/).",
                )


def _out_of_scale(library: Library) -> Iterator[Finding]:
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


def _earlier(library: Library, target: m.Target) -> Iterator[Finding]:
    """Yield that the target said to come before ``target`` does not: pages would tell the two in a wrong order."""
    before = library.target.get(target.earlier or "")
    if before is None:
        return
    undated = next((t for t in (before, target) if not t.by[:1].isdecimal()), None)
    shared = min(len(before.by), len(target.by))
    if undated is not None:
        message = f"Chỉ tiêu “{undated.id}” không có thời hạn, nên không so được sớm hay muộn."
    elif before is target or before.by == target.by or before.by[:shared] > target.by[:shared]:
        message = f"Chỉ tiêu “{before.id}” không có mốc sớm hơn chỉ tiêu này."
    else:
        return
    help_ = "Ghi mã của chỉ tiêu cùng loại ở mốc sớm hơn, hoặc bỏ trường này."
    yield Finding("so-lieu-sai", library.origin(target).value("earlier"), message, help_)


def _target(library: Library, target: m.Target) -> Iterator[Finding]:
    yield from _earlier(library, target)
    primary = {source.id for source in library.sources if source.authority is m.Authority.PRIMARY}
    first = target.sources[0].doc
    if primary and first not in primary and first in library.source:
        yield Finding(
            "nguon-goc-truoc",
            library.origin(target).value("sources", 0),
            "Nguồn đầu tiên của chỉ tiêu phải là văn bản gốc.",
            "Đưa văn bản gốc lên đầu.",
        )
    if target.comparator is m.Comparator.RANK:
        yield Finding(
            "so-lieu-sai",
            library.origin(target).value("comparator"),
            "Chỉ tiêu không dùng comparator: rank.",
            "Dùng top (nhóm N nước dẫn đầu).",
        )


def typed(value: str) -> Iterator[tuple[int, int]]:
    """Yield where a figure is typed in ``value``."""
    for found in _TYPED.finditer(value):
        if not _YEAR.fullmatch(found.group()) and not _is_name(value, *found.span()):
            yield found.span()


def _is_name(value: str, start: int, end: int) -> bool:
    """Say whether the number names a document, programme, hotline or standard: ``Đề án 844``, ``tổng đài 1022``."""
    before = value[max(0, start - _LONGEST_NAMED) : start]
    return value[start:end].isdecimal() and _NAMED.search(before) is not None and _COUNTED.match(value, end) is None
