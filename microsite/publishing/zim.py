"""The finished site as one ZIM file, for Kiwix readers. Needs the package ``libzim``, which no other step does."""

from __future__ import annotations

import datetime as dt
import html
import importlib
import mimetypes
import re
import textwrap
from pathlib import Path
from typing import Any

from microsite import model as m
from microsite.publishing import offline
from microsite.telling import addresses


def write(site: Path, target: Path, settings: m.Site, day: dt.date) -> int:
    """Write the folder ``site`` into the ZIM file ``target``; return its size in bytes.

    Raises ImportError without libzim.
    """
    zim: Any = importlib.import_module("libzim.writer")

    class Entry(zim.Item):  # type: ignore[misc]
        def __init__(self, path: Path) -> None:
            super().__init__()
            self.path = path

        def get_path(self) -> str:
            return self.path.relative_to(site).as_posix()

        def get_title(self) -> str:
            found = (
                re.search(r"<title>(.*?)</title>", self.path.read_text("utf-8"))
                if self.path.suffix == ".html"
                else None
            )
            return html.unescape(found.group(1)).removesuffix(f" – {settings.title}") if found else ""

        def get_mimetype(self) -> str:
            return mimetypes.guess_type(self.path.name)[0] or "application/octet-stream"

        def get_contentprovider(self) -> Any:
            return zim.FileProvider(self.path)

        def get_hints(self) -> dict[Any, int]:
            return {zim.Hint.FRONT_ARTICLE: int(self.path.suffix == ".html")}

    target.unlink(missing_ok=True)
    with zim.Creator(str(target)).config_indexing(True, "vie") as out:
        out.set_mainpath(addresses.published(addresses.HOME))
        about: dict[str, Any] = {
            "Title": settings.name,
            "Description": textwrap.shorten(settings.tagline, 80, placeholder="…"),
            "LongDescription": settings.description,
            "Language": "vie",
        }
        about |= {
            "Name": f"{settings.key}_vie",
            "Creator": settings.publisher,
            "Publisher": settings.publisher,
            "Date": day,
        }
        for name, content in about.items():
            out.add_metadata(name, content)
        out.add_illustration(48, (site / addresses.icon("48")).read_bytes())
        for path in offline.files(site, settings):
            out.add_item(Entry(path))
    return target.stat().st_size
