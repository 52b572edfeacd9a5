"""The allowed Markdown, and the references in it.

Authors write paragraphs, ``-`` and ``1.`` lists, ``**bold**``, ``*italic*``, ``###`` headings and
``[[kind:id]]`` references; nothing else passes :func:`problems`, so neither HTML nor an extension's
syntax from a stranger's pull request reaches a page. References become words and links here, once,
for every output.
"""

from __future__ import annotations

import functools
import html
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum

import markdown as python_markdown

from microsite import model as m
from microsite.library import REFERENCE, Library
from microsite.telling import addresses, quantities
from microsite.vietnamese import numbers
from microsite.vietnamese.folding import slug


class Kind(StrEnum):
    """What a reference may name."""

    TARGET = "muc-tieu"
    FIGURE = "so-lieu"
    ITEM = "cau"
    TASK_GROUP = "nhom"
    DOCUMENT = "van-ban"
    TERM = "thuat-ngu"
    NOTE = "ghi-chu"


@dataclass(frozen=True, slots=True)
class Problem:
    """A run of a text that breaks a rule of markup."""

    start: int
    end: int
    message: str
    help: str


_ENTRY = r"^ *+(?:(?:-|\d+\.) ++)*+"
"""The start of a line: indentation and the marks of list entries."""

_FORBIDDEN: tuple[tuple[re.Pattern[str], str, str], ...] = (
    (
        re.compile(r"<[^<>\n]*+>|[<>]"),
        "Không được dùng dấu < hoặc > (mã HTML).",
        "Bỏ đi; “lớn hơn”, “nhỏ hơn” viết bằng chữ.",
    ),
    (
        re.compile(r"(?<!\{)\{++[^{}\n]*+\}++|[{}]"),
        "Không được dùng dấu ngoặc nhọn { }.",
        "Bỏ đi, hoặc dùng ngoặc tròn ( ).",
    ),
    (re.compile(r"[`~\\|]"), "Không được dùng các dấu ` ~ \\ |.", "Bỏ đi; tham chiếu viết là [[muc-tieu:mã]]."),
    (
        re.compile("[\u1680\u2000-\u200a\u202f\u205f\u3000]"),
        "Có dấu cách lạ (thường do chép từ nơi khác).",
        "Xóa rồi gõ lại dấu cách thường.",
    ),
    (re.compile(r"[\t\v\f]"), "Không được dùng phím Tab trong bài.", "Thay bằng dấu cách."),
    (
        re.compile(r"!?\[[^\[\]\n]*+\]\([^()\n]*+\)"),
        "Không được chèn liên kết hay hình.",
        "Dùng tham chiếu, ví dụ [[cau:17]] hoặc [[van-ban:nq57]].",
    ),
    (
        re.compile(r"[\[\]]"),
        "Ngoặc vuông chỉ dùng cho tham chiếu.",
        "Viết [[loại:mã]], ví dụ [[muc-tieu:chi-rd]], hoặc dùng ngoặc tròn.",
    ),
    (
        re.compile(r"https?://\S+|www\.\S+", re.I),
        "Không được ghi địa chỉ trang web trong bài.",
        "Ghi địa chỉ ở tệp content/sources.yml nếu đó là nguồn.",
    ),
    (
        re.compile(rf"{_ENTRY}#.*$", re.M),
        "Tiêu đề trong bài phải là bậc ba.",
        "Bắt đầu dòng bằng “### ”, không thụt vào, không đặt trong danh sách.",
    ),
    (
        re.compile(
            rf"{_ENTRY}(?:!!!|\?\?\?|:::|: |\$\$|\+ |\* |\*\*\*|___).*$|^(?=[ ]*+[^ \n]){_ENTRY[1:]}(?:[-=_*+][-=_*+ ]*+)?$",
            re.M,
        ),
        "Dòng này dùng cú pháp không được phép.",
        "Danh sách bắt đầu bằng “- ” hoặc “1. ”; bỏ đường kẻ và các ký hiệu khác.",
    ),
    (
        re.compile(r"^ *+\d{3,}\. ", re.M),
        "Đầu dòng có số và dấu chấm nên sẽ bị hiểu là mục của danh sách.",
        "Xuống dòng ở chỗ khác, để số này không đứng đầu dòng.",
    ),
    (
        re.compile(r"^ *+[•·–—] ", re.M),
        "Dấu này ở đầu dòng không làm thành danh sách.",
        "Bắt đầu dòng bằng “- ”; nếu là dấu ở giữa câu thì xuống dòng ở chỗ khác.",
    ),
    (
        re.compile(r"^ *+(?:-(?=[^\W\d_]|\*\*|[“(])|[•·–—](?=\w|\*\*))", re.M),
        "Thiếu dấu cách sau dấu đầu dòng nên không thành danh sách.",
        "Viết “- ” rồi mới đến chữ.",
    ),
    (
        re.compile(r"^ *+(?:\(?\d{1,2}\)|\d{1,2}\.(?=[^\W\d_]|\*\*))", re.M),
        "Số ở đầu dòng viết thế này không làm thành danh sách.",
        "Viết “1. ”, “2. ”: số, dấu chấm, dấu cách.",
    ),
    (
        re.compile(r"^ *+(?:\(?(?:[a-zđ]|[ivx]{2,4})\)|[a-zđ]\.(?= ))", re.M),
        "Chữ cái ở đầu dòng không làm thành danh sách.",
        "Viết “- ”, hoặc “1. ”, “2. ” nếu cần thứ tự.",
    ),
    (
        re.compile(r"(?<!\w)_{1,2}(?=[^\W_])[^_\n]*+_{1,2}(?!\w)"),
        "Dấu _ không dùng để làm nổi chữ.",
        "Viết **đậm** hoặc *nghiêng*.",
    ),
    (re.compile(r"&(?:#\w*;?|\w+;)"), "Không được dùng mã ký tự kiểu &…;.", "Gõ thẳng ký tự cần dùng."),
)

