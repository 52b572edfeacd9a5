"""How large a picture is once it is drawn, read from its head: a few kilobytes may hold billions of pixels."""

from __future__ import annotations

import base64
import binascii
import re
import struct
from collections.abc import Iterator
from xml.parsers import expat

MAX_SIDE = 8_000
MAX_PIXELS = 16_000_000
MAX_UNITS = 1_000_000
"""The longest side of an SVG's own coordinates, which cost nothing; drawing programs write tens of thousands."""

ALLOWED = "mỗi cạnh 8.000, cả hình 16 triệu điểm ảnh"

_PNG = b"\x89PNG\r\n\x1a\n"


def problem(raw: bytes, kind: str) -> str | None:
    """Return in Vietnamese why the picture ``raw`` of a ``kind`` (png, jpg, svg) is too large to draw, or ``None``.

    What cannot be read here is no problem of size: whoever draws the picture says what is wrong with it.
    """
    if kind == "svg":
        return _drawing(raw)
    size = _size(raw)
    return _too_large(*size) if size is not None else None


def _too_large(width: int, height: int, what: str = "Biểu trưng") -> str | None:
    if max(width, height) <= MAX_SIDE and width * height <= MAX_PIXELS:
        return None
    return f"{what} có {_grouped(width)} × {_grouped(height)} điểm ảnh, quá mức cho phép ({ALLOWED})"


def _grouped(number: int) -> str:
    return f"{number:,}".replace(",", ".")


def _size(raw: bytes) -> tuple[int, int] | None:
    """Return width and height in pixels of a PNG or JPEG picture, or ``None``."""
    if raw.startswith(_PNG):
        return struct.unpack(">II", raw[16:24]) if raw[12:16] == b"IHDR" and len(raw) >= 24 else None
    sizes = list(_frames(raw)) if raw.startswith(b"\xff\xd8") else []
    return max(sizes, key=lambda size: size[0] * size[1], default=None)


def _frames(raw: bytes) -> Iterator[tuple[int, int]]:
    """Yield width and height of every frame header of a JPEG picture that stands before its data."""
    at = 2
    while at + 9 <= len(raw) and raw[at] == 0xFF:
        marker = raw[at + 1]
        if marker == 0xFF:  # filling
            at += 1
        elif marker == 0x01 or 0xD0 <= marker <= 0xD8:  # markers without a body
            at += 2
        elif marker in {0xD9, 0xDA}:  # the end, or the data
            return
        else:
            if 0xC0 <= marker <= 0xCF and marker not in {0xC4, 0xC8, 0xCC}:
                height, width = struct.unpack(">HH", raw[at + 5 : at + 9])
                yield width, height
            at += 2 + max(2, int.from_bytes(raw[at + 2 : at + 4]))


# --------------------------------------------------------------------------- SVG

_LENGTH = re.compile(r"\s*([0-9]*\.?[0-9]+(?:[eE][-+]?[0-9]+)?)\s*(px|pt|pc|mm|cm|in)?\s*")
_PIXELS = {"": 1.0, "px": 1.0, "pt": 4 / 3, "pc": 16.0, "mm": 96 / 25.4, "cm": 96 / 2.54, "in": 96.0}
_EMBEDDED = re.compile(r"data:image/(?:png|jpe?g);base64,([A-Za-z0-9+/=\s]*)", re.I)


class _Refused(Exception):  # noqa: N818 - control flow, never seen outside
    """Why an SVG picture is not drawn."""


def _drawing(raw: bytes) -> str | None:
    """Return why an SVG picture is not drawn: its size, what it embeds, what it leads to, or what it declares."""
    reader = _Drawing()
    try:
        reader.run(raw)
    except _Refused as refused:
        return str(refused)
    except expat.ExpatError:
        return None
    return None


class _Drawing:
    """Reads an SVG picture as far as its size and its references go; raises :class:`_Refused`."""

    def __init__(self) -> None:
        self.depth = 0
        self.embedded = 0

    def run(self, raw: bytes) -> None:
        """Read ``raw``."""
        parser = expat.ParserCreate("utf-8")
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.EntityDeclHandler = self._entity
        parser.Parse(raw, True)

    def _entity(self, *_: object) -> None:
        raise _Refused("Biểu trưng SVG có khai báo ENTITY; hãy xuất lại ở dạng SVG thường (plain SVG) hoặc PNG")

    def _end(self, _: str) -> None:
        self.depth -= 1

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        if self.depth == 0:
            self._root(attributes)
        self.depth += 1
        for key, value in attributes.items():
            if key.rpartition(":")[2] == "href" and name.rpartition(":")[2] != "a":
                self._reference(value.strip())

    def _root(self, attributes: dict[str, str]) -> None:
        width, height = (_in_pixels(attributes.get(key, "")) for key in ("width", "height"))
        box = [float(n) for n in re.findall(r"[-+]?[0-9]*\.?[0-9]+(?:[eE][-+]?[0-9]+)?", attributes.get("viewBox", ""))]
        if len(box) == 4 and (min(box[2:]) <= 0 or max(box[2:]) > MAX_UNITS):
            box_told = attributes["viewBox"][:40]
            raise _Refused(f"Biểu trưng SVG ghi viewBox “{box_told}”, không phải khung hình dùng được")
        if width is not None or height is not None:
            told = _too_large(_whole(width), _whole(height))
            if told is not None:
                raise _Refused(told)

    def _reference(self, value: str) -> None:
        """Look at what an element refers to: a part of the picture, or a picture within it."""
        if not value or value.startswith("#"):
            return
        found = _EMBEDDED.fullmatch(value)
        if found is None:
            raise _Refused(
                "Biểu trưng SVG dẫn tới tệp khác hoặc chứa hình không phải PNG, JPG; hãy xuất lại ở dạng PNG",
            )
        try:
            size = _size(base64.b64decode(found[1]))
        except binascii.Error:
            size = None
        if size is not None:
            self.embedded += size[0] * size[1]
            told = _too_large(*size, "Hình nằm trong biểu trưng SVG")
            if told is None and self.embedded > MAX_PIXELS:
                total = _grouped(self.embedded)
                told = f"Các hình nằm trong biểu trưng SVG có tất cả {total} điểm ảnh, quá mức cho phép ({ALLOWED})"
            if told is not None:
                raise _Refused(told)


def _whole(length: float | None) -> int:
    return int(min(length or 1, 1e9))


def _in_pixels(length: str) -> float | None:
    """Return a length of SVG in pixels; ``None`` for one that depends on something else."""
    found = _LENGTH.fullmatch(length)
    return float(found[1]) * _PIXELS[found[2] or ""] if found is not None else None
