"""Markdown tree → HTML, by MkDocs: the only module that knows the engine."""

from __future__ import annotations

import logging
import os
import shutil
from pathlib import Path

from microsite.library import Library
from microsite.outputs import textfile


class BuildError(Exception):
    """The site could not be made; the text says why, in Vietnamese."""


def assets(theme: Path, target: Path) -> None:
    """Write the one stylesheet and the one script into ``target``, each joined from its parts, the search's last."""
    search = theme / "material" / "assets" / "search"
    for name, parts in (
        ("site.css", [*sorted((theme / "styles").glob("*.css")), search / "search.css"]),
        ("site.js", [*sorted((theme / "scripts").glob("*.js")), search / "boot.js"]),
    ):
        textfile.write(target / name, "\n".join(p.read_text(encoding="utf-8") for p in parts))


def run_mkdocs(root: Path, library: Library, source: Path, target: Path) -> None:
    """Build the Markdown tree ``source`` into ``target``. Raises :class:`BuildError` on any warning of the engine."""
    from mkdocs.commands.build import build as mkdocs_build
    from mkdocs.config import load_config
    from mkdocs.exceptions import MkDocsException

    # Dates in the sitemap come from the content, so that the same input gives the same bytes.
    newest = library.newest_review()
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
            site_url=library.site.address,
            strict=False,  # the collector below is stricter: it also says what the warnings were
        )
        mkdocs_build(config, dirty=any(target.rglob("*.html")))
    except (MkDocsException, SystemExit) as error:
        raise BuildError(f"MkDocs không dựng được trang: {error}") from error
    finally:
        logger.removeHandler(collector)
        if before is None:
            os.environ.pop("SOURCE_DATE_EPOCH", None)
    if collector.lines:
        raise BuildError("MkDocs báo: " + "; ".join(collector.lines))
    _prune(target)


class _Warnings(logging.Handler):
    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        line = record.getMessage()
        # MkDocs warns of partial builds because themes may draw other pages' titles in a page; ours does not.
        if "'dirty' build" not in line:
            self.lines.append(line)


def _prune(site: Path) -> None:
    """Remove what the engine's theme brings along and no page of ours asks for."""
    for name in ("javascripts", "stylesheets", "images", "search"):
        shutil.rmtree(site / "assets" / name, ignore_errors=True)
