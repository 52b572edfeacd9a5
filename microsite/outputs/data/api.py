"""The exported data: its shape, and the records of a library in that shape.

A record is exported with every field of its :mod:`microsite.model` class, under the same name, so
nothing that is known is lost; citations are resolved, prose is given three ways (:class:`Text`), and
what the library knows beyond the record's own file (:data:`ADDED`) is put beside it. The shapes are
derived from the model, and the JSON Schemas (draft 2020-12) from the shapes: a field added to the
model is in the data and in its schema at once. ``Field(description=…)`` is what users of the data read
and is therefore Vietnamese.
"""

from __future__ import annotations

import datetime as dt
import re
import types
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache, lru_cache
from pathlib import PurePosixPath
from typing import Annotated, Any, Union, get_args, get_origin

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, WithJsonSchema, create_model
from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue
from pydantic_core import core_schema

from microsite import model as m
from microsite.library import REFERENCE, Library, Page, citations, texts
from microsite.telling import addresses, citing, markup, quantities
from microsite.vietnamese import dates

VERSION = "1.0"
"""Version of the shape. Within 1.x fields are added, never taken away or given another meaning."""

FOLDER = "api/v1"

LICENCE = ("CC BY 4.0", "https://creativecommons.org/licenses/by/4.0/deed.vi")

DIALECT = "https://json-schema.org/draft/2020-12/schema"


class Shape(BaseModel):
    """Base of everything exported."""

    model_config = ConfigDict(frozen=True, extra="forbid", json_schema_serialization_defaults_required=True)


Number = Annotated[Decimal, WithJsonSchema({"type": "number"})]
"""A number, written in JSON digit by digit as in the content."""

Url = Annotated[str | None, Field(description="Địa chỉ đầy đủ; null khi trang chưa có địa chỉ công khai.")]


class Text(Shape):
    """Authored text, three ways."""

    markdown: str = Field(description="Như người viết đã viết: Markdown, tham chiếu dạng [[loại:mã]].")
    text: str = Field(description="Chữ thuần: tham chiếu thay bằng lời, không có ký hiệu định dạng.")
    html: str = Field(description="Mã HTML; liên kết tính từ gốc của trang.")


class Cited(Shape):
    """A citation, resolved."""

    source: str = Field(description="Mã nguồn, có trong sources.json.")
    place: str = Field(description="Vị trí trong nguồn, như trong places của nguồn.")
    bullet: int | None = Field(description="Gạch đầu dòng thứ mấy ở vị trí đó, đếm từ 1; null nếu không nêu.")
    words: str = Field(description="Trích dẫn bằng lời, ví dụ: Nghị quyết 57, mục II.1, gạch đầu dòng 3.")
    page: str = Field(description="Trang nguồn, đúng vị trí được dẫn; tính từ gốc của trang.")
    url: Url


class Mention(Shape):
    """What a bracket reference in a text stands for."""

    kind: markup.Kind = Field(description="Loại, như trong tham chiếu [[loại:mã]].")
    id: str = Field(description="Mã, như trong tham chiếu; với loại cau là số thứ tự câu.")
    words: str = Field(description="Lời thay cho tham chiếu.")
    page: str = Field(description="Trang được dẫn tới; tính từ gốc của trang.")


class Use(Shape):
    """A record that cites or shows another."""

    type: str = Field(description="Loại mục: item, target, task_group, figure, note, document, term, event…")
    id: str | None = Field(description="Mã của mục; null nếu loại mục ấy không có mã.")
    page: str = Field(description="Trang của mục; tính từ gốc của trang.")


class Located(Shape):
    """Added to every record: where it is found."""

    page: str = Field(description="Trang của mục này; tính từ gốc của trang.")
    url: Url
    data_file: str | None = Field(description="Tệp chứa mục này trong kho mã nguồn.")


class Written(Located):
    """Added to records with text."""

    references: tuple[Mention, ...] = Field(
        description="Mọi tham chiếu có trong các đoạn chữ của mục này, theo thứ tự gặp."
    )


