"""What is wrong with the shape of a record, in an editor's words."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any

from pydantic_core import ErrorDetails

from microsite import model as m
from microsite.findings import Finding, KeyPath, Place, PlacedFile
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
    """Yield a finding for each text in Markdown whose paragraphs and lists YAML would join: it needs a literal block."""
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
                    f"Trường “{name}” viết trên nhiều dòng mà không có dấu |, nên các đoạn và danh sách sẽ dính liền nhau.",
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
    "recurring_needs_every": "by",
    "note_needs_readings": "kind",
    "note_needs_follows": "kind",
}


"""The field at which a rule on a whole record is told."""


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
    "model_type": ("một khối gồm các trường", "Viết “tên: giá trị”, mỗi trường một dòng, hoặc {doc: nq57, at: II.1}."),
    "model_attributes_type": (
        "một khối gồm các trường",
        "Viết “tên: giá trị”, mỗi trường một dòng, hoặc {doc: nq57, at: II.1}.",
    ),
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
    path = known_path(file, base, details["loc"])
    place = file.value_place(path)
    record, name = _fields_at(kind, details["loc"])
    error, context = details["type"], details.get("ctx", {})
    field_info = record.model_fields.get(name or "")
    about = (field_info.description or "") if field_info is not None else ""
    label = f"“{name}”" if name else "này"
    subject = f"Trường {label}" if name else "Nội dung này"
    if name and isinstance(details["loc"][-1], int):
        subject = f"Mục này trong {label}"
    choices: Sequence[str] = (codes or {}).get(name or "", ())
    if error == "missing":
        last = details["loc"][-1]
        if not isinstance(last, str):
            return Finding("sai-kieu", place, "Danh sách thiếu một giá trị.", about or "Thêm giá trị còn thiếu.")
        inside = record.model_fields.get(last)
        return Finding(
            "thieu-truong",
            file.key_place(path),
            f"Thiếu trường “{last}”.",
            f"Thêm dòng “{last}: …”. {(inside.description or '') if inside else ''}".strip(),
        )
    if error == "extra_forbidden":
        unknown = str(details["loc"][-1])
        place = file.key_place(path)
        owner = _fields_at(kind, (*details["loc"][:-1], ""))[0]
        near = meant_field(file, base, details["loc"], kind)
        help_ = f"Đổi thành “{near}”." if near else f"Các trường được dùng: {', '.join(owner.model_fields)}."
        if not re.fullmatch(r"[\w-]+", unknown):
            help_ = "Nếu dòng này thuộc bài ở trên thì lùi vào hai dấu cách; nếu là trường mới thì viết đúng tên trường như trong mẫu."
        return Finding("truong-la", place, f"Không có trường nào tên “{yamlfile.shortened(unknown)}”.", help_)
    if error == "value_error":
        code = str(context.get("error", ""))
        rule, message, help_ = _CODED.get(code, ("sai-kieu", f"Giá trị của trường {label} không hợp lệ.", about))
        if code == "thousands":
            return _thousands(file, path, details["input"])
        if code == "partial_date" and name == "by" and not re.search("[0-9]", str(details["input"])):
            help_ = "Việc làm đều đặn thì viết “by: recurring” và thêm “every: hằng năm”; có hạn thì viết 2030, 2030-06 hoặc 2030-06-30."
        if code in _CODED_FIELD:
            place = file.value_place((*path, _CODED_FIELD[code]))
        return Finding(rule, place, message, help_)
    if error in _EXPECTED:
        wanted, help_ = _EXPECTED[error]
        given = _given(details["input"])
        if details["input"] is None:
            return Finding("de-trong", place, f"{subject} để trống.", f"Cần điền: {about}" if about else help_)
        if error == "string_type" and isinstance(details["input"], dict) and (written := _with_colon(file, path)):
            return Finding(
                "sai-kieu",
                place,
                "Dấu hai chấm trong câu làm máy hiểu lầm thành “tên: giá trị”.",
                f'Đặt cả dòng trong ngoặc kép: "{written}".',
            )
        if error == "string_type" and isinstance(details["input"], dict):
            mark = "|" if name in _prose_fields(record) else ">-"
            help_ = f"Viết “{name}: {mark}” rồi xuống dòng; mọi dòng sau lùi vào hai dấu cách."
        if error == "string_type" and choices:
            wanted, help_ = "một mã", f"Chọn một trong: {', '.join(choices)}."
        elif (
            error == "string_type"
            and isinstance(details["input"], int | Decimal)
            and not isinstance(details["input"], bool)
        ):
            # As it is written: a telephone number begins with a nought.
            written = file.file.line(place.line)[place.col - 1 :][: place.length]
            given, help_ = f"là “{written}”", f'Đặt trong ngoặc kép: "{written}".'
        return Finding("sai-kieu", place, f"{subject} phải là {wanted}, ở đây {given}.", help_)
    if error in {"enum", "literal_error"}:
        value = str(details["input"])
        choices = str(context.get("expected", "")).replace("'", "").replace(" or ", ", ").split(", ")
        close = difflib.get_close_matches(value, choices, 1, 0.5)
        return Finding(
            "gia-tri-la",
            place,
            f"“{value}” không dùng được cho trường {label}.",
            f"Đổi thành “{close[0]}”." if close else f"Chọn một trong: {', '.join(choices)}.",
        )
    if error == "string_pattern_mismatch":
        return _pattern_finding(file, path, name, details, choices)
    if error == "too_long":
        return Finding(
            "sai-kieu",
            place,
            f"Trường {label} có {context.get('actual_length')} giá trị; nhiều nhất là {context.get('max_length')}.",
            "Bỏ bớt.",
        )
    if error in {"string_too_short", "too_short"}:
        return Finding(
            "de-trong", place, f"Trường {label} để trống.", f"Cần điền: {about}" if about else "Điền giá trị."
        )
    if error == "string_too_long":
        return Finding("ma-sai", place, f"Trường {label} dài quá {context.get('max_length')} ký tự.", "Viết ngắn lại.")
    if error in {"greater_than_equal", "less_than_equal"}:
        bound = context.get("ge", context.get("le"))
        side = "nhỏ nhất" if "ge" in context else "lớn nhất"
        help_ = f"Viết một số từ {bound} trở {'lên' if 'ge' in context else 'xuống'}. {about}".strip()
        return Finding("gia-tri-la", place, f"Trường {label} ngoài giới hạn: giá trị {side} là {bound}.", help_)
    return Finding(
        "sai-kieu", place, f"Giá trị của trường {label} không hợp lệ.", about or "So lại với mẫu trong CONTRIBUTING.md."
    )


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


def _pattern_finding(
    file: PlacedFile, path: KeyPath, name: str | None, details: ErrorDetails, codes: Sequence[str]
) -> Finding:
    """Return what is wrong with a text that is not of its field's form."""
    value, pattern = str(details["input"]), str(details.get("ctx", {}).get("pattern", ""))
    place = file.value_place(path)
    if "https" in pattern:
        if re.fullmatch(r"https://\S+[^\s/]|https?://\S+", value) and (
            odd := _ODD_IN_ADDRESS.search(value, value.index("//") + 2)
        ):
            return Finding(
                "dia-chi-sai",
                file.text_place(path, value, *odd.span()),
                f"Địa chỉ có ký tự không được phép: {typefaces.named(odd.group())}.",
                "Bỏ ký tự ấy; nếu địa chỉ cần nó thì viết dạng mã, ví dụ %28 thay cho dấu ngoặc mở.",
            )
        if re.fullmatch(r"https://\S+/", value):
            last = file.text_place(path, value, len(value) - 1, len(value))
            last = Place(place.file, place.line, place.col + place.length - 1) if last.col == place.col else last
            return Finding("dia-chi-sai", last, "Địa chỉ thừa dấu / ở cuối.", f"Viết {value.rstrip('/')}.")
        message = f"Trường “{name}” phải là một địa chỉ đầy đủ."
        return Finding("dia-chi-sai", place, message, "Viết địa chỉ bắt đầu bằng https://, không có dấu cách.")
    if pattern.startswith("^[a-z0-9]"):
        help_ = "Mã chỉ gồm chữ thường không dấu, chữ số và gạch nối đơn, ví dụ nguon-luc-den-2030."
        if codes:
            help_ = f"Chọn một trong: {', '.join(codes)}."
        elif slug(value):
            help_ = f"Viết không dấu, chữ thường, nối bằng gạch ngang: {slug(value)}."
        return Finding("ma-sai", place, f"Mã “{value}” viết sai.", help_)
    if pattern == "^[a-z]{2}$":
        return Finding(
            "gia-tri-la",
            place,
            f"“{value}” không phải mã ngôn ngữ.",
            "Viết mã gồm hai chữ cái: en là tiếng Anh, fr là tiếng Pháp.",
        )
    return _line_finding(file, path, name, value)


