"""What the library knows of a record beyond its own file, a class a kind of record of which there is more to say."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from pydantic import ConfigDict, Field

from microsite import model as m
from microsite.library import citations
from microsite.outputs.data.pieces import Alone, Cited, Located, Pieces, Shape, Use, Written
from microsite.outputs.data.shapes import shape_of
from microsite.telling import quantities
from microsite.vietnamese import dates


def _ids(records: Iterable[m.Item | m.Target | m.Figure]) -> tuple[str, ...]:
    return tuple(record.id for record in records)


class ItemAdded(Alone, about=(m.Item,)):
    """Added to a Q&A item."""

    figures: tuple[str, ...] = Field(description="Mã các số liệu được nhắc trong câu trả lời.")
    all_targets: tuple[str, ...] = Field(
        description="Mã mọi chỉ tiêu liên quan: được nhắc trong câu trả lời hoặc ghi ở targets."
    )
    all_notes: tuple[str, ...] = Field(
        description="Mã mọi ghi chú hiển thị cùng câu này, kể cả ghi chú của các số liệu được nhắc."
    )
    related_items: tuple[str, ...] = Field(description="Mã các câu nên đọc tiếp.")
    previous: str | None = Field(description="Mã câu trước.")
    next: str | None = Field(description="Mã câu sau.")

    @classmethod
    def told(cls, record: m.Item, pieces: Pieces, own: Mapping[str, Any]) -> dict[str, Any]:
        """Return the values of these fields."""
        lib = pieces.lib
        figures = lib.figures_of(record)
        before, after = lib.neighbours[record.id]
        return {
            "figures": _ids(figures),
            "all_targets": _ids(lib.targets_of(record)),
            "all_notes": tuple(dict.fromkeys((*record.notes, *(note for f in figures for note in f.notes)))),
            "related_items": tuple(lib.item_by_number[n].id for n in record.related if n in lib.item_by_number),
            "previous": before.id if before else None,
            "next": after.id if after else None,
        }


class TargetAdded(Alone, about=(m.Target,)):
    """Added to a target."""

    display: str = Field(description="Mức phải đạt, viết sẵn để đọc: trên 55%, 2% GDP.")
    deadline: str = Field(description="Thời hạn, viết sẵn để đọc: đến năm …")
    later: str | None = Field(description="Mã chỉ tiêu cùng loại ở mốc muộn hơn.")
    items: tuple[str, ...] = Field(description="Mã các câu nhắc tới chỉ tiêu này.")

    @classmethod
    def told(cls, record: m.Target, pieces: Pieces, own: Mapping[str, Any]) -> dict[str, Any]:
        """Return the values of these fields."""
        later = pieces.lib.later(record)
        return {
            "display": quantities.quantity(record),
            "deadline": quantities.deadline(record),
            "later": later.id if later else None,
            "items": _ids(pieces.lib.items_with_target(record)),
        }


class FigureAdded(Written, about=(m.Figure,)):
    """Added to a figure."""

    display: str = Field(description="Giá trị, viết sẵn để đọc: chưa đến 0,7% GDP.")
    as_of_display: str = Field(description="Thời điểm, viết sẵn để đọc: năm 2024.")
    items: tuple[str, ...] = Field(description="Mã các câu nhắc tới số liệu này.")

    @classmethod
    def told(cls, record: m.Figure, pieces: Pieces, own: Mapping[str, Any]) -> dict[str, Any]:
        """Return the values of these fields."""
        return {
            "display": quantities.quantity(record),
            "as_of_display": quantities.as_of(record),
            "items": _ids(pieces.lib.items_with_figure(record)),
        }


class TaskGroupAdded(Written, about=(m.TaskGroup,)):
    """Added to a task group."""

    items: tuple[str, ...] = Field(description="Mã các câu liên quan.")

    @classmethod
    def told(cls, record: m.TaskGroup, pieces: Pieces, own: Mapping[str, Any]) -> dict[str, Any]:
        """Return the values of these fields."""
        return {"items": _ids(pieces.lib.items_in(record))}


class NoteAdded(Written, about=(m.Note,)):
    """Added to an editor's note."""

    used_by: tuple[Use, ...] = Field(description="Những mục hiển thị ghi chú này.")

    @classmethod
    def told(cls, record: m.Note, pieces: Pieces, own: Mapping[str, Any]) -> dict[str, Any]:
        """Return the values of these fields."""
        return {"used_by": tuple(pieces.use(user) for user in pieces.lib.users_of_notes.get(record.id, ()))}


def _named(document: m.Source | m.Document) -> dict[str, Any]:
    return {
        "designation": document.designation,
        "date_display": dates.partial_date(document.date) if document.date else None,
    }


