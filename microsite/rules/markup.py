"""Every text keeps to the allowed Markdown."""

from __future__ import annotations

from collections.abc import Iterator

from microsite import markup
from microsite.findings import Finding
from microsite.library import Library, texts

_WITH_HEADINGS = {"answer", "asks"}


def check(library: Library) -> Iterator[Finding]:
    """Yield what is outside the allowed Markdown, HTML above all."""
    for record in (*library.records(), library.site, *library.sources, *library.audiences, *library.topics, *library.target_groups):
        origin = library.origin(record)
        for path, value in texts(record):
            for problem in markup.problems(value, headings=path[-1] in _WITH_HEADINGS):
                yield Finding("cu-phap-khong-cho-phep", origin.text(path, value, problem.start, problem.end), problem.message, problem.help)
