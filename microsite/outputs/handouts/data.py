"""Library → the JSON that one sheet is set from.

All text leaves here as XHTML (:func:`microsite.telling.markup.to_html`) or as plain strings; templates walk the
XHTML and never parse text as code. References carry the path of the page they lead to (``hoi-dap/x.md``);
the template makes of it a link inside the sheet, a link to the site, or plain words.
"""

from __future__ import annotations

import datetime as dt
import html
import io
import re
import tomllib
from collections import Counter
from collections.abc import Callable, Container, Iterable
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

import segno

from microsite import model as m
from microsite.library import Library
from microsite.model import Format, Paper
from microsite.outputs.handouts import fitting
from microsite.outputs.handouts.selection import Selection
from microsite.outputs.handouts.unit import LOGO_KIND, Unit
from microsite.telling import addresses, citing, markup, quantities
from microsite.telling.labels import NOTE_KIND
from microsite.telling.terms import Terms
from microsite.vietnamese import dates, sorting

Json = dict[str, Any]

LARGE = 18
"""Size of large print, in points."""


# What belongs together at a line's end: a document and its number, a word and the number it counts, a number and its unit.
_GLUE = (
    re.compile(r"\b(?i:nghị quyết|kết luận|chỉ thị|nghị định|quyết định|thông tư|đề án|khoán|luật) (?=\d)"),
    re.compile(r"\b(?i:chỉ thị|đề án|luật) số (?=\d)"),
    re.compile(
        r"\b(?:[Nn]gày|[Tt]háng|[Nn]ăm|[Cc]âu|[Mm]ục|[Pp]hần|[Đđ]iều|[Ss]ố|[Kk]hóa|[Nn]hóm|[Dd]òng|[Qq]uý|thứ|[Gg]ần|[Kk]hoảng|[Tt]rên)"
        r" (?=\d|[IVX]+\b)"
    ),
    re.compile(r"\d%? (?=(?:GDP|USD|tỷ|triệu|nghìn|đồng)\b)"),
    re.compile(r"\b(?:tỷ|triệu) (?=USD|đồng)"),
    re.compile(r" (?=[–…])"),
)


def _tied(found: re.Match[str]) -> str:
    """Return the words found with no-break spaces."""
    return found.group().replace(" ", "\u00a0")


_ENDING = re.compile(r"(?:(?<=[,:;–] )\S+ \S+ \S+|\S+ \S+)$")


def title(value: str) -> str:
    """Return a heading as one line of XHTML whose last line never holds a single word.

    The last two words are tied, and three that stand alone after a comma or colon.

    >>> title("Dành cho: Nông dân, hợp tác xã") == "Dành cho: Nông dân, hợp\u00a0tác\u00a0xã"
    True
    """
    return plain(_ENDING.sub(_tied, glued(value)))


def glued(value: str) -> str:
    """Return plain or HTML-escaped text with no-break spaces where a line must not end.

    >>> glued("ngày 22/12/2024, đạt 2% GDP") == "ngày\u00a022/12/2024, đạt 2%\u00a0GDP"
    True
    """
    for pattern in _GLUE:
        value = pattern.sub(_tied, value)
    return value


_RANGE = re.compile(r"\d[\d.,]*–\d[\d.,]*(?:%(?:/năm)?)?|\d[\d.,]*%/năm|R&amp;D")


@lru_cache(maxsize=50_000)
def finished(xhtml: str) -> str:
    """Return XHTML with its text glued, and numbers of documents, dates and ranges kept in one piece."""
    told = _each_text(xhtml.replace("\n", " "), lambda piece: _nb(glued(piece)))
    return _each_text(told, lambda piece: _RANGE.sub(lambda found: f'<span class="nb">{found.group()}</span>', piece))


_DOCUMENT = re.compile(
    r"(?<![\w/-])\d+(?:/\d{4})?(?:/[A-ZĐ][\w-]*|-[A-ZĐ]{2}[\w/-]*)"
    r"|(?<![\w/])\d{1,2}/\d{1,2}/\d{4}|(?<=ngày )\d{1,2}/\d{1,2}/\d{4}"
)


def _nb(piece: str) -> str:
    return _DOCUMENT.sub(lambda found: f'<span class="nb">{found.group()}</span>', piece)


def _each_text(xhtml: str, change: Callable[[str], str]) -> str:
    """Return XHTML with ``change`` made to every run of text that is not kept in one piece already."""
    pieces = re.split(r'(<span class="nb">[^<]*</span>|<[^>]+>)', xhtml)
    return "".join(piece if i % 2 else change(piece) for i, piece in enumerate(pieces))


