"""Authored text on a page: links as seen from it, terms at their first use, ids of headings and paragraphs."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from microsite import model as m
from microsite import reading
from microsite.library import Library
from microsite.outputs.pages.view import View
from microsite.telling import addresses, sitemap
from tests.conftest import BASE


@pytest.fixture(scope="module")
def library() -> Library:
    found = reading.read(BASE).library
    assert found is not None
    return found


def view_of(library: Library) -> View:
    """Return what the page of the first item sees."""
    path = addresses.page_of(library.items[0])
    return View(library, next(page for page in sitemap.plan(library) if page.path == path))


def test_references_lead_on_from_the_page(library: Library) -> None:
    assert view_of(library).prose("[[muc-tieu:chi-rd]] và [[van-ban:nq57|văn\n  bản]]") == (
        '<p><a class="ref ref-muc-tieu" href="../muc-tieu/chi-rd.html">2%\u00a0GDP</a> và '
        '<a class="ref ref-van-ban" href="../nguon/nq57.html">văn bản</a></p>'
    )


def test_a_reference_to_a_page_that_is_hidden_is_words(library: Library) -> None:
    hidden = (m.SectionChoice(page="nguon", hidden=True), m.SectionChoice(page="muc-tieu", hidden=True))
    view = view_of(replace(library, site=library.site.model_copy(update={"sections": hidden})))
    assert view.prose("[[muc-tieu:chi-rd]] và [[van-ban:nq57]]") == "<p>2%\u00a0GDP và Nghị quyết số 57-NQ/TW</p>"
    assert "<a" not in view.cites(library.items[0].sources)


def test_terms_are_marked_once_and_not_in_headings_or_links(library: Library) -> None:
    term = library.glossary[0]
    view = view_of(library)
    shown = view.prose(f"### {term.term}\n\n[[thuat-ngu:{term.id}]], {term.term}, {term.term}.")
    assert shown.count('class="term"') == 1
    heading, paragraph = shown.split("\n\n")
    assert "<a" not in heading
    assert re.search(rf', <a class="term" href="#tn-{term.id}"[^>]*>{term.term}</a>, {term.term}', paragraph)
    assert view.used_terms == (term,)


def test_headings_keep_every_letter_and_are_told_apart(library: Library) -> None:
    view = view_of(library)
    shown = view.prose("### Đời sống\n\nMột.\n\n### *Đời sống*\n\nHai.")
    assert re.findall(r"\{: #(\S+) \}", shown) == ["doi-song", "doi-song-2"]


def test_paragraphs_and_entries_have_ids_where_asked_for(library: Library) -> None:
    shown = view_of(library).prose("### Một\n\nĐoạn\ndài.\n\n- Hai\n  - Ba\n- Bốn\n\nCuối **đậm**", anchors=True)
    assert re.findall(r'<(\w+) id="(d\d)">(\w+)', shown) == [
        ("p", "d1", "Đoạn"),
        ("li", "d2", "Hai"),
        ("li", "d3", "Ba"),
        ("li", "d4", "Bốn"),
        ("p", "d5", "Cuối"),
    ]
