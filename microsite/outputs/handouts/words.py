"""Words of the content → words for paper: one line or running text as XHTML that templates walk.

Here alone is authored text written for print; links carry the published address of the page they lead to, of which a
template makes a link inside the sheet, a link to the site, or plain words.
What belongs together is kept together at a line's end.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from microsite import model as m
from microsite.library import Library
from microsite.telling import addresses, citing, markup, prose

# What belongs together at a line's end: a document and its number, a word and the number it counts,
# a number and its unit.
_GLUE = (
    re.compile(r"\b(?i:nghị quyết|kết luận|chỉ thị|nghị định|quyết định|thông tư|đề án|khoán|luật) (?=\d)"),
    re.compile(r"\b(?i:chỉ thị|đề án|luật) số (?=\d)"),
    re.compile(
        r"\b(?:[Nn]gày|[Tt]háng|[Nn]ăm|[Cc]âu|[Mm]ục|[Pp]hần|[Đđ]iều|[Ss]ố|[Kk]hóa|[Nn]hóm|[Dd]òng|[Qq]uý|thứ"
        r"|[Gg]ần|[Kk]hoảng|[Tt]rên) (?=\d|[IVX]+\b)"
    ),
    re.compile(r"\d%? (?=(?:GDP|USD|tỷ|triệu|nghìn|đồng)\b)"),
    re.compile(r"\b(?:tỷ|triệu) (?=USD|đồng)"),
    re.compile(r" (?=[–…])"),
)
_ENDING = re.compile(r"(?:(?<=[,:;–] )\S+ \S+ \S+|\S+ \S+)$")
_RANGE = re.compile(r"\d[\d.,]*–\d[\d.,]*(?:%(?:/năm)?)?|\d[\d.,]*%/năm|R&amp;D")


def _tied(found: re.Match[str]) -> str:
    """Return the words found with no-break spaces."""
    return found.group().replace(" ", "\u00a0")


def title(value: str) -> str:
    """Return a heading as one line of XHTML whose last line never holds a single word.

    The last two words are tied, and three that stand alone after a comma or colon.

    >>> title("Dành cho: Nông dân, hợp tác xã") == "Dành cho: Nông dân, hợp\u00a0tác\u00a0xã"
    True
    """
    return plain(_ENDING.sub(_tied, glued(value)))


def glued(value: str) -> str:
    """Return plain text with no-break spaces where a line must not end.

    >>> glued("ngày 2/9/2021, đạt 2% GDP") == "ngày\u00a02/9/2021, đạt 2%\u00a0GDP"
    True
    """
    for pattern in _GLUE:
        value = pattern.sub(_tied, value)
    return value


@lru_cache(maxsize=50_000)
def plain(value: str) -> str:
    """Return plain text as one line of XHTML: glued, and numbers of documents, dates and ranges in one piece."""
    pieces = re.split(r'(<span class="nb">[^<]*</span>)', prose.unbroken(glued(value.replace("\n", " "))))
    return "".join(piece if i % 2 else _RANGE.sub(_whole, piece) for i, piece in enumerate(pieces))


def _whole(found: re.Match[str]) -> str:
    return f'<span class="nb">{found.group()}</span>'


def breakable(value: str) -> str:
    """Return a stranger's plain text as one line of XHTML in which even a word longer than the page can be broken."""
    return plain(re.sub(r"\S{30,}", lambda found: "\u200b".join(re.findall(".{1,15}", found.group())), value))


def joined(*pieces: str) -> str:
    """Return what there is of ``pieces``, commas between."""
    return ", ".join(piece for piece in pieces if piece)


def _published(reference: prose.Resolved) -> str | None:
    return addresses.published(reference.address) if reference.address is not None else None


def _heading(words: str) -> str:
    """Return words of a heading, the last two of them tied."""
    return plain(re.sub(r" (?=\S+$)", "\u00a0", words))


class Words:
    """Authored texts and citations of one library in words for paper."""

    def __init__(self, library: Library) -> None:
        self.lib = library
        self._resolve = markup.resolver(library)
        self._style = prose.Style(self._resolve, _published, text=plain, heading=_heading, words=plain)

    def prose(self, value: str) -> str:
        """Return authored prose as XHTML."""
        return prose.html.prose(prose.parse(value), self._style)

    def line(self, value: str) -> str:
        """Return an authored line as XHTML without a paragraph around it."""
        return prose.html.line(prose.parse_line(value), self._style)

    def bare(self, value: str) -> str:
        """Return an authored text without markup, references in words: for what the file says of itself."""
        return prose.plain.words(prose.parse(value), self._resolve)

    def to(self, record: m.Record) -> str:
        """Return the published address of a record, as links carry it."""
        return addresses.published(addresses.page_of(record))

    def item_link(self, item: m.Item) -> str:
        """Return a link to an item as XHTML, as a reference in a text would be."""
        return f'<a href="{self.to(item)}">câu\u00a0{item.number}</a>'

    def cite(self, citation: m.Citation) -> str:
        """Return one citation in words: ``Luật mẫu, mục II.1, gạch đầu dòng 3``."""
        return plain(citing.words(self.lib, citation))

    def place(self, citation: m.Citation) -> str:
        """Return where in its source a citation points: ``mục II.1, gạch đầu dòng 3``."""
        return plain(citing.locator(self.lib, citation))

    def cites(self, found: Iterable[m.Citation]) -> str:
        """Return citations grouped by source: ``Luật mẫu: mục I.1, mục II.1 (gạch đầu dòng 1, 3); Sách: câu 5``."""
        grouped: dict[str, dict[str, list[int]]] = {}
        for citation in found:
            bullets = grouped.setdefault(citation.doc, {}).setdefault(citation.at, [])
            if citation.bullet is not None:
                bullets.append(citation.bullet)
        return plain("; ".join(f"{self.lib.source[doc].short}: {self._places(doc, at)}" for doc, at in grouped.items()))

    def _places(self, doc: str, places: dict[str, list[int]]) -> str:
        told = []
        for at, bullets in places.items():
            where = citing.locator(self.lib, m.Citation(doc=doc, at=at))
            numbers = ", ".join(map(str, sorted(set(bullets))))
            told.append(f"{where} (gạch đầu dòng {numbers})" if numbers else where)
        return ", ".join(told)
