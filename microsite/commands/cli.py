"""The commands. What they print for people is Vietnamese; a user's error is one clear line, never a traceback."""

from __future__ import annotations

import argparse
import gc
import os
import re
import subprocess
import sys
import unicodedata
from collections.abc import Sequence
from pathlib import Path
from typing import NoReturn

from microsite import ROOT, reading
from microsite import findings as fnd
from microsite import model as m
from microsite.checking.checked import checked
from microsite.findings import Console, UserError
from microsite.reading import entries
from microsite.reading.characters import MAX_BYTES


def fix(root: Path, console: Console) -> int:
    """Rewrite files that are not NFC as NFC, changing nothing else. Return how many were rewritten."""
    changed = 0
    for name in sorted(entries.survey(root, [])):
        if name.startswith("theme/") or not name.endswith((".yml", ".md")):
            continue
        path = root / name
        raw = entries.read_at_most(path, MAX_BYTES)
        try:
            composed = unicodedata.normalize("NFC", raw.decode("utf-8")).encode("utf-8")
        except UnicodeDecodeError:
            continue
        if composed != raw and len(raw) <= MAX_BYTES:
            path.write_bytes(composed)
            changed += 1
            console.say(f"Đã sửa {name} về Unicode dựng sẵn.")
    return changed


def _check(args: argparse.Namespace, console: Console) -> int:
    if args.fix and fix(args.root, console) == 0:
        console.say("Không có tệp nào cần sửa bảng mã.")
    library = checked(args.root, console, args.format)
    if library is None:
        return 1
    if args.format != "json":
        console.say(
            f"Nội dung hợp lệ: {len(library.items)} câu, {len(library.targets)} chỉ tiêu, {len(library.task_groups)} nhóm nhiệm vụ."
        )
    return 0


def _public(address: str | None) -> str | None:
    """Return the value of ``--address``, if it is where a site can be."""
    if address is None:
        return None
    if re.fullmatch(m.SITE_ADDRESS, address) is None:
        raise UserError(
            f"--address phải là địa chỉ đầy đủ của trang, ví dụ https://vi-du.vn/nq57/; ở đây là “{address}”."
        )
    return address


def _build(args: argparse.Namespace, console: Console) -> int:
    from microsite.publishing import build as site

    address = _public(args.address)
    library = checked(args.root, console, "github" if os.environ.get("GITHUB_ACTIONS") else "text")
    if library is None:
        console.say("Không xây trang vì nội dung còn lỗi; bản đã xây trước đó giữ nguyên.")
        return 1
    return site.build(args.root, library, console.step, console.say, address=address, compress=args.compress)


def _serve(args: argparse.Namespace, console: Console) -> int:
    from microsite.publishing import serve

    return serve.run(args.root, args.port, console)


_SOURCES_FORMAT = """\
Đối chiếu nội dung với bản văn nguồn: con số, ngày tháng, số hiệu văn bản, vị trí được dẫn, và chỗ chép nguyên văn.

Thư mục bản văn nguồn (không nằm trong kho mã) gồm:
  <mã>.md    mỗi tài liệu một tệp Markdown, mã như trong content/sources.yml, ví dụ nq57.md
             - mỗi tiêu đề “## …” là một vị trí để dẫn (## II.1, ## câu 17); phần trước tiêu đề đầu tiên là “mở đầu”;
               vị trí B.III gồm cả B.III.1, B.III.2…
             - tệp không có tiêu đề “## ” nào thì cả tệp là một vị trí, “toàn văn”
             - dòng bắt đầu bằng “- ” là một gạch đầu dòng, đếm từ 1 trong mỗi vị trí (bullet)
  names.txt  tên chính thức được phép giữ nguyên từng chữ, mỗi dòng một tên (không bắt buộc)
Tệp .md khác (trừ README.md) chỉ dùng để nhận ra chỗ chép nguyên văn.
"""


