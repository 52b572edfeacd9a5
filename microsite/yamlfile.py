"""One YAML file → plain data, with the place of every key and value, and findings for what is not readable.

Content comes from strangers: only plain mappings, lists and scalars are read. Anchors, aliases and
tags are findings, so that a small file can neither grow without bound nor name a Python object.
"""

from __future__ import annotations

import functools
import itertools
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import yaml

from microsite import characters, entries
from microsite.findings import Finding, Place, SourceFile

KeyPath = tuple[str | int, ...]
"""The way to a value: keys and list positions from the top of the file."""

MAX_BYTES = 400_000
MAX_DEPTH = 24

MOST_LINES = 10
"""Of lines that are all wrong in the same way, so many are told: as many as GitHub shows."""


# The C parser is some fifteen times faster; the pure one words its errors in more detail.
_FAST: type[Any] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_DETAILED: type[Any] = yaml.SafeLoader


@dataclass(frozen=True, slots=True)
class Span:
    """Where something stands in a file; lines and columns count from 0, the end is exclusive."""

    line: int
    column: int
    end_line: int
    end_column: int


@dataclass(slots=True)
class YamlFile:
    """A file's data and the places of its parts.

    ``data`` is ``None`` when the file cannot be read at all; ``values`` and ``keys`` map a path of
    keys and list positions to where it stands.
    """

    file: SourceFile
    data: Any = None
    findings: list[Finding] = field(default_factory=list)
    values: dict[KeyPath, Span] = field(default_factory=dict)
    keys: dict[KeyPath, Span] = field(default_factory=dict)

    def value_place(self, path: KeyPath) -> Place:
        """Return the place of the value at ``path``, or of the nearest thing around it."""
        span = self._near(path)
        if span is None:
            return Place(self.file, 1, 1)
        end = span.end_column if span.end_line == span.line else len(self.file.line(span.line + 1).rstrip())
        return self._place(span.line, span.column, end - span.column)

    def key_place(self, path: KeyPath) -> Place:
        """Return the place of the key at ``path``; that of the value where there is no key (in a list)."""
        span = self.keys.get(path)
        if span is None:
            return self.value_place(path)
        return self._place(span.line, span.column, span.end_column - span.column)

    def _place(self, line: int, column: int, length: int) -> Place:
        """Return a place from counts from 0; what YAML puts behind the last line is drawn back to its end."""
        line = min(line, len(self.file.lines) - 1)
        return Place(self.file, line + 1, min(column, len(self.file.lines[line])) + 1, max(1, length))

    def text_place(self, path: KeyPath, text: str, start: int, end: int) -> Place:
        """Return the place in the file of ``text[start:end]``, where ``text`` is the value at ``path``.

        In a literal block the place is exact; elsewhere the snippet is looked up by how often it
        occurred before ``start``, and one that the file breaks over two lines is reported by its
        first word.
        """
        span = self.values.get(path)
        if span is None:
            return self.value_place(path)
        lines = self.file.lines
        exact = self._literal_place(span, text, start, end)
        if exact is not None:
            return exact
        if end > start and not text[start:end].strip():  # blanks are found with the word before and the letter after them
            word = max(text.rfind(" ", 0, start), text.rfind("\n", 0, start)) + 1
            place = self.text_place(path, text, word, min(end + 1, len(text))) if word < start else self.value_place(path)
            wider = self.file.line(place.line)[place.col - 1 : place.col - 1 + place.length]
            if wider == text[word : end + 1]:
                return Place(self.file, place.line, place.col + start - word, end - start)
            return place
        raw = "\n".join(lines[span.line : span.end_line + 1])
        raw_start = span.column
        raw_end = len(raw) - (len(lines[span.end_line]) - span.end_column if span.end_line < len(lines) else 0)
        for snippet in (text[start:end], text[start:end].split("\n")[0], text[start:end].split(" ")[0]):
            if not snippet.strip():
                continue
            before = text.count(snippet, 0, start)
            at = raw.find(snippet, raw_start, raw_end)
            while before and at >= 0:
                at = raw.find(snippet, at + len(snippet), raw_end)
                before -= 1
            if at >= 0:
                line = raw.count("\n", 0, at)
                col = at - (raw.rfind("\n", 0, at) + 1)
                return Place(self.file, span.line + line + 1, col + 1, len(snippet))
        return self.value_place(path)

    def _literal_place(self, span: Span, text: str, start: int, end: int) -> Place | None:
        """Return the exact place of ``text[start:end]`` in a literal block, or ``None`` where the value is none."""
        lines = self.file.lines
        if not lines[span.line].startswith("|", span.column):
            return None
        line_start = text.rfind("\n", 0, start) + 1
        number = span.line + 1 + text.count("\n", 0, line_start)
        wanted = text[line_start : text.find("\n", start) % (len(text) + 1)]
        raw = lines[number] if number < len(lines) else ""
        if not raw.endswith(wanted) or raw[: len(raw) - len(wanted)].strip():
            return None
        indent = len(raw) - len(wanted)
        return Place(self.file, number + 1, indent + start - line_start + 1, max(1, min(end, line_start + len(wanted)) - start))

    def _near(self, path: KeyPath) -> Span | None:
        while path not in self.values and path:
            path = path[:-1]
        return self.values.get(path)


