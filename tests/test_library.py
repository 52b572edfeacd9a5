"""How records hang together: relations, texts, citations, places."""

from __future__ import annotations

from dataclasses import replace

import pytest

from microsite import model as m
from microsite import reading
from microsite.library import REFERENCE, Library, citations, texts
from tests.conftest import BASE


@pytest.fixture(scope="module")
def library() -> Library:
    library = reading.read(BASE).library
    assert library is not None
    return library


def test_order_and_ids(library: Library) -> None:
    assert [i.number for i in library.items] == [1, 2]
    assert library.item_by_number[2].id == "nguoi-dan-giam-sat"
    for by_id, records in (
        (library.target, library.targets), (library.target_group, library.target_groups),
        (library.task_group, library.task_groups),
        (library.figure, library.figures), (library.source, library.sources), (library.document, library.documents),
        (library.note, library.notes),
        (library.audience, library.audiences), (library.topic, library.topics), (library.term, library.glossary),
        (library.part, library.site.parts),
    ):  # fmt: skip
        assert list(by_id.values()) == list(records)


def test_places_are_unrolled(library: Library) -> None:
    assert list(library.places["nq57"].items()) == [
        ("II.1", "Đến năm 2030"),
        ("III.2", "Thể chế"),
        ("IV.4", "Mặt trận Tổ quốc"),
    ]
    assert list(library.places["hoi-dap"]) == [f"câu {n}" for n in range(1, 76)]


def test_items_and_what_they_name(library: Library) -> None:
    first, second = library.items
    target, figure, group = library.target["chi-rd"], library.figure["can-bo-nghien-cuu"], library.task_group["the-che"]
    assert library.targets_of(first) == (target,)
    assert library.targets_of(second) == ()
    assert library.items_with_target(target) == (first,)
    assert library.figures_of(first) == (figure,)
    assert library.items_with_figure(figure) == (first,)
    assert library.items_of_part(library.part["noi-dung"]) == (first, second)
    assert library.items_for(library.audience["nguoi-dan"]) == (first, second)
    assert library.items_for(library.audience["doanh-nghiep"]) == ()
    assert library.items_on(library.topic["tai-chinh"]) == (first, second)
    assert library.items_in(group) == (first,)
    assert library.targets_in(library.target_group["nguon-luc"]) == (target,)
    assert library.later(target) is None


def test_what_no_item_is_of_is_not_shown(library: Library) -> None:
    unused = library.audience["doanh-nghiep"]
    shown = library.in_use()
    assert unused in library.audiences
    assert unused not in shown.audiences
    assert shown.audiences
    assert shown.topics == library.topics
    assert shown.site is library.site
    empty = m.Part(id="trong", number=2, name="Trống", summary="Chưa có câu nào.")
    more = replace(library, site=library.site.model_copy(update={"parts": (*library.site.parts, empty)}))
    assert more.in_use().site.parts == library.site.parts


def test_linked_targets_count_like_named_ones(library: Library) -> None:
    linked = library.items[1].model_copy(update={"targets": ("chi-rd",)})
    assert library.targets_of(linked) == (library.target["chi-rd"],)


def test_a_later_target(library: Library) -> None:
    later = library.targets[0].model_copy(update={"id": "chi-rd-2045", "earlier": "chi-rd"})
    both = Library(site=library.site, targets=(library.targets[0], later))
    assert both.later(library.targets[0]) is later
    assert both.later(later) is None


def test_cited(library: Library) -> None:
    cited = library.cited
    assert list(cited["nq57"]) == ["II.1", "III.2", "IV.4"]
    assert cited["nq57"]["II.1"] == (library.items[0], library.targets[0])
    assert cited["nq57"]["III.2"] == (library.task_groups[0],)
    assert cited["hoi-dap"]["câu 1"] == (library.items[0], library.figures[0])
    assert cited["hoi-dap"]["câu 2"] == ()
    assert cited["chuong-trinh"]["nhóm 2"] == (library.task_groups[0],)


def test_referred(library: Library) -> None:
    assert library.referred["muc-tieu", "chi-rd"] == (library.items[0],)
    assert set(library.referred) == {
        ("muc-tieu", "chi-rd"),
        ("so-lieu", "can-bo-nghien-cuu"),
        ("cau", "2"),
        ("nhom", "the-che"),
    }


def test_texts_are_words_not_codes(library: Library) -> None:
    paths = {path[0] for path, _ in texts(library.items[0])}
    assert paths == {"question", "short_answer", "answer"}
    assert {path for path, _ in texts(library.task_groups[0])} >= {
        ("official_name",),
        ("commitments", 0, "text"),
        ("programme", "emphases", 0),
    }
    found = dict(texts(library.targets[0]))
    assert found == {
        ("unit",): "%",
        ("of",): "GDP",
        ("name",): library.targets[0].name,
        ("measure",): library.targets[0].measure,
    }


def test_every_text_stands_where_its_place_says(library: Library) -> None:
    for record in library.records():
        origin = library.origin(record)
        for path, value in texts(record):
            word = value.split()[0]
            place = origin.text(path, value, 0, len(word))
            assert place.file.line(place.line)[place.col - 1 :].lstrip("\"'").startswith(word), (path, str(place))


def test_citations_and_comparison(library: Library) -> None:
    row = m.ComparisonRow(id="a", aspect="a", cells={"nq57": m.Cell(text="a", at=("II.1", "III.2"))})
    assert list(citations(row)) == [
        (("cells", "nq57", "at", 0), m.Citation(doc="nq57", at="II.1")),
        (("cells", "nq57", "at", 1), m.Citation(doc="nq57", at="III.2")),
    ]
    assert [path for path, _ in citations(library.task_groups[0])] == [
        ("commitments", 0, "source"),
        ("programme", "source"),
        ("sources", 0),
    ]


@pytest.mark.parametrize(
    ("written", "groups"),
    [
        ("[[cau:2]]", ("cau", "2", None)), ("[[ muc-tieu : chi-rd ]]", ("muc-tieu", "chi-rd", None)),
        ("[[van-ban:nq57|văn bản]]", ("van-ban", "nq57", "văn bản")),
        ("[[van-ban:nq57| hai\n  dòng ]]", ("van-ban", "nq57", "hai\n  dòng")),
    ],
)  # fmt: skip
def test_references(written: str, groups: tuple[str, str, str | None]) -> None:
    found = REFERENCE.fullmatch(written)
    assert found is not None
    assert found.groups() == groups


@pytest.mark.parametrize(
    "written",
    ["[[2]]", "[[cau:]]", "[[cau:2", "[cau:2]", "[[cau:2|]]", "[[Cau:2]]", "[[cau:2 3]]", "[[cau:[2]]]", "[[a:b|c|d]]"],
)
def test_no_references(written: str) -> None:
    assert REFERENCE.search(written) is None
