"""How long a preview takes from a saved file to the page that shows it."""

from __future__ import annotations

import contextlib
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

from microsite.bench import kinds, project
from microsite.bench.table import Figure

PATIENCE = 60.0
"""How long (seconds) anything here may take before we give up."""


def measure(folder: Path, runs: int) -> list[Figure]:
    """Measure the preview of the copy ``folder``: save an item, wait for the event, fetch the page again."""
    listing = kinds.item(project.library_of(folder))
    with serving(folder) as address, urllib.request.urlopen(f"{address}__live", timeout=PATIENCE) as events:

        def reload(turn: int) -> float:
            time.sleep(1)  # the last change has settled
            page = address + listing
            started = time.perf_counter()
            project.change(folder, turn)
            while not events.readline().startswith(b"data:"):
                if time.perf_counter() - started > PATIENCE:
                    raise project.UnavailableError("no event came")
            with urllib.request.urlopen(page, timeout=PATIENCE) as response:
                response.read()
            return time.perf_counter() - started

        return [Figure("serve.reload", project.median(runs, lambda turn: reload(turn + 50)))]


@contextlib.contextmanager
def serving(folder: Path) -> Iterator[str]:
    """Run ``serve`` in the copy ``folder`` and give its address once it answers."""
    port = free_port()
    address = f"http://127.0.0.1:{port}/"
    with tempfile.TemporaryFile("w+", encoding="utf-8", errors="replace") as out:
        command = [sys.executable, "-m", "microsite", "serve", "--port", str(port)]
        process = subprocess.Popen(
            command, cwd=folder, env=project.environment(folder), stdout=out, stderr=subprocess.STDOUT
        )
        try:
            deadline = time.monotonic() + PATIENCE
            while not _answers(address):
                if process.poll() is not None or time.monotonic() > deadline:
                    out.seek(0)
                    raise project.UnavailableError(f"serve did not start: {out.read()[-200:].strip()}")
                time.sleep(0.1)
            yield address
        finally:
            process.terminate()
            try:
                process.wait(10)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


def _answers(address: str) -> bool:
    try:
        with urllib.request.urlopen(address, timeout=1):
            return True
    except OSError:
        return False


def free_port() -> int:
    """Return a port that nobody listens at."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
