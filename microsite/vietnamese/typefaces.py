"""The embedded type families: where they are, and which characters every face of both can print."""

from __future__ import annotations

import importlib.util
import re
from collections.abc import Iterator
from pathlib import Path

PACKAGES = ("fontpkg-noto-serif", "fontpkg-be-vietnam-pro")
"""The packages that hold the families."""

_MISSING = re.compile(
    "[^\n\u0020-\u007e\u00a0-\u0107\u010a-\u0113\u0116-\u011b\u011e-\u0121\u0126-\u012b\u012e-\u0131\u0139\u013a\u013d\u013e\u0141-\u0144"
    "\u0147\u0148\u014c\u014d\u0150-\u0155\u0158-\u015b\u015e-\u016b\u016e-\u017e\u01a0\u01a1\u01af\u01b0\u0300-\u0303\u0309\u0323"
    "\u1ea0-\u1ef9\u2013\u2014\u2018-\u201a\u201c-\u201e\u2020-\u2022\u2026\u2030\u2039\u203a\u2044\u2070\u2074-\u2079\u2080-\u2089"
    "\u20ab\u20ac\u2122\u2212]+"
)


def missing(value: str) -> Iterator[re.Match[str]]:
    """Yield the runs of characters in ``value`` that cannot be printed."""
    return _MISSING.finditer(value)


def named(characters: str) -> str:
    """Return ``characters`` as an editor is told of them.

    >>> named("★"), named("漢字"), named("\\uf0b7")
    ('“★” (U+2605)', '“漢字” (U+6F22, U+5B57)', 'U+F0B7')
    """
    codes = [f"U+{ord(c):04X}" for c in characters[:3]]
    told = ", ".join(codes) + ("…" if len(characters) > 3 else "")
    return f"“{characters[:20]}{'…' if len(characters) > 20 else ''}” ({told})" if characters.isprintable() else told


def folders() -> list[Path]:
    """Return the folders that hold the families' files."""
    found = []
    for package in PACKAGES:
        spec = importlib.util.find_spec(package.replace("-", "_"))
        assert spec is not None
        assert spec.submodule_search_locations is not None
        found.append(Path(spec.submodule_search_locations[0]) / "files")
    return found
