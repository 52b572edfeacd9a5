"""Text files of ours: UTF-8, lines ended by LF everywhere, so that the same content is the same bytes."""

from __future__ import annotations

from pathlib import Path


def write(path: Path, content: str) -> None:
    """Write ``content`` to ``path``, whose folder is made where there is none; a file that is right already is left alone."""
    raw = content.encode("utf-8")
    try:
        if path.read_bytes() == raw:
            return
    except FileNotFoundError:
        path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(raw)