_ODD_IN_ADDRESS = re.compile(r"[^A-Za-z0-9._~%!$&*+,;=:@/?#-]")


def _line_finding(file: PlacedFile, path: KeyPath, name: str | None, value: str) -> Finding:
    """Return why a text is not one line: blanks at an end, or a line break inside."""
    place, label = file.value_place(path), f"Trường “{name}”"
    span = file.values.get(path)
    first, last = (span.line + 1, span.end_line + (span.end_column > 0)) if span is not None else (0, 0)
    lines = list(enumerate(file.file.lines[first:last], first))
    while lines and not lines[-1][1].strip():
        del lines[-1]
    opening = file.file.line(place.line)[place.col - 1 :]
    if opening.startswith(("|", ">")) and value.endswith("\n"):
        shown = opening.split(" ")[0]
        place = Place(place.file, place.line, place.col, len(shown))
        return Finding(
            "sai-kieu", place, f"{label} là một dòng chữ, không dùng được dấu “{shown}”.", "Đổi dấu ấy thành >-."
        )
    if "\n" in value.strip():
        blank = next((n for n, line in lines if not line.strip()), None)
        indents = [(n, len(line) - len(line.lstrip())) for n, line in lines]
        deep = next(((n, indent) for n, indent in indents if indent > indents[0][1]), None)
        if blank is not None:
            return Finding(
                "sai-kieu", Place(place.file, blank + 1, 1), f"{label} có dòng trống ở giữa.", "Xóa dòng trống này."
            )
        if deep is not None and opening.startswith(">"):
            place = Place(place.file, deep[0] + 1, 1, deep[1])
            return Finding(
                "sai-kieu",
                place,
                f"{label} có dòng thụt vào sâu hơn các dòng khác.",
                "Căn dòng này thẳng với các dòng khác.",
            )
        return Finding(
            "sai-kieu",
            place,
            f"{label} bị xuống dòng ở giữa.",
            "Viết trên một dòng, hoặc sau dấu hai chấm viết >- rồi xuống dòng.",
        )
    if value[-1:].isspace():
        if lines and lines[-1][1] != lines[-1][1].rstrip():
            number, ragged = lines[-1]
            kept = len(ragged.rstrip())
            place = Place(place.file, number + 1, kept + 1, len(ragged) - kept)
        return Finding("sai-kieu", place, f"{label} có dấu cách thừa ở cuối.", "Xóa dấu cách ấy.")
    return Finding("sai-kieu", place, f"{label} có dấu cách thừa ở đầu.", "Xóa dấu cách ấy.")
