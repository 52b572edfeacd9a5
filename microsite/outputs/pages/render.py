"""Library → the Markdown tree, through the Jinja templates of ``theme/pages``.

The tree is plain Markdown with a few HTML blocks and YAML front matter; which engine makes a site
of it is decided elsewhere.
"""

from __future__ import annotations

import contextlib
import functools
import re
import traceback
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path

import jinja2

from microsite.findings import UserError
from microsite.library import Library
from microsite.outputs import textfile
from microsite.outputs.pages.context import FILTERS, GLOBALS, Context
from microsite.outputs.pages.view import View
from microsite.telling import sitemap
from microsite.telling.offers import HandoutFile
from microsite.telling.sitemap import Page, There


def render(library: Library, theme: Path, target: Path, handouts: Sequence[HandoutFile] = ()) -> list[Page]:
    """Write the tree for ``library`` into the folder ``target``, leaving alone what is right already.

    Return its pages. ``handouts`` are the PDFs that the pages offer.
    """
    templates = environment(theme)
    pages = list(sitemap.plan(library))
    there = There.of(library)
    offers: dict[str, list[HandoutFile]] = defaultdict(list)
    for handout in handouts:
        offers[handout.page].append(handout)
    taken = {template: own_ids(theme, template) for template in {page.template for page in pages}}
    for page in pages:
        view = View(library, page, offers, there, taken[page.template])
        with templates_told():
            template = templates.get_template(f"{page.template}.md.j2")
            out = template.render(Context.of(view).variables())
        textfile.write(target / page.path, re.sub(r"\n{3,}", "\n\n", out).strip() + "\n")
    return pages


@contextlib.contextmanager
def templates_told() -> Iterator[None]:
    """Tell what is wrong in a template and where, as of a file that a site may bring: it is no fault of the program."""
    try:
        yield
    except jinja2.TemplateError as error:
        places = [
            (f.filename, f.lineno) for f in traceback.extract_tb(error.__traceback__) if f.filename.endswith(".j2")
        ]
        if isinstance(error, jinja2.TemplateSyntaxError):
            places.append((error.filename or error.name or "", error.lineno))
        where = "".join(f" {Path(name).name}, dòng {line}" for name, line in places[-1:])
        raise UserError(f"mẫu trong theme/pages có lỗi:{where or ' không rõ ở đâu'}: {error.message}.") from error


@functools.lru_cache(maxsize=4)  # kept between builds of one process: Jinja itself notices a changed template
def environment(theme: Path) -> jinja2.Environment:
    """Return what makes pages of the templates in ``theme/pages``."""
    made = jinja2.Environment(
        loader=jinja2.FileSystemLoader(theme / "pages"),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    made.filters.update(FILTERS)
    made.globals.update(GLOBALS)
    return made


_FIXED = re.compile(r'(?:\{: #|\bid=")([a-z0-9-]+)(?= \}|")')


def own_ids(theme: Path, template: str) -> frozenset[str]:
    """Return the ids that a template gives whatever the data."""
    names = (f"{template}.md.j2", "macros.md.j2")
    return frozenset(
        key for name in names for key in _FIXED.findall((theme / "pages" / name).read_text(encoding="utf-8"))
    )
