"""``build``: check, then make the whole site. What runs when no command is named."""

from __future__ import annotations

import argparse
import os

from microsite.checking.checked import checked
from microsite.commands import shared
from microsite.findings import Console

_COMPRESS = (
    "ghi thêm bản nén .gz cạnh mỗi tệp văn bản; thêm cả .br nếu đã cài gói brotli "
    "(không bắt buộc, không có trong tệp khóa)"
)


def options(parser: argparse.ArgumentParser, *, default: bool) -> None:
    """Add what the command takes; with ``default``, values for where an option is left out too."""
    about = "địa chỉ công khai của trang, thay cho address trong content/site.yml"
    shared.address_option(parser, about, None if default else argparse.SUPPRESS)
    none = False if default else argparse.SUPPRESS
    parser.add_argument("--compress", action="store_true", default=none, help=_COMPRESS)


def add(commands: shared.Commands) -> None:
    """Add the command."""
    about = "kiểm tra rồi xây toàn bộ trang vào build/site (lệnh mặc định)"
    options(shared.add(commands, "build", run, about), default=False)


def run(args: argparse.Namespace, console: Console) -> int:
    """Build the site unless its content has errors."""
    from microsite.publishing import build as site

    folders, address = shared.folders_of(args), shared.public_address(args)
    library = checked(folders, console, "github" if os.environ.get("GITHUB_ACTIONS") else "text")
    if library is None:
        console.say("Không xây trang vì nội dung còn lỗi; bản đã xây trước đó giữ nguyên.")
        return 1
    return site.build(folders, library, console.step, console.say, address=address, compress=args.compress)
