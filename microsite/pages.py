"""Library → the Markdown tree, through the Jinja templates of ``theme/pages``.

The tree is plain Markdown with a few HTML blocks and YAML front matter; which engine makes a site
of it is decided elsewhere.
"""

from __future__ import annotations

import functools
import html
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

import jinja2
from markupsafe import Markup

from microsite import addresses, citing, markup, pictures, sharing, text, textfile
from microsite import model as m
from microsite.library import Library

if TYPE_CHECKING:
    from microsite.handouts import HandoutFile


@dataclass(frozen=True, slots=True)
class Page:
    """A page to be rendered: its path in the tree, template, title, description, and what it is about."""

    path: str
    template: str
    title: str
    description: str
    subject: Any = None


def plan(library: Library) -> Iterator[Page]:
    """Yield every page of the site, in a fixed order."""
    lib, site = library, library.site
    yield Page(addresses.HOME, "home", site.title, site.description)
    yield Page(addresses.ITEMS, "items", "Tất cả câu hỏi", f"{len(lib.items)} câu hỏi và trả lời về Nghị quyết 57, xếp theo ba phần.")
    for item in lib.items:
        yield Page(addresses.page_of(item), "qa-item", item.question, markup.to_plain(item.short_answer, lib), item)
    for part in site.parts:
        yield Page(addresses.page_of(part), "part", f"Phần {part.number}. {part.name}", part.summary, part)
    yield Page(
        addresses.TARGETS,
        "targets",
        "Các chỉ tiêu của Nghị quyết 57",
        "Mọi chỉ tiêu đến năm 2030 và 2045, mỗi chỉ tiêu kèm vị trí trong Nghị quyết.",
    )
    for target in lib.targets:
        yield Page(
            addresses.page_of(target),
            "target",
            target.name,
            f"{target.measure}: {text.quantity(target)} ({text.deadline(target)}).",
            target,
        )
    yield Page(
        addresses.TASK_GROUPS,
        "task-groups",
        "Bảy nhóm nhiệm vụ, giải pháp",
        "Nghị quyết 57 giao những việc gì, và Chương trình hành động của Chính phủ chia ra sao.",
    )
    for group in lib.task_groups:
        yield Page(
            addresses.page_of(group), "task-group", f"Nhóm {group.number}. {group.short_name}", markup.to_plain(group.summary, lib), group
        )
    yield Page(
        addresses.AUDIENCES, "audiences", "Theo đối tượng", "Chọn câu hỏi theo người đọc: người dân, cán bộ, doanh nghiệp, nhà khoa học…"
    )
    for audience in lib.audiences:
        yield Page(addresses.page_of(audience), "audience", f"Dành cho: {audience.name}", audience.summary, audience)
    yield Page(addresses.TOPICS, "topics", "Theo chủ đề", "Chọn câu hỏi theo chủ đề.")
    for topic in lib.topics:
        yield Page(addresses.page_of(topic), "topic", f"Chủ đề: {topic.name}", topic.summary, topic)
    yield Page(addresses.SOURCES, "sources", "Nguồn", "Các tài liệu mà trang này dựa vào, và giá trị của từng tài liệu.")
    for source in lib.sources:
        yield Page(addresses.page_of(source), "source", source.short, source.about, source)
    if lib.overview:
        yield Page(
            addresses.OVERVIEW,
            "overview",
            "Toàn cảnh Nghị quyết 57",
            "Nghị quyết 57 trên một trang: cái gì, vì sao, ai, khi nào, ở đâu, làm thế nào.",
        )
    if lib.comparison is not None:
        yield Page(
            addresses.COMPARISON,
            "comparison",
            "So sánh ba văn bản",
            "Nghị quyết 20 (2012), Kết luận 69 (2024) và Nghị quyết 57 (2024), từng khía cạnh một.",
            lib.comparison,
        )
    if lib.programme is not None:
        yield Page(
            addresses.PROGRAMME,
            "programme",
            "Chương trình hành động của Chính phủ",
            "Chương trình hành động thực hiện Nghị quyết 57, theo những gì các nguồn thuật lại.",
            lib.programme,
        )
    if lib.timeline:
        yield Page(addresses.TIMELINE, "timeline", "Dòng thời gian", "Các văn bản, sự kiện và mốc phải đạt, theo thứ tự thời gian.")
    yield Page(
        addresses.DOCUMENTS,
        "documents",
        "Văn bản được nhắc tới",
        "Mọi nghị quyết, kết luận, luật, nghị định, quyết định mà các nguồn nhắc tới.",
    )
    if lib.glossary:
        yield Page(
            addresses.GLOSSARY, "glossary", "Thuật ngữ và chữ viết tắt", "Giải thích ngắn gọn các thuật ngữ và chữ viết tắt trên trang."
        )
    yield Page(
        addresses.NOTES, "notes", "Những chỗ nguồn nói khác nhau", "Các ghi chú biên tập: nguồn nào viết gì, trang này theo cách nào."
    )
    yield Page(addresses.FIGURES, "figures", "Số liệu", "Mọi chỉ tiêu và số liệu trên trang, kèm thời điểm, nguồn và nơi dùng.")
    yield Page(addresses.INDEX, "index-az", "Chỉ mục A–Z", "Mọi câu hỏi, chỉ tiêu, thuật ngữ và văn bản, xếp theo chữ cái.")
    yield Page(
        addresses.OPEN_DATA, "open-data", "Dữ liệu mở", "Tải mọi nội dung dạng JSON, bảng tính và nguồn tin; dùng tự do theo CC BY 4.0."
    )
    yield Page(addresses.COLLECTION, "collection", "Bộ in của bạn", "Chọn những câu cần in thành một tập, có tên đơn vị ở đầu.")
    yield Page(
        addresses.OFFLINE, "offline", "Đọc khi không có mạng", "Mang trang này trên USB, cài lên điện thoại, lưu để đọc khi mất mạng."
    )
    yield Page(addresses.PRINT, "print", "In ra giấy", "Mọi tờ rơi, sổ tay, áp phích, phiếu hỏi in sẵn (PDF), kèm số trang và dung lượng.")
    for page in lib.pages:
        yield Page(f"{page.id}.md", "prose", page.title, f"{page.title} – {site.title}.", page)


