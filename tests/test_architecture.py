"""The house: imports point down, no circles, and the architecture page names every module that exists."""

from __future__ import annotations

import ast
import functools
import re
from pathlib import Path

import pytest

from microsite.commands import house
from tests.conftest import ROOT, TESTS

OWN = ROOT / "microsite"

ROOMS = (
    {"model", "vietnamese", "findings", "folders"},
    {"library"},
    {"reading"},
    {"telling"},
    {"checking"},
    {"outputs"},
    {"publishing"},
    {"bench", "starter"},
    {"commands"},
)
"""From the bottom to the top. A room may import its own floor's rooms only where no circle comes of it."""

FLOOR = {room: floor for floor, rooms in enumerate(ROOMS) for room in rooms}

MODULES = sorted(
    path.relative_to(ROOT).with_suffix("").as_posix().replace("/", ".").removesuffix(".__init__")
    for path in OWN.rglob("*.py")
)


def _path(module: str) -> Path:
    path = ROOT / module.replace(".", "/")
    return path / "__init__.py" if path.is_dir() else path.with_suffix(".py")


@functools.cache
def _tree(module: str) -> ast.Module:
    return ast.parse(_path(module).read_text(encoding="utf-8"))


def _imports(module: str) -> set[str]:
    """Return the modules of ours that ``module`` imports, wherever in it."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(_path(module).read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module and node.module.split(".")[0] == "microsite":
            for alias in node.names:
                name = f"{node.module}.{alias.name}"
                found.add(name if name in MODULES else node.module)
        elif isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names if alias.name in MODULES}
    return found - {module}


IMPORTS = {module: _imports(module) for module in MODULES}


def _room(module: str) -> str | None:
    parts = module.split(".")
    return parts[1] if len(parts) > 1 and parts[1] in FLOOR else None


@pytest.mark.parametrize("module", MODULES)
def test_nothing_imports_upward(module: str) -> None:
    room = _room(module)
    if room is None:
        assert module in {"microsite", "microsite.__main__", "microsite.folders"}
        return
    for imported in IMPORTS[module]:
        other = _room(imported)
        if other is not None and other != room:
            assert FLOOR[other] <= FLOOR[room], f"{module} imports {imported}, which stands above it"


@pytest.mark.parametrize("module", [m for m in MODULES if m.startswith("microsite.outputs.")])
def test_no_output_imports_another(module: str) -> None:
    own = module.split(".")[2]
    for imported in IMPORTS[module]:
        parts = imported.split(".")
        if parts[:2] == ["microsite", "outputs"] and len(parts) > 2 and (OWN / "outputs" / parts[2]).is_dir():
            assert parts[2] == own, f"{module} imports {imported}"


def test_no_circles() -> None:
    state: dict[str, int] = {}

    def visit(module: str, trail: tuple[str, ...]) -> None:
        if state.get(module) == 2:
            return
        assert state.get(module) != 1, "circle: " + " → ".join((*trail[trail.index(module) :], module))
        state[module] = 1
        for imported in sorted(IMPORTS[module]):
            # A package may gather its own modules; they do not ask the package back.
            if not module.startswith(imported + "."):
                visit(imported, (*trail, module))
        state[module] = 2

    for module in MODULES:
        visit(module, ())


@pytest.mark.parametrize("module", MODULES)
def test_functions_fit_a_screen(module: str) -> None:
    for node in ast.walk(ast.parse(_path(module).read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            length = (node.end_lineno or 0) - node.lineno + 1
            assert length <= 60, f"{module}.{node.name} has {length} lines"


ADDRESS = re.compile(
    r"(?:assets|search|api|feeds)/.+|(?:index|404)\.html|sw\.js|feed\.xml|manifest\.webmanifest|api/v1"
)
APART = {
    "microsite.telling.addresses": "the one place",
    "microsite.publishing.offline": "what the worker is made of is a file of the theme",
    "microsite.commands.screenshots": "the page that shows the pictures is none of the site",
}


@pytest.mark.parametrize("module", [m for m in MODULES if m not in APART and not m.startswith("microsite.bench")])
def test_addresses_are_asked_for_by_name(module: str) -> None:
    told = {id(node.value) for node in ast.walk(_tree(module)) if isinstance(node, ast.Expr)}  # docstrings
    found = [
        node.value
        for node in ast.walk(_tree(module))
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in told
    ]
    assert [value for value in found if ADDRESS.fullmatch(value)] == []


PAGE = ROOT / "docs" / "architecture.md"


def test_the_architecture_page_names_every_module() -> None:
    text = PAGE.read_text(encoding="utf-8")
    named = set(re.findall(r"`((?:microsite|theme)/[\w./-]+)`", text))
    for module in MODULES:
        path = _path(module).relative_to(ROOT).as_posix()
        assert path in named or path.endswith(("__init__.py", "__main__.py")), f"{path} is not named"


def test_the_tables_of_the_architecture_page_are_those_of_the_code(tmp_path: Path) -> None:
    copy = tmp_path / PAGE.name
    copy.write_bytes(PAGE.read_bytes())
    assert not house.update(copy), "run python3 -m microsite.commands.guide"


def test_what_the_architecture_page_names_exists() -> None:
    text = PAGE.read_text(encoding="utf-8")
    for name in re.findall(r"`((?:microsite|theme|tests|content|qa|docs)/[\w./-]+)`", text):
        places = [ROOT, *(TESTS / "sites").iterdir()] if name.startswith(("content/", "qa/")) else [ROOT]
        assert any((place / name).exists() for place in places), f"docs/architecture.md names {name}"
