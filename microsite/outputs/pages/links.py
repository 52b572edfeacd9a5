"""Where things lead from a page."""

from __future__ import annotations

import html

from markupsafe import Markup

from microsite import model as m
from microsite.library import Library
from microsite.telling import addresses
from microsite.telling.sitemap import Page, There

Target = m.Record | str
"""What is linked to: a record, or a path (see :mod:`microsite.telling.addresses`)."""


class Links:
    """What a page knows of the others: whether they are there, what they are called, where they are."""

    def __init__(self, library: Library, page: Page, there: There | None = None) -> None:
        self.lib = library
        self.page = page
        self._there = there or There.of(library)

    def has(self, target: Target) -> bool:
        """Say whether the site has a page for a record, or at a path."""
        return _path(target) in self._there

    def word(self, path: str) -> str:
        """Return what the section at ``path`` is called in the menu, or else at the foot of the pages."""
        section = self._there.sections[path]
        return section.menu or section.foot

    def title(self, path: str) -> str:
        """Return the title of the section at ``path``."""
        return self._there.sections[path].title

    def md(self, target: Target) -> str:
        """Return the relative path of a Markdown page, for Markdown links."""
        return addresses.relative(_path(target), self.page.path)

    def href(self, target: Target) -> str:
        """Return a relative published address, for HTML links."""
        return addresses.relative(addresses.published(_path(target)), self.page.path)

    def link(self, target: Target, words: str) -> Markup:
        """Return ``words`` as a link in HTML; by themselves where the site has no page to lead to."""
        shown = html.escape(words, quote=False) if not isinstance(words, Markup) else words
        if not self.has(target):
            return Markup(shown)
        return Markup(f'<a href="{html.escape(self.href(target))}">{shown}</a>')

    @property
    def edit_url(self) -> str | None:
        """Return where the data file behind this page is edited, when the repository is known."""
        site, subject = self.lib.site, self.page.subject
        if site.repository is None:
            return None
        if isinstance(subject, m.Record) and id(subject) in self.lib.origins:
            path = self.lib.origin(subject).file.file.path
        else:
            path = f"content/pages/{subject.id}.md" if self.page.template == "prose" else "content/site.yml"
        return f"{site.repository}/edit/{site.branch}/{path}"


def _path(target: Target) -> str:
    return target if isinstance(target, str) else addresses.page_of(target)
