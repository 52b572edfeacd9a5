"""How things are worded: lengths, question marks, one spelling, typography: what a rule can see of the style guide."""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from microsite import model as m
from microsite.findings import Finding, KeyPath, Severity
from microsite.library import REFERENCE, Library, Origin, texts
from microsite.telling import markup
from microsite.vietnamese.folding import syllables


class Judgement(NamedTuple):
    """What is wrong with ``text[start:end]``."""

    rule: str
    start: int
    end: int
    message: str
    help: str
    severity: Severity = Severity.ERROR


def check(library: Library) -> Iterator[Finding]:
    """Yield what the style guide forbids."""
    for item in library.items:
        yield from _item(library, item)
    for page in library.pages:
        yield from _placed(_spelling(page.text), library.origins[id(page)], ("text",), page.text)
    for record in (*library.tellers(), library.site, *library.audiences, *library.topics, *library.target_groups):
        origin = library.origin(record)
        for path, value in texts(record):
            if path[-1] not in _AS_THE_SOURCE and _AS_ASKED.isdisjoint(path):
                yield from _placed(_judged(value), origin, path, value)


_AS_THE_SOURCE = frozenset({"official_name", "title", "number", "origin", "issuer"})
"""Fields that keep the spelling of the document they name."""
_AS_ASKED = frozenset({"match", "also_asked"})
"""Fields that hold what people may type."""

SETTINGS_LOST = "*content/site.yml"
"""Among what a library has lost: its settings could not be read, so its limits are not known."""


def _placed(judged: Iterable[Judgement], origin: Origin, path: KeyPath, value: str) -> Iterator[Finding]:
    for one in judged:
        place = origin.text(path, value, one.start, one.end)
        yield Finding(one.rule, place, one.message, one.help, one.severity)


def _item(library: Library, item: m.Item) -> Iterator[Finding]:
    origin, limits = library.origin(item), library.site.limits
    least, most = limits.answer
    if not item.question.endswith("?"):
        yield Finding("cau-hoi", origin.value("question"), "Câu hỏi không kết thúc bằng dấu hỏi.", "Thêm dấu ? ở cuối.")
    if SETTINGS_LOST in library.lost:
        return
    count = syllables(item.question)
    if count > limits.question:
        yield Finding(
            "cau-hoi",
            origin.value("question"),
            f"Câu hỏi dài {count} tiếng; tối đa {limits.question}.",
            "Hỏi ngắn như người dân hay hỏi.",
            Severity.WARNING,
        )
    count = syllables(markup.to_plain(item.short_answer, library))
    if count > limits.short_answer:
        message = f"Trả lời ngắn dài {count} tiếng; tối đa {limits.short_answer}."
        help_ = "Giữ ý chính, chuyển chi tiết xuống phần trả lời."
        yield Finding("tra-loi-ngan-dai", origin.value("short_answer"), message, help_)
    count = syllables(markup.to_plain(item.answer, library))
    if not least <= count <= most:
        message = f"Phần trả lời dài {count} tiếng; cần từ {least} đến {most}."
        help_ = "Viết đủ các ý của nguồn." if count < least else "Rút gọn; gộp các ý trùng nhau."
        yield Finding("do-dai-tra-loi", origin.key("answer"), message, help_)


# --------------------------------------------------------------------------- spelling

