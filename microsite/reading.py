"""The content folders → a :class:`Library`, with every mistake of shape told at once.

Shape is what one file can be judged by alone: YAML, fields, types, dates. What needs the whole
content (references, wording, figures) is the business of :mod:`microsite.rules`.
"""

from __future__ import annotations

import difflib
import os
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any, TypeVar, get_args, get_type_hints

from pydantic import TypeAdapter, ValidationError
from pydantic_core import ErrorDetails

from microsite import addresses, entries, markup, yamlfile
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

_CALLED = {m.Item: "một câu hỏi – đáp", m.Target: "một chỉ tiêu", m.TaskGroup: "một nhóm nhiệm vụ", m.Note: "một ghi chú biên tập"}

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

RESERVED = frozenset(name for name in BUILT_IN if "/" not in name) | {"404"}
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
        self.codes: dict[str, list[str]] = {}
        self.sound = entries.survey(root, self.findings)
        for finding in self.findings:  # what stands there is not read: of what it may hold nothing is missed
            self._lose(YamlFile(finding.place.file), ())
            self.lost.add(f"*{finding.place.file.path}")

    def _in(self, folder: str, ending: str) -> list[str]:
        """Return the names of the regular files with this ``ending`` right in ``folder``."""
        return sorted(n for n in self.sound if n.endswith(ending) and n.rpartition("/")[0] == folder)

    def read(self) -> Reading:
        parts: dict[str, tuple[Any, ...]] = {}
        known = set(_KNOWN)
        site = self._single("content/site.yml", m.Site)
        if site is not None:
            self.codes["part"] = [part.id for part in site.parts]
        for attribute, folder, kind in FOLDERS:
            parts[attribute] = tuple(self._one_per_file(folder, kind))
        for attribute, name, kind in LISTS:
            known.add(name)
            parts[attribute] = tuple(self._list(name, kind))
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
        if name not in self.sound:
            if name in REQUIRED and not os.path.lexists(path):
                self.lost.add(f"*{name}")
                file = SourceFile.of(name, "")
                self.findings.append(Finding("thieu-tep", Place(file, 1, 1), f"Thiếu tệp {name}.", "Khôi phục tệp này từ kho mã nguồn."))
            return None
        opened = yamlfile.read(path, name)
        self.findings += [
            replace(f, help="Khôi phục tệp này từ kho mã nguồn.") if f.rule == "tep-rong" and name in REQUIRED else f
            for f in opened.findings
        ]
        if opened.data is None:
            self._lose(opened, ())
            self.lost.add(f"*{name}")
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
        for name in self._in(folder, ".yml"):
            file = self._open(name)
            if file is None or file.data is None or self._misplaced(file, kind):
                continue
            record = self._record(file, (), file.data, kind)
            if record is not None:
                yield self._without_number(record)

    def _misplaced(self, file: YamlFile, kind: type[m.Record]) -> bool:
        """Tell of a file whose fields are those of another folder's records."""
        if not isinstance(file.data, dict):
            return False
        strange = {other: len(set(file.data) - set(other.model_fields)) for _, _, other in FOLDERS}
        _, folder, likely = min(FOLDERS, key=lambda entry: strange[entry[2]])
        if strange[kind] < 3 or strange[likely] * 3 > strange[kind]:
            return False
        self._lose(file, ())
        message = f"Tệp này nằm sai thư mục: nó có các trường của {_CALLED[likely]}."
        self.findings.append(Finding("tep-la", Place(file.file, 1, 1), message, f"Chuyển tệp vào thư mục {folder}/."))
        return True

    def _without_number(self, record: R) -> R:
        """Tell of an id that repeats the number in the file's name, and go on with the rest of it."""
        origin, key = self.origins[id(record)], getattr(record, "id", "")
        number, _, rest = key.partition("-")
        if not (number.isdigit() and rest and int(number) == getattr(record, "number", None)):
            return record
        place = origin.value("id")
        self.findings.append(
            Finding("ma-sai", place, f"Mã “{key}” có cả số thứ tự.", f"Viết “id: {rest}”; số chỉ ghi ở trường number và ở tên tệp.")
        )
        mended = record.model_copy(update={"id": rest})
        self.origins[id(mended)] = origin
        return mended

    def _list(self, name: str, kind: type[R]) -> Iterator[R]:
        for each in [name] if name.endswith(".yml") else self._in(name, ".yml"):
            file = self._open(each)
            if file is None or file.data is None:
                continue
            if not isinstance(file.data, list):
                self._lose(file, ())
                self.lost.add(f"*{each}")
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
        for name in self._in("content/pages", ".md"):
            path = self.root / name
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
        for name in sorted(n for n in self.sound if not n.startswith("theme/")):
            parent, _, last = name.rpartition("/")
            if name in known or last.startswith("."):
                continue
            if (parent in folders and last.endswith(".yml")) or (parent == "content/pages" and last.endswith(".md")):
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
        self.findings += _run_together(file, path, data, kind)
        try:
            record = kind.model_validate(data)
        except ValidationError as error:
            told: set[KeyPath] = set()
            errors = list(_telling(error.errors()))
            meant = {
                (*e["loc"][:-1], near) for e in errors if e["type"] == "extra_forbidden" and (near := _meant(file, path, e["loc"], kind))
            }
            for details in errors:
                if details["type"] == "missing" and details["loc"] in meant:
                    continue  # there, under a misspelt name
                finding_path = _known_path(file, path, details["loc"])
                if details["type"] not in {"missing", "extra_forbidden"}:
                    # A union reports each of its members; one finding a value is enough.
                    if finding_path in told:
                        continue
                    told.add(finding_path)
                self.findings.append(shape_finding(file, path, details, kind, self.codes))
            self._lose(file, path)
            if not (isinstance(data, dict) and "id" in data):
                self.lost.add(f"*{file.file.path}")  # under which id it would be known, nobody knows
            return None
        self.origins[id(record)] = Origin(file, path)
        self._page_names(record, self.origins[id(record)])
        return record

    def _page_names(self, record: m.Record, origin: Origin) -> None:
        """Tell of an id, of the record or of a part of the site, that no page can be named after."""
        named: list[tuple[m.Record, KeyPath]] = [(record, ("id",))] if isinstance(record, addresses.OWN_PAGE) else []
        named += [(part, ("parts", i, "id")) for i, part in enumerate(getattr(record, "parts", ()))]
        for each, way in named:
            problem = entries.id_problem(getattr(each, "id"))
            if problem is not None:
                self.findings.append(Finding("ma-sai", origin.value(*way), problem, "Chọn mã khác, ví dụ thêm một từ."))


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


