"""Settings of the site as a whole."""

from __future__ import annotations

from pydantic import Field

from microsite.model.fields import REPOSITORY_ADDRESS, SITE_ADDRESS, Id, Plain, Record
from microsite.model.items import Part


class Site(Record):
    """Settings of the site as a whole."""

    title: Plain = Field(description="Tên trang.")
    tagline: Plain = Field(description="Một câu dưới tên trang.")
    description: Plain = Field(description="Mô tả cho máy tìm kiếm và mạng xã hội.")
    publisher: Plain = Field(description="Bên xuất bản, in trên tờ in.")
    address: str | None = Field(
        default=None, pattern=SITE_ADDRESS, description="Địa chỉ công khai của trang, nếu đã có."
    )
    repository: str | None = Field(
        default=None, pattern=REPOSITORY_ADDRESS, description="Địa chỉ kho mã nguồn, để nút “Sửa trang này” dẫn tới."
    )
    branch: str = Field(default="main", pattern=r"^[A-Za-z0-9][A-Za-z0-9._/-]*$", description="Nhánh chính của kho.")
    contact: Plain | None = Field(
        default=None, description="Nơi nhận góp ý, báo lỗi: thư điện tử, điện thoại hoặc địa chỉ; hiện ở cuối mỗi câu."
    )
    review_months: int = Field(
        ge=1, le=60, description="Sau bao nhiêu tháng thì một câu phải được rà soát lại (đơn vị: tháng)."
    )
    headline_targets: tuple[Id, ...] = Field(min_length=1, description="Các chỉ tiêu nêu ở trang chủ.")
    parts: tuple[Part, ...] = Field(min_length=1, description="Các phần.")
