"""What exported records are made of: texts three ways, citations and references resolved, where a thing is found.

``Field(description=…)`` is what users of the data read and is therefore Vietnamese.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal
from functools import lru_cache
from typing import Annotated, Any, ClassVar

from pydantic import BaseModel, ConfigDict, Field, GetJsonSchemaHandler, WithJsonSchema
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import core_schema

from microsite import model as m
from microsite.library import REFERENCE, Library, texts
from microsite.telling import addresses, citing, markup


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
    words: str = Field(description="Trích dẫn bằng lời: tên ngắn của nguồn, vị trí, gạch đầu dòng.")
    page: str = Field(description="Trang nguồn, đúng vị trí được dẫn; tính từ gốc của trang.")
    url: Url


class _ReferenceNames:
    """Tells a schema which names references may begin with, as it is made."""

    def __get_pydantic_json_schema__(
        self, schema: core_schema.CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        return {**handler(schema), "enum": list(m.KINDS.references)}


class Mention(Shape):
    """What a bracket reference in a text stands for."""

    kind: Annotated[str, _ReferenceNames()] = Field(description="Loại, như trong tham chiếu [[loại:mã]].")
    id: str = Field(description="Mã, như trong tham chiếu; với loại cau là số thứ tự câu.")
    words: str = Field(description="Lời thay cho tham chiếu.")
    page: str = Field(description="Trang được dẫn tới; tính từ gốc của trang.")


class Use(Shape):
    """A record that cites or shows another."""

    type: str = Field(description="Loại mục: item, target, task_group, figure, note, document, term, event…")
    id: str | None = Field(description="Mã của mục; null nếu loại mục ấy không có mã.")
    page: str = Field(description="Trang của mục; tính từ gốc của trang.")


class Pieces:
    """Makes the pieces of one library; ``address`` is the site's public address, or ``None`` where it has none."""

    def __init__(self, library: Library, address: str | None) -> None:
        self.lib = library
        self.address = address.rstrip("/") + "/" if address else None
        self._text = lru_cache(maxsize=4096)(self._three_ways)

    def text(self, value: str) -> Text:
        """Return authored ``value`` three ways. Angle brackets are never markup, whatever the content rules say."""
        return self._text(value)

    def _three_ways(self, value: str) -> Text:
        if UNMARKED.fullmatch(value):
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
                    page = addresses.published(r.path)
                    found[r.kind, r.id, r.words] = Mention(kind=r.kind, id=r.id, words=r.words, page=page)
        return tuple(found.values())

    def use(self, record: m.Record) -> Use:
        """Return a short mention of ``record``."""
        return Use(type=m.kind_of(record).type, id=getattr(record, "id", None), page=self.page(record))


UNMARKED = re.compile(r"[^\W\d_][^\n*_\[\]<>&`\\]*(?<!\s)")
"""One line without any character Markdown or HTML gives a meaning: most texts, and no parser is needed for them."""


# --------------------------------------------------------------------------- what is put beside a record's own fields


_BESIDE: dict[type[m.Record], type[Located]] = {}


class Located(Shape):
    """Put beside the fields of every kind of record: where it is found.

    A subclass ``about`` kinds of record puts more beside theirs, which its :meth:`told` works out.
    """

    base: ClassVar[type[Shape]] = Shape
    """What the shape of such records is made upon."""

    page: str = Field(description="Trang của mục này; tính từ gốc của trang.")
    url: Url
    data_file: str | None = Field(description="Tệp chứa mục này trong kho mã nguồn.")

    def __init_subclass__(cls, about: tuple[type[m.Record], ...] = (), **kwargs: Any) -> None:
        """Register what is put beside kinds of record."""
        super().__init_subclass__(**kwargs)
        _BESIDE.update(dict.fromkeys(about, cls))

    @classmethod
    def told(cls, record: Any, pieces: Pieces, own: Mapping[str, Any]) -> dict[str, Any]:
        """Return the values of the fields of this class alone; ``own`` holds those of the record's, exported."""
        return {}


class Written(Located):
    """Put beside records with text."""

    references: tuple[Mention, ...] = Field(
        description="Mọi tham chiếu có trong các đoạn chữ của mục này, theo thứ tự gặp."
    )


class Alone(Written):
    """Put beside records that have a file of data each."""

    api: str = Field(description="Tệp JSON riêng của mục này; tính từ gốc của trang.")


def beside(record: type[m.Record]) -> type[Located] | None:
    """Return what is put beside the fields of a type of record: nothing where it is no kind of its own."""
    kind = m.KINDS.get(record)
    if kind is None or kind.address is None:
        return None
    return _BESIDE.get(record, Alone if kind.one_by_one else Written if kind.cites else Located)


class ProsePage(Located):
    """A page of ``content/pages``."""

    id: str = Field(description="Mã trang.")
    title: str = Field(description="Tên trang.")
    text: Text = Field(description="Nội dung.")