class ItemAdded(Written):
    """Added to a Q&A item."""

    api: str = Field(description="Tệp JSON riêng của câu này; tính từ gốc của trang.")
    figures: tuple[str, ...] = Field(description="Mã các số liệu được nhắc trong câu trả lời.")
    all_targets: tuple[str, ...] = Field(
        description="Mã mọi chỉ tiêu liên quan: được nhắc trong câu trả lời hoặc ghi ở targets."
    )
    all_notes: tuple[str, ...] = Field(
        description="Mã mọi ghi chú hiển thị cùng câu này, kể cả ghi chú của các số liệu được nhắc."
    )
    related_items: tuple[str, ...] = Field(description="Mã các câu nên đọc tiếp.")
    previous: str | None = Field(description="Mã câu trước.")
    next: str | None = Field(description="Mã câu sau.")


class TargetAdded(Written):
    """Added to a target."""

    api: str = Field(description="Tệp JSON riêng của chỉ tiêu này; tính từ gốc của trang.")
    display: str = Field(description="Mức phải đạt, viết sẵn để đọc: trên 55%, 2% GDP.")
    deadline: str = Field(description="Thời hạn, viết sẵn để đọc: đến năm 2030.")
    later: str | None = Field(description="Mã chỉ tiêu cùng loại ở mốc muộn hơn.")
    items: tuple[str, ...] = Field(description="Mã các câu nhắc tới chỉ tiêu này.")


class FigureAdded(Written):
    """Added to a figure."""

    display: str = Field(description="Giá trị, viết sẵn để đọc: chưa đến 0,7% GDP.")
    as_of_display: str = Field(description="Thời điểm, viết sẵn để đọc: năm 2024.")
    items: tuple[str, ...] = Field(description="Mã các câu nhắc tới số liệu này.")


class TaskGroupAdded(Written):
    """Added to a task group."""

    items: tuple[str, ...] = Field(description="Mã các câu liên quan.")


class NoteAdded(Written):
    """Added to an editor's note."""

    used_by: tuple[Use, ...] = Field(description="Những mục hiển thị ghi chú này.")


class DocumentAdded(Written):
    """Added to a document."""

    designation: str = Field(description="Cách gọi văn bản trong câu: loại và số hiệu, hoặc tên nếu không có số hiệu.")
    date_display: str | None = Field(description="Ngày, viết sẵn để đọc.")


class CitedPlace(Shape):
    """A place of a source, and who cites it."""

    place: str = Field(description="Vị trí.")
    title: str | None = Field(description="Tên gọi dễ hiểu của vị trí.")
    cited_by: tuple[Use, ...] = Field(description="Những mục dẫn vị trí này.")


class SourceAdded(Located):
    """Added to a source."""

    designation: str = Field(description="Cách gọi tài liệu trong câu: loại và số hiệu, hoặc tên nếu không có số hiệu.")
    date_display: str | None = Field(description="Ngày, viết sẵn để đọc.")
    all_places: tuple[CitedPlace, ...] = Field(description="Từng vị trí có thể dẫn, các dãy đánh số đã viết ra hết.")


class EventAdded(Written):
    """Added to an event of the timeline."""

    date_display: str = Field(description="Thời gian, viết sẵn để đọc.")


class RowAdded(Written):
    """Added to a row of the comparison."""

    citations: tuple[Cited, ...] = Field(description="Vị trí của cả ba ô, mỗi vị trí trong chính văn bản của ô.")


class ListAdded(Located):
    """Added to parts, audiences and topics."""

    items: tuple[str, ...] = Field(description="Mã các câu, theo số thứ tự.")


class TargetGroupAdded(Located):
    """Added to a group of targets."""

    targets: tuple[str, ...] = Field(description="Mã các chỉ tiêu trong nhóm, theo thứ tự của Nghị quyết.")


