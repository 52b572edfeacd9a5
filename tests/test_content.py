"""The real content: complete, without errors, and counted."""

from __future__ import annotations

import datetime as dt
from collections import Counter

import pytest

from microsite import model as m
from microsite import reading, rules
from microsite.findings import Severity, as_text, in_order
from microsite.library import Library
from tests.conftest import ROOT


@pytest.fixture(scope="module")
def read() -> reading.Reading:
    return reading.read(ROOT)


@pytest.fixture(scope="module")
def library(read: reading.Reading) -> Library:
    assert read.library is not None
    return read.library


def test_no_errors(read: reading.Reading, library: Library) -> None:
    newest = max([i.reviewed for i in library.items] + [g.reviewed for g in library.task_groups])
    found = in_order([*read.findings, *rules.check(library, max(newest, dt.date(2026, 11, 22)))])
    errors = [f for f in found if f.severity is Severity.ERROR]
    assert not errors, "\n" + as_text(errors)


def test_items_of_the_book(library: Library) -> None:
    """Items 1–75 are the book's questions; what is added later is numbered on from there."""
    assert [i.number for i in library.items][:75] == list(range(1, 76))
    assert [i.number for i in library.items] == list(range(1, len(library.items) + 1))


def test_each_item_is_of_one_of_the_three_parts_in_order(library: Library) -> None:
    assert [p.number for p in library.site.parts] == [1, 2, 3]
    number = {p.id: p.number for p in library.site.parts}
    found = [number[i.part] for i in library.items[:75]]
    assert found == sorted(found)
    assert set(found) == {1, 2, 3}


def test_items_name_the_book_and_a_place_in_it(library: Library) -> None:
    for item in library.items[:75]:
        assert any(c.doc == "hoi-dap" and c.at == f"câu {item.number}" for c in item.sources), item.number


def test_seven_task_groups(library: Library) -> None:
    assert [g.number for g in library.task_groups] == [1, 2, 3, 4, 5, 6, 7]
    for group in library.task_groups:
        assert any(c.doc == "nq57" and c.at == f"III.{group.number}" for c in group.sources), group.id
        assert library.items_in(group), group.id


def test_targets_come_from_the_resolution(library: Library) -> None:
    assert len(library.targets) >= 50
    for target in library.targets:
        assert target.sources[0].doc == "nq57", target.id
    by_place = Counter(t.sources[0].at for t in library.targets)
    assert by_place["II.1"] > by_place["II.2"] > 0
    assert any(at.startswith("III") for at in by_place)
    assert any(at.startswith("IV") for at in by_place)


def test_every_target_is_named_by_an_item_or_shown_with_its_group(library: Library) -> None:
    grouped = [t for g in library.target_groups for t in library.targets_in(g)]
    assert sorted(grouped, key=lambda t: t.order) == list(library.targets)
    assert [t.order for t in library.targets] == sorted({t.order for t in library.targets})


def test_every_audience_and_topic_has_items(library: Library) -> None:
    for audience in library.audiences:
        assert library.items_for(audience), audience.id
    for topic in library.topics:
        assert library.items_on(topic), topic.id


def test_later_targets_are_later(library: Library) -> None:
    for target in library.targets:
        if target.earlier is not None:
            assert library.target[target.earlier].by < target.by, target.id


def test_one_source_decides(library: Library) -> None:
    assert library.source["nq57"].authority is m.Authority.PRIMARY
    assert {s.id for s in library.sources if s.authority is m.Authority.PRIMARY} >= {"nq57", "kl69", "nq20"}
    assert all(s.url is None or s.url.startswith("https://") for s in library.sources)
