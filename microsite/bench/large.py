"""What a hundred times as many items cost: time, memory, and the way to the first search result."""

from __future__ import annotations

from pathlib import Path

from microsite import ROOT
from microsite.bench import building, project, synthetic, traffic
from microsite.bench.table import Figure


def measure(folder: Path, count: int = synthetic.COUNT) -> list[Figure]:
    """Measure a site of ``count`` items in the new folder ``folder``."""
    project.copy(folder, items=False)
    synthetic.write(ROOT, folder, count)
    done = project.module(folder, "synthetic", str(folder))
    stock = building.mkdocs(folder, building.stock_settings(folder), folder / "build" / "stock-site")
    memory = (
        Figure("large.memory", note="this system does not tell")
        if done.memory is None
        else Figure("large.memory", done.memory / 1e6)
    )
    figures = [
        Figure("large.time", done.seconds, f"({count} items)", f"stock Material, from the Markdown tree {stock:.1f} s"),
        memory,
    ]
    try:
        return [*figures, traffic.first_result(folder / "build" / "preview" / "site", "large.first")]
    except project.UnavailableError as error:
        return [*figures, Figure("large.first", note=str(error))]
