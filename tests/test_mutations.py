"""``check`` is the gate: after any change to any file it tells what is wrong, at a place, or everything can be made.

By default some four hundred mutations are tried, and of those that ``check`` takes a few are built whole. With
``MICROSITE_WHOLE_CORPUS`` set, every mutation is tried and every one taken is built (an hour). A build holds one
mutation of every file at once; where they do not go together, or fail, its halves are built.
"""

from __future__ import annotations

import itertools
import json
import os
import shutil
import traceback
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest

from microsite import model as m
from microsite.checking.checked import judged
from microsite.findings import Finding, Severity
from microsite.folders import Folders
from microsite.library import Library
from microsite.outputs.data import exports, schemas
from microsite.outputs.data.files import File
from microsite.outputs.handouts.frame import Writer
from microsite.outputs.handouts.plan import plan
from microsite.outputs.pages import collection, render
from microsite.outputs.search import searchindex
from microsite.publishing import build
from microsite.telling import sitemap
from microsite.telling.sitemap import There
from tests.conftest import ROOT, TODAY_EPOCH
from tests.mutations import Mutation, distinct, load, write

WHOLE = bool(os.environ.get("MICROSITE_WHOLE_CORPUS"))
EVERY = 1 if WHOLE else 37
BUILDS = None if WHOLE else 3
"""So many whole builds are made, each with a mutation of every file that has one ``check`` takes."""


class Tried:
    """A site in a folder, one file of it changed at a time."""

    def __init__(self, root: Path) -> None:
        self.folders = Folders(root)
        self.data = load(root)
        self.mutations = distinct(self.data)

    def judge(self, mutation: Mutation) -> tuple[Library, list[Finding]]:
        """Return what is read and found with ``mutation`` in place."""
        write(self.folders.site, mutation.file, mutation.content)
        return judged(self.folders)

    def restore(self, mutation: Mutation) -> None:
        """Put the file back."""
        write(self.folders.site, mutation.file, self.data[mutation.file])