_TOUCHING = re.compile(r"[(\[{]|:(?!\s|$)")
"""What, right behind a reference, another reader of Markdown could take for the rest of a link."""

_LIKE_REFERENCE = re.compile(r"\[\[([^\[\]:|\n]{1,40}+):([^\[\]|\n]{1,80}+)(?:\|[^\[\]\n]*+)?\]\]")
"""What was meant as a reference, but has diacritics, capitals or blanks in its kind or id."""

_PLAIN = re.compile(r"(?![a-zđ]{1,4}[.)])[^\W\d_](?:[^\W_]|[ ,;.?“”()/%…–-])*+")
"""A line that can break no rule unless it holds an address: most texts, told at a glance."""

MOST_HEADINGS = 3
"""How many ``###`` headings a text may have that is no page."""


@functools.lru_cache(maxsize=8192)  # the preview checks everything again after each change
def problems(value: str, kind: m.TextKind = m.TextKind.ARTICLE, *, sections: bool = False) -> tuple[Problem, ...]:
    """Return what in ``value`` is outside what a text of ``kind`` may hold.

    ``sections`` says whether ``##`` is allowed too (on prose pages).
    """
    if _PLAIN.fullmatch(value) and "www." not in value.lower():
        return ()
    found = _problems(value, kind is m.TextKind.ARTICLE, sections)
    return (
        (*_marked(value), *(p for p in found if "*" not in value[p.start : p.end]))
        if kind is m.TextKind.PLAIN
        else tuple(found)
    )


_MARKS = re.compile(r"\*+")


def _marked(value: str) -> Iterator[Problem]:
    """Yield references and emphasis in a text that is shown as it is written."""
    for found in REFERENCE.finditer(value):
        yield Problem(
            *found.span(),
            "Trường này không được có tham chiếu.",
            f"Viết thẳng lời cần hiện; tham chiếu {found.group()} chỉ dùng trong câu trả lời và các bài viết.",
        )
    for found in _MARKS.finditer(value):
        yield Problem(*found.span(), "Trường này không được có dấu * để làm nổi chữ.", "Bỏ các dấu ấy.")


