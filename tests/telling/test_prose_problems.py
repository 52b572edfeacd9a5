"""What is refused, and that nothing but the allowed comes out of what is not."""

from __future__ import annotations

import re

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from microsite.model import TextKind
from microsite.telling.prose import References, Style, html, parse, problems
from tests.telling.tables import MILD, PIECES, SOUND, WRONG
from tests.telling.trees import resolve


@pytest.mark.parametrize("value", SOUND)
def test_sound(value: str) -> None:
    assert problems(value) == ()


@pytest.mark.parametrize("name", WRONG)
def test_wrong(name: str) -> None:
    found = problems(WRONG[name])
    assert found
    for problem in found:
        assert 0 <= problem.start < problem.end <= len(WRONG[name])
        assert problem.message.endswith(".")
        assert problem.help.endswith(".")


def test_headings_where_they_are_allowed() -> None:
    assert problems("### a", TextKind.PROSE)
    assert problems("### a", TextKind.LINE)
    assert problems("## a", sections=True) == ()
    assert problems("# a", sections=True)
    assert problems("##a", sections=True)
    assert problems("### a\n\n" * 4, sections=True) == ()


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("[[câu:17]]", "[[cau:17]]"),
        ("[[mục-tiêu:chi-rd]]", "[[muc-tieu:chi-rd]]"),
        ("[[Muc tieu:Chi RD|x]]", "[[muc-tieu:chi-rd]]"),
        ("[[cau:Câu 17]]", "[[cau:17]]"),
    ],
)
def test_what_was_meant_as_a_reference_is_told_once(written: str, meant: str) -> None:
    (problem,) = problems(f"Xem {written}.")
    assert (problem.start, problem.end) == (4, 4 + len(written))
    assert meant in problem.help


def test_only_kinds_of_the_site_are_meant() -> None:
    site = References(frozenset({"cau"}), "[[cau:5]]")
    assert "[[cau:17]]" in problems("[[câu:17]]", site=site)[0].help
    assert problems("[[chữ:17]]", site=site)[0].help == "Viết [[loại:mã]], ví dụ [[cau:5]], hoặc dùng ngoặc tròn."


@pytest.mark.parametrize("kind", [TextKind.PLAIN, TextKind.LINE])
@pytest.mark.parametrize("value", ["- a", "1. a", "### a", "<b>", "a_b_ _c_", "**a", "xem www.vi.example"])
def test_no_blocks_in_a_line(kind: TextKind, value: str) -> None:
    assert problems(value, kind)


@pytest.mark.parametrize("value", ["Bước 1: a", "A. b", "1/ a", "a – b; 5 * 3", "57-NQ/TW, R&D; 100%", "o a"])
def test_a_title_may_begin_as_it_likes(value: str) -> None:
    assert problems(value, TextKind.PLAIN) == ()
    assert problems(value, TextKind.LINE) == ()


@pytest.mark.parametrize(
    ("value", "where"),
    [
        ("a [[cau:2]] b", "[[cau:2]]"),
        ("a **b *c* d** e", "**b *c* d**"),
        ("*a*", "*a*"),
        ("***a*** b 5 * 3", "***a***"),
    ],
)
def test_plain_words_hold_no_markup(value: str, where: str) -> None:
    (problem,) = problems(value, TextKind.PLAIN)
    assert value[problem.start : problem.end] == where
    assert problems(value, TextKind.LINE) == ()


@given(st.lists(MILD, max_size=14).map("".join) | st.lists(PIECES, max_size=14).map("".join) | st.text(max_size=40))
@example("[[cau:2]](x)")
@settings(max_examples=500)
def test_only_allowed_tags_come_out(value: str) -> None:
    shown = html.prose(parse(value), Style(resolve))
    assert set(re.findall(r"<(/?[^ >]*)", shown)) <= {
        f"{s}{t}" for s in ("", "/") for t in ("p", "ul", "ol", "li", "strong", "em", "h2", "h3", "a", "span")
    }
    if problems(value, sections=True) == ():
        assert "[[" not in shown
        assert "**" not in shown


@given(st.text(st.sampled_from("aĐệ7 ,;.?“”()/%…–-w"), min_size=1, max_size=12))
def test_a_plain_line_is_judged_as_any_other(value: str) -> None:
    # Two lines are never taken for plain.
    assert bool(problems(value)) == bool(problems(value + "\na"))
