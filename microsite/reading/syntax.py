"""What is wrong with a file that is no YAML, in an editor's words: a rule a mistake, the first that knows it speaks."""

from __future__ import annotations

import re
from collections.abc import Callable

import yaml

from microsite.findings import Finding, Place, SourceFile
from microsite.reading.trouble import Trouble, What, trouble

_FIELD = re.compile(r"[\s-]*+[a-z_0-9-]++$")


_FIELD_LINE = re.compile(r"[ -]*+([a-z_]++):(?= |$)")


_TIGHT_FIELD = re.compile(r"\s*[a-z_0-9]+:\S")


_COLONLESS = re.compile(r"[ -]*+([a-z_]++) ++(?!.*:(?: |$))")


_UNMARKED = re.compile(r"[ -]*+([a-z_]++):(?: ++[^\s|>\[{\"'&*!%@`#].*+| *+)$")


"""A field whose value is neither quoted nor opened by a mark."""


def indent(line: str, marks: str = " ") -> int:
    """Return how many of ``marks`` a line begins with."""
    return len(line) - len(line.lstrip(marks))


def syntax_finding(file: SourceFile, text: str, error: yaml.YAMLError) -> Finding:
    """Return what is wrong with ``text``, on which PyYAML raised ``error``, in an editor's words."""
    met = trouble(file, text, error)
    return next(finding for rule in _RULES if (finding := rule(met)) is not None)


def _at(
    met: Trouble,
    message: str,
    help_: str,
    *,
    line: int | None = None,
    column: int | None = None,
    length: int = 1,
    rule: str = "cu-phap-yaml",
) -> Finding:
    """Return a finding at the place of ``met``, unless ``line`` and ``column`` (from 0) say another."""
    line = min(met.line if line is None else line, max(0, len(met.file.lines) - 1))
    column = min(met.column if column is None else column, len(met.file.line(line + 1)))
    return Finding(rule, Place(met.file, line + 1, column + 1, length), message, help_)


# --------------------------------------------------------------------------- marks around and behind


def _fence(met: Trouble) -> Finding | None:
    fence = next((number for number, each in enumerate(met.file.lines) if each.startswith("```")), None)
    if fence is None:
        return None
    return _at(
        met,
        "Dòng ``` mở hay đóng khung mã, không thuộc nội dung tệp.",
        "Xóa mọi dòng ``` ở đầu và cuối tệp.",
        line=fence,
        column=0,
        length=len(met.file.lines[fence]),
    )


def _lines_without_mark(met: Trouble) -> Finding | None:
    """Text that goes on below its field, with nothing that says so."""
    if met.what not in {What.COLON, What.NO_COLON, What.BLOCK_END} or _TIGHT_FIELD.match(met.shown):
        return None
    unmarked = _unmarked(met.file, met.line)
    if unmarked is None:
        return None
    line, found = unmarked
    name = found.group(1)
    return _at(
        met,
        f"Trường “{name}” viết trên nhiều dòng mà sau dấu hai chấm không có dấu >- hay |.",
        f"Viết “{name}: >-” (một câu dài) hoặc “{name}: |” (nhiều đoạn), xuống dòng, "
        "rồi lùi mọi dòng vào hai dấu cách.",
        line=line,
        column=found.start(1),
        length=len(name),
    )


def _unmarked(file: SourceFile, line: int) -> tuple[int, re.Match[str]] | None:
    """Return the field (its line, counted from 0) whose unmarked text goes on at ``line``, or goes on after it."""
    shown, below = file.line(line + 1), file.line(line + 2)
    own = _UNMARKED.match(shown)
    if own is not None:
        return (line, own) if indent(below) > indent(shown, " -") and not _FIELD_LINE.match(below) else None
    if _FIELD_LINE.match(shown):
        return None
    first = shown  # of the lines below the field
    for number in range(line - 1, -1, -1):
        above = file.lines[number]
        if above.strip() and indent(above, " -") < indent(shown):
            found = _UNMARKED.match(above)
            block = above.endswith(":") and (first.lstrip().startswith("- ") or _FIELD_LINE.match(first))
            return (number, found) if found is not None and not block else None
        first = above if above.strip() else first
    return None


# --------------------------------------------------------------------------- colons

_ONE_BLANK = "Viết “tên: giá trị”, sau dấu hai chấm có một dấu cách."


