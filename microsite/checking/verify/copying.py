"""Rule: the site speaks in its own words. Found are runs of syllables that stand in a source in the same order.

A number of the source that ours has not, such as a page's, does not end a run. A run's length counts its
numbers; official names, the numbers and dates of documents, and values shown by reference do not count.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from microsite import model as m
from microsite.checking.verify.evidence import Evidence
from microsite.checking.verify.folding import Token, tokens
from microsite.checking.verify.numerals import Form, scan
from microsite.checking.verify.passages import Passage, expanded
from microsite.checking.verify.sourcetext import Sources
from microsite.findings import Finding

LEAST = 14
"""Syllables in a row that count as copied."""

_LETTERS = re.compile(r"[^\W\d_]+")

_SEED = 7
"""Length of the pieces looked up first; short enough that a run with many numbers in it still has one."""


@dataclass(frozen=True, slots=True)
class Run:
    """A copied run: ``text[start:end]`` with ``length`` syllables of its own, found in the document ``source``."""

    start: int
    end: int
    length: int
    source: str


class _Word(NamedTuple):
    """A word in a stream without numbers: its key, the token it is, and whether a number stands right in front."""

    key: str
    token: int
    numbered: bool


class Wording:
    """All source texts, indexed once; asked for the runs in each of our texts."""

    def __init__(self, sources: Sources) -> None:
        self._names: dict[str, list[tuple[str, ...]]] = defaultdict(list)
        for name in sources.names:
            keys = tuple(word.key for word in _spoken(tokens(name)))
            if keys:
                self._names[keys[0]].append(keys)
        for group in self._names.values():
            group.sort(key=len, reverse=True)
        self._keys: list[str] = []
        self._numbered: list[bool] = []
        self._owner: list[str] = []
        self._index: dict[tuple[str, ...], list[int]] = defaultdict(list)
        documents = (*sources.documents.values(), *sources.others)
        for document, text in zip(documents, _unglued([d.text for d in documents]), strict=True):
            self._add(document.id, _spoken(tokens(text)))

    def _add(self, source: str, words: Sequence[_Word]) -> None:
        base, keys = len(self._keys), [word.key for word in words]
        # The empty key ends a document: no run goes over it.
        self._keys += [*keys, ""]
        self._numbered += [*(word.numbered for word in words), False]
        self._owner += [source] * (len(keys) + 1)
        for at, seed in enumerate(_seeds(keys), base):
            self._index[seed].append(at)

    def runs(self, text: str, carried: Sequence[tuple[int, int]] = ()) -> Iterator[Run]:
        """Yield the copied runs of ``text``, left to right, none inside another; ``carried`` spans do not count."""
        every = tokens(text)
        words = _spoken(every)
        keys = [word.key for word in words]
        starts = [(i, places) for i, seed in enumerate(_seeds(keys)) if (places := self._index.get(seed))]
        free: list[bool] = []
        done = 0
        for i, places in starts:
            if i < done:
                continue
            length, at = max(((self._length(words, i, at), at) for at in places), key=lambda found: found[0])
            first, last = words[i].token, words[i + length - 1].token
            if last - first + 1 < LEAST:
                continue
            free = free or self._free(every, words, keys, [*carried, *_numbers_of_documents(text)])
            own = last - first + 1 - sum(free[first : last + 1])
            if own >= LEAST:
                yield Run(every[first].start, every[last].end, own, self._owner[at])
                done = i + length

    def _length(self, words: list[_Word], i: int, at: int) -> int:
        n = 1
        while (
            i + n < len(words)
            and words[i + n].key == self._keys[at + n]
            and (self._numbered[at + n] or not words[i + n].numbered)
        ):
            n += 1
        return n

    def _free(
        self, every: list[Token], words: list[_Word], keys: list[str], spans: Sequence[tuple[int, int]]
    ) -> list[bool]:
        """Say of each token whether it may stand word for word."""
        free = [any(a <= token.start < b for a, b in spans) for token in every]
        i = 0
        while i < len(keys):
            length = next(
                (len(name) for name in self._names.get(keys[i], ()) if tuple(keys[i : i + len(name)]) == name), 0
            )
            if length:
                first, last = words[i].token, words[i + length - 1].token
                free[first : last + 1] = [True] * (last + 1 - first)
            i += length or 1
        return free


def check(evidence: Evidence, wording: Wording, passage: Passage) -> Iterator[Finding]:
    """Yield what ``passage`` takes over word for word; fields that hold official names and titles are left out."""
    field, record = passage.path[-1:], passage.record
    if field in {("official_name",), ("origin",)} or (
        field in {("title",), ("issuer",)} and isinstance(record, m.Source | m.Document)
    ):
        return
    shown = expanded(passage, evidence.library)
    for run in wording.runs(shown.text, shown.carried):
        start, end = shown.offsets[run.start], shown.offsets[run.end - 1] + 1
        words = " ".join(shown.text[run.start : run.end].split())
        yield Finding(
            "chep-nguyen-van",
            passage.place(start, end),
            f"{run.length} tiếng liền nhau giống hệt {run.source}.md: “{words}”.",
            "Viết lại bằng lời của trang. Nếu đó là tên chính thức thì thêm vào names.txt của thư mục bản văn nguồn.",
        )


def _seeds(keys: Sequence[str]) -> Iterator[tuple[str, ...]]:
    return zip(*(keys[i:] for i in range(_SEED)), strict=False)


def _spoken(every: Sequence[Token]) -> list[_Word]:
    return [_Word(token.key, i, i > 0 and every[i - 1].numeral) for i, token in enumerate(every) if not token.numeral]


def _numbers_of_documents(text: str) -> Iterator[tuple[int, int]]:
    return ((mention.start, mention.end) for mention in scan(text) if mention.form in {Form.DOCUMENT, Form.DATE})


def _unglued(texts: Sequence[str]) -> Iterator[str]:
    """Yield ``texts`` with words parted that a PDF glued together (``triểnkhoa``): a rare one of two common ones."""
    common = Counter(word for text in texts for word in _LETTERS.findall(text))

    def part(found: re.Match[str]) -> str:
        word = found.group()
        if len(word) < 6 or common[word] > 1:
            return word
        cut = next((c for c in range(2, len(word) - 1) if common[word[:c]] > 2 and common[word[c:]] > 2), None)
        return word if cut is None else f"{word[:cut]} {word[cut:]}"

    return (_LETTERS.sub(part, text) for text in texts)
