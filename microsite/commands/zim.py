"""``zim``: the built site as one file for Kiwix."""

from __future__ import annotations

import argparse
import sys

from microsite.checking.checked import checked
from microsite.commands import shared
from microsite.findings import Console, UserError


def add(commands: shared.Commands) -> None:
    """Add the command."""
    shared.add(commands, "zim", run, "gói trang đã xây thành một tệp ZIM cho Kiwix (cần gói libzim)")


def run(args: argparse.Namespace, console: Console) -> int:
    """Write the file beside the built site."""
    from microsite.publishing import zim

    folders = shared.folders_of(args)
    library = checked(folders, console)
    if library is None:
        return 1
    target = folders.build / f"{library.site.key}.zim"
    try:
        size = zim.write(shared.published(folders), target, library.site, max(i.reviewed for i in library.items))
    except ImportError:
        raise UserError(f"Thiếu gói libzim. Cài bằng: {sys.executable} -m pip install libzim==3.13.1") from None
    console.say(f"Đã ghi {folders.shown(target)} ({size / 1e6:.1f} MB).")
    return 0
