"""Figures stand in the data once; texts refer to them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from microsite import model as m
from microsite.findings import Finding
from microsite.library import REFERENCE, Library, texts

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
    r"(?:(?<!\w)(?:điều|câu|nghị quyết|kết luận|chỉ thị|quyết định|quy định|nghị định|thông tư|thông tri|thông báo|công văn|công điện"
    r"|hướng dẫn|tờ trình|báo cáo|luật|công ước|đề án|khoán|phòng|trang|tổng đài|đường dây nóng|điện thoại|hotline|gọi|bấm"
    r"|iso|iso/iec|iec|tcvn|qcvn)"
    r"|(?<!con )(?<!dân )(?<!tổng )(?<!trong )(?<!một )(?<!\w)số"
    r"|(?<!\w)(?-i:Chương trình|Kế hoạch|Dự án|Chiến lược)) $",
    re.I,
)
_LONGEST_NAMED = 20
_COUNTED = re.compile(r"\s(?:tỷ|tỉ|triệu|nghìn|ngàn|vạn|đồng|USD|người)(?!\w)")
_REFERRED_FIELDS = {"answer", "short_answer", "asks", "explanation", "summary", "text", "emphases", "remark"}


def check(library: Library) -> Iterator[Finding]:
    """Yield figures typed in a text where a reference belongs."""
    for record in library.records():
        if isinstance(record, m.Note):
            continue  # says what each source writes, in the source's figures
        origin = library.origin(record)
        for path, value in texts(record):
            if _REFERRED_FIELDS.isdisjoint(path):
                continue
            bare = REFERENCE.sub(lambda found: "¤" * len(found.group()), value)
            for start, end in typed(bare):
                yield Finding(
                    "so-lieu-go-tay",
                    origin.text(path, value, start, end),
                    f"Con số “{bare[start:end]}” gõ thẳng vào bài.",
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


def typed(value: str) -> Iterator[tuple[int, int]]:
    """Yield where a figure is typed in ``value``."""
    for found in _TYPED.finditer(value):
        if not _YEAR.fullmatch(found.group()) and not _is_name(value, *found.span()):
            yield found.span()


def _is_name(value: str, start: int, end: int) -> bool:
    """Say whether the number names a document, programme, hotline or standard: ``Đề án 844``, ``tổng đài 1022``."""
    before = value[max(0, start - _LONGEST_NAMED) : start]
    return value[start:end].isdecimal() and _NAMED.search(before) is not None and _COUNTED.match(value, end) is None