def read(path: Path, name: str) -> YamlFile:
    """Read the YAML file at ``path``, called ``name`` in findings. Never raises for what the file holds."""
    text = read_text(path, name)
    return text if isinstance(text, YamlFile) else parse(text, name)


def read_text(path: Path, name: str) -> str | YamlFile:
    """Return the text of the file at ``path``, or an unreadable file with the finding that says why."""
    try:
        raw = entries.read_at_most(path, MAX_BYTES)
    except entries.SpecialError as error:
        file = SourceFile.of(name, "")
        return YamlFile(file, findings=[Finding("tep-la", Place(file, 1, 1), error.reason, "Thay bằng một tệp thường.")])
    if len(raw) > MAX_BYTES:
        file = SourceFile.of(name, "")
        return YamlFile(
            file,
            findings=[
                Finding("tep-qua-lon", Place(file, 1, 1), f"Tệp lớn hơn {MAX_BYTES // 1000} KB.", "Chia nội dung thành nhiều tệp nhỏ hơn.")
            ],
        )
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        head = error.object[: error.start]  # what the decoder saw: without a byte order mark
        file = SourceFile.of(name, raw.decode("utf-8-sig", errors="replace"))
        place = Place(file, head.count(b"\n") + 1, len(head.rsplit(b"\n", 1)[-1].decode("utf-8", errors="replace")) + 1)
        return YamlFile(
            file,
            findings=[
                Finding(
                    "khong-phai-utf8",
                    place,
                    "Tệp không được lưu bằng bảng mã UTF-8.",
                    "Mở tệp bằng trình soạn thảo, chọn Lưu với bảng mã (Encoding) UTF-8 rồi lưu lại.",
                )
            ],
        )


_HIDDEN = characters.HIDDEN


