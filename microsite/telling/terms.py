"""Glossary terms, marked at their first use."""

from __future__ import annotations

from microsite import model as m
from microsite.library import Library
from microsite.telling import prose


class Terms:
    """Marks glossary terms at their first use on a page."""

    def __init__(self, library: Library) -> None:
        self.used: dict[str, m.Term] = {}
        self._pattern, self._by_form = library.term_forms

    def mark(self, words: str) -> str:
        """Return ``words`` as safe HTML, the terms not yet used on this page linked to their explanation.

        A hook of :class:`microsite.telling.prose.Style`: links and headings are none of its words.
        """
        lowered = words.lower()
        if self._pattern is None or len(lowered) != len(words):
            return prose.unbroken(words)
        out: list[str] = []
        at = 0
        for found in self._pattern.finditer(lowered):
            form = words[found.start() : found.end()]
            term = self._by_form.get(form) or self._by_form.get(found.group())
            if term is not None and term.id not in self.used:
                self.used[term.id] = term
                language = f' lang="{term.lang}"' if term.lang and form == term.term else ""
                out.append(prose.unbroken(words[at : found.start()]))
                out.append(f'<a class="term" href="#tn-{term.id}"{language}>{prose.escaped(form)}</a>')
                at = found.end()
        return "".join([*out, prose.unbroken(words[at:])])
