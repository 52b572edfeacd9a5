"""A file's data with the place of every key and value in it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from microsite.findings.alignment import Alignment, Span
from microsite.findings.finding import Finding, Place, SourceFile

KeyPath = tuple[str | int, ...]


"""The way to a value: keys and list positions from the top of the file."""


@dataclass(slots=True)
class PlacedFile:
    """A file's data and the places of its parts.

    ``data`` is ``None`` when the file cannot be read at all; ``values`` and ``keys`` map a path of
    keys and list positions to where it stands.
    """

    file: SourceFile
    data: Any = None
    findings: list[Finding] = field(default_factory=list)
    values: dict[KeyPath, Span] = field(default_factory=dict)
    keys: dict[KeyPath, Span] = field(default_factory=dict)
    _alignments: dict[KeyPath, tuple[str, Alignment]] = field(default_factory=dict, repr=False, compare=False)

    def value_place(self, path: KeyPath) -> Place:
        """Return the place of the value at ``path``, or of the nearest thing around it."""
        span = self._near(path)
        if span is None:
            return Place(self.file, 1, 1)
        end = span.end_column if span.end_line == span.line else len(self.file.line(span.line + 1).rstrip())
        return self._place(span.line, span.column, end - span.column)

    def key_place(self, path: KeyPath) -> Place:
        """Return the place of the key at ``path``; that of the value where there is no key (in a list)."""
        span = self.keys.get(path)
        if span is None:
            return self.value_place(path)
        return self._place(span.line, span.column, span.end_column - span.column)

    def _place(self, line: int, column: int, length: int) -> Place:
        """Return a place from counts from 0; what YAML puts behind the last line is drawn back to its end."""
        line = min(line, len(self.file.lines) - 1)
        return Place(self.file, line + 1, min(column, len(self.file.lines[line])) + 1, max(1, length))

    def text_place(self, path: KeyPath, text: str, start: int, end: int) -> Place:
        """Return the place in the file of ``text[start:end]``, where ``text`` is the value at ``path``.

        What the file breaks over two lines is reported by its first line or word; what it writes so differently
        that it cannot be found, by the whole value.
        """
        span = self.values.get(path)
        if span is None:
            return self.value_place(path)
        known = self._alignments.get(path)
        if known is None or known[0] != text:
            known = self._alignments[path] = (text, Alignment(self.file.lines, span, text))
        found = known[1].place(start, end)
        return self._place(*found) if found is not None else self.value_place(path)

    def _near(self, path: KeyPath) -> Span | None:
        while path not in self.values and path:
            path = path[:-1]
        return self.values.get(path)