def _run_together(file: YamlFile, base: KeyPath, data: object, kind: type[m.Record]) -> Iterator[Finding]:
    """Yield a finding for each text in Markdown whose paragraphs and lists YAML would join: it needs a literal block."""
    if not isinstance(data, dict):
        return
    for name, value in data.items():
        path = (*base, name)
        inner = _record_in(kind.model_fields[name].annotation) if name in kind.model_fields else None
        if inner is not None:
            for i, child in enumerate(value) if isinstance(value, list) else [(None, value)]:
                yield from _run_together(file, path if i is None else (*path, i), child, inner)
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


@cache
def _prose_fields(kind: type[m.Record]) -> frozenset[str]:
    hints = get_type_hints(kind, include_extras=True)
    return frozenset(name for name in kind.model_fields if m.Prose in (hints[name], *get_args(hints[name])))


def _meant(file: YamlFile, base: KeyPath, loc: tuple[int | str, ...], kind: type[m.Record]) -> str | None:
    """Return the field that the unknown field at ``loc`` is a misspelling of: one that is not there."""
    owner = _fields_at(kind, (*loc[:-1], ""))[0]
    around = _known_path(file, base, loc[:-1])
    absent = [name for name in owner.model_fields if (*around, name) not in file.values]
    near = difflib.get_close_matches(str(loc[-1]), absent, 1, 0.6)
    return near[0] if near else None


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
    "thousands": ("so-lieu-sai", "Dấu chấm ở đây là dấu số lẻ, mà sau nó có đúng ba chữ số.", "Hàng nghìn viết liền: 67000."),
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
            return f"là “{yamlfile.shortened(str(value))}”"


