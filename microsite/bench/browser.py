"""A Chromium, and a local server that sends a site as hosts do: under gzip, each request counted."""

from __future__ import annotations

import contextlib
import functools
import gzip
import http.server
import re
import shutil
import socket
import sys
import threading
from collections.abc import Iterator
from http import HTTPStatus
from pathlib import Path
from typing import TYPE_CHECKING, Any

from microsite.bench.project import UnavailableError
from microsite.publishing.compress import TEXT

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

NAMES = ("chromium", "chromium-browser", "google-chrome", "chrome")
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
)


def chromium_path() -> str:
    """Return where a Chromium stands. Raises :class:`UnavailableError` where there is none."""
    found = next((path for name in NAMES if (path := shutil.which(name))), None)
    if found is None:
        raise UnavailableError("no Chromium on this machine (Debian: apt-get install chromium)")
    return found


@contextlib.contextmanager
def chromium() -> Iterator[Browser]:
    """Give a headless Chromium."""
    path = chromium_path()
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=list(FLAGS))
        try:
            yield browser
        finally:
            browser.close()


def opened(page: Page, address: str) -> None:
    """Open ``address`` in the tab ``page`` and wait until it is at rest.

    Raises :class:`UnavailableError` where no page is there, and for a page that asks for what is not there.
    """
    lost: list[str] = []
    page.on("response", lambda answer: lost.append(answer.url) if answer.status >= HTTPStatus.BAD_REQUEST else None)
    response = page.goto(address, wait_until="networkidle")
    expected = HTTPStatus.OK, HTTPStatus.NOT_MODIFIED
    if response is None or response.status not in expected:
        raise UnavailableError(f"{address} is not there ({response.status if response else 'no answer'})")
    if lost:
        raise UnavailableError(f"{address} asks for {lost[0]}, which is not there")


class Traffic:
    """What a server has sent: the bytes of heads and bodies, by request."""

    def __init__(self) -> None:
        self.requests: list[tuple[str, int]] = []

    @property
    def bytes(self) -> int:
        """Return how many bytes were sent."""
        return sum(size for _, size in self.requests)


class _Counting:
    """A stream that counts what is written to it."""

    def __init__(self, stream: Any) -> None:
        self._stream = stream
        self.count = 0

    def write(self, data: bytes) -> int:
        self.count += len(data)
        return int(self._stream.write(data) or len(data))

    def __getattr__(self, name: str) -> Any:
        return getattr(self._stream, name)


@functools.lru_cache(maxsize=4096)
def _gzipped(path: str, _changed: int) -> bytes:
    return gzip.compress(Path(path).read_bytes(), compresslevel=6, mtime=0)


class _Handler(http.server.SimpleHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def __init__(self, *args: Any, traffic: Traffic, base: str, **kwargs: Any) -> None:
        self.traffic, self.base = traffic, base
        super().__init__(*args, **kwargs)

    def translate_path(self, path: str) -> str:
        return super().translate_path("/" + path.removeprefix(self.base))

    def setup(self) -> None:
        super().setup()
        # Heads and bodies leave in many small writes; waiting for each other would slow the page down.
        self.connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.wfile = _Counting(self.wfile)  # type: ignore[assignment]

    def do_GET(self) -> None:
        before = self.wfile.count  # type: ignore[attr-defined]
        self._send()
        self.traffic.requests.append((self.path, self.wfile.count - before))  # type: ignore[attr-defined]

    def _send(self) -> None:
        path = Path(self.translate_path(self.path))
        if path.is_dir():
            path /= "index.html"
        if path.suffix not in TEXT or not path.is_file() or "If-Modified-Since" in self.headers:
            super().do_GET()
            return
        body = _gzipped(str(path), path.stat().st_mtime_ns)
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", self.guess_type(str(path)))
        self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Cache-Control", "max-age=600")  # as GitHub Pages
        self.send_header("Last-Modified", self.date_time_string(path.stat().st_mtime))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 (the base class's name)
        """Say nothing."""


class _Server(http.server.ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Say nothing of a browser that has left the page or ended."""
        if not isinstance(sys.exc_info()[1], ConnectionError):
            super().handle_error(request, client_address)


@contextlib.contextmanager
def served(site: Path) -> Iterator[tuple[str, Traffic]]:
    """Serve the folder ``site`` on this machine; give its address, which ends in a slash, and what is sent.

    The address has the path that the site was built for.
    """
    traffic, base = Traffic(), _base(site)
    handler = functools.partial(_Handler, traffic=traffic, base=base, directory=str(site))
    server = _Server(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}{base}", traffic
    finally:
        server.shutdown()
        server.server_close()


def _base(site: Path) -> str:
    """Return the path that the site in ``site`` was built for: only its page for lost addresses depends on it."""
    lost = site / "404.html"
    found = re.search(r'href="(/[^"]*)assets/site\.css"', lost.read_text(encoding="utf-8")) if lost.is_file() else None
    return found[1] if found else "/"