def cleaned(text: str, name: str) -> tuple[SourceFile, list[Finding]]:
    """Return ``text`` as a file in NFC with plain line ends, and findings for characters that should not be there."""
    findings: list[Finding] = []
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if not unicodedata.is_normalized("NFC", text):
        original = SourceFile.of(name, text)
        wrong = [
            (n, line, unicodedata.normalize("NFC", line))
            for n, line in enumerate(original.lines, 1)
            if not unicodedata.is_normalized("NFC", line)
        ]
        for number, line, composed in wrong[:1]:
            column = next((i for i, (a, b) in enumerate(zip(line, composed, strict=False)) if a != b), len(composed))
            listed = ", ".join(str(n) for n, _, _ in wrong[:MOST_LINES]) + ("…" if len(wrong) > MOST_LINES else ".")
            more = f" Trong tệp có {len(wrong)} dòng như vậy: {listed}" if len(wrong) > 1 else ""
            findings.append(
                Finding(
                    "khong-phai-nfc",
                    Place(original, number, column + 1),
                    f"Chữ có dấu được gõ ở dạng tổ hợp (dấu tách rời chữ), không phải dựng sẵn (NFC).{more}",
                    "Đặt bộ gõ ở bảng mã “Unicode dựng sẵn”, rồi xóa chữ này và gõ lại; trên máy có chương trình thì chạy "
                    "python3 build.py check --fix để tự sửa cả tệp.",
                )
            )
        text = unicodedata.normalize("NFC", text)
    file = SourceFile.of(name, text)
    hidden = [found for found in _HIDDEN.finditer(text) if unicodedata.category(found.group()) != "Co"]
    for match in hidden[:1]:
        line_start = text.rfind("\n", 0, match.start()) + 1
        more = f" Trong tệp có {len(hidden)} ký tự như vậy." if len(hidden) > 1 else ""
        findings.append(
            Finding(
                "ky-tu-an",
                Place(file, text.count("\n", 0, match.start()) + 1, match.start() - line_start + 1),
                f"Có ký tự không nhìn thấy được (U+{ord(match.group()):04X}).{more}",
                "Xóa ký tự này (đặt con trỏ ngay sau nó rồi bấm phím xóa lùi); thường do chép từ trang web hoặc tệp PDF.",
            )
        )
    findings += [*_private(file, text), *_heaped(file, text)]
    return file, findings


def _private(file: SourceFile, text: str) -> Iterator[Finding]:
    """Yield a finding for the first character of private use in ``text``, all of ``file``: seen as a box, or as Word's bullet."""
    found = characters.PRIVATE_USE.search(text)
    if found is not None:
        place = Place(file, text.count("\n", 0, found.start()) + 1, found.start() - text.rfind("\n", 0, found.start()))
        message = f"Không in được ký tự U+{ord(found.group()):04X}."
        yield Finding("ky-tu-khong-in-duoc", place, message, "Xóa đi, hoặc viết bằng chữ; mục của danh sách thì bắt đầu bằng “- ”.")


def _heaped(file: SourceFile, text: str) -> Iterator[Finding]:
    """Yield a finding for the first letter with too many marks in ``text``, all of ``file``."""
    heap = characters.heaped(text)
    if heap is not None:
        start, end = heap
        line_start = text.rfind("\n", 0, start) + 1
        place = Place(file, text.count("\n", 0, start) + 1, max(start - 1, line_start) - line_start + 1, end - start + 1)
        yield Finding("dau-chong", place, _HEAPED, "Xóa chữ này cùng các dấu của nó rồi gõ lại.")


_HEAPED = f"Có chữ mang quá {characters.MOST_MARKS} dấu chồng lên nhau."

_ODD = "\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000"
_ODD_BLANK = re.compile(
    rf"(?:[ -]*+[a-z_0-9]*+(?::(?=[{_ODD}])|(?=[{_ODD}]++ *+:)|(?<![a-z_0-9]))|[ -]*+(?:[a-z_]++: *+)?\{{[^{_ODD}]*+)[{_ODD}]"
)
"""A line up to a blank that YAML takes for a letter, where it needs a plain one: indentation, around a field's name, in braces."""

_BLOCK = re.compile(r"[:-] ++[|>][-+0-9]*+ *+$")


def _odd_blanks(file: SourceFile) -> Iterator[Finding]:
    """Yield a finding for each line whose structure is made with blanks that YAML does not know; in text they are not its business."""
    block = -1
    for number, line in enumerate(file.lines, 1):
        indent = _indent(line, " -")
        if block >= 0 and (_indent(line) > block or not line.strip(" ")):
            continue
        block = indent if _BLOCK.search(line) else -1
        found = _ODD_BLANK.match(line)
        if found is not None:
            blank = found.group()[-1]
            kind = f"không ngắt, U+{ord(blank):04X}" if blank == "\u00a0" else f"U+{ord(blank):04X}"
            yield Finding(
                "ky-tu-an",
                Place(file, number, found.end()),
                f"Ở đây có dấu cách lạ ({kind}).",
                "Xóa dấu cách ấy rồi gõ lại bằng phím cách; dấu cách lạ thường do chép từ trang web hoặc Word.",
            )


