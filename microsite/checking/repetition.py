"""A reference brings its own words, “ít nhất” and the unit too: none of them is typed beside it once more."""

from __future__ import annotations

import re
from collections.abc import Iterator

from microsite.findings import Finding
from microsite.library import REFERENCE, Library, texts
from microsite.telling import markup

_TOKEN = re.compile(r"%|[^\s%]+")
_NEARBY = 80
"""How far before and after a reference words are looked at, in characters."""


def check(library: Library) -> Iterator[Finding]:
    """Yield words typed beside a reference that shows them itself."""
    written = [(library.origin(record), path, value) for record in library.tellers() for path, value in texts(record)]
    written += [(library.origins[id(page)], ("text",), page.text) for page in library.pages]
    for origin, path, value in written:
        for found in REFERENCE.finditer(value):
            reference = markup.resolve(library, *found.groups())
            if reference is None:
                continue
            shown = " ".join(reference.words.split())
            for start, end in doubled(value, *found.span(), shown):
                typed = value[start:end]
                read = f"{typed} {shown}" if start < found.start() else f"{shown}{value[found.end() : start]}{typed}"
                yield Finding(
                    "lap-tu",
                    origin.text(path, value, start, end),
                    f"Thừa “{typed}”: bạn đọc sẽ thấy “{' '.join(read.split())}”.",
                    f"Bỏ đi, vì {found.group()} tự hiện thành “{shown}”.",
                )


def doubled(value: str, start: int, end: int, shown: str) -> Iterator[tuple[int, int]]:
    """Yield where ``value`` says what ``shown`` says at its ends.

    That is, just before ``start``, the words ``shown`` begins with, and just after ``end`` those it ends with.
    """
    words = _TOKEN.findall(shown.casefold())
    paragraph = value.rfind("\n\n", 0, start)
    first = max(paragraph, start - _NEARBY, 0)
    before = [
        (at.start() + first, at.group().lstrip("(“")) for at in _TOKEN.finditer(value[first:start].replace("*", " "))
    ]
    for n in range(min(len(words), len(before)), 0, -1):
        if [word.casefold() for _, word in before[-n:]] == words[:n]:
            typed = value[:start].rstrip("* \n\u00a0")
            yield value.index(before[-n][1], before[-n][0]), len(typed)
            break
    ending = value[end : end + _NEARBY].split("\n\n")[0].replace("*", " ")
    after = [(at.start() + end, at.group().rstrip(",.;:!?)”…")) for at in _TOKEN.finditer(ending)]
    for n in range(min(len(words), len(after)), 0, -1):
        if [word.casefold() for _, word in after[:n]] == words[-n:] or (n == 1 and after[0][1] == "%" and "%" in words):
            yield after[0][0], after[n - 1][0] + len(after[n - 1][1])
            break
