"""JSON, written digit by digit."""

from __future__ import annotations

import datetime as dt
import json
from decimal import Decimal
from typing import Any


def to_json(value: Any) -> bytes:
    """Return ``value`` as indented JSON (RFC 8259) in UTF-8, keys in their order.

    A :class:`~decimal.Decimal` is written digit by digit, which the standard library cannot; there is
    no way to write NaN or infinity. Raises :class:`TypeError` on anything JSON has no form for.
    """
    pieces: list[str] = []
    _append(value, "\n", pieces)
    return ("".join(pieces) + "\n").encode("utf-8")


_quoted = json.encoder.encode_basestring


def _append(value: Any, newline: str, pieces: list[str]) -> None:
    """Append ``value`` to ``pieces``; ``newline`` is a line break and the indentation reached."""
    if isinstance(value, str):
        pieces.append(_quoted(value))
    elif value is None or isinstance(value, bool):
        pieces.append("null" if value is None else "true" if value else "false")
    elif isinstance(value, int):
        pieces.append(str(value))
    elif isinstance(value, Decimal) and value.is_finite():
        pieces.append(f"{value:f}")
    elif isinstance(value, dt.date):
        pieces.append(f'"{value.isoformat()}"')
    elif isinstance(value, dict):
        for i, (key, inner) in enumerate(value.items()):
            pieces.append(f"{',' if i else '{'}{newline} {_quoted(key)}: ")
            _append(inner, newline + " ", pieces)
        pieces.append(newline + "}" if value else "{}")
    elif isinstance(value, list | tuple):
        for i, inner in enumerate(value):
            pieces.append(f"{',' if i else '['}{newline} ")
            _append(inner, newline + " ", pieces)
        pieces.append(newline + "]" if value else "[]")
    else:
        raise TypeError(f"JSON has no form for {value!r}")
