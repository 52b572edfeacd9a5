"""``serve``: the site on this machine, built again whenever an input changes."""

from __future__ import annotations

import argparse

from microsite.commands import shared
from microsite.findings import Console


def add(commands: shared.Commands) -> None:
    """Add the command."""
    parser = shared.add(commands, "serve", run, "xây và mở trang trên máy này, tự xây lại khi có tệp thay đổi")
    parser.add_argument("--port", type=shared.number, default=8000, metavar="SỐ", help="cổng, mặc định 8000")


def run(args: argparse.Namespace, console: Console) -> int:
    """Serve until interrupted."""
    from microsite.publishing import serve

    return serve.run(shared.folders_of(args), args.port, console)
