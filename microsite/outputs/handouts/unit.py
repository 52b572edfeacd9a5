"""A local unit's profile: who hands a sheet out. Read from a YAML file that the unit writes itself.

What a unit writes is only ever data: no length and no character of it can break a sheet or become code.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from pydantic import Field, ValidationError

from microsite.findings import Finding, PlacedFile
from microsite.model import Plain, Record
from microsite.outputs.handouts import pixels
from microsite.outputs.handouts.typesetting import Typesetter
from microsite.reading import entries, yamlfile
from microsite.reading.shapes import shape_finding
from microsite.vietnamese import typefaces

MAX_LOGO_BYTES = 1_000_000
LOGO_KIND = {".png": "png", ".jpg": "jpg", ".jpeg": "jpg", ".svg": "svg"}
_SIGNATURES = {
    "png": re.compile(rb"\x89PNG\r\n\x1a\n"),
    "jpg": re.compile(rb"\xff\xd8\xff"),
    "svg": re.compile(rb"(?s)\s*(\xef\xbb\xbf)?\s*<.*<?svg"),
}

_SHOWN = ("name", "parent", "address", "contact")
"""The fields that are printed."""


class Unit(Record):
    """A unit that prints handouts under its own name."""

    titled = "Hồ sơ đơn vị"

    name: Plain = Field(description="Tên đơn vị, ví dụ: Chi bộ khu phố 3.")
    parent: Plain | None = Field(default=None, description="Cơ quan cấp trên, ví dụ: Ủy ban nhân dân phường Tân Định.")
    address: Plain | None = Field(default=None, description="Địa chỉ của đơn vị.")
    contact: Plain | None = Field(default=None, description="Điện thoại, thư điện tử hoặc người liên hệ.")
    logo: Plain | None = Field(
        default=None, description="Tệp hình biểu trưng (PNG, JPG hoặc SVG), đường dẫn tính từ tệp hồ sơ này."
    )


@dataclass(frozen=True, slots=True)
class Printer:
    """Who hands a sheet out: a unit with the bytes of its logo, or nobody in particular (then the publisher)."""

    unit: Unit | None = None
    logo: bytes | None = None


def read(path: Path) -> tuple[Unit | None, bytes | None, list[Finding]]:
    """Read the profile at ``path``; return it, the bytes of its logo, and findings (profile ``None`` when it has any).

    Raises :class:`OSError` when the profile itself cannot be read.
    """
    file = yamlfile.read(path, path.name)
    # A list of findings of its own: what yamlfile remembers must not grow.
    file = dataclasses.replace(file, findings=[*file.findings])
    unit = _unit(file) if file.data is not None else None
    logo: bytes | None = None
    if unit is not None:
        file.findings += [*_unprintable(file, unit), *_marked(file, unit)]
        if unit.logo is not None:
            logo, problem = _logo(path.parent / unit.logo)
            if problem is not None:
                help_ = (
                    "Dùng tệp PNG, JPG hoặc SVG không quá 1 MB, mỗi cạnh không quá 8.000 điểm ảnh, "
                    "ghi đường dẫn tính từ tệp hồ sơ này."
                )
                place = file.value_place(("logo",))
                file.findings.append(Finding("logo-khong-dung-duoc", place, f"{problem}: {unit.logo}.", help_))
    return (None if file.findings else unit), logo, file.findings


def _unit(file: PlacedFile) -> Unit | None:
    """Return the unit that ``file`` tells of, or nothing after adding findings to it."""
    try:
        return Unit.model_validate(file.data)
    except ValidationError as error:
        file.findings += [shape_finding(file, (), details, Unit) for details in error.errors()]
        return None


def _unprintable(file: PlacedFile, unit: Unit) -> Iterator[Finding]:
    help_ = "Chỉ dùng chữ cái, chữ số và dấu câu thường; bỏ biểu tượng cảm xúc và chữ viết không phải Latinh."
    for field in _SHOWN:
        value: str = getattr(unit, field) or ""
        for found in typefaces.missing(value):
            place = file.text_place((field,), value, found.start(), found.end())
            message = f"Không in được ký tự {typefaces.named(found.group())}."
            yield Finding("ky-tu-khong-in-duoc", place, message, help_)


_MARKS = re.compile(r"\[\[|\]\]|\*\*")


def _marked(file: PlacedFile, unit: Unit) -> Iterator[Finding]:
    """Yield the marks of references and bold words: a profile is words alone, and they would be printed as they are."""
    for field in _SHOWN:
        value: str = getattr(unit, field) or ""
        for found in _MARKS.finditer(value):
            place = file.text_place((field,), value, found.start(), found.end())
            message = f"Trường “{field}” không dùng được ký hiệu {found.group()}."
            yield Finding("cu-phap-khong-cho-phep", place, message, "Xóa ký hiệu, chỉ giữ lời.")


def _logo(path: Path) -> tuple[bytes | None, str | None]:
    """Return the logo's bytes, or what is wrong with it."""
    kind = LOGO_KIND.get(path.suffix.lower())
    if kind is None:
        return None, "Biểu trưng phải là tệp PNG, JPG hoặc SVG"
    try:
        raw = entries.read_at_most(path, MAX_LOGO_BYTES)
    except entries.SpecialError:
        return None, "Biểu trưng phải là tệp thường, không phải liên kết, thư mục hay tệp đặc biệt"
    except OSError:
        return None, "Không tìm thấy tệp biểu trưng"
    if len(raw) > MAX_LOGO_BYTES:
        return None, "Tệp biểu trưng lớn quá 1 MB"
    if not _SIGNATURES[kind].match(raw):
        return None, f"Tệp biểu trưng không phải là hình {kind.upper()}"
    if kind == "svg" and not _is_utf8(raw):
        return None, "Tệp biểu trưng SVG phải ghi bằng bảng mã UTF-8"
    too_large = pixels.problem(raw, kind)
    if too_large is not None:
        return None, too_large
    if not Typesetter().draws(path.resolve(), kind):
        return None, "Tệp biểu trưng hỏng, hoặc là JPG hệ màu CMYK, nên không đọc được hình"
    return raw, None


def _is_utf8(raw: bytes) -> bool:
    try:
        raw.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True
