"""``verify``: hold the content against the source texts."""

from __future__ import annotations

import argparse
from pathlib import Path

from microsite import reading
from microsite.commands import shared
from microsite.findings import Console, Severity, UserError, in_order

_SOURCES_FORMAT = """\
Đối chiếu nội dung với bản văn nguồn: con số, ngày tháng, số hiệu văn bản, vị trí được dẫn, và chỗ chép nguyên văn.

Thư mục bản văn nguồn (không nằm trong kho mã) gồm:
  <mã>.md    mỗi tài liệu một tệp Markdown, mã như trong content/sources.yml, ví dụ luat-mau.md
             - mỗi tiêu đề “## …” là một vị trí để dẫn (## II.1, ## câu 17); phần trước tiêu đề đầu tiên là “mở đầu”;
               vị trí B.III gồm cả B.III.1, B.III.2…
             - tệp không có tiêu đề “## ” nào thì cả tệp là một vị trí, “toàn văn”
             - dòng bắt đầu bằng “- ” là một gạch đầu dòng, đếm từ 1 trong mỗi vị trí (bullet)
  names.txt  tên chính thức được phép giữ nguyên từng chữ, mỗi dòng một tên (không bắt buộc)
Tệp .md khác (trừ README.md) chỉ dùng để nhận ra chỗ chép nguyên văn.
"""


def add(commands: shared.Commands) -> None:
    """Add the command."""
    about = "đối chiếu nội dung với bản văn nguồn trên máy này"
    parser = shared.add(commands, "verify", run, about, _SOURCES_FORMAT)
    parser.add_argument("--sources", type=Path, required=True, metavar="THƯ_MỤC", help="thư mục bản văn nguồn")
    shared.findings_option(parser)


def run(args: argparse.Namespace, console: Console) -> int:
    """Print every place that the sources do not bear out."""
    from microsite.checking import verify

    site = shared.folders_of(args).site
    result = reading.read(site)
    found = list(result.findings)
    if result.library is not None:
        try:
            found += verify.verify(result.library, site, args.sources)
        except verify.SourcesError as error:
            raise UserError(str(error)) from None
    found = in_order(found)
    console.findings(found, args.format)
    errors = sum(f.severity is Severity.ERROR for f in found)
    if args.format != "json":
        console.say(f"Đối chiếu với bản văn nguồn: {errors} lỗi, {len(found) - errors} lưu ý.")
    return 1 if errors else 0
