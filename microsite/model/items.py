"""Q&A items, and how they are grouped for readers."""

from __future__ import annotations

from pydantic import Field

from microsite.model.fields import Article, Day, Id, Line, Plain, Record
from microsite.model.sources import Citation


class Change(Record):
    """A change a reader should know of."""

    titled = "Lần sửa"

    date: Day = Field(description="Ngày sửa.")
    what: Line = Field(description="Sửa gì, một câu.")


class Item(Record):
    """A Q&A item."""

    id: Id = Field(description="Mã câu; thành địa chỉ /hoi-dap/<mã>.html, không đổi về sau.")
    number: int = Field(ge=1, description="Số thứ tự câu; không đổi về sau.")
    part: Id | None = Field(default=None, description="Mã phần trong content/site.yml, nếu trang chia phần.")
    question: Plain = Field(description="Câu hỏi, bằng lời người dân hay dùng, kết thúc bằng dấu hỏi.")
    also_asked: tuple[Plain, ...] = Field(
        default=(),
        description="Những cách người dân hỏi điều này bằng lời thường ngày; chỉ để máy tìm kiếm hiểu, không "
        "hiện trên trang.",
    )
    short_answer: Line = Field(
        description="Trả lời ngắn: một hai câu, tự nó đã trả lời câu hỏi (mặc định tối đa 45 tiếng)."
    )
    answer: Article = Field(
        description="Trả lời đầy đủ, Markdown đơn giản (mặc định 150–450 tiếng); số liệu viết bằng tham chiếu."
    )
    sources: tuple[Citation, ...] = Field(min_length=1, description="Nguồn, nguồn gốc đứng đầu.")
    audiences: tuple[Id, ...] = Field(
        default=(), description="Mã đối tượng bạn đọc; cần có nếu trang có content/audiences.yml."
    )
    topics: tuple[Id, ...] = Field(default=(), description="Mã chủ đề; cần có nếu trang có content/topics.yml.")
    task_groups: tuple[Id, ...] = Field(default=(), description="Mã nhóm nhiệm vụ liên quan.")
    targets: tuple[Id, ...] = Field(
        default=(), description="Mã chỉ tiêu liên quan, ngoài những chỉ tiêu đã nhắc trong câu trả lời."
    )
    related: tuple[int, ...] = Field(default=(), description="Số thứ tự các câu nên đọc tiếp.")
    notes: tuple[Id, ...] = Field(default=(), description="Mã ghi chú biên tập.")
    published: Day = Field(description="Ngày đăng lần đầu.")
    reviewed: Day = Field(description="Ngày rà soát gần nhất.")
    changes: tuple[Change, ...] = Field(default=(), description="Những lần sửa đáng kể, mới nhất ở trên.")


class Part(Record):
    """A part of the site."""

    id: Id = Field(description="Mã phần.")
    number: int = Field(ge=1, description="Số thứ tự phần.")
    name: Plain = Field(description="Tên phần.")
    summary: Plain = Field(description="Một câu giới thiệu.")


class Audience(Record):
    """Readers an item speaks to."""

    id: Id = Field(description="Mã đối tượng.")
    name: Plain = Field(description="Tên đối tượng, như hiển thị.")
    summary: Plain = Field(description="Một câu: đối tượng này tìm được gì ở đây.")
    start_with: tuple[int, ...] = Field(
        default=(),
        description="Số của 3–5 câu nên đọc trước, câu cần nhất ở đầu; câu nào cũng phải ghi đối tượng này trong "
        "audiences.",
    )


class Topic(Record):
    """A subject."""

    id: Id = Field(description="Mã chủ đề.")
    name: Plain = Field(description="Tên chủ đề.")
    summary: Plain = Field(description="Một câu giới thiệu.")
