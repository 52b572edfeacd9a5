"""Markdown tree → HTML, by MkDocs: the only module that knows the engine."""

from __future__ import annotations

import json
import logging
import os
import shutil
from pathlib import Path
from typing import Any

import yaml

from microsite import model as m
from microsite.library import Library
from microsite.outputs import scripts, textfile
from microsite.outputs.icons import drawing as icons
from microsite.outputs.pages import render
from microsite.publishing.frame import frame, script
from microsite.telling import addresses, colours, sections

FRAME = "material"
"""The folder of the theme that holds the page frame."""

SETTINGS = "mkdocs.yml"
"""The file of engine settings: those that hold for every site, and beside a tree those of its site."""


class BuildError(Exception):
    """The site could not be made; the text says why, in Vietnamese."""


SPEECH = ("numbers.js", "words.js", "spoken.js", "reader.js")
"""The modules of ``theme/speech`` in the order in which one script can hold them."""


def assets(library: Library, theme: Path, target: Path) -> None:
    """Write stylesheet and scripts into ``target``, the folder of assets.

    Each is joined from its parts, those of the search last. ``start.js`` is read before the page is drawn and tells
    the others of the site; ``speech.js`` is fetched on use.
    """
    styles = [*sorted((theme / "styles").glob("*.css")), theme / "search" / "search.css"]
    told = json.dumps(script(library), ensure_ascii=False, separators=(",", ":"))
    every = [*sorted((theme / "scripts").glob("*.js")), theme / "search" / "boot.js"]
    for address, content in {
        addresses.STYLE: _coloured("\n".join(path.read_text(encoding="utf-8") for path in styles), library.site.icon),
        addresses.START: scripts.joined([theme / "scripts" / "first" / "start.js"]).replace("@SITE@", told),
        addresses.SCRIPT: scripts.joined(every),
        addresses.SPEECH: spoken(library) + scripts.bundle(theme / "speech", SPEECH),
    }.items():
        textfile.write(target / addresses.below(addresses.ASSETS, address), content)
    icons.write(library.site, target)


def spoken(library: Library) -> str:
    """Return the script that tells reading aloud of the site's own abbreviations."""
    own = {term.term: term.spoken for term in library.glossary if term.spoken is not None}
    return f"const SPOKEN={json.dumps(own, ensure_ascii=False, separators=(',', ':'))};\n" if own else ""


def _coloured(style: str, icon: m.Icon) -> str:
    """Return ``style`` in the colours of the site."""
    light, dark = colours.accents(icon)
    return style.replace("@accent@", light).replace("@accent-dark@", dark).replace("@accent-text@", colours.ink(light))


def engine_settings(library: Library) -> dict[str, Any]:
    """Return what an engine has to know of the site: its name, address, menu, and what the frame of a page needs."""
    site = library.site
    # Items stay out of the menu: drawing thousands of entries on every page is what makes a build slow.
    menu = [{"Trang chủ": addresses.HOME}, *({entry.menu: entry.page} for entry in sections.menu(library))]
    return {
        "site_name": site.title,
        "site_description": site.description,
        "site_url": site.address,
        "nav": menu,
        "extra": {"frame": frame(library)},
    }


def write_settings(base: Path, theme: Path, library: Library, folder: Path) -> Path:
    """Write into ``folder`` the settings with which MkDocs, ProperDocs or Zensical build its ``pages``; return the
    file.

    ``base`` holds the settings of every site, ``theme`` is the theme as the site has it.
    """
    settings = {
        "INHERIT": _seen_from(folder, base),
        **engine_settings(library),
        "theme": {"custom_dir": _seen_from(folder, theme / FRAME)},
        "docs_dir": "pages",
        "site_dir": "site",
    }
    path = folder / SETTINGS
    textfile.write(path, yaml.safe_dump(settings, allow_unicode=True, sort_keys=False, width=120))
    return path


def _seen_from(folder: Path, path: Path) -> str:
    try:
        return Path(os.path.relpath(path, folder)).as_posix()
    except ValueError:  # on another drive
        return path.resolve().as_posix()


def run_mkdocs(settings: Path, library: Library, source: Path, target: Path) -> None:
    """Build the Markdown tree ``source`` into ``target``. Raises :class:`BuildError` on any warning of the engine, and
    :class:`microsite.outputs.pages.render.TemplateError`.

    ``settings`` are those of :func:`write_settings`.
    """
    from mkdocs.commands.build import build as mkdocs_build
    from mkdocs.config import load_config
    from mkdocs.exceptions import MkDocsException

    # Dates in the sitemap come from the content, so that the same input gives the same bytes.
    newest = library.newest_review
    before = os.environ.get("SOURCE_DATE_EPOCH")
    if before is None and newest is not None:
        os.environ["SOURCE_DATE_EPOCH"] = str((newest.toordinal() - 719163) * 86400)
    collector = _Warnings()
    logger = logging.getLogger("mkdocs")
    logger.addHandler(collector)
    theme = Path()
    try:
        config = load_config(
            str(settings),
            docs_dir=str(source),
            site_dir=str(target),
            strict=False,  # the collector below is stricter: it also says what the warnings were
        )
        theme = Path(config.theme.custom_dir or "").parent
        mkdocs_build(config, dirty=any(target.rglob("*.html")))
    except (MkDocsException, SystemExit) as error:
        raise BuildError(f"MkDocs không dựng được trang: {error}") from error
    except Exception as error:  # whatever a template of the page frame does
        where = render.place(theme, error)
        if where is None:
            raise
        raise render.problem(error, where) from error
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
        # MkDocs warns of partial builds because themes may draw other pages' titles in a page; ours does not. Of what
        # the function that builds warns of itself (not by those that it calls), that is all.
        if (record.module, record.funcName) != ("build", "build"):
            self.lines.append(record.getMessage())


def _prune(site: Path) -> None:
    """Remove what the engine's theme brings along and no page of ours asks for."""
    for name in ("javascripts", "stylesheets", "images", "search"):
        shutil.rmtree(site / "assets" / name, ignore_errors=True)
