"""Characters nobody sees, and heaps of marks, in every file that is read."""

from __future__ import annotations

import sys
import unicodedata
from collections.abc import Callable
from pathlib import Path

import pytest

from microsite import reading
from microsite.outputs.handouts import unit
from microsite.reading import yamlfile
from microsite.vietnamese import characters

EVERY = [chr(code) for code in range(sys.maxunicode + 1)]


def test_the_table_is_the_categories_and_the_ignorable() -> None:
    listed = {chr(c) for a, b in characters.IGNORABLE for c in range(a, b + 1)}
    noncharacters = {c for c in EVERY if ord(c) & 0xFFFE == 0xFFFE or 0xFDD0 <= ord(c) <= 0xFDEF}
    named = {c for c in EVERY if unicodedata.category(c) in {"Cf", "Cc", "Co", "Cs", "Zl", "Zp"}} - {"\n", "\t"}
    wanted = listed | noncharacters | named | {"\u2800"}
    found = {c for c in EVERY if characters.HIDDEN.fullmatch(c)}
    assert wanted - found == set()
    assert {hex(ord(c)) for c in found - wanted if unicodedata.category(c) != "Cn"} == set()  # newer Pythons name more


def test_every_mark_stands_where_heaps_are_looked_for() -> None:
    marks = [c for c in EVERY if unicodedata.category(c) in {"Mn", "Me"}]
    assert len(marks) > 1800
    assert [hex(ord(c)) for c in marks if characters.heaped("a" + c * 3) != (1, 4)] == []
    assert [hex(ord(c)) for c in marks if characters.heaped("a" + c * 2) is not None] == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Đổi mới sáng tạo, chuyển đổi số", None),
        ("Đổi\u0301\u0323", None),
        ("Z\u0351\u036b\u0343\u036a\u0302\u036b\u033d\u034f\u0334a", (1, 10)),
        ("a\u0301\u0301b\u0301\u0301\u0301", (4, 7)),
        ("ภาษาไทย ก็ที่", None),
        ("\u0301\u0301\u0301", (0, 3)),
    ],
)
def test_heaps_of_marks(text: str, found: tuple[int, int] | None) -> None:
    assert characters.heaped(text) == found


def test_looking_is_linear() -> None:
    """Work that grew with the square would take hours; pyproject.toml says when a test is given up."""
    for text in ("\u0301\u0301a" * 300_000, "\u0e01" * 900_000, "a\u0301" * 400_000):
        assert characters.heaped(text) is None
        assert not characters.HIDDEN.search(text)


SAMPLES = {
    "tag": "\U000e0049",
    "arabic mark": "\u061c",
    "mongolian": "\u180e",
    "grapheme joiner": "\u034f",
    "hangul filler": "\u3164",
    "variation": "\ufe0f",
    "private": "\ue000",
    "plane 16": "\U0010fffd",
    "noncharacter": "\ufdd0",
    "annotation": "\ufff9",
    "musical": "\U0001d173",
    "braille blank": "\u2800",
}


def rule(char: str) -> str:
    return "ky-tu-khong-in-duoc" if unicodedata.category(char) == "Co" else "ky-tu-an"


def rules(root: Path) -> set[str]:
    return {f.rule for f in reading.read(root).findings}


@pytest.mark.parametrize("char", SAMPLES.values(), ids=SAMPLES)
def test_hidden_characters_are_refused_in_every_file(char: str, project: Callable[..., Path], tmp_path: Path) -> None:
    assert rules(project({"content/pages/gioi-thieu.md": f"# Giới{char} thiệu\n\nCho mọi người.\n"})) == {rule(char)}
    assert {f.rule for f in yamlfile.parse(f"name: Giới{char} thiệu\n", "a.yml").findings} == {rule(char)}
    profile = tmp_path / "don-vi.yml"
    profile.write_text(f"name: Chi bộ{char} 3\n", encoding="utf-8")
    assert {f.rule for f in unit.read(profile)[2]} == {rule(char)}
    root = tmp_path / "project"
    (root / "content/handouts.yml").write_text(f"- id: to-roi\n  name: Tờ{char} rơi\n", encoding="utf-8")
    assert rule(char) in {f.rule for f in reading.read(root).findings}


@pytest.mark.parametrize("char", [c for c in SAMPLES.values() if ord(c) < 0xFFFE], ids=lambda c: f"{ord(c):04X}")
def test_escapes_bring_none_in(char: str) -> None:
    found = yamlfile.parse(f'name: "Giới\\u{ord(char):04x} thiệu"\n', "a.yml")
    assert [f.rule for f in found.findings] == ["ky-tu-an"]
    assert found.data == {"name": "Giới thiệu"}


def test_long_escapes_and_carriage_returns() -> None:
    assert [f.rule for f in yamlfile.parse('name: "a\\U000E0049b"\n', "a.yml").findings] == ["ky-tu-an"]
    assert [f.rule for f in yamlfile.parse('name: "a\\rb"\n', "a.yml").findings] == ["ky-tu-an"]


def test_heaps_are_refused_in_every_file(project: Callable[..., Path], tmp_path: Path) -> None:
    heap = "Z\u0351\u036b\u036a"
    assert rules(project({"content/pages/gioi-thieu.md": f"# Giới thiệu\n\nCho {heap} người.\n"})) == {"dau-chong"}
    found = yamlfile.parse('name: "a\\u0351\\u036b\\u0343b"\n', "a.yml")
    assert [f.rule for f in found.findings] == ["dau-chong"]
    profile = tmp_path / "don-vi.yml"
    profile.write_text(f"name: {heap}\n", encoding="utf-8")
    assert "dau-chong" in {f.rule for f in unit.read(profile)[2]}


def test_a_no_break_space_is_not_hidden() -> None:
    assert yamlfile.parse("name: 5\u00a0%\n", "a.yml").findings == []
