"""Markdown tree → published site: MkDocs, assets, exports, and one rename at the end.

Everything is made in ``build/new`` and moved into place last, so that a build that fails, at
whatever step, leaves ``build/site`` as it was. Pages whose Markdown and engine settings have not
changed since the published build are taken over from it; the result is the same, byte for byte.
"""

from __future__ import annotations

import dataclasses
import hashlib
import json
import logging
import os
import platform
import shutil
import time
from collections.abc import Callable, Iterable
from pathlib import Path

from microsite import collection, exports, offline, pages, searchindex, textfile
from microsite.compress import write as write_compressed
from microsite.handouts import HandoutError, HandoutFile, make_all
from microsite.library import Library
from microsite.publishing import gate

Say = Callable[[str], None]

STAMP = "stamp.json"


class BuildError(Exception):
    """The site could not be made; the text says why, in Vietnamese."""


def build(root: Path, library: Library, step: Say, say: Say, *, address: str | None = None, compress: bool = False) -> int:
    """Build the site for ``library`` into ``root/build/site``; with ``compress`` add compressed copies.

    Return the exit status: 0 done, 1 failed (and nothing published has changed).
    """
    started = time.monotonic()
    out = root / "build"
    library = with_address(library, address)
    stamp = Stamp.of(root, library, compress=compress)
    before = Stamp.read(out / STAMP)
    if stamp == before and (out / "site" / "index.html").is_file():
        say("Không có gì thay đổi: bản trong build/site đã là mới nhất.")
        return 0
    new = out / "new"
    shutil.rmtree(new, ignore_errors=True)
    new.mkdir(parents=True)
    try:
        files = print_files(root, library, new / "in", step)
        step("Đang viết các trang…")
        written = pages.render(library, root / "theme", new / "pages", files)
        assets(root / "theme", new / "pages" / "assets")
        taken = take_over(out, new) if before is not None and before.engine == stamp.engine else 0
        step(f"Đang dựng {len(written)} trang…" if not taken else f"Đang dựng {len(written) - taken} trang có thay đổi…")
        run_mkdocs(root, library, new / "pages", new / "site")
        (new / "in").rename(new / "site" / "in")
        exports.write(library, new / "site", library.site.address)
        searchindex.write(library, new / "site")
        collection.write(library, new / "site")
        # Last: it lists everything else.
        offline.write(new / "site", root / "theme", library.site, max((i.reviewed for i in library.items), default=None))
        step("Đang soát mọi tệp trước khi đăng…")
        if offences := gate.check(new / "site", gate.hosts(library)):
            raise BuildError(gate.report(offences, gate.writers(library), root))
        if compress:
            step("Đang nén sẵn các tệp văn bản…")
            write_compressed(new / "site")
        (out / STAMP).unlink(missing_ok=True)
        for name in ("pages", "site"):
            publish(new / name, out / name)
        stamp.write(out / STAMP)
    except BuildError as error:
        say(f"lỗi: {error}")
        say("Bản đã xây trước đó giữ nguyên.")
        return 1
    finally:
        shutil.rmtree(new, ignore_errors=True)
    say(f"Xong trong {time.monotonic() - started:.1f} giây. Mở tệp build/site/index.html bằng trình duyệt để xem.")
    return 0


def with_address(library: Library, address: str | None) -> Library:
    """Return ``library`` with what the surroundings tell of where the site lives.

    ``address``, when given, takes the place of the settings' own. A repository that the settings do
    not name is taken from GitHub Actions, so that “Sửa trang này” leads to the data file.
    """
    known: dict[str, str] = {}
    if address is not None:
        known["address"] = address.rstrip("/") + "/"
    if library.site.repository is None and "GITHUB_REPOSITORY" in os.environ:
        known["repository"] = f"{os.environ.get('GITHUB_SERVER_URL', 'https://github.com')}/{os.environ['GITHUB_REPOSITORY']}"
    return dataclasses.replace(library, site=library.site.model_copy(update=known)) if known else library


# --------------------------------------------------------------------------- what a build depends on


@dataclasses.dataclass(frozen=True, slots=True)
class Stamp:
    """Fingerprints of what a build was made from: everything, and what makes HTML of Markdown."""

    inputs: str
    engine: str

    @classmethod
    def of(cls, root: Path, library: Library, *, compress: bool) -> Stamp:
        """Return the stamp of the inputs as they are on disk now."""
        engine = engine_of(root, library)
        everything = _digest(root, ["qa", "content", "theme", "microsite"])
        return cls(_hash(engine, everything, str(compress)), engine)

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


def engine_of(root: Path, library: Library) -> str:
    """Return the fingerprint of what makes HTML of Markdown: theme, settings, versions."""
    site = library.site
    files = _digest(root, ["theme/material", "mkdocs.yml", "requirements.lock", "microsite/site.py"])
    return _hash(files, platform.python_version(), site.title, site.description, site.address or "", site.repository or "")


def _hash(*parts: str) -> str:
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()


def _digest(root: Path, names: Iterable[str]) -> str:
    total = hashlib.sha256()
    for name in names:
        base = root / name
        files = [base] if base.is_file() else sorted(p for p in base.rglob("*") if p.is_file() and "__pycache__" not in p.parts)
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


# --------------------------------------------------------------------------- steps


def print_files(root: Path, library: Library, target: Path, step: Say) -> list[HandoutFile]:
    """Put every PDF of the site into the folder ``target`` and return them. Raises :class:`BuildError`."""
    try:
        return make_all(library, root, target, root / "build" / "cache" / "handouts", library.site.address, step)
    except HandoutError as error:
        raise BuildError(str(error)) from error


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
