"""The folder of source texts → places that can be cited, and what they say.

The format is described in :mod:`microsite.checking.verify`.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property
from pathlib import Path

from microsite.checking.verify.facts import Facts

OPENING = "mở đầu"
WHOLE = "toàn văn"
NAMES = "names.txt"
NO_SOURCES = {"README"}
"""Markdown files of the folder that describe it."""


class SourcesError(Exception):
    """The folder of source texts cannot be used; the text says why, in one line of Vietnamese."""


@dataclass(frozen=True)
class Region:
    """A part of a source that a citation points to: ``text``, a line a paragraph, and ``bullets``, its list entries."""

    text: str
    bullets: tuple[str, ...] = ()

    @cached_property
    def facts(self) -> Facts:
        """What the region says in numbers."""
        highest = max((int(n) for n in re.findall(r"\((\d{1,2})\)", self.text)), default=0)
        return Facts(self.text, (len(self.bullets), highest))


@dataclass(frozen=True)
class SourceText:
    """One source document: its title and its places."""

    id: str
    title: str
    places: Mapping[str, Region]
    _cited: dict[tuple[str, int | None], Region] = field(default_factory=dict, repr=False, compare=False)

    @cached_property
    def text(self) -> str:
        """The whole text with its title."""
        return "\n".join((self.title, *(region.text for region in self.places.values())))

    @cached_property
    def facts(self) -> Facts:
        """What the document says in numbers, its title included; numbered places count (``câu 9``: nine of them)."""
        series = Counter(re.sub(r" \d+$", " ", at) for at in self.places if at[-1].isdigit())
        whole = Facts(self.title)
        whole.numbers |= {(Decimal(n), False) for n in series.values() if n > 1}
        for region in self.places.values():
            whole.include(region.facts)
        return whole

    def cited(self, at: str, bullet: int | None = None) -> Region | None:
        """Return what a citation of ``at`` covers, if it is there: the list entry, or the place with those below it."""
        if (at, bullet) not in self._cited:
            if at not in self.places:
                return None
            if bullet is not None:
                bullets = self.places[at].bullets
                if bullet > len(bullets):
                    return None
                self._cited[at, bullet] = Region(bullets[bullet - 1])
            else:
                below = [region for name, region in self.places.items() if name.startswith(f"{at}.")]
                self._cited[at, bullet] = (
                    Region("\n".join(r.text for r in (self.places[at], *below)), self.places[at].bullets)
                    if below
                    else self.places[at]
                )
        return self._cited[at, bullet]


@dataclass(frozen=True)
class Sources:
    """Everything in the folder: the site's documents, official names, other texts (only to compare wording)."""

    documents: Mapping[str, SourceText]
    others: tuple[SourceText, ...]
    names: tuple[str, ...]

    def everywhere(self) -> Iterable[Facts]:
        """Yield the facts of every document of the site."""
        return (document.facts for document in self.documents.values())


def read(folder: Path, ids: Iterable[str]) -> Sources:
    """Read the source texts of the documents ``ids`` in ``folder``; raise :class:`SourcesError` where there is none."""
    if not folder.is_dir():
        raise SourcesError(f"không có thư mục bản văn nguồn “{folder}”; ghi đúng đường dẫn sau --sources.")
    known = list(ids)
    texts = {
        path.stem: parse(path.stem, _text(path)) for path in sorted(folder.glob("*.md")) if path.stem not in NO_SOURCES
    }
    documents = {i: texts[i] for i in known if i in texts}
    if not documents:
        raise SourcesError(
            f"thư mục “{folder}” không có bản văn nguồn nào; cần các tệp {', '.join(f'{i}.md' for i in known[:3])}…"
        )
    names = folder / NAMES
    return Sources(
        documents,
        tuple(text for i, text in texts.items() if i not in documents),
        tuple(line.strip() for line in _text(names).split("\n") if line.strip()) if names.is_file() else (),
    )


def _text(path: Path) -> str:
    try:
        return unicodedata.normalize("NFC", path.read_text(encoding="utf-8-sig"))
    except (UnicodeDecodeError, OSError):
        raise SourcesError(f"không đọc được “{path}”; tệp phải là văn bản thuần, bảng mã UTF-8.") from None


def parse(source_id: str, text: str) -> SourceText:
    """Return the document of the Markdown ``text``."""
    opening, *sections = re.split(r"^## +", text, flags=re.M)
    places: dict[str, Region] = {}
    for section in sections:
        name, _, body = section.partition("\n")
        places[name.strip()] = _region(body)
    before = _region(re.sub(r"^# .*$", "", opening, count=1, flags=re.M))
    if before.text or not sections:
        places.setdefault(OPENING if sections else WHOLE, before)
    return SourceText(source_id, "\n".join(re.findall(r"^# (.*)$", opening, re.M)), places)


# "1. Đến năm 2020", "2.1- Đổi mới", "II- MỤC TIÊU": the number of a section or a footnote, not a figure.
_ORDINAL = re.compile(r"^\d{1,2}(?:\.\d{1,2})*(?:[.)]|\s?-) +(?=[^\W\d])")

_BULLET = re.compile(r"^[-*•] +")


def _region(body: str) -> Region:
    """Join what a page's end tore apart, and tell list entries from paragraphs."""
    blocks: list[str] = []
    entries: list[int] = []
    for block in re.split(r"\n\s*\n|\n(?=[-*•] )", body):
        words = re.sub(r"https?://\S+|[*|]+(?!\w)|(?<!\w)[*|]+", " ", _BULLET.sub("- ", block.strip()))
        words = re.sub(r"\s+", " ", words).strip()
        if not words or set(words) <= set("-: "):
            continue
        entry = words.startswith("- ")
        shown = _ORDINAL.sub("", words.removeprefix("- "))
        if blocks and _goes_on(blocks[-1], words):
            blocks[-1] += f" {words}"
            continue
        if entry:
            entries.append(len(blocks))
        blocks.append(shown)
    return Region("\n".join(blocks), tuple(blocks[i] for i in entries))


def _goes_on(before: str, block: str) -> bool:
    """Say whether ``block`` continues the sentence of ``before``: one without an end, the other without a beginning.

    A range torn apart (``2021`` and, as if it were a list entry, ``- 2025``) goes on as well.
    """
    if before[-1].isdigit():
        return re.match(r"- \d|[a-zà-ỹđ]", block) is not None
    return before[-1] not in '.:;!?…”"' and block[0].islower()
