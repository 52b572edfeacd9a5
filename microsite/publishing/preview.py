"""Library → the pages as a reader sees them, for looking at while editing.

No PDFs, no data for machines, no offline use.
Unlike a publication it is changed in place, so that after a small change only the pages that differ
are written and built. What fails half-way is put right by the next rebuild.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

from microsite.folders import Folders
from microsite.library import Library
from microsite.outputs.pages import collection, render
from microsite.outputs.search import searchindex
from microsite.publishing import theme
from microsite.publishing.build import with_address
from microsite.publishing.engine import assets, run_mkdocs, write_settings
from microsite.publishing.stamp import engine_of

ENGINE = "engine"
"""The file that tells what made HTML of the Markdown last time."""


def folder(folders: Folders) -> Path:
    """Return where the preview of the site is kept."""
    return folders.build / "preview"


def rebuild(folders: Folders, library: Library, shown: Callable[[], None] = lambda: None) -> None:
    """Bring the preview up to ``library``. Raises :class:`microsite.publishing.engine.BuildError` and
    :class:`microsite.outputs.pages.render.TemplateError`.

    ``shown`` is called as soon as the pages can be looked at; what only search and print collection need comes after.
    """
    out, look = folder(folders), theme.laid(folders)
    library = with_address(library, None)
    engine = engine_of(folders, look, library)
    kept = out / ENGINE
    if not kept.is_file() or kept.read_text(encoding="utf-8") != engine:
        shutil.rmtree(out, ignore_errors=True)
    written = {page.path for page in render.render(library, look, out / "pages")}
    assets(library, look, out / "pages" / "assets")
    for path in (out / "pages").rglob("*.md"):
        name = path.relative_to(out / "pages")
        if name.as_posix() not in written:
            path.unlink()
            (out / "site" / name).with_suffix(".html").unlink(missing_ok=True)
    run_mkdocs(write_settings(folders.settings, look, library, out), library, out / "pages", out / "site")
    shown()
    searchindex.write(library, out / "site", look)
    collection.write(library, look, out / "site")
    kept.write_text(engine, encoding="utf-8")
