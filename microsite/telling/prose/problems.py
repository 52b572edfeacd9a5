"""What is refused in an authored text, in words that tell an editor what to write instead."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from dataclasses import dataclass

from microsite.library import REFERENCE
from microsite.model import TextKind
from microsite.telling.prose import forbidden, wording
from microsite.telling.prose.blocks import Parsed, parsed, parsed_line
from microsite.telling.prose.tree import Em, Heading, Reference, Strong, inlines, references
from microsite.vietnamese.folding import slug
from microsite.vietnamese.numbers import NBSP

MOST_HEADINGS = 3
"""How many ``###`` headings a text may have that is no page."""


@dataclass(frozen=True, slots=True)
class Problem:
    """A run of a text that breaks a rule of markup."""

    start: int
    end: int
    message: str
    help: str


@dataclass(frozen=True, slots=True)
class References:
    """What a site's references look like: the kinds there are (``None``: any) and one to show as an example."""

    kinds: frozenset[str] | None = None
    example: str = "[[cau:1]]"


ANY = References()

_HARMLESS = re.compile(r"(?![a-zđ]{1,4}[.)])[^\W\d_](?:[^\W_]|[ ,;.?“”()/%…–-])*+")
"""A line that can break no rule unless it holds an address: most texts, told at a glance."""

_STARS = re.compile(r"\*++(?=[^*\s])|(?<=[^*\s])\*++")
_LIST_MARK = re.compile(r"\A *(?:-|[0-9]{1,2}\.) ")


@functools.lru_cache(maxsize=8192)  # the preview checks everything again after each change
def problems(
    value: str,
    kind: TextKind = TextKind.ARTICLE,
    *,
    sections: bool = False,
    site: References = ANY,
) -> tuple[Problem, ...]:
    """Return what is refused in ``value``, a text of ``kind``, in the order of the text.

    ``sections`` says whether an article may have ``##`` too (on prose pages).
    """
    if _HARMLESS.fullmatch(value) and "www." not in value.lower():
        return ()
    judge = _Judge(value, kind, sections and kind is TextKind.ARTICLE, site)
    return tuple(sorted(judge.found(), key=lambda problem: problem.start))


class _Judge:
    """Judges one text. Of findings that overlap only the first is told: one fault, one finding."""

    def __init__(self, value: str, kind: TextKind, sections: bool, site: References) -> None:
        self._value, self._kind, self._sections, self._site = value, kind, sections, site
        self._one_line = kind in {TextKind.PLAIN, TextKind.LINE}
        self._parsed: Parsed = parsed_line(value) if self._one_line else parsed(value)
        self._references = tuple(references(self._parsed.document))
        self._bare = _masked(value, self._references)
        self._told = bytearray(len(value))

    def found(self) -> Iterator[Problem]:
        """Yield every problem, those of one kind together."""
        for problem in self._all():
            if not any(self._told[problem.start : problem.end]):
                self._told[problem.start : problem.end] = b"\1" * (problem.end - problem.start)
                yield problem
        yield from self._too_many_headings()

    def _all(self) -> Iterator[Problem]:
        yield from self._meant_as_references()
        if self._kind is TextKind.PLAIN:
            yield from self._markup_in_plain_words()
        for start, end, rule in forbidden.found(self._bare, sections=self._sections):
            yield Problem(start, end, rule.message, rule.help.replace("{example}", self._site.example))
        yield from self._around_references()
        for found in forbidden.STRANGE_INDENT.pattern.finditer(self._value):
            yield Problem(*found.span(), forbidden.STRANGE_INDENT.message, forbidden.STRANGE_INDENT.help)
        if self._one_line:
            mark = _LIST_MARK.match(self._bare)
            if mark:
                yield Problem(*mark.span(), *wording.NO_LIST)
        for fault in self._parsed.faults:
            yield Problem(fault.start, fault.end, *wording.of(fault))

    def _meant_as_references(self) -> Iterator[Problem]:
        kinds = self._site.kinds
        for found in forbidden.LIKE_REFERENCE.finditer(self._bare):
            kind, key = slug(found[1]), slug(found[2])
            if kind and key and (kinds is None or kind in kinds):
                meant = f"[[{kind}:{key.removeprefix(kind + '-')}]]"
                message = f"Tham chiếu “{found[0]}” viết sai."
                yield Problem(*found.span(), message, f"Viết không dấu, chữ thường, không dấu cách: {meant}.")

    def _markup_in_plain_words(self) -> Iterator[Problem]:
        for reference in self._references:
            start, end = reference.start, reference.end
            yield Problem(start, end, *wording.no_reference(self._value[start:end]))
        stars = [found.span() for found in _STARS.finditer(self._bare)]
        if stars and any(isinstance(inline, Strong | Em) for inline in inlines(self._parsed.document)):
            yield Problem(stars[0][0], stars[-1][1], *wording.NO_EMPHASIS)

    def _too_many_headings(self) -> Iterator[Problem]:
        count = 0
        for block in self._parsed.document.blocks:
            if isinstance(block, Heading) and block.level == 3:
                count += 1
                if self._kind is not TextKind.ARTICLE:
                    yield Problem(block.start, block.end, *wording.NO_HEADING)
                elif count > MOST_HEADINGS and not self._sections:
                    yield Problem(block.start, block.end, *wording.too_many_headings(MOST_HEADINGS))
        if self._one_line:
            for found in re.finditer(r"^### .*$", self._bare, re.M):
                yield Problem(*found.span(), *wording.NO_HEADING)

    def _around_references(self) -> Iterator[Problem]:
        for reference in self._references:
            start, end = reference.start, reference.end
            if reference.words and re.search(r"[*_]", reference.words):
                yield Problem(*_span_of_words(self._value, reference), *wording.MARKS_IN_REFERENCE)
            if self._value[max(0, start - 1) : start] in {"!", "["}:
                yield Problem(start - 1, start, *wording.before_reference(self._value[start - 1]))
            after = forbidden.AFTER_REFERENCE.match(self._value, end)
            if after:
                yield Problem(end, end + 1, *wording.after_reference(self._value[end]))


def _span_of_words(value: str, reference: Reference) -> tuple[int, int]:
    found = REFERENCE.match(value, reference.start)
    return found.span(3) if found and found[3] else (reference.start, reference.end)


def _masked(value: str, found: tuple[Reference, ...]) -> str:
    """Return ``value`` in as many characters, the markup of references hidden and their words left to be judged."""
    pieces, last = [], 0
    for reference in found:
        pieces.append(value[last : reference.start])
        start, end = _span_of_words(value, reference) if reference.words else (reference.end, reference.end)
        pieces += ["x" * (start - reference.start), value[start:end], "x" * (reference.end - end)]
        last = reference.end
    return "".join((*pieces, value[last:])).replace(NBSP, " ")
