"""Text → tree: paragraphs, headings, lists. Total: whatever was written, a tree comes out, in linear time."""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass, field

from microsite.telling.prose import inlines
from microsite.telling.prose.faults import Fault, FaultKind
from microsite.telling.prose.inlines import Run
from microsite.telling.prose.tree import MOST_LEVELS, Block, Document, Entry, Heading, List, Paragraph, Text

_MARK = re.compile(r"(?:-|([0-9]{1,2})\.)[ \u00a0]++(?=\S)")
"""The mark of an entry, after the indentation."""

_HEADING = re.compile(r"(#{2,3})[ \u00a0]++(?=\S)")
_CLOSING_HASHES = re.compile(r"(?:^|(?<= ))#+$")

_SIMPLE = re.compile(r"[^\W\d_][^\n*\[]*+(?<! )")
"""One line that begins with a letter and holds no mark: most texts, told at a glance."""

_LOOKS_LIKE_ENTRY = re.compile(
    r"[0-9]{1,2}[/:-](?= )|(?:[A-ZĐ]|[IVX]{1,4})[.)](?= )|[A-Za-zĐđ]/(?= )|o(?= )"
    r"|Bước [0-9]{1,2}[.:]|[^\W\d_a-zđ][^\W\d_]*+(?: [^\W\d_]++)? [0-9]{1,2}:(?!\S)"
)
_NUMBER_AND_SLASH = re.compile(r"[0-9]{1,2}/(?=([^\W\d_])([^\W\d_]))")
_BOLD_LINE = re.compile(r"\*\*[^*]++\*\*[.:]?")


@dataclass(frozen=True, slots=True)
class Parsed:
    """A text's tree and what is wrong with its structure."""

    document: Document
    faults: tuple[Fault, ...] = ()


def parse(value: str) -> Document:
    """Return the tree of ``value``, prose."""
    return parsed(value).document


def parse_line(value: str) -> Document:
    """Return the tree of ``value``, one line of text: a single paragraph whatever it begins with."""
    return parsed_line(value).document


def parsed(value: str) -> Parsed:
    """Return the tree of ``value`` with its faults."""
    return _simple(value) if _SIMPLE.fullmatch(value) else _parsed(value)


def parsed_line(value: str) -> Parsed:
    """Return the tree of ``value`` as one line with its faults."""
    return _simple(value) if _SIMPLE.fullmatch(value) else _parsed_line(value)


def _simple(value: str) -> Parsed:
    return Parsed(Document((Paragraph((Text(value),)),)))


@functools.lru_cache(maxsize=16_384)  # what is checked is then written several times
def _parsed(value: str) -> Parsed:
    return _Reader(value).read()


@functools.lru_cache(maxsize=16_384)
def _parsed_line(value: str) -> Parsed:
    faults: list[Fault] = []
    lines = _Lines()
    at = 0
    for line in value.split("\n"):
        words = line.strip(" ")
        if words:
            lines.add(at + line.index(words), words)
        at += len(line) + 1
    found = inlines.read(lines.run(), faults)
    return Parsed(Document((Paragraph(found),) if found else ()), tuple(faults))


# --------------------------------------------------------------------------- what is being read


@dataclass(slots=True)
class _Lines:
    """A paragraph: the words of its lines and where each begins in the source."""

    words: list[str] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)
    run_on: bool = False
    """Whether one of its lines was told to run on."""

    def add(self, at: int, words: str) -> None:
        self.words.append(words)
        self.starts.append(at)

    def run(self) -> Run:
        lines, position = [], 0
        for words, start in zip(self.words, self.starts, strict=True):
            lines.append((position, start))
            position += len(words) + 1
        return Run(" ".join(self.words), tuple(lines))


@dataclass(slots=True)
class _Rows:
    """A list: its entries, each with its blocks."""

    ordered: bool
    start: int
    last: int = 0
    """The number of the last entry, as it is written."""
    entries: list[_Blocks] = field(default_factory=list)
    repeats: bool = False
    """Whether it was told that a number is written twice: ``1.`` ``1.`` ``1.`` is one fault."""


@dataclass(slots=True)
class _Blocks:
    """The blocks of a text or of an entry, and the last numbered list among them."""

    all: list[_Lines | _Rows | Heading] = field(default_factory=list)
    numbered: _Rows | None = None

    def add(self, block: _Lines | _Rows | Heading) -> None:
        self.all.append(block)
        if isinstance(block, _Rows) and block.ordered:
            self.numbered = block

    def open_list(self, ordered: bool) -> _Rows | None:
        """Return the list that an entry written now would stand in, if there is one."""
        last = self.all[-1] if self.all else None
        return last if isinstance(last, _Rows) and last.ordered == ordered else None


@dataclass(slots=True)
class _Level:
    """A list that is open, the blocks it stands among and the indentation of its marks."""

    indent: int
    rows: _Rows
    among: _Blocks


