"""What the print collection (``bo-in.html``) prints: one small script an item, loaded when the item is chosen.

A page opened from a disk may not read other files as data, but may run them as scripts; hence each
file hands over its item's HTML in an event and defines nothing. The HTML is made of the same pieces as
the item's own page: no links, no ids, its headings two levels down.
"""

from __future__ import annotations

import json
from pathlib import Path

from markupsafe import Markup

from microsite import model as m
from microsite.library import Library
from microsite.outputs import textfile
from microsite.outputs.pages.context import Context
from microsite.outputs.pages.links import Target
from microsite.outputs.pages.render import environment, told
from microsite.outputs.pages.view import View
from microsite.telling import addresses, markup
from microsite.telling import prose as text
from microsite.telling.prose import html as written
from microsite.telling.sitemap import There, plan


class Sheet(View):
    """What the template of a sheet sees: as on the item's page, but nothing on paper leads anywhere."""

    def link(self, target: Target, words: str) -> Markup:
        """Return the words alone."""
        return Markup.escape(words)

    def line(self, value: str) -> Markup:
        """Return authored text of one line as HTML."""
        return Markup(written.line(text.parse_line(value), self._plain))

    def html(self, value: str) -> Markup:
        """Return authored text as HTML."""
        return Markup(written.prose(text.parse(value), self._plain))

    @property
    def _plain(self) -> text.Style:
        return text.Style(markup.resolver(self.lib), address=lambda _: None, shift=2)


def write(library: Library, theme: Path, site: Path) -> int:
    """Write the scripts for every item of ``library`` into the ``site``; return how many."""
    there = There.of(library)
    for page in plan(library):
        if isinstance(page.subject, m.Item):
            shown = sheet(Sheet(library, page, there=there), theme)
            detail = json.dumps({"id": page.subject.id, "html": shown}, ensure_ascii=False)
            script = f'document.dispatchEvent(new CustomEvent("to-in", {{ detail: {detail} }}));\n'
            textfile.write(site / addresses.sheet(page.subject), script)
    return len(library.items)


def sheet(view: Sheet, theme: Path) -> str:
    """Return what is printed of an item, as HTML."""
    variables = Context.of(view).variables()
    with told(theme, "sheet.html.j2"):
        shown = environment(theme).get_template("sheet.html.j2").render(variables)
    return "\n".join(line.strip() for line in shown.splitlines() if line.strip())
