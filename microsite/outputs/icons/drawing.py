"""Mark and colour → icons: a vector for the browser's tab, pictures for home screens.

The pictures' letters are of the type that the handouts are set in, so that they look the same everywhere; the same
settings give the same bytes.
"""

from __future__ import annotations

import functools
import html
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import typst

from microsite import model as m
from microsite.outputs import textfile
from microsite.telling import addresses
from microsite.telling.colours import ink
from microsite.vietnamese.typefaces import folders

_TEMPLATE = b"""
#let round = if sys.inputs.round == "yes" { 10pt } else { 0pt }
#set page(width: 64pt, height: 64pt, margin: 0pt, fill: if round == 0pt { rgb(sys.inputs.colour) } else { none })
#if round > 0pt { place(rect(width: 64pt, height: 64pt, radius: round, fill: rgb(sys.inputs.colour))) }
#set text(font: "Be Vietnam Pro", weight: "bold", fill: rgb(sys.inputs.ink), top-edge: "bounds", bottom-edge: "bounds")
#let room = if round > 0pt { 44pt } else { 34pt }
#context {
  let wide = measure(text(size: 100pt, sys.inputs.mark))
  let size = calc.min(100pt * (room / wide.width), 100pt * (room * 0.75 / wide.height))
  align(center + horizon, text(size: size, sys.inputs.mark))
}
"""


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture of the icon: its name, size in pixels, and whether it may be cut to any shape (then without
    corners)."""

    name: str
    size: int
    maskable: bool = False


PICTURES = (
    Picture("48", 48),
    Picture("180", 180, maskable=True),
    Picture("192", 192),
    Picture("512", 512),
    Picture("512-maskable", 512, maskable=True),
)


def files(site: m.Site) -> tuple[tuple[str, bytes], ...]:
    """Return path and bytes of every icon of ``site``."""
    return _drawn(site.mark, site.icon.colour)


@functools.lru_cache(maxsize=4)  # the preview asks again after each change
def _drawn(mark: str, colour: str) -> tuple[tuple[str, bytes], ...]:
    return tuple(_draw(mark, colour))


def _vector(mark: str, colour: str) -> bytes:
    """Return the icon as a small drawing whose letters are set by the browser."""
    size, line = ((30, 43), (30, 43), (24, 41))[len(mark) - 1]
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 64 64">'
        f'<rect width="64" height="64" rx="10" fill="{colour}"/>'
        f'<text x="32" y="{line}" font-family="system-ui,Segoe UI,Roboto,sans-serif" font-size="{size}" '
        f'font-weight="700" '
        f'text-anchor="middle" fill="{ink(colour).replace("#ffffff", "#fff")}">{html.escape(mark)}</text></svg>\n'
    ).encode()


def _draw(mark: str, colour: str) -> Iterator[tuple[str, bytes]]:
    fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=folders())
    compiler = typst.Compiler(font_paths=fonts)

    def drawn(pixels: int, *, maskable: bool = False) -> bytes:
        inputs = {
            "mark": mark,
            "colour": colour,
            "ink": ink(colour),
            "round": "no" if maskable else "yes",
        }
        made = compiler.compile(input=_TEMPLATE, format="png", ppi=72 * pixels / 64, sys_inputs=inputs)
        assert isinstance(made, bytes)
        return made

    yield addresses.below(addresses.ASSETS, addresses.ICON), _vector(mark, colour)
    for picture in PICTURES:
        path = addresses.below(addresses.ASSETS, addresses.icon(picture.name))
        yield path, drawn(picture.size, maskable=picture.maskable)


def write(site: m.Site, out: Path) -> None:
    """Write the icons of ``site`` below ``out``, the folder of assets."""
    for path, content in files(site):
        textfile.write_bytes(out / path, content)