class _Reader:
    """Reads a text line by line."""

    def __init__(self, value: str) -> None:
        self._value = value
        self._blocks = _Blocks()
        self._levels: list[_Level] = []
        self._paragraph: _Lines | None = None  # the one that a line of words would continue
        self._faults: list[Fault] = []
        self._too_deep = False

    def read(self) -> Parsed:
        at = 0
        for line in self._value.split("\n"):
            words = line.strip(" ")
            if words:
                self._line(at, line, words)
            else:
                self._paragraph = None
            at += len(line) + 1
        return Parsed(Document(self._finished(self._blocks)), tuple(self._faults))

    def _line(self, at: int, line: str, words: str) -> None:
        indent = line.index(words[0])
        mark = _MARK.match(words)
        if line[0] == "#" and self._heading(at, words):
            return
        if indent >= 2 and not self._levels:
            self._fault(FaultKind.INDENTED, at, at + len(line))
        if mark is None or not self._entry(at + indent, indent, words, mark):
            self._words(at + indent, indent, words)

    def _heading(self, at: int, words: str) -> bool:
        mark = _HEADING.match(words)
        title = _CLOSING_HASHES.sub("", words[mark.end() :]).rstrip(" ") if mark else ""
        if mark is None or not title:
            return False
        found = inlines.read(Run(title, ((0, at + mark.end()),)), self._faults)
        self._blocks.add(Heading(len(mark[1]), found, at, at + len(words)))
        self._levels.clear()
        self._paragraph = None
        return True

    # ------------------------------------------------------------------ words

    def _words(self, at: int, indent: int, words: str) -> None:
        """Take a line without a mark: it continues a paragraph, or begins one in the entry it is indented to."""
        if self._paragraph is not None:
            self._joined(self._paragraph, at, words)
        else:
            while self._levels and indent < self._levels[-1].indent + 2:
                self._levels.pop()
            self._paragraph = _Lines()
            among = self._levels[-1].rows.entries[-1] if self._levels else self._blocks
            among.add(self._paragraph)
        self._paragraph.add(at, words)

    def _joined(self, paragraph: _Lines, at: int, words: str) -> None:
        """Tell a line that was hardly meant to be joined with the one above; once a paragraph."""
        if paragraph.run_on:
            return
        mark = _looks_like_entry(words)
        if mark:
            self._fault(FaultKind.RUN_ON, at, at + len(mark), mark)
        elif _BOLD_LINE.fullmatch(words):
            self._fault(FaultKind.BOLD_LINE, at, at + len(words))
        paragraph.run_on = bool(mark) or bool(_BOLD_LINE.fullmatch(words))

    # ------------------------------------------------------------------ entries

    def _entry(self, at: int, indent: int, words: str, mark: re.Match[str]) -> bool:
        """Take a line with a mark as an entry; say whether it is one, not a sentence with a number at a line's head."""
        number = int(mark[1]) if mark[1] else None
        depth, among = self._place(at, indent)
        rows = among.open_list(number is not None)
        if rows is None:
            if number is not None and not self._may_start(at, number, among):
                return False
            rows = _Rows(number is not None, number or 1)
            among.add(rows)
        elif number is not None:
            self._counted(at, number, rows)
        rows.last = number or 0
        kept = self._levels[depth].indent if depth < len(self._levels) and self._levels[depth].rows is rows else indent
        del self._levels[depth:]
        self._levels.append(_Level(kept, rows, among))
        if _MARK.match(words, mark.end()):
            self._fault(FaultKind.TWO_MARKS, at, at + len(words))
        self._paragraph = _Lines()
        self._paragraph.add(at + mark.end(), words[mark.end() :])
        rows.entries.append(_Blocks([self._paragraph]))
        return True

    def _counted(self, at: int, number: int, rows: _Rows) -> None:
        """Tell a number that does not follow in its list."""
        if number != rows.last + 1 and not (rows.repeats and number == rows.last):
            end = self._value.index(".", at) + 1
            self._fault(FaultKind.OUT_OF_SEQUENCE, at, end, self._value[at:end], rows.last)
            rows.repeats |= number == rows.last

    def _place(self, at: int, indent: int) -> tuple[int, _Blocks]:
        """Return how many of the open lists an entry with this indentation stands in, and among which blocks."""
        depth = len(self._levels)
        while depth and indent < self._levels[depth - 1].indent:
            depth -= 1
        if depth and indent < self._levels[depth - 1].indent + 2:
            return depth - 1, self._levels[depth - 1].among
        if depth == MOST_LEVELS:
            if not self._too_deep:
                self._fault(FaultKind.TOO_DEEP, at, at + 1)
            self._too_deep = True
            return depth - 1, self._levels[depth - 1].among
        return depth, self._levels[depth - 1].rows.entries[-1] if depth else self._blocks

    def _may_start(self, at: int, number: int, among: _Blocks) -> bool:
        """Say whether an entry with this number can begin a list: the first, or going on after what stands between."""
        before = among.numbered
        if number == 1 or (before is not None and number == before.last + 1):
            return True
        end = self._value.index(".", at) + 1
        if self._paragraph is not None:
            self._fault(FaultKind.NUMBER_IN_SENTENCE, at, end)
            return False
        kind = FaultKind.WRONG_START if before is None else FaultKind.OUT_OF_SEQUENCE
        self._fault(kind, at, end, self._value[at:end], before.last if before else 0)
        return True

    # ------------------------------------------------------------------ the tree

    def _finished(self, blocks: _Blocks) -> tuple[Block, ...]:
        return tuple(map(self._block, blocks.all))

    def _block(self, block: _Lines | _Rows | Heading) -> Block:
        match block:
            case _Lines():
                return Paragraph(inlines.read(block.run(), self._faults))
            case _Rows():
                return List(block.ordered, block.start, tuple(Entry(self._finished(entry)) for entry in block.entries))
        return block

    def _fault(self, kind: FaultKind, start: int, end: int, words: str = "", number: int = 0) -> None:
        self._faults.append(Fault(kind, start, end, words, number))


def _looks_like_entry(words: str) -> str:
    """Return what at the head of ``words`` looks like the mark of an entry and is none."""
    found = _LOOKS_LIKE_ENTRY.match(words)
    if found is None:
        found = _NUMBER_AND_SLASH.match(words)
        if found is None or found[2].isupper():  # 29/NQ-CP
            return ""
    return found[0]
