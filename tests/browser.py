"""A built site and a real browser for the tests that look at pages."""

from __future__ import annotations

import functools
import http.server
import os
import shutil
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from microsite import reading, site

ROOT = Path(__file__).resolve().parent.parent
INPUTS = ("qa", "content", "theme", "microsite")
FILES = ("mkdocs.yml", "requirements.lock", "pyproject.toml")
ADDRESS = "https://example.org/nq57/"

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]


def copy_project(target: Path) -> Path:
    """Copy everything a build reads into ``target``; return it."""
    for name in INPUTS:
        shutil.copytree(ROOT / name, target / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in FILES:
        shutil.copy(ROOT / name, target / name)
    return target


@pytest.fixture(scope="session")
def whole_project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the project with the real content, built once, PDFs included, for a known address."""
    folder = copy_project(tmp_path_factory.mktemp("project"))
    library = reading.read(folder).library
    assert library is not None
    said: list[str] = []
    status = site.build(folder, library, said.append, said.append, address=ADDRESS)
    assert status == 0, said
    return folder


@pytest.fixture(scope="session")
def built(whole_project: Path) -> Path:
    """The folder of the built site."""
    return whole_project / "build" / "site"


BASE = "/nq57/"
"""The path the site is served under, as on GitHub Pages."""


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def translate_path(self, path: str) -> str:
        return super().translate_path("/" + path.removeprefix(BASE) if path.startswith(BASE) else "/khong-co")

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        pass


@pytest.fixture(scope="session")
def served(built: Path) -> Iterator[str]:
    """The address at which the built site is served on this machine, ending in a slash."""
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(_Quiet, directory=str(built)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_address[1]}{BASE}"
    server.shutdown()
    server.server_close()


def chromium_path() -> str | None:
    """Return where a Chromium stands on this machine, or ``None``."""
    return next((p for name in ("chromium", "chromium-browser", "google-chrome", "chrome") if (p := shutil.which(name))), None)


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """A headless Chromium; the test is skipped where there is none, unless MICROSITE_REQUIRE_BROWSER is set."""
    path = chromium_path()
    if path is None:
        if os.environ.get("MICROSITE_REQUIRE_BROWSER"):
            pytest.fail("MICROSITE_REQUIRE_BROWSER is set, but there is no Chromium on the path")
        pytest.skip("no Chromium on this machine (Debian: apt-get install chromium)")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def tab(chromium: Browser) -> Iterator[Page]:
    """A fresh tab of 360×800 pixels, light scheme."""
    context = chromium.new_context(viewport={"width": 360, "height": 800}, color_scheme="light", locale="vi-VN")
    yield context.new_page()
    context.close()
