"""Which characters of a file a value's characters are: looked up, not searched for, however many are asked for."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Span:
    """Where something stands in a file; lines and columns count from 0, the end is exclusive."""

    line: int
    column: int
    end_line: int
    end_column: int


_PLAIN = re.compile(r"[ \t\n]+|[^ \t\n]+")
_QUOTED = {
    "'": re.compile(r"[ \t\n]+|[^ \t\n']+|''|'"),
    '"': re.compile(
        r"[ \t\n]+|[^ \t\n\"\\]+|\"|\\(?:\n[ \t\n]*|x[0-9A-Fa-f]{2}|u[0-9A-Fa-f]{4}|U[0-9A-Fa-f]{8}|.)", re.S
    ),
}
"""A quoted text in pieces: blanks, words, quotes and codes; quotes alone end it."""
_BLANKS = re.compile(r"[ \t\n]*")
_WORD = re.compile(r"\s*\S+")
_LONGEST_WORD = 200

Run = tuple[int, int, int, int]
"""Where a run of a value begins in it, its length, where it begins in the file's text, and its length there."""


class Alignment:
    """The characters of ``text``, the value at ``span``, beside those of ``lines``; built in one pass over both."""

    def __init__(self, lines: Sequence[str], span: Span, text: str) -> None:
        self._text = text
        self._raw = "\n".join(lines[span.line : span.end_line + 1])
        self._line, self._begin = span.line, span.column
        self._end = len(self._raw)
        if span.end_line < len(lines):
            self._end -= len(lines[span.end_line]) - span.end_column
        self._runs = tuple(self._literal() if self._raw.startswith("|", self._begin) else self._pieces())
        self._starts = [run[0] for run in self._runs]
        self._breaks = [found.start() for found in re.finditer("\n", self._raw)]

    def place(self, start: int, end: int) -> tuple[int, int, int] | None:
        """Return line and column (from 0) and length of ``text[start:end]`` in the file, ``None`` if it stands nowhere.

        What the file breaks over two lines is told by its first line or word, a blank that a break stands for by
        the word before.
        """
        if self._at(start) is None:
            if start + 1 < end and self._at(start + 1) is not None:
                start += 1
            else:
                start, end = self._word_before(start), start
        written = self._text[start:end]
        line = end if "\n" not in written else start + written.index("\n")
        word = _WORD.match(written)
        for stop in (end, line, start + (word.end() if word is not None else 0), start + 1):
            if start < stop <= end and (found := self._on_one_line(start, stop)) is not None:
                return found
        return None

    def _word_before(self, offset: int) -> int:
        """Return where the word in front of ``offset`` begins; ``offset`` itself where it is longer than words are."""
        least = max(0, offset - _LONGEST_WORD)
        found = max(self._text.rfind(" ", least, offset), self._text.rfind("\n", least, offset)) + 1
        return found if found or not least else offset

    def _at(self, offset: int) -> Run | None:
        """Return the run that the character at ``offset`` belongs to."""
        number = bisect_right(self._starts, offset) - 1
        run = self._runs[number] if number >= 0 else None
        return run if run is not None and offset < run[0] + run[1] else None

    def _on_one_line(self, start: int, end: int) -> tuple[int, int, int] | None:
        first, last = self._at(start), self._at(end - 1)
        if first is None or last is None:
            return None
        begun = first[2] + (start - first[0] if first[1] == first[3] else 0)
        ended = last[2] + (end - last[0] if last[1] == last[3] else last[3])
        if ended - begun > 1 and self._raw[ended - 1] == "\n":
            ended -= 1
        line = bisect_right(self._breaks, begun - 1)
        if line != bisect_right(self._breaks, ended - 2) or ended <= begun:
            return None
        column = begun - (self._breaks[line - 1] + 1 if line else 0)
        return self._line + line, column, ended - begun

    def _literal(self) -> Iterator[Run]:
        """Yield the lines of a literal block, each indented in the file."""
        at, raw_at = 0, self._raw.find("\n", self._begin) + 1
        for line in self._text.split("\n") if raw_at else ():
            stop = self._raw.find("\n", raw_at) % (len(self._raw) + 1)
            raw = self._raw[raw_at:stop]
            indent = len(raw) - len(line)
            if raw.endswith(line) and not raw[:indent].strip():
                yield at, len(line) + 1, raw_at + indent, len(line) + 1
            at += len(line) + 1
            raw_at = stop + 1
            if raw_at > len(self._raw):
                return

    def _pieces(self) -> Iterator[Run]:
        """Yield the words of any other text, and the blanks between them on a line."""
        begin, mark = self._begin, self._raw[self._begin : self._begin + 1]
        if mark == ">":
            begin = self._raw.find("\n", begin) + 1 or self._end
        at = 0
        quotes = _QUOTED.get(mark)
        for piece in self._written(begin, quotes):
            shown = piece.group()
            length = self._read(shown, at, mark if quotes is not None else "")
            if length is None:
                return
            if length and (len(shown) == length or not shown.isspace()):
                yield at, length, piece.start(), len(shown)
            at += length

    def _written(self, begin: int, quotes: re.Pattern[str] | None) -> Iterator[re.Match[str]]:
        """Yield the pieces of what is written; behind closing quotes what a comment would have cut off goes on."""
        if quotes is not None:
            mark = self._raw[begin]
            for piece in quotes.finditer(self._raw, begin + 1, self._end):
                begin = piece.end()
                if piece.group() == mark:
                    break
                yield piece
        yield from _PLAIN.finditer(self._raw, begin, self._end)

    def _read(self, shown: str, at: int, mark: str) -> int | None:
        """Return how many characters ``shown`` reads as, at ``at`` in the value; ``None`` if it cannot stand there."""
        if self._text.startswith(shown, at) and not (mark and shown[0] in {"\\", "'"}):
            return len(shown)
        if shown[0] in " \t\n":
            blanks = _BLANKS.match(self._text, at)
            there = len(blanks.group()) if blanks is not None else 0
            return min(there, max(1, shown.count("\n") - 1)) if mark == '"' else there
        if mark == '"' and shown[0] == "\\":
            code = shown[2:] if shown[1] in "xuU" else ""
            missing = shown[1] == "\n" or (code and not self._text.startswith(chr(int(code, 16)), at))
            return 0 if missing else 1
        return 1 if mark == "'" and shown == "''" else None
