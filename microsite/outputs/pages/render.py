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

from microsite.library import Library
from microsite.outputs import textfile
from microsite.outputs.pages.context import FILTERS, GLOBALS, Context
from microsite.outputs.pages.view import View
from microsite.telling import sitemap
from microsite.telling.offers import HandoutFile
from microsite.telling.sitemap import Page, There


class TemplateError(Exception):
    """A template of the theme cannot be used; the text says which, where and why, in Vietnamese."""


def render(library: Library, theme: Path, target: Path, handouts: Sequence[HandoutFile] = ()) -> list[Page]:
    """Write the tree for ``library`` into the folder ``target``, leaving alone what is right already.

    Return its pages. ``handouts`` are the PDFs that the pages offer. Raises :class:`TemplateError`.
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
        variables = Context.of(view).variables()
        with told(theme, f"{page.template}.md.j2"):
            out = templates.get_template(f"{page.template}.md.j2").render(variables)
        textfile.write(target / page.path, re.sub(r"\n{3,}", "\n\n", out).strip() + "\n")
    return pages


@contextlib.contextmanager
def told(theme: Path, name: str) -> Iterator[None]:
    """Raise :class:`TemplateError` for whatever goes wrong in the template ``name``: it may do anything."""
    try:
        yield
    except Exception as error:
        raise problem(error, place(theme, error) or f"theme/pages/{name}") from error


def problem(error: Exception, where: str) -> TemplateError:
    """Return ``error``, made by the template at ``where``, in one line for who wrote it."""
    why = " ".join(str(error).split()) or type(error).__name__
    return TemplateError(
        f"mẫu {where} có lỗi: {why}; sửa mẫu, hoặc xóa tệp ấy khỏi thư mục theme/ của trang để dùng mẫu sẵn có."
    )


def place(theme: Path, error: Exception) -> str | None:
    """Return where in ``theme`` a template made ``error``: file and line of the last that it came through, if any."""
    frames = [(frame.filename, frame.lineno) for frame in traceback.extract_tb(error.__traceback__)]
    if isinstance(error, jinja2.TemplateSyntaxError) and error.filename is not None:
        frames.append((error.filename, error.lineno))
    base = theme.resolve()
    found = [(Path(name).resolve(), line) for name, line in frames if not name.startswith("<")]
    ours = [f"theme/{path.relative_to(base).as_posix()}:{line}" for path, line in found if path.is_relative_to(base)]
    return ours[-1] if ours else None


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
    found: set[str] = set()
    for name in (f"{template}.md.j2", "macros.md.j2"):
        with told(theme, name):
            found.update(_FIXED.findall((theme / "pages" / name).read_text(encoding="utf-8")))
    return frozenset(found)
