"""How good the search is on the labelled queries of ``tests/reference``, beside Material's own on the same ones."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

from microsite import ROOT
from microsite.bench import building, project
from microsite.bench.project import UnavailableError
from microsite.bench.table import Figure

HARNESS = ROOT / "tests" / "search"
REFERENCE = ROOT / "tests" / "reference"
"""``search/*.tsv`` there are queries and what answers them, on the site whose key ``slug.txt`` tells."""

Report = dict[str, dict[str, Any]]
"""By table: ``all`` and ``kinds``, each with ``queries``, ``mrr``, ``hits1`` and ``hits5``."""


def measure(site: Path, folder: Path) -> list[Figure]:
    """Measure the search of the ``site`` built in the copy ``folder``, if the labelled queries are about it."""
    assert_labelled(project.library_of(folder).site.key)
    search = site / "search"
    if not search.is_dir():
        raise UnavailableError("the site has no search")
    ours = node("run.mjs", search)
    if "unseen" not in ours:
        raise UnavailableError("tests/reference/search/unseen.tsv is not there")
    try:
        theirs = node("baseline.mjs", _material(), building.stock_site(folder) / "search" / "search_index.json", search)
    except UnavailableError as error:
        return figures(ours, {}, f"Material: {error}")
    return figures(ours, theirs)


def assert_labelled(key: str) -> None:
    """Raise :class:`UnavailableError` where there are no labelled queries for the site with this key."""
    told = REFERENCE / "slug.txt"
    if not told.is_file():
        raise UnavailableError("this site has no labelled queries (there is no tests/reference)")
    if told.read_text(encoding="utf-8").strip() != key:
        raise UnavailableError("this site has no labelled queries; those of tests/reference are about another one")


def _material() -> Path:
    import material

    return Path(str(material.__path__[0])) / "templates" / "assets" / "javascripts"


def node(script: str, *arguments: Path) -> Report:
    """Run one of the harnesses under Node and return its report."""
    program = shutil.which("node")
    if program is None:
        raise UnavailableError("no Node on this machine")
    done = subprocess.run(
        [program, str(HARNESS / script), *map(str, arguments)],
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    if done.returncode != 0:
        raise UnavailableError(
            f"{script} failed: {next((x for x in done.stderr.splitlines() if 'Error' in x), done.stderr)[:200]}"
        )
    return dict(json.loads(done.stdout))


def figures(ours: Report, theirs: Report, why: str = "") -> list[Figure]:
    """Return what two reports say: the unseen queries as a whole, then every kind of both tables."""
    unseen, peer = ours["unseen"]["all"], theirs.get("unseen", {}).get("all")

    def beside(shown: str) -> str:
        return f"Material {shown}" if peer else why

    count = f"({unseen['queries']} queries)"
    out = [
        Figure("search.mrr", unseen["mrr"], count, beside(f"{peer['mrr']:.3f}" if peer else "")),
        Figure("search.hits1", 100 * unseen["hits1"], "", beside(f"{100 * peer['hits1']:.1f} %" if peer else "")),
        Figure("search.hits5", 100 * unseen["hits5"], "", beside(f"{100 * peer['hits5']:.1f} %" if peer else "")),
    ]
    tuning, peer = ours["tuning"]["all"], theirs.get("tuning", {}).get("all")
    out.append(
        Figure(
            "search.tuning",
            tuning["mrr"],
            f"({tuning['queries']} queries)",
            beside(f"{peer['mrr']:.3f}" if peer else ""),
        )
    )
    for table, report in ours.items():
        for kind, found in report["kinds"].items():
            other = theirs.get(table, {}).get("kinds", {}).get(kind)
            out.append(
                Figure(
                    "",
                    note=told(found),
                    peer=told(other) if other else "",
                    label=f"   {table}, {kind} ({found['queries']})",
                )
            )
    return out


def told(found: dict[str, float]) -> str:
    """Return measures in words.

    >>> told({"mrr": 0.95, "hits1": 0.9, "hits5": 1})
    'MRR 0.950, hits@1 90 %, hits@5 100 %'
    """
    return f"MRR {found['mrr']:.3f}, hits@1 {100 * found['hits1']:.0f} %, hits@5 {100 * found['hits5']:.0f} %"
