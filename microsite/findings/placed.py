"""A file's data with the place of every key and value in it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from microsite.findings.finding import Finding, Place, SourceFile

KeyPath = tuple[str | int, ...]


"""The way to a value: keys and list positions from the top of the file."""


@dataclass(frozen=True, slots=True)
class Span:
    """Where something stands in a file; lines and columns count from 0, the end is exclusive."""

    line: int
    column: int
    end_line: int
    end_column: int


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

        In a literal block the place is exact; elsewhere the snippet is looked up by how often it
        occurred before ``start``, and one that the file breaks over two lines is reported by its
        first word.
        """
        span = self.values.get(path)
        if span is None:
            return self.value_place(path)
        lines = self.file.lines
        exact = self._literal_place(span, text, start, end)
        if exact is not None:
            return exact
        if (
            end > start and not text[start:end].strip()
        ):  # blanks are found with the word before and the letter after them
            word = max(text.rfind(" ", 0, start), text.rfind("\n", 0, start)) + 1
            place = (
                self.text_place(path, text, word, min(end + 1, len(text))) if word < start else self.value_place(path)
            )
            wider = self.file.line(place.line)[place.col - 1 : place.col - 1 + place.length]
            if wider == text[word : end + 1]:
                return Place(self.file, place.line, place.col + start - word, end - start)
            return place
        raw = "\n".join(lines[span.line : span.end_line + 1])
        raw_start = span.column
        raw_end = len(raw) - (len(lines[span.end_line]) - span.end_column if span.end_line < len(lines) else 0)
        for snippet in (text[start:end], text[start:end].split("\n")[0], text[start:end].split(" ")[0]):
            if not snippet.strip():
                continue
            before = text.count(snippet, 0, start)
            at = raw.find(snippet, raw_start, raw_end)
            while before and at >= 0:
                at = raw.find(snippet, at + len(snippet), raw_end)
                before -= 1
            if at >= 0:
                line = raw.count("\n", 0, at)
                col = at - (raw.rfind("\n", 0, at) + 1)
                return Place(self.file, span.line + line + 1, col + 1, len(snippet))
        return self.value_place(path)

    def _literal_place(self, span: Span, text: str, start: int, end: int) -> Place | None:
        """Return the exact place of ``text[start:end]`` in a literal block, or ``None`` where the value is none."""
        lines = self.file.lines
        if not lines[span.line].startswith("|", span.column):
            return None
        line_start = text.rfind("\n", 0, start) + 1
        number = span.line + 1 + text.count("\n", 0, line_start)
        wanted = text[line_start : text.find("\n", start) % (len(text) + 1)]
        raw = lines[number] if number < len(lines) else ""
        if not raw.endswith(wanted) or raw[: len(raw) - len(wanted)].strip():
            return None
        indent = len(raw) - len(wanted)
        return Place(
            self.file, number + 1, indent + start - line_start + 1, max(1, min(end, line_start + len(wanted)) - start)
        )

    def _near(self, path: KeyPath) -> Span | None:
        while path not in self.values and path:
            path = path[:-1]
        return self.values.get(path)
