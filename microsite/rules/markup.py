"""Every text keeps to the allowed Markdown and to what can be printed, prose pages too; so do the words and addresses that pages print as they are."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from microsite import markup, typefaces
from microsite import model as m
from microsite.findings import Finding
from microsite.library import KeyPath, Library, Origin, texts

_WITH_HEADINGS = {"answer", "asks"}
_FOR_THE_SEARCH = {"also_asked", "match"}
_NO_ADDRESS = re.compile(r"[<>\"'`(){}\[\]|\\]")


def check(library: Library) -> Iterator[Finding]:
    """Yield what is outside the allowed Markdown, HTML above all, and characters that no type family holds."""
    for page in library.pages:
        origin = library.origins[id(page)]
        for key, value in (("title", page.title), ("text", page.text)):
            for problem in markup.problems(value, headings=key == "text", sections=key == "text"):
                yield Finding(
                    "cu-phap-khong-cho-phep", origin.text((key,), value, problem.start, problem.end), problem.message, problem.help
                )
            yield from _unprintable(origin, (key,), value)
    for source in library.sources:
        if source.url is not None and _NO_ADDRESS.search(source.url):
            yield Finding(
                "dia-chi-sai",
                library.origin(source).value("url"),
                "Địa chỉ có ký tự không được phép.",
                "Bỏ các dấu ngoặc, nháy, < và >; nếu địa chỉ cần chúng thì viết dạng mã %28, %29…",
            )
    if library.site.contact is not None:
        yield from _unprintable(library.origin(library.site), ("contact",), library.site.contact)
    for record, path, value in _words(library):
        origin = library.origin(record)
        for problem in markup.problems(value, headings=path[-1] in _WITH_HEADINGS):
            yield Finding("cu-phap-khong-cho-phep", origin.text(path, value, problem.start, problem.end), problem.message, problem.help)
        if _FOR_THE_SEARCH.isdisjoint(path):
            yield from _unprintable(origin, path, value)


def _words(library: Library) -> Iterator[tuple[m.Record, KeyPath, str]]:
    """Yield every text with its record and the path to it, and what is a code in other records but words in these."""
    documents: tuple[m.Source | m.Document, ...] = (*library.sources, *library.documents)
    for document in documents:
        yield document, ("kind",), document.kind
    for source in library.sources:
        for i, place in enumerate(source.places):
            yield source, ("places", i, "at"), place.at.replace("{n}", "nnn")  # as long, so that places are exact
    for record in (*library.records(), library.site, *library.sources, *library.audiences, *library.topics, *library.target_groups):
        for path, value in texts(record):
            yield record, path, value


def _unprintable(origin: Origin, path: KeyPath, value: str) -> Iterator[Finding]:
    for found in typefaces.missing(value):
        # Strange blanks are told as markup, hidden characters as such.
        if not all(c.isspace() or unicodedata.category(c) in {"Cc", "Cf"} for c in found.group()):
            yield Finding(
                "ky-tu-khong-in-duoc",
                origin.text(path, value, *found.span()),
                f"Không in được ký tự {typefaces.named(found.group())}.",
                "Xóa đi, hoặc viết bằng chữ; mục của danh sách thì bắt đầu bằng “- ”.",
            )
