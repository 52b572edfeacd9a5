"""Every kind of record: ONE row each. No other table is keyed by a type of record.

What is told here is read by all steps: where records are written (reading), how they are called
(checking, the guide), where they stand on the site (telling), how they are found (search) and under
which names they are exported (data). A new kind is a class in this package, a row here and a page
template; see ``docs/architecture.md``.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from enum import Enum
from typing import overload

from microsite.model.fields import Record
from microsite.model.handouts import Format
from microsite.model.items import Audience, Item, Part, Topic
from microsite.model.notes import Note
from microsite.model.quantities import Figure, Target, TargetGroup
from microsite.model.reference import Answer5W1H, Comparison, ComparisonRow, Event, Inheritance, Term
from microsite.model.sources import Document, Source
from microsite.model.tasks import ActionProgramme, TaskGroup

_TIMELINE, _COMPARISON, _PROGRAMME = "dong-thoi-gian.md", "so-sanh.md", "chuong-trinh-hanh-dong.md"


class Kept(Enum):
    """How records of a kind are kept in the content."""

    FILES = "mỗi tệp một mục"  # a folder, a file a record
    LIST = "một danh sách, mỗi mục bắt đầu bằng “- ”"  # a file that is a list
    LISTS = "mỗi tệp một danh sách, mỗi mục bắt đầu bằng “- ”"  # a folder of such files
    WHOLE = "cả tệp là một mục"  # a file that is one record
    INSIDE = "nằm trong một mục khác"  # in another record


@dataclass(frozen=True, slots=True)
class Section:
    """A page of the site that is there for a kind as a whole, or for none.

    ``page`` is its path in the Markdown tree; ``title`` and ``description`` may name ``{lead}``, the lead
    document's short name, and ``{count}``, how many records there are. ``menu`` is its word in the main
    menu, ``None`` where by default it is only listed at the foot of the pages; ``foot`` is its word there.
    """

    page: str
    template: str
    title: str
    description: str
    foot: str
    menu: str | None = None

    @property
    def id(self) -> str:
        """The section's name in ``content/site.yml``: its page's path without ``index.md`` and ``.md``."""
        return self.page.removesuffix(".md").removesuffix("/index")


@dataclass(frozen=True, slots=True)
class Found:
    """How a search tells of hits of a kind: key and name of its filter.

    ``rank`` gives the order of the kinds. Of ``late`` ones even the titles come with the full texts, to
    keep the way to the first result short. ``weight`` is what a hit counts beside those of other kinds; the
    ``traits`` are those that ``theme/search/documents.js`` tells of, so that the scripts know no kind by its key.
    """

    key: str
    name: str
    rank: int = 50
    late: bool = False
    weight: float = 1
    traits: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of record.

    ``attribute`` is the field of the library (and of the files of data) that holds the records;
    ``where`` the file or folder they are kept in, ``file_name`` how a file of one is called; ``inside`` is the
    field of another record, itself a field of the library, that holds those kept there.
    ``called`` is what an editor calls one of them, ``title`` the heading of its fields in the guide.
    ``address`` is where a record is shown, in terms of its fields; with ``template`` it has a page of its own.
    ``heading`` is what a record is called where its kind is clear, ``label`` in a list of links.
    ``reference`` is what it is called in ``[[kind:id]]``, where ``named_by`` is the field that stands for ``id``
    and ``mention`` what is shown; of a quantity the value is shown.
    ``found`` says how a search tells of such a hit; ``about`` tells what the file of data holds, ``type`` is the
    name of the kind there. ``cites`` says whether records cite sources and tell things in words of their own.
    ``unique`` names fields no two records may share, ``sorted_by`` those that give the order.
    """

    record: type[Record]
    attribute: str
    kept: Kept
    where: str
    title: str
    called: str
    type: str
    about: str
    address: str | None = None
    heading: str = ""
    label: str = ""
    template: str | None = None
    section: Section | None = None
    reference: str | None = None
    named_by: str = "id"
    mention: str = ""
    found: Found | None = None
    file_name: str = "{id}"
    inside: str | None = None
    unique: tuple[str, ...] = ("id",)
    sorted_by: tuple[str, ...] = ()
    cites: bool = True
    one_by_one: bool = False

    @property
    def stem(self) -> str:
        """The name of its file of data and of its schemas."""
        return self.attribute.replace("_", "-")

    @property
    def exported(self) -> bool:
        """Whether the records are in a file of data of their own: those shown somewhere by themselves."""
        return self.address is not None and (self.kept is not Kept.INSIDE or self.template is not None)

    def address_of(self, record: Record) -> str:
        """Return the path of the page that shows ``record``, with a fragment where it shares the page."""
        assert self.address is not None, f"{self.record.__name__} is shown nowhere"
        return self.address.format_map(_Fields(record))

    def heading_of(self, record: Record) -> str:
        """Return what ``record`` is called where its kind is clear."""
        return self.heading.format_map(_Fields(record))

    def mention_of(self, record: Record) -> str:
        """Return what stands for a reference to ``record`` that brings no words of its own."""
        return self.mention.format_map(_Fields(record))

    def label_of(self, record: Record) -> str:
        """Return how ``record`` is called in a list of links."""
        return self.label.format_map(_Fields(record))

    def file_of(self, record: Record) -> str:
        """Return the name of the file of ``record``, without its ending."""
        return self.file_name.format_map(_Fields(record))