def plain(value: str) -> str:
    """Return plain text as one line of XHTML."""
    return finished(html.escape(value, quote=False))


def breakable(value: str) -> str:
    """Return a stranger's plain text as one line of XHTML in which even a word longer than the page can be broken."""
    return plain(re.sub(r"\S{30,}", lambda found: "\u200b".join(re.findall(".{1,15}", found.group())), value))


@dataclass(frozen=True, slots=True)
class Printer:
    """Who hands a sheet out: a unit with the bytes of its logo, or nobody in particular (then the publisher)."""

    unit: Unit | None = None
    logo: bytes | None = None


class Writer:
    """Writes records of a library as data for templates; each record's words are made once."""

    def __init__(self, library: Library, root: Path, address: str | None, printer: Printer | None = None) -> None:
        """``root`` is the project's folder (for the version); ``address`` where the site is published, if known."""
        self.lib = library
        self.address = address.rstrip("/") + "/" if address else None
        self.printer = printer or Printer()
        self.version = str(tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"])
        self._items: dict[str, Json] = {}
        self._terms: dict[str, tuple[m.Term, ...]] = {}
        self._documents: dict[str, set[str]] = {}

    # ------------------------------------------------------------------ words

    def prose(self, value: str) -> str:
        """Return authored prose as XHTML."""
        shown = finished(markup.to_html(value, self.lib, lambda reference: reference.path))
        return re.sub(r" (?=[^ <>]+</h3>)", "\u00a0", shown)

    def line(self, value: str) -> str:
        """Return an authored line as XHTML without a paragraph around it."""
        if "[[" not in value and "*" not in value:
            return plain(value)
        return re.sub(r"^<p>|</p>$", "", self.prose(value))

    def cite(self, citation: m.Citation) -> str:
        """Return one citation in words: ``Nghị quyết 57, mục II.1, gạch đầu dòng 3``."""
        return plain(citing.words(self.lib, citation))

    def cites(self, found: Iterable[m.Citation]) -> str:
        """Return citations grouped by source: ``Nghị quyết 57: mục I.1, mục II.1 (gạch đầu dòng 1, 3); Sách: câu 5``."""
        grouped: dict[str, dict[str, list[int]]] = {}
        for citation in found:
            bullets = grouped.setdefault(citation.doc, {}).setdefault(citation.at, [])
            if citation.bullet is not None:
                bullets.append(citation.bullet)
        shown = []
        for doc, places in grouped.items():
            words = []
            for at, bullets in places.items():
                where = citing.locator(self.lib, m.Citation(doc=doc, at=at))
                words.append(
                    f"{where} (gạch đầu dòng {', '.join(map(str, sorted(set(bullets))))})" if bullets else where
                )
            shown.append(f"{self.lib.source[doc].short}: {', '.join(words)}")
        return plain("; ".join(shown))

    # ------------------------------------------------------------------ records

    def item(self, item: m.Item) -> Json:
        """Return a Q&A item."""
        if item.id not in self._items:
            part = self.lib.part[item.part] if item.part else None
            related = [self.lib.item_by_number[n] for n in item.related]
            self._items[item.id] = {
                "here": addresses.page_of(item),
                "number": item.number,
                "part": plain(f"Phần {part.number}. {part.name}") if part else None,
                "question": title(item.question),
                "short": self.line(item.short_answer),
                "answer": self.prose(item.answer),
                "targets": self.target_table(self.lib.targets_of(item)),
                "figures": self.figure_table(self.lib.figures_of(item)),
                "notes": [self.note(n) for n in self._notes_of(item)],
                "sources": self.cites(item.sources),
                "related": [
                    f'<a class="ref-cau" href="{addresses.page_of(r)}">câu\u00a0{r.number}</a>' for r in related
                ],
            }
        return self._items[item.id]

    def _notes_of(self, item: m.Item) -> tuple[m.Note, ...]:
        keys = dict.fromkeys(item.notes) | dict.fromkeys(k for f in self.lib.figures_of(item) for k in f.notes)
        return tuple(self.lib.note[k] for k in keys)

    def target_table(self, targets: Iterable[m.Target]) -> Json:
        """Return targets as a table: rows of what, how much, by when, where it is said.

        What all rows share (the document, the date) is said once, for the table's head.
        """
        found = tuple(targets)
        return self._table(found, [quantities.deadline(t) for t in found], "đến năm")

    def figure_table(self, figures: Iterable[m.Figure]) -> Json:
        """Return figures as a table: rows of what, how much, as of when, where it is said."""
        found = tuple(figures)
        return self._table(found, [quantities.as_of(f) for f in found], "năm")

    def _table(self, found: tuple[m.Target | m.Figure, ...], times: list[str], shared: str) -> Json:
        times = [_unsaid(_base(q), time) for q, time in zip(found, times, strict=True)]
        docs = {q.sources[0].doc for q in found}
        doc = self.lib.source[docs.pop()].short if len(docs) == 1 and len(found) > 1 else None
        common, count = Counter(times).most_common(1)[0] if times else ("", 0)
        when = common if count > len(found) / 2 and count > 1 and common.startswith(shared) else None
        rows = [
            {
                "here": addresses.page_of(q) if isinstance(q, m.Target) else None,
                "name": plain(q.name if isinstance(q, m.Target) else q.label),
                "measure": plain(q.measure) if isinstance(q, m.Target) else None,
                "value": plain(quantities.quantity(q)),
                "stated": q.comparator is m.Comparator.STATE,
                "when": plain(_joined(_base(q), "" if time == when else time)),
                "source": plain(citing.locator(self.lib, q.sources[0])) if doc else self.cite(q.sources[0]),
            }
            for q, time in zip(found, times, strict=True)
        ]
        return {
            "rows": rows,
            "doc": plain(doc) if doc else None,
            "when": plain(when) if when else None,
            "every": when is not None and count == len(found),
        }

    def note(self, note: m.Note) -> Json:
        """Return an editor's note."""
        return {
            "kind": NOTE_KIND[note.kind],
            "title": self.line(note.title),
            "text": self.prose(note.text),
            "readings": [f"<em>{self.cite(r.source)}:</em> {self.line(r.says)}" for r in note.readings],
            "follows": self.line(note.follows) if note.follows else None,
        }

    def group(self, group: m.TaskGroup) -> Json:
        """Return a task group."""
        return {
            "here": addresses.page_of(group),
            "number": group.number,
            "name": title(group.short_name),
            "official": plain(group.official_name),
            "summary": self.line(group.summary),
            "asks": self.prose(group.asks),
            "commitments": [{"text": self.line(c.text), "source": self.cite(c.source)} for c in group.commitments],
            "tasks": group.programme.tasks if group.programme else None,
            "emphases": [self.line(e) for e in group.programme.emphases] if group.programme else [],
            "programme_source": self.cite(group.programme.source) if group.programme else None,
            "targets": self.target_table(self.lib.target[t] for t in group.targets),
            "sources": self.cites(group.sources),
        }

    def terms(self, items: Iterable[m.Item]) -> list[Json]:
        """Return the glossary's entries for terms that ``items`` use, in dictionary order."""
        used: dict[str, m.Term] = {}
        for item in items:
            if item.id not in self._terms:
                marker = Terms(self.lib)
                marker.mark(markup.to_plain(f"{item.question}\n{item.short_answer}\n\n{item.answer}", self.lib))
                self._terms[item.id] = tuple(marker.used.values())
            used |= {t.id: t for t in self._terms[item.id]}
        return self._entries(used.values())

    def _entries(self, found: Iterable[m.Term]) -> list[Json]:
        return [
            {"term": plain(t.term), "full": plain(t.full) if t.full else None, "text": self.line(t.explanation)}
            for t in sorted(found, key=lambda t: self._dictionary[t.id])
        ]

    @cached_property
    def _dictionary(self) -> dict[str, int]:
        """The place of each term in dictionary order."""
        return {t.id: n for n, t in enumerate(sorted(self.lib.glossary, key=lambda t: sorting.collation_key(t.term)))}

    def sources(self, cited: Container[str]) -> list[Json]:
        """Return the sources whose ids are in ``cited``: what citations call each, and which document that is."""
        return [{"short": plain(s.short), "title": plain(_described(s))} for s in self.lib.sources if s.id in cited]

    def _cited(self, items: Iterable[m.Item]) -> set[str]:
        """Return the ids of the sources that ``items`` cite as a booklet prints them."""
        found: set[str] = set()
        for item in items:
            if item.id not in self._documents:
                quantities: tuple[m.Target | m.Figure, ...] = (*self.lib.targets_of(item), *self.lib.figures_of(item))
                self._documents[item.id] = {c.doc for c in item.sources} | {q.sources[0].doc for q in quantities}
            found |= self._documents[item.id]
        return found

    # ------------------------------------------------------------------ sheets

    def common(
        self,
        kind: Format,
        *,
        title: str,
        subject: str,
        page: str,
        paper: Paper,
        large: bool,
        reviewed: dt.date,
        here: Iterable[str] = (),
        keywords: Iterable[str] = (),
    ) -> Json:
        """Return what every sheet has: metadata, paper, who hands it out, date and version, QR code.

        ``title`` names the document, ``subject`` describes it in a sentence, ``page`` is the path of the page
        of the site that the QR code leads to, ``here`` the paths that references can reach inside the sheet.
        """
        unit, site = self.printer.unit, self.lib.site
        return {
            "doc": {
                "title": title,
                "author": unit.name if unit else site.publisher,
                "description": subject,
                "keywords": ["Nghị quyết 57", "57-NQ/TW", *keywords],
            },
            "format": kind.name,
            "paper": paper,
            "large": large,
            "sizes": list(kind.sizes),
            "site": plain(site.title),
            "tagline": plain(site.tagline),
            "publisher": plain(site.publisher),
            "reviewed": dates.day(reviewed),
            "version": self.version,
            "address": self.address,
            "here": dict.fromkeys(here, True),
            "page_numbers": False,
            "qr": self.qr(page),
            "unit": {
                "own": unit is not None,
                "name": breakable(unit.name if unit else site.publisher),
                "parent": breakable(unit.parent) if unit and unit.parent else None,
                "address": breakable(unit.address) if unit and unit.address else None,
                "contact": breakable(unit.contact) if unit and unit.contact else None,
                "logo": self._logo(unit),
            },
        }

    def _logo(self, unit: Unit | None) -> Json | None:
        raw = self.printer.logo
        if unit is None or unit.logo is None or raw is None:
            return None
        kind = LOGO_KIND[Path(unit.logo).suffix.lower()]
        shown: str | list[int] = raw.decode("utf-8-sig") if kind == "svg" else list(raw)
        return {"format": kind, "bytes": shown, "alt": f"Biểu trưng: {unit.name}"}

    def qr(self, page: str) -> Json | None:
        """Return the QR code for a page of the site, or ``None`` when the site's address is not known."""
        if self.address is None:
            return None
        url = self.address + addresses.published(page).removesuffix("index.html")
        drawn = io.BytesIO()
        # Any mask reads well, and choosing one costs five times the drawing.
        segno.make(url, error="m", micro=False, mask=3).save(
            drawn, kind="svg", xmldecl=False, svgns=True, border=4, nl=False
        )
        return {
            "svg": drawn.getvalue().decode("ascii"),
            "url": url,
            "shown": re.sub("^https?://", "", url),
            "alt": f"Mã QR dẫn tới trang {url}",
        }

    def leaflet(self, kind: Format, item: m.Item, *, large: bool) -> Json:
        """Return the data of a leaflet: one item."""
        return self.common(
            kind,
            title=f"{kind.name}: Câu {item.number}. {item.question}",
            subject=markup.to_plain(item.short_answer, self.lib),
            page=addresses.page_of(item),
            paper="a4",
            large=large,
            reviewed=item.reviewed,
            keywords=[self.lib.topic[t].name for t in item.topics],
        ) | {"item": self.item(item), "choices": fitting.leaflet_choices(kind.sizes, large=large)}

    def book(self, kind: Format, chosen: Selection, *, paper: Paper, large: bool) -> Json:
        """Return the data of a booklet: a set of items with contents, glossary and sources."""
        sections = self._by_part(chosen.items)
        return self.common(
            kind,
            title=f"{kind.name}: {chosen.title}" if chosen.key else f"{kind.name}: {self.lib.site.title}",
            subject=f"{len(chosen.items)} câu hỏi và trả lời về Nghị quyết 57. {chosen.intro or ''}".strip(),
            page=addresses.page_of(chosen.record) if chosen.record is not None else addresses.ITEMS,
            paper=paper,
            large=large,
            reviewed=max(i.reviewed for i in chosen.items),
            here=[addresses.page_of(i) for i in chosen.items],
            keywords=[chosen.title],
        ) | {
            "page_numbers": True,
            "title": title(chosen.title),
            "running": plain(chosen.title if chosen.key else self.lib.site.title),
            "intro": plain(chosen.intro) if chosen.intro else None,
            "count": len(chosen.items),
            "sections": sections,
            "terms": self.terms(chosen.items),
            "sources": self.sources(self._cited(chosen.items)),
        }

    def _by_part(self, items: Iterable[m.Item]) -> list[Json]:
        found: list[Json] = []
        for part in self.lib.site.parts:
            inside = [self.item(i) for i in items if i.part == part.id]
            if inside:
                found.append(
                    {"title": title(f"Phần {part.number}. {part.name}"), "intro": plain(part.summary), "items": inside}
                )
        return found

    def complete(self, kind: Format, *, paper: Paper, large: bool) -> Json:
        """Return the data of the complete works: everything, for reading at home."""
        lib = self.lib
        data = self.book(kind, Selection(lib.items, "", lib.site.tagline), paper=paper, large=large)
        here = [addresses.page_of(r) for r in (*lib.items, *lib.targets, *lib.task_groups)]
        comparison = lib.comparison
        return data | {
            "doc": data["doc"] | {"title": f"{kind.name}: {lib.site.title}"},
            "qr": self.qr(addresses.HOME),
            "here": dict.fromkeys(here, True),
            "title": title(lib.site.title),
            "overview": [
                {"question": title(o.question), "text": self.prose(o.text), "sources": self.cites(o.sources)}
                for o in lib.overview
            ],
            "target_groups": [
                {"name": title(g.name), "summary": plain(g.summary), "table": self.target_table(lib.targets_in(g))}
                for g in lib.target_groups
                if lib.targets_in(g)
            ],
            "groups": [self.group(g) for g in lib.task_groups],
            "comparison": [self._compared(row) for row in comparison.rows] if comparison else [],
            "inheritance": [
                {"name": plain(h.name), "text": self.prose(h.text), "sources": self.cites(h.sources)}
                for h in comparison.inheritance
            ]
            if comparison
            else [],
            "terms": self._entries(lib.glossary),
            "sources": self.sources(lib.source),
            "documents": [
                {
                    "name": plain(d.kind + (f" số {d.number}" if d.number else "")),
                    "title": plain(d.title),
                    "when": plain(_joined(dates.when(d.date) if d.date else "", d.issuer or "")),
                    "sources": self.cites(d.sources),
                }
                for d in sorted(lib.documents, key=lambda d: (d.date or "9999", d.number or "", d.id))
            ],
        }

    def _compared(self, row: m.ComparisonRow) -> Json:
        cells = []
        assert self.lib.comparison is not None
        for doc in self.lib.comparison.documents:
            cell = row.cells.get(doc, m.Cell())
            cites = [citing.locator(self.lib, m.Citation(doc=doc, at=at)) for at in cell.at]
            source = self.lib.source[doc]
            cells.append(
                {
                    "name": plain(f"{source.short} ({(source.date or '')[:4]})"),
                    "text": self.line(cell.text.replace("\n\n", " ")) if cell.text else None,
                    "at": plain(", ".join(cites)),
                }
            )
        return {"aspect": plain(row.aspect), "cells": cells, "remark": self.line(row.remark) if row.remark else None}

    def cards(self, kind: Format, chosen: Selection, *, large: bool) -> Json:
        """Return the data of question cards."""
        name = chosen.title if chosen.key else f"{len(chosen.items)} câu"
        return self.common(
            kind,
            title=f"{kind.name}: {name}",
            subject=f"Câu hỏi ở mặt trước, trả lời ngắn ở mặt sau; in hai mặt, lật theo cạnh dài, cắt làm {'hai' if large else 'bốn'}.",
            page=addresses.page_of(chosen.record) if chosen.record is not None else addresses.ITEMS,
            paper="a4",
            large=large,
            reviewed=max(i.reviewed for i in chosen.items),
            keywords=[chosen.title],
        ) | {
            "title": plain(name),
            "items": [self._card(i) for i in chosen.items],
            "choices": fitting.card_choices(chosen.items, kind.sizes, large=large),
        }

    def _card(self, item: m.Item) -> Json:
        whole = self.item(item)
        # A card has no room for the bullets; its page has them.
        places = dict.fromkeys(citation.model_copy(update={"bullet": None}) for citation in item.sources)
        return {k: whole[k] for k in ("here", "number", "question", "short")} | {
            "sources": self.cites(places),
            "qr": self.qr(addresses.page_of(item)),
        }

    def trifold(self, kind: Format, *, large: bool) -> Json:
        """Return the data of the tri-fold: the Resolution at a glance."""
        lib = self.lib
        headline = [lib.target[t] for t in lib.site.headline_targets]
        marker = Terms(lib)
        marker.mark(markup.to_plain("\n\n".join(o.text for o in lib.overview), lib))
        cited = {c.doc for o in lib.overview for c in o.sources} | {t.sources[0].doc for t in headline}
        return self.common(
            kind,
            title=f"{kind.name}: Nghị quyết 57 là gì?",
            subject="Nghị quyết 57 trên một tờ: cái gì, vì sao, ai, khi nào, ở đâu, làm thế nào.",
            page=addresses.OVERVIEW,
            paper="a4",
            large=large,
            reviewed=self.newest,
        ) | {
            "choices": fitting.trifold_choices(kind.sizes, large=large),
            "document": plain(lib.sources[0].title),
            "overview": [
                {"question": title(o.question), "text": self.prose(o.text), "sources": self.cites(o.sources)}
                for o in lib.overview
            ],
            "headline": self.target_table(headline),
            # Only abbreviations and bodies with a longer name: there is room for no more.
            "terms": self._entries(t for t in marker.used.values() if t.full),
            "sources": self.sources(cited),
        }

    def poster(self, kind: Format, *, paper: Paper) -> Json:
        """Return the data of the poster: the targets for 2030 and 2045, those with a number first to be seen."""
        lib = self.lib
        years: list[Json] = []
        for year in ("2030", "2045"):
            found = [t for t in lib.targets if t.by.startswith(year)]
            numbers = [self._tile(t) for t in found if t.comparator is not m.Comparator.STATE]
            words = [
                {"name": plain(_undated(t.name)), "state": plain(quantities.quantity(t))}
                for t in found
                if t.comparator is m.Comparator.STATE
            ]
            years.append({"year": year, "numbers": numbers, "words": words})
        return self.common(
            kind,
            title=f"{kind.name}: đến năm 2030 và năm 2045 (khổ {paper.upper()})",
            subject="Các chỉ tiêu của Nghị quyết 57 đến năm 2030 và năm 2045.",
            page=addresses.TARGETS,
            paper=paper,
            large=True,
            reviewed=self.newest,
        ) | {"years": years, "document": plain(lib.sources[0].title)}

    def _tile(self, target: m.Target) -> Json:
        """Return a target for the poster, its number apart from the words before and after it."""
        match = re.match(r"(\D*)([\d.,–]+(?:%(?:/năm)?)?(?:\u00a0GDP)?)(.*)", quantities.quantity(target))
        before, number, after = match.groups() if match else ("", quantities.quantity(target), "")
        after = _joined(after.replace("\u00a0", " ").strip(), _base(target))
        return {
            "name": plain(_undated(target.name)),
            "before": plain(before.strip()),
            "number": plain(number),
            "after": plain(after),
        }

    @property
    def newest(self) -> dt.date:
        """The date of the latest review of what the Resolution asks for, for sheets that are made of no item."""
        return max((g.reviewed for g in self.lib.task_groups), default=dt.date(2024, 12, 22))


def _undated(name: str) -> str:
    """Return a target's name without the year that tells it from its namesake."""
    return re.sub(r" \(?(?:năm )?(?:2030|2045)\)?$", "", name)


def _base(quantity: m.Quantity) -> str:
    """Return what a share is taken of, where the quantity's own words do not say it."""
    return quantity.of if quantity.of and not quantity.of.isupper() else ""


def _joined(*pieces: str) -> str:
    return ", ".join(p for p in pieces if p)


def _unsaid(said: str, time: str) -> str:
    """Return ``time`` without the part that ``said``, printed just before it, ends with.

    >>> _unsaid("tổng chi ngân sách hằng năm", "hằng năm, đến năm 2030"), _unsaid("", "năm 2024")
    ('đến năm 2030', 'năm 2024')
    """
    first, _, rest = time.partition(", ")
    return rest if f" {said}".endswith(f" {first}") else time


def _described(source: m.Source) -> str:
    """Return which document a source is: kind, number, date, who issued or published it, title.

    A title that already begins with kind and number says it all.
    """
    when = dates.when(source.date) if source.date else ""
    if source.number is None:
        return f"{source.title}. {source.kind}, {when or 'không ghi ngày'}. {source.issuer}."
    name = f"{source.kind} số {source.number}"
    return (
        source.title
        if source.title.startswith(name)
        else f"{' '.join(filter(None, (name, when)))} của {source.issuer}: {source.title}"
    )