ADDED: Mapping[type[m.Record], type[Located]] = {
    m.Item: ItemAdded,
    m.Target: TargetAdded,
    m.TargetGroup: TargetGroupAdded,
    m.TaskGroup: TaskGroupAdded,
    m.Figure: FigureAdded,
    m.Source: SourceAdded,
    m.Document: DocumentAdded,
    m.Note: NoteAdded,
    m.Part: ListAdded,
    m.Audience: ListAdded,
    m.Topic: ListAdded,
    m.Term: Written,
    m.Event: EventAdded,
    m.ComparisonRow: RowAdded,
    m.Inheritance: Written,
    m.Answer5W1H: Written,
    m.ActionProgramme: Written,
}
"""What is put beside the fields of a record's own."""

PROSE: Mapping[type[m.Record], frozenset[str]] = {
    m.Item: frozenset({"short_answer", "answer"}),
    m.Change: frozenset({"what"}),
    m.Target: frozenset({"explanation"}),
    m.Figure: frozenset({"origin"}),
    m.Note: frozenset({"text", "follows"}),
    m.Reading: frozenset({"says"}),
    m.TaskGroup: frozenset({"summary", "asks"}),
    m.Commitment: frozenset({"text"}),
    m.ProgrammeShare: frozenset({"emphases"}),
    m.Term: frozenset({"explanation"}),
    m.Event: frozenset({"text"}),
    m.Cell: frozenset({"text"}),
    m.ComparisonRow: frozenset({"remark"}),
    m.Inheritance: frozenset({"text"}),
    m.Answer5W1H: frozenset({"text"}),
    m.ActionProgramme: frozenset({"summary"}),
}
"""The fields that pages show as Markdown; all others are plain strings."""


RENAMED: Mapping[tuple[type[m.Record], str], str] = {(m.Source, "url"): "official_url"}
"""Fields exported under another name, because :class:`Located` uses theirs."""


class ProsePage(Located):
    """A page of ``content/pages``."""

    id: str = Field(description="Mã trang.")
    title: str = Field(description="Tên trang.")
    text: Text = Field(description="Nội dung.")


# --------------------------------------------------------------------------- shapes from the model


@cache
def shape_of(kind: type[m.Record]) -> type[Shape]:
    """Return the shape records of ``kind`` are exported in: its id, the model's other fields, then the added ones."""
    fields: dict[str, Any] = {}
    for name, info in sorted(kind.model_fields.items(), key=lambda field: field[0] != "id"):
        annotation = _exported(info.annotation, name in PROSE.get(kind, ()))
        if annotation is info.annotation and info.metadata:
            annotation = Annotated[(annotation, *info.metadata)]
        fields[RENAMED.get((kind, name), name)] = (annotation, Field(description=info.description))
    if kind in ADDED:
        assert not fields.keys() & ADDED[kind].model_fields.keys(), f"two meanings of a field of {kind.__name__}"
        fields |= {name: (info.annotation, info) for name, info in ADDED[kind].model_fields.items()}
    return create_model(kind.__name__, __base__=Shape, **fields)


def _exported(annotation: Any, prose: bool) -> Any:
    """Return the exported type of a model's type: records, citations, numbers and, when ``prose``, strings change."""
    if annotation is m.Citation:
        return Cited
    if annotation is Decimal:
        return Number
    if annotation is str:
        return Text if prose else str
    if isinstance(annotation, type) and issubclass(annotation, m.Record):
        return shape_of(annotation)
    origin, arguments = get_origin(annotation), get_args(annotation)
    if origin is Annotated:
        inner = _exported(arguments[0], prose)
        return annotation if inner is arguments[0] else inner
    if origin is Mapping:
        return types.GenericAlias(dict, (arguments[0], _exported(arguments[1], prose)))
    if origin in {tuple, Union, types.UnionType}:
        changed = tuple(_exported(a, prose) for a in arguments)
        if all(a is b for a, b in zip(changed, arguments, strict=True)):
            return annotation
        return types.GenericAlias(tuple, changed) if origin is tuple else Union.__getitem__(changed)
    return annotation


