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

from microsite.findings import Finding, KeyPath, Place, PlacedFile, SourceFile, Span
from microsite.reading.characters import HEAPED, MOST_LINES, cleaned, read_text
from microsite.reading.syntax import indent, syntax_finding
from microsite.vietnamese.characters import HIDDEN, heaped

MAX_DEPTH = 24


# The C parser is some fifteen times faster; the pure one, asked when it fails, words its errors in more detail.
_FAST: type[Any] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def read(path: Path, name: str) -> PlacedFile:
    """Read the YAML file at ``path``, called ``name`` in findings. Never raises for what the file holds."""
    text = read_text(path, name)
    return text if isinstance(text, PlacedFile) else parse(text, name)


_ODD = "\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000"
_ODD_BLANK = re.compile(
    rf"(?:[ -]*+[a-z_0-9]*+(?::(?=[{_ODD}])|(?=[{_ODD}]++ *+:)|(?<![a-z_0-9]))"
    rf"|[ -]*+(?:[a-z_]++: *+)?\{{[^{_ODD}]*+)[{_ODD}]"
)
"""A line up to a blank that YAML takes for a letter, where it needs a plain one.

That is in indentation, around a field's name, in braces.
"""

_BLOCK = re.compile(r"[:-] ++[|>][-+0-9]*+ *+$")


def _odd_blanks(file: SourceFile) -> Iterator[Finding]:
    """Yield a finding for each line whose structure is made with blanks that YAML does not know.

    In text they are not its business.
    """
    block = -1
    for number, line in enumerate(file.lines, 1):
        own = indent(line, " -")
        if block >= 0 and (indent(line) > block or not line.strip(" ")):
            continue
        block = own if _BLOCK.search(line) else -1
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
def parse(text: str, name: str) -> PlacedFile:
    """Read YAML ``text``; see :func:`read`."""
    file, findings = cleaned(text, name)
    result = PlacedFile(file, findings=findings)
    tabs = list(_tabs(file))
    result.findings += [*tabs, *itertools.islice(_odd_blanks(file), MOST_LINES)]
    if tabs or any(f.rule == "ky-tu-an" for f in result.findings):
        return result
    builder = _Builder(result)
    try:
        builder.run(yaml.parse(file.text, Loader=_FAST))
    except yaml.YAMLError as error:
        result.data = None
        if not builder.cut:  # what stands behind the # may be what is missing
            result.findings.append(syntax_finding(file, file.text, error))
    return result


def _tabs(file: SourceFile) -> Iterator[Finding]:
    """Yield a finding for each line that is indented by a tab."""
    for number, line in enumerate(file.lines, 1):
        tab = line.find("\t", 0, len(line) - len(line.lstrip()))
        if tab >= 0:
            yield Finding(
                "dau-tab",
                Place(file, number, tab + 1),
                "Dòng này thụt vào bằng phím Tab.",
                "Thay bằng dấu cách: mỗi bậc thụt vào hai dấu cách.",
            )


@dataclass
class _Mapping:
    """A mapping being read; ``told`` when what is wrong with it has been said."""

    start: Any
    path: KeyPath
    data: dict[str, Any] = field(default_factory=dict)
    told: bool = False


