"""Task groups and the programme that carries them out."""

from __future__ import annotations

from pydantic import Field

from microsite.model.fields import Article, Day, Id, Line, Plain, Prose, Record
from microsite.model.sources import Citation


class Commitment(Record):
    """One concrete thing a task group commits to."""

    titled = "Việc cam kết"

    text: Line = Field(description="Cam kết, bằng lời của trang.")
    source: Citation = Field(description="Vị trí trong nguồn.")


class ProgrammeShare(Record):
    """What the sources report of the action programme for one task group."""

    titled = "Phần trong chương trình"

    tasks: int = Field(ge=1, description="Số nhiệm vụ cụ thể của nhóm trong chương trình hành động.")
    emphases: tuple[Line, ...] = Field(min_length=1, description="Những điểm chương trình nhấn mạnh, mỗi điểm một câu.")
    source: Citation = Field(description="Vị trí trong nguồn.")


class TaskGroup(Record):
    """A group of tasks and solutions that the lead document sets."""

    id: Id = Field(description="Mã nhóm nhiệm vụ.")
    number: int = Field(ge=1, description="Số thứ tự trong văn bản.")
    official_name: Plain = Field(description="Tên chính thức, đúng từng chữ.")
    short_name: Plain = Field(description="Tên ngắn, như hiển thị trên trang.")
    summary: Line = Field(description="Một hai câu: nhóm này đòi hỏi điều gì, bằng lời dễ hiểu.")
    asks: Article = Field(description="Nhóm nhiệm vụ đòi hỏi những gì, bằng lời dễ hiểu.")
    commitments: tuple[Commitment, ...] = Field(min_length=1, description="Những việc cụ thể văn bản nêu.")
    programme: ProgrammeShare | None = Field(
        default=None, description="Phần tương ứng trong chương trình hành động, nếu một nguồn nêu."
    )
    targets: tuple[Id, ...] = Field(default=(), description="Mã các chỉ tiêu gắn với nhóm.")
    sources: tuple[Citation, ...] = Field(min_length=1, description="Nguồn.")
    notes: tuple[Id, ...] = Field(default=(), description="Mã ghi chú biên tập.")
    reviewed: Day = Field(description="Ngày rà soát gần nhất.")


class ActionProgramme(Record):
    """What the sources report of the programme that carries the lead document out."""

    name: Plain = Field(description="Tên chương trình, viết hoa chữ đầu.")
    summary: Prose = Field(description="Chương trình là gì, nguồn nào thuật lại.")
    organisation: tuple[Commitment, ...] = Field(default=(), description="Tổ chức thực hiện: từng ý một.")
    sources: tuple[Citation, ...] = Field(min_length=1, description="Nguồn.")
    notes: tuple[Id, ...] = Field(default=(), description="Mã ghi chú biên tập.")
