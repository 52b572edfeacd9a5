"""What the site knows: the typed model every output is a view of.

Docstrings are for developers (English). ``Field(description=…)`` is what editors read, in the
JSON Schema their text editor shows and in the field tables of ``CONTRIBUTING.md``, and is therefore
Vietnamese. Units are stated with the field they belong to. Objects are immutable; text is NFC.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from decimal import Decimal
from enum import StrEnum
from functools import cache
from typing import Annotated, Any, Literal, Self, get_args, get_type_hints

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints, field_validator, model_validator

Id = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=60)]
"""A permanent identifier: lower-case ASCII letters, digits and single hyphens. Becomes an address."""


class TextKind(StrEnum):
    """What an authored text may hold; the type of a field says which, and everything else follows from it."""

    PLAIN = "plain"  # one line of words, shown as they are: no references, no markup
    LINE = "line"  # one line with references, bold and italic words
    PROSE = "prose"  # paragraphs and lists of such lines
    ARTICLE = "article"  # prose with small headings


_ONE_LINE = StringConstraints(min_length=1, pattern=r"^\S(.*\S)?$")

Plain = Annotated[str, _ONE_LINE, TextKind.PLAIN]
"""One line of words without references or markup, no space at either end."""

Line = Annotated[str, _ONE_LINE, TextKind.LINE]
"""One line of text (references and emphasis allowed), no space at either end."""

Prose = Annotated[str, StringConstraints(min_length=1), TextKind.PROSE]
"""Text in the allowed Markdown (see :mod:`microsite.markup`), without headings."""

Article = Annotated[str, StringConstraints(min_length=1), TextKind.ARTICLE]
"""Text in the allowed Markdown with small headings."""

Locator = Annotated[str, _ONE_LINE]
"""A place of a source as its list of places calls it: a code, though a spoken one."""

_HOST = r"[A-Za-z0-9][A-Za-z0-9.-]*(:[0-9]{1,5})?"
_PATH = r"(/[A-Za-z0-9._~%!$&*+,;=:@/-]*)?"
SITE_ADDRESS = rf"^https?://{_HOST}{_PATH}$"
"""Where a site can be published (RFC 3986, other characters percent-encoded): the one rule for settings and command line."""

SOURCE_ADDRESS = rf"^https://{_HOST}{_PATH}(\?[A-Za-z0-9._~%!$&*+,;=:@/?-]*)?(#[A-Za-z0-9._~%!$&*+,;=:@/?-]*)?$"
"""Where a source can be read."""

REPOSITORY_ADDRESS = rf"^https://{_HOST}/[A-Za-z0-9._~@/-]*[A-Za-z0-9._~-]$"
"""Where a repository is; no slash at the end."""


def _as_text(value: object) -> object:
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else value


_PARTIAL = re.compile(r"^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$")


def _partial_date(value: str) -> str:
    found = _PARTIAL.match(value)
    if not found:
        raise ValueError("partial_date")
    year, month, day = (int(part) if part else None for part in found.groups())
    assert year is not None
    try:
        dt.date(year, month or 1, day or 1)
    except ValueError:
        raise ValueError("partial_date") from None
    return value


def _full_date(value: object) -> object:
    if isinstance(value, str) and re.match(r"^\d{4}-\d{2}-\d{2}$", value):
        try:
            return dt.date.fromisoformat(value)
        except ValueError:
            raise ValueError("full_date") from None
    if isinstance(value, dt.date):
        return value
    raise ValueError("full_date")


def _period(value: object) -> object:
    value = _as_text(value)
    if not isinstance(value, str):
        raise ValueError("period")
    ends = value.split("/")
    if len(ends) > 2:
        raise ValueError("period")
    try:
        for end in ends:
            _partial_date(end)
    except ValueError:
        raise ValueError("period") from None
    return value


def _checked_partial(value: object) -> object:
    value = _as_text(value)
    if not isinstance(value, str):
        raise ValueError("partial_date")
    return _partial_date(value)


PartialDate = Annotated[str, BeforeValidator(_checked_partial, json_schema_input_type=int | str)]
"""A date as precise as the source gives it: ``2025``, ``2025-05`` or ``2025-05-13`` (ISO 8601)."""

Period = Annotated[str, BeforeValidator(_period, json_schema_input_type=int | str)]
"""A partial date, or two of them joined by ``/`` (an ISO 8601 interval): ``2016/2021``."""

Day = Annotated[dt.date, BeforeValidator(_full_date)]
"""A whole calendar day, written ``2026-11-22``."""


class Record(BaseModel):
    """Base of everything read from YAML: no unknown field, immutable."""

    model_config = ConfigDict(extra="forbid", frozen=True)


@cache
def text_kinds(kind: type[Record]) -> Mapping[str, TextKind]:
    """Return what each field of ``kind`` that holds authored text (or a list of such texts) may hold."""
    hints = get_type_hints(kind, include_extras=True)
    found = {name: _text_kind(hints[name]) for name in kind.model_fields}
    return {name: text for name, text in found.items() if text is not None}


def _text_kind(hint: Any) -> TextKind | None:
    for part in (*getattr(hint, "__metadata__", ()), *get_args(hint)):
        found = part if isinstance(part, TextKind) else _text_kind(part)
        if found is not None:
            return found
    return None


class Citation(Record):
    """A place in a source."""

    doc: Id = Field(description="Mã nguồn, có trong content/sources.yml (ví dụ nq57, hoi-dap).")
    at: Locator = Field(description="Vị trí trong nguồn, viết đúng như trong danh sách places của nguồn (ví dụ II.1, câu 17).")
    bullet: int | None = Field(default=None, ge=1, description="Gạch đầu dòng thứ mấy ở vị trí đó, đếm từ 1; bỏ trống nếu không cần.")


# --------------------------------------------------------------------------- quantities


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
    """Say whether ``value`` was written like ``18.441``: 18,441 to a machine, 18 441 to a Vietnamese. Quoted, it is text and clear."""
    return isinstance(value, Decimal) and value.as_tuple().exponent == -3 and abs(value) >= 1


class Quantity(Record):
    """A value with everything needed to say it: shared by targets and figures.

    ``value`` is one number, or two for ``range`` and for a ``growth`` given as a range; absent for
    ``state``, whose words stand in ``state``. ``unit`` is what is counted (``%``, ``bài``,
    ``tỷ USD``); ``of`` the base a share is taken of (``GDP``, ``tổng chi ngân sách``).
    """

    comparator: Comparator = Field(
        default=Comparator.PLAIN,
        description="Cách đọc con số: plain (đúng bằng), at-least (ít nhất), over (trên), under (chưa đến), about (khoảng), "
        "nearly (gần), range (từ … đến …), top (nhóm N nước dẫn đầu), rank (thứ hạng), growth (tăng trung bình mỗi năm), "
        "state (không có con số).",
    )
    value: Decimal | tuple[Decimal, Decimal] | None = Field(
        default=None, description="Con số, viết kiểu máy: 0.7 chứ không phải 0,7; 67000 chứ không phải 67.000. Khoảng: [16, 18]."
    )
    out_of: Decimal | None = Field(default=None, description="Tổng số để so, khi nguồn viết dạng 71/193.")
    state: Plain | None = Field(
        default=None, description="Chỉ dùng với comparator: state – trạng thái phải đạt, bằng lời, viết thường ở đầu."
    )
    unit: Plain | None = Field(default=None, description="Đơn vị: %, bài, tỷ USD, người trên một vạn dân… Với top: nước dẫn đầu thế giới…")
    of: Plain | None = Field(default=None, description="Tỷ lệ so với cái gì: GDP, tổng chi ngân sách nhà nước hằng năm…")

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
    """A family of targets, as the Resolution orders them."""

    id: Id = Field(description="Mã nhóm chỉ tiêu.")
    name: Plain = Field(description="Tên nhóm, như hiển thị trên trang.")
    summary: Plain = Field(description="Một câu nói nhóm này gồm những gì.")


class Target(Quantity):
    """One quantified or dated commitment of the Resolution. Never a result."""

    id: Id = Field(description="Mã chỉ tiêu; thành địa chỉ trang, không đổi về sau.")
    name: Plain = Field(description="Tên ngắn của chỉ tiêu.")
    measure: Plain = Field(description="Đo cái gì, nói đủ để không nhầm với chỉ tiêu khác.")
    group: Id = Field(description="Mã nhóm chỉ tiêu trong content/target-groups.yml.")
    by: Literal["recurring", "none"] | PartialDate = Field(
        description="Đến khi nào: 2030, 2045, một ngày cụ thể, recurring (làm đều đặn), none (nguồn không nêu thời hạn)."
    )
    every: Plain | None = Field(default=None, description="Nhịp lặp lại, nếu có: hằng năm, 6 tháng một lần.")
    explanation: Prose | None = Field(
        default=None, description="Một hai câu bằng lời dễ hiểu: chỉ tiêu này nghĩa là gì. Không thêm dữ kiện ngoài nguồn."
    )
    sources: tuple[Citation, ...] = Field(min_length=1, description="Nơi nêu chỉ tiêu; nguồn gốc (nq57) đứng đầu.")
    baseline: tuple[Id, ...] = Field(default=(), description="Mã số liệu (content/figures) cho biết hiện trạng, chỉ khi một nguồn nêu.")
    earlier: Id | None = Field(default=None, description="Mã chỉ tiêu cùng loại ở mốc sớm hơn (ví dụ chỉ tiêu 2030 của một chỉ tiêu 2045).")
    task_groups: tuple[Id, ...] = Field(default=(), description="Các nhóm nhiệm vụ liên quan.")
    notes: tuple[Id, ...] = Field(default=(), description="Mã ghi chú biên tập (content/notes).")
    order: int = Field(ge=1, description="Thứ tự trong Nghị quyết, đếm từ 1 trên toàn bộ các chỉ tiêu.")

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
        default=None, description="Thời điểm hoặc giai đoạn của số liệu: 2024, 2025-05, 2016/2021. Bỏ trống nếu nguồn không nêu."
    )
    sources: tuple[Citation, ...] = Field(min_length=1, description="Nơi nêu số liệu.")
    origin: Line | None = Field(default=None, description="Xuất xứ thật của số liệu theo chú thích của sách, nếu có.")
    notes: tuple[Id, ...] = Field(default=(), description="Mã ghi chú biên tập.")


# --------------------------------------------------------------------------- sources, documents, notes


class Authority(StrEnum):
    """What a source is worth; the first decides where sources differ."""

    PRIMARY = "primary"
    SECONDARY = "secondary"
    PRESS = "press"


class Place(Record):
    """A citable place of a source, or a numbered run of them when ``first`` and ``last`` are given."""

    at: Plain = Field(description="Vị trí, đúng như tiêu đề trong bản văn nguồn; {n} thay cho số thứ tự nếu có first và last.")
    title: Plain | None = Field(default=None, description="Tên gọi dễ hiểu của vị trí.")
    first: int | None = Field(default=None, ge=1, description="Số đầu của dãy.")
    last: int | None = Field(default=None, ge=1, description="Số cuối của dãy.")


class Source(Record):
    """A document the site cites."""

    id: Id = Field(description="Mã nguồn; trùng tên tệp bản văn nguồn khi chạy verify.")
    kind: Plain = Field(description="Loại văn bản: Nghị quyết, Kết luận, Sách, Bài báo…")
    number: Plain | None = Field(default=None, description="Số hiệu, ví dụ 57-NQ/TW.")
    date: PartialDate | None = Field(default=None, description="Ngày ban hành hoặc xuất bản; bỏ trống nếu bản văn nguồn không ghi.")
    issuer: Plain = Field(description="Cơ quan ban hành hoặc nơi xuất bản.")
    title: Plain = Field(description="Tên đầy đủ, chính thức.")
    short: Plain = Field(description="Tên gọi ngắn khi dẫn nguồn, ví dụ Nghị quyết 57.")
    authority: Authority = Field(description="Giá trị: primary (văn bản gốc), secondary (tài liệu chính thức thứ cấp), press (báo chí).")
    about: Plain = Field(description="Một câu cho bạn đọc: đây là tài liệu gì, trang này dùng nó vào việc gì.")
    url: str | None = Field(
        default=None, pattern=SOURCE_ADDRESS, description="Địa chỉ chính thức; chỉ ghi khi chính một tài liệu nguồn nêu."
    )
    places: tuple[Place, ...] = Field(min_length=1, description="Mọi vị trí có thể dẫn.")


class Document(Record):
    """A document the sources name without being a source of this site."""

    id: Id = Field(description="Mã văn bản.")
    kind: Plain = Field(description="Loại: Nghị quyết, Luật, Nghị định, Quyết định, Chiến lược…")
    number: Plain | None = Field(default=None, description="Số hiệu.")
    date: PartialDate | None = Field(default=None, description="Ngày ban hành, như nguồn nêu.")
    issuer: Plain | None = Field(default=None, description="Cơ quan ban hành, như nguồn nêu.")
    title: Plain = Field(description="Tên hoặc trích yếu.")
    sources: tuple[Citation, ...] = Field(min_length=1, description="Những chỗ trong nguồn nói tới văn bản này.")
    notes: tuple[Id, ...] = Field(default=(), description="Mã ghi chú biên tập.")


class NoteKind(StrEnum):
    """Why an editor's note is there."""

    DIFFERS = "differs"
    ARITHMETIC = "arithmetic"
    DATED = "dated"
    LOOKALIKE = "lookalike"
    UNSETTLED = "unsettled"


