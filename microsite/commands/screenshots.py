"""``screenshots``: every kind of page of the built site, at both widths, light and dark."""

from __future__ import annotations

import argparse
from pathlib import Path

from microsite.checking.checked import checked
from microsite.commands import shared
from microsite.findings import Console, UserError


def add(commands: shared.Commands) -> None:
    """Add the command."""
    about = "chụp mỗi loại trang đã xây: điện thoại và máy tính, sáng và tối"
    parser = shared.add(commands, "screenshots", run, about)
    out = "nơi ghi ảnh, mặc định build/screenshots của trang"
    parser.add_argument("--out", type=Path, metavar="THƯ_MỤC", help=out)


def run(args: argparse.Namespace, console: Console) -> int:
    """Take the pictures."""
    from microsite.bench import kinds, project, screenshots

    folders = shared.folders_of(args)
    built = shared.published(folders)
    library = checked(folders, console)
    if library is None:
        return 1
    out = args.out or folders.build / "screenshots"
    try:
        count = screenshots.take(built, kinds.pages(library), out, console.step)
    except project.UnavailableError as error:
        raise UserError(f"Không chụp được các trang: {error}.") from None
    console.say(f"Đã chụp {count} ảnh; mở {folders.shown(out / 'index.html')} để xem.")
    return 0
