"""``check``: read and check the content, nothing else."""

from __future__ import annotations

import argparse
import unicodedata
from collections.abc import Callable
from pathlib import Path

from microsite.checking.checked import checked
from microsite.commands import shared
from microsite.findings import Console
from microsite.reading import entries
from microsite.reading.characters import MAX_BYTES


def add(commands: shared.Commands) -> None:
    """Add the command."""
    parser = shared.add(commands, "check", run, "chỉ kiểm tra nội dung")
    parser.add_argument(
        "--fix", action="store_true", help="đưa chữ có dấu về Unicode dựng sẵn (NFC), không đổi gì khác"
    )
    shared.findings_option(parser)


def run(args: argparse.Namespace, console: Console) -> int:
    """Check, after repairing what ``--fix`` repairs."""
    folders = shared.folders_of(args)
    tell = console.step if args.format == "json" else console.say
    if args.fix and fix(folders.site, tell) == 0:
        tell("Không có tệp nào cần sửa bảng mã.")
    library = checked(folders, console, args.format)
    if library is None:
        return 1
    if args.format != "json":
        counts = [f"{len(library.items)} câu"]
        counts += [f"{len(library.targets)} chỉ tiêu"] if library.targets else []
        counts += [f"{len(library.task_groups)} nhóm nhiệm vụ"] if library.task_groups else []
        console.say(f"Nội dung hợp lệ: {', '.join(counts)}.")
    return 0


def fix(site: Path, tell: Callable[[str], None]) -> int:
    """Rewrite files that are not NFC as NFC, changing nothing else, and tell of each. Return how many there were."""
    changed = 0
    for name in sorted(entries.survey(site, [])):
        if name.startswith("theme/") or not name.endswith((".yml", ".md")):
            continue
        path = site / name
        raw = entries.read_at_most(path, MAX_BYTES)
        try:
            composed = unicodedata.normalize("NFC", raw.decode("utf-8")).encode("utf-8")
        except UnicodeDecodeError:
            continue
        if composed != raw and len(raw) <= MAX_BYTES:
            path.write_bytes(composed)
            changed += 1
            tell(f"Đã sửa {name} về Unicode dựng sẵn.")
    return changed
