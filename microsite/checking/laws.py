"""Names of laws: their own name begins with a capital, as official spelling has it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from microsite.findings import Finding, KeyPath
from microsite.library import Library, Origin, texts

KIND = "Luật"


def check(library: Library) -> Iterator[Finding]:
    """Yield each known law whose name a text begins with a small letter.

    The laws are those of ``content/documents.yml``. A law yet to be made may be described (“Luật sửa đổi Luật …”):
    it is none of them.
    """
    names = [d.title.removeprefix(f"{KIND} ").partition(" năm ")[0] for d in library.documents if d.kind == KIND]
    if not names:
        return
    known = {name.lower(): name for name in names}
    pattern = re.compile(rf"\b{KIND} ({'|'.join(map(re.escape, sorted(known, key=len, reverse=True)))})\b")
    for page in library.pages:
        yield from _judged(pattern, known, page.text, library.origins[id(page)], ("text",))
    for record in library.tellers():
        for path, value in texts(record):
            yield from _judged(pattern, known, value, library.origin(record), path)


def _judged(
    pattern: re.Pattern[str], known: dict[str, str], value: str, origin: Origin, path: KeyPath
) -> Iterator[Finding]:
    for found in pattern.finditer(value):
        message = f"Tên luật “{found.group()}” viết thường."
        yield Finding(
            "ten-luat", origin.text(path, value, *found.span()), message, f"Viết “{KIND} {known[found.group(1)]}”."
        )