class _Fields(dict[str, object]):
    """The fields and properties of a record, as a format string asks for them."""

    def __init__(self, record: Record) -> None:
        self.record = record

    def __missing__(self, name: str) -> object:
        return getattr(self.record, name)


class Kinds(Sequence[Kind]):
    """The rows, in the order of the site. There is one such sequence, :data:`KINDS`, and everything asks it anew."""

    def __init__(self, rows: Sequence[Kind]) -> None:
        self._set(tuple(rows))

    def _set(self, rows: tuple[Kind, ...]) -> None:
        self._rows = rows
        self._by_record = {kind.record: kind for kind in rows}

    @overload
    def __getitem__(self, index: int) -> Kind: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[Kind, ...]: ...
    def __getitem__(self, index: int | slice) -> Kind | tuple[Kind, ...]:
        return self._rows[index]

    def __len__(self) -> int:
        return len(self._rows)

    def __iter__(self) -> Iterator[Kind]:
        return iter(self._rows)

    @property
    def references(self) -> tuple[str, ...]:
        """The names that references may begin with, each once."""
        return tuple(dict.fromkeys(kind.reference for kind in self._rows if kind.reference is not None))

    def of(self, record: type[Record]) -> Kind:
        """Return the row of a type of record. Raises :class:`KeyError` for what is no kind of its own."""
        return self._by_record[record]

    def get(self, record: type[Record]) -> Kind | None:
        """Return the row of a type of record, or ``None`` for what is no kind of its own."""
        return self._by_record.get(record)

    @contextmanager
    def registered(self, *rows: Kind) -> Iterator[None]:
        """Add ``rows`` for as long as the context lasts."""
        before = self._rows
        self._set((*before, *rows))
        try:
            yield
        finally:
            self._set(before)


