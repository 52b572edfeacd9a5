"""``bench``: measured figures beside their budgets."""

from __future__ import annotations

import argparse

from microsite.commands import shared
from microsite.findings import Console, UserError


def add(commands: shared.Commands) -> None:
    """Add the command."""
    about = "đo tốc độ, dung lượng và chất lượng tìm kiếm, đặt cạnh giới hạn đã định (bảng tiếng Anh)"
    parser = shared.add(commands, "bench", run, about)
    parts = "chỉ đo những phần này, cách nhau bằng dấu phẩy: build,serve,pdf,page,search,lighthouse,offline,large"
    parser.add_argument("--only", metavar="PHẦN", help=parts)
    parser.add_argument("--large", action="store_true", help="đo cả với 7.500 câu giả (mất vài phút)")
    runs = "mỗi việc ngắn đo mấy lần để lấy trung vị, mặc định 3"
    parser.add_argument("--runs", type=shared.number, default=3, metavar="SỐ", help=runs)


def run(args: argparse.Namespace, console: Console) -> int:
    """Measure and print the table."""
    from microsite.bench import budgets, run

    folders = shared.folders_of(args)
    parts = args.only.split(",") if args.only else [p for p in budgets.PARTS if p != "large" or args.large]
    if unknown := sorted(set(parts) - set(budgets.PARTS)):
        raise UserError(f"bench không có phần “{unknown[0]}”; các phần: {', '.join(budgets.PARTS)}.")
    console.say(run.bench(folders, parts, max(1, args.runs), console.step))
    return 0
