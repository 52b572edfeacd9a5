"""Sources, the places in them, and the documents that sources name."""

from __future__ import annotations

from enum import StrEnum
from typing import Self

from pydantic import Field, model_validator

from microsite.model.fields import SOURCE_ADDRESS, Id, Locator, PartialDate, Plain, Record

SPOKEN = r"^[^\s<>\[\]`*|\\]([^<>\[\]`*|\\]*[^\s<>\[\]`*|\\])?$"
"""How places are spoken: plain words, ``{at}`` standing for the place."""

LONGEST_RUN = 2000
"""So many places a numbered run may hold."""


class Citation(Record):
    """A place in a source."""

    titled = "Dẫn nguồn"

    doc: Id = Field(description="Mã nguồn, có trong content/sources.yml (ví dụ luat-mau).")
    at: Locator = Field(
        description="Vị trí trong nguồn, viết đúng như trong danh sách places của nguồn (ví dụ II.1, Điều 5, trang 12)."
    )
    bullet: int | None = Field(
        default=None, ge=1, description="Gạch đầu dòng thứ mấy ở vị trí đó, đếm từ 1; bỏ trống nếu không cần."
    )


class Authority(StrEnum):
    """What a source is worth; the first decides where sources differ."""

    PRIMARY = "primary"
    SECONDARY = "secondary"
    PRESS = "press"


class Place(Record):
    """A citable place of a source, or a numbered run of them when ``first`` and ``last`` are given."""

    titled = "Vị trí trong nguồn"

    at: Plain = Field(
        description="Vị trí, đúng như tiêu đề trong bản văn nguồn; {n} thay cho số thứ tự nếu có first và last."
    )
    title: Plain | None = Field(default=None, description="Tên gọi dễ hiểu của vị trí.")
    spoken: str | None = Field(
        default=None, pattern=SPOKEN, description="Cách gọi vị trí trong câu, thay cho cách của cả nguồn: phần mở đầu."
    )
    first: int | None = Field(default=None, ge=1, description="Số đầu của dãy.")
    last: int | None = Field(default=None, ge=1, description="Số cuối của dãy.")

    @model_validator(mode="after")
    def _run(self) -> Self:
        if (self.first is None) != (self.last is None):
            raise ValueError("run_needs_both")
        if self.first is not None and self.last is not None:
            if self.first > self.last:
                raise ValueError("run_order")
            if self.last - self.first >= LONGEST_RUN:  # every place of it is a line of a page, and of memory
                raise ValueError("run_too_long")
        if ("{n}" in self.at) != (self.first is not None):
            raise ValueError("run_needs_mark")
        return self


class Source(Record):
    """A document the site cites."""

    id: Id = Field(description="Mã nguồn; trùng tên tệp bản văn nguồn khi chạy verify.")
    kind: Plain = Field(description="Loại văn bản: Luật, Nghị định, Quyết định, Sách, Bài báo…")
    number: Plain | None = Field(default=None, description="Số hiệu, ví dụ 12/2019/QH14.")
    date: PartialDate | None = Field(
        default=None, description="Ngày ban hành hoặc xuất bản; bỏ trống nếu bản văn nguồn không ghi."
    )
    issuer: Plain = Field(description="Cơ quan ban hành hoặc nơi xuất bản.")
    title: Plain = Field(description="Tên đầy đủ, chính thức.")
    short: Plain = Field(description="Tên gọi ngắn khi dẫn nguồn, ví dụ Luật mẫu.")
    authority: Authority = Field(
        description="Giá trị: primary (văn bản gốc), secondary (tài liệu chính thức thứ cấp), press (báo chí)."
    )
    about: Plain = Field(description="Một câu cho bạn đọc: đây là tài liệu gì, trang này dùng nó vào việc gì.")
    url: str | None = Field(
        default=None,
        pattern=SOURCE_ADDRESS,
        description="Địa chỉ chính thức; chỉ ghi khi chính một tài liệu nguồn nêu.",
    )
    spoken: str | None = Field(
        default=None,
        pattern=SPOKEN,
        description="Cách gọi các vị trí trong câu, {at} thay cho vị trí: mục {at}. Bỏ trống thì vị trí chỉ gồm "
        "số và chữ số "
        "La Mã được gọi là “mục …”, vị trí khác gọi đúng như đã ghi.",
    )
    places: tuple[Place, ...] = Field(min_length=1, description="Mọi vị trí có thể dẫn.")

    @property
    def designation(self) -> str:
        """How the document is named in a sentence: kind and number, or its title where it has none."""
        return f"{self.kind} số {self.number}" if self.number else self.title


class Document(Record):
    """A document the sources name without being a source of this site."""

    id: Id = Field(description="Mã văn bản.")
    kind: Plain = Field(description="Loại: Luật, Nghị định, Quyết định, Chiến lược…")
    number: Plain | None = Field(default=None, description="Số hiệu.")
    date: PartialDate | None = Field(default=None, description="Ngày ban hành, như nguồn nêu.")
    issuer: Plain | None = Field(default=None, description="Cơ quan ban hành, như nguồn nêu.")
    title: Plain = Field(description="Tên hoặc trích yếu.")
    sources: tuple[Citation, ...] = Field(min_length=1, description="Những chỗ trong nguồn nói tới văn bản này.")
    notes: tuple[Id, ...] = Field(default=(), description="Mã ghi chú biên tập.")

    @property
    def designation(self) -> str:
        """How the document is named in a sentence: kind and number, or its title where it has none."""
        return f"{self.kind} số {self.number}" if self.number else self.title