class Reading(Record):
    """What one source says at the point in dispute."""

    source: Citation = Field(description="Nguồn và vị trí.")
    says: Line = Field(description="Nguồn ấy viết gì, thuật lại ngắn gọn.")


class Note(Record):
    """An editor's note; written once, shown wherever it is referred to."""

    id: Id = Field(description="Mã ghi chú.")
    kind: NoteKind = Field(
        description="differs (nguồn nói khác nhau), arithmetic (cộng không khớp), dated (số liệu hay văn bản đã có mốc thời gian), "
        "lookalike (con số giống nhau nhưng khác nghĩa), unsettled (chưa đủ tài liệu để kết luận)."
    )
    title: Plain = Field(description="Một dòng nói vấn đề.")
    text: Prose = Field(description="Giải thích cho bạn đọc, 1–3 câu.")
    readings: tuple[Reading, ...] = Field(default=(), description="Từng nguồn viết gì; bắt buộc ít nhất hai với differs.")
    follows: Line | None = Field(default=None, description="Trang này theo cách nào và vì sao; bắt buộc với differs và arithmetic.")

    @model_validator(mode="after")
    def _complete(self) -> Self:
        if self.kind is NoteKind.DIFFERS and len(self.readings) < 2:
            raise ValueError("note_needs_readings")
        if self.kind in {NoteKind.DIFFERS, NoteKind.ARITHMETIC} and self.follows is None:
            raise ValueError("note_needs_follows")
        return self


