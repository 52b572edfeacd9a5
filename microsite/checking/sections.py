"""Pages as the settings name them: each is there, none is named twice, and no prose page takes the place of another."""

from __future__ import annotations

from collections.abc import Iterator

from microsite.checking.near import near
from microsite.findings import Finding, Place, SourceFile
from microsite.library import Library
from microsite.telling import addresses, sections

TAKEN = frozenset({"index", "404", "hoi-dap", "phan"})
"""Names at the top of the site that are taken by something else than a section's page."""


def check(library: Library) -> Iterator[Finding]:
    """Yield what names no page, or a page that is named already."""
    if not library.items and not any(library.lost):
        place = Place(SourceFile.of("qa", ""), 1, 1)
        yield Finding("thieu-tep", place, "Chưa có câu hỏi nào.", "Thêm ít nhất một tệp câu hỏi – đáp vào thư mục qa/.")
    yield from _choices(library)
    yield from _prose(library)
    yield from _queries(library)
    yield from _lead(library)


def _choices(library: Library) -> Iterator[Finding]:
    known = {section.id for section in sections.known()} | {page.id for page in library.pages}
    origin, seen = library.origin(library.site), set()
    for i, choice in enumerate(library.site.sections):
        place = origin.value("sections", i, "page")
        if choice.page not in known:
            help_ = near(choice.page, known) or f"Các trang: {', '.join(sorted(known))}."
            yield Finding("tham-chieu-hong", place, f"Không có trang “{choice.page}”.", help_)
        elif choice.page in seen:
            yield Finding("trung-ma", place, f"Trang “{choice.page}” được ghi hai lần.", "Giữ một lần.")
        seen.add(choice.page)


def _prose(library: Library) -> Iterator[Finding]:
    taken = TAKEN | {section.page.removesuffix(".md") for section in sections.known()}
    for page in library.pages:
        if page.id in taken:
            yield Finding(
                "ten-tep",
                library.origins[id(page)].value("title"),
                f"Tên tệp “{page.id}.md” đã là tên một trang có sẵn.",
                "Đổi tên tệp; tên chỉ gồm chữ thường không dấu, chữ số và gạch nối đơn.",
            )


def _queries(library: Library) -> Iterator[Finding]:
    known = {
        addresses.HOME,
        *(section.page for section in sections.known()),
        *(f"{page.id}.md" for page in library.pages),
    }
    names = sorted(page.removesuffix(".md") for page in known)
    for name in library.page_queries:
        if f"{name}.md" not in known:
            place = library.origins[id(library.page_queries)].key(name)
            yield Finding("tham-chieu-hong", place, f"Không có trang “{name}”.", f"Các trang: {', '.join(names)}.")


def _lead(library: Library) -> Iterator[Finding]:
    lead = library.site.lead
    if lead is not None and lead not in library.source and not library.lost & {lead, "*content/sources.yml"}:
        place = library.origin(library.site).value("lead")
        help_ = near(lead, library.source) or "Các mã đang có nằm trong content/sources.yml."
        yield Finding("tham-chieu-hong", place, f"Không có mã “{lead}” trong content/sources.yml.", help_)
