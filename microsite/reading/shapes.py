"""What is wrong with the shape of a record, in an editor's words."""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from pydantic_core import ErrorDetails

from microsite import model as m
from microsite.findings import Finding, KeyPath, Place, PlacedFile
from microsite.model.sources import LONGEST_RUN
from microsite.reading import yamlfile
from microsite.vietnamese import typefaces
from microsite.vietnamese.folding import slug


def most_telling(errors: list[ErrorDetails]) -> Iterator[ErrorDetails]:
    """Yield of ``errors`` those that say most: a union of types reports one for each of its members."""
    coded = {e["loc"][0] for e in errors if e["type"] == "value_error" and e["loc"]}
    places = [e["loc"] for e in errors]
    for error in errors:
        if error["type"] == "too_short" and any(
            len(p) > len(error["loc"]) and p[: len(error["loc"])] == error["loc"] for p in places
        ):
            continue  # not empty: its entries are wrong, which is told
        if error["type"] == "literal_error" and error["loc"] and error["loc"][0] in coded:
            continue  # “recurring”, “none” or a date: the date's rule says it all
        if error["type"] == "decimal_type" and isinstance(error["input"], list):
            continue  # one number or two: what is wrong with the two is told by itself
        yield error


def run_together(file: PlacedFile, base: KeyPath, data: object, kind: type[m.Record]) -> Iterator[Finding]:
    """Yield a finding for each text in Markdown whose paragraphs and lists YAML would join.

    Such a text needs a literal block.
    """
    if not isinstance(data, dict):
        return
    for name, value in data.items():
        path = (*base, name)
        inner = _record_in(kind.model_fields[name].annotation) if name in kind.model_fields else None
        if inner is not None:
            for i, child in enumerate(value) if isinstance(value, list) else [(None, value)]:
                yield from run_together(file, path if i is None else (*path, i), child, inner)
        elif name in _prose_fields(kind) and isinstance(value, str) and path in file.values:
            span = file.values[path]
            first, *others = file.file.lines[span.line : span.end_line + 1]
            mark = first[span.column : span.column + 1]
            if mark == "|" or span.line == span.end_line:
                continue
            if mark != ">" or "\n" in value.strip() or any(_MARKED.match(line) for line in others):
                yield Finding(
                    "cu-phap-yaml",
                    file.key_place(path),
                    f"Trường “{name}” viết trên nhiều dòng mà không có dấu |, "
                    "nên các đoạn và danh sách sẽ dính liền nhau.",
                    f"Viết “{name}: |” rồi xuống dòng; mọi dòng của bài lùi vào hai dấu cách.",
                )


_MARKED = re.compile(r" *+(?:-|\d+\.|###) ")


"""A line that opens an entry or is a heading."""


def _prose_fields(kind: type[m.Record]) -> frozenset[str]:
    return frozenset(
        name for name, text in m.text_kinds(kind).items() if text in {m.TextKind.PROSE, m.TextKind.ARTICLE}
    )


def meant_field(file: PlacedFile, base: KeyPath, loc: tuple[int | str, ...], kind: type[m.Record]) -> str | None:
    """Return the field that the unknown field at ``loc`` is a misspelling of: one that is not there."""
    owner = _fields_at(kind, (*loc[:-1], ""))[0]
    around = known_path(file, base, loc[:-1])
    absent = [name for name in owner.model_fields if (*around, name) not in file.values]
    near = difflib.get_close_matches(str(loc[-1]), absent, 1, 0.6)
    return near[0] if near else None


def known_path(file: PlacedFile, base: KeyPath, loc: tuple[int | str, ...]) -> KeyPath:
    """Return ``loc`` below ``base`` without the labels pydantic puts in for the members of a union."""
    path = base
    for step in loc:
        if (*path, step) in file.values:
            path = (*path, step)
    return path


def _fields_at(kind: type[m.Record], loc: tuple[int | str, ...]) -> tuple[type[m.Record], str | None]:
    """Return the record type that ``loc`` ends in, and the name of the field there."""
    current, name = kind, None
    for step in loc:
        if isinstance(step, str) and step in current.model_fields:
            name = step
            inner = _record_in(current.model_fields[step].annotation)
            if inner is not None and step != loc[-1]:
                current = inner
    return current, name


