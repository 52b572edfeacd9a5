"""Ids are unique, references lead somewhere, cited places exist, and nothing written is shown nowhere."""

from __future__ import annotations

import difflib
import re
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from pathlib import PurePosixPath

from microsite import model as m
from microsite.checking.near import near
from microsite.findings import Finding, Place
from microsite.library import REFERENCE, Library, citations, texts
from microsite.telling import markup
from microsite.vietnamese.folding import slug


def check(library: Library) -> Iterator[Finding]:
    """Yield what refers to nothing, is there twice, or is used nowhere."""
    yield from _unique(library)
    yield from _file_names(library)
    yield from _codes(library)
    yield from _start_with(library)
    yield from _citations(library)
    yield from _in_text(library)
    yield from _unused(library)


def _unique(library: Library) -> Iterator[Finding]:
    documents = (*library.sources, *library.documents)  # one reference names both
    shelves = [
        library.of(kind) for kind in m.KINDS if "id" in kind.unique and kind.record not in {m.Source, m.Document}
    ]
    for records in (*shelves, documents):
        first: dict[str, m.Record] = {}
        for record in records:
            key: str = getattr(record, "id")
            if key in first:
                where = library.origin(first[key]).value("id")
                yield Finding(
                    "trung-ma",
                    library.origin(record).value("id"),
                    f"Mã “{key}” đã dùng ở {where}.",
                    "Chọn một mã khác; mã đã đăng thì không đổi.",
                )
            first.setdefault(key, record)
    yield from _numbers(library)
    yield from _forms(library)
    yield from _listed_twice(library)


def _numbers(library: Library) -> Iterator[Finding]:
    """Yield numbers used twice, of two items at the one published later; at both where nothing tells which is new."""
    numbered = [(name, library.of(kind)) for kind in m.KINDS for name in kind.unique if name != "id"]
    for name, records in numbered:
        by_number: dict[int, list[m.Record]] = defaultdict(list)
        for record in records:
            by_number[getattr(record, name)].append(record)
        free = max(by_number, default=0) + 1
        while str(free) in library.lost:
            free += 1
        for number, same in by_number.items():
            if len(same) == 1:
                continue
            dates = [record.published for record in same if isinstance(record, m.Item)]
            oldest = min(dates, default=None)
            first = same[dates.index(oldest)] if oldest is not None and dates.count(oldest) == 1 else None
            for record in same:
                if record is first:
                    continue
                other = first or next(r for r in same if r is not record)
                file = f" và đổi tên tệp thành {free:03d}-{record.id}.yml" if isinstance(record, m.Item) else ""
                yield Finding(
                    "trung-so",
                    library.origin(record).value(name),
                    f"Số {number} đã dùng ở {library.origin(other).value(name)}.",
                    f"{'Ghi' if first else 'Mục có trước giữ số này; ở mục mới thì ghi'} "
                    f"{name}: {free} (số tiếp theo chưa dùng){file}.",
                )
            free += 1


def _forms(library: Library) -> Iterator[Finding]:
    """Yield terms, and other forms of terms, that another glossary entry has too: a text could only link to one of
    the two."""
    first: dict[str, m.Term] = {}
    for term in library.glossary:
        origin = library.origin(term)
        written = [
            (term.term, origin.value("term")),
            *((form, origin.value("match", i)) for i, form in enumerate(term.match)),
        ]
        for form, place in written:
            key = form if any(c.isupper() for c in form[1:]) else form.lower()
            other = first.setdefault(key, term)
            if other is not term:
                yield Finding(
                    "trung-ma",
                    place,
                    f"“{form}” đã có ở thuật ngữ “{other.term}” ({library.origin(other).value('id')}).",
                    "Gộp hai mục làm một, hoặc bỏ cách viết này.",
                )


LISTS = ("audiences", "topics", "task_groups", "targets", "notes", "baseline", "headline_targets", "documents")
"""Fields that hold each id once."""


def _listed_twice(library: Library) -> Iterator[Finding]:
    for record in (*library.tellers(), library.site):
        for name in (
            "audiences",
            "topics",
            "task_groups",
            "targets",
            "notes",
            "baseline",
            "headline_targets",
            "documents",
        ):
            keys: tuple[str, ...] = getattr(record, name, ())
            for i, key in enumerate(keys):
                if key in keys[:i]:
                    place = library.origin(record).value(name, i)
                    yield Finding("trung-ma", place, f"Mã “{key}” được ghi hai lần trong {name}.", "Giữ một lần.")