def _colon_too_tight(met: Trouble) -> Finding | None:
    """The field above has no blank behind its colon, so that this one seems to go on with it."""
    if met.what is not What.COLON or not _FIELD.match(met.before) or not _TIGHT_FIELD.match(met.above):
        return None
    message = "Thiếu dấu cách sau dấu hai chấm."
    return _at(met, message, _ONE_BLANK, line=met.line - 1, column=met.above.index(":"))


def _colon_missing_above(met: Trouble) -> Finding | None:
    """The field above has no colon at all."""
    above = _COLONLESS.match(met.above)
    if met.what is not What.COLON or not _FIELD.match(met.before) or above is None:
        return None
    if above.start(1) != indent(met.shown):
        return None
    name = above.group(1)
    help_ = f"Viết “{name}: …”, sau dấu hai chấm có một dấu cách."
    message = "Thiếu dấu hai chấm sau tên trường."
    return _at(met, message, help_, line=met.line - 1, column=above.start(1), length=len(name))


def _field_askew(met: Trouble) -> Finding | None:
    if met.what is not What.COLON or not _FIELD.match(met.before):
        return None
    return _askew(met, len(met.shown) - len(met.shown.lstrip()))


def _askew(met: Trouble, column: int | None = None) -> Finding:
    return _at(
        met,
        "Dòng này thụt vào không thẳng cột với các dòng cùng bậc.",
        "Căn lại: các trường cùng bậc bắt đầu ở cùng một cột, mỗi bậc lùi vào hai dấu cách.",
        column=column,
        rule="thut-dong",
    )


def _colon_missing(met: Trouble) -> Finding | None:
    """A line among fields that is none, for want of a colon or of a blank behind it."""
    if met.what is not What.NO_COLON:
        return None
    if _TIGHT_FIELD.match(met.shown):
        return _at(met, "Thiếu dấu cách sau dấu hai chấm.", _ONE_BLANK, column=met.shown.index(":"))
    if _COLONLESS.match(met.shown):
        return _at(met, "Thiếu dấu hai chấm sau tên trường.", _ONE_BLANK)
    return _at(
        met,
        "Dòng này không có dạng “tên: giá trị”.",
        "Nếu là chữ của trường ở trên thì lùi vào hai dấu cách; nếu là trường mới thì viết “tên: giá trị”.",
    )


# --------------------------------------------------------------------------- quotes, entries, blocks


def _quote_open(met: Trouble) -> Finding | None:
    if met.what is not What.QUOTE:
        return None
    kind = "đơn (')" if met.shown[met.column : met.column + 1] == "'" else 'kép (")'
    help_ = "Thêm dấu đóng ngoặc ở cuối giá trị; dấu ngoặc kép bên trong câu viết là “ và ”."
    return _at(met, f"Mở ngoặc {kind} mà không đóng.", help_)


def _behind_closing(met: Trouble) -> Finding | None:
    if met.what is not What.BLOCK_END or not met.before.rstrip().endswith(("'", '"', "]", "}")):
        return None
    return _at(
        met,
        "Sau dấu đóng ngoặc còn chữ hoặc dấu thừa.",
        'Bỏ phần thừa; nếu ngoặc kép là một phần của câu thì viết “ và ” thay cho hai dấu ".',
    )


def _first_without_dash(met: Trouble) -> Finding | None:
    """A list whose first entry lacks its dash: the second is told as what follows the content."""
    if met.what is not What.NEW_CONTENT or not met.shown.startswith("- "):
        return None
    first = _first_line(met.file)
    return None if first is None else _dash_missing(met, *first)


def _entry_without_dash(met: Trouble) -> Finding | None:
    """A new entry of a list that lacks its dash: it begins with the field with which the one before began."""
    found = _FIELD_LINE.match(met.shown)
    if met.what is not What.BLOCK_END or not met.in_list or found is None:
        return None
    return _dash_missing(met, met.line, found) if found.group(1) == _first_key(met.file, met.line) else None


def _dash_missing(met: Trouble, line: int, found: re.Match[str]) -> Finding:
    name = found.group(1)
    return _at(
        met,
        f"Trước “{name}:” thiếu dấu gạch ngang mở đầu mục mới.",
        f"Viết “- {name}: …”, dấu gạch thẳng cột với dấu gạch của các mục khác.",
        line=line,
        column=found.start(1),
        length=len(name) + 1,
    )


