"""The YAML reader: nothing makes it raise, every place is right, and data comes back as it went in."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from microsite.findings import Place, PlacedFile
from microsite.reading import yamlfile
from microsite.vietnamese.characters import HIDDEN
from tests.conftest import BASE, ROOT

# Letters, marks that mean something to YAML, and characters that have tripped readers before.
YAMLISH = st.text(
    st.sampled_from(list("ab1 :-#\n\n\"'[]{}|>&*!?%@`,\\.\t\r~=<ớđ"))
    | st.sampled_from(["\u2028", "\x85", "\ufeff", "\u0301", "\x00", "\U0001f600", "\u00a0"])
)


def places(file: PlacedFile) -> Iterator[Place]:
    """Yield every place that ``file`` can report."""
    yield from (finding.place for finding in file.findings)
    yield from (file.value_place(path) for path in file.values)
    yield from (file.key_place(path) for path in file.keys)
    yield file.value_place(("no", "such", 7))


def assert_sound(file: PlacedFile) -> None:
    for place in places(file):
        assert 1 <= place.line <= max(1, len(place.file.lines)), place
        assert 1 <= place.col <= len(place.file.lines[place.line - 1]) + 1, place
        assert place.length >= 1
    assert file.data is not None or file.findings


@given(YAMLISH | st.text())
@example("a: *Thế nào")
@example("a: [\n- b")
@example('a: "\\ud800"')
@example("? [a]\n: b")
@example("- &a [*a]")
@example("%TAG ! x\n---\n!a b")
@settings(max_examples=400)
def test_no_text_raises(text: str) -> None:
    assert_sound(yamlfile.parse(text, "x.yml"))


@given(
    st.binary()
    | YAMLISH.map(lambda t: t.encode("utf-16", "surrogatepass"))
    | YAMLISH.map(lambda t: t.encode("utf-8-sig", "surrogatepass"))
)
@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_bytes_raise(tmp_path: Path, raw: bytes) -> None:
    path = tmp_path / "x.yml"
    path.write_bytes(raw)
    assert_sound(yamlfile.read(path, "x.yml"))


@pytest.mark.parametrize(
    "text",
    [
        "a: " + "[" * 100_000,
        "a: " + "{a: " * 50_000,
        "- " * 50_000 + "x",
        "? " * 50_000,
        "a: &a ["
        + ",".join(["x"] * 9)
        + "]\n"
        + "".join(
            f"{b}: &{b} [" + ",".join([f"*{a}"] * 9) + "]\n" for a, b in zip("abcdefgh", "bcdefghi", strict=True)
        ),
        "a: !!python/object/apply:os.system ['echo']",
        'a: "' + "\\x41" * 80_000 + '"',
        "a: |\n" + " " * 300_000 + "x",
        "\u00a0" * 190_000,
        "a: " + "b #" * 90_000,
        "a: b\n" + "  c\n" * 80_000 + "  D: e",
        "a: {" + ",".join(f"k:{i}" for i in range(40_000)) + "}",
    ],
    ids=[
        "lists",
        "mappings",
        "entries",
        "keys",
        "billion laughs",
        "python",
        "escapes",
        "blanks",
        "odd blanks",
        "comments",
        "text",
        "pairs",
    ],
)
def test_hostile_files_are_read_at_once(text: str) -> None:
    # Work that grew with the square of these lengths, or with what aliases stand for, would not come to an end.
    assert_sound(yamlfile.parse(text, "x.yml"))


# --------------------------------------------------------------------------- round trip


def _plain_number(text: str) -> bool:
    return text.strip("+-").replace(".", "", 1).isascii() and text.strip("+-").replace(".", "", 1).isdigit()


# What PyYAML leaves unquoted although it looks like a number (089) is a number here.
TEXT = (
    st.text(st.characters(exclude_categories=["Cc", "Cf", "Cs", "Zl", "Zp", "Cn", "Co"]) | st.just("\n"), max_size=40)
    .map(lambda t: unicodedata.normalize("NFC", t))
    .filter(lambda t: not _plain_number(t) and not HIDDEN.search(t) and not re.search(f"[{yamlfile._ODD}]", t))
)
DATA = st.recursive(
    st.none() | st.booleans() | st.integers(-(10**17), 10**17) | TEXT,
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(TEXT.filter(lambda t: len(t) < 30 and "\n" not in t), inner, max_size=4)
    ),
    max_leaves=12,
)


class _Dumper(yaml.SafeDumper):
    def ignore_aliases(self, data: Any) -> bool:
        return True


@given(DATA, st.sampled_from([20, 80, 10_000]), st.sampled_from([None, True, False]), st.sampled_from([2, 4]))
def test_what_pyyaml_writes_is_read_back(data: Any, width: int, flow: bool | None, indent: int) -> None:
    dumped = yaml.dump(data, Dumper=_Dumper, allow_unicode=True, width=width, default_flow_style=flow, indent=indent)
    file = yamlfile.parse(dumped, "x.yml")
    assert [f.rule for f in file.findings] == ([] if data is not None else ["tep-rong"])
    assert file.data == data
    assert_sound(file)


@given(DATA, st.sampled_from([20, 80]))
@settings(max_examples=60)
def test_both_parsers_read_the_same(data: Any, width: int) -> None:
    dumped = yaml.dump(data, Dumper=_Dumper, allow_unicode=True, width=width)
    _assert_parsers_agree(dumped)


@pytest.mark.parametrize(
    "path",
    sorted([*BASE.rglob("*.yml"), *(ROOT / "qa").glob("*7-*.yml"), ROOT / "content/sources.yml"]),
    ids=lambda p: p.stem,
)
def test_both_parsers_read_content_the_same(path: Path) -> None:
    _assert_parsers_agree(path.read_text(encoding="utf-8"))


def _assert_parsers_agree(text: str) -> None:
    fast = yamlfile.parse(text, "x.yml")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(yamlfile, "_FAST", yaml.SafeLoader)
        pure = yamlfile.parse(text, "x.yml")
    assert fast.data == pure.data
    assert fast.findings == pure.findings
    assert {p: (s.line, s.column) for p, s in fast.values.items()} == {
        p: (s.line, s.column) for p, s in pure.values.items()
    }
    assert fast.keys == pure.keys


# --------------------------------------------------------------------------- places of snippets

WORDS = st.lists(
    st.sampled_from(["chi", "chi-rd", "nghiên", "cứu", "và", "GDP", "2030", "[[muc-tieu:chi-rd]]", "đ"]),
    min_size=1,
    max_size=25,
)


class _Styled(str):
    style: str | None = None


class _StyledDumper(_Dumper):
    pass


_StyledDumper.add_representer(
    _Styled, lambda dumper, value: dumper.represent_scalar("tag:yaml.org,2002:str", str(value), style=value.style)
)


@given(
    st.lists(WORDS, min_size=1, max_size=3),
    st.sampled_from([None, '"', "'", "|", ">"]),
    st.sampled_from([25, 200]),
    st.data(),
)
@settings(max_examples=200)
def test_text_place_finds_the_very_word(
    paragraphs: list[list[str]], style: str | None, width: int, data: st.DataObject
) -> None:
    if style == '"':  # written with escapes, which are not words
        paragraphs, width = paragraphs[:1], 10_000
    text = "\n\n".join(" ".join(words) for words in paragraphs)
    styled = _Styled(text)
    styled.style = style
    dumped = yaml.dump(
        {"trước": "chi GDP", "list": [{"text": styled}]},
        Dumper=_StyledDumper,
        allow_unicode=True,
        width=width,
        sort_keys=False,
    )
    file = yamlfile.parse(dumped, "x.yml")
    path = ("list", 0, "text")
    value = file.data["list"][0]["text"]
    assert value.split() == text.split()
    chosen = data.draw(st.integers(0, len(value.split()) - 1))
    start, end = _tokens(value)[chosen]
    place = file.text_place(path, value, start, end)
    # The words stand in the file in the same order, after what opens the scalar.
    opened = file.value_place(path)
    offset = sum(len(line) + 1 for line in file.file.lines[: opened.line - 1]) + opened.col - 1
    raw = dumped[offset:]
    skip = 1 if style in {"|", ">"} or raw.startswith(("|", ">")) else 0
    a, _ = _tokens(raw)[chosen + skip]
    before = raw[:a]
    line = opened.line + before.count("\n")
    column = a - (before.rfind("\n") + 1) + (opened.col if "\n" not in before else 1)
    quote = 1 if raw[a : a + 1] in {'"', "'"} else 0
    assert (place.line, place.col) == (line, column + quote)
    assert file.file.line(place.line)[place.col - 1 :].startswith(value[start:end])


def _tokens(text: str) -> list[tuple[int, int]]:
    found, at = [], 0
    for token in text.split():
        at = text.index(token, at)
        found.append((at, at + len(token)))
        at += len(token)
    return found


def test_text_place_of_blanks_in_a_literal_and_in_a_plain_scalar() -> None:
    file = yamlfile.parse("a: |\n  một  hai\n\n  ba , bốn\nb: năm  sáu , bảy\n", "x.yml")
    literal, plain = file.data["a"], file.data["b"]
    place = file.text_place(("a",), literal, literal.index("  hai"), literal.index("hai"))
    assert (place.line, place.col, place.length) == (2, 6, 2)
    place = file.text_place(("a",), literal, literal.index(" ,"), literal.index(","))
    assert (place.line, place.col, place.length) == (4, 5, 1)
    place = file.text_place(("b",), plain, plain.index(" ,"), plain.index(","))
    assert (place.line, place.col, place.length) == (5, 12, 1)


def test_marks_and_line_ends_do_not_move_places(tmp_path: Path) -> None:
    text = "a: một\nb:\n  - hai\n"
    for raw in (
        text.encode(),
        b"\xef\xbb\xbf" + text.encode(),
        text.replace("\n", "\r\n").encode(),
        text.replace("\n", "\r").encode(),
    ):
        path = tmp_path / "x.yml"
        path.write_bytes(raw)
        file = yamlfile.read(path, "x.yml")
        assert file.findings == []
        assert file.data == {"a": "một", "b": ["hai"]}
        assert str(file.value_place(("b", 0))) == "x.yml:3:5"


def test_scalars() -> None:
    file = yamlfile.parse(
        "a: 1\nb: 0.7\nc: '1'\nd: true\ne: null\nf: ~\ng:\nh: yes\ni: 2026-11-22\nj: 0,7\nk: 1e9\nl: '\"'\n", "x.yml"
    )
    assert {k: str(v) if not isinstance(v, bool | None | int) else v for k, v in file.data.items()} == {
        "a": 1, "b": "0.7", "c": "1", "d": True, "e": None, "f": None, "g": None, "h": "yes", "i": "2026-11-22",
        "j": "0,7", "k": "1e9", "l": '"',
    }  # fmt: skip


def test_escapes_are_composed() -> None:
    assert yamlfile.parse('a: "e\\u0301"', "x.yml").data == {"a": "é"}


@pytest.mark.parametrize(
    ("written", "read", "told"),
    [
        ("what: Sửa lỗi #12, nói rõ", "Sửa lỗi #12, nói rõ", 1),
        ("what: #1 là gì?", "#1 là gì?", 1),
        ('what: "Sửa lỗi" #12', "Sửa lỗi #12", 1),
        ("what: 2 # số câu", 2, 1),
        ('what: "Sửa lỗi #12"', "Sửa lỗi #12", 0),
        ("what: C#, số#12", "C#, số#12", 0),
        ("what: [a, b] # hai mã", ["a", "b"], 0),
        ("# lời chú\nwhat:\n  # lời chú\n  - a", ["a"], 0),
        ("what: |\n  Lỗi #12", "Lỗi #12", 0),
        ("what: >- # lời chú\n  Lỗi", "Lỗi", 0),
    ],
)
def test_what_a_comment_would_cut_off_is_told_and_kept(written: str, read: object, told: int) -> None:
    file = yamlfile.parse(written, "x.yml")
    assert file.data["what"] == read
    assert [f.rule for f in file.findings] == ["yaml-khong-cho-phep"] * told


def test_a_comment_that_makes_the_syntax_wrong_is_the_only_finding() -> None:
    for text in ("what: a #12 b\n  c\n", "topics: [a #b]\npart: c\n"):
        assert [f.rule for f in yamlfile.parse(text, "x.yml").findings] == ["yaml-khong-cho-phep"]


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("question:\u00a0Gì?", ["1:10"]),
        ("question\u00a0: Gì?", ["1:9"]),
        ("a: b\n\u3000c: d\n-\u2009e", ["2:1", "3:2"]),
        ("sources:\n  - {doc:\u00a0nq57, at: II.1}", ["2:10"]),
        ("answer: |\n  a\n\u00a0\u00a0b", ["3:1"]),
        ("\u00a0\n" * 12, [f"{line}:1" for line in range(1, 11)]),
        ("answer: |\n  \u00a0a:\u00a0b\n\nwhat: 5\u00a0%", []),
    ],
)
def test_odd_blanks_are_told_where_yaml_needs_plain_ones(text: str, places: list[str]) -> None:
    file = yamlfile.parse(text, "x.yml")
    assert [f"{f.place.line}:{f.place.col}" for f in file.findings] == places
    assert {f.rule for f in file.findings} <= {"ky-tu-an"}


def test_pairs_without_a_blank_are_read_as_meant() -> None:
    file = yamlfile.parse("sources: [{doc:nq57, at: II.1, bullet:3}]", "x.yml")
    assert [str(f.place) for f in file.findings] == ["x.yml:1:15"]
    assert file.data == {"sources": [{"doc": "nq57", "at": "II.1", "bullet": 3}]}


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("- id: a\n  name: x\n  id: b\n  name: y\n", 3, "thiếu dấu gạch ngang"),
        ("- id: a\n  name: x\nid: b\nname: y\n", 3, "thiếu dấu gạch ngang"),
        ("# c\n\n  id: a\n  name: x\n- id: b\n  name: y\n", 3, "thiếu dấu gạch ngang"),
        ("- id a\n  name: x\n", 1, "Thiếu dấu hai chấm"),
        ("short_answer:\n  Có hai việc: một\n  và hai.\n", 1, "viết trên nhiều dòng"),
        ("short_answer: Có hai việc: một\n  và hai.\n", 1, "viết trên nhiều dòng"),
        ("answer: |\n  a\n\nHai tỷ lệ khác nhau.\nid: b\n", 4, "không có dạng"),
        ("topics:\n  - a\n - b\n", 3, "không thẳng cột"),
        ("id: a\n  number: 2\n", 2, "không thẳng cột"),
        ("id: a\n```\n", 2, "```"),
    ],
)
def test_the_line_to_mend_is_the_one_told(text: str, line: int, words: str) -> None:
    (finding,) = yamlfile.parse(text, "x.yml").findings
    assert finding.place.line == line
    assert words in finding.message


def test_lines_that_are_not_nfc_are_listed_up_to_ten() -> None:
    (finding,) = yamlfile.parse("- e\u0301\n- e\n" * 12, "x.yml").findings
    assert "12 dòng như vậy: 1, 3, 5, 7, 9, 11, 13, 15, 17, 19…" in finding.message
    (finding,) = yamlfile.parse("- e\u0301\n- e\u0301\n", "x.yml").findings
    assert finding.message.endswith("2 dòng như vậy: 1, 2.")


NO_YAML = [
    "a: b: c\n", "a:b\nc: d\n", "id a\nb: c\n", "a: 1\n  b: 2\n", "a: 1\nb c\n", 'a: "b\n', "a: 'b\n",
    'a: "b\\q"\n', 'a: "\\u12"\n', 'a: "\\UFFFFFFFF"\n', 'a: "b" c\n', "a: [b\nc: d\n", "a: {b: c\n", "a: ]\n",
    "a: [b, , c]\n", "a: - b\n", "a: | b\n  c\n", "a: @b\n", "a: *\n", "a: &\n", "a: *b c\n", "a: !<b\n",
    "a: !x!y z\n", "a: !b%\n", "- a\nb: c\n", "id: a\n- id: b\n", "- a: 1\n  b: 2\na: 3\n", "a:\n  - b\n c\n",
    "%YAML 2.0\n---\na\n", ": a\n", "- \n: a\n", "a: [1:]\n", '"a"\nb: c\n"d"\n',
    "a: b\n*c d\ne: f\n", "```\na: b: c\n",
]  # fmt: skip


def test_not_a_word_of_pyyaml_decides(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is told follows from an error's class and places: PyYAML may word it as it likes."""
    yamlfile.parse.cache_clear()
    told = [yamlfile.parse(text, "x.yml").findings for text in NO_YAML]
    assert all(told)
    assert len({found[0].message for found in told}) > 14
    build = yaml.MarkedYAMLError.__init__

    def silent(self: yaml.MarkedYAMLError, context: Any, context_mark: Any, problem: Any, problem_mark: Any) -> None:
        build(self, "?", context_mark, "?", problem_mark)

    monkeypatch.setattr(yaml.MarkedYAMLError, "__init__", silent)
    yamlfile.parse.cache_clear()
    assert [yamlfile.parse(text, "x.yml").findings for text in NO_YAML] == told


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('a: "\\UFFFFFFFF"\n', "không phải một mã hợp lệ"),
        ('a: "b\\x1"\n', "không phải một mã hợp lệ"),
        ("a: 'b\nc: d\n", "ngoặc đơn (') mà không đóng"),
        ('b: c\n"a"\nd: e\n', "không có dạng"),
        ("a: !b%\n", "dấu chấm than"),
        ("a: *\n", "bắt đầu bằng * hoặc &"),
        ("a: [b, , c]\n", "Thừa hoặc thiếu dấu ngoặc"),
        ("a: [b\n", "chưa đóng"),
    ],
)
def test_each_kind_of_trouble_is_told_apart(text: str, words: str) -> None:
    (finding,) = yamlfile.parse(text, "x.yml").findings
    assert words in finding.message
