"""Markdown tree → published site: MkDocs, assets, exports, and one rename at the end.

Everything is made in ``build/new`` and moved into place last, so that a build that fails, at
whatever step, leaves ``build/site`` as it was. Pages whose Markdown and engine settings have not
changed since the published build are taken over from it; the result is the same, byte for byte.
"""

from __future__ import annotations

import dataclasses
import os
import shutil
import time
from collections.abc import Callable
from pathlib import Path

from microsite.folders import Folders
from microsite.library import Library
from microsite.outputs.data import exports
from microsite.outputs.handouts import HandoutError, make_all
from microsite.outputs.pages import collection, render
from microsite.outputs.search import searchindex
from microsite.publishing import gate, offline, theme
from microsite.publishing.compress import write as write_compressed
from microsite.publishing.engine import BuildError, assets, run_mkdocs, write_settings
from microsite.publishing.stamp import STAMP, Stamp, take_over
from microsite.telling import addresses
from microsite.telling.offers import HandoutFile

Say = Callable[[str], None]


def build(
    folders: Folders, library: Library, step: Say, say: Say, *, address: str | None = None, compress: bool = False
) -> int:
    """Build the site for ``library`` into its folder ``build/site``; with ``compress`` add compressed copies.

    Return the exit status: 0 done, 1 failed (and nothing published has changed).
    """
    started = time.monotonic()
    out = folders.build
    library = with_address(library, address)
    look = theme.laid(folders)
    stamp = Stamp.of(folders, look, library, compress=compress)
    before = Stamp.read(out / STAMP)
    if stamp == before and (folders.published / addresses.published(addresses.HOME)).is_file():
        say(f"Không có gì thay đổi: bản trong {folders.shown(folders.published)} đã là mới nhất.")
        return 0
    new = out / "new"
    remove(new)
    new.mkdir(parents=True)
    try:
        files = print_files(folders, look, library, new / "in", step)
        if not files:  # of all formats none has anything to print here: no page tells of sheets
            library = dataclasses.replace(library, formats=())
        step("Đang viết các trang…")
        written = render.render(library, look, new / "pages", files)
        assets(library, look, new / "pages" / "assets")
        taken = take_over(out, new) if before is not None and before.engine == stamp.engine else 0
        step(
            f"Đang dựng {len(written)} trang…" if not taken else f"Đang dựng {len(written) - taken} trang có thay đổi…"
        )
        settings = write_settings(folders.settings, look, library, out)
        run_mkdocs(settings, library, new / "pages", new / "site")
        (new / "in").rename(new / "site" / "in")
        exports.write(library, new / "site", library.site.address)
        searchindex.write(library, new / "site", look)
        collection.write(library, look, new / "site")
        # Last: it lists everything else.
        newest = max((item.reviewed for item in library.items), default=None)
        offline.write(new / "site", look, library.site, newest)
        step("Đang soát mọi tệp trước khi đăng…")
        if offences := gate.check(new / "site", gate.hosts(library)):
            raise BuildError(gate.report(offences, gate.writers(library), folders.site))
        if compress:
            step("Đang nén sẵn các tệp văn bản…")
            write_compressed(new / "site")
        (out / STAMP).unlink(missing_ok=True)
        for name in ("pages", "site"):
            publish(new / name, out / name)
        stamp.write(out / STAMP)
    except (BuildError, render.TemplateError) as error:
        say(f"lỗi: {error}")
        say("Bản đã xây trước đó giữ nguyên.")
        return 1
    finally:
        shutil.rmtree(new, ignore_errors=True)
    start = folders.shown(folders.published / addresses.published(addresses.HOME))
    say(f"Xong trong {time.monotonic() - started:.1f} giây. Mở tệp {start} bằng trình duyệt để xem.")
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
        known["repository"] = (
            f"{os.environ.get('GITHUB_SERVER_URL', 'https://github.com')}/{os.environ['GITHUB_REPOSITORY']}"
        )
    return dataclasses.replace(library, site=library.site.model_copy(update=known)) if known else library


# --------------------------------------------------------------------------- steps


def print_files(folders: Folders, look: Path, library: Library, target: Path, step: Say) -> list[HandoutFile]:
    """Put every PDF of the site into the folder ``target`` and return them. Raises :class:`BuildError`."""
    try:
        return make_all(library, look, target, folders.cache / "handouts", library.site.address, step)
    except HandoutError as error:
        raise BuildError(str(error)) from error


def publish(source: Path, target: Path) -> None:
    """Move the folder ``source`` to ``target``, replacing what is there; on failure what was there stays."""
    aside = target.with_name(target.name + ".old")
    remove(aside)
    if target.exists() or target.is_symlink():
        target.rename(aside)
    try:
        source.rename(target)
    except OSError:
        if aside.exists():
            aside.rename(target)
        raise
    remove(aside)


def remove(path: Path) -> None:
    """Remove whatever is at ``path``: a folder with all it holds, a file, or a link, but not what that leads to."""
    if path.is_file() or path.is_symlink():
        path.unlink()
    else:
        shutil.rmtree(path, ignore_errors=True)
