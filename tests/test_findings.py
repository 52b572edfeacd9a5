"""Findings: the table of rules is complete, and placing and printing stay bounded whatever a file holds."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Sequence

import pytest

from microsite.findings import RULES, Console, Finding, KeyPath, Place, PlacedFile, Severity, SourceFile, Span
from microsite.findings.alignment import Alignment
from microsite.reading import yamlfile
from tests.conftest import ROOT

OWN = ROOT / "microsite"
TABLE = OWN / "findings/rules.py"


def test_every_rule_in_the_table_is_used() -> None:
    modules = [path.read_text(encoding="utf-8") for path in OWN.rglob("*.py") if path != TABLE]
    assert [rule for rule in RULES if not any(f'"{rule}"' in module for module in modules)] == []


def test_every_rule_used_is_in_the_table() -> None:
    """A finding of an unknown rule cannot be made; here the first argument of those that no test makes."""
    for path in OWN.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            match node:
                case ast.Call(func=ast.Name("Finding"), args=[ast.Constant(str(rule)), *rest]):
                    assert rule in RULES, path
                    if any(isinstance(part, ast.Attribute) and part.attr == "WARNING" for part in rest):
                        assert Severity.WARNING in RULES[rule].severities, rule


def test_rules_say_why_and_what_to_do_in_a_line() -> None:
    for rule in RULES.values():
        assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)+", rule.id)
        for text in (rule.why, rule.cure):
            assert text.strip() == text != "", rule.id
            assert "\n" not in text, rule.id
            assert not text.endswith("."), rule.id


# --------------------------------------------------------------------------- placing


def words(file: PlacedFile, path: KeyPath, text: str) -> Iterator[tuple[str, Place]]:
    for found in re.finditer(r"\S+", text):
        yield found.group(), file.text_place(path, text, *found.span())


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("a: 'một ''hai'' ba'", ["một", "''hai''", "ba"]),
        ('a: "một \\"hai\\" \\u0062a\n  bốn \\\n  năm"', ["một", '\\"hai\\"', "\\u0062a", "bốn", "năm"]),
        ("a: một\n  hai ba\n\n  bốn", ["một", "hai", "ba", "bốn"]),
        ("a: >-\n  một hai\n    ba\n\n  bốn\nb: c", ["một", "hai", "ba", "bốn"]),
        ("a: |2\n    một hai\n   ba\n  bốn\nb: c", ["một", "hai", "ba", "bốn"]),
        ('a: "một" #12 hai', ["một", "#12", "hai"]),
        ("a: III II I", ["III", "II", "I"]),
    ],
)
def test_every_word_is_placed_as_it_is_written(written: str, shown: list[str]) -> None:
    file = yamlfile.parse(written + "\n", "x.yml")
    places = [place for _, place in words(file, ("a",), file.data["a"])]
    assert [file.file.line(p.line)[p.col - 1 :][: p.length] for p in places] == shown


def test_what_cannot_be_found_is_placed_at_the_whole_value() -> None:
    file = yamlfile.parse('a: "e\\u0301 một hai"\n', "x.yml")
    assert {(place.col, place.length) for _, place in words(file, ("a",), file.data["a"])} == {(4, 17)}


def test_a_value_is_looked_through_once_however_much_is_wrong_with_it(monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[str] = []
    build = Alignment.__init__

    def counted(self: Alignment, lines: Sequence[str], span: Span, text: str) -> None:
        made.append(text)
        build(self, lines, span, text)

    monkeypatch.setattr(Alignment, "__init__", counted)
    for opening in ("a: x", "a: '", "a: |\n  ", "a: >-\n  "):
        file = yamlfile.parse(f"{opening}{'<' * 64_000}{chr(39) if chr(39) in opening else ''}\n", "x.yml")
        text = file.data["a"]
        marks = [i for i, char in enumerate(text) if char == "<"]
        places = [file.text_place(("a",), text, i, i + 1) for i in marks]
        assert [place.col - places[0].col for place in places] == list(range(64_000))
    assert len(made) == 4


# --------------------------------------------------------------------------- printing


@pytest.mark.parametrize("style", ["text", "github"])
def test_of_many_findings_the_foremost_are_printed_and_the_rest_counted(
    style: str, capsys: pytest.CaptureFixture[str]
) -> None:
    file = SourceFile.of("x.yml", "a\n" * 700)
    found = [Finding("dau-cau", Place(file, n, 1), f"Một{n}.", "Hai.", Severity.WARNING) for n in range(1, 301)]
    found += [Finding("dau-cau", Place(file, n, 1), f"Một{n}.", "Hai.") for n in range(301, 401)]
    Console().findings(found, style)
    printed = capsys.readouterr().out
    assert [int(n) for n in re.findall(r"Một(\d+)", printed)] == [*range(1, 101), *range(301, 401)]
    assert printed.endswith("… và 200 chỗ khác.\n\n")
    Console().findings(found[:200], style)
    assert "chỗ khác" not in capsys.readouterr().out
