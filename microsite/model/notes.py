"""Editor's notes."""

from __future__ import annotations

from enum import StrEnum
from typing import Self

from pydantic import Field, model_validator

from microsite.model.fields import Id, Line, Plain, Prose, Record
from microsite.model.sources import Citation


class NoteKind(StrEnum):
    """Why an editor's note is there."""

    DIFFERS = "differs"
    ARITHMETIC = "arithmetic"
    DATED = "dated"
    LOOKALIKE = "lookalike"
    UNSETTLED = "unsettled"


class Reading(Record):
    """What one source says at the point in dispute."""

    titled = "Lời của từng nguồn"

    source: Citation = Field(description="Nguồn và vị trí.")
    says: Line = Field(description="Nguồn ấy viết gì, thuật lại ngắn gọn.")


class Note(Record):
    """An editor's note; written once, shown wherever it is referred to."""

    id: Id = Field(description="Mã ghi chú.")
    kind: NoteKind = Field(
        description="differs (nguồn nói khác nhau), arithmetic (cộng không khớp), dated (số liệu hay văn bản đã "
        "có mốc thời gian), "
        "lookalike (con số giống nhau nhưng khác nghĩa), unsettled (chưa đủ tài liệu để kết luận)."
    )
    title: Plain = Field(description="Một dòng nói vấn đề.")
    text: Prose = Field(description="Giải thích cho bạn đọc, 1–3 câu.")
    readings: tuple[Reading, ...] = Field(
        default=(), description="Từng nguồn viết gì; bắt buộc ít nhất hai với differs."
    )
    follows: Line | None = Field(
        default=None, description="Trang này theo cách nào và vì sao; bắt buộc với differs và arithmetic."
    )

    @model_validator(mode="after")
    def _complete(self) -> Self:
        if self.kind is NoteKind.DIFFERS and len(self.readings) < 2:
            raise ValueError("note_needs_readings")
        if self.kind in {NoteKind.DIFFERS, NoteKind.ARITHMETIC} and self.follows is None:
            raise ValueError("note_needs_follows")
        return self
