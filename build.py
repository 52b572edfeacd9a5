#!/usr/bin/env python3
"""The one command: makes ``.venv`` from the hash-pinned lock where needed, then hands over to ``microsite``.

    python3 build.py             build the site with its PDFs into build/site
    python3 build.py --site DIR  build the site in another folder
    python3 build.py test        run the tests
    python3 build.py --help      everything else

Needs Python 3.11 or newer and nothing but its standard library. An environment that already holds
the locked packages (a container, CI) is used as it is.
"""

from __future__ import annotations

import hashlib
import importlib.metadata
import os
import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
LOCKS = {"run": ROOT / "requirements.lock", "test": ROOT / "requirements-test.lock"}
NEEDS_TEST_PACKAGES = {"test", "bench", "screenshots"}
TAKE_A_VALUE = {"--site", "--root", "--address"}
"""The options that may stand before the command with a value after them."""


def direct_requirements(kind: str) -> set[str]:
    """Return the names (normalised) of the packages that pyproject.toml itself asks for."""
    import tomllib

    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    wanted = project["dependencies"] + (project["optional-dependencies"]["test"] if kind == "test" else [])
    return {re.split(r"[<>=!~ \[;]", line, maxsplit=1)[0].lower().replace("_", "-") for line in wanted}


def release(version: str) -> list[str]:
    """Return the parts of a version with numbers as PEP 440 compares them: a package may call its 1.2 ``1.002``."""
    return [str(int(part)) if part.isdecimal() else part for part in re.findall(r"\d+|[a-z]+", version.lower())]


def has_packages(kind: str) -> bool:
    """Say whether the running interpreter holds every direct requirement in the locked version."""
    locked = dict(re.findall(r"^([A-Za-z0-9._-]+)==([^\s;\\]+)", LOCKS[kind].read_text(encoding="utf-8"), re.M))
    for name in direct_requirements(kind):
        try:
            if release(importlib.metadata.version(name)) != release(locked[name]):
                return False
        except importlib.metadata.PackageNotFoundError:
            return False
    return True


def environment(kind: str) -> str:
    """Return the interpreter to run with, after setting up ``.venv`` if the running one lacks packages."""
    if has_packages(kind):
        return sys.executable
    python = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    lock = LOCKS[kind]
    stamp = VENV / f"{kind}.stamp"
    wanted = hashlib.sha256(lock.read_bytes() + sys.version.encode()).hexdigest()
    if python.is_file() and stamp.is_file() and stamp.read_text(encoding="ascii") == wanted:
        return str(python)
    if not python.is_file() or any(s.read_text(encoding="ascii") != wanted for s in [stamp] if s.is_file()):
        say("Đang tạo môi trường riêng trong .venv (chỉ lần đầu, hoặc khi danh sách thư viện thay đổi)…")
        run(
            [sys.executable, "-m", "venv", "--clear", str(VENV)],
            "Không tạo được .venv. Trên Debian hoặc Ubuntu cần cài gói python3-venv.",
        )
    say("Đang cài các thư viện đã ghim phiên bản…")
    pip = [str(python), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--only-binary", ":all:"]
    run(
        [*pip, "--require-hashes", "-r", str(lock)],
        "Không cài được thư viện. Kiểm tra kết nối mạng rồi chạy lại.",
    )
    stamp.write_text(wanted, encoding="ascii")
    return str(python)


def run(command: list[str], failure: str) -> None:
    """Run a set-up ``command``; on failure say ``failure`` and exit with status 1."""
    if subprocess.run(command, check=False).returncode != 0:
        say(f"lỗi: {failure}")
        sys.exit(1)


def say(line: str) -> None:
    """Print a line of progress."""
    print(line, file=sys.stderr, flush=True)


def command_of(arguments: list[str]) -> str:
    """Return which command the arguments name: the first word that is neither an option nor an option's value."""
    words = iter(arguments)
    for word in words:
        if word in TAKE_A_VALUE:
            next(words, None)
        elif not word.startswith("-"):
            return word
    return "build"


def main() -> int:
    """Set up and hand over; return the exit status."""
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(encoding="utf-8", errors="replace")  # type: ignore[union-attr]
    if sys.version_info < (3, 11):  # noqa: UP036 (told here, because nothing else can start)
        say(
            f"lỗi: cần Python 3.11 trở lên; máy này đang chạy {sys.version.split()[0]}. Tải bản mới ở trang python.org."
        )
        return 1
    python = environment("test" if command_of(sys.argv[1:]) in NEEDS_TEST_PACKAGES else "run")
    settings = {
        **os.environ,
        "PYTHONUTF8": "1",
        "PYTHONPATH": str(ROOT),
        "NO_MKDOCS_2_WARNING": "1",
        "PYTHONDONTWRITEBYTECODE": "1",
    }
    try:
        return subprocess.run([python, "-m", "microsite", *sys.argv[1:]], env=settings, check=False).returncode
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    sys.exit(main())