def _file_names(library: Library) -> Iterator[Finding]:
    filed = [kind for kind in m.KINDS if kind.kept is m.Kept.FILES]
    for kind, record in ((each, r) for each in filed for r in library.of(each)):
        origin = library.origin(record)
        stem, wanted = PurePosixPath(origin.file.file.path).stem, kind.file_of(record)
        if stem != wanted:
            yield Finding(
                "ten-tep",
                origin.value("id"),
                f"Tên tệp “{stem}.yml” không khớp với nội dung.",
                f"Đổi tên tệp thành {wanted}.yml, hoặc sửa mã và số.",
            )


def _codes(library: Library) -> Iterator[Finding]:
    """Check the fields that hold ids of other records."""
    links: tuple[tuple[str, Mapping[str, m.Record], str], ...] = (
        ("audiences", library.audience, "content/audiences.yml"),
        ("topics", library.topic, "content/topics.yml"),
        ("task_groups", library.task_group, "content/task-groups/"),
        ("targets", library.target, "content/targets/"),
        ("notes", library.note, "content/notes/"),
        ("baseline", library.figure, "content/figures/"),
    )
    for record in library.records():
        origin = library.origin(record)
        for name, known, folder in links:
            for i, key in enumerate(getattr(record, name, ())):
                if key not in known and not library.lost & {key, f"*{folder}"}:
                    yield _broken(origin.value(name, i), key, known, folder)
        single: tuple[tuple[str, Mapping[str, m.Record], str], ...] = ()
        if isinstance(record, m.Item):
            single = (("part", library.part, "content/site.yml"),)
            yield from _ungrouped(library, record)
            for i, number in enumerate(record.related):
                place = origin.value("related", i)
                if number == record.number:
                    yield Finding("tham-chieu-hong", place, "Câu này tự dẫn đến chính nó.", "Bỏ số này.")
                elif number not in library.item_by_number and str(number) not in library.lost:
                    yield Finding(
                        "tham-chieu-hong",
                        place,
                        f"Không có câu số {number}.",
                        "Sửa thành số của một câu đang có trong qa/.",
                    )
        elif isinstance(record, m.Target):
            single = (
                ("group", library.target_group, "content/target-groups.yml"),
                ("earlier", library.target, "content/targets/"),
            )
        for name, known, folder in single:
            value = getattr(record, name)
            if value is not None and value not in known and not library.lost & {value, f"*{folder}"}:
                yield _broken(origin.value(name), value, known, folder)
    yield from _compared(library)
    origin = library.origin(library.site)
    for i, key in enumerate(library.site.headline_targets):
        if key not in library.target and key not in library.lost:
            yield _broken(origin.value("headline_targets", i), key, library.target, "content/targets/")


def _compared(library: Library) -> Iterator[Finding]:
    """Check that the documents compared are sources, each once, and that every cell belongs to one of them."""
    compared = library.comparison
    if compared is None:
        return
    for i, doc in enumerate(compared.documents):
        if doc not in library.source and not library.lost & {doc, "*content/sources.yml"}:
            yield _broken(library.origin(compared).value("documents", i), doc, library.source, "content/sources.yml")
    unknown = [doc for doc in compared.documents if doc not in library.source]
    for row in compared.rows:
        for doc in row.cells:
            if doc not in compared.documents and not near(doc, unknown):  # which was meant there, is told there
                place = library.origin(row).key("cells", doc)
                help_ = near(doc, compared.documents) or f"Các văn bản: {', '.join(compared.documents)}."
                yield Finding("tham-chieu-hong", place, f"“{doc}” không có trong documents của bảng so sánh.", help_)
            elif row.cells[doc].at and not row.cells[doc].text:
                message = "Ô này ghi vị trí mà không ghi nội dung, nên trang sẽ viết “Không nêu”."
                help_ = "Thêm text: văn bản viết gì ở đó; văn bản không nêu thì bỏ at."
                yield Finding("de-trong", library.origin(row).value("cells", doc, "at"), message, help_)