# --------------------------------------------------------------------------- files


@dataclass(frozen=True, slots=True)
class Listing:
    """A file that holds all records of a kind: its name and key, the kind, and what it is in Vietnamese.

    ``alone`` names the schema of the files that hold one record each, where there are such files.
    """

    stem: str
    attribute: str
    kind: type[m.Record]
    about: str
    alone: str | None = None

    @property
    def key(self) -> str:
        """Return the key in the file that holds the records."""
        return self.stem.replace("-", "_")


LISTINGS = (
    Listing("items", "items", m.Item, "Các câu hỏi và trả lời", "item"),
    Listing("targets", "targets", m.Target, "Các chỉ tiêu của Nghị quyết", "target"),
    Listing("target-groups", "target_groups", m.TargetGroup, "Các nhóm chỉ tiêu"),
    Listing("task-groups", "task_groups", m.TaskGroup, "Các nhóm nhiệm vụ, giải pháp"),
    Listing("figures", "figures", m.Figure, "Số liệu theo nguồn"),
    Listing("sources", "sources", m.Source, "Các tài liệu được dẫn và từng vị trí"),
    Listing("documents", "documents", m.Document, "Văn bản được các nguồn nhắc tới"),
    Listing("notes", "notes", m.Note, "Ghi chú biên tập"),
    Listing("glossary", "glossary", m.Term, "Thuật ngữ và chữ viết tắt"),
    Listing("audiences", "audiences", m.Audience, "Đối tượng bạn đọc"),
    Listing("topics", "topics", m.Topic, "Chủ đề"),
    Listing("timeline", "timeline", m.Event, "Dòng thời gian"),
    Listing("overview", "overview", m.Answer5W1H, "Toàn cảnh: sáu câu hỏi"),
)


class FileEntry(Shape):
    """An entry of the index."""

    path: str = Field(description="Tệp; tính từ gốc của trang.")
    about: str = Field(description="Tệp này có gì.")
    count: int | None = Field(description="Bao nhiêu mục; null nếu tệp không phải danh sách.")
    schema_path: str | None = Field(description="Lược đồ của tệp; tính từ gốc của trang.")
    one_by_one: str | None = Field(description="Mẫu địa chỉ của tệp riêng từng mục, nếu có; {id} thay bằng mã.")


class Licence(Shape):
    """Under which terms the data may be used."""

    name: str = Field(description="Tên giấy phép.")
    url: str = Field(description="Toàn văn giấy phép.")


class Index(Shape):
    """The index of the data."""

    version: str = Field(
        description="Phiên bản của cấu trúc dữ liệu. Trong 1.x chỉ thêm trường, không bỏ và không đổi nghĩa."
    )
    content_date: dt.date | None = Field(
        description="Ngày rà soát mới nhất của nội dung: dữ liệu được tạo từ nội dung của ngày này."
    )
    address: str | None = Field(description="Địa chỉ công khai của trang, nếu đã có.")
    licence: Licence = Field(description="Giấy phép sử dụng dữ liệu.")
    site: shape_of(m.Site) = Field(description="Cài đặt chung của trang.")  # type: ignore[valid-type]
    counts: dict[str, int] = Field(description="Số mục của từng loại.")
    files: tuple[FileEntry, ...] = Field(description="Các tệp dữ liệu JSON.")
    tables: tuple[FileEntry, ...] = Field(description="Các bảng CSV, mở được trong Excel.")
    feeds: tuple[FileEntry, ...] = Field(description="Các nguồn tin Atom.")
    input_schemas: tuple[str, ...] = Field(
        description="Lược đồ của các tệp YAML nội dung, cho người soạn; tính từ gốc của trang."
    )


