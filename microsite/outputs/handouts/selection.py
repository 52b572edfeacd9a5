"""Which items a handout is to hold: what the options ``--items --part --audience --topic --task-group`` mean."""

from __future__ import annotations

import difflib
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar

from microsite import model as m
from microsite.library import Library
from microsite.outputs.handouts.problem import HandoutError

Named = TypeVar("Named", m.Part, m.Audience, m.Topic, m.TaskGroup)


@dataclass(frozen=True, slots=True)
class Selection:
    """A set of items by number, with words for it.

    ``key`` makes the file's name (``doi-tuong-can-bo``), ``title`` the cover's (``Dành cho: Nhà khoa học``),
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


def of_record(library: Library, record: m.Part | m.Audience | m.Topic | m.TaskGroup) -> Selection:
    """Return the items of a part, an audience, a topic or a task group."""
    match record:
        case m.Part():
            return Selection(
                library.items_of_part(record),
                f"phan-{record.id}",
                f"Phần {record.number}. {record.name}",
                record.summary,
                record,
            )
        case m.Audience():
            return Selection(
                library.items_for(record), f"doi-tuong-{record.id}", f"Dành cho: {record.name}", record.summary, record
            )
        case m.Topic():
            return Selection(
                library.items_on(record), f"chu-de-{record.id}", f"Chủ đề: {record.name}", record.summary, record
            )
        case m.TaskGroup():
            title = f"Nhóm nhiệm vụ {record.number}. {record.short_name}"
            return Selection(library.items_in(record), f"nhom-{record.id}", title, record.summary, record)


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


def _picked(option: str, text: str | None, records: Sequence[Named]) -> list[Named]:
    if text is None:
        return []
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


def choose(
    library: Library,
    *,
    items: str | None = None,
    part: str | None = None,
    audience: str | None = None,
    topic: str | None = None,
    task_group: str | None = None,
) -> Selection:
    """Return the items that meet every option given; several ids in one option, separated by commas, are alternatives.

    Raises :class:`HandoutError` for an unknown id or number and for a choice that no item meets.
    """
    chosen = list(library.items)
    titles: list[str] = []
    keys: list[str] = []
    single: Selection | None = None
    wanted = numbers(items, library) if items is not None else None
    groups: tuple[Sequence[m.Part | m.Audience | m.Topic | m.TaskGroup], ...] = (
        _picked("--part", part, library.site.parts),
        _picked("--audience", audience, library.audiences),
        _picked("--topic", topic, library.topics),
        _picked("--task-group", task_group, library.task_groups),
    )
    for records in filter(None, groups):
        selections = [of_record(library, r) for r in records]
        allowed = {i.id for s in selections for i in s.items}
        chosen = [i for i in chosen if i.id in allowed]
        titles.append(" và ".join(s.title for s in selections))
        keys.append("-".join(s.key for s in selections))
        single = selections[0] if len(selections) == 1 else None
    left_out: tuple[int, ...] = ()
    if wanted is not None:
        left_out = tuple(n for n in wanted if n not in {i.number for i in chosen})
        chosen = [i for i in chosen if i.number in wanted]
        shown = spans([i.number for i in chosen])
        titles.insert(0, f"Câu {shown}" if len(chosen) == 1 else f"Các câu {shown}")
        keys.insert(0, "cau-" + re.sub(r"[^0-9]+", "-", shown)[:60].strip("-"))
    if not keys:
        return everything(library)
    if not chosen:
        raise HandoutError("không có câu nào thỏa cùng lúc các điều kiện đã chọn; bỏ bớt một điều kiện.")
    if single is not None and len(keys) == 1:
        return single
    return Selection(tuple(chosen), "-".join(keys)[:120].strip("-"), " · ".join(titles), left_out=left_out)


def spans(wanted: Sequence[int]) -> str:
    """Return ascending numbers with runs shortened: ``1, 5, 13–20``."""
    runs: list[list[int]] = []
    for n in wanted:
        if runs and n == runs[-1][-1] + 1:
            runs[-1].append(n)
        else:
            runs.append([n])
    return ", ".join(str(r[0]) if len(r) == 1 else f"{r[0]}–{r[-1]}" if len(r) > 2 else f"{r[0]}, {r[1]}" for r in runs)
