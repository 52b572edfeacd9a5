"""The allowed Markdown: what passes, what does not, and that nothing else comes out."""

from __future__ import annotations

import itertools
import re
from html.parser import HTMLParser

import markdown
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from microsite import model as m
from microsite import reading
from microsite.library import REFERENCE, Library
from microsite.telling import markup
from tests.conftest import BASE

SITE_EXTENSIONS = ["attr_list", "md_in_html", "tables", "toc"]
"""What mkdocs.yml turns on, and so what a stranger's text could try to use."""


@pytest.fixture(scope="module")
def library() -> Library:
    library = reading.read(BASE).library
    assert library is not None
    return library


SOUND = [
    "Một đoạn.\n\nHai đoạn, **đậm** và *nghiêng*.",
    "- một\n- hai\n  - hai một\n    hai một tiếp\n- ba",
    "1. một\n2. hai\n\n   đoạn tiếp của hai\n3. ba",
    "### Tiêu đề\n\nĐoạn.\n\n### Tiêu đề khác\n- mục",
    "Xem [[cau:2]], [[van-ban:nq57|văn bản gốc]] và [[ so-lieu : can-bo-nghien-cuu ]].",
    "R&D; Q&A; 16–18%; a/b; “ngoặc”; 50 + 50 = 100; (57-NQ/TW); #1 trong câu; 5 * 3",
    "Đoạn mở:\n- sát ngay dưới\n- không cần dòng trống",
    "- mục dài\nxuống dòng không thụt\n- mục hai",
    "**đậm *nghiêng* đậm**, ***cả hai***, *a **b***, **hai\ndòng**",
    "Đoạn – lời chen – (a) và 1) trong câu; snake_case; a. b",
    "### a\n\n### b\n\n### c",
]


@pytest.mark.parametrize("value", SOUND)
def test_sound(value: str, library: Library) -> None:
    assert list(markup.problems(value)) == []
    assert _tags(_html(value, library)) <= ALLOWED


WRONG = {
    "html": "<b>đậm</b>", "less than": "a < b", "greater": "> trích", "script": "<script>alert(1)</script>",
    "comment": "<!-- x -->",
    "jinja": "{{ config }}", "jinja statement": "{% include 'x' %}", "attributes": "đoạn {: onclick=alert(1) }",
    "code": "`mã`", "fence": "~~~\nmã\n~~~", "table": "a | b", "escape": "\\*", "indented code": "đoạn\n\n    mã",
    "shallow indent": "đoạn\n\n  mã",
    "nested without list": "đoạn\n\n    - mục", "indent after heading": "- a\n### h\n  b", "tab": "\tmã",
    "link": "[chữ](https://vi.example)", "script link": "[chữ](javascript:alert(1))", "image": "![ảnh](a.png)",
    "link by reference": "[chữ][1]\n\n[1]: x",
    "footnote": "chữ[^1]", "brackets": "[chữ]", "address": "xem https://vi.example",
    "address in capitals": "xem HTTPS://vi.example", "www": "www.vi.example",
    "heading 1": "# a", "heading 2": "## a", "heading 4": "#### a", "heading without blank": "#a",
    "heading 3 without blank": "###a", "empty heading": "### ",
    "heading in a list": "- ### a", "heading in a nested list": "- a\n  1. # b", "setext": "a\n===",
    "short setext": "a\n-", "setext in a list": "- a\n  =",
    "rule": "---", "spaced rule": "- - -", "stars": "* * *", "low rule": "_ _ _", "rule in a list": "1. ---",
    "empty entry": "- ",
    "star list": "* mục", "plus list": "+ mục", "admonition": "!!! note", "block": "::: x", "details": "??? x",
    "math": "$$", "definition": ": nghĩa",
    "entity": "&lt;b&gt;", "number entity": "&#60;", "hex entity": "&#x3c;", "year at line start": "năm\n2025. Sau đó",
    "image by reference": "Hay![[cau:2]]", "html in words": "[[cau:2|<img src=x onerror=alert(1)>]]",
    "braces in words": "[[cau:2|a{: onclick=x}]]",
    "bold words": "[[cau:2|*a*]]", "words in brackets": "[[cau:2|a](javascript:x)]]", "bullet": "Việc:\n• một",
    "dash entry": "Việc:\n– một", "glued dash": "Việc:\n-Một", "bracketed number": "Việc:\n1) một",
    "letter": "Việc:\na) một",
    "number in brackets": "Việc:\n(1) một", "glued number": "Việc:\n1.Một", "glued bold": "-**Một**",
    "roman": "Việc:\nii) một",
    "not closed": "**việc.", "closed in another entry": "- **a\n- b**", "blanks inside": "** việc **",
    "blank before the end": "*việc *", "one star more": "**việc*",
    "low line": "_x_", "two low lines": "chữ __x__", "four headings": "### a\n### b\n### c\n### d",
    "diacritics in a reference": "[[câu:17]]", "capital in a reference": "[[Muc-tieu:chi-rd]]",
    "blanks in an id": "[[muc-tieu:chi rd]]",
    "link behind a reference": "[[cau:1]](javascript:alert(2))",
    "host behind a reference": "[[cau:1]](//evil.example/x)",
    "attributes behind a reference": "[[cau:1]]{: onclick=x }", "bracket behind a reference": "[[cau:1]][[cau:2]]",
    "definition behind a reference": "[[cau:1]]:x",
    "markup in an id": "[[x:*x*{:onmouseover=alert(1)}]]", "html in an id": "[[x:<svg/onload=alert(1)>]]",
    "address in an id": "[[cau:javascript:x]]",
    "broken reference": "[[cau:2", "reference without kind": "[[2]]", "reference with blanks": "[[cau:2 3]]",
}  # fmt: skip


