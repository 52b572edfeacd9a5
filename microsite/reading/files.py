"""The content folders → a :class:`Library`, with every mistake of shape told at once.

Shape is what one file can be judged by alone: YAML, fields, types, dates. What needs the whole
content (references, wording, figures) is the business of :mod:`microsite.checking`.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, TypeVar

from pydantic import TypeAdapter, ValidationError

from microsite import model as m
from microsite.findings import Finding, KeyPath, Place, PlacedFile, SourceFile, Span
from microsite.library import Library, Origin, Page
from microsite.reading import entries, yamlfile
from microsite.reading.characters import cleaned, read_text
from microsite.reading.shapes import known_path, meant_field, most_telling, run_together, shape_finding

R = TypeVar("R", bound=m.Record)

REQUIRED = ("content/site.yml", "content/sources.yml")

_KNOWN = {"content/site.yml", "content/synonyms.yml"}


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


def _sorted(kind: m.Kind, records: Iterable[m.Record]) -> Iterable[m.Record]:
    if not kind.sorted_by:
        return records
    return sorted(records, key=lambda record: [getattr(record, name) for name in kind.sorted_by])


class _Reader:
    def __init__(self, root: Path) -> None:
        self.root = root
        self.findings: list[Finding] = []
        self.origins: dict[int, Origin] = {}
        self.lost: set[str] = set()
        self.codes: dict[str, list[str]] = {}
        self.sound = entries.survey(root, self.findings)
        for finding in self.findings:  # what stands there is not read: of what it may hold nothing is missed
            self._lose(PlacedFile(finding.place.file), ())
            self.lost.add(f"*{finding.place.file.path}")

    def _in(self, folder: str, ending: str) -> list[str]:
        """Return the names of the regular files with this ``ending`` right in ``folder``."""
        return sorted(n for n in self.sound if n.endswith(ending) and n.rpartition("/")[0] == folder)

    def read(self) -> Reading:
        parts: dict[str, Any] = {}
        known = set(_KNOWN)
        site = self._single("content/site.yml", m.Site)
        if site is not None:
            self.codes["part"] = [part.id for part in site.parts]
        for kind in m.KINDS:
            if kind.kept is not m.Kept.INSIDE:
                known.add(kind.where)
                parts[kind.attribute] = tuple(_sorted(kind, self._records(kind)))
        comparison = next(iter(parts["comparison"]), None)
        self._place_inside(comparison, "rows", "inheritance")
        self._place_inside(site, "parts")
        self._stray_files(known)
        pages = tuple(self._pages())
        synonyms, page_queries = self._synonyms()
        if site is None:
            # Further rules can still speak on the rest; the findings on the settings end the build.
            site = m.Site.model_construct(title="", tagline="", description="", publisher="")
            self.origins[id(site)] = Origin(PlacedFile(SourceFile.of("content/site.yml", "")), ())
            self.lost.add("*content/site.yml")
        known_here = {name: parts.pop(name) for name in [*parts] if name in Library.__dataclass_fields__}
        known_here |= {name: next(iter(known_here[name]), None) for name in ("comparison", "programme")}
        library = Library(
            site=site,
            more=parts,
            pages=pages,
            synonyms=synonyms,
            page_queries=page_queries,
            origins=self.origins,
            lost=frozenset(self.lost),
            **known_here,
        )
        return Reading(library, self.findings)

    def _place_inside(self, record: m.Record | None, *names: str) -> None:
        """Remember where the records in the lists ``names`` of ``record`` stand."""
        if record is not None:
            for name in names:
                for i, inner in enumerate(getattr(record, name)):
                    self.origins[id(inner)] = Origin(self.origins[id(record)].file, (name, i))

    # ------------------------------------------------------------------ files

    def _open(self, name: str) -> PlacedFile | None:
        path = self.root / name
        if name not in self.sound:
            if name in REQUIRED and not os.path.lexists(path):
                self.lost.add(f"*{name}")
                file = SourceFile.of(name, "")
                self.findings.append(
                    Finding("thieu-tep", Place(file, 1, 1), f"Thiếu tệp {name}.", "Khôi phục tệp này từ kho mã nguồn.")
                )
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

    def _lose(self, file: PlacedFile, path: KeyPath) -> None:
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

    def _records(self, kind: m.Kind) -> Iterator[m.Record]:
        match kind.kept:
            case m.Kept.FILES:
                yield from self._one_per_file(kind.where, kind.record)
            case m.Kept.WHOLE:
                whole = self._single(kind.where, kind.record)
                yield from (whole,) if whole is not None else ()
            case _:
                yield from self._list(kind.where, kind.record)

    def _one_per_file(self, folder: str, kind: type[R]) -> Iterator[R]:
        for name in self._in(folder, ".yml"):
            file = self._open(name)
            if file is None or file.data is None or self._misplaced(file, kind):
                continue
            record = self._record(file, (), file.data, kind)
            if record is not None:
                yield self._without_number(record)

    def _misplaced(self, file: PlacedFile, kind: type[m.Record]) -> bool:
        """Tell of a file whose fields are those of another folder's records."""
        if not isinstance(file.data, dict):
            return False
        folders = [each for each in m.KINDS if each.kept is m.Kept.FILES]
        strange = {each.record: len(set(file.data) - set(each.record.model_fields)) for each in folders}
        likely = min(folders, key=lambda each: strange[each.record])
        if strange[kind] < 3 or strange[likely.record] * 3 > strange[kind]:
            return False
        self._lose(file, ())
        message = f"Tệp này nằm sai thư mục: nó có các trường của {likely.called}."
        self.findings.append(
            Finding("tep-la", Place(file.file, 1, 1), message, f"Chuyển tệp vào thư mục {likely.where}/.")
        )
        return True

    def _without_number(self, record: R) -> R:
        """Tell of an id that repeats the number in the file's name, and go on with the rest of it."""
        origin, key = self.origins[id(record)], getattr(record, "id", "")
        number, _, rest = key.partition("-")
        if not (number.isdigit() and rest and int(number) == getattr(record, "number", None)):
            return record
        place = origin.value("id")
        self.findings.append(
            Finding(
                "ma-sai",
                place,
                f"Mã “{key}” có cả số thứ tự.",
                f"Viết “id: {rest}”; số chỉ ghi ở trường number và ở tên tệp.",
            )
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

    def _synonyms(self) -> tuple[tuple[tuple[str, ...], ...], Mapping[str, tuple[str, ...]]]:
        file = self._open("content/synonyms.yml")
        if file is None or file.data is None:
            return (), {}
        data, pages = file.data, {}
        if isinstance(data, dict) and "pages" in data:
            pages = self._page_queries(file, data["pages"])
            self.origins[id(pages)] = Origin(file, ("pages",))
            data = {key: value for key, value in data.items() if key != "pages"}
        try:
            groups = TypeAdapter(dict[str, tuple[tuple[m.Plain, ...], ...]]).validate_python(data)["groups"]
        except ValidationError as error:
            self.findings += [shape_finding(file, (), details, m.Record) for details in error.errors()]
        except KeyError:
            self.findings.append(
                Finding(
                    "thieu-truong",
                    file.value_place(()),
                    "Thiếu trường “groups”.",
                    "Viết “groups:” rồi danh sách các nhóm từ.",
                )
            )
        else:
            self.origins[id(groups)] = Origin(file, ("groups",))
            return groups, pages
        return (), pages

    def _page_queries(self, file: PlacedFile, data: object) -> dict[str, tuple[str, ...]]:
        try:
            pages = TypeAdapter(dict[str, tuple[m.Plain, ...]]).validate_python(data)
        except ValidationError as error:
            for details in error.errors():
                details["loc"] = ("pages", *details["loc"])
                self.findings.append(shape_finding(file, (), details, m.Record))
            return {}
        return pages

    def _pages(self) -> Iterator[Page]:
        for name in self._in("content/pages", ".md"):
            path = self.root / name
            text = read_text(path, name)
            if isinstance(text, PlacedFile):
                self.findings += text.findings
                continue
            file, found = cleaned(text, name)
            self.findings += found
            if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", path.stem):
                message = f"Tên tệp “{path.name}” không dùng được làm địa chỉ trang."
                help_ = "Tên tệp chỉ gồm chữ thường không dấu, chữ số và gạch nối đơn, và khác tên các trang có sẵn."
                self.findings.append(Finding("ten-tep", Place(file, 1, 1), message, help_))
                continue
            title, _, body = file.text.partition("\n")
            if not title.startswith("# ") or not title[2:].strip():
                place = Place(file, 1, 1, max(1, len(title)))
                self.findings.append(
                    Finding(
                        "trang-thieu-tieu-de",
                        place,
                        "Dòng đầu không phải tiêu đề.",
                        "Bắt đầu tệp bằng “# Tên trang”, rồi một dòng trống.",
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
            last = Span(first, 0, len(file.lines), 0)
            whole = PlacedFile(file, values={("title",): Span(0, 2, 0, len(title)), ("text",): last})
            self.origins[id(page)] = Origin(whole, ())
            yield page

    def _stray_files(self, known: set[str]) -> None:
        folders = {kind.where for kind in m.KINDS if kind.kept in {m.Kept.FILES, m.Kept.LISTS}}
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

    def _record(self, file: PlacedFile, path: KeyPath, data: Any, kind: type[R]) -> R | None:
        self.findings += run_together(file, path, data, kind)
        try:
            record = kind.model_validate(data)
        except ValidationError as error:
            told: set[KeyPath] = set()
            errors = list(most_telling(error.errors()))
            meant = {
                (*e["loc"][:-1], near)
                for e in errors
                if e["type"] == "extra_forbidden" and (near := meant_field(file, path, e["loc"], kind))
            }
            for details in errors:
                if details["type"] == "missing" and details["loc"] in meant:
                    continue  # there, under a misspelt name
                finding_path = known_path(file, path, details["loc"])
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
        own = any(kind.record is type(record) and kind.template is not None for kind in m.KINDS)
        named: list[tuple[m.Record, KeyPath]] = [(record, ("id",))] if own else []
        named += [(part, ("parts", i, "id")) for i, part in enumerate(getattr(record, "parts", ()))]
        for each, way in named:
            problem = entries.id_problem(getattr(each, "id"))
            if problem is not None:
                self.findings.append(Finding("ma-sai", origin.value(*way), problem, "Chọn mã khác, ví dụ thêm một từ."))


# --------------------------------------------------------------------------- pydantic → Vietnamese
