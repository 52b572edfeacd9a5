"""The types of fields: what a value may be, and what a text may hold."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from enum import StrEnum
from functools import cache
from typing import Annotated, Any, ClassVar, get_args, get_type_hints

from pydantic import BaseModel, BeforeValidator, ConfigDict, StringConstraints

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
"""Text in the allowed Markdown (see :mod:`microsite.telling.markup`), without headings."""

Article = Annotated[str, StringConstraints(min_length=1), TextKind.ARTICLE]
"""Text in the allowed Markdown with small headings."""

Locator = Annotated[str, _ONE_LINE]
"""A place of a source as its list of places calls it: a code, though a spoken one."""

_PORT = r"(:([1-9][0-9]{0,3}|[1-5][0-9]{4}|6[0-4][0-9]{3}|65[0-4][0-9]{2}|655[0-2][0-9]|6553[0-5]))?"
_HOST = rf"[A-Za-z0-9][A-Za-z0-9-]*(\.[A-Za-z0-9-]+)*{_PORT}"
_PATH = r"(/[A-Za-z0-9._~%!$&*+,;=:@/-]*)?"
SITE_ADDRESS = rf"^https?://{_HOST}(/[A-Za-z0-9_~-][A-Za-z0-9._~-]*)*/?$"
"""Where a site can be published: a host and folders whose names mean the same everywhere, none of them up or empty.
The one rule for settings and command line."""

LONGEST_ADDRESS = 200
"""So many characters of a site's address leave room in a QR code for every page of it."""

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

    titled: ClassVar[str] = ""
    """What editors call it where it is no kind of its own (a kind's row says that): the heading of its fields."""


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
