"""The content folders → a :class:`Library`, with every mistake of shape told at once.

Shape is what one file can be judged by alone: YAML, fields, types, dates. What needs the whole
content (references, wording, figures) is the business of :mod:`microsite.rules`.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Any, TypeVar

from pydantic import TypeAdapter, ValidationError
from pydantic_core import ErrorDetails

from microsite import addresses, yamlfile
from microsite import model as m
from microsite.findings import Finding, Place, SourceFile
from microsite.library import Library, Origin, Page
from microsite.yamlfile import KeyPath, YamlFile

R = TypeVar("R", bound=m.Record)

FOLDERS: tuple[tuple[str, str, type[m.Record]], ...] = (
    ("items", "qa", m.Item),
    ("targets", "content/targets", m.Target),
    ("task_groups", "content/task-groups", m.TaskGroup),
    ("notes", "content/notes", m.Note),
)
"""Folders that hold one record a file: attribute of the library, folder, type."""

LISTS: tuple[tuple[str, str, type[m.Record]], ...] = (
    ("sources", "content/sources.yml", m.Source),
    ("target_groups", "content/target-groups.yml", m.TargetGroup),
    ("audiences", "content/audiences.yml", m.Audience),
    ("topics", "content/topics.yml", m.Topic),
    ("documents", "content/documents.yml", m.Document),
    ("glossary", "content/glossary.yml", m.Term),
    ("timeline", "content/timeline.yml", m.Event),
    ("overview", "content/overview.yml", m.Answer5W1H),
    ("figures", "content/figures", m.Figure),
)
"""Files (or folders of files) that hold a list of records."""

REQUIRED = ("content/site.yml", "content/sources.yml", "content/target-groups.yml", "content/audiences.yml", "content/topics.yml")

BUILT_IN = frozenset(v.removesuffix(".md") for k, v in vars(addresses).items() if k.isupper() and isinstance(v, str))
"""The pages of a site that are made of no single record, by path without ending."""

RESERVED = frozenset(name for name in BUILT_IN if "/" not in name)
"""Names at the top of the site that prose pages may not take."""

_KNOWN = {"content/site.yml", "content/comparison.yml", "content/programme.yml", "content/synonyms.yml", "content/handouts.yml"}


@dataclass
class Reading:
    """What was read: the library when the files could be understood, and the findings about their shape.

    ``library`` holds every record that is sound by itself, so that further rules can speak on them
    even while other files have findings.
    """

    library: Library
    findings: list[Finding] = field(default_factory=list)


def read(root: Path) -> Reading:
    """Read ``qa/`` and ``content/`` under ``root``. Raises :class:`OSError` only when the disk fails."""
    return _Reader(root).read()


class _Reader:
    def __init__(self, root: Path) -> None:
        self.root = root
        self.findings: list[Finding] = []
        self.origins: dict[int, Origin] = {}
        self.lost: set[str] = set()

    def read(self) -> Reading:
        parts: dict[str, tuple[Any, ...]] = {}
        known = set(_KNOWN)
        for attribute, folder, kind in FOLDERS:
            parts[attribute] = tuple(self._one_per_file(folder, kind))
        for attribute, name, kind in LISTS:
            known.add(name)
            parts[attribute] = tuple(self._list(name, kind))
        site = self._single("content/site.yml", m.Site)
        comparison = self._single("content/comparison.yml", m.Comparison)
        programme = self._single("content/programme.yml", m.GovernmentProgramme)
        if comparison is not None:
            for name in ("rows", "inheritance"):
                for i, record in enumerate(getattr(comparison, name)):
                    self.origins[id(record)] = Origin(self.origins[id(comparison)].file, (name, i))
        self._stray_files(known)
        pages = tuple(self._pages())
        synonyms, page_queries = self._synonyms(pages)
        if site is None:
            # Further rules can still speak on the rest; the findings on the settings end the build.
            site = m.Site.model_construct(
                title="", tagline="", description="", publisher="", review_months=12, headline_targets=(), parts=()
            )
            self.origins[id(site)] = Origin(YamlFile(SourceFile.of("content/site.yml", "")), ())
            self.lost.add("*content/site.yml")
        parts["items"] = tuple(sorted(parts["items"], key=lambda i: (i.number, i.id)))
        parts["targets"] = tuple(sorted(parts["targets"], key=lambda t: (t.order, t.id)))
        parts["task_groups"] = tuple(sorted(parts["task_groups"], key=lambda g: (g.number, g.id)))
        library = Library(
            site=site,
            comparison=comparison,
            programme=programme,
            pages=pages,
            synonyms=synonyms,
            page_queries=page_queries,
            origins=self.origins,
            lost=frozenset(self.lost),
            **parts,
        )
        return Reading(library, self.findings)

    # ------------------------------------------------------------------ files

    def _open(self, name: str) -> YamlFile | None:
        path = self.root / name
        if not path.is_file():
            if name in REQUIRED:
                self.lost.add(f"*{name}")
                file = SourceFile.of(name, "")
                self.findings.append(Finding("thieu-tep", Place(file, 1, 1), f"Thiếu tệp {name}.", "Khôi phục tệp này từ kho mã nguồn."))
            return None
        opened = yamlfile.read(path, name)
        self.findings += opened.findings
        if opened.data is None:
            self._lose(opened, ())
        return opened

    def _lose(self, file: YamlFile, path: KeyPath) -> None:
        """Remember under which ids and numbers a record, or every record of a file, would have been known."""
        lines = file.file.lines
        span = file.values.get(path)
        if span is not None and file.data is not None:
            lines = lines[span.line : span.end_line + 1]
        for line in lines:
            self.lost.update(re.findall(r"(?:^|[ {])(?:id|number): *[\"']?([a-z0-9]+(?:-[a-z0-9]+)*)", line))
        stem = re.fullmatch(r"(?:0*(\d+)-)?(.+)", Path(file.file.path).stem)
        if stem is not None and not path:
            self.lost.update(part for part in stem.groups() if part)

    def _one_per_file(self, folder: str, kind: type[R]) -> Iterator[R]:
        for path in sorted((self.root / folder).glob("*.yml")):
            file = self._open(f"{folder}/{path.name}")
            if file is not None and file.data is not None:
                record = self._record(file, (), file.data, kind)
                if record is not None:
                    yield record

    def _list(self, name: str, kind: type[R]) -> Iterator[R]:
        target = self.root / name
        names = [f"{name}/{p.name}" for p in sorted(target.glob("*.yml"))] if target.is_dir() else [name]
        for each in names:
            file = self._open(each)
            if file is None or file.data is None:
                continue
            if not isinstance(file.data, list):
                self._lose(file, ())
                self.findings.append(
                    Finding(
                        "sai-kieu",
                        file.value_place(()),
                        "Tệp này phải là một danh sách.",
                        "Mỗi mục bắt đầu bằng dấu gạch ngang và một dấu cách: “- id: …”.",
                    )
                )
                continue
            for i, data in enumerate(file.data):
                record = self._record(file, (i,), data, kind)
                if record is not None:
                    yield record

    def _single(self, name: str, kind: type[R]) -> R | None:
        file = self._open(name)
        return None if file is None or file.data is None else self._record(file, (), file.data, kind)

    def _synonyms(self, prose: Sequence[Page]) -> tuple[tuple[tuple[str, ...], ...], Mapping[str, tuple[str, ...]]]:
        file = self._open("content/synonyms.yml")
        if file is None or file.data is None:
            return (), {}
        data, pages = file.data, {}
        if isinstance(data, dict) and "pages" in data:
            pages = self._page_queries(file, data["pages"], {*BUILT_IN, *(page.id for page in prose)})
            data = {key: value for key, value in data.items() if key != "pages"}
        try:
            return TypeAdapter(dict[str, tuple[tuple[m.Line, ...], ...]]).validate_python(data)["groups"], pages
        except ValidationError as error:
            self.findings += [shape_finding(file, (), details, m.Record) for details in error.errors()]
        except KeyError:
            self.findings.append(
                Finding("thieu-truong", file.value_place(()), "Thiếu trường “groups”.", "Viết “groups:” rồi danh sách các nhóm từ.")
            )
        return (), pages

    def _page_queries(self, file: YamlFile, data: object, known: set[str]) -> dict[str, tuple[str, ...]]:
        try:
            pages = TypeAdapter(dict[str, tuple[m.Line, ...]]).validate_python(data)
        except ValidationError as error:
            for details in error.errors():
                details["loc"] = ("pages", *details["loc"])
                self.findings.append(shape_finding(file, (), details, m.Record))
            return {}
        self.findings += [
            Finding(
                "tham-chieu-hong", file.key_place(("pages", name)), f"Không có trang “{name}”.", f"Các trang: {', '.join(sorted(known))}."
            )
            for name in pages
            if name not in known
        ]
        return pages

    def _pages(self) -> Iterator[Page]:
        for path in sorted((self.root / "content/pages").glob("*.md")):
            name = f"content/pages/{path.name}"
            text = yamlfile.read_text(path, name)
            if isinstance(text, YamlFile):
                self.findings += text.findings
                continue
            file, found = yamlfile.cleaned(text, name)
            self.findings += found
            if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", path.stem) or path.stem in RESERVED:
                message = f"Tên tệp “{path.name}” không dùng được làm địa chỉ trang."
                help_ = "Tên tệp chỉ gồm chữ thường không dấu, chữ số và gạch nối đơn, và khác tên các trang có sẵn."
                self.findings.append(Finding("ten-tep", Place(file, 1, 1), message, help_))
                continue
            title, _, body = file.text.partition("\n")
            if not title.startswith("# ") or not title[2:].strip():
                place = Place(file, 1, 1, max(1, len(title)))
                self.findings.append(
                    Finding(
                        "trang-thieu-tieu-de", place, "Dòng đầu không phải tiêu đề.", "Bắt đầu tệp bằng “# Tên trang”, rồi một dòng trống."
                    )
                )
                continue
            if not body.strip():
                self.findings.append(
                    Finding(
                        "de-trong",
                        Place(file, 1, 1, len(title)),
                        "Trang chỉ có tiêu đề.",
                        "Viết nội dung sau một dòng trống, hoặc xóa tệp.",
                    )
                )
                continue
            page = Page(path.stem, title[2:].strip(), body.strip() + "\n")
            first = file.text.count("\n", 0, len(title) + 1 + len(body) - len(body.lstrip()))
            last = yamlfile.Span(first, 0, len(file.lines), 0)
            whole = YamlFile(file, values={("title",): yamlfile.Span(0, 2, 0, len(title)), ("text",): last})
            self.origins[id(page)] = Origin(whole, ())
            yield page

    def _stray_files(self, known: set[str]) -> None:
        folders = {folder for _, folder, _ in FOLDERS} | {"content/figures"}
        for base in ("qa", "content"):
            for path in sorted((self.root / base).rglob("*")):
                name = path.relative_to(self.root).as_posix()
                parent = path.parent.relative_to(self.root).as_posix()
                if not path.is_file() or name in known or path.name.startswith("."):
                    continue
                if (parent in folders and path.suffix == ".yml") or (parent == "content/pages" and path.suffix == ".md"):
                    continue
                file = SourceFile.of(name, "")
                self.findings.append(
                    Finding(
                        "tep-la",
                        Place(file, 1, 1),
                        "Tệp này không thuộc về thư mục này nên không trang nào dùng đến.",
                        "Kiểm tra tên tệp và đuôi tệp (.yml), hoặc chuyển tệp ra ngoài qa/ và content/.",
                    )
                )

    # ------------------------------------------------------------------ records

    def _record(self, file: YamlFile, path: KeyPath, data: Any, kind: type[R]) -> R | None:
        try:
            record = kind.model_validate(data)
        except ValidationError as error:
            told: set[KeyPath] = set()
            for details in _telling(error.errors()):
                finding_path = _known_path(file, path, details["loc"])
                if details["type"] not in {"missing", "extra_forbidden"}:
                    # A union reports each of its members; one finding a value is enough.
                    if finding_path in told:
                        continue
                    told.add(finding_path)
                self.findings.append(shape_finding(file, path, details, kind))
            self._lose(file, path)
            return None
        self.origins[id(record)] = Origin(file, path)
        return record


# --------------------------------------------------------------------------- pydantic → Vietnamese


def _telling(errors: list[ErrorDetails]) -> Iterator[ErrorDetails]:
    """Yield of ``errors`` those that say most: a union of types reports one for each of its members."""
    coded = {e["loc"][0] for e in errors if e["type"] == "value_error" and e["loc"]}
    places = [e["loc"] for e in errors]
    for error in errors:
        if error["type"] == "too_short" and any(len(p) > len(error["loc"]) and p[: len(error["loc"])] == error["loc"] for p in places):
            continue  # not empty: its entries are wrong, which is told
        if error["type"] == "literal_error" and error["loc"] and error["loc"][0] in coded:
            continue  # “recurring”, “none” or a date: the date's rule says it all
        if error["type"] == "decimal_type" and isinstance(error["input"], list):
            continue  # one number or two: what is wrong with the two is told by itself
        yield error


def _known_path(file: YamlFile, base: KeyPath, loc: tuple[int | str, ...]) -> KeyPath:
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
    "partial_date": ("ngay-sai", "Ngày viết sai hoặc không có thật.", "Viết 2025, 2025-05 hoặc 2025-05-13 (năm-tháng-ngày)."),
    "full_date": ("ngay-sai", "Ngày viết sai hoặc không có thật.", "Viết đủ năm-tháng-ngày, ví dụ 2026-11-22."),
    "period": ("ngay-sai", "Thời điểm hoặc giai đoạn viết sai.", "Viết 2024, 2025-05, 2025-05-13, hoặc giai đoạn 2016/2021."),
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
    "range_order": ("so-lieu-sai", "Khoảng viết ngược: số đầu phải nhỏ hơn số sau.", "Đổi chỗ hai con số."),
    "recurring_needs_every": ("so-lieu-sai", "by: recurring cần thêm nhịp lặp lại.", "Thêm every: hằng năm (hoặc 6 tháng một lần…)."),
    "note_needs_readings": (
        "ghi-chu-thieu",
        "Ghi chú loại differs cần ít nhất hai mục trong readings.",
        "Ghi từng nguồn viết gì, mỗi nguồn một mục source và says.",
    ),
    "note_needs_follows": ("ghi-chu-thieu", "Ghi chú loại này cần trường follows.", "Ghi trang này theo nguồn nào và vì sao."),
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
    "string_type": ("một dòng chữ", 'Nếu giá trị là số hay ngày mà phải hiểu là chữ thì đặt trong ngoặc kép, ví dụ "1".'),
    "int_type": ("một số nguyên", "Viết chữ số, không có dấu chấm hay phẩy."),
    "int_parsing": ("một số nguyên", "Viết chữ số, không có dấu chấm hay phẩy."),
    "int_from_float": ("một số nguyên", "Viết chữ số, không có dấu chấm hay phẩy."),
    "decimal_type": ("một con số", "Viết kiểu máy: 0.7 thay cho 0,7; 67000 thay cho 67.000."),
    "decimal_parsing": ("một con số", "Viết kiểu máy: 0.7 thay cho 0,7; 67000 thay cho 67.000."),
    "tuple_type": ("một danh sách", "Viết trong ngoặc vuông [a, b] hoặc mỗi mục một dòng bắt đầu bằng “- ”."),
    "list_type": ("một danh sách", "Viết trong ngoặc vuông [a, b] hoặc mỗi mục một dòng bắt đầu bằng “- ”."),
    "dict_type": ("một khối gồm các trường", "Viết “tên: giá trị”, mỗi trường một dòng."),
    "model_type": ("một khối gồm các trường", "Viết “tên: giá trị”, mỗi trường một dòng, hoặc {doc: nq57, at: II.1}."),
    "model_attributes_type": ("một khối gồm các trường", "Viết “tên: giá trị”, mỗi trường một dòng, hoặc {doc: nq57, at: II.1}."),
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
            text = str(value).split("\n")[0]
            return f"là “{text[:39] + '…' if len(text) > 40 else text}”"


def shape_finding(file: YamlFile, base: KeyPath, details: ErrorDetails, kind: type[m.Record]) -> Finding:
    """Return one of pydantic's ``details`` on the record of ``kind`` at ``base`` in ``file``, in an editor's words."""
    path = _known_path(file, base, details["loc"])
    place = file.value_place(path)
    record, name = _fields_at(kind, details["loc"])
    error, context = details["type"], details.get("ctx", {})
    field_info = record.model_fields.get(name or "")
    about = (field_info.description or "") if field_info is not None else ""
    label = f"“{name}”" if name else "này"
    subject = f"Trường {label}" if name else "Nội dung này"
    if name and isinstance(details["loc"][-1], int):
        subject = f"Mục này trong {label}"
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
        near = difflib.get_close_matches(unknown, list(owner.model_fields), 1, 0.6)
        help_ = f"Đổi thành “{near[0]}”." if near else f"Các trường được dùng: {', '.join(owner.model_fields)}."
        return Finding("truong-la", place, f"Không có trường nào tên “{unknown}”.", help_)
    if error == "value_error":
        code = str(context.get("error", ""))
        rule, message, help_ = _CODED.get(code, ("sai-kieu", f"Giá trị của trường {label} không hợp lệ.", about))
        if code in _CODED_FIELD:
            place = file.value_place((*path, _CODED_FIELD[code]))
        return Finding(rule, place, message, help_)
    if error in _EXPECTED:
        wanted, help_ = _EXPECTED[error]
        if details["input"] is None:
            return Finding("de-trong", place, f"{subject} để trống.", f"Cần điền: {about}" if about else help_)
        if error == "string_type" and isinstance(details["input"], int | Decimal) and not isinstance(details["input"], bool):
            help_ = f'Đặt trong ngoặc kép: "{details["input"]}".'
        return Finding("sai-kieu", place, f"{subject} phải là {wanted}, ở đây {_given(details['input'])}.", help_)
    if error in {"enum", "literal_error"}:
        value = str(details["input"])
        choices = str(context.get("expected", "")).replace("'", "").replace(" or ", ", ").split(", ")
        near = difflib.get_close_matches(value, choices, 1, 0.5)
        return Finding(
            "gia-tri-la",
            place,
            f"“{value}” không dùng được cho trường {label}.",
            f"Đổi thành “{near[0]}”." if near else f"Chọn một trong: {', '.join(choices)}.",
        )
    if error == "string_pattern_mismatch":
        if field_info is not None and "https" in str(context.get("pattern", "")):
            return Finding(
                "dia-chi-sai",
                place,
                f"Trường {label} phải là một địa chỉ đầy đủ.",
                "Viết địa chỉ bắt đầu bằng https://, không có dấu cách.",
            )
        if str(context.get("pattern", "")).startswith("^[a-z0-9]"):
            return Finding(
                "ma-sai",
                place,
                f"Mã “{details['input']}” viết sai.",
                "Mã chỉ gồm chữ thường không dấu, chữ số và gạch nối đơn, ví dụ nguon-luc-den-2030.",
            )
        return Finding(
            "sai-kieu",
            place,
            f"Trường {label} có dấu cách thừa ở đầu, ở cuối, hoặc xuống dòng.",
            "Bỏ dấu cách thừa và viết trên một dòng (dùng >- nếu câu dài).",
        )
    if error == "too_long":
        return Finding(
            "sai-kieu",
            place,
            f"Trường {label} có {context.get('actual_length')} giá trị; nhiều nhất là {context.get('max_length')}.",
            "Bỏ bớt.",
        )
    if error in {"string_too_short", "too_short"}:
        return Finding("de-trong", place, f"Trường {label} để trống.", f"Cần điền: {about}" if about else "Điền giá trị.")
    if error == "string_too_long":
        return Finding("ma-sai", place, f"Trường {label} dài quá {context.get('max_length')} ký tự.", "Viết ngắn lại.")
    if error in {"greater_than_equal", "less_than_equal"}:
        bound = context.get("ge", context.get("le"))
        side = "nhỏ nhất" if "ge" in context else "lớn nhất"
        help_ = f"Viết một số từ {bound} trở {'lên' if 'ge' in context else 'xuống'}. {about}".strip()
        return Finding("gia-tri-la", place, f"Trường {label} ngoài giới hạn: giá trị {side} là {bound}.", help_)
    return Finding("sai-kieu", place, f"Giá trị của trường {label} không hợp lệ.", about or "So lại với mẫu trong CONTRIBUTING.md.")
