"""Which files the site offers: every sheet of every format, with its data."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from microsite.library import Library
from microsite.model import Format, Paper
from microsite.outputs.handouts import selection, templates
from microsite.outputs.handouts.frame import Wanted, Writer
from microsite.outputs.handouts.selection import Selection
from microsite.outputs.handouts.tables import Json
from microsite.telling import addresses

LARGE_SUFFIX = "-chu-lon"
PRESS_SUFFIX = "-in-gap"
SECTION = 40
"""Pages of a booklet's folded section at most (ten sheets of A4): more cannot be stapled at home."""


@dataclass(frozen=True, slots=True)
class Job:
    """A file to be made: what is known of it before it is set.

    ``imposes`` is the job whose pages it rearranges.
    """

    name: str
    title: str
    format: Format
    page: str
    items: tuple[str, ...]
    paper: Paper
    large: bool
    data: Json
    epoch: int
    imposes: Job | None = None


def plan(library: Library, writer: Writer) -> Iterator[Job]:
    """Yield every file the site offers, in a fixed order, an imposed file right after the one it is made of."""
    pressed = {of: kind for kind in library.formats for of in kind.imposes}
    for kind in library.formats:
        seen: set[str] = set()
        for about in kind.about:
            papers = kind.papers if kind.every_paper or about == "all" else kind.papers[:1]
            for chosen in selections(library, kind, about):
                for job in jobs(kind, chosen, writer, papers=papers):
                    if job.name in seen:
                        continue
                    seen.add(job.name)
                    yield job
                    if kind.id in pressed and job.paper == "a5":
                        yield imposed(pressed[kind.id], job)


def selections(library: Library, kind: Format, about: str) -> Iterator[Selection]:
    """Yield the sets of items that a format makes a sheet of each; none where the site has nothing for it."""
    template = templates.of(kind)
    if not template.there(library, kind):
        return
    if template.single or (about == "item" and not template.whole):
        yield from map(selection.one, library.items)
    elif about in selection.GROUPINGS and not template.whole:
        yield from selection.GROUPINGS[about].all(library)
    else:
        yield selection.everything(library)


def jobs(
    kind: Format, chosen: Selection, writer: Writer, *, papers: Sequence[Paper], large: bool | None = None
) -> Iterator[Job]:
    """Yield the files of one format for one selection: each paper, then large print (``large`` picks one of the two).

    A file's name tells its paper unless that is the only one asked for and the format's usual one.
    """
    named = tuple(papers) != kind.papers[:1]
    if kind.always_large or large is not True:
        for paper in papers:
            suffix = f"-{paper}" if named else ""
            yield _job(Wanted(kind, chosen, paper, large=kind.always_large), writer, suffix)
    if not kind.always_large and large is not False:
        yield _job(Wanted(kind, chosen, "a4", large=True), writer, LARGE_SUFFIX)


def _job(wanted: Wanted, writer: Writer, suffix: str) -> Job:
    kind, chosen, template = wanted.kind, wanted.chosen, templates.of(wanted.kind)
    sized = kind if kind.sizes else kind.model_copy(update={"sizes": template.sizes})
    data = template.data(writer, dataclasses.replace(wanted, kind=sized))
    whole = template.whole or not chosen.key
    return Job(
        name=f"{kind.id}{'' if whole else '-' + chosen.key}{suffix}.pdf",
        title=data["doc"]["title"],
        format=kind,
        page=template.page if chosen.record is None else addresses.page_of(chosen.record),
        items=tuple(i.id for i in chosen.items) if template.items else (),
        paper=wanted.paper,
        large=wanted.large,
        data=data,
        epoch=data["epoch"],
    )


def imposed(kind: Format, job: Job) -> Job:
    """Return the job that imposes the A5 booklet of ``job`` on A4."""
    name = job.name.removesuffix(".pdf") + PRESS_SUFFIX + ".pdf"
    title = f"{kind.name} (chỉ để in): {job.title}"
    data = {
        "doc": {
            "title": title,
            "author": job.data["doc"]["author"],
            "description": f"Tệp này chỉ để in hai mặt, gấp và dập ghim. Để đọc, dùng tệp {job.name}.",
            "keywords": job.data["doc"]["keywords"],
        },
        "section": SECTION,
    }
    return dataclasses.replace(job, name=name, title=title, format=kind, paper="a4", data=data, imposes=job)
