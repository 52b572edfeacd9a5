"""How things are worded: lengths, question marks, one spelling, typography. The style guide's part that a rule can see."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator

from microsite import model as m
from microsite.findings import Finding, Severity
from microsite.library import REFERENCE, Library, texts
from microsite.telling import markup
from microsite.vietnamese.folding import syllables


def check(library: Library) -> Iterator[Finding]:
    """Yield what the style guide forbids."""
    for item in library.items:
        yield from _item(library, item)
    for page in library.pages:
        for rule, start, end, message, help_, severity in _spelling(page.text):
            yield Finding(
                rule, library.origins[id(page)].text(("text",), page.text, start, end), message, help_, severity
            )
    for record in (*library.records(), library.site, *library.audiences, *library.topics, *library.target_groups):
        origin = library.origin(record)
        for path, value in texts(record):
            if path[-1] in {"official_name", "title", "number", "origin", "issuer"} or {"match", "also_asked"} & set(
                path
            ):
                continue
            for rule, start, end, message, help_, severity in _judged(value):
                yield Finding(rule, origin.text(path, value, start, end), message, help_, severity)


def _item(library: Library, item: m.Item) -> Iterator[Finding]:
    origin, limits = library.origin(item), library.site.limits
    least, most = limits.answer
    if not item.question.endswith("?"):
        yield Finding("cau-hoi", origin.value("question"), "Câu hỏi không kết thúc bằng dấu hỏi.", "Thêm dấu ? ở cuối.")
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
        yield Finding(
            "tra-loi-ngan-dai",
            origin.value("short_answer"),
            f"Trả lời ngắn dài {count} tiếng; tối đa {limits.short_answer}.",
            "Giữ ý chính, chuyển chi tiết xuống phần trả lời.",
        )
    count = syllables(markup.to_plain(item.answer, library))
    if not least <= count <= most:
        yield Finding(
            "do-dai-tra-loi",
            origin.key("answer"),
            f"Phần trả lời dài {count} tiếng; cần từ {least} đến {most}.",
            "Viết đủ các ý của nguồn." if count < least else "Rút gọn; gộp các ý trùng nhau.",
        )


# Old-style tone placement and "y" after h, k, l, m, s, t at a syllable's end, as the book has it.
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
_AMOUNT = r"(?:[1-9]\d*(?:\.\d{3})*|0(?=,))(?:,\d+)?"
_HYPHEN_RANGE = re.compile(rf"(?<![\w./,–-])({_AMOUNT})-({_AMOUNT})(?![\w/–-]|[.,]\d)")
_HYPHEN = re.compile(r"(?<=[^\W\d]|[,;”)]) - (?=\w)|(?<=\d) - (?=[^\W\d])")
_BLANKS = re.compile(r"(?<! ) +(?=[,.;:?!](?:\s|$))|(?<=\S)  +(?=\S)")
_BLANK_HINT = re.compile(r" [ ,.;:?!]")  # most texts have none, and look for no more
# Labels up to the one that ends the name, each read once; in small letters, since ASP.NET is no address.
_LAST_LABEL = r"(?:vn|com|net|org|gov|edu|info|asia|io)(?!\.?[\w-])"
_ADDRESS = re.compile(
    rf"(?<![\w.@/-])(?<!trang )(?!www\.)[A-Za-z0-9-]++(?:\.(?!{_LAST_LABEL})[A-Za-z0-9-]++)*+\.{_LAST_LABEL}(?:/(?:\S*[\w/])?)?"
)
_ADDRESS_HINT = re.compile(r"\.[a-z]")
_BANNED: tuple[tuple[re.Pattern[str], str], ...] = (
    (
        re.compile(r"vì những lý do sau|gồm các nội dung sau|gồm những nội dung sau|như sau:"),
        "Vào thẳng nội dung, không báo trước.",
    ),
    (
        re.compile(r"\bhiện nay\b|\bvừa qua\b|\bmới đây\b|\bthời gian qua\b"),
        "Nói rõ mốc thời gian theo nguồn, ví dụ “theo sách (tháng 5/2025)”.",
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


Judgement = tuple[str, int, int, str, str, Severity]


@functools.lru_cache(maxsize=8192)  # the preview checks everything again after each change
def _judged(value: str) -> tuple[Judgement, ...]:
    return tuple(_spelling(value))


def _spelling(value: str) -> Iterator[Judgement]:
    bare = REFERENCE.sub(lambda found: "¤" * len(found.group()), value)
    lowered = bare.lower()  # of the same length, and far faster to search than without regard to case
    for found in _TONE.finditer(lowered):
        start = found.start()
        while start > 0 and bare[start - 1].isalnum():
            start -= 1
        if lowered[found.start() - 1 : found.start()] == "q":
            continue
        word, ending = bare[start : found.end()], bare[found.start() : found.end()]
        old = word[: -len(ending)] + _match_case(ending, _OLD[found.group()])
        yield (
            "chinh-ta",
            start,
            found.end(),
            f"“{word}” đặt dấu khác với phần còn lại của trang.",
            f"Viết “{old}”.",
            Severity.ERROR,
        )
    for found in _Y.finditer(lowered):
        word = bare[found.start() : found.end()]
        if _is_name(bare[max(0, found.start() - 8) : found.start()], word):
            continue
        yield (
            "chinh-ta",
            found.start(),
            found.end(),
            f"“{word}” viết khác với phần còn lại của trang.",
            f"Viết “{_match_case(word, _Y_FIX[word.lower()])}”.",
            Severity.ERROR,
        )
    for found in re.finditer(r'"[^"\n]*"|"', bare) if '"' in bare else ():
        yield (
            "dau-cau",
            found.start(),
            found.end(),
            "Dùng ngoặc kép thẳng.",
            "Thay bằng ngoặc kép cong “ ”.",
            Severity.ERROR,
        )
    for found in _RANGE.finditer(bare) if _DASH.search(bare) else ():
        if not re.search(r"\d{4}$", bare[max(0, found.start() - 4) : found.start()]) or re.match(
            r"\d{4}", bare[found.end() : found.end() + 4]
        ):
            yield (
                "dau-cau",
                found.start(),
                found.end(),
                "Khoảng số viết có dấu cách hoặc gạch ngắn.",
                "Viết liền bằng dấu gạch ngang dài (–), không có dấu cách: 16–18%, 2021–2030.",
                Severity.ERROR,
            )
    for found in _HYPHEN_RANGE.finditer(bare) if "-" in bare else ():
        low, high = found.groups()
        if _amount(low) < _amount(high) and not (_YEAR.fullmatch(high) and not _YEAR.fullmatch(low)):
            yield (
                "dau-cau",
                *found.span(),
                f"Khoảng số “{found.group()}” viết bằng gạch ngắn.",
                f"Viết bằng dấu gạch ngang dài: {low}–{high}.",
                Severity.ERROR,
            )
    for found in _HYPHEN.finditer(bare) if " - " in bare else ():
        yield (
            "dau-cau",
            found.start() + 1,
            found.start() + 2,
            "Dùng gạch ngắn có dấu cách giữa câu.",
            "Thay bằng dấu gạch ngang dài: “ – ”.",
            Severity.WARNING,
        )
    for found in _BLANKS.finditer(bare) if _BLANK_HINT.search(bare) else ():
        yield "dau-cau", found.start(), found.end(), "Thừa dấu cách.", "Xóa dấu cách thừa.", Severity.ERROR
    for found in _ADDRESS.finditer(bare) if _ADDRESS_HINT.search(bare) else ():
        yield (
            "cu-phap-khong-cho-phep",
            *found.span(),
            f"Không được ghi địa chỉ trang web “{found.group()}” trong bài.",
            "Gọi tên trang bằng chữ; địa chỉ ghi ở tệp content/sources.yml nếu đó là nguồn.",
            Severity.ERROR,
        )
    for pattern, help_ in _BANNED:
        for found in pattern.finditer(lowered):
            quoted = bare.rfind("“", 0, found.start()) > bare.rfind("”", 0, found.start())
            if not quoted:
                yield (
                    "tu-nen-tranh",
                    found.start(),
                    found.end(),
                    f"Tránh “{bare[found.start() : found.end()]}”.",
                    help_,
                    Severity.WARNING,
                )
