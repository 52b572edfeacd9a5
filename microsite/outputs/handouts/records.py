"""A YAML file of the handouts' own → records, its mistakes told in the same words as those of the content."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from pathlib import Path
from typing import TypeVar

from pydantic import ValidationError

from microsite.findings import Finding, KeyPath, PlacedFile
from microsite.model import Record
from microsite.reading import yamlfile
from microsite.reading.shapes import shape_finding

R = TypeVar("R", bound=Record)


def opened(path: Path, name: str) -> PlacedFile:
    """Read the file at ``path`` with a list of findings of its own: what :mod:`microsite.reading.yamlfile` remembers must not grow."""
    file = yamlfile.read(path, name)
    return dataclasses.replace(file, findings=[*file.findings])


def read_record(file: PlacedFile, path: KeyPath, data: object, kind: type[R]) -> R | None:
    """Return the record of type ``kind`` that ``data`` (the value at ``path``) holds, or ``None`` after adding findings to ``file``."""
    try:
        return kind.model_validate(data)
    except ValidationError as error:
        file.findings += [shape_finding(file, path, details, kind) for details in error.errors()]
        return None


def read_records(file: PlacedFile, kind: type[R]) -> Iterator[R]:
    """Yield the records of a file that holds a list of them; findings are added to ``file``."""
    if file.data is None:
        return
    if not isinstance(file.data, list):
        file.findings.append(
            Finding(
                "sai-kieu", file.value_place(()), "Tệp này phải là một danh sách.", "Mỗi mục bắt đầu bằng “- id: …”."
            )
        )
        return
    for i, data in enumerate(file.data):
        record = read_record(file, (i,), data, kind)
        if record is not None:
            yield record
