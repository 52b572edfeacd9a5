"""What the print collection (``bo-in.html``) prints: one small script an item, loaded when the item is chosen.

A page opened from a disk may not read other files as data, but may run them as scripts; hence each
file hands over its item's HTML in an event and defines nothing.
"""

from __future__ import annotations

import json
import re
from pathlib import Path

import jinja2
from markupsafe import Markup

from microsite import addresses, citing, markup, sharing, text
from microsite import model as m
from microsite.library import Library

FOLDER = "assets/bo-in"


def write(library: Library, theme: Path, site: Path) -> int:
    """Write the scripts for every item of ``library`` under the folder ``site``; return how many."""
    folder = site / FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    template = _template(theme)
    for item in library.items:
        sheet = json.dumps({"id": item.id, "html": sheet_of(library, item, template)}, ensure_ascii=False).replace("</", "<\\/")
        script = f'document.dispatchEvent(new CustomEvent("to-in", {{ detail: {sheet} }}));\n'
        (folder / f"{item.id}.js").write_text(script, encoding="utf-8", newline="\n")
    return len(library.items)


def sheet_of(library: Library, item: m.Item, template: jinja2.Template) -> str:
    """Return ``item`` as HTML to be printed."""

    def html(value: str) -> Markup:
        shown = markup.to_html(value, library, lambda _: None)
        # The question is the sheet's heading of the third level; what the answer heads stands below it.
        return Markup(markup.unbroken(re.sub(r"(</?)h3\b", r"\1h4", shown)))

    figures = library.figures_of(item)
    notes = dict.fromkeys([*item.notes, *(key for figure in figures for key in figure.notes)])
    out = template.render(
        item=item,
        site=library.site,
        html=html,
        plain=lambda value: markup.to_plain(value, library),
        cite=lambda citation: Markup(markup.unbroken(str(Markup.escape(citing.words(library, citation))))),
        targets=library.targets_of(item),
        figures=figures,
        notes=[library.note[key] for key in notes],
        address=sharing.permalink(library.site, addresses.page_of(item)),
    )
    return re.sub(r"\n\s*", "\n", out).strip()


def _template(theme: Path) -> jinja2.Template:
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(theme / "pages"),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters.update(quantity=text.quantity, deadline=text.deadline, as_of=text.as_of, day=text.day)
    return environment.get_template("sheet.html.j2")