def _problems(value: str, headings: bool, sections: bool) -> Iterator[Problem]:
    bare = REFERENCE.sub(_without_brackets, value).replace(numbers.NBSP, " ")
    told: set[int] = set()
    for found in _LIKE_REFERENCE.finditer(bare):
        kind, key = slug(found.group(1)), slug(found.group(2))
        if kind in set(Kind):
            told.update(range(found.start(), found.end()))
            if kind == Kind.ITEM:
                key = key.removeprefix("cau-")
            yield Problem(
                *found.span(),
                f"Tham chiếu “{found.group()}” viết sai.",
                f"Viết không dấu, chữ thường, không dấu cách: [[{kind}:{key}]].",
            )
    for pattern, message, help_ in _FORBIDDEN:
        for found in pattern.finditer(bare):
            if re.match(r"&[^#]", found.group()) and html.unescape(found.group()) == found.group():
                continue  # R&D; is no character code
            level = found.group().split(" ")[0]
            if (level == "###" or (sections and level == "##")) and found.group()[len(level) + 1 :].strip(" #"):
                continue
            if told.isdisjoint(range(found.start(), found.end())):
                told.update(range(found.start(), found.end()))
                yield Problem(*found.span(), message, help_)
    for number, found in enumerate(re.finditer(r"^### .*$", bare, re.M)):
        if not headings:
            yield Problem(*found.span(), "Trường này không được có tiêu đề.", "Bỏ dấu ### ở đầu dòng.")
        elif number >= MOST_HEADINGS and not sections:
            yield Problem(
                *found.span(),
                f"Bài có hơn {MOST_HEADINGS} tiêu đề nhỏ.",
                f"Giữ nhiều nhất {MOST_HEADINGS} tiêu đề; gộp các mục gần nhau.",
            )
    yield from (problem for problem in _emphasis(bare) if told.isdisjoint(range(problem.start, problem.end)))
    for found in REFERENCE.finditer(value):
        if re.search(r"[*_]", found.group(3) or ""):
            yield Problem(
                *found.span(3),
                "Lời trong tham chiếu không được có dấu * hay _.",
                "Bỏ các dấu ấy; muốn in đậm thì đặt ** ở ngoài tham chiếu.",
            )
    for found in REFERENCE.finditer(value):
        touching = _TOUCHING.match(value, found.end())
        if touching is not None:
            yield Problem(
                *touching.span(),
                f"Dấu {touching.group()[0]} đứng sát ngay sau tham chiếu.",
                "Thêm một dấu cách, hoặc bỏ dấu ấy; tham chiếu tự hiện thành lời và liên kết.",
            )
    for found in re.finditer(r"!(?=\[\[)", value):
        yield Problem(*found.span(), "Dấu ! đứng sát tham chiếu.", "Thêm một dấu cách sau dấu !.")
    for found in re.finditer(r"^ *+\u00a0[ \u00a0]*+", value, re.M):
        yield Problem(
            *found.span(), "Đầu dòng có dấu cách lạ (thường do chép từ nơi khác).", "Xóa dấu cách ở đầu dòng."
        )
    yield from _indentation(bare)


_BLOCK_END = re.compile(r"\n(?= *+(?:\n|(?:-|\d++\.|#++) ))")
"""The line's end before a new paragraph, heading or entry of a list."""

_STARS = re.compile(r"\*++")


def _emphasis(value: str) -> Iterator[Problem]:
    """Yield stars that make nothing bold or italic and would be printed: not closed, or with a blank inside."""
    start = 0
    for end in (*(found.start() for found in _BLOCK_END.finditer(value)), len(value)) if "*" in value else ():
        opened: list[re.Match[str]] = []
        for found in _STARS.finditer(value, start, end):
            stars = found.group()
            if stars == "*" and not _letter(value, found.start() - 1) and not _letter(value, found.end()):
                continue  # 5 * 3
            pair = next(
                (n for n in (1, 2) if len(opened) >= n and sum(len(o.group()) for o in opened[-n:]) == len(stars)), 0
            )
            if not pair:
                opened.append(found)
                continue
            first = opened[-pair]
            del opened[-pair:]
            if not (_letter(value, first.end()) and _letter(value, found.start() - 1)):
                words = value[first.end() : found.start()].strip()
                yield Problem(
                    first.start(),
                    found.end(),
                    f"Có dấu cách ở phía trong dấu {stars}.",
                    f"Viết liền: {stars}{words if len(words) < 40 else '…'}{stars}.",
                )
        for found in opened:
            stars = found.group()
            help_ = f"Viết {stars}chữ{stars}, mở và đóng trong cùng một đoạn; hoặc bỏ dấu ấy."
            yield Problem(*found.span(), f"Dấu {stars} không có dấu {stars} đi cùng.", help_)
        start = end


def _letter(value: str, at: int) -> bool:
    """Say whether ``value`` has anything but a blank at ``at``."""
    return 0 <= at < len(value) and not value[at].isspace()


