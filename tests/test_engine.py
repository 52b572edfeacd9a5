"""The Markdown tree belongs to no engine: MkDocs builds it without a warning, and Zensical builds the same pages."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from html import unescape
from pathlib import Path

import pytest

from microsite import reading
from microsite.outputs.pages import render
from microsite.publishing import engine

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of what an engine needs: settings, theme and the Markdown tree."""
    folder = tmp_path_factory.mktemp("project")
    library = reading.read(ROOT).library
    assert library is not None
    shutil.copy(ROOT / "mkdocs.yml", folder)
    shutil.copytree(ROOT / "theme", folder / "theme")
    render.render(library, ROOT / "theme", folder / "build/pages")
    engine.assets(ROOT / "theme", folder / "build/pages/assets")
    return folder


def titles(folder: Path) -> dict[str, tuple[str, str]]:
    """Return each page's title and first heading by its path."""
    found = {}
    for path in sorted(folder.rglob("*.html")):
        text = path.read_text(encoding="utf-8")
        title = re.search(r"<title>(.*?)</title>", text, re.S)
        heading = re.search(r"<h1[^>]*>(.*?)</h1>", text, re.S)
        words = [unescape(re.sub(r"<[^>]+>", "", m.group(1))).strip() if m else "" for m in (title, heading)]
        found[path.relative_to(folder).as_posix()] = (words[0], words[1])
    return found


def run(*command: str, folder: Path) -> str:
    done = subprocess.run(
        [sys.executable, "-m", *command],
        cwd=folder,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        timeout=300,
    )
    assert done.returncode == 0, (done.stdout + done.stderr)[-3000:]
    return done.stdout + done.stderr


@pytest.fixture(scope="module")
def by_mkdocs(project: Path) -> dict[str, tuple[str, str]]:
    run("mkdocs", "build", "--strict", "--quiet", "--site-dir", "build/by-mkdocs", folder=project)
    return titles(project / "build/by-mkdocs")


def test_mkdocs_strict_is_clean(by_mkdocs: dict[str, tuple[str, str]]) -> None:
    assert "hoi-dap/nguon-luc-den-2030.html" in by_mkdocs


def test_zensical_builds_the_same_pages_and_titles(project: Path, by_mkdocs: dict[str, tuple[str, str]]) -> None:
    run("zensical", "build", "--strict", "-f", "mkdocs.yml", folder=project)
    assert titles(project / "build/site") == by_mkdocs
