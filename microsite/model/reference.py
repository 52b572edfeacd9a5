"""Glossary, timeline, comparison and overview."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from pydantic import Field

from microsite.model.fields import Id, Line, Locator, PartialDate, Plain, Prose, Record
from microsite.model.sources import Citation


class Term(Record):
    """A glossary entry."""

    id: Id = Field(description="Mã thuật ngữ.")
    term: Plain = Field(description="Thuật ngữ hoặc chữ viết tắt.")
    full: Plain | None = Field(default=None, description="Dạng đầy đủ của chữ viết tắt, hoặc tên tiếng nước ngoài.")
    spoken: Plain | None = Field(
        default=None, description="Khi đọc to thì chữ viết tắt này được đọc thành gì; bỏ trống thì đọc từng chữ cái."
    )
    lang: str | None = Field(
        default=None, pattern=r"^[a-z]{2}$", description="Mã ngôn ngữ của thuật ngữ nếu không phải tiếng Việt (en…)."
    )
    match: tuple[Plain, ...] = Field(default=(), description="Những cách viết khác cũng được nhận ra trong bài.")
    explanation: Line = Field(description="Giải thích, một hai câu dễ hiểu.")
    sources: tuple[Citation, ...] = Field(default=(), description="Chỗ nguồn giải thích hoặc dùng thuật ngữ.")


class Event(Record):
    """A dated document or milestone on the timeline."""

    date: PartialDate = Field(description="Ngày, tháng hoặc năm.")
    kind: Literal["document", "event", "milestone"] = Field(
        description="document (văn bản), event (sự kiện), milestone (mốc phải đạt)."
    )
    title: Plain = Field(description="Tên mốc.")
    text: Line | None = Field(default=None, description="Một câu nói thêm.")
    sources: tuple[Citation, ...] = Field(min_length=1, description="Nguồn.")


class Cell(Record):
    """What one document says on one aspect; no text means the document says nothing on it."""

    titled = "Ô so sánh"

    text: Prose | None = Field(default=None, description="Nội dung; bỏ trống khi văn bản không nêu.")
    at: tuple[Locator, ...] = Field(default=(), description="Vị trí trong chính văn bản ấy.")


class ComparisonRow(Record):
    """One aspect compared across documents."""

    id: Id = Field(description="Mã dòng.")
    aspect: Plain = Field(description="Khía cạnh so sánh.")
    cells: Mapping[Id, Cell] = Field(
        default={}, description="Mỗi văn bản viết gì, theo mã nguồn; văn bản không nêu thì không cần ghi."
    )
    remark: Line | None = Field(
        default=None, description="Nhận xét của ban biên tập, ví dụ hai con số không so được với nhau."
    )


class Inheritance(Record):
    """What the lead document takes up from another one, as a source tells it."""

    id: Id = Field(description="Mã.")
    name: Plain = Field(description="Văn bản được kế thừa.")
    text: Prose = Field(description="Văn bản chính kế thừa và phát triển điều gì.")
    sources: tuple[Citation, ...] = Field(min_length=1, description="Nguồn.")


class Comparison(Record):
    """The comparison page."""

    documents: tuple[Id, ...] = Field(
        min_length=2, max_length=5, description="Mã các văn bản được so sánh, theo thứ tự cột: từ hai đến năm văn bản."
    )
    intro: Line | None = Field(default=None, description="Một câu ở đầu trang, thay cho câu sẵn có.")
    rows: tuple[ComparisonRow, ...] = Field(description="Các dòng so sánh.")
    inheritance_title: Plain = Field(
        default="Tiếp nối những văn kiện nào", description="Tiêu đề trên phần kế thừa từ các văn kiện khác."
    )
    inheritance: tuple[Inheritance, ...] = Field(default=(), description="Kế thừa từ các văn kiện khác.")


class Answer5W1H(Record):
    """One of the six questions of the overview."""

    id: Literal["what", "why", "who", "when", "where", "how"] = Field(description="what, why, who, when, where, how.")
    question: Plain = Field(description="Câu hỏi, bằng tiếng Việt.")
    text: Prose = Field(description="Trả lời.")
    sources: tuple[Citation, ...] = Field(min_length=1, description="Nguồn.")
