"""Scripts as they are published: one classic script of several files, without comments and spare blanks.

Names stay as written and lines end where they ended, so that what a browser complains of can be found.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

_TOKEN = re.compile(
    r"""(?P<comment>//[^\n]*|/\*.*?\*/)
    |(?P<text>"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'|`(?:\\.|[^`\\])*`)
    |(?P<pattern>/(?:\\.|\[(?:\\.|[^\]\\\n])*\]|[^/\\\n\[])+/[a-z]*)
    |(?P<blank>[ \t]+)
    |(?P<line>\n)
    |(?P<word>[\w$@]+)
    |(?P<sign>.)""",
    re.S | re.X,
)
_ENDS_VALUE = re.compile(r"[\w$)\]}]$")
"""After these a slash divides; elsewhere a pattern begins."""


def joined(files: Iterable[Path]) -> str:
    """Return the scripts ``files`` one after the other, compacted."""
    return "".join(compact(path.read_text(encoding="utf-8")) for path in files)


def bundle(folder: Path, modules: Iterable[str]) -> str:
    """Return the ES ``modules`` of ``folder`` as one classic script, since browsers load no module from ``file://``.

    Lines that begin with ``import`` go (every name is already there), and so does ``export`` before a
    declaration. That is all, so modules keep to it: imports of one line, no top-level name twice.
    """
    source = "".join((folder / name).read_text(encoding="utf-8") for name in modules)
    source = re.sub(r"^import .*\n|^export (?=async |class |const |function )", "", source, flags=re.M)
    return '(()=>{"use strict";\n' + compact(source) + "})();\n"


def compact(source: str) -> str:
    r"""Return ``source`` without comments, empty lines and blanks that separate nothing.

    A text in backquotes within another is not understood, and refused with :class:`ValueError`.

    >>> compact("const a = b / 2; // half\n\n  if (/ x/.test(c + +d)) return  'e  f';\n")
    "const a=b/2;\nif(/ x/.test(c+ +d))return'e  f';\n"
    """
    out = [""]
    at, blank = 0, False
    while at < len(source):
        found = _TOKEN.match(source, at)
        assert found is not None
        kind, token = str(found.lastgroup), found.group()
        if kind == "pattern" and _ENDS_VALUE.search(out[-1]) and out[-1] != "return":
            kind, token = "sign", "/"
        at += len(token)
        if kind in ("comment", "blank"):
            blank = True
            continue
        if kind == "text" and token.count("${") > token.count("}"):
            raise ValueError(f"a text within a text: {token[:60]}")
        if kind == "line" and out[-1] in ("", "\n"):
            continue
        if blank and _needed(out[-1][-1:], token[0]):
            out.append(" ")
        out.append(token)
        blank = False
    return "".join(out)


def _needed(before: str, after: str) -> bool:
    """Say whether a blank between two characters separates something."""
    return bool(re.fullmatch(r"[\w$@]{2}|[+-]{2}|//", before + after))
