"""Settings of the site as a whole: what it is about, what it is called, and what it has."""

from __future__ import annotations

from pydantic import Field

from microsite.model.fields import LONGEST_ADDRESS, REPOSITORY_ADDRESS, SITE_ADDRESS, SOURCE_ADDRESS, Id, Plain, Record
from microsite.model.items import Part
from microsite.vietnamese.folding import slug

COLOUR_PATTERN = r"^#[0-9a-f]{6}$"
COLOUR = "#1f4e79"
"""The icon's colour where the site names none."""


class Icon(Record):
    """What the site's icon shows; drawn at build."""

    titled = "Biểu tượng"

    mark: str | None = Field(
        default=None,
        pattern=r"^[0-9A-Za-zÀ-ỹ]{1,3}$",
        description="Một đến ba chữ cái hoặc chữ số trên biểu tượng; bỏ trống thì lấy hai chữ đầu của tên ngắn.",
    )
    colour: str = Field(
        default=COLOUR,
        pattern=COLOUR_PATTERN,
        description="Màu của trang và của biểu tượng, dạng #1f4e79; nên là màu đậm.",
    )
    colour_dark: str | None = Field(
        default=None, pattern=COLOUR_PATTERN, description="Màu ấy trên nền tối; bỏ trống thì tự làm sáng lên."
    )


class Licence(Record):
    """Under which terms the content may be used."""

    titled = "Giấy phép"

    name: Plain = Field(description="Tên giấy phép, kèm số bản.")
    url: str = Field(pattern=SOURCE_ADDRESS, description="Địa chỉ toàn văn giấy phép.")
    allows: Plain | None = Field(
        default=None,
        description="Giấy phép cho làm gì, với điều kiện nào; viết thường ở đầu, không có dấu chấm ở cuối.",
    )


class Limits(Record):
    """How long a question and its answers may be, in syllables."""

    titled = "Độ dài"

    question: int = Field(default=30, ge=5, le=100, description="Câu hỏi dài nhất bao nhiêu tiếng.")
    short_answer: int = Field(default=45, ge=10, le=200, description="Trả lời ngắn dài nhất bao nhiêu tiếng.")
    answer: tuple[int, int] = Field(
        default=(150, 450), description="Phần trả lời dài từ bao nhiêu đến bao nhiêu tiếng, ví dụ [150, 450]."
    )


class SectionChoice(Record):
    """A page of the site, as the site wants it called and placed."""

    titled = "Trang trong danh mục"

    page: Id = Field(
        description="Trang nào: phần đầu địa chỉ của trang (hoi-dap, muc-tieu, so-sanh…) hoặc tên trang viết riêng."
    )
    menu: Plain | None = Field(
        default=None, description="Chữ trong danh mục ở đầu trang; bỏ trống thì trang chỉ có ở chân trang."
    )
    title: Plain | None = Field(default=None, description="Tên trang, thay cho tên sẵn có.")
    description: Plain | None = Field(default=None, description="Mô tả trang cho máy tìm kiếm, thay cho mô tả sẵn có.")
    hidden: bool = Field(default=False, description="true nếu không muốn có trang này.")


class HomeWords(Record):
    """Headings of the home page."""

    titled = "Tiêu đề ở trang chủ"

    figures: Plain = Field(default="Những con số chính", description="Tiêu đề trên các chỉ tiêu nêu ở trang chủ.")
    groups: Plain = Field(default="Các nhóm nhiệm vụ", description="Tiêu đề trên danh sách nhóm nhiệm vụ.")


class Site(Record):
    """Settings of the site as a whole."""

    titled = "Cài đặt trang"

    title: Plain = Field(description="Tên trang.")
    short_title: Plain | None = Field(
        default=None,
        description="Tên ngắn: dưới biểu tượng trên điện thoại, trong câu chữ; bỏ trống thì lấy tên trang.",
    )
    slug: Id | None = Field(
        default=None,
        description="Mã của trang, dùng trong tên tệp nén và tên vùng nhớ của trình duyệt; bỏ trống thì lấy từ "
        "tên trang.",
    )
    tagline: Plain = Field(description="Một câu dưới tên trang.")
    description: Plain = Field(description="Mô tả cho máy tìm kiếm và mạng xã hội.")
    publisher: Plain = Field(description="Bên xuất bản, in trên tờ in.")
    official: bool = Field(
        default=False, description="true nếu bên xuất bản là cơ quan có thẩm quyền về các văn bản được giới thiệu."
    )
    lead: Id | None = Field(
        default=None,
        description="Mã của nguồn mà cả trang nói về, trong content/sources.yml; bỏ trống thì là nguồn đầu tiên.",
    )
    icon: Icon = Field(default=Icon(), description="Biểu tượng của trang.")
    licence: Licence | None = Field(
        default=None, description="Giấy phép sử dụng nội dung; bỏ trống thì trang không nói tới."
    )
    version: Plain | None = Field(
        default=None, description='Số bản của nội dung, in cạnh ngày rà soát; đặt trong ngoặc kép, ví dụ "1.0".'
    )
    address: str | None = Field(
        default=None,
        pattern=SITE_ADDRESS,
        max_length=LONGEST_ADDRESS,
        description="Địa chỉ công khai của trang, nếu đã có.",
    )
    repository: str | None = Field(
        default=None, pattern=REPOSITORY_ADDRESS, description="Địa chỉ kho mã nguồn, để nút “Sửa trang này” dẫn tới."
    )
    branch: str = Field(default="main", pattern=r"^[A-Za-z0-9][A-Za-z0-9._/-]*$", description="Nhánh chính của kho.")
    contact: Plain | None = Field(
        default=None,
        description="Nơi nhận góp ý, báo lỗi: thư điện tử, điện thoại hoặc địa chỉ; hiện ở cuối mỗi câu.",
    )
    review_months: int = Field(
        default=12, ge=1, le=60, description="Sau bao nhiêu tháng thì một câu phải được rà soát lại (đơn vị: tháng)."
    )
    limits: Limits = Field(default=Limits(), description="Độ dài của câu hỏi và câu trả lời, tính bằng tiếng.")
    headline_targets: tuple[Id, ...] = Field(default=(), description="Các chỉ tiêu nêu ở trang chủ.")
    home: HomeWords = Field(default=HomeWords(), description="Các tiêu đề ở trang chủ.")
    sections: tuple[SectionChoice, ...] = Field(
        default=(),
        description="Các trang theo thứ tự muốn có, kèm chữ trong danh mục; bỏ trống thì theo thứ tự và tên gọi "
        "sẵn có.",
    )
    parts: tuple[Part, ...] = Field(default=(), description="Các phần; bỏ trống thì các câu không chia phần.")

    @property
    def name(self) -> str:
        """The short title."""
        return self.short_title or self.title

    @property
    def key(self) -> str:
        """The slug: of file names, and of what browsers keep for this site and no other on the same host."""
        return self.slug or slug(self.title)[:60].strip("-") or "trang"

    @property
    def mark(self) -> str:
        """What the icon shows."""
        letters = "".join(c for c in self.name if c.isalnum())
        return self.icon.mark or letters[:2].upper() or "?"
