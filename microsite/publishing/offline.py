"""The finished site made fit for life without a network: an app manifest, a service worker, a zip for USB sticks."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import zipfile
from collections.abc import Iterator
from pathlib import Path

from microsite import model as m
from microsite.outputs import textfile
from microsite.telling import addresses

README = "DOC-TRUOC.txt"

SHELL = (
    addresses.published(addresses.HOME),
    addresses.published(addresses.OFFLINE),
    addresses.STYLE,
    addresses.START,
    addresses.SCRIPT,
    addresses.ICON,
    addresses.searching("search"),
    addresses.searching("index"),
)
"""What the service worker fetches when it is installed: the frame of every page, and the search up to its first
index."""

_CACHED = {".html", ".css", ".js", ".json", ".svg", ".png", ".webmanifest"}
_STORED = {".pdf", ".png", ".zip", ".zim", ".jpg", ".webp", ".woff2"}
_WEB_ONLY = {".gz", ".br"}


def write(site: Path, theme: Path, settings: m.Site, day: dt.date | None = None) -> int:
    """Add manifest, service worker and archive to the folder ``site``, which holds everything else already.

    ``day`` is the date that the files in the archive bear. Return the archive's size in bytes.
    """
    for name in (addresses.WORKER, addresses.archive(settings)):
        (site / name).unlink(missing_ok=True)
    textfile.write(site / addresses.MANIFEST, json.dumps(manifest(settings), ensure_ascii=False, indent=1) + "\n")
    template = (theme / "offline" / "sw.js").read_text(encoding="utf-8")
    textfile.write(site / addresses.WORKER, worker(site, template, settings))
    return archive(site, settings, day)


def manifest(settings: m.Site) -> dict[str, object]:
    """Return the web app manifest; its addresses are relative, so that any folder of a host will do."""
    icons = [
        {"src": addresses.icon("192"), "sizes": "192x192", "type": "image/png"},
        {"src": addresses.icon("512"), "sizes": "512x512", "type": "image/png"},
        {"src": addresses.icon("512-maskable"), "sizes": "512x512", "type": "image/png", "purpose": "maskable"},
        {"src": addresses.ICON, "sizes": "any", "type": "image/svg+xml"},
    ]
    return {
        "id": "./",
        "name": settings.title,
        "short_name": settings.name,
        "description": settings.description,
        "lang": "vi",
        "dir": "ltr",
        "start_url": f"./{addresses.published(addresses.HOME)}",
        "scope": "./",
        "display": "standalone",
        "background_color": "#ffffff",
        "theme_color": settings.icon.colour,
        "icons": icons,
    }


def worker(site: Path, template: str, settings: m.Site) -> str:
    """Return the service worker for ``site``: its version is a fingerprint of all that it may cache."""
    version = hashlib.sha256(template.encode())
    own = set()
    for path in files(site, settings):
        name = path.relative_to(site).as_posix()
        own.add(name.partition("/")[0])
        if path.suffix in _CACHED:
            version.update(name.encode() + b"\0" + hashlib.sha256(path.read_bytes()).digest())
    shell = [name for name in SHELL if (site / name).is_file()]
    lost = addresses.published(addresses.OFFLINE)
    told = {
        "key": settings.key,
        "version": version.hexdigest()[:16],
        "shell": shell,
        "own": sorted(own),
        "home": addresses.published(addresses.HOME),
        "apart": [f"{addresses.HANDOUTS}/", f"{addresses.DATA.partition('/')[0]}/", addresses.WORKER],
        "lost": lost if lost in shell else None,
    }
    return template.replace("@SITE@", json.dumps(told, ensure_ascii=False))


def files(site: Path, settings: m.Site) -> Iterator[Path]:
    """Yield the site's files in order of their names, without worker, archive and copies compressed for the web."""
    apart = (site / addresses.WORKER, site / addresses.archive(settings))
    for path in sorted(site.rglob("*"), key=lambda p: p.relative_to(site).as_posix()):
        if path.is_file() and path.suffix not in _WEB_ONLY and path not in apart:
            yield path


def archive(site: Path, settings: m.Site, day: dt.date | None = None) -> int:
    """Write the archive of ``site``: the same files give the same bytes. Return its size in bytes."""
    when = (day.year, day.month, day.day, 0, 0, 0) if day else (1980, 1, 1, 0, 0, 0)
    target = site / addresses.archive(settings)
    with zipfile.ZipFile(target, "w") as out:

        def add(name: str, content: bytes, *, stored: bool = False) -> None:
            entry = zipfile.ZipInfo(f"{target.stem}/{name}", when)
            entry.create_system = 3
            entry.external_attr = 0o100644 << 16
            entry.compress_type = zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED
            out.writestr(entry, content, compresslevel=None if stored else 9)

        add(README, readme(settings))
        for path in files(site, settings):
            if path == site / addresses.NOT_FOUND:  # shown by servers only; its links begin at their root
                continue
            add(path.relative_to(site).as_posix(), path.read_bytes(), stored=path.suffix in _STORED)
    return target.stat().st_size


def readme(settings: m.Site) -> bytes:
    """Return the note in the archive, as Windows' oldest editor reads it: with a byte order mark and CRLF."""
    lines = [
        settings.title.upper(),
        "",
        settings.description,
        "",
        "CÁCH XEM",
        "1. Giải nén cả thư mục này ra USB hoặc ổ đĩa (đừng mở thẳng trong tệp nén).",
        f"2. Mở tệp {addresses.published(addresses.HOME)} bằng trình duyệt (Chrome, Edge, Cốc Cốc, Firefox, Safari).",
        "Không cần nối mạng, không cần cài đặt gì. Ô tìm kiếm và các tờ in đều dùng được.",
        "",
        "BẢN MỚI",
        "Bản chép này không tự cập nhật."
        + (
            f" Bản mới nhất ở {settings.address}"
            if settings.address
            else " Muốn có bản mới, hỏi nơi đã đưa cho bạn bản này."
        ),
        "",
        "CHIA SẺ",
        "Được chép và đưa lại cho người khác. Đây là trang thông tin tham khảo;",
        "khi cần căn cứ chính thức, xem văn bản gốc.",
        "",
        settings.publisher,
        "",
    ]
    return ("\ufeff" + "\r\n".join(lines)).encode("utf-8")
