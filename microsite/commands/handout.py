"""``handout``: sheets for a chosen set of items, under the name of a unit of one's own."""

from __future__ import annotations

import argparse
from pathlib import Path

from microsite.checking.checked import checked
from microsite.commands import shared
from microsite.findings import Console, UserError

_CHOSEN = (
    ("--items", "SỐ", "số câu, ví dụ 1,5,13-20"),
    ("--part", "MÃ", "mã hoặc số của phần, ví dụ 1"),
    ("--audience", "MÃ", "mã đối tượng trong content/audiences.yml; nhiều mã cách nhau bằng dấu phẩy"),
    ("--topic", "MÃ", "mã chủ đề trong content/topics.yml"),
    ("--task-group", "MÃ", "mã hoặc số của nhóm nhiệm vụ, ví dụ 2"),
    ("--format", "MẪU", "mã mẫu trong content/handouts.yml của trang"),
    ("--paper", "KHỔ", "khổ giấy: a3, a4 hoặc a5, tùy mẫu"),
)


def add(commands: shared.Commands) -> None:
    """Add the command."""
    about = "dựng tờ in PDF cho những câu được chọn, mang tên đơn vị của bạn"
    parser = shared.add(commands, "handout", run, about)
    for option, value, words in _CHOSEN:
        parser.add_argument(option, metavar=value, help=words)
    parser.add_argument("--large-print", action="store_true", help="chữ lớn 18 pt, khổ A4")
    unit = "hồ sơ đơn vị (YAML): name, parent, address, contact, logo"
    parser.add_argument("--unit", type=Path, metavar="TỆP", help=unit)
    out = "nơi ghi các tệp PDF, mặc định build/to-in của trang"
    parser.add_argument("--out", type=Path, metavar="THƯ_MỤC", help=out)
    shared.address_option(parser, "địa chỉ công khai của trang, để in mã QR", argparse.SUPPRESS)


def run(args: argparse.Namespace, console: Console) -> int:
    """Make what is asked for, and say how it is printed."""
    from microsite.outputs.handouts import HandoutError, order
    from microsite.publishing import theme

    folders, address = shared.folders_of(args), shared.public_address(args)
    library = checked(folders, console)
    if library is None:
        return 1
    out = args.out or folders.build / "to-in"
    wanted = order.Order(**{name: getattr(args, name) for name in order.Order.__dataclass_fields__})
    try:
        files = order.carry_out(
            wanted, library, theme.laid(folders), out, address or library.site.address, console.step
        )
    except HandoutError as error:
        raise UserError(str(error)) from None
    for file in files:
        size = f"{file.pages} trang {file.paper.upper()}, {file.bytes / 1000:.0f} KB"
        console.say(f"{args.out / file.name if args.out else folders.shown(out / file.name)}: {size} – {file.title}")
    for name, printing in dict.fromkeys((file.format_name, file.printing) for file in files):
        console.say(f"Cách in {name.lower()}: {printing}")
    return 0
