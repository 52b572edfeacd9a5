"""The scripts: modules of one idea, functions that fit a screen, no word of any site; published compact and whole."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from microsite import ROOT, reading
from microsite import model as m
from microsite.outputs import scripts
from microsite.outputs.search import bundle
from microsite.publishing import engine, frame
from microsite.telling import addresses
from tests.subject import WORDS, YEARS

FOLDERS = ("offline", "scripts", "search", "speech")
SOURCES = [path for name in FOLDERS for path in sorted((ROOT / "theme" / name).rglob("*.js"))]
SCREEN, WIDTH = 60, 120

OPENS = re.compile(r"^ *(?! |(?:\} )?(?:if|for|while|switch|catch|else|do|try)\b)[^/*].*(?:=>|\)) \{$")


def functions(source: str) -> Iterator[tuple[str, int]]:
    """Yield the first line of every function and how many lines it has: up to the next line indented like its first."""
    lines = source.splitlines()
    for i, line in enumerate(lines):
        if OPENS.match(line):
            indent = len(line) - len(line.lstrip())
            end = next(j for j in range(i + 1, len(lines)) if re.match(rf" {{{indent}}}[^ ]", lines[j]))
            yield line.strip(), end - i + 1


def test_functions_are_counted() -> None:
    source = "const a = (b) => {\n  if (b) {\n    c();\n  }\n};\nasync function d() {\n}\n  e() {\n\n  }\n"
    assert list(functions(source)) == [("const a = (b) => {", 5), ("async function d() {", 2), ("e() {", 3)]


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.relative_to(ROOT / "theme").as_posix())
def test_a_script_fits_the_screen(path: Path) -> None:
    source = path.read_text(encoding="utf-8")
    assert [line for line in source.splitlines() if len(line) > WIDTH] == []
    assert [name for name, size in functions(source) if size > SCREEN] == []
    assert source.lstrip().startswith(("//", "/**")), "the first lines say what it is for"


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.relative_to(ROOT / "theme").as_posix())
def test_a_script_knows_no_site(path: Path) -> None:
    """Addresses of pages, keys and names of stores come from the site's data; no kind of record is known by its key."""
    source = path.read_text(encoding="utf-8")
    assert not WORDS.search(source)
    assert not YEARS.search(source)
    code = scripts.compact(source)
    assert (
        re.findall(r"""["'`/](?!\./)[\w/{}$-]*\.(?:html|js|css|png|svg|webmanifest|xml|zip)["'`]""", _alone(code)) == []
    )
    known = {addresses.published(page.page).removesuffix(".html") for page in _sections()}
    known |= {kind.found.key for kind in m.KINDS if kind.found is not None} | {
        "bo-in-don-vi",
        "giao-dien",
        "ngoai-tuyen",
        "hoi-dap",
    }
    assert [key for key in sorted(known) if re.search(rf"[\"'`]{re.escape(key)}(?:[\"'`/#:.-])", code)] == []


def _alone(code: str) -> str:
    """Return ``code`` without what it imports, and without endings put to a name that it was told."""
    return re.sub(r'\bfrom ?"\./\w+\.js"|/\$\{\w+\}\.js`|endsWith\("\.html"\)', "", code)


def _sections() -> list[m.Section]:
    return [kind.section for kind in m.KINDS if kind.section is not None]


@pytest.mark.parametrize(
    ("folder", "modules"),
    [(bundle.SOURCES, bundle.MODULES), (ROOT / "theme" / "speech", engine.SPEECH)],
    ids=["search", "speech"],
)
def test_modules_can_be_one_script(folder: Path, modules: tuple[str, ...]) -> None:
    assert {path.name for path in folder.glob("*.js")} - {"boot.js"} == set(modules)
    names: Counter[str] = Counter()
    for i, name in enumerate(modules):
        source = (folder / name).read_text(encoding="utf-8")
        imports = re.findall(r"^import .*", source, re.M)
        assert all(re.fullmatch(r'import \{ [\w, ]+ \} from "\./([\w.]+)";', line) for line in imports), name
        assert all(line.split('"./')[1][:-2] in modules[:i] for line in imports), f"{name} leans on what comes later"
        names.update(re.findall(r"^(?:export )?(?:async )?(?:const|let|class|function) (\w+)", source, re.M))
    assert [name for name, count in names.items() if count > 1] == []


def test_compacting_leaves_texts_and_patterns_alone() -> None:
    for source, compacted in {
        'a = "x  // y";  // z\n': 'a="x  // y";\n',
        "a = `b ${ c } /* d */`;\n": "a=`b ${ c } /* d */`;\n",
        "a = b / c / d;\n": "a=b/c/d;\n",
        "a = / \\/ [/ ] x/.test(b);\n": "a=/ \\/ [/ ] x/.test(b);\n",
        "/** a\n * b */\nlet c = a - -b;\n": "let c=a- -b;\n",
        "return /a b/;\n": "return/a b/;\n",
    }.items():
        assert scripts.compact(source) == compacted
    with pytest.raises(ValueError, match="text within a text"):
        scripts.compact("a = `b ${c ? `d, e` : f}`;")


def test_pages_hold_nothing_of_the_stock_theme(built: Path) -> None:
    for path in sorted(built.rglob("*.html")):
        page = path.read_text(encoding="utf-8")
        left = re.findall(r"data-md[\w-]*|class=\"[^\"]*\bmd-|id=\"__\w+|no-js|<input class|javascripts/", page)
        assert left == [], path
        assert page.count('class="skip"') == 1
        assert page.count("<main>") == 1
        # Nothing that a policy for scripts would have to make an exception for.
        assert re.findall(r"<script(?![^>]*\bsrc=)|\son\w+=\"|javascript:", page) == [], path
        assert [len(src) for src in [re.findall(r"<script ", page)]] == [2]


def test_the_frame_names_only_pages_that_are_there(built: Path) -> None:
    library = reading.read(ROOT).library
    assert library is not None
    shown = frame.frame(library)
    told = frame.script(library)
    links = [link["url"] for part in ("foot", "lost") for link in shown[part]]  # type: ignore[attr-defined]
    pages = told["pages"]
    assert isinstance(pages, dict)
    assert all((built / url).is_file() for url in (*links, shown["search"], *pages.values(), told["archive"]))


def test_a_site_without_sections_has_a_frame_without_them() -> None:
    library = reading.read(ROOT / "tests" / "sites" / "thu-vien").library
    assert library is not None
    shown = frame.frame(library)
    words = [link["title"] for link in shown["foot"]]  # type: ignore[attr-defined]
    assert ("Thuật ngữ" in words) is bool(library.glossary)
    assert ("Văn bản" in words) is bool(library.documents)
    assert ("Dòng thời gian" in words) is bool(library.timeline)
    assert library.site.key in str(frame.script(library))