@pytest.mark.parametrize("name", WRONG)
def test_wrong(name: str) -> None:
    found = list(markup.problems(WRONG[name]))
    assert found
    for problem in found:
        assert 0 <= problem.start < problem.end <= len(WRONG[name])
        assert problem.message.endswith(".")
        assert problem.help.endswith(".")


def test_headings_where_they_are_allowed() -> None:
    assert list(markup.problems("### a", m.TextKind.PROSE))
    assert list(markup.problems("## a", sections=True)) == []
    assert list(markup.problems("# a", sections=True))
    assert list(markup.problems("##a", sections=True))


@pytest.mark.parametrize("value", ["Xem [[cau:2]]", "**đậm**", "chữ *nghiêng*", "* ", "[[cau:1]](javascript:alert(2))"])
def test_plain_words_hold_neither_references_nor_marks(value: str) -> None:
    assert list(markup.problems(value, m.TextKind.PLAIN))


def test_plain_words_hold_what_people_write() -> None:
    assert list(markup.problems("R&D: 57-NQ/TW (22/12/2024) – “bộ ba”, 2%?", m.TextKind.PLAIN)) == []


@pytest.mark.parametrize(
    ("written", "meant"),
    [("[[câu:17]]", "[[cau:17]]"), ("[[mục-tiêu:chi-rd]]", "[[muc-tieu:chi-rd]]"),
    ("[[Muc tieu:Chi RD|x]]", "[[muc-tieu:chi-rd]]"), ("[[cau:Câu 17]]", "[[cau:17]]")],
)  # fmt: skip
def test_what_was_meant_as_a_reference_is_told_once(written: str, meant: str) -> None:
    (problem,) = markup.problems(f"Xem {written}.")
    assert (problem.start, problem.end) == (4, 4 + len(written))
    assert meant in problem.help


# --------------------------------------------------------------------------- references