def _without_brackets(found: re.Match[str]) -> str:
    """Return a reference in as many characters, its markup hidden and its words left to be judged."""
    words = found.group(3) or ""
    lead = (found.start(3) if words else found.end()) - found.start()
    return "x" * lead + words + "x" * (len(found.group()) - lead - len(words))


def _indentation(value: str) -> Iterator[Problem]:
    """Yield indented lines that continue no list: Markdown would take them for code."""
    at, in_list, after_blank = 0, False, True
    for line in value.split("\n"):
        indent = len(line) - len(line.lstrip(" "))
        if line.strip():
            entry = re.match(r" {0,1}(?:- |\d+\. )", line)
            if indent >= 2 and not in_list:
                yield Problem(
                    at, at + len(line), "Dòng này thụt vào mà không thuộc danh sách nào.", "Bỏ dấu cách ở đầu dòng."
                )
            elif entry:
                in_list = True
            elif indent < 2 and (after_blank or line.startswith("#")):
                in_list = False
        after_blank = not line.strip()
        at += len(line) + 1


# --------------------------------------------------------------------------- references


@dataclass(frozen=True, slots=True)
class Reference:
    """What a bracket reference shows and where it leads (a path as in :mod:`microsite.telling.addresses`)."""

    kind: Kind
    id: str
    words: str
    path: str


def resolve(library: Library, kind: str, key: str, words: str | None) -> Reference | None:
    """Return what ``[[kind:key|words]]`` stands for, or ``None`` when there is no such thing.

    A figure's words cannot be replaced: the value is what the data says.
    """
    record: m.Record | None
    words = " ".join(words.split()) if words else None
    match kind:
        case Kind.TARGET:
            record = library.target.get(key)
            shown = quantities.quantity(record) if isinstance(record, m.Target) else ""
        case Kind.FIGURE:
            record = library.figure.get(key)
            shown = quantities.quantity(record) if isinstance(record, m.Figure) else ""
        case Kind.ITEM:
            record = library.item_by_number.get(int(key)) if key.isdecimal() and len(key) < 7 else None
            shown = words or f"câu{numbers.NBSP}{key}"
        case Kind.TASK_GROUP:
            record = library.task_group.get(key)
            shown = words or (record.short_name if isinstance(record, m.TaskGroup) else "")
        case Kind.DOCUMENT:
            record = library.source.get(key) or library.document.get(key)
            shown = words or (designation(record) if isinstance(record, m.Source | m.Document) else "")
        case Kind.TERM:
            record = library.term.get(key)
            shown = words or (record.term if isinstance(record, m.Term) else "")
        case Kind.NOTE:
            record = library.note.get(key)
            shown = words or "ghi chú biên tập"
        case _:
            return None
    return Reference(Kind(kind), key, shown, addresses.page_of(record)) if record is not None else None


def designation(document: m.Source | m.Document) -> str:
    """Return how a document is named in a sentence: kind and number, or its title where it has none."""
    return document.designation


def _expand(value: str, library: Library, show: Callable[[Reference], str]) -> str:
    def one(found: re.Match[str]) -> str:
        reference = resolve(library, *found.groups())
        return show(reference) if reference is not None else found.group()

    return REFERENCE.sub(one, value)


def to_plain(value: str, library: Library) -> str:
    """Return ``value`` as plain text: references in words, no markup, paragraphs joined by newlines."""
    shown = _expand(value, library, lambda reference: reference.words)
    shown = re.sub(r"\*\*(.+?)\*\*|\*(.+?)\*", lambda found: found.group(1) or found.group(2), shown)
    lines: list[str] = []
    follows = False  # whether the line before can be continued
    for line in shown.split("\n"):
        bare = re.sub(r"^\s*(?:- |#{2,3} )", "", line).strip()
        if not bare:
            follows = False
        elif follows and not re.match(r"\s*(?:- |\d+\. |##)", line):
            lines[-1] += f" {bare}"
        else:
            lines.append(bare)
            follows = not line.startswith("##")
    return "\n".join(lines)


_LIKE_ENTITY = re.compile(r"&(?=#?\w+;)")
"""An ampersand that Markdown would leave as it is, taking what follows (R&D;) for a character's name."""