def _record_in(annotation: Any) -> type[m.Record] | None:
    if isinstance(annotation, type) and issubclass(annotation, m.Record):
        return annotation
    for argument in getattr(annotation, "__args__", ()):
        found = _record_in(argument)
        if found is not None:
            return found
    return None


_CODED: dict[str, tuple[str, str, str]] = {
    "partial_date": (
        "ngay-sai",
        "Ngày viết sai hoặc không có thật.",
        "Viết 2025, 2025-05 hoặc 2025-05-13 (năm-tháng-ngày).",
    ),
    "full_date": ("ngay-sai", "Ngày viết sai hoặc không có thật.", "Viết đủ năm-tháng-ngày, ví dụ 2026-11-22."),
    "period": (
        "ngay-sai",
        "Thời điểm hoặc giai đoạn viết sai.",
        "Viết 2024, 2025-05, 2025-05-13, hoặc giai đoạn 2016/2021.",
    ),
    "state_needs_words": (
        "so-lieu-sai",
        "comparator: state cần trường state bằng lời và không có value.",
        "Thêm state: …, bỏ value; hoặc chọn comparator khác.",
    ),
    "value_missing": (
        "so-lieu-sai",
        "Thiếu con số (value).",
        "Thêm value: …; nếu nguồn không nêu con số thì dùng comparator: state và trường state.",
    ),
    "state_without_comparator": (
        "so-lieu-sai",
        "Có trường state nhưng comparator không phải state.",
        "Đặt comparator: state và bỏ value, hoặc bỏ trường state.",
    ),
    "range_needs_two": ("so-lieu-sai", "comparator: range cần hai con số.", "Viết value: [8, 10]."),
    "two_values": (
        "so-lieu-sai",
        "Có hai con số nhưng comparator không phải range hay growth.",
        "Đặt comparator: range, hoặc chỉ giữ một con số.",
    ),
    "thousands": (
        "so-lieu-sai",
        "Dấu chấm ở đây là dấu số lẻ, mà sau nó có đúng ba chữ số.",
        "Hàng nghìn viết liền: 67000.",
    ),
    "range_order": ("so-lieu-sai", "Khoảng viết ngược: số đầu phải nhỏ hơn số sau.", "Đổi chỗ hai con số."),
    "run_needs_both": (
        "thieu-truong",
        "Dãy vị trí cần cả first lẫn last.",
        "Ghi số đầu vào first và số cuối vào last, hoặc bỏ cả hai.",
    ),
    "run_order": ("so-lieu-sai", "Dãy vị trí viết ngược: first lớn hơn last.", "Đổi chỗ hai con số."),
    "run_too_long": (
        "so-lieu-sai",
        f"Dãy vị trí có quá {LONGEST_RUN:_} số.".replace("_", "."),
        "Ghi đúng số cuối vào last, hoặc chỉ ghi những vị trí được dẫn.",
    ),
    "run_needs_mark": (
        "so-lieu-sai",
        "Dấu {n} và dãy số first, last phải đi cùng nhau.",
        "Viết {n} ở chỗ của con số, ví dụ at: Điều {n} với first: 1 và last: 20; không phải dãy thì bỏ cả ba.",
    ),
    "recurring_needs_every": (
        "so-lieu-sai",
        "by: recurring cần thêm nhịp lặp lại.",
        "Thêm every: hằng năm (hoặc 6 tháng một lần…).",
    ),
    "note_needs_readings": (
        "ghi-chu-thieu",
        "Ghi chú loại differs cần ít nhất hai mục trong readings.",
        "Ghi từng nguồn viết gì, mỗi nguồn một mục source và says.",
    ),
    "about_or_imposes": (
        "sai-kieu",
        "Mẫu tờ in cần đúng một trong hai trường about và imposes.",
        "Ghi about nếu mẫu nói về các câu; ghi imposes nếu mẫu xếp trang lại cho mẫu khác.",
    ),
    "note_needs_follows": (
        "ghi-chu-thieu",
        "Ghi chú loại này cần trường follows.",
        "Ghi trang này theo nguồn nào và vì sao.",
    ),
}


