"""Targets and figures: a value with everything needed to say it."""

from __future__ import annotations

from decimal import Decimal
from enum import StrEnum
from typing import Literal, Self

from pydantic import Field, field_validator, model_validator

from microsite.model.fields import Id, Line, PartialDate, Period, Plain, Prose, Record
from microsite.model.sources import Citation


class Comparator(StrEnum):
    """How a quantity is to be read."""

    PLAIN = "plain"  # đạt 2%
    AT_LEAST = "at-least"  # ít nhất 3%
    OVER = "over"  # trên 55%
    UNDER = "under"  # chưa đến 0,7%
    ABOUT = "about"  # khoảng 50%
    NEARLY = "nearly"  # gần 67.000
    RANGE = "range"  # 8–10%
    TOP = "top"  # nhóm 50 nước dẫn đầu
    RANK = "rank"  # thứ 44
    GROWTH = "growth"  # tăng trung bình 10%/năm
    STATE = "state"  # không có con số: một trạng thái phải đạt


def looks_like_thousands(value: object) -> bool:
    """Say whether ``value`` was written like ``18.441``: 18,441 to a machine, 18 441 to a Vietnamese.

    Quoted, it is text and clear.
    """
    return isinstance(value, Decimal) and value.as_tuple().exponent == -3 and abs(value) >= 1


class Quantity(Record):
    """A value with everything needed to say it: shared by targets and figures.

    ``value`` is one number, or two for ``range`` and for a ``growth`` given as a range; absent for
    ``state``, whose words stand in ``state``. ``unit`` is what is counted (``%``, ``bài``,
    ``tỷ USD``); ``of`` the base a share is taken of (``GDP``, ``tổng chi ngân sách``).
    """

    titled = "Con số"

    comparator: Comparator = Field(
        default=Comparator.PLAIN,
        description="Cách đọc con số: plain (đúng bằng), at-least (ít nhất), over (trên), under (chưa đến), "
        "about (khoảng), "
        "nearly (gần), range (từ … đến …), top (nhóm N nước dẫn đầu), rank (thứ hạng), growth (tăng "
        "trung bình mỗi năm), "
        "state (không có con số).",
    )
    value: Decimal | tuple[Decimal, Decimal] | None = Field(
        default=None,
        description="Con số, viết kiểu máy: 0.7 chứ không phải 0,7; 67000 chứ không phải 67.000. Khoảng: [16, 18].",
    )
    out_of: Decimal | None = Field(default=None, description="Tổng số để so, khi nguồn viết dạng 71/193.")
    state: Plain | None = Field(
        default=None, description="Chỉ dùng với comparator: state – trạng thái phải đạt, bằng lời, viết thường ở đầu."
    )
    unit: Plain | None = Field(
        default=None, description="Đơn vị: %, bài, tỷ USD, người trên một vạn dân… Với top: nước dẫn đầu thế giới…"
    )
    of: Plain | None = Field(
        default=None, description="Tỷ lệ so với cái gì: GDP, tổng chi ngân sách nhà nước hằng năm…"
    )

    @field_validator("value", "out_of", mode="before")
    @classmethod
    def _no_thousands(cls, value: object) -> object:
        if any(looks_like_thousands(number) for number in (value if isinstance(value, list | tuple) else (value,))):
            raise ValueError("thousands")
        return value

    @model_validator(mode="after")
    def _coherent(self) -> Self:
        if self.comparator is Comparator.STATE:
            if self.state is None or self.value is not None:
                raise ValueError("state_needs_words")
        else:
            if self.value is None:
                raise ValueError("value_missing")
            if self.state is not None:
                raise ValueError("state_without_comparator")
            if self.comparator is Comparator.RANGE and not isinstance(self.value, tuple):
                raise ValueError("range_needs_two")
            if isinstance(self.value, tuple) and self.comparator not in {Comparator.RANGE, Comparator.GROWTH}:
                raise ValueError("two_values")
            if isinstance(self.value, tuple) and self.value[0] >= self.value[1]:
                raise ValueError("range_order")
        return self


class TargetGroup(Record):
    """A family of targets, as the lead document orders them."""

    id: Id = Field(description="Mã nhóm chỉ tiêu.")
    name: Plain = Field(description="Tên nhóm, như hiển thị trên trang.")
    summary: Plain = Field(description="Một câu nói nhóm này gồm những gì.")


class Target(Quantity):
    """One quantified or dated commitment of a document. Never a result."""

    id: Id = Field(description="Mã chỉ tiêu; thành địa chỉ trang, không đổi về sau.")
    name: Plain = Field(description="Tên ngắn của chỉ tiêu.")
    measure: Plain = Field(description="Đo cái gì, nói đủ để không nhầm với chỉ tiêu khác.")
    group: Id = Field(description="Mã nhóm chỉ tiêu trong content/target-groups.yml.")
    by: Literal["recurring", "none"] | PartialDate = Field(
        description="Đến khi nào: một năm, một tháng hay một ngày cụ thể, recurring (làm đều đặn), none (nguồn "
        "không nêu thời hạn)."
    )
    every: Plain | None = Field(default=None, description="Nhịp lặp lại, nếu có: hằng năm, 6 tháng một lần.")
    explanation: Prose | None = Field(
        default=None,
        description="Một hai câu bằng lời dễ hiểu: chỉ tiêu này nghĩa là gì. Không thêm dữ kiện ngoài nguồn.",
    )
    sources: tuple[Citation, ...] = Field(min_length=1, description="Nơi nêu chỉ tiêu; văn bản gốc đứng đầu.")
    baseline: tuple[Id, ...] = Field(
        default=(), description="Mã số liệu (content/figures) cho biết hiện trạng, chỉ khi một nguồn nêu."
    )
    earlier: Id | None = Field(default=None, description="Mã chỉ tiêu cùng loại ở mốc sớm hơn.")
    task_groups: tuple[Id, ...] = Field(default=(), description="Các nhóm nhiệm vụ liên quan.")
    notes: tuple[Id, ...] = Field(default=(), description="Mã ghi chú biên tập (content/notes).")
    order: int = Field(ge=1, description="Thứ tự trong văn bản, đếm từ 1 trên toàn bộ các chỉ tiêu.")

    @model_validator(mode="after")
    def _rhythm(self) -> Self:
        if self.by == "recurring" and self.every is None:
            raise ValueError("recurring_needs_every")
        return self


class Figure(Quantity):
    """A figure that is not a target: a state of affairs, a rank, a count; true as of its date."""

    id: Id = Field(description="Mã số liệu.")
    label: Plain = Field(description="Số liệu nói về cái gì, của ai, ở đâu; đọc một mình cũng hiểu.")
    as_of: Period | None = Field(
        default=None,
        description="Thời điểm hoặc giai đoạn của số liệu: 2024, 2025-05, 2016/2021. Bỏ trống nếu nguồn không nêu.",
    )
    sources: tuple[Citation, ...] = Field(min_length=1, description="Nơi nêu số liệu.")
    origin: Line | None = Field(default=None, description="Xuất xứ thật của số liệu theo chú thích của nguồn, nếu có.")
    notes: tuple[Id, ...] = Field(default=(), description="Mã ghi chú biên tập.")
