"""References in text: what they show and where they lead."""

from __future__ import annotations

import pytest

from microsite import reading
from microsite.library import Library
from microsite.telling import markup
from tests.conftest import BASE


@pytest.fixture(scope="module")
def library() -> Library:
    return reading.read(BASE).library


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


@pytest.mark.parametrize(
    ("reference", "words"),
    [
        ("[[van-ban:nq57]]", "Nghị quyết số 57-NQ/TW"), ("[[van-ban:hoi-dap]]", "Hỏi – đáp về Nghị quyết 57"),
        ("[[thuat-ngu:gdp]]", "GDP"),
        ("[[ghi-chu:hai-ty-le]]", "ghi chú biên tập"), ("[[nhom:the-che]]", "Thể chế"),
        ("[[cau:1|câu đầu]]", "câu đầu"),
        ("[[cau:99]]", "cau:99"), ("[[khong:co]]", "khong:co"), ("[[cau:" + "9" * 5000 + "]]", "cau:" + "9" * 5000),
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