@functools.lru_cache(maxsize=1024)  # the preview reads everything again after each change, and one file is another
def parse(text: str, name: str) -> YamlFile:
    """Read YAML ``text``; see :func:`read`."""
    file, findings = cleaned(text, name)
    text = file.text
    result = YamlFile(file, findings=findings)
    tabs = [i for i, line in enumerate(file.lines, 1) if "\t" in line[: len(line) - len(line.lstrip())]]
    for number in tabs:
        column = file.lines[number - 1].index("\t") + 1
        result.findings.append(
            Finding(
                "dau-tab",
                Place(file, number, column),
                "Dòng này thụt vào bằng phím Tab.",
                "Thay bằng dấu cách: mỗi bậc thụt vào hai dấu cách.",
            )
        )
    result.findings += itertools.islice(_odd_blanks(file), MOST_LINES)
    if tabs or any(f.rule == "ky-tu-an" for f in result.findings):
        return result
    builder = _Builder(result)
    try:
        builder.run(yaml.parse(text, Loader=_FAST))
    except yaml.YAMLError as error:
        result.data = None
        if not builder.cut:  # what stands behind the # may be what is missing
            result.findings.append(_syntax_finding(file, text, error))
    return result


class _Builder:
    """Builds the data from parsing events; how deep it goes is bounded by :data:`MAX_DEPTH`, not by the stack."""

    def __init__(self, result: YamlFile) -> None:
        self.result = result
        self.events: Iterator[Any] = iter(())
        self.lossy = False
        self.cut = False

    def run(self, events: Iterator[Any]) -> None:
        """Fill the result from ``events``; raises :class:`yaml.YAMLError` for what is no YAML."""
        self.events = events
        documents = 0
        for event in events:
            if self.lossy:  # what is left would only look wrong
                self.result.data = None
            if isinstance(event, yaml.DocumentStartEvent):
                documents += 1
                if documents > 1:
                    self.result.data = None
                    self._reject(event, "Tệp có dấu --- ở giữa.", "Xóa dòng ---; mỗi tệp chỉ chứa một nội dung.")
                    return
            elif isinstance(event, yaml.NodeEvent):
                try:
                    self.result.data = self._node(event, ())
                except _TooDeepError:
                    self.result.data = None
                    self._reject(event, "Nội dung lồng quá nhiều bậc.", "Viết lại theo mẫu trong CONTRIBUTING.md.")
                    return
        if documents == 0 or (self.result.data is None and not self.result.findings):
            place = Place(self.result.file, 1, 1)
            help_ = "Điền các trường theo mẫu trong CONTRIBUTING.md, hoặc xóa tệp."
            self.result.findings.append(Finding("tep-rong", place, "Tệp không có nội dung.", help_))

    def _node(self, event: Any, path: KeyPath) -> Any:
        if len(path) > MAX_DEPTH:
            raise _TooDeepError
        if isinstance(event, yaml.AliasEvent):
            self.lossy = True
        if isinstance(event, yaml.AliasEvent) or event.anchor is not None:
            self._reject(event, "Giá trị bắt đầu bằng & hoặc *, là ký hiệu riêng của YAML.", 'Đặt cả giá trị trong ngoặc kép "…".')
        elif event.tag is not None:
            self._reject(event, "Giá trị bắt đầu bằng dấu chấm than, là ký hiệu riêng của YAML.", 'Đặt cả giá trị trong ngoặc kép "…".')
        if isinstance(event, yaml.MappingStartEvent):
            return self._mapping(event, path)
        if isinstance(event, yaml.SequenceStartEvent):
            items: list[Any] = []
            for child in self.events:
                if isinstance(child, yaml.SequenceEndEvent):
                    self._mark(path, event, child)
                    return items
                items.append(self._node(child, (*path, len(items))))
        self._mark(path, event, event)
        return self._scalar(event, path) if isinstance(event, yaml.ScalarEvent) else None

    def _text(self, event: Any) -> str:
        """Return a scalar's text in NFC; an escape in double quotes may not bring in what the file itself may not hold."""
        text = unicodedata.normalize("NFC", event.value)
        if event.style != '"':
            return text
        hidden = _HIDDEN.search(text)
        if hidden is not None:
            message = f"Giá trị có ký tự không nhìn thấy được, viết bằng mã sau dấu \\ (U+{ord(hidden.group()):04X})."
            help_ = "Xóa mã ấy; trong ngoặc kép, dấu \\ không được dùng để viết ký tự ẩn."
            self.result.findings.append(Finding("ky-tu-an", self._whole(event), message, help_))
            text = _HIDDEN.sub("", text)
        if characters.heaped(text) is not None and not any(f.rule == "dau-chong" for f in self.result.findings):
            self.result.findings.append(Finding("dau-chong", self._whole(event), _HEAPED, "Xóa các mã ấy rồi gõ lại chữ."))
        return text

    def _whole(self, event: Any) -> Place:
        """Return the place of a scalar, of its first line where it has several."""
        span = _span(event, event)
        length = span.end_column - span.column if span.end_line == span.line else 1
        return Place(self.result.file, span.line + 1, span.column + 1, max(1, length))

    def _scalar(self, event: Any, path: KeyPath) -> Any:
        text = self._text(event)
        behind = self._behind(event)
        if behind is not None and not behind.group(1).startswith("# "):  # no comment: the author's text, on which other rules may speak
            text += behind.group() if text else behind.group(1)
            span = self.result.values[path]
            self.result.values[path] = replace(span, end_column=behind.end())
        return text if event.style else _resolved(text)  # the C parser says "" where the pure one says None

    def _behind(self, event: Any) -> re.Match[str] | None:
        """Report a ``#`` behind a value on the same line, which YAML drops with all that follows."""
        if event.style in {"|", ">"}:
            return None
        number = event.end_mark.line + 1
        found = _COMMENT.match(self.result.file.line(number), event.end_mark.column)
        if found is None or (event.value == "" and found.group(1).startswith("# ")):
            return None
        self.cut = True
        self.result.findings.append(
            Finding(
                "yaml-khong-cho-phep",
                Place(self.result.file, number, found.start(1) + 1, len(found.group(1))),
                f"“{shortened(found.group(1))}” sẽ bị bỏ mất, vì dấu # đứng sau dấu cách mở đầu lời chú.",
                'Đặt cả giá trị trong ngoặc kép "…"; nếu đó là lời chú thì chuyển lên một dòng riêng ở trên.',
            )
        )
        return found

    def _mapping(self, start: Any, path: KeyPath) -> dict[str, Any]:
        data: dict[str, Any] = {}
        told = False
        for event in self.events:
            if isinstance(event, yaml.MappingEndEvent):
                self._mark(path, start, event)
                break
            if not isinstance(event, yaml.ScalarEvent):
                self.lossy = True
                self._reject(event, "Tên trường phải là một từ.", "Viết “tên: giá trị”, mỗi trường một dòng.")
                self._node(event, (*path, "?"))
                self._node(next(self.events), (*path, "?"))
                continue
            if event.anchor is not None or event.tag is not None:
                self._reject(
                    event,
                    "Tên trường bắt đầu bằng & hoặc dấu chấm than, là ký hiệu riêng của YAML.",
                    "Viết “tên: giá trị”, tên không có ký hiệu.",
                )
            key = self._text(event)
            child = next(self.events)
            if start.flow_style and _is_empty(child) and (tight := _TIGHT_PAIR.fullmatch(key)) and tight.group(1) not in data:
                colon = _span(event, event).column + tight.end(1)
                if not told:
                    told = True
                    self._syntax(
                        event, colon, "Thiếu dấu cách sau dấu hai chấm.", "Sau mỗi dấu hai chấm có một dấu cách: {doc: nq57, at: II.1}."
                    )
                data[tight.group(1)] = _resolved(tight.group(2))
                at = _span(event, event)
                self.result.keys[(*path, tight.group(1))] = replace(at, end_column=colon)
                self.result.values[(*path, tight.group(1))] = replace(at, column=colon + 1)
                continue
            if key in data:
                first = self.result.keys[(*path, key)].line + 1
                again = _span(event, event)
                if not start.flow_style and path and isinstance(path[-1], int) and key == next(iter(data)):
                    told = self.lossy = True
                    self._syntax(
                        event,
                        again.column,
                        f"Trước “{key}:” thiếu dấu gạch ngang mở đầu mục mới.",
                        f"Viết “- {key}: …”, dấu gạch thẳng cột với dấu gạch của các mục khác.",
                        len(key) + 1,
                    )
                elif not told:
                    place = Place(self.result.file, again.line + 1, again.column + 1, max(1, again.end_column - again.column))
                    message = f"Trường “{key}” viết hai lần; lần đầu ở dòng {first}."
                    self.result.findings.append(Finding("khoa-trung", place, message, "Giữ một trường, xóa trường kia."))
                self._node(child, (*path, key, "?"))
                continue
            self.result.keys[(*path, key)] = _span(event, event)
            data[key] = self._node(child, (*path, key))
        return data

    def _mark(self, path: KeyPath, start: Any, end: Any) -> None:
        self.result.values[path] = _span(start, end)

    def _syntax(self, event: Any, column: int, message: str, help_: str, length: int = 1) -> None:
        place = Place(self.result.file, event.start_mark.line + 1, column + 1, length)
        self.result.findings.append(Finding("cu-phap-yaml", place, message, help_))

    def _reject(self, event: Any, message: str, help_: str) -> None:
        place = Place(self.result.file, event.start_mark.line + 1, event.start_mark.column + 1)
        self.result.findings.append(Finding("yaml-khong-cho-phep", place, message, help_))


