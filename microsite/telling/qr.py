"""QR codes: drawn in one way for pages and for print."""

from __future__ import annotations

import functools

import segno


@functools.lru_cache(maxsize=16_384)
def svg(address: str) -> str:
    """Return a QR code of ``address`` as SVG to stand inside HTML: dark on light in either colour scheme.

    The mask is fixed: any of the eight reads well, and choosing one costs five times the drawing.
    """
    code = segno.make(address, error="m", micro=False, mask=3)
    return code.svg_inline(border=4, omitsize=True, dark="#000", light="#fff", svgclass="qr", lineclass=None)


def label(address: str) -> str:
    """Return what the QR code of ``address`` is, for those who do not see it."""
    return f"Mã QR dẫn tới {address}"