def render(library: Library, theme: Path, target: Path, handouts: Sequence[HandoutFile] = ()) -> list[Page]:
    """Write the tree for ``library`` into the folder ``target``, leaving alone what is right already; return its pages.

    ``handouts`` are the PDFs that the pages offer.
    """
    environment = _environment(theme)
    pages = list(plan(library))
    offers: dict[str, list[HandoutFile]] = defaultdict(list)
    for handout in handouts:
        offers[handout.page].append(handout)
    for page in pages:
        view = View(library, page, offers)
        template = environment.get_template(f"{page.template}.md.j2")
        out = template.render(page=page, view=view, lib=library, site=library.site, subject=page.subject)
        textfile.write(target / page.path, with_ids(re.sub(r"\n{3,}", "\n\n", out).strip() + "\n"))
    return pages


@functools.lru_cache(maxsize=4)  # kept between builds of one process: Jinja itself notices a changed template
def _environment(theme: Path) -> jinja2.Environment:
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(theme / "pages"),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters.update(
        quantity=text.quantity,
        deadline=text.deadline,
        as_of=text.as_of,
        day=text.day,
        partial_date=text.partial_date,
        when=text.when,
        designation=markup.designation,
        number=text.number,
        anchored=sharing.anchored,
        size=text.size,
        nb=lambda value: Markup(markup.unbroken(html.escape(str(value), quote=False))),
    )
    environment.globals["NOTE_KIND"] = NOTE_KIND
    environment.globals["AUTHORITY"] = AUTHORITY
    environment.globals.update(permalink=sharing.permalink, citation=sharing.citation, qr=sharing.qr)
    return environment