# --------------------------------------------------------------------------- items and groups


class Change(Record):
    """A change a reader should know of."""

    date: Day = Field(description="Ngày sửa.")
    what: Line = Field(description="Sửa gì, một câu.")


class Item(Record):
    """A Q&A item."""

    id: Id = Field(description="Mã câu; thành địa chỉ /hoi-dap/<mã>.html, không đổi về sau.")
    number: int = Field(ge=1, description="Số thứ tự câu; 1–75 trùng số câu trong sách.")
    part: Id = Field(description="Mã phần trong content/site.yml.")
    question: Plain = Field(description="Câu hỏi, bằng lời người dân hay dùng, kết thúc bằng dấu hỏi.")
    also_asked: tuple[Plain, ...] = Field(
        default=(), description="Những cách người dân hỏi điều này bằng lời thường ngày; chỉ để máy tìm kiếm hiểu, không hiện trên trang."
    )
    short_answer: Line = Field(description="Trả lời ngắn: một hai câu, tối đa 45 tiếng, tự nó đã trả lời câu hỏi.")
    answer: Article = Field(description="Trả lời đầy đủ, 150–450 tiếng, Markdown đơn giản; số liệu viết bằng tham chiếu.")
    sources: tuple[Citation, ...] = Field(min_length=1, description="Nguồn, nguồn gốc đứng đầu.")
    audiences: tuple[Id, ...] = Field(min_length=1, description="Mã đối tượng bạn đọc.")
    topics: tuple[Id, ...] = Field(min_length=1, description="Mã chủ đề.")
    task_groups: tuple[Id, ...] = Field(default=(), description="Mã nhóm nhiệm vụ liên quan.")
    targets: tuple[Id, ...] = Field(default=(), description="Mã chỉ tiêu liên quan, ngoài những chỉ tiêu đã nhắc trong câu trả lời.")
    related: tuple[int, ...] = Field(default=(), description="Số thứ tự các câu nên đọc tiếp.")
    notes: tuple[Id, ...] = Field(default=(), description="Mã ghi chú biên tập.")
    published: Day = Field(description="Ngày đăng lần đầu.")
    reviewed: Day = Field(description="Ngày rà soát gần nhất.")
    changes: tuple[Change, ...] = Field(default=(), description="Những lần sửa đáng kể, mới nhất ở trên.")


