"""A copy of the project to measure in, and commands that are timed."""

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

from microsite import ROOT

FOLDERS = ("qa", "content", "theme", "microsite")
FILES = ("mkdocs.yml", "requirements.lock", "pyproject.toml")
ADDRESS = "https://example.org/nq57/"
"""The public address that copies are built for, so that nothing is left out: QR codes, canonical links, sitemap."""


class UnavailableError(Exception):
    """Something cannot be measured on this machine; the text says why."""


@dataclass(frozen=True, slots=True)
class Done:
    """What a command took: seconds, peak memory in bytes (``None`` where the system does not tell), and what it printed."""

    seconds: float
    memory: int | None
    output: str


def copy(target: Path, root: Path = ROOT, *, items: bool = True) -> Path:
    """Copy everything a build reads into ``target`` (without ``items``, an empty ``qa``); return it."""
    for name in FOLDERS:
        if name == "qa" and not items:
            (target / name).mkdir(parents=True)
        else:
            shutil.copytree(root / name, target / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in FILES:
        shutil.copy(root / name, target / name)
    return target


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


def change(folder: Path, turn: int) -> Path:
    """Change one item of the copy ``folder``, differently each ``turn``; return its file."""
    path = sorted((folder / "qa").glob("*.yml"))[16 % len(list((folder / "qa").glob("*.yml")))]
    source = re.sub(r"  Đoạn này chỉ có khi đo tốc độ.*\n\n", "", path.read_text(encoding="utf-8"))
    words = "một hai ba bốn năm sáu bảy tám chín mười".split()
    times = " ".join(words[int(digit)] for digit in str(turn))
    changed, found = re.subn(
        r"^answer: \|\n", f"answer: |\n  Đoạn này chỉ có khi đo tốc độ, lượt {times}.\n\n", source, count=1, flags=re.M
    )
    if not found:
        raise UnavailableError(f"{path.name} has no answer to change")
    path.write_text(changed, encoding="utf-8", newline="\n")
    return path