NOTE_KIND = {
    m.NoteKind.DIFFERS: "Nguồn nói khác nhau",
    m.NoteKind.ARITHMETIC: "Con số không khớp",
    m.NoteKind.DATED: "Có mốc thời gian",
    m.NoteKind.LOOKALIKE: "Dễ nhầm",
    m.NoteKind.UNSETTLED: "Chưa rõ",
}
AUTHORITY = {m.Authority.PRIMARY: "Văn bản gốc", m.Authority.SECONDARY: "Tài liệu thứ cấp", m.Authority.PRESS: "Báo chí"}


class View:
    """What a template sees of the library from its page: text in Markdown and relative addresses."""

    def __init__(self, library: Library, page: Page, offers: Mapping[str, Sequence[HandoutFile]] = MappingProxyType({})) -> None:
        self.lib = library
        self.page = page
        self._offers = offers
        self._terms = Terms(library)
        if isinstance(page.subject, m.Item):
            self._local = frozenset(f.id for f in library.figures_of(page.subject))
        else:
            self._local = frozenset()

    # ------------------------------------------------------------------ addresses

    def md(self, record: m.Record | str) -> str:
        """Return the relative path of a record's Markdown page, for Markdown links."""
        return addresses.relative(record if isinstance(record, str) else addresses.page_of(record), self.page.path)

    def href(self, record: m.Record | str) -> str:
        """Return the relative published address of a record or path, for HTML links."""
        path = record if isinstance(record, str) else addresses.page_of(record)
        return addresses.relative(addresses.published(path), self.page.path)

    @property
    def edit_url(self) -> str | None:
        """Return where the data file behind this page is edited, when the repository is known."""
        return self._repository_url("edit")

    def _repository_url(self, action: str) -> str | None:
        site, subject = self.lib.site, self.page.subject
        if site.repository is None:
            return None
        if isinstance(subject, m.Record) and id(subject) in self.lib.origins:
            path = self.lib.origin(subject).file.file.path
        else:
            path = f"content/pages/{subject.id}.md" if self.page.template == "prose" else "content/site.yml"
        return f"{site.repository}/{action}/{site.branch}/{path}"

    # ------------------------------------------------------------------ handouts

    @property
    def handouts(self) -> Sequence[HandoutFile]:
        """Return the PDFs that belong to this page."""
        return self._offers.get(self.page.path, ())

    def handouts_by_format(self) -> tuple[tuple[HandoutFile, tuple[HandoutFile, ...]], ...]:
        """Return every PDF of the site by format: one of the files, to tell the format by, and all of them."""
        formats: dict[str, list[HandoutFile]] = {}
        for files in self._offers.values():
            for handout in files:
                formats.setdefault(handout.format, []).append(handout)
        return tuple((files[0], tuple(files)) for files in formats.values())

    # ------------------------------------------------------------------ text

    def prose(self, value: str) -> Markup:
        """Return authored text as Markdown; terms of the glossary are marked at their first use on the page."""
        return Markup(self._terms.mark(markup.to_markdown(value, self.lib, self.page.path, local=self._local)))

    def line(self, value: str) -> Markup:
        """Return authored text of one line as HTML, terms not marked."""
        return Markup(markup.to_inline_html(value, self.lib, self._reference_href))

    def html(self, value: str) -> Markup:
        """Return authored paragraphs and lists as HTML, terms not marked."""
        return Markup(markup.to_html(value, self.lib, self._reference_href))

    def _reference_href(self, reference: markup.Reference) -> str:
        if reference.kind is markup.Kind.FIGURE and reference.id in self._local:
            return f"#so-lieu-{reference.id}"
        return self.href(reference.path)

    def plain(self, value: str) -> str:
        """Return authored text as plain text."""
        return markup.to_plain(value, self.lib)

    @property
    def used_terms(self) -> tuple[m.Term, ...]:
        """Return the glossary terms marked on this page so far, in dictionary order."""
        return tuple(sorted(self._terms.used.values(), key=lambda t: text.collation_key(t.term)))

    def locator(self, citation: m.Citation) -> str:
        """Return a citation's place in words: ``mục II.1, gạch đầu dòng 3`` or ``câu 17``."""
        return citing.locator(self.lib, citation)

    def cite(self, citation: m.Citation) -> Markup:
        """Return a citation as a link to the source's page at the place cited."""
        address = html.escape(self.href(citing.path(self.lib, citation)))
        return Markup(f'<a href="{address}">{html.escape(citing.words(self.lib, citation), quote=False)}</a>')

    def cites(self, found: tuple[m.Citation, ...]) -> Markup:
        """Return several citations, separated by semicolons."""
        return Markup("; ").join(self.cite(c) for c in found)

    def picture(self, target: m.Target) -> Markup | None:
        """Return the picture of a target, where there is something to draw."""
        return pictures.of_target(self.lib, target)

    # ------------------------------------------------------------------ relations

    def neighbours(self, item: m.Item) -> tuple[m.Item | None, m.Item | None]:
        """Return the items before and after ``item``."""
        return self.lib.neighbours[item.id]

    def notes_of(self, record: Any) -> tuple[m.Note, ...]:
        """Return a record's editor's notes, with those of the figures an item names."""
        keys = dict.fromkeys(record.notes)
        if isinstance(record, m.Item):
            keys |= dict.fromkeys(k for f in self.lib.figures_of(record) for k in f.notes)
        return tuple(self.lib.note[k] for k in keys)

    @cached_property
    def recent(self) -> tuple[tuple[Any, m.Item, str], ...]:
        """Return the latest changes: date, item, what changed."""
        found = [(c.date, i, c.what) for i in self.lib.items for c in i.changes] + [(i.published, i, "Câu mới") for i in self.lib.items]
        return tuple(sorted(found, key=lambda x: (-x[0].toordinal(), x[1].number)))

    def users(self, note: m.Note) -> tuple[m.Record, ...]:
        """Return the records that show ``note``."""
        return self.lib.users_of_notes.get(note.id, ())

    def name(self, record: m.Record) -> str:
        """Return how a record is called in a list of links."""
        match record:
            case m.Item():
                return f"Câu {record.number}. {record.question}"
            case m.Target():
                return f"Chỉ tiêu: {record.name}"
            case m.TaskGroup():
                return f"Nhóm nhiệm vụ {record.number}: {record.short_name}"
            case m.Figure():
                return f"Số liệu: {record.label}"
            case m.Document():
                return f"Văn bản: {markup.designation(record)}"
            case m.Note():
                return f"Ghi chú: {record.title}"
            case m.Term():
                return f"Thuật ngữ: {record.term}"
            case m.Event():
                return f"Dòng thời gian: {record.title}"
            case m.ComparisonRow():
                return f"So sánh: {record.aspect}"
            case m.Inheritance():
                return f"Kế thừa: {record.name}"
            case m.Answer5W1H():
                return f"Toàn cảnh: {record.question}"
            case _:
                return "Chương trình hành động của Chính phủ"

    def cited(self, source: m.Source) -> Iterator[CitedPlace]:
        """Yield the places of ``source`` that are cited, in order, each with its cited bullets."""
        for at, title in self.lib.places[source.id].items():
            bullets = self.lib.cited_bullets.get((source.id, at))
            if bullets:
                whole = self._spot(m.Citation(doc=source.id, at=at), bullets.get(None, ()))
                name = whole.name[0].upper() + whole.name[1:]
                if title is not None and title.lower() not in name.lower():
                    name += f" – {title}"
                below = (self._spot(m.Citation(doc=source.id, at=at, bullet=b), records) for b, records in bullets.items() if b)
                yield CitedPlace(name, whole, tuple(below))

    def _spot(self, at: m.Citation, records: tuple[m.Record, ...]) -> Spot:
        said: list[Said] = []
        others: list[m.Record] = []
        for record in records:
            found = tuple(self._said(record, at))
            said += found
            if not found:
                others.append(record)
        name = f"Gạch đầu dòng {at.bullet}" if at.bullet else citing.locator(self.lib, at)
        return Spot(name, citing.fragment(self.lib, at), tuple(said), tuple(others))

    def _said(self, record: m.Record, at: m.Citation) -> Iterator[Said]:
        """Yield what the data tells of the place ``at`` in the site's own words, as far as ``record`` says it of just that place."""
        match record:
            case m.Target() | m.Figure():
                # Where sources differ, the value is that of the source named first; the note tells what the others say.
                if at == record.sources[0] or not any(
                    note.kind is m.NoteKind.DIFFERS and any((r.source.doc, r.source.at) == (at.doc, at.at) for r in note.readings)
                    for note in map(self.lib.note.__getitem__, record.notes)
                ):
                    name, when = (
                        (record.name, text.deadline(record)) if isinstance(record, m.Target) else (record.label, text.as_of(record))
                    )
                    base = f" (tính trên {record.of})" if record.of and not record.of.isupper() else ""
                    value = Markup(f"<strong>{html.escape(text.quantity(record))}</strong>{html.escape(base)}, {when}")
                    yield Said(record, name, value, named=True)
            case m.TaskGroup():
                for commitment in record.commitments:
                    if commitment.source == at:
                        yield Said(record, f"Nhóm nhiệm vụ {record.number}", self.line(commitment.text))
                if record.programme.source == at:
                    tasks = Markup(f"<strong>{record.programme.tasks} nhiệm vụ cụ thể</strong>. ")
                    yield Said(record, self.name(record), tasks + Markup(" ").join(map(self.line, record.programme.emphases)))
            case m.GovernmentProgramme():
                for commitment in record.organisation:
                    if commitment.source == at:
                        yield Said(record, self.name(record), self.line(commitment.text))
            case m.Note():
                for reading in record.readings:
                    if reading.source == at:
                        yield Said(record, f"Ghi chú: {record.title}", self.line(reading.says))
            case _:
                pass

    def place(self, doc: str, at: str) -> Markup:
        """Return a place as a link to it on its source's page, the source itself not named."""
        citation = m.Citation(doc=doc, at=at)
        address = html.escape(self.href(citing.path(self.lib, citation)))
        return Markup(f'<a href="{address}">{html.escape(citing.locator(self.lib, citation), quote=False)}</a>')

    def by_year(self) -> tuple[tuple[str, tuple[m.Event, ...]], ...]:
        """Return the timeline's events grouped by year, oldest first."""
        years: dict[str, list[m.Event]] = {}
        for event in sorted(self.lib.timeline, key=lambda e: e.date):
            years.setdefault(event.date[:4], []).append(event)
        return tuple((year, tuple(events)) for year, events in years.items())

    def dictionary(self) -> tuple[tuple[str, str, tuple[m.Term, ...]], ...]:
        """Return the glossary in dictionary order, by first letter: the letter, its fragment, the terms."""
        letters: dict[str, list[m.Term]] = {}
        for term in sorted(self.lib.glossary, key=lambda t: text.collation_key(t.term)):
            letters.setdefault(_first_letter(term.term), []).append(term)
        fragments = {"Đ": "van-dd", "0–9": "van-so"}
        return tuple((letter, fragments.get(letter, f"van-{letter.lower()}"), tuple(terms)) for letter, terms in letters.items())

    def alphabet(self) -> tuple[tuple[str, tuple[tuple[str, str, str], ...]], ...]:
        """Return everything that has a page or an entry, by first letter in dictionary order: words, kind, path."""
        lib = self.lib
        entries: list[tuple[str, str, m.Record]] = [(i.question, "câu hỏi", i) for i in lib.items]
        entries += [(t.name, "chỉ tiêu", t) for t in lib.targets]
        entries += [(g.short_name, "nhóm nhiệm vụ", g) for g in lib.task_groups]
        entries += [(t.term, "thuật ngữ", t) for t in lib.glossary]
        entries += [(markup.designation(d), "văn bản", d) for d in self.documents()]
        letters: dict[str, list[tuple[str, str, str]]] = {}
        for words, kind, record in sorted(entries, key=lambda e: text.collation_key(e[0])):
            letters.setdefault(_first_letter(words), []).append((words, kind, self.href(record)))
        return tuple((letter, tuple(rows)) for letter, rows in letters.items())

    def documents(self) -> tuple[m.Source | m.Document, ...]:
        """Return every numbered document, sources included, oldest first, undated last."""
        own = [s for s in self.lib.sources if s.number]
        return tuple(sorted([*own, *self.lib.documents], key=lambda d: (d.date or "9999", d.number or "", d.id)))

    def namesakes(self, document: m.Source | m.Document) -> tuple[m.Source | m.Document, ...]:
        """Return other documents with the same number."""
        every: tuple[m.Source | m.Document, ...] = (*self.lib.sources, *self.lib.documents)
        return tuple(d for d in every if d.number and d.number == document.number and d is not document)