# A document's number or a number with its unit must not be torn apart at a line's end.
_UNBROKEN = re.compile(
    r"(?<![\w/-])\d+(?:/\d{4})?(?:/[A-ZĐ][\w-]*|-[A-ZĐ]{2}[\w/-]*)|(?<![\w/])\d{1,2}/\d{1,2}/\d{4}|(?<=ngày )\d{1,2}/\d{1,2}/\d{4}"
)


def unbroken(value: str) -> str:
    """Return HTML-safe ``value`` with document numbers and dates wrapped so that they stay on one line."""
    return _UNBROKEN.sub(lambda found: f'<span class="nb">{found.group()}</span>', value)


def to_markdown(value: str, library: Library, page: str, *, local: frozenset[str] = frozenset()) -> str:
    """Return ``value`` as Markdown for the page at path ``page``, references as relative links.

    ``local`` holds the ids of figures that ``page`` itself lists; references to them stay on the page.
    """

    def link(reference: Reference) -> str:
        if reference.kind is Kind.FIGURE and reference.id in local:
            where = f"#so-lieu-{reference.id}"
        else:
            where = addresses.relative(reference.path, page)
        return f"[{_escape(reference.words)}]({where}){{.ref .ref-{reference.kind}}}"

    pieces: list[str] = []
    last = 0
    value = _LIKE_ENTITY.sub("&amp;", value)
    # A single newline in a paragraph is only a wrapped line; unify it so that block text is stable.
    for found in REFERENCE.finditer(value):
        pieces.append(unbroken(value[last : found.start()]))
        reference = resolve(library, *found.groups())
        pieces.append(link(reference) if reference is not None else found.group())
        last = found.end()
    pieces.append(unbroken(value[last:]))
    return _lists_apart("".join(pieces))


def _lists_apart(value: str) -> str:
    """Put a blank line before a list and indent nested entries by four, as strict Markdown wants it."""
    out: list[str] = []
    for line in value.split("\n"):
        entry = re.match(r"^( *)(- |\d+\. )", line)
        if entry:
            if (
                out
                and out[-1].strip()
                and not re.match(r"^ *(- |\d+\. )", out[-1])
                and len(entry.group(1)) < 2
                and not out[-1].startswith("  ")
            ):
                out.append("")
            depth = 0 if len(entry.group(1)) < 2 else 1
            line = "    " * depth + line.strip()
        elif line.startswith("  ") and out:
            line = "    " + line.strip()
        out.append(line.rstrip(" "))  # two spaces at the end would break the line
    return "\n".join(out)


def _escape(value: str) -> str:
    return re.sub(r"([\\`*_\[\]<>#|{}])", r"\\\1", value)


def to_inline_html(value: str, library: Library, href: Callable[[Reference], str | None]) -> str:
    """Return one-line ``value`` as HTML without a paragraph around it; ``href`` as for :func:`to_html`."""

    def link(reference: Reference) -> str:
        address = href(reference)
        words = html.escape(reference.words, quote=False)
        return (
            words
            if address is None
            else f'<a class="ref ref-{reference.kind}" href="{html.escape(address)}">{words}</a>'
        )

    pieces: list[str] = []
    last = 0
    for found in REFERENCE.finditer(value):
        pieces.append(unbroken(html.escape(value[last : found.start()], quote=False)))
        reference = resolve(library, *found.groups())
        pieces.append(link(reference) if reference is not None else html.escape(found.group()))
        last = found.end()
    pieces.append(unbroken(html.escape(value[last:], quote=False)))
    shown = re.sub(r"\*\*(.+?)\*\*", r"<strong>\1</strong>", "".join(pieces))
    return re.sub(r"\*(.+?)\*", r"<em>\1</em>", shown).replace("\n", " ")


# Making a converter costs as much as converting a paragraph; one serves them all.
_XHTML = python_markdown.Markdown(output_format="xhtml")


def to_html(value: str, library: Library, href: Callable[[Reference], str | None]) -> str:
    """Return ``value`` as XHTML: the one form that print and the JSON API share.

    ``href`` gives the address a reference leads to, or ``None`` for plain words.
    """

    def link(reference: Reference) -> str:
        address = href(reference)
        words = _escape(html.escape(html.unescape(reference.words), quote=False))
        return (
            words if address is None else f'<a class="ref-{reference.kind}" href="{html.escape(address)}">{words}</a>'
        )

    return _XHTML.reset().convert(_lists_apart(_expand(value.replace("&", "&amp;"), library, link)))