# Old-style tone placement and "y" after h, k, l, m, s, t at a syllable's end, as most texts have it.
_TONE = re.compile(r"(?:o[àáảãạèéẻẽẹ]|u[ỳýỷỹỵ])\b")
_OLD = dict(
    zip(
        ("oà oá oả oã oạ oè oé oẻ oẽ oẹ uỳ uý uỷ uỹ uỵ").split(),
        ("òa óa ỏa õa ọa òe óe ỏe õe ọe ùy úy ủy ũy ụy").split(),
        strict=True,
    )
)
_Y = re.compile(r"(?<!\w)(tỉ)(?= (?:lệ|trọng|giá|suất|số|usd|đồng|lượt|đô|người))|(?<!\w)(kĩ|lí|kì|quí|mĩ)(?!\w)")
_Y_FIX = {"tỉ": "tỷ", "kĩ": "kỹ", "lí": "lý", "kì": "kỳ", "quí": "quý", "mĩ": "mỹ"}
_NO_NAMES = {
    "hoa kì",
    "nhĩ kì",
    "học kì",
    "nhiệm kì",
    "thời kì",
    "bắc mĩ",
    "nam mĩ",
    "trung mĩ",
    "châu mĩ",
    "vật lí",
    "địa lí",
    "quản lí",
    "pháp lí",
}
_DASH = re.compile(r"[-–—]")
_RANGE = re.compile(r"(?<=\d)\s?(?:-|–|—)\s(?=\d)|(?<=\d)\s(?:-|–|—)\s?(?=\d)")
_STRAIGHT = re.compile(r'"[^"\n]*"|"')
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_ENDING_NUMBER = re.compile(r"\d+(?:[.,]\d+)*$")
_LONGEST_NUMBER = 20
_AMOUNT = r"(?:[1-9]\d*(?:\.\d{3})*|0(?=,))(?:,\d+)?"
_HYPHEN_RANGE = re.compile(rf"(?<![\w./,–-])({_AMOUNT})-({_AMOUNT})(?![\w/–-]|[.,]\d)")
_HYPHEN = re.compile(r"(?<=[^\W\d]|[,;”)]) - (?=\w)|(?<=\d) - (?=[^\W\d])")
_BLANKS = re.compile(r"(?<! ) +(?=[,.;:?!](?:\s|$))|(?<=\S)  +(?=\S)")
_BLANK_HINT = re.compile(r" [ ,.;:?!]")  # most texts have none, and look for no more
# Labels up to the one that ends the name, each read once; in small letters, since ASP.NET is no address.
_LAST_LABEL = r"(?:vn|com|net|org|gov|edu|info|asia|io)(?!\.?[\w-])"
_ADDRESS = re.compile(
    r"(?<![\w.@/-])(?<!trang )(?!www\.)"
    rf"[A-Za-z0-9-]++(?:\.(?!{_LAST_LABEL})[A-Za-z0-9-]++)*+\.{_LAST_LABEL}(?:/(?:\S*[\w/])?)?"
)
_ADDRESS_HINT = re.compile(r"\.[a-z]")
_BANNED: tuple[tuple[re.Pattern[str], str], ...] = (
    (
        re.compile(r"vì những lý do sau|gồm các nội dung sau|gồm những nội dung sau|như sau:"),
        "Vào thẳng nội dung, không báo trước.",
    ),
    (
        re.compile(r"\bhiện nay\b|\bvừa qua\b|\bmới đây\b|\bthời gian qua\b"),
        "Nói rõ mốc thời gian theo nguồn: năm nào, tháng nào.",
    ),
    (
        re.compile(r"\bvươn mình\b|\bkim chỉ nam\b|\bcú hích\b|\bchìa khóa vàng\b|\bcây gậy thần\b"),
        "Thay bằng lời cụ thể, hoặc đặt trong “ ” nếu đang giải thích một câu nói.",
    ),
)


def _match_case(model: str, value: str) -> str:
    return value.upper() if model.isupper() and len(model) > 1 else value.capitalize() if model[:1].isupper() else value


_YEAR = re.compile(r"(?:19|20)\d\d")


def _is_name(before: str, word: str) -> bool:
    """Say whether ``word`` ends a person's name, whose spelling is the person's own: ``Nguyễn Văn Quí``."""
    previous = re.search(r"(?<!\w)(\w+) $", before)
    return (
        previous is not None
        and previous[1].istitle()
        and word.istitle()
        and f"{previous[1]} {word}".lower() not in _NO_NAMES
    )


def _amount(digits: str) -> float:
    return float(digits.replace(".", "").replace(",", "."))


@functools.lru_cache(maxsize=8192)  # the preview checks everything again after each change
def _judged(value: str) -> tuple[Judgement, ...]:
    return tuple(_spelling(value))


def _spelling(value: str) -> Iterator[Judgement]:
    bare = REFERENCE.sub(lambda found: "¤" * len(found.group()), value)
    text = _Text(bare, bare.lower())
    for rule in _RULES:
        yield from rule(text)


class _Text(NamedTuple):
    """A text without its references; in small letters it is of the same length, and far faster to search."""

    bare: str
    lowered: str


def _tones(text: _Text) -> Iterator[Judgement]:
    for found in _TONE.finditer(text.lowered):
        start = found.start()
        while start > 0 and text.bare[start - 1].isalnum():
            start -= 1
        if text.lowered[found.start() - 1 : found.start()] == "q":
            continue
        word, ending = text.bare[start : found.end()], text.bare[found.start() : found.end()]
        old = word[: -len(ending)] + _match_case(ending, _OLD[found.group()])
        message = f"“{word}” đặt dấu khác với phần còn lại của trang."
        yield Judgement("chinh-ta", start, found.end(), message, f"Viết “{old}”.")


