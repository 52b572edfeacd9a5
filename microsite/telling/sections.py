"""The pages that are about no single record: which of them a site has, in which order, and what they are called."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from microsite import model as m
from microsite.library import Library, Page
from microsite.telling import addresses
from microsite.vietnamese import numbers

OTHERS: tuple[m.Section, ...] = (
    m.Section(
        addresses.INDEX,
        "index-az",
        "Chỉ mục A–Z",
        "Mọi {listed}, xếp theo chữ cái.",
        "Chỉ mục A–Z",
    ),
    m.Section(
        addresses.PRINT,
        "print",
        "In ra giấy",
        "Mọi tờ rơi, sổ tay, áp phích, phiếu hỏi in sẵn (PDF), kèm số trang và dung lượng.",
        "In ra giấy",
    ),
    m.Section(
        addresses.COLLECTION,
        "collection",
        "Bộ in của bạn",
        "Chọn những câu cần in thành một tập, có tên đơn vị ở đầu.",
        "Bộ in của bạn",
    ),
    m.Section(
        addresses.OFFLINE,
        "offline",
        "Đọc khi không có mạng",
        "Mang trang này trên USB, cài lên điện thoại, lưu để đọc khi mất mạng.",
        "Đọc khi không có mạng",
    ),
    m.Section(
        addresses.OPEN_DATA,
        "open-data",
        "Dữ liệu mở",
        "Tải mọi nội dung dạng JSON, bảng tính và nguồn tin.",
        "Dữ liệu mở",
    ),
)
"""Sections that belong to no kind of record."""

IN_MENU = (m.Item, m.Target, m.TaskGroup, m.Answer5W1H, m.Comparison, m.Figure, m.Source)
"""The kinds in the main menu of a site that names no sections, in order."""


IN_INDEX = (m.Item, m.Target, m.Term, m.Document)
"""The kinds that the index is said to list."""

FURTHER: Mapping[str, str | None] = {
    addresses.OVERVIEW: "Toàn cảnh trên một trang",
    addresses.COMPARISON: None,
    addresses.PROGRAMME: None,
    addresses.TIMELINE: None,
    addresses.NOTES: None,
    addresses.FIGURES: None,
    addresses.DOCUMENTS: None,
    addresses.GLOSSARY: "Thuật ngữ",
    addresses.TOPICS: None,
    addresses.PRINT: None,
    addresses.OFFLINE: None,
}
"""What the home page leads to besides its blocks, in order; ``None``: by the section's title."""

IN_BLOCKS = frozenset({addresses.ITEMS, addresses.AUDIENCES})
"""What has a block of its own on the home page."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A section as one site has it: its page, template and words.

    ``menu`` is ``None`` where it is not in the main menu.
    """

    page: str
    template: str
    title: str
    description: str
    menu: str | None
    foot: str
    subject: m.Record | Page | None = None
    kind: m.Kind | None = None

    @property
    def id(self) -> str:
        """What ``content/site.yml`` calls the section."""
        return self.page.removesuffix(".md").removesuffix("/index")


def known() -> tuple[m.Section, ...]:
    """Return every section that a site can have, prose pages left out."""
    return (*(kind.section for kind in m.KINDS if kind.section is not None), *OTHERS)


def present(library: Library) -> tuple[Entry, ...]:
    """Return the sections of ``library`` that have something to show, in the order that the site gives them."""
    found = {entry.id: entry for entry in _all(library)}
    choices = {choice.page: choice for choice in library.site.sections}
    order = [key for key in choices if key in found] + [key for key in found if key not in choices]
    return tuple(
        _chosen(found[key], choices.get(key), named=bool(choices))
        for key in order
        if not (key in choices and choices[key].hidden)
    )


def _all(library: Library) -> Iterator[Entry]:
    listed = [m.kind_of(kind) for kind in IN_MENU]
    for kind in [*listed, *(kind for kind in m.KINDS if kind not in listed)]:
        records = library.of(kind)
        if kind.section is not None and (records or (kind.record is m.Figure and library.targets)):
            whole = records[0] if kind.kept is m.Kept.WHOLE else None
            yield _entry(library, kind.section, len(records), whole, kind)
    for section in OTHERS:
        if section.template != "print" or library.formats:
            yield _entry(library, section, 0)
    for page in library.pages:
        description = f"{page.title} – {library.site.title}."
        yield Entry(f"{page.id}.md", "prose", page.title, description, None, page.title, page)


def _entry(
    library: Library, section: m.Section, count: int, subject: m.Record | None = None, kind: m.Kind | None = None
) -> Entry:
    kinds = [m.kind_of(kind) for kind in IN_INDEX]
    listed = [(kind.found.name if kind.found else kind.title).lower() for kind in kinds if library.of(kind)]
    words = {"lead": library.lead.short, "count": count, "listed": numbers.listed(listed)}
    return Entry(
        section.page,
        section.template,
        section.title.format_map(words),
        section.description.format_map(words),
        section.menu,
        section.foot,
        subject,
        kind,
    )


def _chosen(entry: Entry, choice: m.SectionChoice | None, *, named: bool) -> Entry:
    """Return ``entry`` as the site wants it.

    On a site that names sections, the menu holds only those it gives a word.
    """
    if choice is None:
        return replace(entry, menu=None) if named else entry
    title, description = choice.title or entry.title, choice.description or entry.description
    return replace(entry, menu=choice.menu, title=title, description=description)


def menu(library: Library) -> tuple[Entry, ...]:
    """Return the sections of the main menu, in order."""
    return tuple(entry for entry in present(library) if entry.menu is not None)


def further(library: Library) -> tuple[tuple[str, str], ...]:
    """Return what the home page leads to besides its blocks: path and words.

    A kind of record that is neither named there nor in a menu comes last, so that it can be found.
    """
    found = {entry.page: entry for entry in present(library)}
    named = [(page, words or found[page].title) for page, words in FURTHER.items() if page in found]
    others = (e for e in found.values() if e.kind is not None and e.menu is None and e.page not in FURTHER)
    return (*named, *((e.page, e.title) for e in others if e.page not in IN_BLOCKS))
