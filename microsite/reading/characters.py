"""Bytes of a file → its text: UTF-8, NFC, plain line ends, nothing hidden."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path

from microsite.findings import Finding, Place, PlacedFile, SourceFile
from microsite.reading import entries
from microsite.vietnamese.characters import HIDDEN, MOST_MARKS, PRIVATE_USE, heaped

MAX_BYTES = 400_000


MOST_LINES = 10


"""Of lines that are all wrong in the same way, so many are told: as many as GitHub shows."""


def read_text(path: Path, name: str) -> str | PlacedFile:
    """Return the text of the file at ``path``, or an unreadable file with the finding that says why."""
    try:
        raw = entries.read_at_most(path, MAX_BYTES)
    except entries.SpecialError as error:
        file = SourceFile.of(name, "")
        finding = Finding("tep-la", Place(file, 1, 1), error.reason, "Thay bằng một tệp thường.")
        return PlacedFile(file, findings=[finding])
    if len(raw) > MAX_BYTES:
        file = SourceFile.of(name, "")
        return PlacedFile(
            file,
            findings=[
                Finding(
                    "tep-qua-lon",
                    Place(file, 1, 1),
                    f"Tệp lớn hơn {MAX_BYTES // 1000} KB.",
                    "Chia nội dung thành nhiều tệp nhỏ hơn.",
                )
            ],
        )
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        head = error.object[: error.start]  # what the decoder saw: without a byte order mark
        file = SourceFile.of(name, raw.decode("utf-8-sig", errors="replace"))
        place = Place(file, head.count(b"\n") + 1, len(head.rsplit(b"\n", 1)[-1].decode("utf-8", errors="replace")) + 1)
        return PlacedFile(
            file,
            findings=[
                Finding(
                    "khong-phai-utf8",
                    place,
                    "Tệp không được lưu bằng bảng mã UTF-8.",
                    "Mở tệp bằng trình soạn thảo, chọn Lưu với bảng mã (Encoding) UTF-8 rồi lưu lại.",
                )
            ],
        )


def cleaned(text: str, name: str) -> tuple[SourceFile, list[Finding]]:
    """Return ``text`` as a file in NFC with plain line ends, and findings for characters that should not be there."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    findings: list[Finding] = []
    if not unicodedata.is_normalized("NFC", text):
        findings.append(_decomposed(SourceFile.of(name, text)))
        text = unicodedata.normalize("NFC", text)
    file = SourceFile.of(name, text)
    hidden = [found for found in HIDDEN.finditer(text) if unicodedata.category(found.group()) != "Co"]
    if hidden:
        findings.append(_hidden(file, hidden[0], len(hidden)))
    findings += [*_private(file, text), *_heaped(file, text)]
    return file, findings


def _decomposed(file: SourceFile) -> Finding:
    """Return the finding for a file that is not in NFC, at its first character that is not."""
    wrong = [(n, line) for n, line in enumerate(file.lines, 1) if not unicodedata.is_normalized("NFC", line)]
    number, line = wrong[0]
    composed = unicodedata.normalize("NFC", line)
    column = next((i for i, (a, b) in enumerate(zip(line, composed, strict=False)) if a != b), len(composed))
    listed = ", ".join(str(n) for n, _ in wrong[:MOST_LINES]) + ("…" if len(wrong) > MOST_LINES else ".")
    more = f" Trong tệp có {len(wrong)} dòng như vậy: {listed}" if len(wrong) > 1 else ""
    return Finding(
        "khong-phai-nfc",
        Place(file, number, column + 1),
        f"Chữ có dấu được gõ ở dạng tổ hợp (dấu tách rời chữ), không phải dựng sẵn (NFC).{more}",
        "Đặt bộ gõ ở bảng mã “Unicode dựng sẵn”, rồi xóa chữ này và gõ lại; "
        "trên máy có chương trình thì chạy python3 build.py check --fix để tự sửa cả tệp.",
    )


def _hidden(file: SourceFile, first: re.Match[str], count: int) -> Finding:
    """Return the finding for the first of ``count`` characters that nobody sees."""
    line_start = file.text.rfind("\n", 0, first.start()) + 1
    more = f" Trong tệp có {count} ký tự như vậy." if count > 1 else ""
    return Finding(
        "ky-tu-an",
        Place(file, file.text.count("\n", 0, first.start()) + 1, first.start() - line_start + 1),
        f"Có ký tự không nhìn thấy được (U+{ord(first.group()):04X}).{more}",
        "Xóa ký tự này (đặt con trỏ ngay sau nó rồi bấm phím xóa lùi); thường do chép từ trang web hoặc tệp PDF.",
    )


def _private(file: SourceFile, text: str) -> Iterator[Finding]:
    """Yield a finding for the first character of private use in ``text``: seen as a box, or as Word's bullet."""
    found = PRIVATE_USE.search(text)
    if found is not None:
        column = found.start() - text.rfind("\n", 0, found.start())
        place = Place(file, text.count("\n", 0, found.start()) + 1, column)
        message = f"Không in được ký tự U+{ord(found.group()):04X}."
        help_ = "Xóa đi, hoặc viết bằng chữ; mục của danh sách thì bắt đầu bằng “- ”."
        yield Finding("ky-tu-khong-in-duoc", place, message, help_)


def _heaped(file: SourceFile, text: str) -> Iterator[Finding]:
    """Yield a finding for the first letter with too many marks in ``text``, all of ``file``."""
    heap = heaped(text)
    if heap is not None:
        start, end = heap
        line_start = text.rfind("\n", 0, start) + 1
        column = max(start - 1, line_start) - line_start + 1
        place = Place(file, text.count("\n", 0, start) + 1, column, end - start + 1)
        yield Finding("dau-chong", place, HEAPED, "Xóa chữ này cùng các dấu của nó rồi gõ lại.")


HEAPED = f"Có chữ mang quá {MOST_MARKS} dấu chồng lên nhau."