def _verify(args: argparse.Namespace, console: Console) -> int:
    from microsite.checking import verify

    result = reading.read(args.root)
    found = list(result.findings)
    if result.library is not None:
        try:
            found += verify.verify(result.library, args.root, args.sources)
        except verify.SourcesError as error:
            raise UserError(str(error)) from None
    found = fnd.in_order(found)
    console.findings(found, args.format)
    errors = sum(f.severity is fnd.Severity.ERROR for f in found)
    if args.format != "json":
        console.say(f"Đối chiếu với bản văn nguồn: {errors} lỗi, {len(found) - errors} lưu ý.")
    return 1 if errors else 0


def _zim(args: argparse.Namespace, console: Console) -> int:
    from microsite.publishing import zim

    library = checked(args.root, console)
    if library is None:
        return 1
    built = args.root / "build" / "site"
    if not (built / "index.html").is_file():
        raise UserError("Chưa có build/site; hãy chạy python3 build.py trước.")
    target = args.root / "build" / "hoi-dap-nghi-quyet-57.zim"
    try:
        size = zim.write(built, target, library.site, max(i.reviewed for i in library.items))
    except ImportError:
        raise UserError(f"Thiếu gói libzim. Cài bằng: {sys.executable} -m pip install libzim==3.13.1") from None
    console.say(f"Đã ghi {target.relative_to(args.root).as_posix()} ({size / 1e6:.1f} MB).")
    return 0


def _handout(args: argparse.Namespace, console: Console) -> int:
    from microsite.outputs.handouts import HandoutError, order

    address = _public(args.address)
    library = checked(args.root, console)
    if library is None:
        return 1
    wanted = order.Order(**{name: getattr(args, name) for name in order.Order.__dataclass_fields__})
    try:
        files = order.carry_out(wanted, library, args.root, args.out, address or library.site.address, console.step)
    except HandoutError as error:
        raise UserError(str(error)) from None
    for file in files:
        console.say(
            f"{args.out / file.name}: {file.pages} trang {file.paper.upper()}, {file.bytes / 1000:.0f} KB – {file.title}"
        )
    for name, printing in dict.fromkeys((file.format_name, file.printing) for file in files):
        console.say(f"Cách in {name.lower()}: {printing}")
    return 0


def _bench(args: argparse.Namespace, console: Console) -> int:
    from microsite.bench import budgets, run

    parts = args.only.split(",") if args.only else [p for p in budgets.PARTS if p != "large" or args.large]
    if unknown := sorted(set(parts) - set(budgets.PARTS)):
        raise UserError(f"bench không có phần “{unknown[0]}”; các phần: {', '.join(budgets.PARTS)}.")
    console.say(run.bench(parts, max(1, args.runs), console.step))
    return 0


def _screenshots(args: argparse.Namespace, console: Console) -> int:
    from microsite.bench import project, screenshots

    built = args.root / "build" / "site"
    if not (built / "index.html").is_file():
        raise UserError("Chưa có build/site; hãy chạy python3 build.py trước.")
    out = args.root / args.out
    try:
        count = screenshots.take(built, out, console.step)
    except project.UnavailableError as error:
        raise UserError(f"Không chụp được các trang: {error}.") from None
    console.say(f"Đã chụp {count} ảnh; mở {out / 'index.html'} để xem.")
    return 0


def _test(args: argparse.Namespace, console: Console) -> int:
    return subprocess.run([sys.executable, "-m", "pytest", *args.rest], cwd=args.root, check=False).returncode


_ARGPARSE_WORDS = (
    (r"argument (\S+): expected one argument", r"\1 cần một giá trị đi kèm"),
    (r"argument (\S+): invalid choice: (.+?) \(choose from (.+)\)", r"\1 không nhận giá trị \2; chọn một trong: \3"),
    (r"argument (\S+): invalid \w+ value: (.+)", r"\1 phải là một số, ở đây là \2"),
    (r"argument (\S+): not allowed with argument (\S+)", r"\1 không dùng cùng \2"),
    (r"the following arguments are required: (.+)", r"thiếu \1"),
    (r"unrecognized arguments: (.+)", r"không có tùy chọn nào là \1"),
)


