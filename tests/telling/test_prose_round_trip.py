"""What was written is what is shown, in every form: kind, numbers, nesting and order of all that a text holds."""

from __future__ import annotations

import re
from xml.etree import ElementTree

import markdown
from hypothesis import given, settings

from microsite.telling.prose import Document, Slugs, Style, escaped, html, page, parse, plain, problems
from tests.telling import structure
from tests.telling.trees import AUTHORS, DOCUMENTS, Author, resolve

PAGE = Style(resolve, anchors=True)
DATA = Style(resolve, text=escaped, link_class="ref-")
EXTENSIONS = ["attr_list", "md_in_html", "tables", "toc"]
"""What mkdocs.yml turns on."""


@given(DOCUMENTS, AUTHORS)
@settings(max_examples=80)
def test_the_tree_is_what_was_written(document: Document, author: Author) -> None:
    source = author.write(document)
    assert parse(source) == document, source


@given(DOCUMENTS)
@settings(max_examples=60)
def test_what_an_author_writes_is_sound(document: Document) -> None:
    source = Author(2, loose=False, wrap=False).write(document)
    assert problems(source, sections=True) == (), source


@given(DOCUMENTS)
@settings(max_examples=60)
def test_html_has_the_structure_of_the_tree(document: Document) -> None:
    for style in (PAGE, DATA):
        shown = html.prose(document, style)
        assert structure.of_html(shown)[0] == structure.of_tree(document)
        assert "[[" not in shown
        assert "**" not in shown
        assert "\n\n" not in shown
        ElementTree.fromstring(f"<x>{shown}</x>")


@given(DOCUMENTS)
@settings(max_examples=60)
def test_an_engine_copies_the_blocks_of_a_page_as_they_are(document: Document) -> None:
    source = page.markdown(document, PAGE, Slugs())
    built = markdown.markdown(source, extensions=EXTENSIONS)
    blocks = source.split("\n\n")
    assert len(blocks) == len(document.blocks)
    for block in blocks:
        assert block.startswith("#") or block in built
    shown, ids = structure.of_html(built)
    assert shown == structure.of_tree(document)
    assert len(ids) == len(set(ids))
    anchors = [key for key in ids if re.fullmatch(r"d\d+", key)]
    assert anchors == [f"d{n}" for n in range(1, len(anchors) + 1)]


@given(DOCUMENTS)
@settings(max_examples=60)
def test_a_box_of_html_around_blocks_changes_nothing(document: Document) -> None:
    box = f'<div class="box">\n{html.prose(document, PAGE)}\n</div>'
    assert markdown.markdown(f"# Đầu\n\n{box}\n\nCuối.", extensions=EXTENSIONS).count(box) == 1


@given(DOCUMENTS)
@settings(max_examples=60)
def test_plain_words_are_all_words_in_order(document: Document) -> None:
    lines = plain.lines(document, resolve)
    assert list(lines) == list(_lines(structure.of_tree(document)))
    assert plain.words(document, resolve) == "\n".join(lines)
    assert not any("[[" in line or "**" in line for line in lines)


def _lines(blocks: list[structure.Shape]) -> list[str]:
    out = []
    for block in blocks:
        if block[0] in {"ol", "ul"}:
            for number, entry in enumerate(block[2], block[1]):
                first, *others = _lines(entry)
                out += [f"{number}. {first}" if block[0] == "ol" else first, *others]
        else:
            out.append(structure.bare(block[1]))
    return out