def _ungrouped(library: Library, item: m.Item) -> Iterator[Finding]:
    """Yield the groupings that the site has and ``item`` is left out of."""
    for name, known, where in (
        ("part", library.part, "content/site.yml"),
        ("audiences", library.audience, "content/audiences.yml"),
        ("topics", library.topic, "content/topics.yml"),
    ):
        if known and not getattr(item, name):
            origin = library.origin(item)
            there = name in item.model_fields_set
            message = f"Trường “{name}” để trống." if there else f"Thiếu trường “{name}”."
            place = origin.value(name) if there else origin.key(name)
            codes = ", ".join(sorted(known)[:12])
            yield Finding(
                "de-trong" if there else "thieu-truong",
                place,
                message,
                f"Chọn trong các mã ở {where}: {codes}{'…' if len(known) > 12 else '.'}",
            )


START_LEAST, START_MOST = 3, 5


def _start_with(library: Library) -> Iterator[Finding]:
    """Check the items that an audience is to read first: there, for that audience, named once, neither few nor many."""
    for audience in library.audiences:
        origin, numbers = library.origin(audience), audience.start_with
        for i, number in enumerate(numbers):
            place, item = origin.value("start_with", i), library.item_by_number.get(number)
            if number in numbers[:i]:
                yield Finding("trung-so", place, f"Câu {number} được ghi hai lần trong start_with.", "Giữ một lần.")
            elif item is None and str(number) not in library.lost:
                yield Finding(
                    "tham-chieu-hong",
                    place,
                    f"Không có câu số {number}.",
                    "Sửa thành số của một câu đang có trong qa/.",
                )
            elif item is not None and audience.id not in item.audiences:
                yield Finding(
                    "cau-doc-truoc",
                    place,
                    f"Câu {number} không dành cho đối tượng này.",
                    f"Chọn câu khác, hoặc thêm “{audience.id}” vào audiences của câu {number}.",
                )
        if numbers and not START_LEAST <= len(numbers) <= START_MOST:
            yield Finding(
                "cau-doc-truoc",
                origin.key("start_with"),
                f"Có {len(numbers)} câu nên đọc trước; cần từ {START_LEAST} đến {START_MOST}.",
                "Chọn lại những câu cần nhất; chưa chọn được thì bỏ cả dòng.",
            )


def _broken(place: Place, key: str, known: Mapping[str, m.Record], folder: str) -> Finding:
    return Finding(
        "tham-chieu-hong",
        place,
        f"Không có mã “{key}” trong {folder}.",
        near(key, known)
        or (f"Các mã đang có nằm trong {folder}." if known else f"Thêm mã ấy vào {folder}, hoặc bỏ mã này."),
    )


def _citations(library: Library) -> Iterator[Finding]:
    for record in library.records():
        origin = library.origin(record)
        for path, citation in citations(record):
            if citation.doc not in library.source and library.lost & {citation.doc, "*content/sources.yml"}:
                continue
            if citation.doc not in library.source:
                yield _broken(origin.value(*path, "doc"), citation.doc, library.source, "content/sources.yml")
                continue
            places = library.places[citation.doc]
            if citation.at not in places:
                source = library.source[citation.doc]
                place = origin.value(*path) if isinstance(record, m.ComparisonRow) else origin.value(*path, "at")
                help_ = _near_place(citation.at, places) or _places_told(source, citation.at)
                yield Finding("vi-tri-khong-co", place, f"{source.short} không có vị trí “{citation.at}”.", help_)


def _near_place(at: str, places: Collection[str]) -> str:
    """Return the place that may have been meant; another number is another place, and no guess."""
    known = [place for place in places if slug(place) == slug(at)]
    return near(at, known or (() if any(_shape(place) == _shape(at) for place in places) else places))


def _shape(at: str) -> str:
    return re.sub(r"\d+|\{n\}", "", at.casefold())


_PLACES_TOLD = 12


def _places_told(source: m.Source, at: str) -> str:
    told = [
        p.at
        if p.first is None or p.last is None
        else f"{p.at.replace('{n}', str(p.first))} đến {p.at.replace('{n}', str(p.last))}"
        for p in sorted(source.places, key=lambda p: _shape(p.at) != _shape(at))
    ]
    return f"Các vị trí dẫn được: {', '.join(told[:_PLACES_TOLD])}{'…' if len(told) > _PLACES_TOLD else '.'}"