_CODED_FIELD = {
    "state_needs_words": "comparator",
    "state_without_comparator": "state",
    "range_needs_two": "value",
    "two_values": "value",
    "range_order": "value",
    "run_needs_both": "first",
    "run_order": "first",
    "run_too_long": "last",
    "run_needs_mark": "at",
    "recurring_needs_every": "by",
    "note_needs_readings": "kind",
    "note_needs_follows": "kind",
}


"""The field at which a rule on a whole record is told."""


_BLOCK = "Viết “tên: giá trị”, mỗi trường một dòng."
_EXPECTED = {
    "string_type": (
        "một dòng chữ",
        'Nếu giá trị là số hay ngày mà phải hiểu là chữ thì đặt trong ngoặc kép, ví dụ "1".',
    ),
    "int_type": ("một số nguyên", "Viết chữ số, không có dấu chấm hay phẩy."),
    "int_parsing": ("một số nguyên", "Viết chữ số, không có dấu chấm hay phẩy."),
    "int_from_float": ("một số nguyên", "Viết chữ số, không có dấu chấm hay phẩy."),
    "decimal_type": ("một con số", "Viết kiểu máy: 0.7 thay cho 0,7; 67000 thay cho 67.000."),
    "decimal_parsing": ("một con số", "Viết kiểu máy: 0.7 thay cho 0,7; 67000 thay cho 67.000."),
    "tuple_type": ("một danh sách", "Viết trong ngoặc vuông [a, b] hoặc mỗi mục một dòng bắt đầu bằng “- ”."),
    "list_type": ("một danh sách", "Viết trong ngoặc vuông [a, b] hoặc mỗi mục một dòng bắt đầu bằng “- ”."),
    "dict_type": ("một khối gồm các trường", "Viết “tên: giá trị”, mỗi trường một dòng."),
    "model_type": ("một khối gồm các trường", _BLOCK),
    "model_attributes_type": ("một khối gồm các trường", _BLOCK),
    "bool_type": ("true hoặc false", "Viết true hoặc false."),
}


def _given(value: object) -> str:
    match value:
        case list():
            return "là một danh sách"
        case dict():
            return "là một khối gồm các trường"
        case bool():
            return f"là {str(value).lower()}"
        case _:
            return f"là “{yamlfile.shortened(str(value))}”"


@dataclass(frozen=True)
class _Wrong:
    """One of pydantic's details on a record, with what it takes to tell it.

    ``record`` and ``name`` are the type of record and the field it is about (none for the record itself), ``choices``
    the ids that may stand there, where they are few.
    """

    file: PlacedFile
    base: KeyPath
    details: ErrorDetails
    kind: type[m.Record]
    record: type[m.Record]
    name: str | None
    choices: Sequence[str]

    @cached_property
    def path(self) -> KeyPath:
        """The path in the file."""
        return known_path(self.file, self.base, self.details["loc"])

    @cached_property
    def place(self) -> Place:
        """The place of the value."""
        return self.file.value_place(self.path)

    @property
    def given(self) -> Any:
        """The value as read."""
        return self.details["input"]

    @property
    def context(self) -> Mapping[str, Any]:
        """What pydantic adds: a limit, the values expected."""
        return self.details.get("ctx", {})

    @property
    def about(self) -> str:
        """What the field is for."""
        info = self.record.model_fields.get(self.name or "")
        return (info.description or "") if info is not None else ""

    @property
    def label(self) -> str:
        """The field in a message."""
        return f"“{self.name}”" if self.name else "này"

    @property
    def subject(self) -> str:
        """What is wrong, at the beginning of a message: an entry of a list, a field, or the whole."""
        if self.name and isinstance(self.details["loc"][-1], int):
            return f"Mục này trong {self.label}"
        return f"Trường {self.label}" if self.name else "Nội dung này"


def shape_finding(
    file: PlacedFile,
    base: KeyPath,
    details: ErrorDetails,
    kind: type[m.Record],
    codes: Mapping[str, Sequence[str]] | None = None,
) -> Finding:
    """Return one of pydantic's ``details`` on the record of ``kind`` at ``base`` in ``file``, in an editor's words.

    ``codes`` are the ids that may stand in a field, for fields whose choices are few.
    """
    record, name = _fields_at(kind, details["loc"])
    wrong = _Wrong(file, base, details, kind, record, name, (codes or {}).get(name or "", ()))
    return _TOLD.get(details["type"], _invalid)(wrong)