def _i_or_y(text: _Text) -> Iterator[Judgement]:
    for found in _Y.finditer(text.lowered):
        word = text.bare[found.start() : found.end()]
        if not _is_name(text.bare[max(0, found.start() - 8) : found.start()], word):
            message = f"“{word}” viết khác với phần còn lại của trang."
            help_ = f"Viết “{_match_case(word, _Y_FIX[word.lower()])}”."
            yield Judgement("chinh-ta", *found.span(), message, help_)


def _quotes(text: _Text) -> Iterator[Judgement]:
    for found in _STRAIGHT.finditer(text.bare) if '"' in text.bare else ():
        yield Judgement("dau-cau", *found.span(), "Dùng ngoặc kép thẳng.", "Thay bằng ngoặc kép cong “ ”.")


def _ranges(text: _Text) -> Iterator[Judgement]:
    bare = text.bare
    for found in _RANGE.finditer(bare) if _DASH.search(bare) else ():
        low = _ENDING_NUMBER.search(bare, max(0, found.start() - _LONGEST_NUMBER), found.start())
        high = _NUMBER.match(bare, found.end(), found.end() + _LONGEST_NUMBER)
        if low is None or high is None or (re.search(r"\d{4}$", low[0]) and not re.match(r"\d{4}", high[0])):
            continue  # a year, and what follows it
        yield Judgement(
            "dau-cau",
            *found.span(),
            "Khoảng số viết có dấu cách hoặc gạch ngắn.",
            f"Viết liền bằng dấu gạch ngang dài (–), không có dấu cách: {low[0]}–{high[0]}.",
        )


def _hyphen_ranges(text: _Text) -> Iterator[Judgement]:
    for found in _HYPHEN_RANGE.finditer(text.bare) if "-" in text.bare else ():
        low, high = found.groups()
        if _amount(low) < _amount(high) and not (_YEAR.fullmatch(high) and not _YEAR.fullmatch(low)):
            message = f"Khoảng số “{found.group()}” viết bằng gạch ngắn."
            help_ = f"Viết bằng dấu gạch ngang dài: {low}–{high}."
            yield Judgement("dau-cau", *found.span(), message, help_)


def _hyphens(text: _Text) -> Iterator[Judgement]:
    for found in _HYPHEN.finditer(text.bare) if " - " in text.bare else ():
        at = found.start() + 1
        help_ = "Thay bằng dấu gạch ngang dài: “ – ”."
        yield Judgement("dau-cau", at, at + 1, "Dùng gạch ngắn có dấu cách giữa câu.", help_, Severity.WARNING)


def _blanks(text: _Text) -> Iterator[Judgement]:
    for found in _BLANKS.finditer(text.bare) if _BLANK_HINT.search(text.bare) else ():
        yield Judgement("dau-cau", *found.span(), "Thừa dấu cách.", "Xóa dấu cách thừa.")


def _addresses(text: _Text) -> Iterator[Judgement]:
    for found in _ADDRESS.finditer(text.bare) if _ADDRESS_HINT.search(text.bare) else ():
        yield Judgement(
            "cu-phap-khong-cho-phep",
            *found.span(),
            f"Không được ghi địa chỉ trang web “{found.group()}” trong bài.",
            "Gọi tên trang bằng chữ; địa chỉ ghi ở tệp content/sources.yml nếu đó là nguồn.",
        )


def _banned(text: _Text) -> Iterator[Judgement]:
    for pattern, help_ in _BANNED:
        for found in pattern.finditer(text.lowered):
            start, end = found.span()
            if text.bare.rfind("“", 0, start) <= text.bare.rfind("”", 0, start):  # in quotes it is another's word
                message = f"Tránh “{text.bare[start:end]}”."
                yield Judgement("tu-nen-tranh", start, end, message, help_, Severity.WARNING)


_RULES: tuple[Callable[[_Text], Iterator[Judgement]], ...] = (
    _tones,
    _i_or_y,
    _quotes,
    _ranges,
    _hyphen_ranges,
    _hyphens,
    _blanks,
    _addresses,
    _banned,
)