class _Parser(argparse.ArgumentParser):
    """An argument parser that speaks Vietnamese."""

    def format_help(self) -> str:
        text = super().format_help()
        for english, vietnamese in (
            ("usage:", "cách dùng:"),
            ("positional arguments:", "các lệnh:"),
            ("options:", "tùy chọn:"),
            ("show this help message and exit", "in hướng dẫn này"),
        ):
            text = text.replace(english, vietnamese)
        return text

    def format_usage(self) -> str:
        return super().format_usage().replace("usage:", "cách dùng:")

    def error(self, message: str) -> NoReturn:
        for pattern, words in _ARGPARSE_WORDS:
            message = re.sub(pattern, words, message)
        self.exit(2, f"lỗi: {message}. Xem {self.prog} --help.\n")


def parser() -> argparse.ArgumentParser:
    """Return the command line's parser."""
    main_parser = _Parser(
        prog="build.py", description="Xây trang hỏi – đáp từ các tệp trong qa/ và content/.", add_help=False
    )
    main_parser.add_argument("-h", "--help", action="help", help="in hướng dẫn này")
    main_parser.add_argument("--root", type=Path, default=ROOT, help=argparse.SUPPRESS)
    main_parser.add_argument(
        "--address", metavar="ĐỊA_CHỈ", help="địa chỉ công khai của trang, thay cho address trong content/site.yml"
    )
    compress_help = "ghi thêm bản nén .gz cạnh mỗi tệp văn bản; thêm cả .br nếu đã cài gói brotli (không bắt buộc, không có trong tệp khóa)"
    main_parser.add_argument("--compress", action="store_true", help=compress_help)
    commands = main_parser.add_subparsers(dest="command", metavar="lệnh")
    main_parser.set_defaults(run=_build)

    build = commands.add_parser("build", help="kiểm tra rồi xây toàn bộ trang vào build/site (lệnh mặc định)")
    build.add_argument("--address", metavar="ĐỊA_CHỈ", default=argparse.SUPPRESS, help="địa chỉ công khai của trang")
    build.add_argument("--compress", action="store_true", default=argparse.SUPPRESS, help=compress_help)
    build.set_defaults(run=_build)

    check = commands.add_parser("check", help="chỉ kiểm tra nội dung")
    check.add_argument("--fix", action="store_true", help="đưa chữ có dấu về Unicode dựng sẵn (NFC), không đổi gì khác")
    check.add_argument("--format", choices=["text", "github", "json"], default="text", help="cách in kết quả")
    check.set_defaults(run=_check)

    verify = commands.add_parser(
        "verify",
        help="đối chiếu nội dung với bản văn nguồn trên máy này",
        description=_SOURCES_FORMAT,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        add_help=False,
    )
    verify.add_argument("-h", "--help", action="help", help="in hướng dẫn này")
    verify.add_argument("--sources", type=Path, required=True, metavar="THƯ_MỤC", help="thư mục bản văn nguồn")
    verify.add_argument("--format", choices=["text", "github", "json"], default="text", help="cách in kết quả")
    verify.set_defaults(run=_verify)

    serve = commands.add_parser("serve", help="xây và mở trang trên máy này, tự xây lại khi có tệp thay đổi")
    serve.add_argument("--port", type=int, default=8000, help="cổng, mặc định 8000")
    serve.set_defaults(run=_serve)

    zim = commands.add_parser("zim", help="gói trang đã xây thành một tệp ZIM cho Kiwix (cần gói libzim)")
    zim.set_defaults(run=_zim)

    handout = commands.add_parser(
        "handout", help="dựng tờ in PDF cho những câu được chọn, mang tên đơn vị của bạn", add_help=False
    )
    handout.add_argument("-h", "--help", action="help", help="in hướng dẫn này")
    handout.add_argument("--items", metavar="SỐ", help="số câu, ví dụ 1,5,13-20")
    handout.add_argument("--part", metavar="MÃ", help="mã hoặc số của phần, ví dụ boi-canh hoặc 1")
    handout.add_argument(
        "--audience", metavar="MÃ", help="mã đối tượng, ví dụ can-bo; nhiều mã cách nhau bằng dấu phẩy"
    )
    handout.add_argument("--topic", metavar="MÃ", help="mã chủ đề, ví dụ du-lieu")
    handout.add_argument("--task-group", metavar="MÃ", help="mã hoặc số của nhóm nhiệm vụ, ví dụ the-che hoặc 2")
    handout.add_argument(
        "--format",
        metavar="MẪU",
        help="mã mẫu trong content/handouts.yml (to-roi, so-tay, toan-tap, in-gap, to-gap-ba, ap-phich, phieu-hoi)",
    )
    handout.add_argument("--paper", metavar="KHỔ", help="khổ giấy: a3, a4 hoặc a5, tùy mẫu")
    handout.add_argument("--large-print", action="store_true", help="chữ lớn 18 pt, khổ A4")
    handout.add_argument(
        "--unit", type=Path, metavar="TỆP", help="hồ sơ đơn vị (YAML): name, parent, address, contact, logo"
    )
    handout.add_argument(
        "--out",
        type=Path,
        default=Path("build/to-in"),
        metavar="THƯ_MỤC",
        help="nơi ghi các tệp PDF, mặc định build/to-in",
    )
    handout.add_argument(
        "--address", metavar="ĐỊA_CHỈ", default=argparse.SUPPRESS, help="địa chỉ công khai của trang, để in mã QR"
    )
    handout.set_defaults(run=_handout)

    bench = commands.add_parser(
        "bench",
        help="đo tốc độ, dung lượng và chất lượng tìm kiếm, đặt cạnh giới hạn đã định (bảng tiếng Anh)",
        add_help=False,
    )
    bench.add_argument("-h", "--help", action="help", help="in hướng dẫn này")
    bench.add_argument(
        "--only",
        metavar="PHẦN",
        help="chỉ đo những phần này, cách nhau bằng dấu phẩy: build,serve,pdf,page,search,lighthouse,large",
    )
    bench.add_argument("--large", action="store_true", help="đo cả với 7.500 câu giả (mất vài phút)")
    bench.add_argument(
        "--runs", type=int, default=3, metavar="SỐ", help="mỗi việc ngắn đo mấy lần để lấy trung vị, mặc định 3"
    )
    bench.set_defaults(run=_bench)

    screenshots = commands.add_parser(
        "screenshots", help="chụp mỗi loại trang đã xây: điện thoại và máy tính, sáng và tối", add_help=False
    )
    screenshots.add_argument("-h", "--help", action="help", help="in hướng dẫn này")
    screenshots.add_argument(
        "--out",
        type=Path,
        default=Path("build/screenshots"),
        metavar="THƯ_MỤC",
        help="nơi ghi ảnh, mặc định build/screenshots",
    )
    screenshots.set_defaults(run=_screenshots)

    test = commands.add_parser("test", help="chạy bộ kiểm thử", add_help=False)
    test.add_argument("rest", nargs=argparse.REMAINDER)
    test.set_defaults(run=_test)
    return main_parser


def main(argv: Sequence[str]) -> int:
    """Run the command line ``argv``; return the exit status: 0 done, 1 the content has errors, 2 the command is wrong."""
    own, rest = list(argv), []
    command = next((i for i, word in enumerate(own) if not word.startswith("-")), None)
    if command is not None and own[command] == "test":  # what follows is pytest's, options too
        own, rest = own[: command + 1], own[command + 1 :]
    args = parser().parse_args(own)
    args.root = args.root.resolve()
    args.rest = rest or getattr(args, "rest", [])
    gc.set_threshold(
        50_000
    )  # what is read stays to the end: looking for garbage more often costs a tenth of the time and finds none
    try:
        return int(args.run(args, Console()))
    except UserError as error:
        print(f"lỗi: {error}", file=sys.stderr)
        return 1
    except PermissionError as error:
        print(
            f"lỗi: không được phép đọc hoặc ghi {error.filename}. Kiểm tra quyền của tệp, hoặc đóng chương trình đang mở nó.",
            file=sys.stderr,
        )
        return 1
    except KeyboardInterrupt:
        return 130