_ROWS: tuple[Kind, ...] = (
    Kind(
        Item,
        "items",
        Kept.FILES,
        "qa",
        title="Câu hỏi – đáp",
        called="một câu hỏi – đáp",
        type="item",
        about="Các câu hỏi và trả lời",
        address="hoi-dap/{id}.md",
        heading="{question}",
        label="Câu {number}. {question}",
        template="qa-item",
        section=Section(
            "hoi-dap/index.md",
            "items",
            "Tất cả câu hỏi",
            "{count} câu hỏi và trả lời về {lead}.",
            "Câu hỏi",
            "Câu hỏi",
        ),
        reference="cau",
        named_by="number",
        mention="câu\u00a0{number}",
        found=Found("cau", "Câu hỏi", 1, weight=1.05, traits=("item", "numbered")),
        file_name="{number:03d}-{id}",
        unique=("id", "number"),
        sorted_by=("number", "id"),
        one_by_one=True,
    ),
    Kind(
        Target,
        "targets",
        Kept.FILES,
        "content/targets",
        title="Chỉ tiêu",
        called="một chỉ tiêu",
        type="target",
        about="Các chỉ tiêu",
        address="muc-tieu/{id}.md",
        heading="{name}",
        label="Chỉ tiêu: {name}",
        template="target",
        section=Section(
            "muc-tieu/index.md",
            "targets",
            "Các chỉ tiêu",
            "Mọi chỉ tiêu, mỗi chỉ tiêu kèm vị trí trong văn bản đặt ra nó.",
            "Chỉ tiêu",
            "Chỉ tiêu",
        ),
        reference="muc-tieu",
        found=Found("muc-tieu", "Chỉ tiêu", 2, traits=("amount",)),
        unique=("id", "order"),
        sorted_by=("order", "id"),
        one_by_one=True,
    ),
    Kind(
        TaskGroup,
        "task_groups",
        Kept.FILES,
        "content/task-groups",
        title="Nhóm nhiệm vụ",
        called="một nhóm nhiệm vụ",
        type="task_group",
        about="Các nhóm nhiệm vụ, giải pháp",
        address="nhiem-vu/{id}.md",
        heading="{short_name}",
        label="Nhóm nhiệm vụ {number}: {short_name}",
        template="task-group",
        section=Section(
            "nhiem-vu/index.md",
            "task-groups",
            "Các nhóm nhiệm vụ, giải pháp",
            "{lead} giao những việc gì, xếp theo nhóm.",
            "Nhiệm vụ",
            "Nhiệm vụ",
        ),
        reference="nhom",
        mention="{short_name}",
        found=Found("nhom", "Nhóm nhiệm vụ", 3, traits=("ordered",)),
        file_name="{number}-{id}",
        unique=("id", "number"),
        sorted_by=("number", "id"),
    ),
    Kind(
        Figure,
        "figures",
        Kept.LISTS,
        "content/figures",
        title="Số liệu",
        called="một số liệu",
        type="figure",
        about="Số liệu theo nguồn",
        address="so-lieu.md#{id}",
        heading="{label}",
        label="Số liệu: {label}",
        section=Section(
            "so-lieu.md",
            "figures",
            "Số liệu",
            "Mọi chỉ tiêu và số liệu trên trang, kèm thời điểm, nguồn và nơi dùng.",
            "Số liệu",
            "Số liệu",
        ),
        reference="so-lieu",
        found=Found("so-lieu", "Số liệu", 61, late=True, weight=0.9, traits=("amount", "standing")),
    ),
    Kind(
        Note,
        "notes",
        Kept.FILES,
        "content/notes",
        title="Ghi chú biên tập",
        called="một ghi chú biên tập",
        type="note",
        about="Ghi chú biên tập",
        address="nguon-noi-khac-nhau.md#{id}",
        heading="{title}",
        label="Ghi chú: {title}",
        section=Section(
            "nguon-noi-khac-nhau.md",
            "notes",
            "Những chỗ nguồn nói khác nhau",
            "Các ghi chú biên tập: nguồn nào viết gì, trang này theo cách nào.",
            "Những chỗ nguồn nói khác nhau",
        ),
        reference="ghi-chu",
        mention="ghi chú biên tập",
    ),
    Kind(
        Document,
        "documents",
        Kept.LIST,
        "content/documents.yml",
        title="Văn bản được nhắc tới",
        called="một văn bản",
        type="document",
        about="Văn bản được các nguồn nhắc tới",
        address="van-ban.md#{id}",
        heading="{designation}",
        label="Văn bản: {designation}",
        section=Section(
            "van-ban.md",
            "documents",
            "Văn bản được nhắc tới",
            "Mọi văn bản mà các nguồn nhắc tới.",
            "Văn bản",
        ),
        reference="van-ban",
        mention="{designation}",
        found=Found("van-ban", "Văn bản", 60, late=True),
    ),
    Kind(
        Term,
        "glossary",
        Kept.LIST,
        "content/glossary.yml",
        title="Thuật ngữ",
        called="một thuật ngữ",
        type="term",
        about="Thuật ngữ và chữ viết tắt",
        address="thuat-ngu.md#{id}",
        heading="{term}",
        label="Thuật ngữ: {term}",
        section=Section(
            "thuat-ngu.md",
            "glossary",
            "Thuật ngữ và chữ viết tắt",
            "Giải thích ngắn gọn các thuật ngữ và chữ viết tắt trên trang.",
            "Thuật ngữ",
        ),
        reference="thuat-ngu",
        mention="{term}",
        found=Found("thuat-ngu", "Thuật ngữ", 5, traits=("meaning",)),
    ),
    Kind(
        Event,
        "timeline",
        Kept.LIST,
        "content/timeline.yml",
        title="Mốc thời gian",
        called="một mốc thời gian",
        type="event",
        about="Dòng thời gian",
        address=_TIMELINE,
        heading="{title}",
        label="Dòng thời gian: {title}",
        section=Section(
            _TIMELINE,
            "timeline",
            "Dòng thời gian",
            "Các văn bản, sự kiện và mốc phải đạt, theo thứ tự thời gian.",
            "Dòng thời gian",
        ),
        unique=(),
    ),
    Kind(
        Answer5W1H,
        "overview",
        Kept.LIST,
        "content/overview.yml",
        title="Toàn cảnh",
        called="một câu của toàn cảnh",
        type="overview",
        about="Toàn cảnh: sáu câu hỏi",
        address="toan-canh.md#{id}",
        heading="{question}",
        label="Toàn cảnh: {question}",
        section=Section(
            "toan-canh.md",
            "overview",
            "Toàn cảnh",
            "{lead} trên một trang: cái gì, vì sao, ai, khi nào, ở đâu, làm thế nào.",
            "Toàn cảnh",
            "Toàn cảnh",
        ),
        found=Found("toan-canh", "Toàn cảnh", 4),
    ),
    Kind(
        ComparisonRow,
        "comparison_rows",
        Kept.INSIDE,
        "content/comparison.yml",
        title="Dòng so sánh",
        called="một dòng so sánh",
        type="comparison_row",
        about="Các dòng so sánh",
        inside="comparison.rows",
        address=f"{_COMPARISON}#{{id}}",
        heading="{aspect}",
        label="So sánh: {aspect}",
    ),
    Kind(
        Inheritance,
        "inheritance",
        Kept.INSIDE,
        "content/comparison.yml",
        title="Điều được kế thừa",
        called="một điều được kế thừa",
        type="inheritance",
        about="Kế thừa từ các văn kiện khác",
        inside="comparison.inheritance",
        address=f"{_COMPARISON}#{{id}}",
        heading="{name}",
        label="Kế thừa: {name}",
    ),
    Kind(
        ActionProgramme,
        "programme",
        Kept.WHOLE,
        "content/programme.yml",
        title="Chương trình hành động",
        called="chương trình hành động",
        type="programme",
        about="Chương trình hành động",
        address=_PROGRAMME,
        heading="{name}",
        label="{name}",
        section=Section(
            _PROGRAMME,
            "programme",
            "Chương trình hành động",
            "Chương trình thực hiện {lead}, theo những gì các nguồn thuật lại.",
            "Chương trình hành động",
        ),
        unique=(),
    ),
    Kind(
        Comparison,
        "comparison",
        Kept.WHOLE,
        "content/comparison.yml",
        title="So sánh các văn bản",
        called="bảng so sánh",
        type="comparison",
        about="So sánh các văn bản",
        address=_COMPARISON,
        section=Section(
            _COMPARISON,
            "comparison",
            "So sánh các văn bản",
            "Các văn bản nói gì, từng khía cạnh một.",
            "So sánh",
            "So sánh",
        ),
        unique=(),
        cites=False,
    ),
    Kind(
        Source,
        "sources",
        Kept.LIST,
        "content/sources.yml",
        title="Nguồn",
        called="một nguồn",
        type="source",
        about="Các tài liệu được dẫn và từng vị trí",
        address="nguon/{id}.md",
        heading="{short}",
        label="Nguồn: {short}",
        template="source",
        section=Section(
            "nguon/index.md",
            "sources",
            "Nguồn",
            "Các tài liệu mà trang này dựa vào, và giá trị của từng tài liệu.",
            "Nguồn",
            "Nguồn",
        ),
        reference="van-ban",
        mention="{designation}",
        found=Found("nguon", "Nguồn", 6),
        cites=False,
    ),
    Kind(
        TargetGroup,
        "target_groups",
        Kept.LIST,
        "content/target-groups.yml",
        title="Nhóm chỉ tiêu",
        called="một nhóm chỉ tiêu",
        type="target_group",
        about="Các nhóm chỉ tiêu",
        address="muc-tieu/index.md#{id}",
        heading="{name}",
        label="Nhóm chỉ tiêu: {name}",
        cites=False,
    ),
    Kind(
        Audience,
        "audiences",
        Kept.LIST,
        "content/audiences.yml",
        title="Đối tượng bạn đọc",
        called="một đối tượng bạn đọc",
        type="audience",
        about="Đối tượng bạn đọc",
        address="doi-tuong/{id}.md",
        heading="{name}",
        label="Dành cho: {name}",
        template="audience",
        section=Section(
            "doi-tuong/index.md", "audiences", "Theo đối tượng", "Chọn câu hỏi theo người đọc.", "Theo đối tượng"
        ),
        found=Found("doi-tuong", "Đối tượng", 62, late=True, weight=0.8),
        cites=False,
    ),
    Kind(
        Topic,
        "topics",
        Kept.LIST,
        "content/topics.yml",
        title="Chủ đề",
        called="một chủ đề",
        type="topic",
        about="Chủ đề",
        address="chu-de/{id}.md",
        heading="{name}",
        label="Chủ đề: {name}",
        template="topic",
        section=Section("chu-de/index.md", "topics", "Theo chủ đề", "Chọn câu hỏi theo chủ đề.", "Theo chủ đề"),
        found=Found("chu-de", "Chủ đề", 63, late=True, weight=0.8),
        cites=False,
    ),
    Kind(
        Part,
        "parts",
        Kept.INSIDE,
        "content/site.yml",
        title="Phần của trang",
        called="một phần",
        type="part",
        about="Các phần",
        inside="site.parts",
        address="phan/{id}.md",
        heading="{name}",
        label="Phần {number}. {name}",
        template="part",
        cites=False,
    ),
    Kind(
        Format,
        "formats",
        Kept.LIST,
        "content/handouts.yml",
        title="Mẫu tờ in",
        called="một mẫu tờ in",
        type="format",
        about="Các mẫu tờ in",
        cites=False,
    ),
)

KINDS = Kinds(_ROWS)


def kind_of(record: Record | type[Record]) -> Kind:
    """Return the row of a record, or of a type of record. Raises :class:`KeyError` for what is no kind of its own."""
    return KINDS.of(record if isinstance(record, type) else type(record))