@dataclass(frozen=True, slots=True)
class File:
    """A file of data: stem of its name and schema, what it is in Vietnamese, and what it holds.

    A list has ``records``, made as they are asked for, and their ``count``; any other file has a
    ``value``. ``alone`` names the schema of the files that hold one of the records each.
    """

    stem: str
    about: str
    value: Any = None
    records: Iterator[Any] | None = None
    count: int | None = None
    alone: str | None = None

    @property
    def key(self) -> str:
        """Return the key in the file that holds the records or the value."""
        return self.stem.replace("-", "_")


@cache
def file_shapes() -> Mapping[str, tuple[str, type[Shape]]]:
    """Return, by stem of the schema, what each kind of file is in Vietnamese and its shape."""
    shapes: dict[str, tuple[str, type[Shape]]] = {"index": ("Mục lục của dữ liệu", Index)}
    for listing in LISTINGS:
        shape = shape_of(listing.kind)
        shapes[listing.stem] = listing.about, _wrapped(listing.key, tuple[shape, ...], listing.about)  # type: ignore[valid-type]
        if listing.alone:
            shapes[listing.alone] = f"{listing.about}: một mục", shape
    for stem, about, inner in (
        ("parts", "Các phần", tuple[shape_of(m.Part), ...]),  # type: ignore[misc]
        ("comparison", "So sánh ba văn bản", shape_of(m.Comparison)),
        ("programme", "Chương trình hành động của Chính phủ", shape_of(m.ActionProgramme)),
        ("pages", "Các trang giới thiệu", tuple[ProsePage, ...]),
        ("synonyms", "Các nhóm từ đồng nghĩa khi tìm kiếm", tuple[tuple[str, ...], ...]),
    ):
        shapes[stem] = about, _wrapped(stem, inner, about)
    return shapes


def _wrapped(key: str, inner: Any, about: str) -> type[Shape]:
    fields: dict[str, Any] = {key: (inner, Field(description=about + "."))}
    return create_model(f"{key.title()}File", __base__=Shape, **fields)


_UNMARKED = re.compile(r"[^\W\d_][^\n*_\[\]<>&`\\]*(?<!\s)")
"""One line without any character Markdown or HTML gives a meaning: most texts, and no parser is needed for them."""


