"""Data and a template → PDF bytes. Knows Typst; knows nothing of the content.

Also the worker that :mod:`microsite.outputs.handouts.making` runs side by side (this file as a script): compiling in
threads of one process gains nothing (measured), so two cores need two processes. The worker imports hardly more than
Typst and the standard library, and starts in a tenth of a second.
"""

from __future__ import annotations

import importlib.metadata
import json
import re
import sys
import time
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TextIO

import typst

from microsite.vietnamese.typefaces import PACKAGES, folders

READING = ("a-2a", "ua-1")
"""What every file meant for reading conforms to: archivable, tagged, accessible."""

FOR_PRESS: tuple[str, ...] = ()
"""What an imposed file conforms to: plain PDF 1.7.

It is not for reading, and Typst cannot put whole pages into an archival file.
"""


class TypesettingError(Exception):
    """Typst refused a sheet; the text is its diagnosis."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """What is to be set: the path of the template, its data as JSON, and when it was last reviewed.

    The template can read files below the folder ``root`` and no others. ``epoch`` (seconds, UTC) is the only date in
    the file, so that the same input gives the same bytes.

    ``tries`` lets a sheet fit itself to its paper: the template is set with ``sys.inputs.try`` from ``first`` on,
    until the result has at most ``tries[try]`` pages; the last try is taken as it comes.
    """

    root: str
    template: str
    data: str
    epoch: int
    standards: tuple[str, ...] = READING
    tries: tuple[int, ...] = (0,)
    first: int = 0


def epoch_of(day: date) -> int:
    """Return midnight UTC of a date as seconds since 1970."""
    return int(datetime(day.year, day.month, day.day, tzinfo=UTC).timestamp())


def toolchain() -> str:
    """Return the versions of everything that decides a PDF's bytes."""
    return " ".join(f"{name}={importlib.metadata.version(name)}" for name in ("typst", *PACKAGES))


_PICTURE = b"""#set document(title: "x")
#set text(lang: "vi")
#image("/" + sys.inputs.name, format: sys.inputs.format, alt: "x", width: 2cm)
"""


class Typesetter:
    """One Typst compiler, reused for many sheets."""

    def __init__(self) -> None:
        # Neither the machine's fonts nor Typst's own: the same sheet looks the same everywhere.
        fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=folders())
        self._compiler = typst.Compiler(font_paths=fonts)

    def set(self, sheet: Sheet) -> bytes:
        """Return the PDF of ``sheet``. Raises :class:`TypesettingError` on any error and on any warning."""
        pdf = b""
        for number in range(sheet.first, len(sheet.tries)):
            pdf = self._set(sheet, number)
            if page_count(pdf) <= sheet.tries[number]:
                break
        return pdf

    def _set(self, sheet: Sheet, number: int) -> bytes:
        try:
            pdf, warnings = self._compiler.compile_with_warnings(
                input=Path(sheet.template).read_bytes(),
                root=Path(sheet.root),
                format="pdf",
                sys_inputs={"data": sheet.data, "try": str(number)},
                pdf_standards=list(sheet.standards),  # type: ignore[arg-type]
                timestamp=datetime.fromtimestamp(sheet.epoch, UTC),
            )
        except typst.TypstError as error:
            raise TypesettingError("; ".join([error.message, *error.hints])) from error
        if warnings:
            raise TypesettingError("; ".join(w.message for w in warnings))
        assert isinstance(pdf, bytes)
        return pdf

    def draws(self, picture: Path, kind: str) -> bool:
        """Return whether a picture file of a ``kind`` (png, jpg or svg) can be put on a sheet.

        Typst itself decodes it, whole.
        """
        try:
            _, warnings = self._compiler.compile_with_warnings(
                input=_PICTURE,
                root=picture.parent,
                format="pdf",
                sys_inputs={"name": picture.name, "format": kind},
                pdf_standards=list(READING),  # type: ignore[arg-type]
            )
        except typst.TypstError:
            return False
        return not warnings


_PAGES = re.compile(rb"/Type\s*/Pages\b[^>]*?/Count (\d+)")


def page_count(pdf: bytes) -> int:
    """Return how many pages a PDF made by :class:`Typesetter` has."""
    return max(int(n) for n in _PAGES.findall(pdf))


def serve(orders: TextIO, answers: TextIO) -> None:
    """Set one sheet a line of ``orders`` and answer each with a line: ``pages`` and ``seconds``, or ``error``.

    An order is the JSON of a :class:`Sheet`, with ``out``: the file to write.
    """
    typesetter = Typesetter()
    for line in orders:
        order = json.loads(line)
        out = Path(order.pop("out"))
        began = time.monotonic()
        try:
            pdf = typesetter.set(Sheet(**order))
            out.write_bytes(pdf)
            answer: dict[str, float | str] = {"pages": page_count(pdf), "seconds": round(time.monotonic() - began, 4)}
        except TypesettingError as error:
            answer = {"error": str(error)}
        print(json.dumps(answer), file=answers, flush=True)


if __name__ == "__main__":
    sys.stdin.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
    serve(sys.stdin, sys.stdout)
