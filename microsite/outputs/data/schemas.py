"""JSON Schemas (draft 2020-12), of the files of data and, for text editors, of the content's YAML files.

Both are made from types that come from the model: a field added there is in its schema at once.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import PurePosixPath
from typing import Any, get_args

from pydantic import Field, TypeAdapter
from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue
from pydantic_core import core_schema

from microsite import model as m
from microsite.outputs.data.files import File, Index
from microsite.outputs.data.pieces import Shape
from microsite.telling import addresses

DIALECT = "https://json-schema.org/draft/2020-12/schema"


def output_shapes(files: Iterable[File]) -> Iterator[tuple[str, str, type[Shape]]]:
    """Yield stem, title and shape of the schema of the index and of every kind of data file among ``files``."""
    yield "index", "Mục lục của dữ liệu", Index
    for file in files:
        yield from file.schemas()


def output_schemas(files: Iterable[File]) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield the path and the schema of every kind of data file among ``files``.

    Fields not named are allowed, so that a file of a later 1.x is valid by an older schema too.
    """
    for stem, about, shape in output_shapes(files):
        schema = shape.model_json_schema(mode="serialization", schema_generator=_OutputSchema)
        named = {"type": "string", "description": "Lược đồ (JSON Schema) của tệp này."}
        schema["properties"] = {"$schema": named, **schema["properties"]}
        yield addresses.data(f"schemas/{stem}.schema.json"), _headed(schema, about)


class _Synonyms(m.Record):
    """The file of synonyms."""

    groups: tuple[tuple[m.Plain, ...], ...] = Field(
        description="Các nhóm từ đồng nghĩa: mỗi nhóm là những cách viết mà ô tìm kiếm coi như nhau."
    )
    pages: dict[str, tuple[m.Plain, ...]] = Field(
        default={}, description="Với mỗi trang (đường dẫn không có đuôi): người dân hỏi thế nào khi cần đúng trang ấy."
    )


def input_types() -> Mapping[str, tuple[str, Any]]:
    """Return, by stem of the schema, where the content's YAML files of a kind are and what type they hold."""
    found: dict[str, tuple[str, Any]] = {}
    for kind in m.KINDS:
        match kind.kept:
            case m.Kept.FILES:
                found[_kebab(kind.record)] = (f"{kind.where}/*.yml", kind.record)
            case m.Kept.LIST | m.Kept.LISTS:
                found[PurePosixPath(kind.where).stem] = (kind.where, tuple[kind.record, ...])  # type: ignore[name-defined]
            case m.Kept.WHOLE:
                found[PurePosixPath(kind.where).stem] = (kind.where, kind.record)
            case _:
                pass
    found["site"] = ("content/site.yml", m.Site)
    found["synonyms"] = ("content/synonyms.yml", _Synonyms)
    return found


def input_schemas() -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield the path and the schema of every kind of content file, those that a site has not yet among them.

    A schema sees one file and what each field by itself may hold; the rest is what ``check`` tells.
    """
    for stem, (place, kind) in input_types().items():
        where = place if place.endswith(".yml") else f"{place}/*.yml"
        made = _headed(TypeAdapter(kind).json_schema(schema_generator=_InputSchema), f"Tệp nội dung {where}")
        yield addresses.data(f"schemas/input/{stem}.schema.json"), made


def _kebab(kind: type[m.Record]) -> str:
    return re.sub(r"(?<!^)(?=[A-Z])", "-", kind.__name__).lower()


def _headed(schema: dict[str, Any], title: str) -> dict[str, Any]:
    """Return ``schema`` with dialect and title in front, without class names and developers' docstrings."""
    for part in (schema, *schema.get("$defs", {}).values()):
        part.pop("title", None)
        part.pop("description", None)
    return {"$schema": DIALECT, "title": title, **schema}


class _Schema(GenerateJsonSchema):
    """What both kinds of schema share."""

    def field_title_should_be_set(self, schema: Any) -> bool:
        return False

    def decimal_schema(self, schema: core_schema.DecimalSchema) -> JsonSchemaValue:
        return {"type": "number"}


class _OutputSchema(_Schema):
    """Schemas of data files."""

    def model_schema(self, schema: core_schema.ModelSchema) -> JsonSchemaValue:
        made = super().model_schema(schema)
        if made.get("additionalProperties") is False:
            del made["additionalProperties"]
        return made


_PARTIAL = r"\d{4}(-\d{2}(-\d{2})?)?"
_WRITTEN: Mapping[Any, str] = {
    get_args(m.PartialDate)[1].func: f"^{_PARTIAL}$",
    get_args(m.Period)[1].func: f"^{_PARTIAL}(/{_PARTIAL})?$",
}
"""How the dates are written that Python code reads, by that code."""


class _InputSchema(_Schema):
    """Schemas of content files: as YAML is written, where a year is an integer."""

    def function_before_schema(self, schema: core_schema.BeforeValidatorFunctionSchema) -> JsonSchemaValue:
        pattern = _WRITTEN.get(schema["function"]["function"])
        if pattern is None:
            return super().function_before_schema(schema)
        return {
            "anyOf": [{"type": "string", "pattern": pattern}, {"type": "integer", "minimum": 1000, "maximum": 9999}]
        }
