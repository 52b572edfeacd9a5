"""Which items a handout is to hold: what the options ``--items --part --audience --topic --task-group`` mean."""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from microsite import model as m
from microsite.library import Library
from microsite.outputs.handouts.problem import HandoutError
from microsite.telling import markup


@dataclass(frozen=True, slots=True)
class Selection:
    """A set of items by number, with words for it.

    ``key`` makes the file's name (``doi-tuong-ho-gia-dinh``), ``title`` the cover's (``Dành cho: Hộ gia đình``),
    ``record`` is the part, audience or group when the set is exactly one's, ``left_out`` the numbers asked
    for that the other conditions exclude.
    """

    items: tuple[m.Item, ...]
    key: str
    title: str
    intro: str | None = None
    record: m.Record | None = None
    left_out: tuple[int, ...] = ()


def everything(library: Library) -> Selection:
    """Return all items."""
    return Selection(library.items, "", library.site.tagline)


@dataclass(frozen=True, slots=True)
class Grouping:
    """A way in which items are grouped.

    ``records`` are the groups of a library, ``items`` the items of one; ``title`` and ``key`` say how a sheet
    made of one is called, ``option`` how it is asked for.
    """

    option: str
    records: Callable[[Library], Sequence[Any]]
    items: Callable[[Library, Any], tuple[m.Item, ...]]
    title: str
    key: str

    def of(self, library: Library, record: Any) -> Selection:
        """Return the items of one group."""
        return Selection(
            self.items(library, record),
            self.key.format(record),
            self.title.format(record),
            _intro(library, record),
            record,
        )

    def all(self, library: Library) -> tuple[Selection, ...]:
        """Return the items of each group that has any."""
        found = (self.of(library, record) for record in self.records(library))
        return tuple(selection for selection in found if selection.items)


def _intro(library: Library, record: Any) -> str:
    """Return what a group is in words alone: what introduces a sheet, and describes its file, knows no references."""
    words: str = record.summary
    kind: type[m.Record] = type(record)
    plain = m.text_kinds(kind)["summary"] is m.TextKind.PLAIN
    return words if plain else markup.to_plain(words, library)


GROUPINGS: Mapping[str, Grouping] = {
    "part": Grouping(
        "--part",
        lambda library: library.site.parts,
        Library.items_of_part,
        "Phần {0.number}. {0.name}",
        "phan-{0.id}",
    ),
    "audience": Grouping(
        "--audience", lambda library: library.audiences, Library.items_for, "Dành cho: {0.name}", "doi-tuong-{0.id}"
    ),
    "topic": Grouping("--topic", lambda library: library.topics, Library.items_on, "Chủ đề: {0.name}", "chu-de-{0.id}"),
    "task-group": Grouping(
        "--task-group",
        lambda library: library.task_groups,
        Library.items_in,
        "Nhóm nhiệm vụ {0.number}. {0.short_name}",
        "nhom-{0.id}",
    ),
}
"""By what a format in ``content/handouts.yml`` is about."""


def one(item: m.Item) -> Selection:
    """Return one item alone."""
    return Selection((item,), item.id, item.question, record=item)


def numbers(text: str, library: Library) -> tuple[int, ...]:
    """Return the item numbers that ``text`` (``1,5,13-20``) names, in ascending order.

    Raises :class:`HandoutError` for what is no such list and for numbers that no item has.
    """
    found: set[int] = set()
    for piece in text.split(","):
        match = re.fullmatch(r"\s*(\d{1,6})\s*(?:[-–]\s*(\d{1,6})\s*)?", piece)
        if match is None:
            raise HandoutError(
                f"không hiểu “{piece.strip()}” trong --items; viết số câu cách nhau bằng dấu phẩy, ví dụ 1,5,13-20."
            )
        first = int(match.group(1))
        last = int(match.group(2) or first)
        if last < first:
            raise HandoutError(f"khoảng {first}-{last} trong --items viết ngược; viết {last}-{first}.")
        known = {n for n in library.item_by_number if first <= n <= last}
        if first not in known or last not in known:
            least, most = min(library.item_by_number), max(library.item_by_number)
            missing = first if first not in known else last
            raise HandoutError(f"không có câu số {missing}; các câu có số từ {least} đến {most}.")
        found |= known
    return tuple(sorted(found))


def _picked(option: str, text: str, records: Sequence[Any]) -> list[Any]:
    if not records:
        raise HandoutError(f"trang này không có gì để chọn bằng {option}; bỏ tùy chọn ấy.")
    known = {r.id: r for r in records} | {
        str(number): r for r in records if (number := getattr(r, "number", None)) is not None
    }
    picked = []
    for key in (k.strip() for k in text.split(",")):
        if key not in known:
            near = difflib.get_close_matches(key, [r.id for r in records], 1, 0.5)
            hint = f"có phải {near[0]}?" if near else f"chọn trong: {', '.join(r.id for r in records)}."
            raise HandoutError(f"không có mã “{key}” cho {option}; {hint}")
        picked.append(known[key])
    return picked


def choose(library: Library, *, items: str | None = None, groups: Mapping[str, str | None] | None = None) -> Selection:
    """Return the items that meet every option given; several ids in one, separated by commas, are alternatives.

    ``groups`` gives for a key of :data:`GROUPINGS` the ids asked for. Raises :class:`HandoutError` for an unknown id
    or number and for a choice that no item meets.
    """
    wanted = numbers(items, library) if items is not None else None
    asked = [
        [grouping.of(library, r) for r in _picked(grouping.option, text, grouping.records(library))]
        for key, grouping in GROUPINGS.items()
        if (text := (groups or {}).get(key)) is not None
    ]
    if wanted is None and not asked:
        return everything(library)
    allowed = [{i.id for s in alternatives for i in s.items} for alternatives in asked]
    inside = [i for i in library.items if all(i.id in ids for ids in allowed)]
    chosen = inside if wanted is None else [i for i in inside if i.number in wanted]
    if not chosen:
        raise HandoutError("không có câu nào thỏa cùng lúc các điều kiện đã chọn; bỏ bớt một điều kiện.")
    if wanted is None and len(asked) == 1 and len(asked[0]) == 1:
        return asked[0][0]
    titles = [" và ".join(s.title for s in alternatives) for alternatives in asked]
    keys = ["-".join(s.key for s in alternatives) for alternatives in asked]
    if wanted is not None:
        shown = spans([i.number for i in chosen])
        titles.insert(0, f"Câu {shown}" if len(chosen) == 1 else f"Các câu {shown}")
        keys.insert(0, "cau-" + re.sub(r"[^0-9]+", "-", shown)[:60].strip("-"))
    left_out = set(wanted or ()) - {i.number for i in inside}
    key, title = "-".join(keys)[:120].strip("-"), " · ".join(titles)
    return Selection(tuple(chosen), key, title, left_out=tuple(sorted(left_out)))


def spans(wanted: Sequence[int]) -> str:
    """Return ascending numbers with runs shortened: ``1, 5, 13–20``."""
    runs: list[list[int]] = []
    for n in wanted:
        if runs and n == runs[-1][-1] + 1:
            runs[-1].append(n)
        else:
            runs.append([n])
    return ", ".join(str(r[0]) if len(r) == 1 else f"{r[0]}–{r[-1]}" if len(r) > 2 else f"{r[0]}, {r[1]}" for r in runs)
