"""Copies of a built site's text files compressed beforehand, for hosts that send them as they are.

nginx does with ``gzip_static``, Caddy with ``precompressed``. ``page.html.gz`` stands beside
``page.html``, and ``page.html.br`` where the package ``brotli`` is installed (it is in no lock:
``pip install brotli``). The same files give the same bytes.
"""

from __future__ import annotations

import gzip
import io
import os
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

TEXT = frozenset({".html", ".css", ".js", ".json", ".svg", ".txt", ".webmanifest", ".xml"})
"""The endings of files worth compressing; PDFs, pictures and archives are so already."""

Method = Callable[[bytes], bytes]


def write(site: Path) -> dict[str, int]:
    """Put compressed copies beside the text files of ``site``, where they are smaller; return how many by ending."""
    methods = available()
    files = [path for path in sorted(site.rglob("*")) if path.suffix in TEXT and path.is_file()]

    def copies(path: Path) -> list[str]:
        raw = path.read_bytes()
        written = []
        for ending, method in methods.items():
            copy = path.with_name(path.name + ending)
            packed = method(raw)
            if len(packed) < len(raw):
                copy.write_bytes(packed)
                written.append(ending)
            else:
                copy.unlink(missing_ok=True)
        return written

    with ThreadPoolExecutor(max_workers=os.cpu_count() or 1) as pool:  # both methods work outside Python's lock
        made = [ending for endings in pool.map(copies, files) for ending in endings]
    return {ending: made.count(ending) for ending in methods}


def available() -> dict[str, Method]:
    """Return what can be made on this machine: the ending of the copies, and how a file is compressed."""
    methods: dict[str, Method] = {".gz": gzipped}
    try:
        import brotli
    except ImportError:
        return methods
    methods[".br"] = lambda raw: bytes(brotli.compress(raw, quality=11))
    return methods


def gzipped(raw: bytes) -> bytes:
    """Return ``raw`` under gzip, without a time or a name that would differ from build to build."""
    out = io.BytesIO()
    with gzip.GzipFile(filename="", mode="wb", compresslevel=9, fileobj=out, mtime=0) as file:
        file.write(raw)
    return out.getvalue()