class Commitment(Record):
    """One concrete thing a task group commits to."""

    text: Line = Field(description="Cam kết, bằng lời của trang.")
    source: Citation = Field(description="Vị trí trong nguồn.")


class Programme(Record):
    """What the sources report of the Government's programme for one task group."""

    tasks: int = Field(ge=1, description="Số nhiệm vụ cụ thể của nhóm trong Chương trình hành động của Chính phủ.")
    emphases: tuple[Line, ...] = Field(min_length=1, description="Những điểm chương trình nhấn mạnh, mỗi điểm một câu.")
    source: Citation = Field(description="Vị trí trong nguồn.")


class TaskGroup(Record):
    """One of the seven groups of tasks and solutions of the Resolution's section III."""

    id: Id = Field(description="Mã nhóm nhiệm vụ.")
    number: int = Field(ge=1, description="Số thứ tự trong Nghị quyết.")
    official_name: Plain = Field(description="Tên chính thức, đúng từng chữ.")
    short_name: Plain = Field(description="Tên ngắn, như hiển thị trên trang.")
    summary: Line = Field(description="Một hai câu: nhóm này đòi hỏi điều gì, bằng lời dễ hiểu.")
    asks: Article = Field(description="Nhóm nhiệm vụ đòi hỏi những gì, bằng lời dễ hiểu.")
    commitments: tuple[Commitment, ...] = Field(min_length=1, description="Những việc cụ thể Nghị quyết nêu.")
    programme: Programme = Field(description="Phần tương ứng trong Chương trình hành động của Chính phủ.")
    targets: tuple[Id, ...] = Field(default=(), description="Mã các chỉ tiêu gắn với nhóm.")
    sources: tuple[Citation, ...] = Field(min_length=1, description="Nguồn.")
    notes: tuple[Id, ...] = Field(default=(), description="Mã ghi chú biên tập.")
    reviewed: Day = Field(description="Ngày rà soát gần nhất.")


