"""Copies compressed beforehand."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from microsite.publishing import compress


def _files(folder: Path) -> dict[str, bytes]:
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "muc").mkdir()
    (tmp_path / "muc" / "trang.html").write_text("<p>Nghị quyết 57</p>\n" * 50, encoding="utf-8")
    (tmp_path / "kieu.css").write_text("p { margin: 0 }\n" * 50, encoding="utf-8")
    (tmp_path / "ngan.txt").write_text("x", encoding="utf-8")
    (tmp_path / "to-in.pdf").write_bytes(b"%PDF" * 100)
    return tmp_path


def test_text_that_shrinks_gets_a_copy_and_nothing_else_does(folder: Path) -> None:
    before = _files(folder)
    counts = compress.write(folder)
    after = _files(folder)
    assert counts[".gz"] == 2
    assert {name for name in after if name.endswith(".gz")} == {"kieu.css.gz", "muc/trang.html.gz"}
    assert {name: after[name] for name in before} == before
    assert gzip.decompress(after["muc/trang.html.gz"]) == before["muc/trang.html"]


def test_the_same_files_give_the_same_bytes_and_copies_are_not_copied(folder: Path) -> None:
    compress.write(folder)
    once = _files(folder)
    compress.write(folder)
    assert _files(folder) == once


def test_brotli_where_it_is_installed(folder: Path) -> None:
    brotli = pytest.importorskip("brotli", reason="brotli is not installed (it is optional: pip install brotli)")
    assert compress.write(folder) == {".gz": 2, ".br": 2}
    assert brotli.decompress((folder / "kieu.css.br").read_bytes()) == (folder / "kieu.css").read_bytes()