def _where(reference: str) -> tuple[str, ...]:
    """Return the files or folders that hold what a reference of this kind can name."""
    return tuple(_shown(kind) for kind in reversed(m.KINDS) if kind.reference == reference)


def _keys(library: Library, reference: str) -> list[str]:
    """Return every key that a reference of this kind can name."""
    named = [kind for kind in reversed(m.KINDS) if kind.reference == reference]
    return [str(getattr(record, kind.named_by)) for kind in named for record in library.of(kind)]


def _shown(kind: m.Kind) -> str:
    return f"{kind.where}/" if kind.kept in {m.Kept.FILES, m.Kept.LISTS} else kind.where


def _in_text(library: Library) -> Iterator[Finding]:
    kinds, numbered = m.KINDS.references, m.kind_of(m.Item).reference
    written = [(library.origin(record), path, value) for record in library.tellers() for path, value in texts(record)]
    written += [(library.origins[id(page)], ("text",), page.text) for page in library.pages]
    for origin, path, value in written:
        for found in REFERENCE.finditer(value):
            kind, key, words = found.groups()
            place = origin.text(path, value, *found.span())
            if kind not in kinds:
                yield Finding(
                    "tham-chieu-hong",
                    place,
                    f"Không có loại tham chiếu “{kind}”.",
                    near(kind, kinds) or f"Các loại: {', '.join(kinds)}.",
                )
            elif markup.resolve(library, kind, key, words) is None:
                if library.lost & {key, *(f"*{name}" for name in _where(kind))}:
                    continue
                help_ = _no_item(library, key) if kind == numbered else near(key, _keys(library, kind))
                yield Finding(
                    "tham-chieu-hong",
                    place,
                    f"Tham chiếu “{kind}:{key}” không dẫn tới đâu.",
                    help_ or f"Kiểm tra lại mã; các mã đang có nằm trong {' và '.join(_where(kind))}.",
                )
            elif kind == numbered and key != str(int(key)):
                yield Finding(
                    "tham-chieu-hong",
                    place,
                    f"Số câu “{key}” viết thừa số 0.",
                    f"Viết [[{kind}:{int(key)}]].",
                )
            elif words is not None and isinstance(library.named(kind, key), m.Quantity):
                yield Finding(
                    "tham-chieu-hong",
                    place,
                    "Không được thay lời cho con số.",
                    f"Viết [[{kind}:{key}]]; con số lấy từ dữ liệu.",
                )


def _no_item(library: Library, key: str) -> str:
    """Return how to refer to a question: by its number, which cannot be guessed from another one."""
    if key.isdecimal():
        return f"Số lớn nhất đang có là {max(library.item_by_number, default=0)}."
    near = difflib.get_close_matches(slug(key), [item.id for item in library.items], 1, 0.8)
    number = next((item.number for item in library.items if item.id in near), 17)
    return f"Câu hỏi được dẫn bằng số: {'' if near else 'ví dụ '}[[cau:{number}]]."


def _unused(library: Library) -> Iterator[Finding]:
    """What no page would show is an error for figures and notes, which exist only to be referred to."""
    for figure in library.figures if not library.lost else ():
        used = library.referred.get(("so-lieu", figure.id), ())
        if not used and not any(figure.id in t.baseline for t in library.targets):
            yield Finding(
                "khong-dung-den",
                library.origin(figure).value("id"),
                f"Không câu trả lời nào dùng số liệu “{figure.id}”.",
                f"Dẫn nó bằng [[so-lieu:{figure.id}]], hoặc xóa đi.",
            )
    used_notes = {key for record in library.records() for key in getattr(record, "notes", ())}
    for note in library.notes if not library.lost else ():
        if note.id not in used_notes and ("ghi-chu", note.id) not in library.referred:
            yield Finding(
                "khong-dung-den",
                library.origin(note).value("id"),
                f"Không trang nào dùng ghi chú “{note.id}”.",
                "Thêm mã này vào trường notes của câu, chỉ tiêu hay số liệu liên quan, hoặc xóa ghi chú.",
            )
    for item in library.items:
        origin = library.origin(item)
        for i, number in enumerate(item.related):
            if number in item.related[:i]:
                yield Finding(
                    "trung-so",
                    origin.value("related", i),
                    f"Câu {number} được ghi hai lần trong related.",
                    "Giữ một lần.",
                )
