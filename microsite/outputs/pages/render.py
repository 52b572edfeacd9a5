"""Library → the Markdown tree, through the Jinja templates of ``theme/pages``.

The tree is plain Markdown with a few HTML blocks and YAML front matter; which engine makes a site
of it is decided elsewhere.
"""

from __future__ import annotations

import functools
import html
import re
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path

import jinja2
from markupsafe import Markup

from microsite.library import Library
from microsite.outputs import textfile
from microsite.outputs.pages.view import View
from microsite.telling import markup, prose, quantities, sharing, sitemap
from microsite.telling.labels import AUTHORITY, NOTE_KIND
from microsite.telling.offers import HandoutFile
from microsite.telling.sitemap import Page
from microsite.vietnamese import dates, numbers
from microsite.vietnamese.folding import folded


def render(library: Library, theme: Path, target: Path, handouts: Sequence[HandoutFile] = ()) -> list[Page]:
    """Write the tree for ``library`` into the folder ``target``, leaving alone what is right already; return its pages.

    ``handouts`` are the PDFs that the pages offer.
    """
    environment = _environment(theme)
    pages = list(sitemap.plan(library))
    offers: dict[str, list[HandoutFile]] = defaultdict(list)
    for handout in handouts:
        offers[handout.page].append(handout)
    for page in pages:
        view = View(library, page, offers)
        template = environment.get_template(f"{page.template}.md.j2")
        out = template.render(page=page, view=view, lib=library, site=library.site, subject=page.subject)
        textfile.write(target / page.path, with_ids(re.sub(r"\n{3,}", "\n\n", out).strip() + "\n"))
    return pages


@functools.lru_cache(maxsize=4)  # kept between builds of one process: Jinja itself notices a changed template
def _environment(theme: Path) -> jinja2.Environment:
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(theme / "pages"),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters.update(
        quantity=quantities.quantity,
        deadline=quantities.deadline,
        as_of=quantities.as_of,
        day=dates.day,
        partial_date=dates.partial_date,
        when=dates.when,
        designation=markup.designation,
        number=numbers.number,
        anchored=sharing.anchored,
        size=numbers.size,
        nb=lambda value: Markup(prose.unbroken(str(value))),
    )
    environment.globals["NOTE_KIND"] = NOTE_KIND
    environment.globals["AUTHORITY"] = AUTHORITY
    environment.globals.update(permalink=sharing.permalink, citation=sharing.citation, qr=sharing.qr)
    return environment


def with_ids(page: str) -> str:
    """Return the Markdown ``page`` with an id on every heading that has none.

    Left to the engine, ids lose every “đ”, and each engine may have its own way.

    >>> print(with_ids("## Đời sống\\n### Đời *sống*\\n## Có rồi {: #co }"))
    ## Đời sống {: #doi-song }
    ### Đời *sống* {: #doi-song-2 }
    ## Có rồi {: #co }
    """
    taken = set(re.findall(r'(?:\{: ?#|\bid=")([^\s"}]+)', page))

    def named(found: re.Match[str]) -> str:
        if found.group("fence") or found.group().endswith("}"):
            return found.group()
        words = re.sub(r"\]\([^)]*\)(?:\{[^}]*\})?|<[^>]+>", "", found.group("words"))
        slug = key = re.sub(r"[^a-z0-9]+", "-", folded(html.unescape(words))).strip("-") or "muc"
        count = 1
        while key in taken:
            count += 1
            key = f"{slug}-{count}"
        taken.add(key)
        return f"{found.group()} {{: #{key} }}"

    return _HEADING.sub(named, page)


_HEADING = re.compile(r"^(?P<fence>```.*?^```)|^#{1,6} +(?P<words>[^\n]*\S)", re.M | re.S)
