"""The data of the reference site, the richest one: it has every table and keeps to the editors' schemas."""

from __future__ import annotations

import json

import pytest

from microsite.library import Library
from microsite.outputs.data import exports
from tests import test_exports as generic

library, root = generic.library, generic.root
Files = generic.Files


@pytest.fixture(scope="module")
def files(library: Library) -> Files:
    return dict(exports.contents(library, None))


def test_rows_of_a_comparison_hold_their_cells_by_document_too(library: Library) -> None:
    generic.test_rows_of_a_comparison_hold_their_cells_by_document_too(library)


def test_numbers_are_numbers_digit_by_digit(library: Library) -> None:
    generic.test_numbers_are_numbers_digit_by_digit(library)


def test_tables_open_in_excel(library: Library) -> None:
    generic.test_tables_open_in_excel(library)


def test_enough_is_compared_to_mean_something(files: Files, library: Library) -> None:
    assert generic.same_texts(library) > 100
    assert generic.same_pages(files, library) > 20


def test_the_licence_is_told(files: Files, library: Library) -> None:
    assert library.site.licence is not None
    told = json.loads(files["api/v1/index.json"])["licence"]
    assert told == library.site.licence.model_dump(include={"name", "url"})


def test_every_kind_of_record_is_in_the_data(files: Files, library: Library) -> None:
    counts = json.loads(files["api/v1/index.json"])["counts"]
    assert set(counts) >= {"items", "targets", "notes", "sources", "figures", "timeline"}
    assert len(library.items) >= 75