def test_references_become_words_and_links(library: Library) -> None:
    html = markup.to_html(
        "[[muc-tieu:chi-rd]] [[cau:2]] [[nhom:the-che|bộ *ba*]] [[so-lieu:can-bo-nghien-cuu]]",
        library,
        lambda r: f"/{r.id}?a&b",
    )
    assert html == (
        '<p><a class="ref-muc-tieu" href="/chi-rd?a&amp;b">2%\u00a0GDP</a> <a class="ref-cau" '
        'href="/2?a&amp;b">câu\u00a02</a> '
        '<a class="ref-nhom" href="/the-che?a&amp;b">bộ *ba*</a> <a class="ref-so-lieu" '
        'href="/can-bo-nghien-cuu?a&amp;b">gần 67.000\u00a0cán bộ nghiên cứu</a></p>'
    )
    assert markup.to_html("[[cau:2]]", library, lambda r: None) == "<p>câu\u00a02</p>"
    assert markup.to_html("R&D; &", library, lambda r: None) == "<p>R&amp;D; &amp;</p>"


def test_references_are_relative_links_in_markdown(library: Library) -> None:
    made = markup.to_markdown("[[muc-tieu:chi-rd]] và [[van-ban:nq57|văn\n  bản]]", library, "hoi-dap/x.md")
    assert (
        made
        == "[2%\u00a0GDP](../muc-tieu/chi-rd.md){.ref .ref-muc-tieu} và [văn bản](../nguon/nq57.md){.ref .ref-van-ban}"
    )


@pytest.mark.parametrize(
    ("reference", "words"),
    [
        ("[[van-ban:nq57]]", "Nghị quyết số 57-NQ/TW"), ("[[van-ban:hoi-dap]]", "Hỏi – đáp về Nghị quyết 57"),
        ("[[thuat-ngu:gdp]]", "GDP"),
        ("[[ghi-chu:hai-ty-le]]", "ghi chú biên tập"), ("[[nhom:the-che]]", "Thể chế"),
        ("[[cau:1|câu đầu]]", "câu đầu"),
        ("[[cau:99]]", "[[cau:99]]"), ("[[khong:co]]", "[[khong:co]]"),
        ("[[cau:" + "9" * 5000 + "]]", "[[cau:" + "9" * 5000 + "]]"),
    ],
)  # fmt: skip
def test_plain_words(reference: str, words: str, library: Library) -> None:
    assert markup.to_plain(reference, library) == words


def test_a_value_cannot_be_reworded(library: Library) -> None:
    resolved = markup.resolve(library, "muc-tieu", "chi-rd", "hai phần trăm")
    assert resolved is not None
    assert resolved.words == "2%\u00a0GDP"


def test_to_plain(library: Library) -> None:
    assert markup.to_plain("### Đầu\n\nMột **đậm**\ntiếp.\n\n- *a*\n- b", library) == "Đầu\nMột đậm tiếp.\na\nb"


def test_unbroken() -> None:
    shown = markup.unbroken("Nghị quyết 57-NQ/TW ngày 22/12/2024, Luật 20/2023/QH15; 16–18%")
    assert re.findall(r'<span class="nb">(.*?)</span>', shown) == ["57-NQ/TW", "22/12/2024", "20/2023/QH15"]


# --------------------------------------------------------------------------- nothing else comes out

ALLOWED = {"p", "ul", "ol", "li", "strong", "em", "h3", "a", "span"}
ATTRIBUTES = {"class", "href", "id"}


class _Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: set[str] = set()
        self.links: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes |= {name for name, _ in attrs}
        self.links += [value or "" for name, value in attrs if name == "href"]

    def handle_comment(self, data: str) -> None:
        self.tags.add("!--")


def _tags(html: str) -> set[str]:
    parser = _Tags()
    parser.feed(html)
    parser.close()
    assert parser.attributes <= ATTRIBUTES, html
    assert all(
        re.fullmatch(r"(?:\.\./)?[a-z-]+(?:/[a-z0-9-]+)?\.md(?:#[a-z0-9-]+)?|/[a-z0-9-]+", link)
        for link in parser.links
    ), html
    return parser.tags


