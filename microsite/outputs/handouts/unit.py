"""A local unit's profile: who hands a sheet out. Read from a YAML file that the unit writes itself.

What a unit writes is only ever data: no length and no character of it can break a sheet or become code.
"""

from __future__ import annotations

import re
from pathlib import Path

from pydantic import Field

from microsite.findings import Finding
from microsite.model import Plain, Record
from microsite.outputs.handouts.records import opened, read_record
from microsite.outputs.handouts.typesetting import Typesetter
from microsite.vietnamese import typefaces

MAX_LOGO_BYTES = 1_000_000
LOGO_KIND = {".png": "png", ".jpg": "jpg", ".jpeg": "jpg", ".svg": "svg"}
_SIGNATURES = {
    "png": re.compile(rb"\x89PNG\r\n\x1a\n"),
    "jpg": re.compile(rb"\xff\xd8\xff"),
    "svg": re.compile(rb"(?s)\s*(\xef\xbb\xbf)?\s*<.*<?svg"),
}


class Unit(Record):
    """A unit that prints handouts under its own name."""

    titled = "Hồ sơ đơn vị"

    name: Plain = Field(description="Tên đơn vị, ví dụ: Chi bộ khu phố 3.")
    parent: Plain | None = Field(default=None, description="Cơ quan cấp trên, ví dụ: Đảng bộ phường Tân Định.")
    address: Plain | None = Field(default=None, description="Địa chỉ của đơn vị.")
    contact: Plain | None = Field(default=None, description="Điện thoại, thư điện tử hoặc người liên hệ.")
    logo: Plain | None = Field(
        default=None, description="Tệp hình biểu trưng (PNG, JPG hoặc SVG), đường dẫn tính từ tệp hồ sơ này."
    )


def read(path: Path) -> tuple[Unit | None, bytes | None, list[Finding]]:
    """Read the profile at ``path``; return it, the bytes of its logo, and findings (profile ``None`` when it has any).

    Raises :class:`OSError` when the profile itself cannot be read.
    """
    file = opened(path, path.name)
    unit = read_record(file, (), file.data, Unit) if file.data is not None else None
    logo: bytes | None = None
    if unit is not None:
        for field in ("name", "parent", "address", "contact"):
            value: str = getattr(unit, field) or ""
            for found in typefaces.missing(value):
                place = file.text_place((field,), value, found.start(), found.end())
                help_ = (
                    "Chỉ dùng chữ cái, chữ số và dấu câu thường; bỏ biểu tượng cảm xúc và chữ viết không phải Latinh."
                )
                message = f"Không in được ký tự {typefaces.named(found.group())}."
                file.findings.append(Finding("ky-tu-khong-in-duoc", place, message, help_))
        if unit.logo is not None:
            logo, problem = _logo(path.parent / unit.logo)
            if problem is not None:
                help_ = "Dùng tệp PNG, JPG hoặc SVG không quá 1 MB, ghi đường dẫn tính từ tệp hồ sơ này."
                file.findings.append(
                    Finding("logo-khong-dung-duoc", file.value_place(("logo",)), f"{problem}: {unit.logo}.", help_)
                )
    return (None if file.findings else unit), logo, file.findings


def _logo(path: Path) -> tuple[bytes | None, str | None]:
    """Return the logo's bytes, or what is wrong with it."""
    kind = LOGO_KIND.get(path.suffix.lower())
    if kind is None:
        return None, "Biểu trưng phải là tệp PNG, JPG hoặc SVG"
    if not path.is_file():
        return None, "Không tìm thấy tệp biểu trưng"
    if path.stat().st_size > MAX_LOGO_BYTES:
        return None, "Tệp biểu trưng lớn quá 1 MB"
    raw = path.read_bytes()
    if not _SIGNATURES[kind].match(raw):
        return None, f"Tệp biểu trưng không phải là hình {kind.upper()}"
    if kind == "svg" and not _is_utf8(raw):
        return None, "Tệp biểu trưng SVG phải ghi bằng bảng mã UTF-8"
    if not Typesetter().draws(path.resolve(), kind):
        return None, "Tệp biểu trưng hỏng, hoặc là JPG hệ màu CMYK, nên không đọc được hình"
    return raw, None


def _is_utf8(raw: bytes) -> bool:
    try:
        raw.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True
