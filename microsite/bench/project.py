"""A copy of generator and site to measure in, and commands that are timed."""

from __future__ import annotations

import os
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from microsite import ROOT, reading
from microsite.folders import THEME, Folders
from microsite.library import Library

HANDOUTS = "content/handouts.yml"
ADDRESS = "https://example.org/trang/"
"""The public address that copies are built for, so that nothing is left out: QR codes, canonical links, sitemap."""


class UnavailableError(Exception):
    """Something cannot be measured on this machine; the text says why."""


@dataclass(frozen=True, slots=True)
class Done:
    """What a command took, and what it printed.

    Seconds; peak memory in bytes, ``None`` where the system does not tell.
    """

    seconds: float
    memory: int | None
    output: str


def copy(target: Path, folders: Folders | None = None, *, items: bool = True, prints: bool = True) -> Path:
    """Copy everything a build of the site reads into the one folder ``target``; return it.

    Without ``items``, its ``qa`` is empty; without ``prints``, it has no handouts.
    """
    folders = folders or Folders(ROOT)
    for name in ("mkdocs.yml", "requirements.lock", "pyproject.toml"):
        target.mkdir(parents=True, exist_ok=True)
        shutil.copy(folders.generator / name, target / name)
    wanted = [folders.generator / "microsite", folders.site / "content", *([folders.site / "qa"] if items else [])]
    for source in wanted:
        shutil.copytree(source, target / source.name, ignore=shutil.ignore_patterns("__pycache__"))
    for theme in reversed(folders.themes):
        shutil.copytree(theme, target / THEME, dirs_exist_ok=True)
    (target / "qa").mkdir(exist_ok=True)
    if not prints:
        (target / HANDOUTS).unlink(missing_ok=True)
    return target


def library_of(folder: Path) -> Library:
    """Return what the copy ``folder`` holds. Raises :class:`UnavailableError` where it cannot be read."""
    found = reading.read(folder)
    if found.library is None or not found.library.items:
        raise UnavailableError("the content has errors")
    return found.library


def environment(folder: Path) -> dict[str, str]:
    """Return the environment that ``build.py`` hands over with, for the copy in ``folder``."""
    own = {k: v for k, v in os.environ.items() if k not in {"GITHUB_ACTIONS", "SOURCE_DATE_EPOCH"}}
    return own | {
        "PYTHONUTF8": "1",
        "PYTHONPATH": str(folder),
        "NO_MKDOCS_2_WARNING": "1",
        "PYTHONDONTWRITEBYTECODE": "1",
    }


def run(command: Sequence[str], folder: Path) -> Done:
    """Run ``command`` in ``folder`` to its end. Raises :class:`UnavailableError` with its last line when it fails."""
    with tempfile.TemporaryFile("w+", encoding="utf-8", errors="replace") as out:
        started = time.perf_counter()
        process = subprocess.Popen(command, cwd=folder, env=environment(folder), stdout=out, stderr=subprocess.STDOUT)
        memory = None
        if sys.platform == "win32":
            process.wait()
        else:
            _, status, usage = os.wait4(process.pid, 0)
            process.returncode = os.waitstatus_to_exitcode(status)
            memory = usage.ru_maxrss * (1 if sys.platform == "darwin" else 1024)
        seconds = time.perf_counter() - started
        out.seek(0)
        output = out.read()
    if process.returncode != 0:
        last = [line for line in output.splitlines() if line.strip()][-1:]
        raise UnavailableError(f"{' '.join(command[1:5])}… failed: {' '.join(last)[:200]}")
    return Done(seconds, memory, output)


def microsite(folder: Path, *arguments: str) -> Done:
    """Run our command line in the copy ``folder`` as ``build.py`` does once everything is set up."""
    return run([sys.executable, "-m", "microsite", *arguments], folder)


def build(folder: Path) -> Done:
    """Build the copy in ``folder`` with everything that belongs to it."""
    return microsite(folder, "--address", ADDRESS, "build")


def module(folder: Path, name: str, *arguments: str) -> Done:
    """Run a module of the bench in the copy ``folder``."""
    return run([sys.executable, "-m", f"microsite.bench.{name}", *arguments], folder)


def median(runs: int, measure: Callable[[int], float]) -> float:
    """Return the median of ``runs`` measurements; each is told its number, from 0."""
    return statistics.median(measure(i) for i in range(runs))


_ADDED = r"  Đoạn này chỉ có khi đo tốc độ.*\n\n"
_ANSWER = re.compile(r"^answer: \|\n", re.M)


def change(folder: Path, turn: int) -> Path:
    """Change one item of the copy ``folder``, differently each ``turn``; return its file."""
    items = {path: re.sub(_ADDED, "", path.read_text(encoding="utf-8")) for path in (folder / "qa").glob("*.yml")}
    # The shortest: it has room for a sentence more.
    path, source = min(items.items(), key=lambda item: (_ANSWER.search(item[1]) is None, len(item[1]), item[0]))
    words = "một hai ba bốn năm sáu bảy tám chín mười".split()
    times = " ".join(words[int(digit)] for digit in str(turn))
    added = f"answer: |\n  Đoạn này chỉ có khi đo tốc độ, lượt {times}.\n\n"
    changed, found = _ANSWER.subn(added, source, count=1)
    if not found:
        raise UnavailableError(f"{path.name} has no answer to change")
    path.write_text(changed, encoding="utf-8", newline="\n")
    return path
