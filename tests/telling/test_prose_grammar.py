"""What each way of writing becomes: lists above all, as they are written or refused."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from microsite.model import TextKind
from microsite.telling.prose import (
    Document,
    Paragraph,
    Slugs,
    Style,
    Text,
    escaped,
    html,
    page,
    parse,
    parse_line,
    plain,
    problems,
)
from microsite.telling.prose import Resolved as Found
from tests.telling.trees import resolve

STYLE = Style(lambda r: Found(r.kind, r.words or r.id, None), text=escaped)


def shown(value: str) -> str:
    return html.prose(parse(value), STYLE).replace("\n", "")


AS_WRITTEN = {
    "a paragraph in an entry": ("1. a\n\n   thêm\n2. b", "<ol><li><p>a</p><p>thêm</p></li><li>b</li></ol>"),
    "a list goes on after a paragraph": (
        "1. a\n2. b\n\nĐoạn.\n\n3. c\n4. d",
        '<ol><li>a</li><li>b</li></ol><p>Đoạn.</p><ol start="3"><li>c</li><li>d</li></ol>',
    ),
    "a list goes on after a heading": (
        "1. a\n### h\n2. b",
        '<ol><li>a</li></ol><h3>h</h3><ol start="2"><li>b</li></ol>',
    ),
    "a list that begins anew": ("1. a\n\nĐoạn.\n\n1. b", "<ol><li>a</li></ol><p>Đoạn.</p><ol><li>b</li></ol>"),
    "numbers, then dashes": (
        "1. a\n2. b\n- c\n- d\n3. e",
        '<ol><li>a</li><li>b</li></ol><ul><li>c</li><li>d</li></ul><ol start="3"><li>e</li></ol>',
    ),
    "dashes, then numbers": ("- a\n\n1. b", "<ul><li>a</li></ul><ol><li>b</li></ol>"),
    "four levels": (
        "- a\n  - b\n    1. c\n       - d\n- e",
        "<ul><li>a<ul><li>b<ol><li>c<ul><li>d</li></ul></li></ol></li></ul></li><li>e</li></ul>",
    ),
    "levels of four blanks": (
        "- a\n    - b\n        - c\n    - d",
        "<ul><li>a<ul><li>b<ul><li>c</li></ul></li><li>d</li></ul></li></ul>",
    ),
    "a step back by less": ("- a\n    - b\n  - c", "<ul><li>a<ul><li>b</li><li>c</li></ul></li></ul>"),
    "a paragraph of the outer entry": (
        "- a\n  - b\n\n  c\n- d",
        "<ul><li><p>a</p><ul><li>b</li></ul><p>c</p></li><li>d</li></ul>",
    ),
    "a paragraph of the inner entry": (
        "- a\n  - b\n\n    c\n- d",
        "<ul><li>a<ul><li><p>b</p><p>c</p></li></ul></li><li>d</li></ul>",
    ),
    "blank lines between entries": ("- a\n\n- b\n\n\n- c", "<ul><li>a</li><li>b</li><li>c</li></ul>"),
    "right below a paragraph": ("Việc:\n1. a\n2. b", "<p>Việc:</p><ol><li>a</li><li>b</li></ol>"),
    "wrapped, indented or not": ("- a\nb\n- c\n  d", "<ul><li>a b</li><li>c d</li></ul>"),
    "a bold line apart": ("- a\n\n**B**\n\n- c", "<ul><li>a</li></ul><p><strong>B</strong></p><ul><li>c</li></ul>"),
    "a bold paragraph in an entry": (
        "1. a\n\n   **B**\n\n   c\n2. d",
        "<ol><li><p>a</p><p><strong>B</strong></p><p>c</p></li><li>d</li></ol>",
    ),
    "steps in paragraphs": ("Bước 1: a\n\nBước 2: b", "<p>Bước 1: a</p><p>Bước 2: b</p>"),
    "letters in paragraphs": ("A. a\n\nI. b", "<p>A. a</p><p>I. b</p>"),
    "no-break space after the mark": ("-\u00a0a\n-\u00a0b", "<ul><li>a</li><li>b</li></ul>"),
    "a number and slash in a sentence": (
        "số\n29/NQ-CP và\n1/2 dân số, ngày\n5/5/2025",
        "<p>số 29/NQ-CP và 1/2 dân số, ngày 5/5/2025</p>",
    ),
    "closing hashes": ("### a ###\n\nb", "<h3>a</h3><p>b</p>"),
    "a hash in a heading": ("### C#", "<h3>C#</h3>"),
    "all three": ("***a*** b *c **d***", "<p><strong><em>a</em></strong> b <em>c <strong>d</strong></em></p>"),
    "a star alone": ("5 * 3", "<p>5 * 3</p>"),
    "bold over two lines": ("**a\nb**", "<p><strong>a b</strong></p>"),
    "a reference over two lines": ("x [[cau:2|a\nb]]", "<p>x a b</p>"),
}


@pytest.mark.parametrize("name", AS_WRITTEN)
def test_as_written(name: str) -> None:
    value, expected = AS_WRITTEN[name]
    assert shown(value) == expected
    assert problems(value) == ()


REFUSED = {
    "a bold line in a list": ("- a\n**B**\n- c", "**B**", "Dòng in đậm này sẽ dính vào dòng trên."),
    "a bold line in a paragraph": ("a.\n**B:**\nc", "**B:**", "Dòng in đậm này sẽ dính vào dòng trên."),
    "steps": (
        "Việc:\nBước 1: a\nBước 2: b",
        "Bước 1:",
        "“Bước 1:” không làm thành danh sách: dòng này sẽ nối liền vào dòng trên.",
    ),
    "steps with full stops": (
        "Bước 1. a\nBước 2. b",
        "Bước 2.",
        "“Bước 2.” không làm thành danh sách: dòng này sẽ nối liền vào dòng trên.",
    ),
    "days": ("Lịch:\nNgày 1: a", "Ngày 1:", "“Ngày 1:” không làm thành danh sách: dòng này sẽ nối liền vào dòng trên."),
    "number and slash": (
        "Việc:\n1/ a\n2/ b",
        "1/",
        "“1/” không làm thành danh sách: dòng này sẽ nối liền vào dòng trên.",
    ),
    "number and slash, glued": (
        "Việc:\n1/Một",
        "1/",
        "“1/” không làm thành danh sách: dòng này sẽ nối liền vào dòng trên.",
    ),
    "capitals": ("A. a\nB. b", "B.", "“B.” không làm thành danh sách: dòng này sẽ nối liền vào dòng trên."),
    "roman capitals": (
        "I. a\nII. b\nIII. c",
        "II.",
        "“II.” không làm thành danh sách: dòng này sẽ nối liền vào dòng trên.",
    ),
    "o": ("Việc:\no a\no b", "o", "“o” không làm thành danh sách: dòng này sẽ nối liền vào dòng trên."),
    "o in an entry": ("- a\n  o b", "o", "“o” không làm thành danh sách: dòng này sẽ nối liền vào dòng trên."),
    "a number in a sentence": (
        "ngày\n22. Sau đó",
        "22.",
        "Đầu dòng có số và dấu chấm nên sẽ bị hiểu là mục của danh sách.",
    ),
    "a number in an entry": ("1. ngày\n22. Sau đó", "22.", "Số thứ tự không nối tiếp: sau 1 phải là 2, không phải 22."),
    "a number in a dash's entry": (
        "- ngày\n22. Sau đó",
        "22.",
        "Đầu dòng có số và dấu chấm nên sẽ bị hiểu là mục của danh sách.",
    ),
    "a gap": ("1. a\n2. b\n4. c\n5. d", "4.", "Số thứ tự không nối tiếp: sau 2 phải là 3, không phải 4."),
    "all ones": ("1. a\n1. b\n1. c", "1.", "Số thứ tự không nối tiếp: sau 1 phải là 2, không phải 1."),
    "a gap after a paragraph": ("1. a\n\nb\n\n3. c", "3.", "Số thứ tự không nối tiếp: sau 1 phải là 2, không phải 3."),
    "a wrong start": ("3. a\n4. b", "3.", "Danh sách đánh số bắt đầu từ 3, không phải từ 1."),
    "a fifth level": (
        "- a\n  - b\n    - c\n      - d\n        - e\n        - f",
        "-",
        "Danh sách lồng nhau quá bốn bậc.",
    ),
    "two marks": ("- 1. a", "- 1. a", "Hai dấu đầu dòng đứng liền nhau."),
    "indented": ("a\n\n    - b\n    - c", "    - b", "Dòng này thụt vào mà không thuộc danh sách nào."),
    "four stars": ("a ****b", "****", "Có quá nhiều dấu * liền nhau."),
    "before a round bracket": ("[[cau:2]](x)", "(", "Dấu ( đứng sát ngay sau tham chiếu."),
    "before a colon": ("[[cau:2]]:x", ":", "Dấu : đứng sát ngay sau tham chiếu."),
}


@pytest.mark.parametrize("name", REFUSED)
def test_refused_with_one_finding(name: str) -> None:
    value, where, message = REFUSED[name]
    (problem,) = problems(value)
    assert (value[problem.start : problem.end], problem.message) == (where, message)
    assert problem.help.endswith(".")


def test_a_colon_and_a_blank_may_follow_a_reference() -> None:
    assert problems("[[cau:2]]: x, [[cau:2]]:\ny") == ()


def test_places_are_those_of_the_source() -> None:
    value = "- một\n  hai [[cau:2]] **ba\n\n  bốn"
    (problem,) = problems(value)
    assert value[problem.start : problem.end] == "**"
    value = "a\n b  c\n  [[cau:1|d\n  e]]"
    (paragraph,) = parse(value).blocks
    assert isinstance(paragraph, Paragraph)
    reference = paragraph.inlines[-1]
    assert value[getattr(reference, "start") : getattr(reference, "end")] == "[[cau:1|d\n  e]]"


def test_a_line_is_never_a_list() -> None:
    assert html.line(parse_line("1. a **b**"), STYLE) == "1. a <strong>b</strong>"


def test_plain_words() -> None:
    value = "### Đầu\n\nMột **đậm**\ntiếp.\n\n- *a*\n- b\n\n1. c\n   2 tiếp\n\n   d\n2. [[cau:2|e]]"
    assert plain.words(parse(value), resolve) == "Đầu\nMột đậm tiếp.\na\nb\n1. c 2 tiếp\nd\n2. e"


# --------------------------------------------------------------------------- HTML


def test_a_reference_is_a_link_or_words() -> None:
    value = "[[cau:2]] và [[nhom:a|bộ & *ba*]]"
    assert html.prose(parse(value), Style(resolve)) == (
        '<p><a class="ref ref-cau" href="/cau/2">lời của 2</a> và '
        '<a class="ref ref-nhom" href="/nhom/a">bộ &amp; *ba*</a></p>'
    )
    printed = Style(resolve, address=lambda r: f"{r.address}.md?a&b", link_class="ref-", words=str.upper)
    assert html.line(parse(value), printed).startswith('<a class="ref-cau" href="/cau/2.md?a&amp;b">LỜI CỦA 2</a>')
    assert html.line(parse("[[cau:2]] [[cau:3|x]]"), Style(lambda r: None)) == "cau:2 x"


def test_words_are_escaped_and_kept_together() -> None:
    value = "R&D; 57-NQ/TW <b>, [[cau:1|số 57-NQ/TW]]"
    assert html.line(parse(value), Style(resolve)) == (
        'R&amp;D; <span class="nb">57-NQ/TW</span> &lt;b&gt;, <a class="ref ref-cau" href="/cau/1">số 57-NQ/TW</a>'
    )


def test_the_hook_sees_each_run_once_and_no_heading() -> None:
    seen: list[str] = []

    def text(words: str) -> str:
        seen.append(words)
        return escaped(words)

    html.prose(parse("a **b** [[cau:1|c]]\n\n### d\n\n- e"), Style(resolve, text=text, heading=escaped))
    assert seen == ["a ", "b", " ", "e"]


def test_anchors_count_paragraphs_and_entries() -> None:
    shown = html.prose(parse("a\n\n### h\n\n1. b\n\n   c\n   - d\n2. e\n\nf"), Style(resolve, anchors=True, shift=1))
    assert shown.replace("\n", "") == (
        '<p id="d1">a</p><h4>h</h4><ol><li id="d2"><p>b</p><p id="d3">c</p><ul><li id="d4">d</li></ul></li>'
        '<li id="d5">e</li></ol><p id="d6">f</p>'
    )


def test_headings_of_a_page_share_their_slugs() -> None:
    slugs = Slugs(["nguon"])
    style = Style(resolve)
    assert page.markdown(parse("### Đời *sống* a_b\n\n### Nguồn"), style, slugs) == (
        "### Đời <em>sống</em> a&#95;b {: #doi-song-a-b }\n\n### Nguồn {: #nguon-2 }"
    )
    assert page.markdown(parse("## Đời sống a b"), style, slugs) == "## Đời sống a b {: #doi-song-a-b-2 }"


def test_what_no_xml_may_hold_is_left_out() -> None:
    assert escaped("a\x02\x1b\ud800\ufffe\nb") == "a\nb"


# --------------------------------------------------------------------------- whatever is written

HOSTILE = {
    "sentences": "a\n22. b\n\n" * 10_000,
    "after lists": "1. a\n\n" + "- a\n\nb\n7. c\n\n" * 5_000,
    "marks": "- " * 250 + "x",
    "levels": "\n".join("  " * n + "- x" for n in range(500)),
    "stars": "**a* " * 12_000,
    "other stars": "*a **b " * 12_000,
    "a row of stars": "*" * 64_000,
    "angles": "<" * 64_000,
    "headings": "### a\n\n" * 10_000,
    "opened": "[[a:b|" * 20_000,
    "brackets": "[[" * 64_000,
    "references": "[[a:b]]" * 10_000,
    "ones": "1. a\n" * 10_000,
    "steps": "a\nBước 1: b\n" * 10_000,
    "blanks": "[[a:" + " " * 64_000,
    "lines": "\n" * 64_000,
    "entries": "- a\n\n" * 10_000,
    "hashes": "### " + "#-" * 32_000,
    "words": "[[a:b|" + " x" * 32_000,
    "indent": " " * 64_000 + "x",
    "wrapped": "x\n" * 30_000,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_text_is_read_and_judged(name: str) -> None:
    """Work that grew with the square would take hours; pyproject.toml says when a test is given up."""
    value = HOSTILE[name]
    for kind in TextKind:
        problems(value, kind)
    page.markdown(parse(value), Style(resolve, anchors=True), Slugs())
    plain.words(parse_line(value), resolve)


@given(
    st.text()
    | st.lists(
        st.sampled_from(
            ["- ", "1. ", "2. ", "\n", "\n\n", "  ", "*", "**", "[[cau:2]]", "[[", "]]", "### ", "a", "\u00a0", "o "]
        )
    ).map("".join)
)
@settings(max_examples=300)
def test_every_text_has_a_tree_and_every_problem_a_place(value: str) -> None:
    for parsed in (parse(value), parse_line(value)):
        assert isinstance(parsed, Document)
        html.prose(parsed, STYLE)
    for kind in TextKind:
        found = problems(value, kind)
        assert all(0 <= p.start < p.end <= len(value) for p in found)
        assert list(found) == sorted(found, key=lambda p: p.start)
    if problems(value) == ():
        shown = html.prose(parse(value), STYLE) + plain.words(parse(value), resolve)
        assert "[[" not in shown
        assert "**" not in shown


@given(st.text(st.sampled_from("ab 1.,-")))
def test_simple_text_is_read_like_any_other(value: str) -> None:
    if value[:1].isalpha() and not value.endswith(" "):
        assert parse(value) == Document((Paragraph((Text(value),)),)) == parse(value + "\n")
