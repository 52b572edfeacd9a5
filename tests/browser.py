"""A built site and a real browser for the tests that look at pages."""

from __future__ import annotations

import functools
import http.server
import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from microsite import ROOT, reading
from microsite.bench.browser import FLAGS, chromium_path
from microsite.bench.project import ADDRESS, UnavailableError
from microsite.bench.project import copy as copy_project
from microsite.folders import Folders
from microsite.publishing import build as site

__all__ = ["ADDRESS", "ROOT", "copy_project"]


@pytest.fixture(scope="session")
def whole_project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the project with the real content, built once, PDFs included, for a known address."""
    folder = copy_project(tmp_path_factory.mktemp("project"))
    library = reading.read(folder).library
    assert library is not None
    said: list[str] = []
    status = site.build(Folders(folder, folder), library, said.append, said.append, address=ADDRESS)
    assert status == 0, said
    return folder


@pytest.fixture(scope="session")
def built(whole_project: Path) -> Path:
    """The folder of the built site."""
    return whole_project / "build" / "site"


BASE = urlsplit(ADDRESS).path
"""The path the site is served under, as on GitHub Pages."""


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def translate_path(self, path: str) -> str:
        return super().translate_path("/" + path.removeprefix(BASE) if path.startswith(BASE) else "/khong-co")

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        pass


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """A headless Chromium; the test is skipped where there is none, unless MICROSITE_REQUIRE_BROWSER is set."""
    try:
        path = chromium_path()
    except UnavailableError as error:
        if os.environ.get("MICROSITE_REQUIRE_BROWSER"):
            pytest.fail(f"MICROSITE_REQUIRE_BROWSER is set, but there is {error}")
        pytest.skip(str(error))
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=list(FLAGS))
        yield browser
        browser.close()


@pytest.fixture
def tab(chromium: Browser) -> Iterator[Page]:
    """A fresh tab of 360×800 pixels, light scheme."""
    context = chromium.new_context(viewport={"width": 360, "height": 800}, color_scheme="light", locale="vi-VN")
    yield context.new_page()
    context.close()


@contextmanager
def serving(folder: Path) -> Iterator[str]:
    """Serve ``folder`` under :data:`BASE` on a free port of this machine; yield its address, ending in a slash."""
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(_Quiet, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}{BASE}"
    finally:
        server.shutdown()
        server.server_close()


@pytest.fixture(scope="session")
def served(built: Path) -> Iterator[str]:
    """The address at which the built site is served on this machine."""
    with serving(built) as address:
        yield address


@pytest.fixture(params=["http", "file"])
def base(request: pytest.FixtureRequest, built: Path, served: str) -> str:
    """The site's address, once over http and once as a folder on a disk."""
    return served if request.param == "http" else built.as_uri() + "/"


def printed(chromium: Browser, address: str) -> list[str]:
    """Return the text of each page that Chromium prints of the page at ``address``."""
    pypdfium2 = pytest.importorskip("pypdfium2")
    page = chromium.new_page()
    page.goto(address)
    document = pypdfium2.PdfDocument(
        page.pdf(format="A4", margin={"top": "10mm", "right": "10mm", "bottom": "10mm", "left": "10mm"})
    )
    page.close()
    words = [document[i].get_textpage().get_text_range() for i in range(len(document))]
    document.close()
    return words
