"""The files of data: which there are, what each holds, and the index of them. What a site has none of has no file."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from pydantic import Field, create_model

from microsite import model as m
from microsite.outputs.data.exporter import Exporter, alone
from microsite.outputs.data.pieces import ProsePage, Shape
from microsite.outputs.data.shapes import shape_of
from microsite.telling import addresses

VERSION = "1.1"
"""Version of the shape. Within 1.x fields are added, never taken away or given another meaning.

1.1: cells of a comparison under ``cells``, too; the licence may be ``null``; files only of what there is.
"""


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
    licence: Licence | None = Field(description="Giấy phép sử dụng dữ liệu; null khi trang không nói tới.")
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
    """A file of data: stem of its name and schema, what it is in Vietnamese, what it holds and in which shape.

    A list has ``records``, made as they are asked for, and their ``count``; any other file has a
    ``value``. ``alone`` names the schema of the files that hold one of the records each, at ``one_by_one``.
    """

    stem: str
    about: str
    shape: Any
    value: Any = None
    records: Iterator[Any] | None = None
    count: int | None = None
    alone: str | None = None
    one_by_one: str | None = None

    @property
    def key(self) -> str:
        """Return the key in the file that holds the records or the value."""
        return self.stem.replace("-", "_")

    @property
    def path(self) -> str:
        """The file, from the site's root."""
        return addresses.data(f"{self.stem}.json")

    @property
    def schema_path(self) -> str:
        """Its schema, from the site's root."""
        return addresses.data(f"schemas/{self.stem}.schema.json")

    def schemas(self) -> Iterator[tuple[str, str, type[Shape]]]:
        """Yield stem, title and shape of the schemas of the file and of those that hold one of its records."""
        inner = self.shape if self.count is None else tuple[self.shape, ...]  # type: ignore[name-defined]
        fields: dict[str, Any] = {self.key: (inner, Field(description=self.about + "."))}
        yield self.stem, self.about, create_model(f"{self.key.title()}File", __base__=Shape, **fields)
        if self.alone:
            yield self.alone, f"{self.about}: một mục", self.shape


def files(exporter: Exporter) -> Iterator[File]:
    """Yield every file of data but the index, in a fixed order."""
    lib = exporter.lib
    for kind in m.KINDS:
        found = lib.of(kind) if kind.exported else ()
        if found:
            yield _of_kind(exporter, kind, found)
    if lib.pages:
        made = map(exporter.prose_page, lib.pages)
        yield File("pages", "Các trang giới thiệu", ProsePage, records=made, count=len(lib.pages))
    if lib.synonyms:
        about = "Các nhóm từ đồng nghĩa khi tìm kiếm"
        yield File("synonyms", about, tuple[str, ...], records=iter(lib.synonyms), count=len(lib.synonyms))


def _of_kind(exporter: Exporter, kind: m.Kind, found: tuple[m.Record, ...]) -> File:
    shape = shape_of(kind.record)
    if kind.kept is m.Kept.WHOLE:
        return File(kind.stem, kind.about, shape, exporter.record(found[0]))
    records = map(exporter.record, found)
    if not kind.one_by_one:
        return File(kind.stem, kind.about, shape, None, records, len(found))
    return File(kind.stem, kind.about, shape, None, records, len(found), kind.type.replace("_", "-"), alone(kind))


def index(
    exporter: Exporter,
    files: tuple[File, ...],
    tables: tuple[FileEntry, ...],
    feeds: tuple[FileEntry, ...],
    input_schemas: tuple[str, ...],
) -> Index:
    """Return the index of ``files``, ``tables``, ``feeds`` and ``input_schemas``."""
    site = exporter.lib.site
    return Index(
        version=VERSION,
        content_date=exporter.lib.newest_review,
        address=exporter.address,
        licence=Licence(name=site.licence.name, url=site.licence.url) if site.licence is not None else None,
        site=exporter.record(site),
        counts={file.key: file.count for file in files if file.count is not None},
        files=tuple(
            FileEntry(
                path=file.path,
                about=file.about,
                count=file.count,
                schema_path=file.schema_path,
                one_by_one=file.one_by_one,
            )
            for file in files
        ),
        tables=tables,
        feeds=feeds,
        input_schemas=input_schemas,
    )
