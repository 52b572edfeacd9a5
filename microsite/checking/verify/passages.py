"""The site's own texts one by one, each with its place in a file and the places of the sources it rests on."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from microsite import model as m
from microsite.findings import KeyPath, Place, SourceFile
from microsite.library import REFERENCE, Library, citations, texts
from microsite.telling import markup


@dataclass(frozen=True)
class Passage:
    """A text of ours as written in the file (NFC, references in brackets).

    ``place`` gives where ``text[start:end]`` stands; ``citations`` are the places the text rests on, empty
    where a text cites nothing; ``record`` and ``path`` say which field it is (no record for prose pages).
    """

    text: str
    place: Callable[[int, int], Place]
    citations: tuple[m.Citation, ...] = ()
    record: m.Record | None = None
    path: KeyPath = ()

    def bare(self) -> str:
        """Return the text with references and a list's numbers blanked out, every character in its place."""
        return re.sub(r"^ *\d+\. ", _blank, REFERENCE.sub(_blank, self.text), flags=re.M)


def _blank(found: re.Match[str]) -> str:
    return "¤" * len(found.group())


UNSTATED = {"also_asked", "version", "licence"}
"""Fields that state nothing of the subject: how people ask may name a number that no source has, so may names of
the content's version and of its licence."""


def passages(library: Library, root: Path) -> Iterator[Passage]:
    """Yield every text that states something; ``root`` is the project's folder, where the prose pages are looked up."""
    for record in (
        *library.tellers(),
        *library.sources,
        *library.target_groups,
        *library.audiences,
        *library.topics,
        library.site,
    ):
        origin = library.origin(record)
        cited = tuple(citations(record))
        for path, text in texts(record):
            if path[0] in UNSTATED or (isinstance(record, m.Comparison) and len(path) > 1):
                continue  # rows of the comparison are passages by themselves
            yield Passage(text, partial(origin.text, path, text), _of_path(record, path, cited), record, path)
    for page in library.pages:
        name = f"content/pages/{page.id}.md"
        raw = unicodedata.normalize("NFC", (root / name).read_text(encoding="utf-8-sig"))
        file = SourceFile.of(name, raw)
        for i, line in enumerate(file.lines, 1):
            if line.strip():
                yield Passage(line, partial(_on_line, file, i))


def _on_line(file: SourceFile, line: int, start: int, end: int) -> Place:
    return Place(file, line, start + 1, max(1, end - start))


def _of_path(record: m.Record, path: KeyPath, cited: tuple[tuple[KeyPath, m.Citation], ...]) -> tuple[m.Citation, ...]:
    """Return the citations nearest to ``path``: those of the entry it stands in, else all of the record."""
    for depth in range(len(path) - 1, 0, -1):
        near = [c for where, c in cited if where[:depth] == path[:depth]]
        if near:
            return tuple(near)
    if isinstance(record, m.TaskGroup | m.Item):
        return record.sources
    return tuple(c for _, c in cited)


@dataclass(frozen=True, slots=True)
class Expanded:
    """A text as readers see it, references in words.

    ``offsets`` gives for each character, and for the end, where it stands in the file's text; all characters
    of a reference's words stand where the reference begins. ``carried`` are the spans that are no wording of
    ours: values and names of documents that stand in the data.
    """

    text: str
    offsets: list[int]
    carried: list[tuple[int, int]]


def expanded(passage: Passage, library: Library) -> Expanded:
    """Return the text of ``passage`` with its references in words."""
    shown = ""
    offsets: list[int] = []
    carried: list[tuple[int, int]] = []
    last = 0
    for found in REFERENCE.finditer(passage.text):
        shown += passage.text[last : found.start()]
        offsets += range(last, found.start())
        reference = markup.resolve(library, *found.groups())
        words = reference.words if reference is not None else ""
        if reference is not None and found[3] is None and _is_datum(reference):
            carried.append((len(shown), len(shown) + len(words)))
        shown += words
        offsets += [found.start()] * len(words)
        last = found.end()
    offsets += range(last, len(passage.text) + 1)
    return Expanded(shown + passage.text[last:], offsets, carried)


def _is_datum(reference: markup.Reference) -> bool:
    """Say whether a reference shows a value or a document's name.

    A target without a number is a sentence, and is not.
    """
    if isinstance(reference.record, m.Quantity):
        return reference.record.value is not None
    return isinstance(reference.record, m.Source | m.Document)