# --------------------------------------------------------------------------- site


class Part(Record):
    """A part of the book, and of the site."""

    id: Id = Field(description="Mã phần.")
    number: int = Field(ge=1, description="Số thứ tự phần.")
    name: Plain = Field(description="Tên phần.")
    summary: Plain = Field(description="Một câu giới thiệu.")


class Audience(Record):
    """Readers an item speaks to."""

    id: Id = Field(description="Mã đối tượng.")
    name: Plain = Field(description="Tên đối tượng, như hiển thị.")
    summary: Plain = Field(description="Một câu: đối tượng này tìm được gì ở đây.")
    start_with: tuple[int, ...] = Field(
        default=(), description="Số của 3–5 câu nên đọc trước, câu cần nhất ở đầu; câu nào cũng phải ghi đối tượng này trong audiences."
    )


class Topic(Record):
    """A subject."""

    id: Id = Field(description="Mã chủ đề.")
    name: Plain = Field(description="Tên chủ đề.")
    summary: Plain = Field(description="Một câu giới thiệu.")


class Term(Record):
    """A glossary entry."""

    id: Id = Field(description="Mã thuật ngữ.")
    term: Plain = Field(description="Thuật ngữ hoặc chữ viết tắt.")
    full: Plain | None = Field(default=None, description="Dạng đầy đủ của chữ viết tắt, hoặc tên tiếng nước ngoài.")
    lang: str | None = Field(default=None, pattern=r"^[a-z]{2}$", description="Mã ngôn ngữ của thuật ngữ nếu không phải tiếng Việt (en…).")
    match: tuple[Plain, ...] = Field(default=(), description="Những cách viết khác cũng được nhận ra trong bài.")
    explanation: Line = Field(description="Giải thích, một hai câu dễ hiểu.")
    sources: tuple[Citation, ...] = Field(default=(), description="Chỗ nguồn giải thích hoặc dùng thuật ngữ.")