_COMMENT = re.compile(r"[ \t]++(#.*+)")


def shortened(text: str) -> str:
    """Return the first line of ``text``, cut to forty characters, to be quoted in a message."""
    text = text.split("\n")[0]
    return text[:39] + "…" if len(text) > 40 else text


def _resolved(text: str) -> Any:
    """Return what a plain scalar stands for."""
    if text in {"", "~", "null"}:
        return None
    if text in {"true", "false"}:
        return text == "true"
    if re.fullmatch(r"[-+]?[0-9]{1,18}", text):
        return int(text)
    if re.fullmatch(r"[-+]?[0-9]{1,18}\.[0-9]{1,12}", text):
        return Decimal(text)
    return text


class _TooDeepError(Exception):
    """Nesting beyond :data:`MAX_DEPTH`."""


def _span(start: Any, end: Any) -> Span:
    return Span(start.start_mark.line, start.start_mark.column, end.end_mark.line, end.end_mark.column)


def _is_empty(event: Any) -> bool:
    return isinstance(event, yaml.ScalarEvent) and not event.style and event.value == ""


_TIGHT_PAIR = re.compile(r"([a-z_]++):(\S.*+)")
_FIELD = re.compile(r"[\s-]*+[a-z_0-9-]++$")
_FIELD_LINE = re.compile(r"[ -]*+([a-z_]++):(?= |$)")
_TIGHT_FIELD = re.compile(r"\s*[a-z_0-9]+:\S")
_COLONLESS = re.compile(r"[ -]*+([a-z_]++) ++(?!.*:(?: |$))")
_UNMARKED = re.compile(r"[ -]*+([a-z_]++):(?: ++[^\s|>\[{\"'&*!%@`#].*+| *+)$")
"""A field whose value is neither quoted nor opened by a mark."""


