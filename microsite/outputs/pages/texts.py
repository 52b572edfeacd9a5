"""Authored text and citations, as a page shows them."""

from __future__ import annotations

from collections.abc import Iterable

from markupsafe import Markup

from microsite import model as m
from microsite.library import Library
from microsite.outputs.pages.links import Links
from microsite.telling import citing, markup, prose
from microsite.telling.prose import Resolved, Slugs, Style
from microsite.telling.prose import page as written
from microsite.telling.sitemap import Page, There
from microsite.telling.terms import Terms
from microsite.vietnamese import numbers, sorting

_FIGURE = m.kind_of(m.Figure).reference


class Texts(Links):
    """What a page tells: text in Markdown or HTML, its links relative to the page."""

    def __init__(self, library: Library, page: Page, there: There | None = None, taken: Iterable[str] = ()) -> None:
        """``taken`` are the ids that the page's template gives by itself."""
        super().__init__(library, page, there)
        self._terms = Terms(library)
        self._slugs = Slugs([*taken, *_own_ids(library, page)])
        subject = page.subject
        self._local = (
            frozenset(f.id for f in library.figures_of(subject)) if isinstance(subject, m.Item) else frozenset()
        )

    def slug(self, words: str) -> str:
        """Return an id for a heading made of data, one that nothing else on the page has."""
        return self._slugs.id_for(words)

    def prose(self, value: str, *, anchors: bool = False) -> Markup:
        """Return authored text for the page's Markdown; glossary terms are marked at their first use on the page.

        With ``anchors`` its paragraphs and entries have ids, for links to them.
        """
        return Markup(written.markdown(prose.parse(value), self._style(anchors=anchors), self._slugs))

    def boxed(self, value: str) -> Markup:
        """Return authored text without headings as HTML, for a box that is HTML itself; terms are marked."""
        return Markup(prose.html.prose(prose.parse(value), self._style()))

    def sentence(self, value: str) -> Markup:
        """Return authored text of one line as a paragraph in HTML; terms are marked."""
        return Markup(f"<p>{prose.html.line(prose.parse_line(value), self._style())}</p>")

    def _style(self, *, anchors: bool = False) -> Style:
        resolve = markup.resolver(self.lib)
        return Style(resolve, address=self._address, text=self._terms.mark, heading=prose.unbroken, anchors=anchors)

    def line(self, value: str) -> Markup:
        """Return authored text of one line as HTML, terms not marked."""
        style = Style(markup.resolver(self.lib), address=self._address)
        return Markup(prose.html.line(prose.parse_line(value), style))

    def html(self, value: str) -> Markup:
        """Return authored paragraphs and lists as HTML, terms not marked."""
        style = Style(markup.resolver(self.lib), address=self._address, text=prose.escaped, link_class="ref-")
        return Markup(prose.html.prose(prose.parse(value), style))

    def _address(self, resolved: Resolved) -> str | None:
        path = resolved.address or ""
        if resolved.kind == _FIGURE and (key := path.partition("#")[2]) in self._local:
            return f"#so-lieu-{key}"
        return self.href(path) if self.has(path) else None

    def plain(self, value: str) -> str:
        """Return authored text as plain text."""
        return markup.to_plain(value, self.lib)

    @property
    def used_terms(self) -> tuple[m.Term, ...]:
        """Return the glossary terms marked on this page so far, in dictionary order."""
        return tuple(sorted(self._terms.used.values(), key=lambda t: sorting.collation_key(t.term)))

    # ------------------------------------------------------------------ citations

    def locator(self, citation: m.Citation) -> str:
        """Return a citation's place in words: ``mục II.1, gạch đầu dòng 3`` or ``câu 17``."""
        return citing.locator(self.lib, citation)

    def cite(self, citation: m.Citation) -> Markup:
        """Return a citation as a link to the source's page at the place cited."""
        return self.link(citing.path(self.lib, citation), citing.words(self.lib, citation))

    def cites(self, found: tuple[m.Citation, ...]) -> Markup:
        """Return several citations, separated by semicolons."""
        return Markup("; ").join(self.cite(c) for c in found)

    def place(self, doc: str, at: str) -> Markup:
        """Return a place as a link to it on its source's page, the source itself not named."""
        citation = m.Citation(doc=doc, at=at)
        return self.link(citing.path(self.lib, citation), citing.locator(self.lib, citation))

    def setters(self, targets: Iterable[m.Target], otherwise: str = "") -> str:
        """Return what sets ``targets``: the document's short name where one document sets them all."""
        found = {target.sources[0].doc for target in targets}
        return self.lib.source[found.pop()].short if len(found) == 1 else otherwise

    def kinds_of_setters(self, targets: Iterable[m.Target]) -> str:
        """Return which kinds of document set ``targets``: ``Luật``, ``Nghị định và Kế hoạch``."""
        return numbers.listed([*dict.fromkeys(self.lib.source[target.sources[0].doc].kind for target in targets)])


def _own_ids(library: Library, page: Page) -> Iterable[str]:
    """Return the ids of what a page about no single record lists."""
    if isinstance(page.subject, m.Record):
        return ()
    return (record.id for record in library.everything() if hasattr(record, "id"))


def unbroken(value: str) -> Markup:
    """Return ``value`` as HTML, with numbers of documents and dates that stay on one line."""
    return Markup(prose.unbroken(str(value)))
