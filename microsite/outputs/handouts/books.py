"""The data of booklets, and of the complete works: everything on the site that is for reading."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Mapping

from microsite import model as m
from microsite.outputs.handouts.frame import Wanted, Writer
from microsite.outputs.handouts.selection import everything
from microsite.outputs.handouts.tables import Json, target_table
from microsite.outputs.handouts.words import plain, title
from microsite.telling import addresses, sections
from microsite.vietnamese import numbers


def book(writer: Writer, wanted: Wanted) -> Json:
    """Return the data of a booklet: a set of items with contents, glossary and sources."""
    chosen, site = wanted.chosen, writer.lib.site
    count = f"{len(chosen.items)} câu hỏi và trả lời"
    told = f"{count} về {writer.about}" if writer.about else count
    return writer.frame(
        wanted,
        title=f"{wanted.kind.name}: {chosen.title if chosen.key else site.title}",
        subject=f"{told}. {chosen.intro or ''}".strip(),
        page=addresses.page_of(chosen.record) if chosen.record is not None else addresses.ITEMS,
        reviewed=max(i.reviewed for i in chosen.items),
        here=[(item, True) for item in chosen.items],
        keywords=[chosen.title],
    ) | {
        "title": title(chosen.title),
        "running": plain(chosen.title if chosen.key else site.title),
        "intro": plain(chosen.intro) if chosen.intro else None,
        "holds": plain(told),
        "sections": _by_part(writer, chosen.items),
        "terms": writer.records.terms(chosen.items),
        "sources": writer.records.sources(writer.records.cited(chosen.items)),
    }


def _by_part(writer: Writer, items: Iterable[m.Item]) -> list[Json]:
    """Return items by part; those of no part follow in a section of their own, on many sites the only one."""
    found: dict[str | None, list[Json]] = {}
    for item in items:
        found.setdefault(item.part, []).append(writer.records.item(item))
    parts = [
        {
            "title": title(f"Phần {part.number}. {part.name}"),
            "intro": plain(part.summary),
            "items": found.pop(part.id),
        }
        for part in writer.lib.site.parts
        if part.id in found
    ]
    rest = [item for items in found.values() for item in items]
    name = "Các câu khác" if parts else "Câu hỏi và trả lời"
    return [*parts, *([{"title": title(name), "intro": None, "items": rest}] if rest else [])]


def complete(writer: Writer, wanted: Wanted) -> Json:
    """Return the data of the complete works. A chapter that the site has nothing for is ``None``."""
    lib, records = writer.lib, writer.records
    data = book(writer, dataclasses.replace(wanted, chosen=everything(lib)))
    del data["terms"]  # the whole glossary is a chapter
    # A chapter is called as the site calls its page; a page that the site does not want is no chapter either.
    called = {entry.kind.record: entry.title for entry in sections.present(lib) if entry.kind is not None}
    chapters = {
        "overview": _chapter(called.get(m.Answer5W1H), records.answers()),
        "targets": _chapter(called.get(m.Target), _target_groups(writer)),
        "groups": _chapter(called.get(m.TaskGroup), [records.group(g) for g in lib.task_groups]),
        "comparison": _comparison(writer, called.get(m.Comparison)),
        "terms": _chapter(called.get(m.Term), records.entries(lib.glossary)),
        "documents": _chapter(called.get(m.Document), records.documents()),
    }
    shown = [
        *(lib.targets_in(g) for g in lib.target_groups if chapters["targets"]),
        lib.task_groups if chapters["groups"] else (),
    ]
    return (
        data
        | writer.dated(writer.newest)
        | {
            "qr": writer.qr(addresses.HOME),
            "here": data["here"] | {writer.words.to(record): False for records_ in shown for record in records_},
            "title": title(lib.site.title),
            "holds": plain(_holds(writer, chapters)),
            "chapters": chapters,
            "sources": records.sources(lib.source),
        }
    )


def _chapter(name: str | None, entries: list[Json]) -> Json | None:
    return {"title": plain(name), "entries": entries} if name is not None and entries else None


def _target_groups(writer: Writer) -> list[Json]:
    return [
        {
            "name": title(group.name),
            "summary": plain(group.summary),
            "table": target_table(writer.words, writer.lib.targets_in(group)),
        }
        for group in writer.lib.target_groups
        if writer.lib.targets_in(group)
    ]


def _comparison(writer: Writer, name: str | None) -> Json | None:
    compared = writer.lib.comparison
    if compared is None or name is None:
        return None
    return {
        "title": plain(name),
        "entries": [writer.records.compared(compared.documents, row) for row in compared.rows],
        "inheritance_title": title(compared.inheritance_title),
        "inheritance": writer.records.inheritance(compared),
    }


def _holds(writer: Writer, chapters: Mapping[str, Json | None]) -> str:
    """Return what the complete works hold, in one line for the cover."""
    there = {
        "targets": "mọi chỉ tiêu",
        "groups": f"{numbers.spelled(len(writer.lib.task_groups))} nhóm nhiệm vụ",
        "comparison": "bảng so sánh",
        "terms": "thuật ngữ",
        "documents": "văn bản",
    }
    items = f"{len(writer.lib.items)} câu hỏi và trả lời"
    return "; ".join([items, *(words for chapter, words in there.items() if chapters[chapter])])