def _first_letter(words: str) -> str:
    """Return the letter under which ``words`` stand in an index: without marks, but “Đ” apart from “D”; digits together."""
    first = next((c for c in words if c.isalnum()), "#")
    base = "Đ" if first in "đĐ" else text.folded(first).upper()
    return "0–9" if base.isdecimal() else base


@dataclass(frozen=True, slots=True)
class Said:
    """What a record says of a place: in the site's own words (HTML), and what the record is called there.

    ``named`` tells a value, which means nothing without its name before it, from words that stand by themselves.
    """

    record: m.Record
    name: str
    words: Markup
    named: bool = False


@dataclass(frozen=True, slots=True)
class Spot:
    """A place of a source or a bullet there: its name, its fragment, what is said of it, and the other records that cite it."""

    name: str
    fragment: str
    said: tuple[Said, ...]
    others: tuple[m.Record, ...]


@dataclass(frozen=True, slots=True)
class CitedPlace:
    """A cited place of a source under its heading: the place as a whole, then its cited bullets."""

    heading: str
    whole: Spot
    bullets: tuple[Spot, ...]


class Terms:
    """Marks glossary terms at their first use on a page."""

    def __init__(self, library: Library) -> None:
        self.used: dict[str, m.Term] = {}
        self._pattern, self._by_form = library.term_forms

    def mark(self, value: str) -> str:
        """Return Markdown ``value`` with the terms not yet used on this page linked to their explanation."""
        if self._pattern is None:
            return value
        out: list[str] = []
        # Links, headings and HTML tags are left alone: odd pieces of the split are those.
        for i, piece in enumerate(_NOT_PROSE.split(value)):
            lowered = piece.lower()
            at = 0
            if not i % 2 and len(lowered) == len(piece):
                for found in self._pattern.finditer(lowered):
                    words = piece[found.start() : found.end()]
                    term = self._by_form.get(words) or self._by_form.get(found.group())
                    if term is not None and term.id not in self.used:
                        self.used[term.id] = term
                        language = f' lang="{term.lang}"' if term.lang and words == term.term else ""
                        out += (piece[at : found.start()], f'<a class="term" href="#tn-{term.id}"{language}>{words}</a>')
                        at = found.end()
            out.append(piece[at:])
        return "".join(out)