class Exporter:
    """Records of one library in their exported shape."""

    def __init__(self, library: Library, address: str | None) -> None:
        self.lib = library
        self.address = address.rstrip("/") + "/" if address else None
        self._text = lru_cache(maxsize=4096)(self._three_ways)
        self._position = {item.id: i for i, item in enumerate(library.items)}
        self._showing: defaultdict[str, list[m.Record]] = defaultdict(list)
        for record in library.records():
            for note in getattr(record, "notes", ()):
                self._showing[note].append(record)

    # ------------------------------------------------------------------ pieces

    def text(self, value: str) -> Text:
        """Return authored ``value`` three ways. Angle brackets are never markup, whatever the content rules say."""
        return self._text(value)

    def _three_ways(self, value: str) -> Text:
        if _UNMARKED.fullmatch(value):
            shown = f"<p>{value}</p>"
        else:
            harmless = value.replace("<", "&lt;").replace(">", "&gt;")
            shown = markup.to_html(harmless, self.lib, lambda reference: addresses.published(reference.path))
        return Text(markdown=value, text=markup.to_plain(value, self.lib), html=shown)

    def url(self, page: str) -> str | None:
        """Return the absolute address of a page given from the site's root."""
        return self.address + page if self.address else None

    def cited(self, citation: m.Citation) -> Cited:
        """Return a citation, resolved."""
        page = addresses.published(citing.path(self.lib, citation))
        words = citing.words(self.lib, citation)
        return Cited(
            source=citation.doc, place=citation.at, bullet=citation.bullet, words=words, page=page, url=self.url(page)
        )

    def page(self, record: m.Record) -> str:
        """Return the published page of ``record`` from the site's root."""
        return addresses.published(addresses.page_of(record))

    def mentions(self, record: m.Record) -> tuple[Mention, ...]:
        """Return what the references in the texts of ``record`` stand for, each once, in order."""
        found: dict[tuple[str, str, str], Mention] = {}
        for _, value in texts(record):
            for match in REFERENCE.finditer(value):
                r = markup.resolve(self.lib, *match.groups())
                if r is not None:
                    found[r.kind, r.id, r.words] = Mention(
                        kind=r.kind, id=r.id, words=r.words, page=addresses.published(r.path)
                    )
        return tuple(found.values())

    def use(self, record: m.Record) -> Use:
        """Return a short mention of ``record``."""
        return Use(type=_TYPE[type(record)], id=getattr(record, "id", None), page=self.page(record))

    # ------------------------------------------------------------------ records

    def record(self, record: m.Record) -> Shape:
        """Return ``record`` in its exported shape."""
        kind = type(record)
        prose = PROSE.get(kind, frozenset())
        values = {
            RENAMED.get((kind, name), name): self._value(getattr(record, name), name in prose)
            for name in kind.model_fields
        }
        if kind in ADDED:
            values |= self._located(record) | self._added(record)
            if issubclass(ADDED[kind], Written):
                values["references"] = self.mentions(record)
        return shape_of(kind)(**values)

    def _value(self, value: Any, prose: bool) -> Any:
        if isinstance(value, m.Citation):
            return self.cited(value)
        if isinstance(value, m.Record):
            return self.record(value)
        if isinstance(value, tuple):
            return tuple(self._value(each, prose) for each in value)
        if isinstance(value, Mapping):
            return {key: self._value(each, prose) for key, each in value.items()}
        return self.text(value) if prose and isinstance(value, str) else value

    def _located(self, record: m.Record) -> dict[str, Any]:
        page = self.page(record)
        origin = self.lib.origins.get(id(record))
        file = origin.file.file.path if origin else "content/site.yml" if isinstance(record, m.Part) else None
        return {"page": page, "url": self.url(page), "data_file": file}

    def _added(self, record: m.Record) -> dict[str, Any]:
        lib = self.lib
        match record:
            case m.Item():
                figures = lib.figures_of(record)
                at = self._position[record.id]
                return {
                    "api": f"{FOLDER}/items/{record.id}.json",
                    "figures": _ids(figures),
                    "all_targets": _ids(lib.targets_of(record)),
                    "all_notes": tuple(dict.fromkeys((*record.notes, *(note for f in figures for note in f.notes)))),
                    "related_items": tuple(lib.item_by_number[n].id for n in record.related if n in lib.item_by_number),
                    "previous": lib.items[at - 1].id if at else None,
                    "next": lib.items[at + 1].id if at + 1 < len(lib.items) else None,
                }
            case m.Target():
                later = lib.later(record)
                return {
                    "api": f"{FOLDER}/targets/{record.id}.json",
                    "display": quantities.quantity(record),
                    "deadline": quantities.deadline(record),
                    "later": later.id if later else None,
                    "items": _ids(lib.items_with_target(record)),
                }
            case m.Figure():
                items = _ids(lib.items_with_figure(record))
                return {
                    "display": quantities.quantity(record),
                    "as_of_display": quantities.as_of(record),
                    "items": items,
                }
            case m.TaskGroup():
                return {"items": _ids(lib.items_in(record))}
            case m.TargetGroup():
                return {"targets": _ids(lib.targets_in(record))}
            case m.Note():
                return {"used_by": tuple(self.use(r) for r in self._showing[record.id])}
            case m.Document():
                return self._named(record)
            case m.Source():
                places = lib.places[record.id].items()
                cited = lib.cited[record.id]
                return self._named(record) | {
                    "all_places": tuple(
                        CitedPlace(place=at, title=title, cited_by=tuple(self.use(r) for r in cited[at]))
                        for at, title in places
                    )
                }
            case m.Event():
                return {"date_display": dates.partial_date(record.date)}
            case m.ComparisonRow():
                return {"citations": tuple(self.cited(c) for _, c in citations(record))}
            case m.Part():
                return {"items": _ids(lib.items_of_part(record))}
            case m.Audience():
                return {"items": _ids(lib.items_for(record))}
            case m.Topic():
                return {"items": _ids(lib.items_on(record))}
            case _:
                return {}

    def _named(self, document: m.Source | m.Document) -> dict[str, Any]:
        return {
            "designation": markup.designation(document),
            "date_display": dates.partial_date(document.date) if document.date else None,
        }

    def prose_page(self, page: Page) -> ProsePage:
        """Return a prose page in its exported shape."""
        where = addresses.published(f"{page.id}.md")
        return ProsePage(
            page=where,
            url=self.url(where),
            data_file=f"content/pages/{page.id}.md",
            id=page.id,
            title=page.title,
            text=self.text(page.text),
        )

    # ------------------------------------------------------------------ files

    def files(self) -> Iterator[File]:
        """Yield every file of data but the index, in a fixed order."""
        lib = self.lib
        for listing in LISTINGS:
            found: tuple[m.Record, ...] = getattr(lib, listing.attribute)
            yield File(listing.stem, listing.about, None, map(self.record, found), len(found), listing.alone)
        about = {stem: words for stem, (words, _) in file_shapes().items()}
        yield File("parts", about["parts"], None, map(self.record, lib.site.parts), len(lib.site.parts))
        if lib.comparison is not None:
            yield File("comparison", about["comparison"], self.record(lib.comparison))
        if lib.programme is not None:
            yield File("programme", about["programme"], self.record(lib.programme))
        yield File("pages", about["pages"], None, map(self.prose_page, lib.pages), len(lib.pages))
        yield File("synonyms", about["synonyms"], None, iter(lib.synonyms), len(lib.synonyms))

    def index(self, files: tuple[File, ...], tables: tuple[FileEntry, ...], feeds: tuple[FileEntry, ...]) -> Index:
        """Return the index of ``files``, ``tables`` and ``feeds``."""
        listed = tuple(
            FileEntry(
                path=f"{FOLDER}/{f.stem}.json",
                about=f.about,
                count=f.count,
                schema_path=f"{FOLDER}/schemas/{f.stem}.schema.json",
                one_by_one=f"{FOLDER}/{f.stem}/{{id}}.json" if f.alone else None,
            )
            for f in files
        )
        return Index(
            version=VERSION,
            content_date=self.lib.newest_review(),
            address=self.address,
            licence=Licence(name=LICENCE[0], url=LICENCE[1]),
            site=self.record(self.lib.site),
            counts={f.key: f.count for f in files if f.count is not None},
            files=listed,
            tables=tables,
            feeds=feeds,
            input_schemas=tuple(f"{FOLDER}/schemas/input/{stem}.schema.json" for stem in input_types()),
        )


