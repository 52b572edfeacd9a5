"""Lighthouse's scores, where it is installed.

It is no part of the tests' tools (150 packages); for a run:

    npm install --no-save --ignore-scripts --prefix tests/tools lighthouse
"""

from __future__ import annotations

import json
import os
import shutil
import statistics
import subprocess
import tempfile
from collections.abc import Sequence
from pathlib import Path

from microsite import ROOT
from microsite.bench import browser
from microsite.bench.budgets import budget
from microsite.bench.project import UnavailableError
from microsite.bench.table import Figure

CATEGORIES = ("performance", "accessibility", "best-practices")
INSTALL = "Lighthouse is not installed (npm install --no-save --ignore-scripts --prefix tests/tools lighthouse)"


def command() -> str:
    """Return where Lighthouse stands: in the tests' tools, or on the path. Raises :class:`UnavailableError`."""
    bins = ROOT / "tests" / "tools" / "node_modules" / ".bin"
    found = shutil.which("lighthouse", path=str(bins)) or shutil.which("lighthouse")
    if found is None:
        raise UnavailableError(INSTALL)
    return found


def measure(site: Path, pages: Sequence[str], runs: int) -> list[Figure]:
    """Measure ``pages`` of the built ``site``: the lowest score, and whose it is.

    A page is measured once; one that falls short of a budget is measured ``runs`` times, and its median counts.
    """
    lighthouse, chromium = command(), browser.chromium_path()
    limits = {category: budget(f"lighthouse.{category}") for category in CATEGORIES}
    with browser.served(site) as (address, _):
        found = {page: [audit(lighthouse, chromium, address + page)] for page in pages}
        for page, of_page in found.items():
            if not all(limits[category].holds(of_page[0][category]) for category in CATEGORIES):
                of_page += [audit(lighthouse, chromium, address + page) for _ in range(runs - 1)]
    figures = []
    for category in CATEGORIES:
        medians = {page: statistics.median(run[category] for run in of_page) for page, of_page in found.items()}
        worst = min(medians, key=lambda page: medians[page])
        told = f"({worst}, the lowest of {len(medians)} pages)"
        figures.append(Figure(f"lighthouse.{category}", medians[worst], told))
    return figures


def audit(lighthouse: str, chromium: str, url: str) -> dict[str, float]:
    """Return the scores of one run, 0 to 100, as on a phone (Lighthouse's own default)."""
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder) / "report.json"
        arguments = [
            lighthouse,
            url,
            "--quiet",
            "--output=json",
            f"--output-path={report}",
            f"--only-categories={','.join(CATEGORIES)}",
            "--chrome-flags=--headless=new --no-sandbox --disable-gpu",
        ]
        done = subprocess.run(
            arguments, env=os.environ | {"CHROME_PATH": chromium}, capture_output=True, text=True, check=False
        )
        if done.returncode != 0 or not report.is_file():
            raise UnavailableError(
                f"Lighthouse failed: {(done.stderr.strip().splitlines() or ['no word why'])[-1][:200]}"
            )
        return scores(json.loads(report.read_text(encoding="utf-8")))


def scores(report: dict[str, dict[str, dict[str, float | None]]]) -> dict[str, float]:
    """Return the scores in a report of Lighthouse, 0 to 100; what it could not score is 0."""
    return {key: round(100 * (report["categories"][key]["score"] or 0)) for key in CATEGORIES}
