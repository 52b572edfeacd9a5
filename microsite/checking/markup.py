"""Every text of every file keeps to what its field may hold and to what can be printed, prose pages too."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

from microsite import model as m
from microsite.findings import Finding, KeyPath
from microsite.library import Library, Origin, typed_texts
from microsite.telling import prose
from microsite.vietnamese import typefaces

_FOR_THE_SEARCH = {"also_asked", "match"}


def check(library: Library) -> Iterator[Finding]:
    """Yield what a text may not hold, HTML above all, and characters that no type family holds."""
    site = prose.References(frozenset(m.KINDS.references), _example(library))
    for page in library.pages:
        origin = library.origins[id(page)]
        yield from _judged(site, origin, ("title",), page.title, m.TextKind.PLAIN)
        yield from _judged(site, origin, ("text",), page.text, m.TextKind.ARTICLE, sections=True)
    for record in library.everything():
        origin = library.origin(record)
        for path, value, kind in typed_texts(record):
            # The mark for a number stands in the list of places alone; as long, so that places are exact.
            shown = value.replace("{n}", "nnn") if "places" in path else value
            yield from _judged(site, origin, path, shown, kind)
    yield from _searched(site, library)
    for source in library.sources:
        origin = library.origin(source)
        spoken = [
            (("spoken",), source.spoken),
            *((("places", i, "spoken"), p.spoken) for i, p in enumerate(source.places)),
        ]
        for path, said in spoken:  # of a form of their own, and printed all the same
            yield from _unprintable(origin, path, said or "")


def _searched(site: prose.References, library: Library) -> Iterator[Finding]:
    """Judge what is no record's: the synonyms, and how people ask for pages. The search hands them out as they are."""
    if library.synonyms:
        origin = library.origins[id(library.synonyms)]
        for i, group in enumerate(library.synonyms):
            for k, word in enumerate(group):
                yield from _judged(site, origin, (i, k), word, m.TextKind.PLAIN, printed=False)
    if library.page_queries:
        origin = library.origins[id(library.page_queries)]
        for page, queries in library.page_queries.items():
            for i, query in enumerate(queries):
                yield from _judged(site, origin, (page, i), query, m.TextKind.PLAIN, printed=False)


def _example(library: Library) -> str:
    """Return a reference that an editor of this site could write."""
    if library.targets:
        return f"[[{m.kind_of(m.Target).reference}:{library.targets[0].id}]]"
    return f"[[{m.kind_of(m.Item).reference}:{library.items[0].number if library.items else 1}]]"


def _judged(
    site: prose.References,
    origin: Origin,
    path: KeyPath,
    value: str,
    kind: m.TextKind,
    *,
    sections: bool = False,
    printed: bool = True,
) -> Iterator[Finding]:
    for problem in prose.problems(value, kind, sections=sections, site=site):
        yield Finding(
            "cu-phap-khong-cho-phep",
            origin.text(path, value, problem.start, problem.end),
            problem.message,
            problem.help,
        )
    if kind is m.TextKind.ARTICLE:
        yield from _bare_headings(origin, path, value)
    if printed and _FOR_THE_SEARCH.isdisjoint(path):
        yield from _unprintable(origin, path, value)


def _bare_headings(origin: Origin, path: KeyPath, value: str) -> Iterator[Finding]:
    """Yield headings over nothing: at the end, or right before another of the same or a higher level."""
    blocks = prose.parse(value).blocks
    for block, after in zip(blocks, (*blocks[1:], None), strict=True):
        if not isinstance(block, prose.Heading):
            continue
        if after is None or (isinstance(after, prose.Heading) and after.level <= block.level):
            yield Finding(
                "cu-phap-khong-cho-phep",
                origin.text(path, value, block.start, block.end),
                "Dưới tiêu đề này không có gì.",
                "Viết nội dung ở dưới, hoặc bỏ tiêu đề.",
            )


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
