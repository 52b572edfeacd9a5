"""``build.py bench``: everything that :mod:`~microsite.bench.budgets` names, each figure measured in this run."""

from __future__ import annotations

import os
import platform
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

from microsite.bench import (
    building,
    kinds,
    large,
    lighthouse,
    offline,
    printing,
    project,
    quality,
    serving,
    table,
    traffic,
)
from microsite.bench.budgets import BUDGETS, PARTS
from microsite.bench.table import Figure
from microsite.folders import Folders
from microsite.library import Library

Step = Callable[[str], None]


def bench(folders: Folders, parts: Sequence[str], runs: int, step: Step) -> str:
    """Measure ``parts`` (of :data:`PARTS`) for a site, short ones ``runs`` times, and return the table.

    ``step`` is told what begins.
    """
    began = load()
    figures: list[Figure] = []
    with tempfile.TemporaryDirectory(prefix="microsite-bench-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        work = _work(folders, folder, runs)
        for part in (p for p in PARTS if p in parts):
            step(f"measuring: {part}")
            for measure in work[part]:
                try:
                    figures += measure()
                except project.UnavailableError as error:
                    known = {f.key for f in figures}
                    missing = next((b.key for b in BUDGETS if b.part == part and b.key not in known), part)
                    figures.append(Figure(missing, note=str(error)))
    loads = f"load {began} when it began, {load()} when it ended"
    under = f"{machine()}; {loads}; medians of {runs}; KB is 1,000 bytes"
    return f"{table.text(table.rows(figures, BUDGETS))}\n\n{under}"


def _work(folders: Folders, folder: Path, runs: int) -> dict[str, list[Callable[[], list[Figure]]]]:
    """Return what measures each part, one copy of the site serving most."""
    copy = folder / "project"

    def ready() -> Path:
        return copy if copy.is_dir() else project.copy(copy, folders)

    def built() -> Path:
        if not (ready() / "build" / "site" / "index.html").is_file():  # not there yet
            project.build(copy)
        return copy / "build" / "site"

    def library() -> Library:
        return project.library_of(ready())

    return {
        "build": [
            lambda: building.measure(ready(), runs),
            lambda: building.without_prints(folder / "without-prints", folders, runs),
        ],
        "serve": [lambda: serving.measure(ready(), runs)],
        "pdf": [lambda: printing.measure(ready(), runs)],
        "page": [lambda: traffic.measure(built(), library())],
        "search": [
            lambda: [traffic.first_result(built(), library())],
            lambda: quality.measure(built(), copy),
        ],
        "lighthouse": [lambda: lighthouse.measure(built(), kinds.pages(library()), runs)],
        "offline": [lambda: offline.measure(built())],
        "large": [lambda: large.measure(folder / "large", folders)],
    }


def machine() -> str:
    """Return what this machine is."""
    return f"{os.cpu_count()} cores, {platform.machine()} {platform.system()}, Python {platform.python_version()}"


def load() -> str:
    """Return how many processes wanted a core in the last minute: above the number of cores, times are too long."""
    return f"{os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else "unknown"