def shape_finding(
    file: YamlFile, base: KeyPath, details: ErrorDetails, kind: type[m.Record], codes: Mapping[str, Sequence[str]] | None = None
) -> Finding:
    """Return one of pydantic's ``details`` on the record of ``kind`` at ``base`` in ``file``, in an editor's words.

    ``codes`` are the ids that may stand in a field, for fields whose choices are few.
    """
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
        near = _meant(file, base, details["loc"], kind)
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
        elif error == "string_type" and isinstance(details["input"], int | Decimal) and not isinstance(details["input"], bool):
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
        return Finding("de-trong", place, f"Trường {label} để trống.", f"Cần điền: {about}" if about else "Điền giá trị.")
    if error == "string_too_long":
        return Finding("ma-sai", place, f"Trường {label} dài quá {context.get('max_length')} ký tự.", "Viết ngắn lại.")
    if error in {"greater_than_equal", "less_than_equal"}:
        bound = context.get("ge", context.get("le"))
        side = "nhỏ nhất" if "ge" in context else "lớn nhất"
        help_ = f"Viết một số từ {bound} trở {'lên' if 'ge' in context else 'xuống'}. {about}".strip()
        return Finding("gia-tri-la", place, f"Trường {label} ngoài giới hạn: giá trị {side} là {bound}.", help_)
    return Finding("sai-kieu", place, f"Giá trị của trường {label} không hợp lệ.", about or "So lại với mẫu trong CONTRIBUTING.md.")


def _thousands(file: YamlFile, path: KeyPath, value: object) -> Finding:
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


def _with_colon(file: YamlFile, path: KeyPath) -> str | None:
    """Return the one line of text at ``path`` that became a field because of its colon."""
    span = file.values[path]
    line = file.file.line(span.line + 1)
    alone = span.end_line == span.line or (span.end_line == span.line + 1 and span.end_column <= span.column)
    alone = alone or not any(each.strip() for each in file.file.lines[span.line + 1 : span.end_line])
    return line[span.column :].rstrip() if alone and line[span.column : span.column + 1] != "{" else None


def _pattern_finding(file: YamlFile, path: KeyPath, name: str | None, details: ErrorDetails, codes: Sequence[str]) -> Finding:
    """Return what is wrong with a text that is not of its field's form."""
    value, pattern = str(details["input"]), str(details.get("ctx", {}).get("pattern", ""))
    place = file.value_place(path)
    if "https" in pattern:
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
        elif markup.as_id(value):
            help_ = f"Viết không dấu, chữ thường, nối bằng gạch ngang: {markup.as_id(value)}."
        return Finding("ma-sai", place, f"Mã “{value}” viết sai.", help_)
    if pattern == "^[a-z]{2}$":
        return Finding(
            "gia-tri-la", place, f"“{value}” không phải mã ngôn ngữ.", "Viết mã gồm hai chữ cái: en là tiếng Anh, fr là tiếng Pháp."
        )
    return _line_finding(file, path, name, value)


def _line_finding(file: YamlFile, path: KeyPath, name: str | None, value: str) -> Finding:
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
        return Finding("sai-kieu", place, f"{label} là một dòng chữ, không dùng được dấu “{shown}”.", "Đổi dấu ấy thành >-.")
    if "\n" in value.strip():
        blank = next((n for n, line in lines if not line.strip()), None)
        indents = [(n, len(line) - len(line.lstrip())) for n, line in lines]
        deep = next(((n, indent) for n, indent in indents if indent > indents[0][1]), None)
        if blank is not None:
            return Finding("sai-kieu", Place(place.file, blank + 1, 1), f"{label} có dòng trống ở giữa.", "Xóa dòng trống này.")
        if deep is not None and opening.startswith(">"):
            place = Place(place.file, deep[0] + 1, 1, deep[1])
            return Finding("sai-kieu", place, f"{label} có dòng thụt vào sâu hơn các dòng khác.", "Căn dòng này thẳng với các dòng khác.")
        return Finding(
            "sai-kieu", place, f"{label} bị xuống dòng ở giữa.", "Viết trên một dòng, hoặc sau dấu hai chấm viết >- rồi xuống dòng."
        )
    if value[-1:].isspace():
        if lines and lines[-1][1] != lines[-1][1].rstrip():
            number, ragged = lines[-1]
            kept = len(ragged.rstrip())
            place = Place(place.file, number + 1, kept + 1, len(ragged) - kept)
        return Finding("sai-kieu", place, f"{label} có dấu cách thừa ở cuối.", "Xóa dấu cách ấy.")
    return Finding("sai-kieu", place, f"{label} có dấu cách thừa ở đầu.", "Xóa dấu cách ấy.")
