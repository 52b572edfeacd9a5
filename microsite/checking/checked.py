"""Read and check the content: the gate before every build."""

from __future__ import annotations

import datetime as dt
import os

from microsite import reading
from microsite.checking import check
from microsite.findings import Console, Finding, Severity, UserError, in_order
from microsite.folders import Folders
from microsite.library import Library

VIETNAM = dt.timezone(dt.timedelta(hours=7))


def today() -> dt.date:
    """Return today's date in Vietnam, or in UTC that of ``SOURCE_DATE_EPOCH`` (seconds since 1970) when it is set."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    try:
        return dt.datetime.fromtimestamp(int(epoch), dt.UTC).date() if epoch else dt.datetime.now(VIETNAM).date()
    except (ValueError, OverflowError, OSError):
        raise UserError(
            f"biến môi trường SOURCE_DATE_EPOCH phải là số giây tính từ năm 1970, ở đây là “{epoch}”."
        ) from None


def judged(folders: Folders) -> tuple[Library, list[Finding]]:
    """Read the content of the site; return what could be read and every finding, in order."""
    result = reading.read(folders.site)
    templates = {path.stem for theme in folders.themes for path in (theme / "handouts").glob("*.typ")}
    return result.library, in_order([*result.findings, *check(result.library, today(), templates)])


def checked(folders: Folders, console: Console, style: str = "text") -> Library | None:
    """Read and check the content of the site; print the findings.

    Return what of the library is to be shown, if there is no error.
    """
    library, found = judged(folders)
    console.findings(found, style)
    errors = sum(f.severity is Severity.ERROR for f in found)
    if style != "json" and found:
        files = len({f.place.file.path for f in found})
        console.say(f"{errors} lỗi, {len(found) - errors} lưu ý trong {files} tệp.")
    return library.in_use() if errors == 0 else None