class Event(Record):
    """A dated document or milestone on the timeline."""

    date: PartialDate = Field(description="Ngày, tháng hoặc năm.")
    kind: Literal["document", "event", "milestone"] = Field(description="document (văn bản), event (sự kiện), milestone (mốc phải đạt).")
    title: Plain = Field(description="Tên mốc.")
    text: Line | None = Field(default=None, description="Một câu nói thêm.")
    sources: tuple[Citation, ...] = Field(min_length=1, description="Nguồn.")


class Cell(Record):
    """What one document says on one aspect; no text means the document says nothing on it."""

    text: Prose | None = Field(default=None, description="Nội dung; bỏ trống khi văn bản không nêu.")
    at: tuple[Locator, ...] = Field(default=(), description="Vị trí trong chính văn bản ấy.")


class ComparisonRow(Record):
    """One aspect compared across three documents."""

    id: Id = Field(description="Mã dòng.")
    aspect: Plain = Field(description="Khía cạnh so sánh.")
    nq20: Cell = Field(description="Nghị quyết 20 (2012).")
    kl69: Cell = Field(description="Kết luận 69 (2024).")
    nq57: Cell = Field(description="Nghị quyết 57 (2024).")
    remark: Line | None = Field(default=None, description="Nhận xét của ban biên tập, ví dụ hai con số không so được với nhau.")


class Inheritance(Record):
    """What Resolution 57 takes up from another document, as the book tells it."""

    id: Id = Field(description="Mã.")
    name: Plain = Field(description="Văn bản được kế thừa.")
    text: Prose = Field(description="Nghị quyết 57 kế thừa và phát triển điều gì.")
    sources: tuple[Citation, ...] = Field(min_length=1, description="Nguồn.")


class Comparison(Record):
    """The comparison page."""

    rows: tuple[ComparisonRow, ...] = Field(description="Các dòng so sánh.")
    inheritance: tuple[Inheritance, ...] = Field(default=(), description="Kế thừa từ các văn kiện khác.")


class Answer5W1H(Record):
    """One of the six questions of the overview."""

    id: Literal["what", "why", "who", "when", "where", "how"] = Field(description="what, why, who, when, where, how.")
    question: Plain = Field(description="Câu hỏi, bằng tiếng Việt.")
    text: Prose = Field(description="Trả lời.")
    sources: tuple[Citation, ...] = Field(min_length=1, description="Nguồn.")


class GovernmentProgramme(Record):
    """What the sources report of the Government's action programme as a whole."""

    summary: Prose = Field(description="Chương trình là gì, nguồn nào thuật lại.")
    organisation: tuple[Commitment, ...] = Field(default=(), description="Tổ chức thực hiện: từng ý một.")
    sources: tuple[Citation, ...] = Field(min_length=1, description="Nguồn.")
    notes: tuple[Id, ...] = Field(default=(), description="Mã ghi chú biên tập.")


class Site(Record):
    """Settings of the site as a whole."""

    title: Plain = Field(description="Tên trang.")
    tagline: Plain = Field(description="Một câu dưới tên trang.")
    description: Plain = Field(description="Mô tả cho máy tìm kiếm và mạng xã hội.")
    publisher: Plain = Field(description="Bên xuất bản, in trên tờ in.")
    address: str | None = Field(default=None, pattern=SITE_ADDRESS, description="Địa chỉ công khai của trang, nếu đã có.")
    repository: str | None = Field(
        default=None, pattern=REPOSITORY_ADDRESS, description="Địa chỉ kho mã nguồn, để nút “Sửa trang này” dẫn tới."
    )
    branch: str = Field(default="main", pattern=r"^[A-Za-z0-9][A-Za-z0-9._/-]*$", description="Nhánh chính của kho.")
    contact: Plain | None = Field(
        default=None, description="Nơi nhận góp ý, báo lỗi: thư điện tử, điện thoại hoặc địa chỉ; hiện ở cuối mỗi câu."
    )
    review_months: int = Field(ge=1, le=60, description="Sau bao nhiêu tháng thì một câu phải được rà soát lại (đơn vị: tháng).")
    headline_targets: tuple[Id, ...] = Field(min_length=1, description="Các chỉ tiêu nêu ở trang chủ.")
    parts: tuple[Part, ...] = Field(min_length=1, description="Các phần.")