def _indent(line: str, marks: str = " ") -> int:
    return len(line) - len(line.lstrip(marks))


def _unmarked(file: SourceFile, line: int) -> tuple[int, re.Match[str]] | None:
    """Return the field (its line, counted from 0) whose unmarked text goes on at ``line``, or goes on after it."""
    shown, below = file.line(line + 1), file.line(line + 2)
    own = _UNMARKED.match(shown)
    if own is not None:
        return (line, own) if _indent(below) > _indent(shown, " -") and not _FIELD_LINE.match(below) else None
    if _FIELD_LINE.match(shown):
        return None
    first = shown  # of the lines below the field
    for number in range(line - 1, -1, -1):
        above = file.lines[number]
        if above.strip() and _indent(above, " -") < _indent(shown):
            found = _UNMARKED.match(above)
            block = above.endswith(":") and (first.lstrip().startswith("- ") or _FIELD_LINE.match(first))
            return (number, found) if found is not None and not block else None
        first = above if above.strip() else first
    return None


def _syntax_finding(file: SourceFile, text: str, error: yaml.YAMLError) -> Finding:
    """Return what is wrong with ``text``, in an editor's words; the pure parser is asked too, whose errors say more."""
    try:
        for _ in yaml.parse(text, Loader=_DETAILED):
            pass
    except yaml.YAMLError as detailed:
        error = detailed
    problem, context, line, column = "", "", 0, 0
    if isinstance(error, yaml.MarkedYAMLError):
        problem, context = error.problem or "", error.context or ""
        mark = error.problem_mark or error.context_mark
        opened = ("quoted scalar" in context and "escape" not in problem) or "simple key" in context or "flow" in context
        if (opened or context.endswith(("alias", "anchor"))) and error.context_mark is not None:
            mark = error.context_mark
        if mark is not None:
            line, column = mark.line, mark.column
    rule, message, help_ = "cu-phap-yaml", "Tệp viết sai cú pháp YAML.", "So lại với mẫu trong CONTRIBUTING.md ở quanh dòng này."
    shown, above = file.line(line + 1), file.line(line)
    length = 1
    fence = next((number for number, each in enumerate(file.lines) if each.startswith("```")), None)
    no_field = any(words in problem for words in ("mapping values are not allowed", "could not find expected ':'", "expected <block end>"))
    unmarked = _unmarked(file, line) if no_field else None
    if fence is not None:
        message, help_ = "Dòng ``` mở hay đóng khung mã, không thuộc nội dung tệp.", "Xóa mọi dòng ``` ở đầu và cuối tệp."
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
        and colonless.start(1) == _indent(shown)
    ):
        message, help_ = "Thiếu dấu hai chấm sau tên trường.", f"Viết “{colonless.group(1)}: …”, sau dấu hai chấm có một dấu cách."
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
    elif "block collection" in context and (field_ := _FIELD_LINE.match(shown)) and field_.group(1) == _first_key(file, line):
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
        message, help_ = "Thừa hoặc thiếu dấu ngoặc [ ] { } hay dấu phẩy.", "Kiểm tra các cặp ngoặc và dấu phẩy ở dòng này và dòng trước."
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
    line, first = next(((n, each) for n, each in enumerate(file.lines) if each.strip() and not each.lstrip().startswith("#")), (0, ""))
    found = _FIELD_LINE.match(first)
    return (line, found) if found is not None and not first.startswith("- ") else None


def _first_key(file: SourceFile, line: int) -> str | None:
    """Return the first field of the list entry before ``line``."""
    for above in reversed(file.lines[:line]):
        if above.lstrip().startswith("- "):
            found = _FIELD_LINE.match(above)
            return found.group(1) if found is not None else None
    return None