def _first_line(file: SourceFile) -> tuple[int, re.Match[str]] | None:
    """Return the line (counted from 0) and the field that a file begins with, if it is one without a dash."""
    line, first = next(
        ((n, each) for n, each in enumerate(file.lines) if each.strip() and not each.lstrip().startswith("#")), (0, "")
    )
    found = _FIELD_LINE.match(first)
    return (line, found) if found is not None and not first.startswith("- ") else None


def _first_key(file: SourceFile, line: int) -> str | None:
    """Return the first field of the list entry before ``line``."""
    for above in reversed(file.lines[:line]):
        if above.lstrip().startswith("- "):
            found = _FIELD_LINE.match(above)
            return found.group(1) if found is not None else None
    return None


def _block_askew(met: Trouble) -> Finding | None:
    return _askew(met) if met.what is What.BLOCK_END else None


# --------------------------------------------------------------------------- what needs no second look

_QUOTE_IT = 'Đặt cả giá trị trong ngoặc kép "…".'
_PLAIN: dict[What, tuple[str, str, str]] = {
    What.ESCAPE: (
        "cu-phap-yaml",
        "Trong ngoặc kép có dấu \\, mà sau nó không phải một mã hợp lệ.",
        "Bỏ dấu \\, hoặc đổi ngoặc kép \"…\" thành ngoặc đơn '…'.",
    ),
    What.COLON: (
        "cu-phap-yaml",
        "Có dấu hai chấm ở chỗ không được phép.",
        'Nếu câu chứa dấu hai chấm thì đặt cả câu trong ngoặc kép "…"; '
        "nếu là trường mới thì xuống dòng, căn thẳng cột với các trường khác.",
    ),
    What.BRACKET: (
        "cu-phap-yaml",
        "Ngoặc mở ở đây chưa đóng, hoặc giữa các mục thiếu dấu phẩy.",
        "Kiểm tra cặp ngoặc [ ] hoặc { } và dấu phẩy giữa các mục; "
        "câu có dấu phẩy hay hai chấm thì đặt trong ngoặc kép.",
    ),
    What.NO_VALUE: (
        "cu-phap-yaml",
        "Thừa hoặc thiếu dấu ngoặc [ ] { } hay dấu phẩy.",
        "Kiểm tra các cặp ngoặc và dấu phẩy ở dòng này và dòng trước.",
    ),
    What.DASH: (
        "cu-phap-yaml",
        "Danh sách bắt đầu ngay trên dòng của tên trường.",
        "Xuống dòng sau dấu hai chấm rồi mới viết “- …”; "
        "nếu dấu gạch là một phần của câu thì đặt cả câu trong ngoặc kép.",
    ),
    What.BLOCK_MARK: (
        "cu-phap-yaml",
        "Sau dấu | hoặc > còn có chữ.",
        "Sau | hoặc > phải xuống dòng; nếu dấu ấy là một phần của câu thì đặt cả câu trong ngoặc kép.",
    ),
    What.CHARACTER: ("cu-phap-yaml", "Giá trị bắt đầu bằng một ký tự đặc biệt.", _QUOTE_IT),
    What.NAME: ("yaml-khong-cho-phep", "Giá trị bắt đầu bằng * hoặc &, là ký hiệu riêng của YAML.", _QUOTE_IT),
    What.TAG: ("yaml-khong-cho-phep", "Giá trị bắt đầu bằng dấu chấm than, là ký hiệu riêng của YAML.", _QUOTE_IT),
}


def _plain(met: Trouble) -> Finding:
    rule, message, help_ = _PLAIN.get(
        met.what,
        ("cu-phap-yaml", "Tệp viết sai cú pháp YAML.", "So lại với mẫu trong CONTRIBUTING.md ở quanh dòng này."),
    )
    return _at(met, message, help_, rule=rule)


_RULES: tuple[Callable[[Trouble], Finding | None], ...] = (
    _fence,
    _lines_without_mark,
    _colon_too_tight,
    _colon_missing_above,
    _field_askew,
    _colon_missing,
    _quote_open,
    _behind_closing,
    _first_without_dash,
    _entry_without_dash,
    _block_askew,
    _plain,
)
