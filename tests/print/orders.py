"""What tests of handouts share: one sheet from its data, a unit's profile, what a PDF says, every format there is."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

from microsite import ROOT
from microsite import model as m
from microsite.outputs.handouts import selection, sheets
from microsite.outputs.handouts.frame import Wanted, Writer
from microsite.outputs.handouts.typesetting import Sheet
from tests.print.readback import Pdf, squeezed

THEME = ROOT / "theme"
FORMATS = Path(__file__).resolve().parent / "handouts.yml"
"""Every format that the generator has a template for, as the ``content/handouts.yml`` of a site."""
LOGO = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><rect width="9" height="9"/></svg>'
HOSTILE = 'Đơn vị #panic("x") $a$ *đậm* [x] <script>alert(1)</script> &amp; @x `y` \\ {{ z }} #read("/etc/passwd")'
LONG = "Ban Chỉ đạo phát triển khoa học, công nghệ, đổi mới sáng tạo và chuyển đổi số " * 4 + "x" * 300


def quiet(_: str) -> None:
    """Hear what is told and say nothing."""


def leaflet(writer: Writer, kind: m.Format, item: m.Item, *, large: bool = False) -> dict[str, Any]:
    """Return the data of the leaflet on ``item``."""
    return sheets.leaflet(writer, Wanted(kind, selection.one(item), large=large))


def one_sheet(template: str, data: object, *, tries: tuple[int, ...] = (0,), first: int = 0) -> Sheet:
    """Return ``data`` for a template of the theme, to be typeset."""
    folder = THEME / "handouts"
    return Sheet(
        str(folder),
        str(folder / f"{template}.typ"),
        json.dumps(data, ensure_ascii=False),
        1_700_000_000,
        tries=tries,
        first=first,
    )


def profile(tmp_path: Path, text: str) -> Path:
    """Write the profile of a unit; return its file."""
    path = tmp_path / "don-vi.yml"
    path.write_text(text, encoding="utf-8")
    return path


def said(pdf: Pdf) -> str:
    """Return everything a PDF says: its pages, what it says of itself, and its bookmarks."""
    text = "\n".join(pdf.text(n) for n in range(len(pdf)))
    return re.sub(r"\s+", " ", text + str(dict(pdf.pike.docinfo)) + " ".join(pdf.outline()))


def titles(pdf: Pdf) -> list[str]:
    """Return the bookmarks, blanks made one."""
    return [re.sub(r"\s+", " ", title) for title in pdf.outline()]


def assert_printed_within_the_page(pdf: Pdf, name: str) -> None:
    """Assert that a unit's ``name`` is on the paper, letter by letter, and that nothing runs over the edge."""
    assert squeezed(name) in pdf.words()
    width = pdf._pages[0].get_size()[0]
    page = pdf._pages[0].get_textpage()
    assert all(page.get_charbox(k)[2] <= width for k in range(page.count_chars()))