@pytest.fixture(scope="module")
def tried(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Tried]:
    """The site with every kind of content file."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SOURCE_DATE_EPOCH", TODAY_EPOCH)
        make_schemas_once(patch)
        yield Tried(tmp_path_factory.mktemp("mutations"))


def outputs(library: Library, target: Path) -> None:
    """Make pages, data, search, print collection and the data of every sheet."""
    shutil.rmtree(target, ignore_errors=True)
    render.render(library, ROOT / "theme", target / "pages")
    for _ in exports.contents(library, library.site.address):
        pass
    json.dumps(searchindex.data(library), ensure_ascii=False)
    there = There.of(library)
    for page in sitemap.plan(library):
        if page.subject in library.items:
            collection.sheet(collection.Sheet(library, page, there=there), ROOT / "theme")
    names = [job.name for job in plan(library, Writer(library, library.site.address)) if json.dumps(job.data)]
    assert len(names) == len(set(names)), "two sheets in one file"


def make_schemas_once(patch: pytest.MonkeyPatch) -> None:
    """Have the schemas made once: they follow from types, which no content changes, and take most of the time."""
    inputs = list(schemas.input_schemas())
    known: dict[tuple[str, ...], list[tuple[str, dict[str, Any]]]] = {}
    of = schemas.output_schemas

    def outputs_of(files: Iterable[File]) -> list[tuple[str, dict[str, Any]]]:
        listed = tuple(files)
        key = tuple(file.path for file in listed)
        if key not in known:
            known[key] = list(of(listed))
        return known[key]

    patch.setattr(schemas, "input_schemas", lambda: inputs)
    patch.setattr(schemas, "output_schemas", outputs_of)


def unplaced(findings: list[Finding]) -> list[str]:
    """Return the errors whose place is none: no file, or no line of it."""
    found = []
    for finding in findings:
        place = finding.place
        lines = max(1, len(place.file.lines))
        if not place.file.path or not 1 <= place.line <= lines or place.col < 1 or not finding.message:
            found.append(f"{finding.rule} at {place}")
    return found


def _said(problem: BaseException) -> str:
    last = traceback.extract_tb(problem.__traceback__)[-1]
    return f"{type(problem).__name__}: {str(problem)[:200]} ({Path(last.filename).name}:{last.lineno} {last.name})"


def judgement(tried: Tried, mutation: Mutation) -> tuple[Library | None, list[str]]:
    """Return the library if ``check`` takes ``mutation``, and what is wrong with how it judges."""
    try:
        library, found = tried.judge(mutation)
    except Exception as problem:  # whatever it is: the test tells of all of them at once
        return None, [f"{mutation.name}: {said(problem)}"]
    wrong = [f"{mutation.name}: {problem}" for problem in unplaced(found)]
    return (None if any(f.severity is Severity.ERROR for f in found) else library), wrong


def build_all(tried: Tried, mutations: list[Mutation]) -> list[str]:
    """Build the site with ``mutations`` of different files at once, fewer where they do not go together; return what
    fails."""
    told: list[str] = []
    try:
        for mutation in mutations:
            write(tried.folders.site, mutation.file, mutation.content)
        library, found = judged(tried.folders)
        refused = any(f.severity is Severity.ERROR for f in found)
        if not refused and build.build(tried.folders, library, lambda _: None, told.append) == 0:
            return []
    except Exception as problem:  # as above
        told, refused = [said(problem)], False
    finally:
        for mutation in mutations:
            tried.restore(mutation)
    half = len(mutations) // 2
    if half == 0:
        return [f"{mutations[0].name}: {'refused now' if refused else told[0]}"]
    return build_all(tried, mutations[:half]) + build_all(tried, mutations[half:])


def said(problem: Exception) -> str:
    """Return an exception in one line, with where it was raised."""
    last = traceback.extract_tb(problem.__traceback__)[-1]
    return f"{type(problem).__name__}: {str(problem)[:200]} ({Path(last.filename).name}:{last.lineno} {last.name})"


def test_the_site_has_every_kind_of_file_and_no_error(tried: Tried) -> None:
    library, found = judged(tried.folders)
    assert [f"{f.place}: {f.message}" for f in found if f.severity is Severity.ERROR] == []
    either = {"out_of", "state"}  # a figure is out of a total, a target may be a state: each once is enough
    for kind in m.KINDS:
        assert library.of(kind), kind.attribute
        if kind.kept is not m.Kept.INSIDE:
            written = {name for record in library.of(kind) for name in record.model_fields_set}
            assert written >= set(kind.record.model_fields) - either, kind.attribute
    assert library.site.model_fields_set == set(m.Site.model_fields)
    assert library.pages
    assert library.synonyms
    assert library.page_queries


def test_every_mutation_is_told_or_harmless(tried: Tried, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """``check`` tells of it, or every output can be made: in this process all of them, whole builds of some."""
    failed: list[str] = []
    taken: dict[str, list[Mutation]] = defaultdict(list)
    some = tried.mutations[::EVERY]
    for mutation in some:
        library, wrong = judgement(tried, mutation)
        failed += wrong
        if library is not None:
            taken[mutation.file].append(mutation)
            try:
                outputs(library, tmp_path / "out")
            except Exception as problem:  # as above
                failed.append(f"{mutation.name}: {said(problem)}")
        tried.restore(mutation)
    rounds = [[m for m in each if m is not None] for each in itertools.zip_longest(*taken.values())]
    for batch in rounds[:BUILDS]:
        failed += build_all(tried, batch)
    with capsys.disabled():
        count, built = sum(map(len, taken.values())), sum(map(len, rounds[:BUILDS]))
        print(f"\nmutations: {len(some)} of {len(tried.mutations)}; {count} taken by check, {built} of these built")
    assert failed == []