_NOT_PROSE = re.compile(r"(\[[^\]]*\]\([^)]*\)(?:\{[^}]*\})?|<[^>]+>|^###? .*$)", re.M)


def with_ids(page: str) -> str:
    """Return the Markdown ``page`` with an id on every heading that has none.

    Left to the engine, ids lose every “đ”, and each engine may have its own way.

    >>> print(with_ids("## Đời sống\\n### Đời *sống*\\n## Có rồi {: #co }"))
    ## Đời sống {: #doi-song }
    ### Đời *sống* {: #doi-song-2 }
    ## Có rồi {: #co }
    """
    taken = set(re.findall(r'(?:\{: ?#|\bid=")([^\s"}]+)', page))

    def named(found: re.Match[str]) -> str:
        if found.group("fence") or found.group().endswith("}"):
            return found.group()
        words = re.sub(r"\]\([^)]*\)(?:\{[^}]*\})?|<[^>]+>", "", found.group("words"))
        slug = key = re.sub(r"[^a-z0-9]+", "-", text.folded(html.unescape(words))).strip("-") or "muc"
        count = 1
        while key in taken:
            count += 1
            key = f"{slug}-{count}"
        taken.add(key)
        return f"{found.group()} {{: #{key} }}"

    return _HEADING.sub(named, page)


_HEADING = re.compile(r"^(?P<fence>```.*?^```)|^#{1,6} +(?P<words>[^\n]*\S)", re.M | re.S)
