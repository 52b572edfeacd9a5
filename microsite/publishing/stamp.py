"""What a build depends on, and which of its pages can be taken over from the last one."""

from __future__ import annotations

import dataclasses
import hashlib
import json
import os
import platform
import shutil
from collections.abc import Iterable
from pathlib import Path

from microsite.folders import Folders
from microsite.library import Library
from microsite.publishing.engine import FRAME, engine_settings

STAMP = "stamp.json"


@dataclasses.dataclass(frozen=True, slots=True)
class Stamp:
    """Fingerprints of what a build was made from: everything, and what makes HTML of Markdown."""

    inputs: str
    engine: str

    @classmethod
    def of(cls, folders: Folders, theme: Path, library: Library, *, compress: bool) -> Stamp:
        """Return the stamp of the inputs as they are on disk now; ``theme`` is the theme as the site has it."""
        html = engine_of(folders, theme, library)
        inputs = [
            _digest(folders.site, ["qa", "content"]),
            _digest(theme, [""]),
            _digest(folders.generator, ["microsite"]),
        ]
        return cls(_hash(html, *inputs, str(compress)), html)

    @classmethod
    def read(cls, path: Path) -> Stamp | None:
        """Return the stamp kept at ``path``, or ``None``."""
        try:
            return cls(**json.loads(path.read_text(encoding="utf-8")))
        except (OSError, ValueError, TypeError):
            return None

    def write(self, path: Path) -> None:
        """Keep the stamp at ``path``."""
        path.write_text(json.dumps(dataclasses.asdict(self)), encoding="utf-8")


def engine_of(folders: Folders, theme: Path, library: Library) -> str:
    """Return the fingerprint of what makes HTML of Markdown: theme, settings, versions."""
    program = _digest(folders.generator, ["mkdocs.yml", "requirements.lock", "microsite/publishing/engine.py"])
    settings = json.dumps(engine_settings(library), default=str)
    return _hash(
        _digest(theme / FRAME, [""]), program, platform.python_version(), settings, library.site.repository or ""
    )


def _hash(*parts: str) -> str:
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()


def _digest(root: Path, names: Iterable[str]) -> str:
    total = hashlib.sha256()
    for name in names:
        base = root / name
        files = (
            [base]
            if base.is_file()
            else sorted(p for p in base.rglob("*") if p.is_file() and "__pycache__" not in p.parts)
        )
        for path in files:
            total.update(path.relative_to(root).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    return total.hexdigest()


def take_over(out: Path, new: Path) -> int:
    """Copy into ``new/site`` the published page of every Markdown file that is the same as last time.

    MkDocs then builds only the rest: it skips a page whose published file is newer than its
    Markdown. Return how many pages were taken over.
    """
    taken = 0
    for page in sorted((new / "pages").rglob("*.md")):
        name = page.relative_to(new / "pages")
        published = (out / "site" / name).with_suffix(".html")
        last = out / "pages" / name
        if published.is_file() and last.is_file() and last.read_bytes() == page.read_bytes():
            target = (new / "site" / name).with_suffix(".html")
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(published, target)
            os.utime(page, (0, 0))
            taken += 1
    return taken
