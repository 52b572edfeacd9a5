"""Numbers, dates and document numbers in Vietnamese prose → values that can be compared.

Both sides are read by the one function :func:`scan`: the site's own texts, which follow the style
guide, and source texts, which follow none and came out of PDF files. ``1,3 tỉ`` and ``1.300.000.000``
give the same value, as do ``16 - 18%`` and ``16–18%``, ``07`` and ``7``, ``ngày 22 tháng 12 năm 2018``
and ``22/12/2018``, ``mười hai`` and ``12``. What is no figure is left out: a footnote's mark glued to a
word (``ASEAN1``), a year's mark (``năm 20251`` is the year 2025), a list's number in brackets
(``(1)``), names such as ``5G``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from microsite.checking.verify.folding import key, plain


class Form(StrEnum):
    """What kind of thing was found."""

    NUMBER = "number"  # 67.000 · 2,5 · mười hai
    RANGE = "range"  # 16–18%
    SHARE = "share"  # 71/193
    DATE = "date"  # 22/12/2018 · tháng 5/2019 · 2020
    DOCUMENT = "document"  # 28-NQ/TW
    LABEL = "label"  # Điều 62 · Đề án 12 · câu 17 · Nghị quyết 28
    PLACE = "place"  # II.1 · B.III.2.4


Date = tuple[int | None, int | None, int | None]
"""Year, month, day; ``None`` for what is not said."""


@dataclass(frozen=True, slots=True)
class Mention:
    """A number, date or document number at ``start:end`` of a text.

    ``values`` holds the number (two for a range and a share), scale words multiplied in; ``percent``
    says whether it is one; ``date`` is set for dates; ``name`` is the normalised document number, or
    the folded word that a label's number belongs to; ``words`` tells that it was written in words.
    """

    form: Form
    start: int
    end: int
    values: tuple[Decimal, ...] = ()
    percent: bool = False
    date: Date = (None, None, None)
    name: str = ""
    words: bool = False


# --------------------------------------------------------------------------- number words

_UNITS = {"một": 1, "hai": 2, "ba": 3, "bốn": 4, "năm": 5, "sáu": 6, "bảy": 7, "bẩy": 7, "tám": 8, "chín": 9}
_LAST = {**_UNITS, "mốt": 1, "tư": 4, "lăm": 5}
del _LAST["năm"]  # "hai mươi năm" is twenty years, not twenty-five
_SCALES = {"trăm": 100, "nghìn": 1000, "ngàn": 1000, "vạn": 10_000, "triệu": 10**6, "tỉ": 10**9, "tỷ": 10**9}
_ONE = "|".join(_UNITS)
_TENS = rf"(?:mười(?:\s(?:{'|'.join(_LAST)}))?|(?:{_ONE})\smươi(?:\s(?:{'|'.join(_LAST)}))?|(?:{_ONE}))(?!\w)"
_HUNDREDS = rf"(?:(?:{_ONE})\străm(?:\s(?:linh|lẻ)\s(?:{_ONE})|\s{_TENS})?|{_TENS})(?!\w)"
_WORDS = rf"(?<!\w){_HUNDREDS}(?:\s(?:nghìn|ngàn|vạn|triệu|t[ỉỷ])(?!\s(?:lệ|trọng|số|suất|giá)\b)(?!\w))*"

# "năm" is far more often a year than five: it counts only before one of these.
_COUNTED = (
    r"nhóm|quan điểm|nhiệm vụ|mục tiêu|chỉ tiêu|chữ|việc|nội dung|điểm|nước|quốc gia|doanh nghiệp|tổ chức|cơ sở"
    r"|cơ quan|khu|lĩnh vực|ngành|trụ cột|giải pháp|yếu tố|bước|đột phá|lần|người|loại|cấp|bộ|luật|bậc"
    r"|tháng|tuần|ngày|giờ|kỳ|ý|lý do|nguyên tắc|dòng|cách|hướng|mảng|tiêu chí|gạch"
    r"|mốc|câu|nghị quyết|văn bản|công nghệ|phẩm chất|nét|đầu việc"
    r"|chương trình|đề án|dự án|tỉnh|địa phương|trường|viện|phần"
)
_FIVE = re.compile(rf"\s(?:{_COUNTED})(?!\w)", re.I)


def word_value(words: str) -> int:
    """Return the value of a numeral in words: ``mười hai`` → 12, ``một vạn`` → 10000."""
    total = current = 0
    for word in words.lower().split():
        if word in _SCALES:
            scale = _SCALES[word]
            if scale == 100:
                current = (current or 1) * 100
            else:
                total, current = (total + (current or 1)) * scale, 0
        elif word == "mười":
            current += 10
        elif word == "mươi":
            current = current // 10 * 10 + current % 10 * 10
        elif word not in {"linh", "lẻ"}:
            current += _LAST.get(word, _UNITS.get(word, 0))
    return total + current


# --------------------------------------------------------------------------- digits

_NUM = r"\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d+(?:,\d+)?"
_SCALE = r"(?:\s(?:nghìn|ngàn|vạn|triệu|t[ỉỷ])(?!\s(?:lệ|trọng|số|suất|giá)\b)(?!\w))*"
_SUFFIX = rf"{_SCALE}(?:\s?%|\s(?:điểm\s)?phần\străm)?"
# A digit after a letter, a closing quote or bracket or a percent sign is a footnote's mark.
_BEFORE = r"(?<![\w)%…])(?<![\w.,;:!?%…)][\"'])(?<!\d[.,/])(?<![^\W\d_]-)"
# "5G", "3D" are names; a lower-case letter is the next word, glued on by the PDF.
_AFTER = r"(?-i:(?![A-ZĐ]))(?!\.\d)"
_YEAR = r"(?:19|20)\d\d"
_MARK = r"\d?(?!\d)"

# Words whose number is a name, not an amount. Blanks are written \s because the pattern below ignores blanks.
_LABELS = (
    r"điều|khoản|đề\sán|khoán|số|câu|mục|chương|trang|phụ\slục|công\snghiệp|quý|trung\sương|tr\.|t\."
    r"|nghị\squyết|kết\sluận|chỉ\sthị|quyết\sđịnh|nghị\sđịnh|thông\sbáo|thông\stư|luật|nq|kl"
)

_LABEL_KEYS = {key("trang"): key("tr")}

# The look-ahead in front only saves time: most positions of a text begin none of these.
_TOKEN = re.compile(
    rf"""
    (?=[(\d]|(?<!\w)[a-dđhik-qstvx])
    (?:
      (?P<enumerator>\(\d{{1,2}}\))
    | (?P<document>(?<![\w/.-])\d{{1,4}}(?:/\d{{4}})?\s?[-/]\s?(?-i:[A-ZĐ]{{2,7}}\d*(?:[-/]\s?[A-ZĐ][A-Za-zĐđ]*)*))
    | (?P<place>(?<!\w)(?-i:[A-EIVX]|[IVX]{{2,4}})(?:\.(?-i:[IVX]{{1,4}}|\d{{1,2}}))+(?![\w.]\w))
    | ngày\s(?P<d1>\d{{1,2}})\stháng\s(?P<m1>\d{{1,2}})(?:\snăm\s(?P<y1>{_YEAR}){_MARK})?
    | {_BEFORE}(?P<d2>\d{{1,2}})(?P<sep>[/.-])(?P<m2>\d{{1,2}})(?P=sep)(?P<y2>\d{{4}}){_MARK}
    | tháng\s(?P<m3>\d{{1,2}})(?:\snăm\s|\s?[/-]\s?)(?P<y3>{_YEAR}){_MARK}
    | {_BEFORE}(?P<m4>0?[1-9]|1[0-2])/(?P<y4>{_YEAR}){_MARK}
    | ngày\s(?P<d5>\d{{1,2}})/(?P<m5>\d{{1,2}})(?![\d/])
    | tháng\s(?P<m6>\d{{1,2}})(?![\d/,.-]?\d)(?!\s?%)
    | (?P<version>{_BEFORE}\d\.\d(?!\d))
    | (?P<label>(?<!\w)(?<!con\s)(?:{_LABELS}))\s?(?P<of>\d{{1,4}})(?![\d/.,]\d)(?!\s?%)(?![\w-]|/\w|\s?-\s?\w)
    | (?P<y7>{_BEFORE}{_YEAR})(?P<mark>\d?)(?![\d])(?![.,]\d)(?!\s?%)
      (?:\s?-\s?(?P<y8>{_YEAR}){_MARK}(?![.,]\d)(?!\s?%))?
    | (?P<share1>{_BEFORE}\d+)/(?P<share2>\d+)(?![\d/])
    | {_BEFORE}(?P<low>{_NUM})(?P<lowsuffix>{_SUFFIX})(?:\s?-\s?|\sđến\s)
      (?!{_YEAR}(?!\d))(?P<high>{_NUM})(?P<highsuffix>{_SUFFIX}){_AFTER}
    | {_BEFORE}(?P<number>{_NUM})(?P<suffix>{_SUFFIX}){_AFTER}
    | (?P<words>{_WORDS})
    )
    """,
    re.I | re.X,
)


_KINDS = {
    "enumerator": "",
    "document": "document",
    "place": "place",
    "version": "version",
    "label": "label",
    "share1": "share",
    "low": "range",
    "number": "number",
    "words": "words",
}
"""The named group that tells each kind of match; a match with none of them is a date."""


def scan(text: str) -> Iterator[Mention]:
    """Yield what ``text`` (NFC) says in numbers, in order. Works on one line or many; offsets are those of ``text``."""
    text = plain(text)
    for found in _TOKEN.finditer(text):
        yield from _mentions(found, text)


def _mentions(found: re.Match[str], text: str) -> Iterator[Mention]:
    span = found.span()
    match _kind(found):
        case "document":
            yield Mention(Form.DOCUMENT, *span, name=document_number(found.group()))
        case "place":
            yield Mention(Form.PLACE, *span, name=found.group())
        case "date":
            yield from _dates(found)
        case "version":
            yield Mention(Form.LABEL, *span, (Decimal(found.group()),), name="")
        case "label":
            yield Mention(
                Form.LABEL,
                *span,
                (Decimal(found["of"]),),
                name=_LABEL_KEYS.get(key(found["label"]), key(found["label"])),
            )
        case "share":
            yield Mention(Form.SHARE, *span, (Decimal(found["share1"]), Decimal(found["share2"])))
        case "range":
            yield _range(found)
        case "number":
            scale, percent = _suffix(found["suffix"])
            yield Mention(Form.NUMBER, *span, (value_of(found["number"]) * scale,), percent)
        case "words":
            if _is_count(found, text):
                yield Mention(Form.NUMBER, *span, (Decimal(word_value(found.group())),), words=True)


def _kind(found: re.Match[str]) -> str:
    return next((kind for group, kind in _KINDS.items() if found[group] is not None), "date")


def _dates(found: re.Match[str]) -> Iterator[Mention]:
    def part(*names: str) -> int | None:
        return next((int(found[name]) for name in names if found[name] is not None), None)

    year, month, day = (
        part("y1", "y2", "y3", "y4", "y7"),
        part("m1", "m2", "m3", "m4", "m5", "m6"),
        part("d1", "d2", "d5"),
    )
    end = found.end() if found["y8"] is None else found.end("y7")
    yield Mention(Form.DATE, found.start(), end, date=(year, month, day))
    if found["y8"] is not None:
        yield Mention(Form.DATE, found.start("y8"), found.end(), date=(int(found["y8"]), None, None))


def _range(found: re.Match[str]) -> Mention:
    scale, percent = _suffix(found["highsuffix"])
    low_scale, low_percent = _suffix(found["lowsuffix"])
    low = value_of(found["low"]) * (low_scale if found["lowsuffix"].strip() else scale)
    return Mention(Form.RANGE, *found.span(), (low, value_of(found["high"]) * scale), percent or low_percent)


def _suffix(suffix: str) -> tuple[int, bool]:
    scale = 1
    for word in suffix.lower().split():
        scale *= _SCALES.get(word, 1) if word != "trăm" else 1
    return scale, "%" in suffix or "phần trăm" in suffix.lower()


def _is_count(found: re.Match[str], text: str) -> bool:
    words = found.group().lower()
    if words == "một":  # "một số", "một trong": hardly ever a count
        return False
    if words == "năm":
        return bool(_FIVE.match(text, found.end()))
    # "Thứ ba," opens a paragraph of a list; it counts nothing.
    return not text[max(0, found.start() - 4) : found.start()].startswith("Thứ ")


def value_of(digits: str) -> Decimal:
    """Return the value of digits in Vietnamese writing.

    >>> value_of("67.000"), value_of("0,7"), value_of("07")
    (Decimal('67000'), Decimal('0.7'), Decimal('7'))
    """
    return Decimal(digits.replace(".", "").replace(",", "."))


def is_scale(word: str) -> bool:
    """Say whether ``word`` multiplies the number in front of it (``tỷ``, ``triệu``)."""
    return word.lower() in _SCALES


def scale_of(unit: str | None) -> int:
    """Return what a record's unit multiplies its value by: ``tỷ USD`` → 1000000000, ``bài`` → 1."""
    scale = 1
    for word in (unit or "").lower().split():
        if word not in _SCALES:
            break
        scale *= _SCALES[word]
    return scale


def document_number(written: str) -> str:
    """Return a document's number in one spelling: capitals, no blanks, no leading noughts (``08- NQ`` → ``8-NQ``)."""
    return re.sub(r"^0+(?=\d)", "", re.sub(r"\s", "", plain(written)).upper())
