"""``build.py screenshots``: every kind of page on a phone and on a desk, light and dark, and a page of them all."""

from __future__ import annotations

import html
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from microsite.bench import browser

Scheme = Literal["light", "dark"]

SIZES = ((360, 800), (1280, 800))
SCHEMES: tuple[Scheme, ...] = ("light", "dark")


@dataclass(frozen=True, slots=True)
class Shot:
    """A picture to be taken: of which page, how wide and high the window is (CSS pixels), in which scheme."""

    page: str
    width: int
    height: int
    scheme: Scheme

    @property
    def name(self) -> str:
        """Return the name of the picture's file."""
        return f"{self.page.removesuffix('.html').replace('/', '-')}-{self.width}-{self.scheme}.png"


def shots(pages: Sequence[str]) -> Iterator[Shot]:
    """Yield every picture to be taken, those of a page together."""
    for page in pages:
        for width, height in SIZES:
            for scheme in SCHEMES:
                yield Shot(page, width, height, scheme)


def take(site: Path, pages: Sequence[str], out: Path, step: Callable[[str], None]) -> int:
    """Take the pictures of ``pages`` of the built ``site`` into ``out``, with an ``index.html``; return how many.

    Raises :class:`~microsite.bench.project.UnavailableError` without a browser, and for a page that is not there.
    """
    wanted = list(shots(pages))
    with browser.chromium() as chromium, browser.served(site) as (address, _):
        out.mkdir(parents=True, exist_ok=True)
        for number, shot in enumerate(wanted, 1):
            if number % 20 == 1:
                step(f"{number}/{len(wanted)}: {shot.page}")
            context = chromium.new_context(
                viewport={"width": shot.width, "height": shot.height},
                color_scheme=shot.scheme,
                reduced_motion="reduce",
                service_workers="block",
                locale="vi-VN",
            )
            page = context.new_page()
            browser.opened(page, address + shot.page)
            page.screenshot(path=out / shot.name, full_page=True)
            context.close()
    (out / "index.html").write_text(sheet(wanted), encoding="utf-8", newline="\n")
    return len(wanted)


def sheet(taken: list[Shot]) -> str:
    """Return a page that shows all pictures, a row for each page."""
    rows = []
    for page in dict.fromkeys(shot.page for shot in taken):
        pictures = "".join(_picture(shot) for shot in taken if shot.page == page)
        rows.append(f"<h2>{html.escape(page)}</h2>\n<p>{pictures}</p>")
    return "\n".join((*_HEAD, "<h1>Screenshots</h1>", *rows, "</html>", ""))


_HEAD = (
    "<!doctype html>",
    '<html lang="en">',
    '<meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Screenshots</title>',
    "<style>",
    "body { font: 1rem sans-serif; margin: 1rem }",
    "p { display: flex; gap: 1rem; align-items: start }",
    "img { max-height: 30rem; max-width: 40vw; border: 1px solid #888 }",
    "</style>",
)


def _picture(shot: Shot) -> str:
    name, words = html.escape(shot.name), html.escape(f"{shot.page}, {shot.width} px, {shot.scheme}")
    return f'<a href="{name}"><img src="{name}" loading="lazy" alt="{words}"></a>'