def _invalid(wrong: _Wrong) -> Finding:
    message = f"Giá trị của trường {wrong.label} không hợp lệ."
    return Finding("sai-kieu", wrong.place, message, wrong.about or "So lại với mẫu trong CONTRIBUTING.md.")


def _missing(wrong: _Wrong) -> Finding:
    last = wrong.details["loc"][-1]
    if not isinstance(last, str):
        help_ = wrong.about or "Thêm giá trị còn thiếu."
        return Finding("sai-kieu", wrong.place, "Danh sách thiếu một giá trị.", help_)
    inside = wrong.record.model_fields.get(last)
    help_ = f"Thêm dòng “{last}: …”. {(inside.description or '') if inside else ''}".strip()
    return Finding("thieu-truong", wrong.file.key_place(wrong.path), f"Thiếu trường “{last}”.", help_)


def _unknown(wrong: _Wrong) -> Finding:
    loc = wrong.details["loc"]
    unknown = str(loc[-1])
    near = meant_field(wrong.file, wrong.base, loc, wrong.kind)
    if not re.fullmatch(r"[\w-]+", unknown):
        help_ = (
            "Nếu dòng này thuộc bài ở trên thì lùi vào hai dấu cách; "
            "nếu là trường mới thì viết đúng tên trường như trong mẫu."
        )
    elif near:
        help_ = f"Đổi thành “{near}”."
    else:
        owner = _fields_at(wrong.kind, (*loc[:-1], ""))[0]
        help_ = f"Các trường được dùng: {', '.join(owner.model_fields)}."
    message = f"Không có trường nào tên “{yamlfile.shortened(unknown)}”."
    return Finding("truong-la", wrong.file.key_place(wrong.path), message, help_)


def _coded(wrong: _Wrong) -> Finding:
    """Tell what a rule of the model's own found, by its code."""
    code = str(wrong.context.get("error", ""))
    if code == "thousands":
        return _thousands(wrong.file, wrong.path, wrong.given)
    if code not in _CODED:
        return Finding("sai-kieu", wrong.place, f"Giá trị của trường {wrong.label} không hợp lệ.", wrong.about)
    rule, message, help_ = _CODED[code]
    if code == "partial_date" and wrong.name == "by" and not re.search("[0-9]", str(wrong.given)):
        help_ = (
            "Việc làm đều đặn thì viết “by: recurring” và thêm “every: hằng năm”; "
            "có hạn thì viết năm, năm-tháng hoặc năm-tháng-ngày bằng chữ số."
        )
    field = _CODED_FIELD.get(code)
    return Finding(rule, wrong.place if field is None else wrong.file.value_place((*wrong.path, field)), message, help_)


def _of_another_type(wrong: _Wrong) -> Finding:
    wanted, help_ = _EXPECTED[wrong.details["type"]]
    if wrong.given is None:
        help_ = f"Cần điền: {wrong.about}" if wrong.about else help_
        return Finding("de-trong", wrong.place, f"{wrong.subject} để trống.", help_)
    short = _in_braces(wrong) if help_ is _BLOCK else None
    if short is not None:
        help_ = f"{_BLOCK.rstrip('.')}, hoặc {short}."
    return Finding("sai-kieu", wrong.place, f"{wrong.subject} phải là {wanted}, ở đây {_given(wrong.given)}.", help_)


def _in_braces(wrong: _Wrong) -> str | None:
    """Return how a block of few fields is written on one line: ``{doc: …, at: …}``."""
    info = wrong.record.model_fields.get(wrong.name or "")
    block = _record_in(info.annotation) if info is not None else wrong.record  # an entry's place ends in its own block
    needed = [name for name, field in block.model_fields.items() if field.is_required()] if block is not None else []
    return f"{{{', '.join(f'{name}: …' for name in needed)}}}" if 0 < len(needed) <= 2 else None


