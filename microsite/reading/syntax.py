"""What is wrong with a file that is no YAML, in an editor's words."""

from __future__ import annotations

import re

import yaml

from microsite.findings import Finding, Place, SourceFile

_FIELD = re.compile(r"[\s-]*+[a-z_0-9-]++$")


_FIELD_LINE = re.compile(r"[ -]*+([a-z_]++):(?= |$)")


_TIGHT_FIELD = re.compile(r"\s*[a-z_0-9]+:\S")


_COLONLESS = re.compile(r"[ -]*+([a-z_]++) ++(?!.*:(?: |$))")


_UNMARKED = re.compile(r"[ -]*+([a-z_]++):(?: ++[^\s|>\[{\"'&*!%@`#].*+| *+)$")


"""A field whose value is neither quoted nor opened by a mark."""


def indent(line: str, marks: str = " ") -> int:
    """Return how many of ``marks`` a line begins with."""
    return len(line) - len(line.lstrip(marks))


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


def syntax_finding(file: SourceFile, text: str, error: yaml.YAMLError) -> Finding:
    """Return what is wrong with ``text``, in an editor's words; the pure parser is asked too, whose errors say more."""
    try:
        for _ in yaml.parse(text, Loader=yaml.SafeLoader):
            pass
    except yaml.YAMLError as detailed:
        error = detailed
    problem, context, line, column = "", "", 0, 0
    if isinstance(error, yaml.MarkedYAMLError):
        problem, context = error.problem or "", error.context or ""
        mark = error.problem_mark or error.context_mark
        opened = (
            ("quoted scalar" in context and "escape" not in problem) or "simple key" in context or "flow" in context
        )
        if (opened or context.endswith(("alias", "anchor"))) and error.context_mark is not None:
            mark = error.context_mark
        if mark is not None:
            line, column = mark.line, mark.column
    rule, message, help_ = (
        "cu-phap-yaml",
        "Tệp viết sai cú pháp YAML.",
        "So lại với mẫu trong CONTRIBUTING.md ở quanh dòng này.",
    )
    shown, above = file.line(line + 1), file.line(line)
    length = 1
    fence = next((number for number, each in enumerate(file.lines) if each.startswith("```")), None)
    no_field = any(
        words in problem
        for words in ("mapping values are not allowed", "could not find expected ':'", "expected <block end>")
    )
    unmarked = _unmarked(file, line) if no_field else None
    if fence is not None:
        message, help_ = (
            "Dòng ``` mở hay đóng khung mã, không thuộc nội dung tệp.",
            "Xóa mọi dòng ``` ở đầu và cuối tệp.",
        )
        line, column, length = fence, 0, len(file.lines[fence])
    elif unmarked is not None and not _TIGHT_FIELD.match(shown):
        line, found = unmarked
        name = found.group(1)
        column, length = found.start(1), len(name)
        message = f"Trường “{name}” viết trên nhiều dòng mà sau dấu hai chấm không có dấu >- hay |."
        help_ = f"Viết “{name}: >-” (một câu dài) hoặc “{name}: |” (nhiều đoạn), xuống dòng, rồi lùi mọi dòng vào hai dấu cách."
    elif "escape" in problem:
        message, help_ = (
            "Trong ngoặc kép có dấu \\, mà sau nó không phải một mã hợp lệ.",
            "Bỏ dấu \\, hoặc đổi ngoặc kép \"…\" thành ngoặc đơn '…'.",
        )
    elif "mapping values are not allowed" in problem and _FIELD.match(shown[:column]) and _TIGHT_FIELD.match(above):
        message, help_ = "Thiếu dấu cách sau dấu hai chấm.", "Viết “tên: giá trị”, sau dấu hai chấm có một dấu cách."
        line, column = line - 1, above.index(":")
    elif (
        "mapping values are not allowed" in problem
        and _FIELD.match(shown[:column])
        and (colonless := _COLONLESS.match(above))
        and colonless.start(1) == indent(shown)
    ):
        message, help_ = (
            "Thiếu dấu hai chấm sau tên trường.",
            f"Viết “{colonless.group(1)}: …”, sau dấu hai chấm có một dấu cách.",
        )
        line, column, length = line - 1, colonless.start(1), len(colonless.group(1))
    elif "mapping values are not allowed" in problem and _FIELD.match(shown[:column]):
        rule, message = "thut-dong", "Dòng này thụt vào không thẳng cột với các dòng cùng bậc."
        help_ = "Căn lại: các trường cùng bậc bắt đầu ở cùng một cột, mỗi bậc lùi vào hai dấu cách."
        column = len(shown) - len(shown.lstrip())
    elif "mapping values are not allowed" in problem:
        message = "Có dấu hai chấm ở chỗ không được phép."
        help_ = 'Nếu câu chứa dấu hai chấm thì đặt cả câu trong ngoặc kép "…"; nếu là trường mới thì xuống dòng, căn thẳng cột với các trường khác.'
    elif "could not find expected ':'" in problem:
        tight = _TIGHT_FIELD.match(shown)
        message = "Thiếu dấu cách sau dấu hai chấm." if tight else "Thiếu dấu hai chấm sau tên trường."
        help_ = "Viết “tên: giá trị”, sau dấu hai chấm có một dấu cách."
        column = shown.index(":") if tight else column
        if not tight and not _COLONLESS.match(shown):
            message = "Dòng này không có dạng “tên: giá trị”."
            help_ = "Nếu là chữ của trường ở trên thì lùi vào hai dấu cách; nếu là trường mới thì viết “tên: giá trị”."
    elif "quoted scalar" in context:
        kind = "đơn (')" if shown[column : column + 1] == "'" else 'kép (")'
        message, help_ = (
            f"Mở ngoặc {kind} mà không đóng.",
            "Thêm dấu đóng ngoặc ở cuối giá trị; dấu ngoặc kép bên trong câu viết là “ và ”.",
        )
    elif "expected <block end>" in problem and shown[:column].rstrip().endswith(("'", '"', "]", "}")):
        message = "Sau dấu đóng ngoặc còn chữ hoặc dấu thừa."
        help_ = 'Bỏ phần thừa; nếu ngoặc kép là một phần của câu thì viết “ và ” thay cho hai dấu ".'
    elif "document start" in problem and shown.startswith("- ") and (first := _first_line(file)) is not None:
        line, found = first
        message = f"Trước “{found.group(1)}:” thiếu dấu gạch ngang mở đầu mục mới."
        help_ = f"Viết “- {found.group(1)}: …”, dấu gạch thẳng cột với dấu gạch của các mục khác."
        column, length = found.start(1), len(found.group(1)) + 1
    elif (
        "block collection" in context
        and (field_ := _FIELD_LINE.match(shown))
        and field_.group(1) == _first_key(file, line)
    ):
        message = f"Trước “{field_.group(1)}:” thiếu dấu gạch ngang mở đầu mục mới."
        help_ = f"Viết “- {field_.group(1)}: …”, dấu gạch thẳng cột với dấu gạch của các mục khác."
        column, length = field_.start(1), len(field_.group(1)) + 1
    elif "expected <block end>" in problem:
        rule, message = "thut-dong", "Dòng này thụt vào không thẳng cột với các dòng cùng bậc."
        help_ = "Căn lại: các trường cùng bậc bắt đầu ở cùng một cột, mỗi bậc lùi vào hai dấu cách."
    elif "expected ',' or" in problem:
        message, help_ = (
            "Ngoặc mở ở đây chưa đóng, hoặc giữa các mục thiếu dấu phẩy.",
            "Kiểm tra cặp ngoặc [ ] hoặc { } và dấu phẩy giữa các mục; câu có dấu phẩy hay hai chấm thì đặt trong ngoặc kép.",
        )
    elif "expected the node content" in problem:
        message, help_ = (
            "Thừa hoặc thiếu dấu ngoặc [ ] { } hay dấu phẩy.",
            "Kiểm tra các cặp ngoặc và dấu phẩy ở dòng này và dòng trước.",
        )
    elif "sequence entries are not allowed" in problem:
        message, help_ = (
            "Danh sách bắt đầu ngay trên dòng của tên trường.",
            "Xuống dòng sau dấu hai chấm rồi mới viết “- …”; nếu dấu gạch là một phần của câu thì đặt cả câu trong ngoặc kép.",
        )
    elif "block scalar" in context:
        message, help_ = (
            "Sau dấu | hoặc > còn có chữ.",
            "Sau | hoặc > phải xuống dòng; nếu dấu ấy là một phần của câu thì đặt cả câu trong ngoặc kép.",
        )
    elif "cannot start any token" in problem:
        message, help_ = "Giá trị bắt đầu bằng một ký tự đặc biệt.", 'Đặt cả giá trị trong ngoặc kép "…".'
    elif {"alias", "anchor"} & {*problem.split(), *context.split()}:
        rule, message, help_ = (
            "yaml-khong-cho-phep",
            "Giá trị bắt đầu bằng * hoặc &, là ký hiệu riêng của YAML.",
            'Đặt cả giá trị trong ngoặc kép "…".',
        )
    elif "tag" in problem or "tag" in context:
        rule, message, help_ = (
            "yaml-khong-cho-phep",
            "Giá trị bắt đầu bằng dấu chấm than, là ký hiệu riêng của YAML.",
            'Đặt cả giá trị trong ngoặc kép "…".',
        )
    line = min(line, max(0, len(file.lines) - 1))
    return Finding(rule, Place(file, line + 1, min(column, len(file.line(line + 1))) + 1, length), message, help_)


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
