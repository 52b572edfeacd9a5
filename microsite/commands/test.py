"""``test``: the generator's own tests. What follows the command is pytest's, options too."""

from __future__ import annotations

import argparse
import subprocess
import sys

from microsite import ROOT
from microsite.commands import shared
from microsite.findings import Console

_NOTHING = "\0"
"""What no word on a command line begins with."""


def add(commands: shared.Commands) -> None:
    """Add the command; to it, nothing is an option."""
    about = "chạy bộ kiểm thử của bộ xây trang"
    parser = commands.add_parser("test", help=about, add_help=False, prefix_chars=_NOTHING)
    parser.add_argument("rest", nargs="*")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace, console: Console) -> int:
    """Run pytest."""
    return subprocess.run([sys.executable, "-m", "pytest", *args.rest], cwd=ROOT, check=False).returncode