def _no_text(wrong: _Wrong) -> Finding:
    """Tell that something else stands where one line of text belongs."""
    if isinstance(wrong.given, dict):
        return _fields_for_text(wrong)
    if wrong.given is None:
        return _of_another_type(wrong)
    if wrong.choices:
        help_ = f"Chọn một trong: {', '.join(wrong.choices)}."
        message = f"{wrong.subject} phải là một mã, ở đây {_given(wrong.given)}."
        return Finding("sai-kieu", wrong.place, message, help_)
    if isinstance(wrong.given, bool | list):
        return _of_another_type(wrong)
    # A number, as it is written: a telephone number begins with a nought.
    written = wrong.file.file.line(wrong.place.line)[wrong.place.col - 1 :][: wrong.place.length]
    message = f"{wrong.subject} phải là một dòng chữ, ở đây là “{written}”."
    return Finding("sai-kieu", wrong.place, message, f'Đặt trong ngoặc kép: "{written}".')


def _fields_for_text(wrong: _Wrong) -> Finding:
    """Tell that a text was taken for fields: for its colon, or for want of a mark that opens a block."""
    written = _with_colon(wrong.file, wrong.path)
    if written:
        message = "Dấu hai chấm trong câu làm máy hiểu lầm thành “tên: giá trị”."
        return Finding("sai-kieu", wrong.place, message, f'Đặt cả dòng trong ngoặc kép: "{written}".')
    wanted = "một mã" if wrong.choices else "một dòng chữ"
    mark = "|" if wrong.name in _prose_fields(wrong.record) else ">-"
    help_ = f"Viết “{wrong.name}: {mark}” rồi xuống dòng; mọi dòng sau lùi vào hai dấu cách."
    if wrong.choices:
        help_ = f"Chọn một trong: {', '.join(wrong.choices)}."
    return Finding("sai-kieu", wrong.place, f"{wrong.subject} phải là {wanted}, ở đây {_given(wrong.given)}.", help_)


def _not_among(wrong: _Wrong) -> Finding:
    value = str(wrong.given)
    choices = str(wrong.context.get("expected", "")).replace("'", "").replace(" or ", ", ").split(", ")
    close = difflib.get_close_matches(value, choices, 1, 0.5)
    help_ = f"Đổi thành “{close[0]}”." if close else f"Chọn một trong: {', '.join(choices)}."
    return Finding("gia-tri-la", wrong.place, f"“{value}” không dùng được cho trường {wrong.label}.", help_)


def _too_many(wrong: _Wrong) -> Finding:
    actual, most = wrong.context.get("actual_length"), wrong.context.get("max_length")
    message = f"Trường {wrong.label} có {actual} giá trị; nhiều nhất là {most}."
    return Finding("sai-kieu", wrong.place, message, "Bỏ bớt.")


def _too_few(wrong: _Wrong) -> Finding:
    actual, least = wrong.context.get("actual_length"), wrong.context.get("min_length")
    if not actual:
        return _empty(wrong)
    message = f"Trường {wrong.label} có {actual} giá trị; ít nhất là {least}."
    return Finding("sai-kieu", wrong.place, message, wrong.about or "Thêm cho đủ.")


def _empty(wrong: _Wrong) -> Finding:
    help_ = f"Cần điền: {wrong.about}" if wrong.about else "Điền giá trị."
    return Finding("de-trong", wrong.place, f"Trường {wrong.label} để trống.", help_)


def _too_long(wrong: _Wrong) -> Finding:
    message = f"Trường {wrong.label} dài quá {wrong.context.get('max_length')} ký tự."
    return Finding("ma-sai", wrong.place, message, "Viết ngắn lại.")


def _out_of_bounds(wrong: _Wrong) -> Finding:
    least = "ge" in wrong.context
    bound = f"{wrong.context.get('ge', wrong.context.get('le')):g}"
    help_ = f"Viết một số từ {bound} trở {'lên' if least else 'xuống'}. {wrong.about}".strip()
    side = "nhỏ nhất" if least else "lớn nhất"
    message = f"Trường {wrong.label} ngoài giới hạn: giá trị {side} là {bound}."
    return Finding("gia-tri-la", wrong.place, message, help_)


