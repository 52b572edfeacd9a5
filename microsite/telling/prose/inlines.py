"""One run of text → inlines: bold, italics, references."""

from __future__ import annotations

import bisect
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from microsite.library import REFERENCE
from microsite.telling.prose.faults import Fault, FaultKind
from microsite.telling.prose.tree import Em, Inline, Reference, Strong, Text

_TOKEN = re.compile(rf"\*++|{REFERENCE.pattern}")


@dataclass(frozen=True, slots=True)
class Run:
    """The words of a paragraph, its lines joined by blanks; ``lines``: where each begins, here and in the source."""

    text: str
    lines: tuple[tuple[int, int], ...]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return where ``text[start:end]`` (not empty) stands in the source."""
        return self._source(start), self._source(end - 1) + 1

    def _source(self, at: int) -> int:
        begins, source = self.lines[bisect.bisect_right(self.lines, at, key=lambda line: line[0]) - 1]
        return source + at - begins


@dataclass(slots=True)
class _Open:
    """Stars that were opened at ``start:end`` (none for the whole run), and what was read since."""

    start: int
    end: int
    done: list[Inline] = field(default_factory=list)
    words: list[str] = field(default_factory=list)

    @property
    def stars(self) -> int:
        return self.end - self.start

    def add(self, inline: Inline) -> None:
        if isinstance(inline, Text):
            self.words.append(inline.text)
        else:
            self._flush()
            self.done.append(inline)

    def _flush(self) -> None:
        words = "".join(self.words)
        if words:
            self.done.append(Text(words))
        self.words.clear()

    def close(self) -> tuple[Inline, ...]:
        self._flush()
        return tuple(self.done)


def read(run: Run, faults: list[Fault]) -> tuple[Inline, ...]:
    """Return the inlines of ``run``; what is wrong with them is added to ``faults``."""
    if "*" not in run.text and "[[" not in run.text:
        return (Text(run.text),) if run.text else ()
    return _Reader(run, faults).read()


class _Reader:
    """Reads one run, keeping the stars that are open: at most two, bold in italics or italics in bold."""

    def __init__(self, run: Run, faults: list[Fault]) -> None:
        self._run, self._text, self._faults = run, run.text, faults
        self._open = [_Open(0, 0)]

    def read(self) -> tuple[Inline, ...]:
        last = 0
        for found in _TOKEN.finditer(self._text):
            self._literal(last, found.start())
            last = found.end()
            if found[1] is not None:
                words = " ".join(found[3].split()) if found[3] else None
                self._open[-1].add(Reference(found[1], found[2], words, *self._run.span(*found.span())))
            else:
                self._stars(*found.span())
        self._literal(last, len(self._text))
        while len(self._open) > 1:
            self._give_up()
        return self._open[0].close()

    def _literal(self, start: int, end: int) -> None:
        if start < end:
            self._open[-1].words.append(self._text[start:end])

    def _stars(self, start: int, end: int) -> None:
        """Open or close with the stars at ``start:end``, or take them as they are: ``5 * 3``."""
        count = end - start
        if count > 3:
            self._fault(FaultKind.MANY_STARS, start, end)
        elif count == 1 and not self._filled(start - 1) and not self._filled(end):
            pass
        elif pairs := self._pairs(count):
            self._close(pairs, start, end)
            return
        elif self._may_open(count):
            self._open.append(_Open(start, end))
            return
        else:
            self._fault(FaultKind.NOT_PAIRED, start, end)
        self._literal(start, end)

    def _pairs(self, count: int) -> int:
        """Return how many of the open stars are closed by ``count`` stars: one, both for three, or none."""
        opened = self._open[1:]
        if opened and opened[-1].stars == count:
            return 1
        return 2 if count == 3 and len(opened) == 2 else 0

    def _may_open(self, count: int) -> bool:
        opened = [o.stars for o in self._open[1:]]
        return not opened or (count < 3 and opened == [3 - count])

    def _close(self, pairs: int, start: int, end: int) -> None:
        first = self._open[-pairs]
        if not self._filled(first.end) or not self._filled(start - 1):
            self._fault(FaultKind.BLANK_INSIDE, first.start, end, self._text[first.end : start].strip(), end - start)
        for _ in range(pairs):
            closed = self._open.pop()
            for inline in _emphasised(closed.stars, closed.close()):
                self._open[-1].add(inline)

    def _give_up(self) -> None:
        """Take stars that nothing closed as they are."""
        opened = self._open.pop()
        self._fault(FaultKind.NOT_PAIRED, opened.start, opened.end)
        self._literal(opened.start, opened.end)
        for inline in opened.close():
            self._open[-1].add(inline)

    def _filled(self, at: int) -> bool:
        """Say whether there is anything but a blank at ``at``."""
        return 0 <= at < len(self._text) and not self._text[at].isspace()

    def _fault(self, kind: FaultKind, start: int, end: int, words: str = "", number: int = 0) -> None:
        self._faults.append(Fault(kind, *self._run.span(start, end), words or self._text[start:end], number))


def _emphasised(stars: int, inlines: tuple[Inline, ...]) -> Iterator[Inline]:
    if not inlines:
        return
    match stars:
        case 1:
            yield Em(inlines)
        case 2:
            yield Strong(inlines)
        case _:
            yield Strong((Em(inlines),))
