"""Data as scripts, since nothing can be fetched from ``file://``."""

from __future__ import annotations

import json

GLOBAL = "SITE"
"""The browser's name for what the pages' scripts share; the search's data is handed to it."""


def script(name: str, value: object) -> str:
    """Return the script that hands over ``value`` under ``name``."""
    return f"{GLOBAL}.add({json.dumps(name)},{json.dumps(value, ensure_ascii=False, separators=(',', ':'))});\n"


def base36(number: int) -> str:
    """Return ``number`` in base 36."""
    digits = "0123456789abcdefghijklmnopqrstuvwxyz"
    out = digits[number % 36]
    while number := number // 36:
        out = digits[number % 36] + out
    return out
