"""The model documents itself: editors' descriptions in Vietnamese, docstrings, and a JSON Schema from both."""

from __future__ import annotations

import inspect
import json
import re
from decimal import Decimal
from enum import StrEnum
from typing import Any

import jsonschema  # type: ignore[import-untyped]
import pytest
import yaml
from pydantic import ValidationError

from microsite import model as m
from tests.conftest import BASE, ROOT

RECORDS = sorted(
    (c for c in vars(m).values() if inspect.isclass(c) and issubclass(c, m.Record)), key=lambda c: c.__name__
)
FIELDS = [(record, name) for record in RECORDS for name in record.model_fields]
VIETNAMESE = re.compile(r"[ăâđêôơưàảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵ]", re.I)


def test_there_are_records() -> None:
    assert {m.Item, m.Target, m.TaskGroup, m.Source, m.Part, m.Audience, m.Topic, m.Site, m.Note, m.Figure} <= set(
        RECORDS
    )


@pytest.mark.parametrize("record", RECORDS, ids=lambda r: r.__name__)
def test_every_class_has_a_docstring(record: type[m.Record]) -> None:
    assert "__doc__" in vars(record)
    assert record.__doc__
    assert record.__doc__.split("\n")[0].endswith(".")
    assert record.model_config["extra"] == "forbid"
    assert record.model_config["frozen"] is True


@pytest.mark.parametrize(
    "kind",
    [c for c in vars(m).values() if inspect.isclass(c) and issubclass(c, StrEnum) and c is not StrEnum],
    ids=lambda c: c.__name__,
)
def test_every_choice_has_a_docstring(kind: type[StrEnum]) -> None:
    assert kind.__doc__


@pytest.mark.parametrize(("record", "name"), FIELDS, ids=lambda v: v if isinstance(v, str) else v.__name__)
def test_every_field_is_described_in_vietnamese(record: type[m.Record], name: str) -> None:
    description = record.model_fields[name].description
    assert description
    assert description.endswith((".", "…"))
    assert VIETNAMESE.search(description) or description.startswith("what,"), description


def test_units_are_stated() -> None:
    assert "tháng" in (m.Site.model_fields["review_months"].description or "")
    for comparator in m.Comparator:
        assert comparator.value in (m.Quantity.model_fields["comparator"].description or "")
    for note in m.NoteKind:
        assert note.value in (m.Note.model_fields["kind"].description or "")
    for authority in m.Authority:
        assert authority.value in (m.Source.model_fields["authority"].description or "")


@pytest.mark.parametrize("record", RECORDS, ids=lambda r: r.__name__)
def test_json_schema(record: type[m.Record]) -> None:
    schema = record.model_json_schema()
    jsonschema.Draft202012Validator.check_schema(schema)
    json.dumps(schema)
    assert set(schema.get("properties", {})) == set(record.model_fields)
    assert all(p.get("description") for p in schema.get("properties", {}).values())


@pytest.mark.parametrize(
    ("record", "path"),
    [
        (m.Item, "qa/001-chi-cho-nghien-cuu.yml"),
        (m.Target, "content/targets/chi-rd.yml"),
        (m.TaskGroup, "content/task-groups/1-the-che.yml"),
        (m.Site, "content/site.yml"),
    ],
)
def test_the_schema_takes_what_the_model_takes(record: type[m.Record], path: str) -> None:
    data = json.loads(json.dumps(yaml.safe_load((BASE / path).read_text(encoding="utf-8")), default=str))
    if "by" in data:  # a bare year is an integer to YAML, and is taken as one
        data["by"] = str(data["by"])
    jsonschema.Draft202012Validator(record.model_json_schema()).validate(data)


CITED: dict[str, Any] = {"sources": [{"doc": "nq57", "at": "II.1"}]}
WRONG: list[tuple[type[m.Record], dict[str, Any], str]] = [
    (m.Quantity, {}, "value_missing"),
    (m.Quantity, {"comparator": "state", "value": 1}, "state_needs_words"),
    (m.Quantity, {"comparator": "state"}, "state_needs_words"),
    (m.Quantity, {"value": 1, "state": "xong"}, "state_without_comparator"),
    (m.Quantity, {"value": 1, "comparator": "range"}, "range_needs_two"),
    (m.Quantity, {"value": [1, 2]}, "two_values"),
    (m.Quantity, {"value": [2, 1], "comparator": "range"}, "range_order"),
    (m.Quantity, {"value": [2, 2], "comparator": "range"}, "range_order"),
    (m.Quantity, {"value": Decimal("18.441")}, "thousands"),
    (m.Quantity, {"value": [Decimal("1.5"), Decimal("2.000")], "comparator": "range"}, "thousands"),
    (m.Quantity, {"value": 71, "out_of": Decimal("1.930")}, "thousands"),
    (m.Event, {"date": "2025-02-30", "kind": "event", "title": "a", **CITED}, "partial_date"),
    (m.Event, {"date": 20, "kind": "event", "title": "a", **CITED}, "partial_date"),
    (m.Change, {"date": "2025-02", "what": "a"}, "full_date"),
    (m.Change, {"date": "2025-02-30", "what": "a"}, "full_date"),
    (m.Figure, {"id": "a", "label": "a", "value": 1, "as_of": "2016/2017/2018", **CITED}, "period"),
    (m.Figure, {"id": "a", "label": "a", "value": 1, "as_of": "2016-2017", **CITED}, "period"),
    (m.Note, {"id": "a", "kind": "differs", "title": "a", "text": "a"}, "note_needs_readings"),
    (m.Note, {"id": "a", "kind": "arithmetic", "title": "a", "text": "a"}, "note_needs_follows"),
]


@pytest.mark.parametrize(("record", "data", "code"), WRONG, ids=lambda v: v if isinstance(v, str) else "")
def test_incoherent_records(record: type[m.Record], data: dict[str, Any], code: str) -> None:
    with pytest.raises(ValidationError) as told:
        record.model_validate(data)
    assert code in {str(e.get("ctx", {}).get("error")) for e in told.value.errors()}


@pytest.mark.parametrize("value", [Decimal("0.125"), Decimal("18.44"), Decimal("18.4410"), "18.441", 18441])
def test_numbers_that_can_be_read_in_one_way_only(value: object) -> None:
    assert m.Quantity.model_validate({"value": value}).value == Decimal(str(value))


def test_every_code_is_worded() -> None:
    from microsite.reading.shapes import _CODED, _CODED_FIELD

    raised = set(
        re.findall(
            r'raise ValueError\("(\w+)"\)',
            "".join(p.read_text(encoding="utf-8") for p in (ROOT / "microsite/model").glob("*.py")),
        )
    )
    assert raised == set(_CODED)
    assert set(_CODED_FIELD) <= raised


@pytest.mark.parametrize("value", ["a", "chi-rd", "5g", "nq57", "cau-05-a"])
def test_ids(value: str) -> None:
    assert m.Topic(id=value, name="a", summary="a").id == value


@pytest.mark.parametrize("value", ["", "A", "chi_rd", "-a", "a-", "a--b", "chỉ", "a b", "a/b", "..", "a\n", "x" * 61])
def test_wrong_ids(value: str) -> None:
    with pytest.raises(ValidationError):
        m.Topic(id=value, name="a", summary="a")


@pytest.mark.parametrize("value", ["", " a", "a ", "a\nb", "a\n", "\u00a0"])
def test_lines_are_one_line_without_blanks_at_the_ends(value: str) -> None:
    with pytest.raises(ValidationError):
        m.Topic(id="a", name=value, summary="a")