_TYPE: Mapping[type[m.Record], str] = {
    m.Item: "item",
    m.Target: "target",
    m.TaskGroup: "task_group",
    m.Figure: "figure",
    m.Note: "note",
    m.Document: "document",
    m.Term: "term",
    m.Event: "event",
    m.Answer5W1H: "overview",
    m.ComparisonRow: "comparison_row",
    m.Inheritance: "inheritance",
    m.ActionProgramme: "programme",
}


def _ids(records: tuple[m.Item, ...] | tuple[m.Target, ...] | tuple[m.Figure, ...]) -> tuple[str, ...]:
    return tuple(r.id for r in records)


# --------------------------------------------------------------------------- JSON Schema


def schemas() -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield the stem and the JSON Schema (draft 2020-12) of every kind of data file.

    Fields not named are allowed, so that a file of a later 1.x is valid by an older schema too.
    """
    for stem, (about, shape) in file_shapes().items():
        schema = shape.model_json_schema(mode="serialization", schema_generator=_OutputSchema)
        named = {"type": "string", "description": "Lược đồ (JSON Schema) của tệp này."}
        schema["properties"] = {"$schema": named, **schema["properties"]}
        yield stem, _headed(schema, about)


class _Synonyms(m.Record):
    """The file of synonyms."""

    groups: tuple[tuple[m.Line, ...], ...] = Field(
        description="Các nhóm từ đồng nghĩa: mỗi nhóm là những cách viết mà ô tìm kiếm coi như nhau."
    )
    pages: dict[str, tuple[m.Line, ...]] = Field(
        default={}, description="Với mỗi trang (đường dẫn không có đuôi): người dân hỏi thế nào khi cần đúng trang ấy."
    )


@cache
def input_types() -> Mapping[str, tuple[str, Any]]:
    """Return, by stem of the schema, where the content's YAML files of a kind are and what type they hold."""
    found: dict[str, tuple[str, Any]] = {}
    for kind in m.KINDS:
        match kind.kept:
            case m.Kept.FILES:
                found[_kebab(kind.record)] = (f"{kind.where}/*.yml", kind.record)
            case m.Kept.LIST | m.Kept.LISTS:
                found[PurePosixPath(kind.where).stem] = (kind.where, tuple[kind.record, ...])  # type: ignore[name-defined]
            case m.Kept.WHOLE:
                found[PurePosixPath(kind.where).stem] = (kind.where, kind.record)
            case _:
                pass
    found["site"] = ("content/site.yml", m.Site)
    found["synonyms"] = ("content/synonyms.yml", _Synonyms)
    return found