def _pattern(wrong: _Wrong) -> Finding:
    """Tell what is wrong with a text that is not of its field's form."""
    pattern = str(wrong.context.get("pattern", ""))
    if "http" in pattern:
        return _address(wrong)
    if pattern.startswith("^[a-z0-9]"):
        return _code(wrong)
    if pattern == "^[a-z]{2}$":
        message = f"“{wrong.given}” không phải mã ngôn ngữ."
        help_ = "Viết mã gồm hai chữ cái: en là tiếng Anh, fr là tiếng Pháp."
        return Finding("gia-tri-la", wrong.place, message, help_)
    value = str(wrong.given)
    if value and value == value.strip() and "\n" not in value:
        help_ = _COLOUR_HELP if pattern.startswith("^#") else wrong.about or "So lại với mẫu trong CONTRIBUTING.md."
        message = f"Giá trị “{yamlfile.shortened(value)}” của trường {wrong.label} không đúng dạng."
        return Finding("gia-tri-la", wrong.place, message, help_)
    return _line_finding(wrong.file, wrong.path, wrong.name, value)


_COLOUR_HELP = 'Viết dấu # và sáu ký tự 0–9, a–f (chữ thường), cả giá trị trong ngoặc kép: "#1f4e79" là xanh đậm.'
_ODD_IN_ADDRESS = re.compile(r"[^A-Za-z0-9._~%!$&*+,;=:@/?#-]")


def _address(wrong: _Wrong) -> Finding:
    value, place, pattern = str(wrong.given), wrong.place, str(wrong.context.get("pattern", ""))
    whole = re.fullmatch(r"https://\S+[^\s/]|https?://\S+", value)
    odd = _ODD_IN_ADDRESS.search(value, value.index("//") + 2) if whole else None
    if odd is not None:
        return Finding(
            "dia-chi-sai",
            wrong.file.text_place(wrong.path, value, *odd.span()),
            f"Địa chỉ có ký tự không được phép: {typefaces.named(odd.group())}.",
            "Bỏ ký tự ấy; nếu địa chỉ cần nó thì viết dạng mã, ví dụ %28 thay cho dấu ngoặc mở.",
        )
    if value.endswith("/") and re.fullmatch(pattern, value.rstrip("/")):
        last = wrong.file.text_place(wrong.path, value, len(value) - 1, len(value))
        last = Place(place.file, place.line, place.col + place.length - 1) if last.col == place.col else last
        return Finding("dia-chi-sai", last, "Địa chỉ thừa dấu / ở cuối.", f"Viết {value.rstrip('/')}.")
    if value.startswith("https://") or (whole and pattern == m.SITE_ADDRESS):
        message = "Tên miền, cổng hoặc đường dẫn trong địa chỉ viết sai."
        help_ = "Viết như https://vi-du.vn/trang/."
        if pattern == m.SITE_ADDRESS:
            help_ = (
                f"{help_[:-1]}: tên thư mục gồm chữ không dấu, chữ số và các dấu . _ ~ -, không bắt đầu bằng dấu chấm."
            )
        return Finding("dia-chi-sai", place, message, help_)
    message = f"Trường “{wrong.name}” phải là một địa chỉ đầy đủ."
    return Finding("dia-chi-sai", place, message, "Viết địa chỉ bắt đầu bằng https://, không có dấu cách.")


def _code(wrong: _Wrong) -> Finding:
    value = str(wrong.given)
    help_ = "Mã chỉ gồm chữ thường không dấu, chữ số và gạch nối đơn, ví dụ viec-can-lam."
    if wrong.choices:
        help_ = f"Chọn một trong: {', '.join(wrong.choices)}."
    elif slug(value):
        help_ = f"Viết không dấu, chữ thường, nối bằng gạch ngang: {slug(value)}."
    return Finding("ma-sai", wrong.place, f"Mã “{value}” viết sai.", help_)


_TOLD: dict[str, Callable[[_Wrong], Finding]] = {
    **dict.fromkeys(_EXPECTED, _of_another_type),
    "string_type": _no_text,
    "missing": _missing,
    "extra_forbidden": _unknown,
    "value_error": _coded,
    "enum": _not_among,
    "literal_error": _not_among,
    "string_pattern_mismatch": _pattern,
    "too_long": _too_many,
    "string_too_short": _empty,
    "too_short": _too_few,
    "string_too_long": _too_long,
    "greater_than_equal": _out_of_bounds,
    "less_than_equal": _out_of_bounds,
}
"""How each type of pydantic's errors is told."""


