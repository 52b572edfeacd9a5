"""What is wrong, where, and what to write instead: findings and their reporters."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from microsite.findings.rules import RULES, Severity


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A text file as read: NFC text split into lines.

    ``path`` is relative to the project's root with forward slashes, also on Windows.
    """

    path: str
    text: str
    lines: tuple[str, ...] = field(default=())

    @classmethod
    def of(cls, path: str, text: str) -> SourceFile:
        """Return the file ``path`` with its ``text`` split into lines."""
        return cls(path, text, tuple(text.split("\n")))

    def line(self, number: int) -> str:
        """Return line ``number`` (from 1), empty when there is none."""
        return self.lines[number - 1].rstrip("\r") if 0 < number <= len(self.lines) else ""


@dataclass(frozen=True, slots=True)
class Place:
    """A run of characters in a file. ``line`` and ``col`` count from 1, ``length`` in characters."""

    file: SourceFile
    line: int
    col: int
    length: int = 1

    def __str__(self) -> str:
        return f"{self.file.path}:{self.line}:{self.col}"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing wrong with the content.

    ``rule`` names the rule broken, one of :data:`RULES`; ``message`` says what is wrong and ``help`` what to
    write instead, both in Vietnamese.
    """

    rule: str
    place: Place
    message: str
    help: str
    severity: Severity = Severity.ERROR

    def __post_init__(self) -> None:
        assert self.rule in RULES, f"{self.rule}: give the rule its row in microsite/findings/rules.py"
        assert self.severity in RULES[self.rule].severities, f"{self.rule} is no {self.severity} in its row"


def in_order(findings: Iterable[Finding]) -> list[Finding]:
    """Return ``findings`` without repetitions, by file, line and column."""
    unique = dict.fromkeys(findings)
    return sorted(unique, key=lambda f: (f.place.file.path, f.place.line, f.place.col, f.rule, f.message))
