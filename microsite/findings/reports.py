"""Findings as people and programs read them: a terminal, GitHub's annotations, JSON."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Iterable, Sequence

from microsite.findings.finding import Finding
from microsite.findings.rules import Severity
from microsite.vietnamese import characters

MOST = 200
"""So many findings are printed for people to read."""


def foremost(findings: Sequence[Finding]) -> list[Finding]:
    """Return of ``findings`` as many as a person can be shown, errors before warnings, in their order."""
    ranked = sorted(range(len(findings)), key=lambda i: (findings[i].severity is not Severity.ERROR, i))
    return [findings[i] for i in sorted(ranked[:MOST])]


def _visible(char: str) -> str:
    """Return ``char`` so that it takes one column and cannot steer the terminal."""
    if char == "\t":
        return "→"
    hidden = characters.HIDDEN.match(char) or unicodedata.category(char) in {"Cc", "Cf", "Cs", "Zl", "Zp"}
    return "·" if hidden else char


_LABEL = {Severity.ERROR: "lỗi", Severity.WARNING: "lưu ý"}


def as_text(findings: Iterable[Finding], *, colour: bool = False) -> str:
    """Return ``findings`` for a terminal: place, line, caret, message and help of each."""

    def paint(code: str, text: str) -> str:
        return f"\x1b[{code}m{text}\x1b[0m" if colour else text

    blocks = []
    for f in findings:
        tone = "31;1" if f.severity is Severity.ERROR else "33;1"
        gutter = str(f.place.line)
        pad = " " * len(gutter)
        line = f.place.file.line(f.place.line)
        rows = [f"{paint(tone, f'{_LABEL[f.severity]}[{f.rule}]')}: {f.message}", f"{pad}--> {f.place}"]
        if line.strip():
            # Tabs would shift the caret; a long line is cut around the place.
            start = max(0, f.place.col - 1 - 60) if len(line) > 110 else 0
            shown = "".join(_visible(c) for c in line[start : start + 110])
            lead = "…" if start else ""
            tail = "…" if start + 110 < len(line) else ""
            column = f.place.col - 1 - start + len(lead)
            carets = "^" * max(1, min(f.place.length, len(lead + shown) - column))
            rows += [f"{pad} |", f"{gutter} | {lead}{shown}{tail}", f"{pad} | {' ' * column}{paint(tone, carets)}"]
        rows.append(f"{pad} = cách sửa: {f.help}")
        blocks.append("\n".join(rows))
    return "\n\n".join(blocks)


def _escaped(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _escaped_property(text: str) -> str:
    return _escaped(text).replace(":", "%3A").replace(",", "%2C")


def as_github(findings: Iterable[Finding]) -> str:
    """Return ``findings`` as GitHub Actions workflow commands, which annotate the pull request's lines.

    The message repeats the place: GitHub annotates ten findings at most and shows the others in its log by their
    messages alone.
    """
    return "\n".join(
        f"::{f.severity} file={_escaped_property(f.place.file.path)},line={f.place.line},col={f.place.col},"
        f"title={_escaped_property(f.rule)}::{_escaped(f'{f.place}: {f.message}')}%0A{_escaped('Cách sửa: ' + f.help)}"
        for f in findings
    )


def as_json(findings: Iterable[Finding]) -> str:
    """Return ``findings`` as a JSON array of objects."""
    return json.dumps(
        [
            {
                "rule": f.rule,
                "severity": f.severity,
                "file": f.place.file.path,
                "line": f.place.line,
                "column": f.place.col,
                "length": f.place.length,
                "message": f.message,
                "help": f.help,
            }
            for f in findings
        ],
        ensure_ascii=False,
        indent=2,
    )
