"""Formats of handouts."""

from __future__ import annotations

from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from microsite.model.fields import Id, PartialDate, Plain, Record

Paper = Literal["a3", "a4", "a5"]


Size = Annotated[float, Field(ge=6, le=72)]
"""A size of type in point (pt): smaller nobody reads, larger no line of words fits on the paper."""

About = Literal["item", "part", "audience", "task-group", "all", "overview", "targets"]


class Format(Record):
    """A kind of handout."""

    id: Id = Field(description="Mã mẫu; đứng đầu tên tệp PDF, không đổi về sau.")
    name: Plain = Field(description="Tên mẫu, như hiển thị.")
    template: Id = Field(description="Tên tệp mẫu trong theme/handouts, không có đuôi .typ.")
    about: tuple[About, ...] = Field(
        default=(), description="Trang làm sẵn mẫu này cho: item, part, audience, task-group, all, overview, targets."
    )
    imposes: tuple[Id, ...] = Field(default=(), description="Chỉ với bản in gấp: mã các mẫu khổ A5 được xếp trang lại.")
    papers: tuple[Paper, ...] = Field(
        min_length=1, description="Các khổ giấy in được: a3, a4, a5; khổ đầu là mặc định."
    )
    sizes: tuple[Size, ...] = Field(default=(), description="Các cỡ chữ thử lần lượt, tính bằng point (pt).")
    years: tuple[PartialDate, ...] = Field(
        default=(), description="Chỉ với áp phích: những năm có trên áp phích; bỏ trống thì mọi năm chỉ tiêu nêu."
    )
    every_paper: bool = Field(
        default=False, description="true nếu trang làm sẵn mọi khổ, false nếu chỉ làm khổ mặc định."
    )
    always_large: bool = Field(
        default=False, description="true nếu chữ của mẫu vốn từ 18 pt trở lên nên không cần bản chữ lớn riêng."
    )
    description: Plain = Field(description="Một câu cho bạn đọc: mẫu này là gì, dùng khi nào.")
    printing: Plain = Field(
        description="Cách in cho đúng: một hay hai mặt, lật theo cạnh nào, cắt, gấp, dập ghim ra sao."
    )

    @model_validator(mode="after")
    def _coherent(self) -> Self:
        if bool(self.about) == bool(self.imposes):
            raise ValueError("about_or_imposes")
        return self