class _Builder:
    """Builds the data from parsing events; how deep it goes is bounded by :data:`MAX_DEPTH`, not by the stack."""

    def __init__(self, result: PlacedFile) -> None:
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
                    self._give_up(event, "Tệp có dấu --- ở giữa.", "Xóa dòng ---; mỗi tệp chỉ chứa một nội dung.")
                    return
            elif isinstance(event, yaml.NodeEvent):
                try:
                    self.result.data = self._node(event, ())
                except _TooDeepError:
                    self._give_up(event, "Nội dung lồng quá nhiều bậc.", "Viết lại theo mẫu trong CONTRIBUTING.md.")
                    return
        if documents == 0 or (self.result.data is None and not self.result.findings):
            place = Place(self.result.file, 1, 1)
            help_ = "Điền các trường theo mẫu trong CONTRIBUTING.md, hoặc xóa tệp."
            self.result.findings.append(Finding("tep-rong", place, "Tệp không có nội dung.", help_))

    def _give_up(self, event: Any, message: str, help_: str) -> None:
        self.result.data = None
        self._reject(event, message, help_)

    def _node(self, event: Any, path: KeyPath) -> Any:
        if len(path) > MAX_DEPTH:
            raise _TooDeepError
        self._refuse_marks(event)
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

    def _refuse_marks(self, event: Any) -> None:
        """Tell an anchor, alias or tag before a value."""
        help_ = 'Đặt cả giá trị trong ngoặc kép "…".'
        if isinstance(event, yaml.AliasEvent):
            self.lossy = True
        if isinstance(event, yaml.AliasEvent) or event.anchor is not None:
            self._reject(event, "Giá trị bắt đầu bằng & hoặc *, là ký hiệu riêng của YAML.", help_)
        elif event.tag is not None:
            self._reject(event, "Giá trị bắt đầu bằng dấu chấm than, là ký hiệu riêng của YAML.", help_)

    def _text(self, event: Any) -> str:
        """Return a scalar's text in NFC.

        An escape in double quotes may not bring in what the file itself may not hold.
        """
        text = unicodedata.normalize("NFC", event.value)
        if event.style != '"':
            return text
        hidden = HIDDEN.search(text)
        if hidden is not None:
            code = f"U+{ord(hidden.group()):04X}"
            message = f"Giá trị có ký tự không nhìn thấy được, viết bằng mã sau dấu \\ ({code})."
            help_ = "Xóa mã ấy; trong ngoặc kép, dấu \\ không được dùng để viết ký tự ẩn."
            self.result.findings.append(Finding("ky-tu-an", self._whole(event), message, help_))
            text = HIDDEN.sub("", text)
        if heaped(text) is not None and not any(f.rule == "dau-chong" for f in self.result.findings):
            help_ = "Xóa các mã ấy rồi gõ lại chữ."
            self.result.findings.append(Finding("dau-chong", self._whole(event), HEAPED, help_))
        return text

    def _whole(self, event: Any) -> Place:
        """Return the place of a scalar, of its first line where it has several."""
        span = _span(event, event)
        length = span.end_column - span.column if span.end_line == span.line else 1
        return Place(self.result.file, span.line + 1, span.column + 1, max(1, length))

    def _scalar(self, event: Any, path: KeyPath) -> Any:
        text = self._text(event)
        behind = self._behind(event)
        if behind is not None and not behind.group(1).startswith(
            "# "
        ):  # no comment: the author's text, on which other rules may speak
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
        mapping = _Mapping(start, path)
        for event in self.events:
            if isinstance(event, yaml.MappingEndEvent):
                self._mark(path, start, event)
                break
            if isinstance(event, yaml.ScalarEvent):
                self._field(mapping, event)
            else:
                self.lossy = True
                self._reject(event, "Tên trường phải là một từ.", "Viết “tên: giá trị”, mỗi trường một dòng.")
                self._node(event, (*path, "?"))
                self._node(next(self.events), (*path, "?"))
        return mapping.data

    def _field(self, mapping: _Mapping, event: Any) -> None:
        """Read a field, of whose name ``event`` tells, into ``mapping``."""
        if event.anchor is not None or event.tag is not None:
            self._reject(
                event,
                "Tên trường bắt đầu bằng & hoặc dấu chấm than, là ký hiệu riêng của YAML.",
                "Viết “tên: giá trị”, tên không có ký hiệu.",
            )
        key = self._text(event)
        child = next(self.events)
        if mapping.start.flow_style and _is_empty(child):
            tight = _TIGHT_PAIR.fullmatch(key)
            if tight is not None and tight.group(1) not in mapping.data:
                self._tight_pair(mapping, event, tight)
                return
            if not event.style and not _FIELD_NAME.fullmatch(key) and self._cut_value(mapping, event, key):
                return
        path = (*mapping.path, key)
        if key in mapping.data:
            self._again(mapping, event, key)
            self._node(child, (*path, "?"))
        else:
            self.result.keys[path] = _span(event, event)
            mapping.data[key] = self._node(child, path)

    def _tight_pair(self, mapping: _Mapping, event: Any, tight: re.Match[str]) -> None:
        """Take ``{name:value}`` as it is meant; tell the first of a mapping."""
        at = _span(event, event)
        name, value = tight.groups()
        colon = at.column + tight.end(1)
        if not mapping.told:
            mapping.told = True
            pair = f"{name}: {shortened(value)}"
            help_ = f"Sau mỗi dấu hai chấm có một dấu cách: {{{pair}}}."
            self._syntax(event, colon, "Thiếu dấu cách sau dấu hai chấm.", help_)
        path = (*mapping.path, name)
        mapping.data[name] = _resolved(value)
        self.result.keys[path] = replace(at, end_column=colon)
        self.result.values[path] = replace(at, column=colon + 1)

    def _cut_value(self, mapping: _Mapping, event: Any, rest: str) -> bool:
        """Take ``{name: value, rest}`` as it is meant, a text with a comma in it; tell the first of a mapping.

        Return whether there is a text before the comma.
        """
        name = next(reversed(mapping.data), "")
        value, path = mapping.data.get(name), (*mapping.path, name)
        if not isinstance(value, str) or path not in self.result.values:
            return False
        at = _span(event, event)
        mapping.data[name] = f"{value}, {rest}"
        self.result.values[path] = replace(self.result.values[path], end_line=at.end_line, end_column=at.end_column)
        if not mapping.told:
            mapping.told = True
            help_ = f'Câu có dấu phẩy thì đặt cả câu trong ngoặc kép: {name}: "…".'
            message = "Trong ngoặc { }, dấu phẩy ngăn trường này với trường kia, nên câu bị cắt trước những chữ này."
            self._syntax(event, at.column, message, help_, len(shortened(rest)))
        return True

    def _again(self, mapping: _Mapping, event: Any, key: str) -> None:
        """Tell that ``key`` is there already: twice the same field, or an entry of a list that lacks its dash."""
        again, path = _span(event, event), mapping.path
        in_list = bool(path) and isinstance(path[-1], int) and not mapping.start.flow_style
        if in_list and key == next(iter(mapping.data)):
            mapping.told = self.lossy = True
            self._syntax(
                event,
                again.column,
                f"Trước “{key}:” thiếu dấu gạch ngang mở đầu mục mới.",
                f"Viết “- {key}: …”, dấu gạch thẳng cột với dấu gạch của các mục khác.",
                len(key) + 1,
            )
        elif not mapping.told:
            first = self.result.keys[(*path, key)].line + 1
            length = max(1, again.end_column - again.column)
            place = Place(self.result.file, again.line + 1, again.column + 1, length)
            message = f"Trường “{key}” viết hai lần; lần đầu ở dòng {first}."
            self.result.findings.append(Finding("khoa-trung", place, message, "Giữ một trường, xóa trường kia."))

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


_FIELD_NAME = re.compile(r"[a-z_]++")
_TIGHT_PAIR = re.compile(r"([a-z_]++):(\S.*+)")
