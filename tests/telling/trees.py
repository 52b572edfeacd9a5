"""Trees at random, and the source an author would have written for them."""

from __future__ import annotations

from hypothesis import strategies as st

from microsite.telling import prose
from microsite.telling.prose import (
    Block,
    Document,
    Em,
    Entry,
    Heading,
    Inline,
    List,
    Paragraph,
    Reference,
    Strong,
    Text,
)
from microsite.telling.prose.tree import MOST_LEVELS

_WORD = st.sampled_from(
    ["việc", "nhà", "đất", "57-NQ/TW", "22/12/2024", "R&D;", "snake_case", "“ngoặc”", "5 * 3", "a.", "2%", "x"]
)
_WORDS = st.lists(_WORD, min_size=1, max_size=4).map(lambda words: " ".join(["chữ", *words, "hết"]))
_TEXT = _WORDS.map(Text)
_REFERENCE = st.builds(
    Reference,
    st.sampled_from(["cau", "muc-tieu"]),
    st.sampled_from(["17", "chi-rd"]),
    st.none() | _WORDS.map(lambda w: w.replace("*", "và").replace("_", "")),
)
_PLAIN = st.one_of(_TEXT, _TEXT, _REFERENCE)


def _apart(inlines: list[Inline]) -> tuple[Inline, ...]:
    """Put blanks between ``inlines`` and make one of texts that touch."""
    out: list[Inline] = []
    for inline in inlines:
        for piece in (Text(" "), inline) if out else (inline,):
            if isinstance(piece, Text) and out and isinstance(out[-1], Text):
                out[-1] = Text(out[-1].text + piece.text)
            else:
                out.append(piece)
    return tuple(out)


def _emphasis(inner: st.SearchStrategy[Inline]) -> st.SearchStrategy[tuple[Inline, ...]]:
    """Words, something, words: bold and italics neither begin nor end with each other."""
    return st.tuples(_PLAIN, st.lists(inner, max_size=2), _PLAIN).map(
        lambda found: _apart([found[0], *found[1], found[2]])
    )


_EM = _emphasis(_PLAIN).map(Em)
_STRONG = _emphasis(_PLAIN).map(Strong)
_BOTH = st.one_of(
    _emphasis(st.one_of(_PLAIN, _EM)).map(Strong),
    _emphasis(st.one_of(_PLAIN, _STRONG)).map(Em),
    _EM.map(lambda em: Strong((em,))),
)
INLINES = st.lists(st.one_of(_PLAIN, _PLAIN, _EM, _STRONG, _BOTH), min_size=1, max_size=4).map(_apart)
_PARAGRAPHS = INLINES.map(Paragraph)


@st.composite
def _blocks(
    draw: st.DrawFn, levels: int, *, headings: bool = False, after: tuple[Block, ...] = ()
) -> tuple[Block, ...]:
    """Blocks with at most so many levels of lists; those that follow ``after`` in an entry."""
    out = list(after)
    last = 0  # the number that an ordered list before ended with
    for _ in range(draw(st.integers(0 if after else 1, 3))):
        kinds = ["paragraph"] + ["list", "list"] * (levels > 0) + ["heading"] * headings
        kind = draw(st.sampled_from(kinds))
        if kind == "paragraph":
            out.append(draw(_PARAGRAPHS))
        elif kind == "heading":
            out.append(Heading(draw(st.sampled_from([2, 3])), draw(INLINES)))
        else:
            before = out[-1] if out else None
            ordered = not before.ordered if isinstance(before, List) else draw(st.booleans())
            start = draw(st.sampled_from([1, last + 1])) if ordered else 1
            entries = tuple(draw(st.lists(_entries(levels - 1), min_size=1, max_size=3)))
            out.append(List(ordered, start, entries))
            last = start + len(entries) - 1 if ordered else last
    return tuple(out)


@st.composite
def _entries(draw: st.DrawFn, levels: int) -> Entry:
    return Entry(draw(_blocks(levels, after=(draw(_PARAGRAPHS),))))


DOCUMENTS = _blocks(MOST_LEVELS, headings=True).map(Document)


class Author:
    """Writes the source of a tree: so many blanks a level, lists with or without blank lines, words wrapped or not."""

    def __init__(self, step: int, loose: bool, wrap: bool) -> None:
        self._step, self._loose, self._wrap = step, loose, wrap

    def write(self, document: Document) -> str:
        return "\n".join(self._blocks(document.blocks, ""))

    def _blocks(self, blocks: tuple[Block, ...], indent: str) -> list[str]:
        out: list[str] = []
        for block in blocks:
            if isinstance(block, List):
                out += [*[""] * self._loose, *self._list(block, indent)]
            elif isinstance(block, Heading):
                out.append("#" * block.level + " " + "".join(map(self._inline, block.inlines)))
            else:
                out += ["", *self._lines(block, indent)]
        return out

    def _list(self, found: List, indent: str) -> list[str]:
        out: list[str] = []
        for number, entry in enumerate(found.entries, found.start):
            first, *others = entry.blocks
            assert isinstance(first, Paragraph)
            lines = self._lines(first, indent + " " * self._step)
            lines[0] = f"{indent}{f'{number}.' if found.ordered else '-'} {lines[0].lstrip()}"
            out += [*[""] * self._loose, *lines, *self._blocks(tuple(others), indent + " " * self._step)]
        return out

    def _lines(self, paragraph: Paragraph, indent: str) -> list[str]:
        shown = "".join(map(self._inline, paragraph.inlines))
        if self._wrap:
            shown = shown.replace(" nhà ", f"\n{indent}nhà ")
        return (indent + shown).split("\n")

    def _inline(self, inline: Inline) -> str:
        match inline:
            case Text():
                return inline.text
            case Reference():
                return f"[[{inline.kind}:{inline.id}{f'|{inline.words}' if inline.words else ''}]]"
            case Strong():
                return f"**{''.join(map(self._inline, inline.inlines))}**"
            case Em():
                return f"*{''.join(map(self._inline, inline.inlines))}*"


AUTHORS = st.builds(Author, st.integers(2, 5), st.booleans(), st.booleans())


def resolve(reference: Reference) -> prose.Resolved:
    """Return something for every reference."""
    return prose.Resolved(
        reference.kind, reference.words or f"lời của {reference.id}", f"/{reference.kind}/{reference.id}"
    )