class DocumentAdded(Written, about=(m.Document,)):
    """Added to a document."""

    designation: str = Field(description="Cách gọi văn bản trong câu: loại và số hiệu, hoặc tên nếu không có số hiệu.")
    date_display: str | None = Field(description="Ngày, viết sẵn để đọc.")

    @classmethod
    def told(cls, record: m.Document, pieces: Pieces, own: Mapping[str, Any]) -> dict[str, Any]:
        """Return the values of these fields."""
        return _named(record)


class CitedPlace(Shape):
    """A place of a source, and who cites it."""

    place: str = Field(description="Vị trí.")
    title: str | None = Field(description="Tên gọi dễ hiểu của vị trí.")
    cited_by: tuple[Use, ...] = Field(description="Những mục dẫn vị trí này.")


class SourceAdded(Located, about=(m.Source,)):
    """Added to a source."""

    designation: str = Field(description="Cách gọi tài liệu trong câu: loại và số hiệu, hoặc tên nếu không có số hiệu.")
    date_display: str | None = Field(description="Ngày, viết sẵn để đọc.")
    all_places: tuple[CitedPlace, ...] = Field(description="Từng vị trí có thể dẫn, các dãy đánh số đã viết ra hết.")

    @classmethod
    def told(cls, record: m.Source, pieces: Pieces, own: Mapping[str, Any]) -> dict[str, Any]:
        """Return the values of these fields."""
        cited = pieces.lib.cited[record.id]
        places = pieces.lib.places[record.id].items()
        return {
            **_named(record),
            "all_places": tuple(
                CitedPlace(place=at, title=title, cited_by=tuple(map(pieces.use, cited[at]))) for at, title in places
            ),
        }


class EventAdded(Written, about=(m.Event,)):
    """Added to an event of the timeline."""

    date_display: str = Field(description="Thời gian, viết sẵn để đọc.")

    @classmethod
    def told(cls, record: m.Event, pieces: Pieces, own: Mapping[str, Any]) -> dict[str, Any]:
        """Return the values of these fields."""
        return {"date_display": dates.partial_date(record.date)}


class _ByDocument(Shape):
    """A row that holds its cells under the ids of their documents, too, as it did before there was ``cells``."""

    model_config = ConfigDict(extra="allow")
    __pydantic_extra__: dict[str, shape_of(m.Cell)]  # type: ignore[valid-type]


class RowAdded(Written, about=(m.ComparisonRow,)):
    """Added to a row of the comparison."""

    base = _ByDocument

    citations: tuple[Cited, ...] = Field(
        description="Vị trí của mọi ô, mỗi vị trí trong chính văn bản của ô. Cạnh các trường có tên ở đây, mỗi văn bản "
        "được so sánh là một trường mang mã của nó: ô của văn bản ấy; nên dùng cells."
    )

    @classmethod
    def told(cls, record: m.ComparisonRow, pieces: Pieces, own: Mapping[str, Any]) -> dict[str, Any]:
        """Return the values of these fields, and every compared document's cell under the document's id."""
        compared = pieces.lib.comparison
        documents = compared.documents if compared is not None else tuple(record.cells)
        empty = shape_of(m.Cell).model_validate({"text": None, "at": ()})
        cells = {
            doc: own["cells"].get(doc, empty) for doc in documents if doc not in shape_of(type(record)).model_fields
        }
        return {**cells, "citations": tuple(pieces.cited(c) for _, c in citations(record))}


class _Listed(Located):
    """Added to what groups items."""

    items: tuple[str, ...] = Field(description="Mã các câu, theo số thứ tự.")


class PartAdded(_Listed, about=(m.Part,)):
    """Added to a part."""

    @classmethod
    def told(cls, record: m.Part, pieces: Pieces, own: Mapping[str, Any]) -> dict[str, Any]:
        """Return the values of these fields."""
        return {"items": _ids(pieces.lib.items_of_part(record))}


class AudienceAdded(_Listed, about=(m.Audience,)):
    """Added to an audience."""

    @classmethod
    def told(cls, record: m.Audience, pieces: Pieces, own: Mapping[str, Any]) -> dict[str, Any]:
        """Return the values of these fields."""
        return {"items": _ids(pieces.lib.items_for(record))}


class TopicAdded(_Listed, about=(m.Topic,)):
    """Added to a topic."""

    @classmethod
    def told(cls, record: m.Topic, pieces: Pieces, own: Mapping[str, Any]) -> dict[str, Any]:
        """Return the values of these fields."""
        return {"items": _ids(pieces.lib.items_on(record))}


class TargetGroupAdded(Located, about=(m.TargetGroup,)):
    """Added to a group of targets."""

    targets: tuple[str, ...] = Field(description="Mã các chỉ tiêu trong nhóm, theo thứ tự trong văn bản.")

    @classmethod
    def told(cls, record: m.TargetGroup, pieces: Pieces, own: Mapping[str, Any]) -> dict[str, Any]:
        """Return the values of these fields."""
        return {"targets": _ids(pieces.lib.targets_in(record))}
