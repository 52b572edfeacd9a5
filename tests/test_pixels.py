"""A unit's logo is limited in pixels, not only in bytes."""

from __future__ import annotations

import base64
import io
import os
import struct
import zlib
from pathlib import Path

import pytest
from PIL import Image

from microsite.outputs.handouts import pixels, unit


def png(width: int, height: int) -> bytes:
    """A PNG whose head promises as much, and whose data is cut off."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"\0" * 100)) + chunk(b"IEND", b"")
    )


def picture(kind: str, width: int, height: int, **options: object) -> bytes:
    out = io.BytesIO()
    Image.new("L", (width, height)).save(out, kind, **options)
    return out.getvalue()


def told(raw: bytes, name: str, folder: Path) -> list[str]:
    (folder / name).write_bytes(raw)
    (folder / "don-vi.yml").write_text(f"name: Chi bộ\nlogo: {name}\n", encoding="utf-8")
    findings = unit.read(folder / "don-vi.yml")[2]
    return [f.message for f in findings]


LIMIT = "quá mức cho phép (mỗi cạnh 8.000, cả hình 16 triệu điểm ảnh)"


@pytest.mark.parametrize(
    ("name", "raw", "size"),
    [
        ("l.png", png(60_000, 60_000), "60.000 × 60.000"),
        ("l.png", png(8_001, 10), "8.001 × 10"),
        ("l.png", png(4_001, 4_000), "4.001 × 4.000"),
        ("l.png", png(2**31 - 1, 2**31 - 1), "2.147.483.647 × 2.147.483.647"),
        ("l.jpg", picture("JPEG", 5_000, 4_000), "5.000 × 4.000"),
        ("l.jpeg", picture("JPEG", 10, 9_000, progressive=True), "10 × 9.000"),
        (
            "l.jpg",
            picture("JPEG", 100, 9_000, exif=b"Exif\0\0" + b"\xff\xc0\0\x11" * 50, comment=b"x" * 999),
            "100 × 9.000",
        ),
        ("l.svg", b'<svg xmlns="http://www.w3.org/2000/svg" width="60000" height="60000"/>', "60.000 × 60.000"),
        ("l.svg", b'<svg xmlns="http://www.w3.org/2000/svg" width="100in" height="10mm"/>', "9.600 × 37"),
        ("l.svg", b'<svg xmlns="http://www.w3.org/2000/svg" width="1e300" height="1"/>', "1.000.000.000 × 1"),
    ],
)
def test_a_logo_of_too_many_pixels(name: str, raw: bytes, size: str, tmp_path: Path) -> None:
    messages = told(raw, name, tmp_path)
    assert messages == [f"Biểu trưng có {size} điểm ảnh, {LIMIT}: {name}."]


@pytest.mark.parametrize(
    ("name", "raw"),
    [
        ("l.png", picture("PNG", 4_000, 4_000)),
        ("l.png", picture("PNG", 8_000, 10)),
        ("l.jpg", picture("JPEG", 2_000, 2_000)),
        ("l.jpg", picture("JPEG", 200, 200, progressive=True, comment=b"\xff\xda" * 9)),
        ("l.svg", b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 29700 21000" width="297mm" '
                  b'height="210mm"><path d="M0 0h9v9z"/></svg>'),
        ("l.svg", b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 20 20" width="100%"><path id="a" d="M0 '
                  b'0h9v9z"/><use href="#a"/></svg>'),
        ("l.svg", b'<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "a.dtd"><svg '
                  b'xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M0 0h9v9z"/></svg>'),
    ],
)  # fmt: skip
def test_a_logo_that_may_be_drawn(name: str, raw: bytes, tmp_path: Path) -> None:
    assert told(raw, name, tmp_path) == []


def svg(inside: str, head: str = "", box: str = "0 0 9 9") -> bytes:
    xlink = 'xmlns:xlink="http://www.w3.org/1999/xlink"'
    opening = f'<svg xmlns="http://www.w3.org/2000/svg" {xlink} viewBox="{box}">'
    return f'{head}{opening}<path d="M0 0h9v9z"/>{inside}</svg>'.encode()


def embedded(raw: bytes, attribute: str = "href") -> str:
    return f'<image {attribute}="data:image/png;base64,{base64.b64encode(raw).decode()}" width="9" height="9"/>'


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        (svg(embedded(png(60_000, 60_000))), "Hình nằm trong biểu trưng SVG có 60.000 × 60.000 điểm ảnh"),
        (svg(embedded(png(60_000, 60_000), "xlink:href")), "Hình nằm trong biểu trưng SVG có"),
        (svg(embedded(png(4_000, 3_000)) * 2), "Các hình nằm trong biểu trưng SVG có tất cả 24.000.000 điểm ảnh"),
        (svg('<image href="file:///etc/passwd"/>'), "dẫn tới tệp khác"),
        (svg('<image href="https://evil.example/a.png"/>'), "dẫn tới tệp khác"),
        (svg('<image xlink:href="../a.png"/>'), "dẫn tới tệp khác"),
        (svg('<image href="data:image/svg+xml;base64,PHN2Zy8+"/>'), "dẫn tới tệp khác"),
        (svg("<text>&a;</text>", '<!DOCTYPE svg [<!ENTITY a "b">]>'), "khai báo ENTITY"),
        (svg("", box="0 0 1e9 1e9"), "không phải khung hình dùng được"),
        (svg("", box="0 0 0 5"), "không phải khung hình dùng được"),
    ],
)
def test_what_an_svg_logo_may_not_hold(raw: bytes, expected: str, tmp_path: Path) -> None:
    messages = told(raw, "l.svg", tmp_path)
    assert len(messages) == 1
    assert expected in messages[0]


@pytest.mark.parametrize("kind", ["png", "jpg", "svg"])
def test_heads_that_end_early_are_somebody_elses_business(kind: str) -> None:
    for whole in (png(10, 10), picture("JPEG", 10, 10), svg("")):
        for length in range(min(len(whole), 200)):
            assert pixels.problem(whole[:length], kind) is None


@pytest.mark.skipif(os.name == "nt", reason="links and special files of POSIX")
def test_a_logo_that_is_no_regular_file(tmp_path: Path) -> None:
    message = "Biểu trưng phải là tệp thường, không phải liên kết, thư mục hay tệp đặc biệt: l.png."
    (tmp_path / "don-vi.yml").write_text("name: Chi bộ\nlogo: l.png\n", encoding="utf-8")
    real = tmp_path / "that.png"
    real.write_bytes(picture("PNG", 10, 10))
    for make in (lambda p: p.symlink_to(real), os.mkfifo, Path.mkdir, lambda p: p.symlink_to("/dev/zero")):
        make(tmp_path / "l.png")
        assert [f.message for f in unit.read(tmp_path / "don-vi.yml")[2]] == [message]
        (tmp_path / "l.png").rmdir() if (tmp_path / "l.png").is_dir() else (tmp_path / "l.png").unlink()
    with (tmp_path / "l.png").open("wb") as file:
        file.truncate(3_000_000_000)
    assert [f.message for f in unit.read(tmp_path / "don-vi.yml")[2]] == ["Tệp biểu trưng lớn quá 1 MB: l.png."]