def _thousands(file: PlacedFile, path: KeyPath, value: object) -> Finding:
    """Return that a number looks like thousands with the Vietnamese dot."""
    numbers = value if isinstance(value, list) else [value]
    at, number = next((i, n) for i, n in enumerate(numbers) if m.looks_like_thousands(n))
    whole = str(number).replace(".", "")
    return Finding(
        "so-lieu-sai",
        file.value_place((*path, at) if isinstance(value, list) else path),
        f"“{number}” bị máy hiểu là số lẻ ({str(number).replace('.', ',')}), không phải hàng nghìn.",
        f'Nếu là hàng nghìn thì viết liền: {whole}; nếu đúng là số lẻ thì đặt trong ngoặc kép: "{number}".',
    )


def _with_colon(file: PlacedFile, path: KeyPath) -> str | None:
    """Return the one line of text at ``path`` that became a field because of its colon."""
    span = file.values[path]
    line = file.file.line(span.line + 1)
    alone = span.end_line == span.line or (span.end_line == span.line + 1 and span.end_column <= span.column)
    alone = alone or not any(each.strip() for each in file.file.lines[span.line + 1 : span.end_line])
    return line[span.column :].rstrip() if alone and line[span.column : span.column + 1] != "{" else None


def _line_finding(file: PlacedFile, path: KeyPath, name: str | None, value: str) -> Finding:
    """Return why a text is not one line: blanks at an end, or a line break inside."""
    place, label = file.value_place(path), f"Trường “{name}”"
    lines = _lines_of(file, path)
    opening = file.file.line(place.line)[place.col - 1 :]
    if opening.startswith(("|", ">")) and value.endswith("\n"):
        shown = opening.split(" ")[0]
        place = Place(place.file, place.line, place.col, len(shown))
        message = f"{label} là một dòng chữ, không dùng được dấu “{shown}”."
        return Finding("sai-kieu", place, message, "Đổi dấu ấy thành >-.")
    if "\n" in value.strip():
        return _broken_line(place, label, lines, folded=opening.startswith(">"))
    if value[-1:].isspace():
        if lines and lines[-1][1] != lines[-1][1].rstrip():
            number, ragged = lines[-1]
            kept = len(ragged.rstrip())
            place = Place(place.file, number + 1, kept + 1, len(ragged) - kept)
        return Finding("sai-kieu", place, f"{label} có dấu cách thừa ở cuối.", "Xóa dấu cách ấy.")
    return Finding("sai-kieu", place, f"{label} có dấu cách thừa ở đầu.", "Xóa dấu cách ấy.")


def _lines_of(file: PlacedFile, path: KeyPath) -> list[tuple[int, str]]:
    """Return the lines below the first of the value at ``path`` with their numbers from 0, but for blank last ones."""
    span = file.values.get(path)
    if span is None:
        return []
    first = span.line + 1
    lines = list(enumerate(file.file.lines[first : span.end_line + (span.end_column > 0)], first))
    while lines and not lines[-1][1].strip():
        del lines[-1]
    return lines


def _broken_line(place: Place, label: str, lines: list[tuple[int, str]], *, folded: bool) -> Finding:
    """Return why a text that is to be one line has a break inside, ``folded`` when it is opened by ``>``."""
    blank = next((n for n, line in lines if not line.strip()), None)
    if blank is not None:
        place = Place(place.file, blank + 1, 1)
        return Finding("sai-kieu", place, f"{label} có dòng trống ở giữa.", "Xóa dòng trống này.")
    indents = [(n, len(line) - len(line.lstrip())) for n, line in lines]
    deep = next(((n, indent) for n, indent in indents if indent > indents[0][1]), None)
    if deep is not None and folded:
        place = Place(place.file, deep[0] + 1, 1, deep[1])
        message = f"{label} có dòng thụt vào sâu hơn các dòng khác."
        return Finding("sai-kieu", place, message, "Căn dòng này thẳng với các dòng khác.")
    help_ = "Viết trên một dòng, hoặc sau dấu hai chấm viết >- rồi xuống dòng."
    return Finding("sai-kieu", place, f"{label} bị xuống dòng ở giữa.", help_)
