"""One script of the modules that search in the browser."""

from __future__ import annotations

from pathlib import Path

from microsite import ROOT
from microsite.outputs import scripts

IN_THEME = "search"
SOURCES = ROOT / "theme" / IN_THEME
MODULES = (
    "fold.js",
    "telex.js",
    "words.js",
    "documents.js",
    "small.js",
    "sharded.js",
    "guesses.js",
    "correction.js",
    "query.js",
    "terms.js",
    "synonyms.js",
    "asking.js",
    "ranking.js",
    "marking.js",
    "nearest.js",
    "engine.js",
    "data.js",
    "view.js",
    "dialog.js",
)
"""The modules in the order in which one script can hold them."""


def bundle(folder: Path = SOURCES) -> str:
    """Return the modules of ``folder`` as one classic script."""
    return scripts.bundle(folder, MODULES)
