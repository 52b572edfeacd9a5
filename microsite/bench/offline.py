"""What a reader takes along who keeps the whole site for reading offline."""

from __future__ import annotations

import gzip
from pathlib import Path

from microsite.bench.table import Figure

ENDINGS = frozenset({".html", ".css", ".js", ".svg", ".webmanifest"})
"""Pages, search, styles and what they show; PDFs, archives and data for machines are not for reading here."""


def measure(site: Path) -> list[Figure]:
    """Measure the built ``site``."""
    kept = [path for path in sorted(site.rglob("*")) if path.suffix in ENDINGS]
    size = sum(len(gzip.compress(path.read_bytes(), compresslevel=6, mtime=0)) for path in kept)
    return [Figure("offline.bytes", size / 1000, f"({len(kept)} files)")]
