"""Firefox driven over WebDriver BiDi: a process, a WebSocket of the standard library, the few commands needed.

Neither geckodriver nor a package is needed: Firefox itself speaks BiDi (https://w3c.github.io/webdriver-bidi/)
at the port it writes into ``WebDriverBiDiServer.json`` of its profile.
"""

from __future__ import annotations

import base64
import itertools
import json
import os
import shutil
import socket
import struct
import subprocess
import time
from pathlib import Path
from typing import Any

NAMES = ("firefox-esr", "firefox")

PREFERENCES = {
    "app.normandy.enabled": False,
    "app.update.disabledForTesting": True,
    "browser.shell.checkDefaultBrowser": False,
    "browser.startup.homepage": "about:blank",
    "datareporting.policy.dataSubmissionEnabled": False,
    "network.captive-portal-service.enabled": False,
    "network.connectivity-service.enabled": False,
    "toolkit.telemetry.reportingpolicy.firstRun": False,
}

KEYS = {"Enter": "\ue007", "Escape": "\ue00c", "ArrowDown": "\ue015"}


class BidiError(Exception):
    """Firefox refused a command, or did not come up."""


def firefox_path() -> str | None:
    """Return where a Firefox stands on this machine, or ``None``."""
    return next((path for name in NAMES if (path := shutil.which(name))), None)


class WebSocket:
    """A client's end of a WebSocket (RFC 6455): text messages both ways, pings answered."""

    def __init__(self, host: str, port: int, path: str, timeout: float) -> None:
        self._socket = socket.create_connection((host, port), timeout)
        key = base64.b64encode(os.urandom(16)).decode()
        head = f"GET {path} HTTP/1.1\r\nHost: {host}:{port}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
        self._socket.sendall(f"{head}Sec-WebSocket-Key: {key}\r\nSec-WebSocket-Version: 13\r\n\r\n".encode())
        self._in = self._socket.makefile("rb")
        if b" 101 " not in self._in.readline():
            raise BidiError("no WebSocket there")
        while self._in.readline().strip():
            pass

    def send(self, text: str) -> None:
        """Send a message."""
        self._frame(1, text.encode())

    def receive(self) -> str:
        """Return the next message."""
        message = b""
        while True:
            first, second = self._in.read(2)
            length = second & 127
            if length > 125:
                length = struct.unpack("!H" if length == 126 else "!Q", self._in.read(2 if length == 126 else 8))[0]
            body = self._in.read(length)
            if first & 15 == 9:
                self._frame(10, body)
            elif first & 15 == 8:
                raise BidiError("the browser has hung up")
            elif first & 15 < 3:
                message += body
                if first & 128:
                    return message.decode()

    def _frame(self, kind: int, body: bytes) -> None:
        mask = os.urandom(4)
        size = (
            bytes([128 | len(body)])
            if len(body) < 126
            else struct.pack("!BH", 254, len(body))
            if len(body) < 65536
            else struct.pack("!BQ", 255, len(body))
        )
        self._socket.sendall(bytes([128 | kind]) + size + mask + bytes(b ^ mask[i % 4] for i, b in enumerate(body)))

    def close(self) -> None:
        """Hang up."""
        self._in.close()
        self._socket.close()


class Firefox:
    """A running headless Firefox with one tab."""

    def __init__(self, path: str, profile: Path, *, timeout: float = 60) -> None:
        lines = (f"user_pref({json.dumps(name)}, {json.dumps(value)});" for name, value in PREFERENCES.items())
        (profile / "user.js").write_text("\n".join(lines), encoding="utf-8")
        self._process = subprocess.Popen(
            [path, "--headless", "--no-remote", "--remote-debugging-port=0", "--profile", str(profile)],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            env={**os.environ, "HOME": str(profile), "MOZ_HEADLESS": "1"},
        )
        self._numbers = itertools.count(1)
        address = profile / "WebDriverBiDiServer.json"
        deadline = time.monotonic() + timeout
        while not (address.is_file() and address.stat().st_size):
            if self._process.poll() is not None or time.monotonic() > deadline:
                self.stop()
                raise BidiError("Firefox did not come up")
            time.sleep(0.05)
        told = json.loads(address.read_text(encoding="utf-8"))
        self._socket = WebSocket(told["ws_host"], told["ws_port"], "/session", timeout)
        self.call("session.new", capabilities={})
        self.tab = self.call("browsingContext.getTree")["contexts"][0]["context"]

    def call(self, method: str, **params: Any) -> Any:
        """Send a command and return its result; events in between are passed over."""
        number = next(self._numbers)
        self._socket.send(json.dumps({"id": number, "method": method, "params": params}))
        while True:
            answer = json.loads(self._socket.receive())
            if answer.get("id") == number:
                if answer["type"] == "error":
                    raise BidiError(f"{method}: {answer['error']}: {answer['message']}")
                return answer["result"]

    def goto(self, url: str) -> None:
        """Open ``url`` and wait until it has loaded."""
        self.call("browsingContext.navigate", context=self.tab, url=url, wait="complete")

    def evaluate(self, expression: str) -> Any:
        """Return the value of a JavaScript expression (of a promise, what it yields) that gives a plain value."""
        outcome = self.call("script.evaluate", expression=expression, target={"context": self.tab}, awaitPromise=True)
        if outcome["type"] != "success":
            raise BidiError(outcome["exceptionDetails"]["text"])
        return outcome["result"].get("value")

    def wait_for(self, expression: str, timeout: float = 15) -> Any:
        """Wait until a JavaScript expression is true (also over a change of page) and return its value."""
        deadline = time.monotonic() + timeout
        while True:
            try:
                if value := self.evaluate(expression):
                    return value
            except BidiError:  # between two pages
                pass
            if time.monotonic() > deadline:
                raise BidiError(f"never true: {expression}")
            time.sleep(0.05)

    def press(self, keys: str) -> None:
        """Press a key by its name in :data:`KEYS`, or type a text."""
        actions = [
            {"type": kind, "value": key}
            for key in ([KEYS[keys]] if keys in KEYS else keys)
            for kind in ("keyDown", "keyUp")
        ]
        self.call(
            "input.performActions", context=self.tab, actions=[{"type": "key", "id": "keyboard", "actions": actions}]
        )

    def stop(self) -> None:
        """End the browser."""
        if hasattr(self, "_socket"):
            self._socket.close()
        self._process.terminate()
        try:
            self._process.wait(10)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
