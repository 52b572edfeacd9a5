"""The command line. What it prints for people is Vietnamese; a user's error is one clear line, never a traceback."""

from __future__ import annotations

import gc
import sys
from collections.abc import Sequence

from microsite.commands import (
    bench,
    build,
    check,
    handout,
    new_site,
    screenshots,
    serve,
    shared,
    test,
    verify,
    words,
    zim,
)
from microsite.findings import Console, UserError

COMMANDS = (build, check, serve, verify, handout, new_site, zim, bench, screenshots, test)
"""In the order in which ``--help`` lists them."""

LONGEST_NAME = 200
"""Of the name of a file that cannot be used, so many characters are told."""


def parser() -> shared.Parser:
    """Return the parser of the whole command line."""
    about = "Xây trang hỏi – đáp từ các tệp trong qa/ và content/ của trang."
    whole = shared.Parser(prog="build.py", description=about, allow_abbrev=False)
    shared.site_option(whole)
    build.options(whole, default=True)
    whole.set_defaults(run=build.run)
    commands = whole.add_subparsers(dest="command", metavar="lệnh", parser_class=shared.Parser)
    for command in COMMANDS:
        command.add(commands)
    return whole


def main(argv: Sequence[str]) -> int:
    """Run the command line; return the exit status: 0 done, 1 the content has errors, 2 the command is wrong."""
    with words.spoken():
        args = parser().parse_args(argv)
    # What is read stays to the end: looking for garbage more often costs a tenth of the time and finds none.
    gc.set_threshold(50_000)
    try:
        return int(args.run(args, Console()))
    except UserError as error:
        print(f"lỗi: {error}", file=sys.stderr)
        return 1
    except PermissionError as error:
        told = "Kiểm tra quyền của tệp, hoặc đóng chương trình đang mở nó."
        print(f"lỗi: không được phép đọc hoặc ghi {error.filename}. {told}", file=sys.stderr)
        return 1
    except OSError as error:  # the disk is full, a file is where a folder belongs, a name is too long…
        name, why = str(error.filename or ""), error.strerror or type(error).__name__
        what = f" {name if len(name) <= LONGEST_NAME else name[:LONGEST_NAME] + '…'}" if name else ""
        print(f"lỗi: không đọc hoặc ghi được{what}; hệ thống báo: {why}.", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130
