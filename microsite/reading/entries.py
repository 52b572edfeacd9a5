"""What stands in the folders of a site, asked before anything is opened: files and folders whose names go everywhere.

A link may lead out of the project, a device may never end, a pipe may never begin; a name that another system reserves
cannot be checked out there. Each is a finding, and none is opened.
"""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Iterator
from pathlib import Path

from microsite.findings import Finding, Place, SourceFile

FOLDERS = ("qa", "content", "theme")
"""The folders that hold a site; the names in the last are the generator's business."""

MAX_NAME = 100
"""Characters of a file's name: some systems take 260 for the whole path."""

RESERVED = re.compile(r"(?:con|prn|aux|nul|conin\$|conout\$|(?:com|lpt)[0-9¹²³])(?:\..*)?", re.I | re.S)
"""Names that Windows gives to devices, whatever the ending."""

_STRANGE = re.compile(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff:*?\"<>|\\]|[. ]$")
"""What Windows takes in no name: these characters, and a dot or a blank at the end."""

_KINDS = (
    (stat.S_ISFIFO, "Đây là một đường ống (FIFO), không phải tệp."),
    (stat.S_ISSOCK, "Đây là một ổ cắm (socket), không phải tệp."),
    (stat.S_ISCHR, "Đây là một thiết bị, không phải tệp."),
    (stat.S_ISBLK, "Đây là một thiết bị, không phải tệp."),
)

LINK = "Đây là một liên kết (symbolic link), không phải tệp hay thư mục thật."
LINK_HELP = "Xóa liên kết; nếu cần nội dung ấy thì chép hẳn tệp vào đây."
SPECIAL_HELP = "Xóa đi; các thư mục của trang chỉ chứa tệp thường và thư mục."


class SpecialError(OSError):
    """A file that is not to be opened: a link or a special file. Its ``reason`` says in Vietnamese which."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def survey(root: Path, findings: list[Finding]) -> frozenset[str]:
    """Look at everything below the folders of the site at ``root``, following no link; return its regular files.

    Names are relative to ``root``, with forward slashes. What is no regular file or folder, and every name that cannot
    go everywhere, is added to ``findings``; a file with such a name is not among those returned. Raises
    :class:`OSError` when a folder cannot be listed.
    """
    sound: set[str] = set()
    for base in FOLDERS:
        findings += _below(root, base, sound)
    return frozenset(sound)


def _below(root: Path, base: str, sound: set[str]) -> Iterator[Finding]:
    waiting = [base]
    while waiting:
        name = waiting.pop()
        try:
            mode = os.lstat(root / name).st_mode
        except FileNotFoundError:  # no such folder, or a file that went away meanwhile
            continue
        if _passed_over(name, mode):
            continue
        found = list(_wrong(name, mode)) if base != "theme" or not stat.S_ISREG(mode) else []
        yield from found
        if stat.S_ISDIR(mode):
            waiting += sorted((f"{name}/{child.name}" for child in (root / name).iterdir()), reverse=True)
        elif not found:
            sound.add(name)


def _passed_over(name: str, mode: int) -> bool:
    """Say whether ``name`` is the mark that Emacs leaves beside a file while it is changed: a link to nowhere."""
    return stat.S_ISLNK(mode) and name.rpartition("/")[2].startswith(".#")


def _wrong(name: str, mode: int) -> Iterator[Finding]:
    """Yield what is wrong with one entry: its kind, else its name."""
    last = name.rpartition("/")[2]
    place = Place(SourceFile.of(shown(name), ""), 1, 1)
    kind = kind_of(mode)
    if kind is not None:
        yield Finding("tep-la", place, kind, LINK_HELP if stat.S_ISLNK(mode) else SPECIAL_HELP)
    elif stat.S_ISDIR(mode) and last.endswith((".yml", ".md")):
        yield Finding("tep-la", place, "Đây là một thư mục, không phải tệp.", "Xóa thư mục, hoặc bỏ đuôi ở tên nó.")
    if RESERVED.fullmatch(last):
        yield Finding(
            "ten-tep",
            place,
            f"Tên “{shown(last)}” là tên Windows giữ riêng.",
            "Đổi sang tên khác, nếu không thì trên Windows không mở được.",
        )
    elif _STRANGE.search(last):
        message = f"Tên “{shown(last)}” có ký tự không dùng được trong tên tệp trên mọi máy."
        yield Finding(
            "ten-tep",
            place,
            message,
            'Đổi tên: bỏ ký tự điều khiển, các dấu : * ? " < > | \\, và dấu chấm hay dấu cách ở cuối.',
        )
    elif len(last) > MAX_NAME:
        yield Finding("ten-tep", place, f"Tên tệp dài {len(last)} ký tự, quá {MAX_NAME}.", "Đặt tên ngắn lại.")


def id_problem(key: str) -> str | None:
    """Return in Vietnamese why a page of its own cannot be named after the id ``key``, or ``None``."""
    if key in {"index", "404"}:
        return f"Mã “{key}” là tên một trang có sẵn, nên trang này sẽ đè lên trang ấy."
    if RESERVED.fullmatch(key):
        return f"Mã “{key}” là tên Windows giữ riêng, nên trang này không lưu được trên Windows."
    return None


def kind_of(mode: int) -> str | None:
    """Return in Vietnamese what a file of ``mode`` is, when it is neither a regular file nor a folder."""
    if stat.S_ISREG(mode) or stat.S_ISDIR(mode):
        return None
    if stat.S_ISLNK(mode):
        return LINK
    return next((words for test, words in _KINDS if test(mode)), "Đây là một tệp đặc biệt.")


def shown(name: str) -> str:
    """Return ``name`` cut to 120 characters, with ``?`` for what a terminal obeys or cannot write."""
    shown = "".join(c if c.isprintable() else "?" for c in name)
    return shown if len(shown) <= 120 else shown[:119] + "…"


def read_at_most(path: Path, limit: int) -> bytes:
    """Return the first ``limit`` + 1 bytes of the regular file at ``path``: one too many tells that it is too long.

    Raises :class:`SpecialError` for anything but a regular file, without opening it, and :class:`OSError` when it
    cannot be read.
    """
    mode = os.lstat(path).st_mode
    kind = kind_of(mode) or ("Đây là một thư mục, không phải tệp." if stat.S_ISDIR(mode) else None)
    if kind is not None:
        raise SpecialError(kind)
    # What was a file a moment ago may be another thing now: neither follow it nor wait for it.
    flags = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
    with os.fdopen(os.open(path, flags), "rb") as file:
        if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
            raise SpecialError("Đây là một tệp đặc biệt.")
        return file.read(limit + 1)
