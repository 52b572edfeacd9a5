"""What a hundred times as many items cost: time, memory, and the way to the first search result."""

from __future__ import annotations

from pathlib import Path

from microsite.bench import building, project, synthetic, traffic
from microsite.bench.table import Figure
from microsite.folders import Folders


def measure(folder: Path, folders: Folders, count: int = synthetic.COUNT) -> list[Figure]:
    """Measure a site of ``count`` items, made of those in ``folders``, in the new folder ``folder``."""
    tenth = made(folder / "tenth", folders, count // 10)
    whole, done = folder / "whole", made(folder / "whole", folders, count)
    stock = building.mkdocs(whole, building.stock_settings(whole), whole / "build" / "stock-site")
    memory = done.memory / 1e6 if done.memory is not None else None
    figures = [
        Figure("large.time", done.seconds, f"({count} items)", f"stock Material, from the Markdown tree {stock:.1f} s"),
        Figure("large.ratio", done.seconds / stock),
        Figure("large.item", (done.seconds / count) / (tenth.seconds / (count // 10)), f"({count // 10} items)"),
        Figure("large.memory", memory, "" if memory is not None else "this system does not tell"),
    ]
    try:
        library = project.library_of(whole)
        return [*figures, traffic.first_result(whole / "build" / "preview" / "site", library, "large.first")]
    except project.UnavailableError as error:
        return [*figures, Figure("large.first", note=str(error))]


def made(folder: Path, folders: Folders, count: int) -> project.Done:
    """Build a site of ``count`` items, search included, and return what it took."""
    project.copy(folder, folders, items=False)
    synthetic.write(folders.site, folder, count)
    return project.module(folder, "synthetic", str(folder))
