"""One script of the modules that search in the browser."""

from __future__ import annotations

import re
from pathlib import Path

from microsite import ROOT

SOURCES = ROOT / "theme" / "material" / "assets" / "search"
MODULES = ("fold.js", "telex.js", "engine.js", "dialog.js")
"""The modules in the order in which one script can hold them."""


def bundle(folder: Path = SOURCES) -> str:
    """Return the modules as one classic script.

    Lines that begin with ``import`` go (every name is already there), ``export`` before a declaration
    goes, comments that fill their lines go, and so does indentation. That is all, so the modules keep
    to it: imports of one line, no text over several lines, no top-level name twice.
    """
    out: list[str] = []
    for name in MODULES:
        source = (folder / name).read_text(encoding="utf-8")
        source = re.sub(r"^[ \t]*/\*\*.*?\*/[ \t]*\n", "", source, flags=re.M | re.S)
        for line in source.splitlines():
            line = re.sub(r"^export (?=async |class |const |function )", "", line.strip())
            if line and not line.startswith(("//", "import ")):
                out.append(line)
    return '(()=>{"use strict";\n' + "\n".join(out) + "\n})();\n"
