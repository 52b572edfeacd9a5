"""Files of ours: text in UTF-8 with lines ended by LF everywhere, so that the same content is the same bytes."""

from __future__ import annotations

from pathlib import Path


def write(path: Path, content: str) -> None:
    """Write ``content`` to ``path``, whose folder is made where there is none; a file that is right already is
    left alone."""
    write_bytes(path, content.encode("utf-8"))


def write_bytes(path: Path, raw: bytes) -> None:
    """Write ``raw`` to ``path`` likewise."""
    try:
        if path.read_bytes() == raw:
            return
    except FileNotFoundError:
        path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(raw)
