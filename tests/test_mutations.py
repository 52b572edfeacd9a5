"""``check`` is the gate: after any change to any file it tells what is wrong, at a place, or everything can be made.

By default every sixtieth mutation is tried, and of those that ``check`` takes a few are built whole. With
``MICROSITE_WHOLE_CORPUS`` set, every mutation is tried and every one of another field built (an hour).
"""

from __future__ import annotations

import json
import os
import shutil
import traceback
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest

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
from microsite.telling.sitemap import There
from tests.conftest import ROOT, TODAY_EPOCH
from tests.mutations import Mutation, distinct, load, write

WHOLE = bool(os.environ.get("MICROSITE_WHOLE_CORPUS"))
EVERY = 1 if WHOLE else 60
BUILT = 1 if WHOLE else 40
"""Of what ``check`` takes, so many make one build."""


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
    for page in render.sitemap.plan(library):
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


def _attempt(failed: list[str], mutation: Mutation, do: Callable[[], Any]) -> Any:
    try:
        return do()
    except Exception as problem:  # whatever it is: the test tells of all of them at once
        failed.append(f"{mutation.name}\n    {_said(problem)}")
        return None


def test_the_site_has_every_kind_of_file_and_no_error(tried: Tried) -> None:
    library, found = judged(tried.folders)
    assert [f"{f.place}: {f.message}" for f in found if f.severity is Severity.ERROR] == []
    for kind in library_kinds():
        assert library.of(kind), kind.attribute
    assert library.pages and library.synonyms and library.page_queries  # noqa: PT018
    assert not set(m_fields()) - {key for key in library.site.model_fields_set}


def test_every_mutation_is_told_or_harmless(tried: Tried, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    failed: list[str] = []
    taken: list[Mutation] = []
    some = tried.mutations[::EVERY]
    for mutation in some:
        judgement = _attempt(failed, mutation, lambda mutation=mutation: tried.judge(mutation))  # type: ignore[misc]
        if judgement is not None:
            library, found = judgement
            failed += [f"{mutation.name}\n    {problem}" for problem in unplaced(found)]
            if not any(f.severity is Severity.ERROR for f in found):
                _attempt(failed, mutation, lambda library=library: outputs(library, tmp_path / "out"))  # type: ignore[misc]
                taken.append(mutation)
        tried.restore(mutation)
    with capsys.disabled():
        print(f"\nmutations: {len(some)} of {len(tried.mutations)}, {len(taken)} taken by check")
    assert failed == []
