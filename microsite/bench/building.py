"""How long builds take, beside stock Material on the same Markdown tree."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

import yaml

from microsite.bench import project
from microsite.bench.table import Figure
from microsite.folders import Folders
from microsite.publishing import engine


def measure(folder: Path, runs: int) -> list[Figure]:
    """Measure builds in the copy ``folder``, which is built when this returns."""

    def cold(_: int) -> float:
        shutil.rmtree(folder / "build", ignore_errors=True)
        return project.build(folder).seconds

    def changed(turn: int) -> float:
        project.change(folder, turn)
        return project.build(folder).seconds

    project.microsite(folder, "check")  # warms the disk's cache
    return [
        Figure("build.cold", project.median(runs, cold), contents(folder / "build" / "site")),
        Figure("build.unchanged", project.median(runs, lambda _: project.build(folder).seconds)),
        Figure("build.one-changed", project.median(runs, changed)),
        Figure("build.check", project.median(runs, lambda _: project.microsite(folder, "check").seconds)),
    ]


def without_prints(folder: Path, folders: Folders, runs: int) -> list[Figure]:
    """Measure the site without PDFs in the new copy ``folder``, beside stock Material on the same tree."""
    project.copy(folder, folders, prints=False)

    def cold(_: int) -> float:
        shutil.rmtree(folder / "build", ignore_errors=True)
        return project.build(folder).seconds

    ours = project.median(runs, cold)
    stock = stock_settings(folder)
    theirs = project.median(runs, lambda _: mkdocs(folder, stock, folder / "build" / "stock-site"))
    return [
        Figure("build.site", ours, peer=f"stock Material, from the Markdown tree {theirs:.2f} s"),
        Figure("build.ratio", ours / theirs),
    ]


def contents(site: Path) -> str:
    """Return what a built site holds, in short."""
    return f"({len(list(site.rglob('*.html')))} pages, {len(list(site.rglob('*.pdf')))} PDFs)"


def stock_settings(folder: Path) -> Path:
    """Write engine settings for the tree of the copy ``folder`` as stock Material would have them; return the file.

    Its own search is included. The tree is that of the publication, or of the preview where there is no other.
    """
    settings = yaml.safe_load((folder / "mkdocs.yml").read_text(encoding="utf-8"))
    made = next(path for name in ("build", "build/preview") if (path := folder / name / engine.SETTINGS).is_file())
    site = yaml.safe_load(made.read_text(encoding="utf-8"))
    settings |= {"site_name": site["site_name"], "nav": site["nav"]}
    settings["theme"] = {key: value for key, value in settings["theme"].items() if key != "custom_dir"}
    tree, target = made.parent / "pages", folder / "build" / "stock-site"
    settings |= {"plugins": ["search"], "strict": False, "docs_dir": str(tree), "site_dir": str(target)}
    path = folder / "mkdocs-stock.yml"
    path.write_text(yaml.safe_dump(settings, allow_unicode=True), encoding="utf-8")
    return path


def mkdocs(folder: Path, settings: Path, target: Path) -> float:
    """Build the tree of the copy ``folder`` by MkDocs with ``settings`` into ``target``; return the seconds it took."""
    shutil.rmtree(target, ignore_errors=True)
    command = [
        sys.executable,
        "-m",
        "mkdocs",
        "build",
        "--quiet",
        "--no-strict",
        "--config-file",
        str(settings),
        "--site-dir",
        str(target),
    ]
    return project.run(command, folder).seconds


def stock_site(folder: Path) -> Path:
    """Return stock Material's site of the copy ``folder``, made if it is not there."""
    target = folder / "build" / "stock-site"
    if not target.is_dir():
        mkdocs(folder, stock_settings(folder), target)
    return target