def input_schemas() -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield the stem and the JSON Schema of every kind of content file, for text editors.

    A schema sees one file and what each field by itself may hold; the rest is what ``check`` tells.
    """
    for stem, (place, kind) in input_types().items():
        where = place if place.endswith(".yml") else f"{place}/*.yml"
        yield stem, _headed(TypeAdapter(kind).json_schema(schema_generator=_InputSchema), f"Tệp nội dung {where}")


def _kebab(kind: type[m.Record]) -> str:
    return "".join(f"-{c.lower()}" if c.isupper() else c for c in kind.__name__).strip("-")


def _headed(schema: dict[str, Any], title: str) -> dict[str, Any]:
    """Return ``schema`` with dialect and title in front, without class names and developers' docstrings."""
    for part in (schema, *schema.get("$defs", {}).values()):
        part.pop("title", None)
        part.pop("description", None)
    return {"$schema": DIALECT, "title": title, **schema}


class _OutputSchema(GenerateJsonSchema):
    """Schemas of data files."""

    def field_title_should_be_set(self, schema: Any) -> bool:
        return False

    def decimal_schema(self, schema: core_schema.DecimalSchema) -> JsonSchemaValue:
        return {"type": "number"}

    def model_schema(self, schema: core_schema.ModelSchema) -> JsonSchemaValue:
        made = super().model_schema(schema)
        made.pop("additionalProperties", None)
        return made


_PARTIAL = r"\d{4}(-\d{2}(-\d{2})?)?"
_WRITTEN: Mapping[Any, str] = {
    get_args(m.PartialDate)[1].func: f"^{_PARTIAL}$",
    get_args(m.Period)[1].func: f"^{_PARTIAL}(/{_PARTIAL})?$",
}
"""How the dates are written that Python code reads, by that code."""


class _InputSchema(GenerateJsonSchema):
    """Schemas of content files: as YAML is written, where a year is an integer."""

    def field_title_should_be_set(self, schema: Any) -> bool:
        return False

    def decimal_schema(self, schema: core_schema.DecimalSchema) -> JsonSchemaValue:
        return {"type": "number"}

    def function_before_schema(self, schema: core_schema.BeforeValidatorFunctionSchema) -> JsonSchemaValue:
        pattern = _WRITTEN.get(schema["function"]["function"])
        if pattern is None:
            return super().function_before_schema(schema)
        return {
            "anyOf": [{"type": "string", "pattern": pattern}, {"type": "integer", "minimum": 1000, "maximum": 9999}]
        }
