"""The reference site's content: the book's 75 questions, the Resolution's targets and task groups, what decides."""

from __future__ import annotations

from collections import Counter

from microsite import model as m
from microsite.library import Library


def test_items_of_the_book(library: Library) -> None:
    """Items 1–75 are the book's questions; what is added later has the numbers after them."""
    there = {i.number for i in library.items}
    assert not set(range(1, 76)) - there, "Câu 1–75 theo số câu của sách: không xóa, không đổi số."


def test_each_item_is_of_one_of_the_three_parts_in_order(library: Library) -> None:
    assert [p.number for p in library.site.parts] == [1, 2, 3]
    number = {p.id: p.number for p in library.site.parts}
    found = [number[i.part or ""] for i in library.items[:75]]
    assert found == sorted(found)
    assert set(found) == {1, 2, 3}


def test_items_name_the_book_and_a_place_in_it(library: Library) -> None:
    for item in library.items[:75]:
        named = any(c.doc == "hoi-dap" and c.at == f"câu {item.number}" for c in item.sources)
        assert named, (
            f"qa/{item.number:03}-{item.id}.yml: thiếu nguồn {{doc: hoi-dap, at: câu {item.number}}}; câu 1–75 là "
            f"câu của sách."
        )


def test_seven_task_groups(library: Library) -> None:
    assert [g.number for g in library.task_groups] == [1, 2, 3, 4, 5, 6, 7]
    for group in library.task_groups:
        assert any(c.doc == "nq57" and c.at == f"III.{group.number}" for c in group.sources), group.id
        assert library.items_in(group), group.id


def test_targets_come_from_the_resolution(library: Library) -> None:
    assert len(library.targets) >= 50
    for target in library.targets:
        assert target.sources[0].doc == "nq57", f"content/targets/{target.id}.yml: nguồn đầu tiên phải là nq57."
    by_place = Counter(t.sources[0].at for t in library.targets)
    assert by_place["II.1"] > by_place["II.2"] > 0
    assert any(at.startswith("III") for at in by_place)
    assert any(at.startswith("IV") for at in by_place)


def test_names_of_laws_begin_with_a_capital(library: Library) -> None:
    """A law's own name does, as official spelling has it; texts are held to these names by the rule ``ten-luat``."""
    laws = [d.title.removeprefix("Luật ") for d in library.documents if d.kind == "Luật"]
    assert len(laws) >= 13
    assert all(name[0].isupper() for name in laws), laws


def test_one_source_decides(library: Library) -> None:
    assert library.source["nq57"].authority is m.Authority.PRIMARY
    assert {s.id for s in library.sources if s.authority is m.Authority.PRIMARY} >= {"nq57", "kl69", "nq20"}
    assert all(s.url is None or s.url.startswith("https://") for s in library.sources)
