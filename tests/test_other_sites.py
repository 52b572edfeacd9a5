"""The pages of small whole sites on other subjects: every link leads somewhere, nothing is empty, nothing is ours."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, replace
from html import unescape
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest

from microsite import model as m
from microsite import reading
from microsite.library import Library
from microsite.outputs.data import exports
from microsite.outputs.pages import collection, lists, render
from microsite.outputs.pages.view import View
from microsite.publishing import engine
from microsite.telling import addresses, milestones, sections, sitemap
from tests.conftest import ROOT
from tests.subject import WORDS, YEARS

SITES = sorted(path.name for path in (ROOT / "tests/sites").iterdir())


def library_of(name: str) -> Library:
    library = reading.read(ROOT / "tests/sites" / name).library
    assert library is not None
    return library


@dataclass(frozen=True)
class Made:
    """A site's pages: the library, the Markdown and what stands in the article of each page."""

    library: Library
    markdown: dict[str, str]
    articles: dict[str, str]
    files: frozenset[str]


@pytest.fixture(scope="module", params=SITES)
def made(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Made:
    folder = tmp_path_factory.mktemp(request.param)
    library = library_of(request.param)
    render.render(library, ROOT / "theme", folder / "pages")
    engine.run_mkdocs(
        engine.write_settings(ROOT / "mkdocs.yml", ROOT / "theme", library, folder),
        library,
        folder / "pages",
        folder / "site",
    )
    collection.write(library, ROOT / "theme", folder / "site")
    exports.write(library, folder / "site", library.site.address)
    site = folder / "site"
    pages = {p.relative_to(site).as_posix(): p.read_text(encoding="utf-8") for p in site.rglob("*.html")}
    return Made(
        library,
        {p.relative_to(folder / "pages").as_posix(): p.read_text("utf-8") for p in (folder / "pages").rglob("*.md")},
        {n: page[page.index("<article") : page.index("</article>")] for n, page in pages.items() if n != "404.html"},
        frozenset(p.relative_to(site).as_posix() for p in site.rglob("*") if p.is_file()),
    )


def test_every_link_of_a_page_leads_somewhere(made: Made) -> None:
    broken = []
    made_later = {addresses.archive(made.library.site)}
    for name, article in made.articles.items():
        for link in map(unescape, re.findall(r'<a [^>]*?href="([^"]*)"', article)):
            parts = urlsplit(link)
            if parts.scheme:
                continue
            path = str((Path("/") / name).parent / unquote(parts.path)) if parts.path else f"/{name}"
            target = re.sub(r"[^/]+/\.\./", "", path).lstrip("/")
            if target not in made.files | made_later:
                broken.append(f"{name}: {link}")
            elif parts.fragment and f'id="{parts.fragment}"' not in made.articles.get(target, ""):
                broken.append(f"{name}: {link} (fragment)")
    assert broken == []


def test_no_section_and_no_list_is_empty(made: Made) -> None:
    for name, source in made.markdown.items():
        for found in re.finditer(r"^(#{1,4}) [^\n]*\n+(?=(#{1,4}) |\Z)", source, re.M):
            assert len(found[2] or "") > len(found[1]), f"{name}: {found[0]}"
        empty = re.search(r"<(ul|ol|dl|nav|tbody|fieldset|p|td|dd)(?: [^>]*)?>\s*</\1>", source)
        assert empty is None or 'role="status"' in empty[0], f"{name}: {empty}"


def test_ids_are_each_there_once(made: Made) -> None:
    for name, article in made.articles.items():
        ids = re.findall(r' id="([^"]*)"', article)
        assert len(ids) == len(set(ids)), name


def test_nothing_is_said_of_the_reference_site(made: Made) -> None:
    for name, source in made.markdown.items():
        assert not WORDS.search(source), name
        assert not YEARS.search(source), name


def test_what_a_site_has_not_is_nowhere(made: Made) -> None:
    absent = {section.page for section in sections.known()} - {e.page for e in sections.present(made.library)}
    assert absent
    for page in absent:
        assert page not in made.markdown
        published = addresses.published(page)
        for name, article in made.articles.items():
            assert not re.search(rf'href="(?:\.\./)*{re.escape(published)}["#]', article), f"{name}: {published}"


def test_the_page_on_open_data_lists_the_files_that_hold_something(made: Made) -> None:
    article = made.articles[addresses.published(addresses.OPEN_DATA)]
    for kind in m.KINDS:
        listed = f'href="{addresses.data(f"{kind.stem}.json")}"' in article
        assert listed == bool(made.library.of(kind) and (kind.template or kind.address) and kind.stem not in INSIDE)
    assert ("Giấy phép" in article) == (made.library.site.licence is not None)
    assert ("không phải dữ liệu chính thức" in article) != made.library.site.official
    numbers = made.library.targets or made.library.figures
    assert ("Khi dùng một con số" in article) == bool(numbers)
    promise = re.search(r"Mã của ([^<]*) không đổi\.", article)
    assert promise
    for word, there in (
        ("chỉ tiêu", made.library.targets),
        ("số liệu", made.library.figures),
        ("ghi chú", made.library.notes),
    ):
        assert (word in promise.group(1)) == bool(there)


def test_figures_of_the_document_itself_are_not_put_down_to_other_sources(made: Made) -> None:
    library = made.library
    article = made.articles.get(addresses.published(addresses.FIGURES), "")
    foreign = any(figure.sources[0].doc != library.lead.id for figure in library.figures)
    assert ("do nguồn khác nêu" in article) == foreign


INSIDE = {"comparison-rows", "inheritance"}


def test_the_words_of_a_target_are_those_of_its_document() -> None:
    library = library_of("ke-hoach")
    pages = {page.path: page for page in sitemap.plan(library)}
    view = View(library, pages[addresses.TARGETS])
    assert view.kinds_of_setters(library.targets) == "Kế hoạch"
    assert view.setters(library.targets) == "Kế hoạch 45"


def test_a_measure_of_three_dates_is_one_row() -> None:
    library = library_of("ke-hoach")
    first, second = (library.target[f"ho-dung-nuoc-sach-{year}"] for year in (2027, 2035))
    third = second.model_copy(update={"id": "xa-hon", "by": "2040-06", "earlier": second.id, "order": 99})
    longer = replace(library, targets=(*library.targets, third))
    assert milestones.chain(longer, second) == (first, second, third)
    found = milestones.side_by_side(longer)
    assert found is not None
    assert found.dates == ("2027", "2035", "2040-06")
    assert found.title == "Năm 2027, năm 2035 và tháng 6/2040, bên cạnh nhau"
    assert [last.id for last, _ in found.rows] == ["xa-hon"]
    alone = tuple(target.model_copy(update={"earlier": None}) for target in library.targets)
    assert milestones.side_by_side(replace(library, targets=alone)) is None


def test_a_sheet_says_what_the_page_says(made: Made, tmp_path: Path) -> None:
    collection.write(made.library, ROOT / "theme", tmp_path)
    for item in made.library.items:
        script = (tmp_path / addresses.sheet(item)).read_text(encoding="utf-8")
        sheet = json.loads(script[script.index("detail: ") + 8 : script.rindex(" }));")])["html"]
        assert not re.search(r"<a\b| id=|<h[12]\b|\[\[|\*\*", sheet)
        page = words(made.articles[addresses.published(addresses.page_of(item))])
        for block in re.findall(r"<(p|li|h\d)(?: [^>]*)?>(.*?)</\1>", sheet):
            if "data-unit-name" not in block[1] and "Rà soát ngày" not in block[1]:
                assert words(block[1]) in page


def words(shown: str) -> str:
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", "", shown))).strip()


def test_a_heading_made_of_data_takes_no_id_that_the_page_has() -> None:
    library = library_of("thu-vien")
    page = next(page for page in sitemap.plan(library) if page.path == addresses.page_of(library.items[0]))
    view = View(library, page, taken=render.own_ids(ROOT / "theme", "qa-item"))
    assert view.slug("Nguồn") == "nguon-2"
    assert view.slug("Làm thẻ") == "lam-the"
    assert view.slug("Làm thẻ") == "lam-the-2"


def test_a_term_that_begins_with_a_sign_has_a_heading_and_a_fragment() -> None:
    library = library_of("luat")
    signs = [m.Term(id=f"t-{i}", term=term, explanation="Một.") for i, term in enumerate(("&", "%", "²", "Æ", "cây"))]
    letters = lists.dictionary(replace(library, glossary=tuple(signs)))
    fragments = [fragment for _, fragment, _ in letters]
    assert len(set(fragments)) == len(fragments)
    assert all(re.fullmatch("[a-z0-9-]+", fragment) for fragment in fragments)
    assert {letter for letter, _, _ in letters} >= {"Ký hiệu", "C"}
    assert "#" not in {letter for letter, _ in lists.alphabet(replace(library, glossary=tuple(signs)))}
