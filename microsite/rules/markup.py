"""Every text keeps to the allowed Markdown, prose pages too; so do the words and addresses that pages print as they are."""

from __future__ import annotations

import re
from collections.abc import Iterator

from microsite import markup
from microsite import model as m
from microsite.findings import Finding
from microsite.library import Library, texts

_WITH_HEADINGS = {"answer", "asks"}
_NO_ADDRESS = re.compile(r"[<>\"'`(){}\[\]|\\]")


def check(library: Library) -> Iterator[Finding]:
    """Yield what is outside the allowed Markdown, HTML above all."""
    for page in library.pages:
        origin = library.origins[id(page)]
        for key, value in (("title", page.title), ("text", page.text)):
            for problem in markup.problems(value, headings=key == "text", sections=key == "text"):
                yield Finding(
                    "cu-phap-khong-cho-phep", origin.text((key,), value, problem.start, problem.end), problem.message, problem.help
                )
    # Codes in other records, but words in these.
    documents: tuple[m.Source | m.Document, ...] = (*library.sources, *library.documents)
    for document in documents:
        for problem in markup.problems(document.kind, headings=False):
            place = library.origin(document).text(("kind",), document.kind, problem.start, problem.end)
            yield Finding("cu-phap-khong-cho-phep", place, problem.message, problem.help)
    for source in library.sources:
        for i, place_ in enumerate(source.places):
            for problem in markup.problems(place_.at.replace("{n}", "1"), headings=False):
                yield Finding("cu-phap-khong-cho-phep", library.origin(source).value("places", i, "at"), problem.message, problem.help)
        if source.url is not None and _NO_ADDRESS.search(source.url):
            yield Finding(
                "dia-chi-sai",
                library.origin(source).value("url"),
                "Địa chỉ có ký tự không được phép.",
                "Bỏ các dấu ngoặc, nháy, < và >; nếu địa chỉ cần chúng thì viết dạng mã %28, %29…",
            )
    for record in (*library.records(), library.site, *library.sources, *library.audiences, *library.topics, *library.target_groups):
        origin = library.origin(record)
        for path, value in texts(record):
            for problem in markup.problems(value, headings=path[-1] in _WITH_HEADINGS):
                yield Finding("cu-phap-khong-cho-phep", origin.text(path, value, problem.start, problem.end), problem.message, problem.help)
