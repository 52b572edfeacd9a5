"""Markdown tree → published site: MkDocs, assets, and one rename at the end.

Everything is made in ``build/new`` and moved into place last, so that a build that fails, at
whatever step, leaves ``build/site`` as it was.
"""

from __future__ import annotations

import logging
import os
import shutil
import time
from collections.abc import Callable
from pathlib import Path

from microsite import pages
from microsite.library import Library

Say = Callable[[str], None]


class BuildError(Exception):
    """The site could not be made; the text says why, in Vietnamese."""


def build(root: Path, library: Library, step: Say, say: Say, *, address: str | None = None) -> int:
    """Build the site for ``library`` into ``root/build/site``. Return the exit status."""
    started = time.monotonic()
    new = root / "build" / "new"
    shutil.rmtree(new, ignore_errors=True)
    new.mkdir(parents=True)
    try:
        step("Đang viết các trang…")
        written = pages.render(library, root / "theme", new / "pages")
        assets(root / "theme", new / "pages" / "assets")
        step(f"Đang dựng {len(written)} trang…")
        run_mkdocs(root, library, new / "pages", new / "site", address or library.site.address)
        for name in ("pages", "site"):
            publish(new / name, root / "build" / name)
    except BuildError as error:
        say(f"lỗi: {error}")
        say("Bản đã xây trước đó giữ nguyên.")
        return 1
    finally:
        shutil.rmtree(new, ignore_errors=True)
    say(f"Xong trong {time.monotonic() - started:.1f} giây. Mở tệp build/site/index.html bằng trình duyệt để xem.")
    return 0


def assets(theme: Path, target: Path) -> None:
    """Write the one stylesheet and the one script into ``target``, each joined from its parts in order of name."""
    target.mkdir(parents=True, exist_ok=True)
    for folder, name in (("styles", "site.css"), ("scripts", "site.js")):
        parts = sorted((theme / folder).glob(f"*{Path(name).suffix}"))
        (target / name).write_text("\n".join(p.read_text(encoding="utf-8") for p in parts), encoding="utf-8", newline="\n")


def run_mkdocs(root: Path, library: Library, source: Path, target: Path, address: str | None) -> None:
    """Build the Markdown tree ``source`` into ``target``. Raises :class:`BuildError` on any warning of the engine."""
    from mkdocs.commands.build import build as mkdocs_build
    from mkdocs.config import load_config
    from mkdocs.exceptions import MkDocsException

    # Dates in the sitemap come from the content, so that the same input gives the same bytes.
    newest = max((i.reviewed for i in library.items), default=None)
    before = os.environ.get("SOURCE_DATE_EPOCH")
    if before is None and newest is not None:
        os.environ["SOURCE_DATE_EPOCH"] = str((newest.toordinal() - 719163) * 86400)
    collector = _Warnings()
    logger = logging.getLogger("mkdocs")
    logger.addHandler(collector)
    try:
        config = load_config(
            str(root / "mkdocs.yml"),
            docs_dir=str(source),
            site_dir=str(target),
            site_name=library.site.title,
            site_description=library.site.description,
            site_url=address.rstrip("/") + "/" if address else None,
        )
        mkdocs_build(config)
    except (MkDocsException, SystemExit) as error:
        details = "; ".join(collector.lines) or str(error)
        raise BuildError(f"MkDocs không dựng được trang: {details}") from error
    finally:
        logger.removeHandler(collector)
        if before is None:
            os.environ.pop("SOURCE_DATE_EPOCH", None)
    _prune(target)


class _Warnings(logging.Handler):
    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(record.getMessage())


def _prune(site: Path) -> None:
    """Remove what the engine's theme brings along and no page of ours asks for."""
    for name in ("javascripts", "stylesheets", "images"):
        shutil.rmtree(site / "assets" / name, ignore_errors=True)


def publish(source: Path, target: Path) -> None:
    """Move the folder ``source`` to ``target``, replacing what is there; on failure what was there stays."""
    aside = target.with_name(target.name + ".old")
    shutil.rmtree(aside, ignore_errors=True)
    if target.exists():
        target.rename(aside)
    try:
        source.rename(target)
    except OSError:
        if aside.exists():
            aside.rename(target)
        raise
    shutil.rmtree(aside, ignore_errors=True)
