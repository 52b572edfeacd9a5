"""Glossary terms, marked at their first use."""

from __future__ import annotations

import re

from microsite import model as m
from microsite.library import Library


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
                        out += (
                            piece[at : found.start()],
                            f'<a class="term" href="#tn-{term.id}"{language}>{words}</a>',
                        )
                        at = found.end()
            out.append(piece[at:])
        return "".join(out)


_NOT_PROSE = re.compile(r"(\[[^\]]*\]\([^)]*\)(?:\{[^}]*\})?|<[^>]+>|^###? .*$)", re.M)
