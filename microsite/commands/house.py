"""The tables of ``docs/architecture.md`` that name every module, written from the modules' own first lines.

``python3 -m microsite.commands.guide`` rewrites them, with those of the editors' guide.
"""

from __future__ import annotations

import ast
import re
from pathlib import Path

from microsite import ROOT

PAGE = ROOT / "docs" / "architecture.md"
_REGION = re.compile(r"(<!-- modules of (microsite/[a-z/]*) -->\n).*?(<!-- end of modules -->)", re.S)


def update(page: Path) -> bool:
    """Rewrite the tables in ``page``; return whether it changed."""
    text = page.read_text(encoding="utf-8")
    new = _REGION.sub(lambda found: f"{found[1]}\n{table(found[2])}\n\n{found[3]}", text)
    if new != text:
        page.write_text(new, encoding="utf-8", newline="\n")
    return new != text


def table(folder: str) -> str:
    """Return a Markdown table of the modules in ``folder``: all below it, or its own where it is the package itself."""
    base = ROOT / folder
    paths = base.glob("*.py") if folder == "microsite/" else base.rglob("*.py")
    rows = [f"| `{_name(path)}` | {_said(path)} |" for path in sorted(paths) if not path.name.startswith("__")]
    return "\n".join(["| module | what it does |", "|---|---|", *rows])


def _name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def _said(path: Path) -> str:
    """Return the first line of a module's docstring in plain Markdown."""
    first = (ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))) or "").partition("\n")[0]
    plain = re.sub(r":\w+:`~?(?:\w+\.)*(\w+)`", r"`\1`", first).replace("``", "`")
    return plain.replace("|", "\\|").rstrip(".")
