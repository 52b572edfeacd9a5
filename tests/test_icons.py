"""The site's mark and colour: icons drawn from them, accents that can be read beside them."""

from __future__ import annotations

import io
import xml.etree.ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from microsite import model as m
from microsite.outputs.icons import drawing
from microsite.telling import colours


def _site(**settings: object) -> m.Site:
    return m.Site.model_validate(
        {"title": "Hỏi đáp Cây xanh", "tagline": "a", "description": "a", "publisher": "a"} | settings
    )


def test_every_picture_has_its_size_and_colour() -> None:
    made = dict(drawing.files(_site(icon={"mark": "CX", "colour": "#2c5f2d"})))
    for picture in drawing.PICTURES:
        image = Image.open(io.BytesIO(made[f"icons/{picture.name}.png"])).convert("RGBA")
        assert image.size == (picture.size, picture.size)
        corner, edge = image.getpixel((0, 0)), image.getpixel((picture.size // 2, 2))
        assert edge == (0x2C, 0x5F, 0x2D, 255)
        assert (corner == edge) is picture.maskable
        assert (255, 255, 255, 255) in {colour for _, colour in image.getcolors(picture.size**2) or ()}
    assert ET.fromstring(made["icon.svg"]).tag.endswith("svg")


def test_the_same_settings_give_the_same_bytes() -> None:
    settings = _site(icon={"mark": "Ử", "colour": "#ffee00"})
    first = drawing.files(settings)
    drawing._drawn.cache_clear()
    assert drawing.files(settings) == first


@pytest.mark.parametrize(
    ("settings", "mark"),
    [({}, "HỎ"), ({"short_title": "Luật 12"}, "LU"), ({"icon": {"mark": "57"}}, "57"), ({"title": "–"}, "?")],
)
def test_the_mark_comes_from_the_settings_or_the_name(settings: dict[str, object], mark: str) -> None:
    assert _site(**settings).mark == mark


@given(st.integers(0, 0xFFFFFF))
def test_accents_can_be_read_in_both_schemes(value: int) -> None:
    colour = f"#{value:06x}"
    light, dark = colours.accents(m.Icon(colour=colour))
    assert colours.contrast(light, colours.PAPER) >= colours.ENOUGH
    assert colours.contrast(dark, colours.NIGHT) >= colours.ENOUGH
    assert colours.contrast(colours.ink(colour), colour) >= colours.ENOUGH


def test_known_contrasts() -> None:
    assert colours.contrast("#000000", "#ffffff") == pytest.approx(21)
    assert colours.contrast("#767676", "#ffffff") == pytest.approx(4.54, abs=0.01)
