"""A local preview that rebuilds and reloads when an input changes. For this machine only (127.0.0.1)."""

from __future__ import annotations

import functools
import http.server
import threading
import time
from collections.abc import Callable
from http import HTTPStatus
from pathlib import Path
from typing import Any

from microsite.checking.checked import checked
from microsite.findings import Console, UserError
from microsite.folders import Folders
from microsite.outputs.pages.render import TemplateError
from microsite.publishing import preview
from microsite.publishing.engine import BuildError
from microsite.telling import addresses

_SNIPPET = b'<script>new EventSource("/__live").onmessage=()=>location.reload()</script>'

LAST_PORT = 65535


class _Live:
    """Counts the builds; page requests wait here for the next one."""

    def __init__(self) -> None:
        self.version = 0
        self.changed = threading.Condition()

    def bump(self) -> None:
        """Tell every waiting page that a new build is there."""
        with self.changed:
            self.version += 1
            self.changed.notify_all()


class _Handler(http.server.SimpleHTTPRequestHandler):
    def __init__(self, *args: Any, live: _Live, **kwargs: Any) -> None:
        self.live = live
        super().__init__(*args, **kwargs)

    def do_GET(self) -> None:
        if self.path == "/__live":
            self._stream()
            return
        path = Path(self.translate_path(self.path))
        if path.is_dir():
            path /= addresses.published(addresses.HOME)
        if path.suffix == ".html" and not path.is_file():
            path = Path(str(self.directory)) / addresses.NOT_FOUND
        if path.suffix == ".html" and path.is_file():
            body = path.read_bytes().replace(b"</body>", _SNIPPET + b"</body>")
            self.send_response(HTTPStatus.NOT_FOUND if path.name == addresses.NOT_FOUND else HTTPStatus.OK)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)
            return
        super().do_GET()

    def end_headers(self) -> None:
        self.send_header("Cache-Control", "no-store")
        super().end_headers()

    def _stream(self) -> None:
        seen = self.live.version
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", "text/event-stream")
        self.end_headers()
        try:
            while True:
                with self.live.changed:
                    self.live.changed.wait(timeout=15)
                if self.live.version != seen:
                    seen = self.live.version
                    self.wfile.write(b"data: new\n\n")
                else:
                    self.wfile.write(b": still here\n\n")
                self.wfile.flush()
        except (BrokenPipeError, ConnectionResetError):
            return

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 (the base class's name)
        """Say nothing: the terminal is for findings."""


def watched(folders: Folders) -> list[Path]:
    """Return what a change of calls for a new build."""
    return [folders.site / "qa", folders.site / "content", *folders.themes, folders.settings]


def run(folders: Folders, port: int, console: Console) -> int:
    """Build, serve on ``port`` and rebuild on change until interrupted. Return the exit status."""
    from watchfiles import watch

    if port > LAST_PORT:
        raise UserError(f"Không có cổng {port}; số cổng lớn nhất là {LAST_PORT}.")
    _rebuild(folders, console, lambda: None)
    shown_from = preview.folder(folders) / "site"
    if not shown_from.is_dir():
        return 1
    live = _Live()
    handler = functools.partial(_Handler, live=live, directory=str(shown_from))
    try:
        server = http.server.ThreadingHTTPServer(("127.0.0.1", port), handler)
    except OSError:
        raise UserError(
            f"Cổng {port} đang bận; chọn cổng khác, ví dụ: python3 build.py serve --port {port + 1}"
        ) from None
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, daemon=True).start()
    console.say(
        f"Xem tại http://127.0.0.1:{server.server_address[1]}/ – trang tự tải lại khi bạn lưu tệp; nhấn Ctrl+C để dừng."
    )
    try:
        for _ in watch(*watched(folders), debounce=60, step=15):
            started = time.monotonic()

            def shown(started: float = started) -> None:
                live.bump()
                console.say(f"Đã cập nhật sau {time.monotonic() - started:.1f} giây.")

            _rebuild(folders, console, shown)
    finally:
        server.shutdown()
    return 0


def _rebuild(folders: Folders, console: Console, shown: Callable[[], None]) -> None:
    library = checked(folders, console)
    if library is None:
        console.say("Nội dung còn lỗi; trang đang xem giữ bản trước đó.")
        return
    try:
        preview.rebuild(folders, library, shown)
    except (BuildError, TemplateError, UserError) as error:
        console.say(f"lỗi: {error}")
