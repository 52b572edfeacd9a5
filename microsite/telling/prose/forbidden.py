"""Characters and lines outside the allowed Markdown, whatever they would become."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Rule:
    """A pattern that is refused, and what is said of it; ``{example}`` in its help is a reference of the site."""

    pattern: re.Pattern[str]
    message: str
    help: str


_INDENT = r"^ *+"
_ENTRY = rf"{_INDENT}(?:(?:-|\d+\.) ++)*+"
"""The start of a line: indentation and the marks of list entries."""

_SPECIAL = re.compile("[][<>{}`~\\\\|_&\t\v\f\u1680\u2000-\u200a\u202f\u205f\u3000]|://|www\\.", re.I)
"""What every one of the character rules needs; a text without any is not held against them."""

_CHARACTERS = (
    Rule(
        re.compile(r"<[^<>\n]*+>|[<>]++"),
        "Không được dùng dấu < hoặc > (mã HTML).",
        "Bỏ đi; “lớn hơn”, “nhỏ hơn” viết bằng chữ.",
    ),
    Rule(
        re.compile(r"(?<!\{)\{++[^{}\n]*+\}++|[{}]++"),
        "Không được dùng dấu ngoặc nhọn { }.",
        "Bỏ đi, hoặc dùng ngoặc tròn ( ).",
    ),
    Rule(
        re.compile(r"[`~\\|]++"),
        "Không được dùng các dấu ` ~ \\ |.",
        "Bỏ đi; tham chiếu viết là [[muc-tieu:mã]].",
    ),
    Rule(
        re.compile("[\u1680\u2000-\u200a\u202f\u205f\u3000]"),
        "Có dấu cách lạ (thường do chép từ nơi khác).",
        "Xóa rồi gõ lại dấu cách thường.",
    ),
    Rule(re.compile(r"[\t\v\f]"), "Không được dùng phím Tab trong bài.", "Thay bằng dấu cách."),
    Rule(
        re.compile(r"!?\[[^\[\]\n]*+\]\([^()\n]*+\)"),
        "Không được chèn liên kết hay hình.",
        "Dùng tham chiếu, ví dụ {example}.",
    ),
    Rule(
        re.compile(r"[\[\]]++"),
        "Ngoặc vuông chỉ dùng cho tham chiếu.",
        "Viết [[loại:mã]], ví dụ {example}, hoặc dùng ngoặc tròn.",
    ),
    Rule(
        re.compile(r"https?://\S+|www\.\S+", re.I),
        "Không được ghi địa chỉ trang web trong bài.",
        "Ghi địa chỉ ở tệp content/sources.yml nếu đó là nguồn.",
    ),
    Rule(
        re.compile(r"(?<!\w)_{1,2}(?=[^\W_])[^_\n]*+_{1,2}(?!\w)"),
        "Dấu _ không dùng để làm nổi chữ.",
        "Viết **đậm** hoặc *nghiêng*.",
    ),
    Rule(
        re.compile(r"&(?:#\w*;?|\w+;)"),
        "Không được dùng mã ký tự kiểu &…;.",
        "Gõ thẳng ký tự cần dùng.",
    ),
)

_HEADING = Rule(
    re.compile(rf"{_ENTRY}#.*$", re.M),
    "Tiêu đề trong bài phải là bậc ba.",
    "Bắt đầu dòng bằng “### ”, không thụt vào, không đặt trong danh sách.",
)

_LINES = (
    Rule(
        re.compile(
            rf"{_ENTRY}(?:!!!|\?\?\?|:::|: |\$\$|\+ |\* |\*{3}(?!\S)|___).*$"
            rf"|^(?=[ ]*+[^ \n]){_ENTRY[1:]}(?:[-=_*+][-=_*+ ]*+)?$",
            re.M,
        ),
        "Dòng này dùng cú pháp không được phép.",
        "Danh sách bắt đầu bằng “- ” hoặc “1. ”; bỏ đường kẻ và các ký hiệu khác.",
    ),
    Rule(
        re.compile(rf"{_INDENT}\d{{3,}}\. ", re.M),
        "Đầu dòng có số và dấu chấm nên sẽ bị hiểu là mục của danh sách.",
        "Xuống dòng ở chỗ khác, để số này không đứng đầu dòng.",
    ),
    Rule(
        re.compile(rf"{_INDENT}[•·–—] ", re.M),
        "Dấu này ở đầu dòng không làm thành danh sách.",
        "Bắt đầu dòng bằng “- ”; nếu là dấu ở giữa câu thì xuống dòng ở chỗ khác.",
    ),
    Rule(
        re.compile(rf"{_INDENT}(?:-(?=[^\W\d_]|\*\*|[“(])|[•·–—](?=\w|\*\*))", re.M),
        "Thiếu dấu cách sau dấu đầu dòng nên không thành danh sách.",
        "Viết “- ” rồi mới đến chữ.",
    ),
    Rule(
        re.compile(rf"{_INDENT}(?:\(?\d{{1,2}}\)|\d{{1,2}}\.(?=[^\W\d_]|\*\*))", re.M),
        "Số ở đầu dòng viết thế này không làm thành danh sách.",
        "Viết “1. ”, “2. ”: số, dấu chấm, dấu cách.",
    ),
    Rule(
        re.compile(rf"{_INDENT}(?:\(?(?:[a-zđ]|[ivx]{{2,4}})\)|[a-zđ]\.(?= ))", re.M),
        "Chữ cái ở đầu dòng không làm thành danh sách.",
        "Viết “- ”, hoặc “1. ”, “2. ” nếu cần thứ tự.",
    ),
)

STRANGE_INDENT = Rule(
    re.compile(r"^ *+\u00a0[ \u00a0]*+", re.M),
    "Đầu dòng có dấu cách lạ (thường do chép từ nơi khác).",
    "Xóa dấu cách ở đầu dòng.",
)

LIKE_REFERENCE = re.compile(r"\[\[([^\[\]:|\n]{1,40}+):([^\[\]|\n]{1,80}+)(?:\|[^\[\]\n]*+)?\]\]")
"""What was meant as a reference, but has diacritics, capitals or blanks in its kind or id."""

AFTER_REFERENCE = re.compile(r"[(\[{]|:(?=\S)")
"""What must not stand right after a reference."""

Found = Iterator[tuple[int, int, Rule]]


def found(value: str, *, sections: bool) -> Found:
    """Yield where ``value``, its references hidden and its no-break spaces made plain, breaks a rule."""
    if _SPECIAL.search(value):
        for rule in _CHARACTERS:
            for match in rule.pattern.finditer(value):
                if not _no_character(match[0]):
                    yield *match.span(), rule
    if "#" in value:
        for match in _HEADING.pattern.finditer(value):
            if not _is_heading(match[0], sections):
                yield *match.span(), _HEADING
    for rule in _LINES:
        for match in rule.pattern.finditer(value):
            yield *match.span(), rule


def _no_character(words: str) -> bool:
    """Say whether ``words`` look like a character's code but are none: ``R&D;``."""
    return words[0] == "&" and words[1] != "#" and html.unescape(words) == words


def _is_heading(line: str, sections: bool) -> bool:
    level = line.split(" ")[0]
    return (level == "###" or (sections and level == "##")) and bool(line[len(level) + 1 :].strip(" #"))