def _html(value: str, library: Library) -> str:
    return markup.to_html(value, library, lambda r: f"/{r.id}")


PIECES = st.sampled_from(
    [
        *"ab1 \n\n-*_#>=+.:!|`~<&;{}()[]\\", "  ", "    ", "\n\n", "\n- ", "\n1. ", "\n  - ", "### ", "**",
        "[[cau:2]]", "[[cau:2|", "]]", "[[muc-tieu:chi-rd]]",
        "\t", "\u00a0", "\u2003", "đ", "&lt", "http", "://", "x", "\x02", "\x03", "3.", "!!! ", "*[a]: b", "[TOC]",
        "(javascript:a)",
    ]
)  # fmt: skip


# Pieces that are allowed somewhere: what is made of them passes often, and so reaches deeper.
MILD = st.sampled_from(
    [
        "a", "b", "1", "đ", " ", "  ", "    ", "\n", "\n\n", "- ", "1. ", "\n- ", "\n1. ", "\n  - ", "\n    ", "### ",
        "\n### x\n", "**", "*", "_", "[[cau:2]]",
        "[[nhom:the-che|x]]", "[[muc-tieu:chi-rd]]", "\u00a0", ".", ":", ";", "!", "(x)", "=", "-", "#", "&", "&D;",
        '"', "'", "+", "?", "http:", "//", "$", "%",
    ]
)  # fmt: skip


@given(st.lists(MILD, max_size=14).map("".join) | st.lists(PIECES, max_size=14).map("".join) | st.text(max_size=40))
@example("a\n-")
@example("- a\n### h\n\n      b")
@example("!\n[[cau:2]]")
@example("[[cau:2]](x)")
@settings(max_examples=700)
def test_only_allowed_tags_come_out(value: str) -> None:
    if any(markup.problems(value)):
        return
    library = reading_once()
    assert _tags(_html(value, library)) <= ALLOWED, value
    made = markup.to_markdown(value, library, "hoi-dap/x.md")
    assert _tags(markdown.markdown(made, extensions=SITE_EXTENSIONS)) <= ALLOWED, value


_READ: list[Library] = []


def reading_once() -> Library:
    if not _READ:
        library = reading.read(BASE).library
        assert library is not None
        _READ.append(library)
    return _READ[0]


@given(st.lists(PIECES, max_size=20).map("".join) | st.text())
@settings(max_examples=200)
def test_every_problem_lies_in_the_text(value: str) -> None:
    for problem in markup.problems(value):
        assert 0 <= problem.start <= problem.end <= len(value)
    markup.to_plain(value, reading_once())


@given(st.text(st.sampled_from("aĐệ7 ,;.?“”()/%…–-w"), min_size=1, max_size=12))
def test_a_plain_line_is_judged_as_any_other(value: str) -> None:
    # Two lines are never taken for plain.
    assert bool(list(markup.problems(value))) == bool(list(markup.problems(value + "\na")))


@pytest.mark.parametrize(
    "value",
    ["[[a:" + " " * 200_000, "[[a:b|" + " x" * 100_000, "[[a:b|" * 60_000, "[" * 300_000, "- " * 150_000 + "x",
    " " * 300_000 + "x", "{" * 300_000, "<" * 300_000, "***" * 100_000, "\n" * 300_000, "&" * 300_000],
    ids=["blanks", "words", "opened", "brackets", "entries", "indent", "braces", "angles", "stars", "lines",
    "ampersands"],
)  # fmt: skip
def test_hostile_text_is_judged_at_once(value: str) -> None:
    # Work that grew with the square of these lengths would not come to an end.
    found = list(itertools.islice(markup.problems(value), 1000))
    assert all(0 <= problem.start <= problem.end <= len(value) for problem in found)
    assert list(REFERENCE.finditer(value)) == []
