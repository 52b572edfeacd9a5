"""Every page of the site, in a fixed order."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from microsite.library import Library
from microsite.telling import addresses, markup, quantities


@dataclass(frozen=True, slots=True)
class Page:
    """A page to be rendered: its path in the tree, template, title, description, and what it is about."""

    path: str
    template: str
    title: str
    description: str
    subject: Any = None


def plan(library: Library) -> Iterator[Page]:
    """Yield every page of the site, in a fixed order."""
    lib, site = library, library.site
    yield Page(addresses.HOME, "home", site.title, site.description)
    yield Page(
        addresses.ITEMS,
        "items",
        "Tất cả câu hỏi",
        f"{len(lib.items)} câu hỏi và trả lời về Nghị quyết 57, xếp theo ba phần.",
    )
    for item in lib.items:
        yield Page(addresses.page_of(item), "qa-item", item.question, markup.to_plain(item.short_answer, lib), item)
    for part in site.parts:
        yield Page(addresses.page_of(part), "part", f"Phần {part.number}. {part.name}", part.summary, part)
    yield Page(
        addresses.TARGETS,
        "targets",
        "Các chỉ tiêu của Nghị quyết 57",
        "Mọi chỉ tiêu đến năm 2030 và 2045, mỗi chỉ tiêu kèm vị trí trong Nghị quyết.",
    )
    for target in lib.targets:
        yield Page(
            addresses.page_of(target),
            "target",
            target.name,
            f"{target.measure}: {quantities.quantity(target)} ({quantities.deadline(target)}).",
            target,
        )
    yield Page(
        addresses.TASK_GROUPS,
        "task-groups",
        "Bảy nhóm nhiệm vụ, giải pháp",
        "Nghị quyết 57 giao những việc gì, và Chương trình hành động của Chính phủ chia ra sao.",
    )
    for group in lib.task_groups:
        yield Page(
            addresses.page_of(group),
            "task-group",
            f"Nhóm {group.number}. {group.short_name}",
            markup.to_plain(group.summary, lib),
            group,
        )
    yield Page(
        addresses.AUDIENCES,
        "audiences",
        "Theo đối tượng",
        "Chọn câu hỏi theo người đọc: người dân, cán bộ, doanh nghiệp, nhà khoa học…",
    )
    for audience in lib.audiences:
        yield Page(addresses.page_of(audience), "audience", f"Dành cho: {audience.name}", audience.summary, audience)
    yield Page(addresses.TOPICS, "topics", "Theo chủ đề", "Chọn câu hỏi theo chủ đề.")
    for topic in lib.topics:
        yield Page(addresses.page_of(topic), "topic", f"Chủ đề: {topic.name}", topic.summary, topic)
    yield Page(
        addresses.SOURCES, "sources", "Nguồn", "Các tài liệu mà trang này dựa vào, và giá trị của từng tài liệu."
    )
    for source in lib.sources:
        yield Page(addresses.page_of(source), "source", source.short, source.about, source)
    if lib.overview:
        yield Page(
            addresses.OVERVIEW,
            "overview",
            "Toàn cảnh Nghị quyết 57",
            "Nghị quyết 57 trên một trang: cái gì, vì sao, ai, khi nào, ở đâu, làm thế nào.",
        )
    if lib.comparison is not None:
        yield Page(
            addresses.COMPARISON,
            "comparison",
            "So sánh ba văn bản",
            "Nghị quyết 20 (2012), Kết luận 69 (2024) và Nghị quyết 57 (2024), từng khía cạnh một.",
            lib.comparison,
        )
    if lib.programme is not None:
        yield Page(
            addresses.PROGRAMME,
            "programme",
            "Chương trình hành động của Chính phủ",
            "Chương trình hành động thực hiện Nghị quyết 57, theo những gì các nguồn thuật lại.",
            lib.programme,
        )
    if lib.timeline:
        yield Page(
            addresses.TIMELINE,
            "timeline",
            "Dòng thời gian",
            "Các văn bản, sự kiện và mốc phải đạt, theo thứ tự thời gian.",
        )
    yield Page(
        addresses.DOCUMENTS,
        "documents",
        "Văn bản được nhắc tới",
        "Mọi nghị quyết, kết luận, luật, nghị định, quyết định mà các nguồn nhắc tới.",
    )
    if lib.glossary:
        yield Page(
            addresses.GLOSSARY,
            "glossary",
            "Thuật ngữ và chữ viết tắt",
            "Giải thích ngắn gọn các thuật ngữ và chữ viết tắt trên trang.",
        )
    yield Page(
        addresses.NOTES,
        "notes",
        "Những chỗ nguồn nói khác nhau",
        "Các ghi chú biên tập: nguồn nào viết gì, trang này theo cách nào.",
    )
    yield Page(
        addresses.FIGURES, "figures", "Số liệu", "Mọi chỉ tiêu và số liệu trên trang, kèm thời điểm, nguồn và nơi dùng."
    )
    yield Page(
        addresses.INDEX, "index-az", "Chỉ mục A–Z", "Mọi câu hỏi, chỉ tiêu, thuật ngữ và văn bản, xếp theo chữ cái."
    )
    yield Page(
        addresses.OPEN_DATA,
        "open-data",
        "Dữ liệu mở",
        "Tải mọi nội dung dạng JSON, bảng tính và nguồn tin; dùng tự do theo CC BY 4.0.",
    )
    yield Page(
        addresses.COLLECTION, "collection", "Bộ in của bạn", "Chọn những câu cần in thành một tập, có tên đơn vị ở đầu."
    )
    yield Page(
        addresses.OFFLINE,
        "offline",
        "Đọc khi không có mạng",
        "Mang trang này trên USB, cài lên điện thoại, lưu để đọc khi mất mạng.",
    )
    yield Page(
        addresses.PRINT,
        "print",
        "In ra giấy",
        "Mọi tờ rơi, sổ tay, áp phích, phiếu hỏi in sẵn (PDF), kèm số trang và dung lượng.",
    )
    for page in lib.pages:
        yield Page(f"{page.id}.md", "prose", page.title, f"{page.title} – {site.title}.", page)
