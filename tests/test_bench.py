"""What ``bench`` and ``screenshots`` do before and after measuring.

No figure is checked here: figures depend on the machine.
"""

from __future__ import annotations

import datetime as dt
import json
import re
import shutil
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import yaml
from playwright.sync_api import Page

from microsite import ROOT, reading
from microsite import checking as rules
from microsite.bench import (
    browser,
    budgets,
    building,
    kinds,
    lighthouse,
    offline,
    printing,
    project,
    quality,
    run,
    screenshots,
    synthetic,
    table,
    traffic,
)
from microsite.bench.budgets import Budget
from microsite.bench.table import Figure
from microsite.commands import cli
from microsite.findings import Severity
from microsite.folders import Folders
from microsite.publishing import engine
from microsite.telling import addresses, sitemap
from tests.conftest import BASE, TESTS, TODAY_EPOCH

SITES = sorted((TESTS / "sites").iterdir())

# --------------------------------------------------------------------------- the table


def test_a_figure_stands_beside_its_budget_and_a_broken_one_is_told() -> None:
    known = (
        Budget("a.time", "time", 8),
        Budget("a.size", "size", 30, "KB"),
        Budget("a.score", "score", 0.95, "ratio", least=True),
    )
    rows = table.rows(
        [Figure("a.time", 7.5), Figure("a.size", 30.1, peer="60 KB"), Figure("a.score", 0.94, "(70 queries)")], known
    )
    assert rows == [
        ("time", "7.50 s", "≤ 8 s", ""),
        ("size", "30.1 KB", "≤ 30 KB  << broken", "60 KB"),
        ("score", "0.940 (70 queries)", "≥ 0.95  << broken", ""),
    ]


def test_what_could_not_be_measured_says_why_and_breaks_nothing() -> None:
    known = (Budget("a.time", "time", 8),)
    assert table.rows([Figure("a.time", note="no Chromium")], known) == [
        ("time", "not measured: no Chromium", "≤ 8 s", "")
    ]


def test_rows_without_a_budget_keep_their_label() -> None:
    assert table.rows([Figure("", note="MRR 1.000", peer="MRR 0.500", label="  kind")], ()) == [
        ("  kind", "MRR 1.000", "", "MRR 0.500")
    ]


def test_columns_line_up() -> None:
    lines = table.text([("a", "1 s", "", ""), ("a longer name", "10.0 s", "≤ 8 s", "peer")]).splitlines()
    assert len({line.find("|") for line in (lines[0], *lines[2:])}) == 1
    assert not any(line != line.rstrip() for line in lines)


def test_every_budget_has_a_key_of_its_own_and_a_part_that_is_measured(tmp_path: Path) -> None:
    keys = [b.key for b in budgets.BUDGETS]
    assert len(set(keys)) == len(keys)
    assert set(run._work(Folders(ROOT), tmp_path, 1)) == set(budgets.PARTS)


def test_an_unknown_part_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["bench", "--only", "build,toc-do"]) == 1
    assert "toc-do" in capsys.readouterr().err


def test_a_part_that_cannot_be_measured_leaves_the_rest(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing() -> list[Figure]:
        raise project.UnavailableError("no Lighthouse here")

    work: dict[str, list[Callable[[], list[Figure]]]] = {part: [] for part in budgets.PARTS}
    work |= {"lighthouse": [missing], "page": [lambda: [Figure("page.bytes", 20)]]}
    monkeypatch.setattr(run, "_work", lambda *_: work)
    steps: list[str] = []
    told = run.bench(Folders(ROOT), ["lighthouse", "page"], 1, steps.append)
    assert steps == ["measuring: page", "measuring: lighthouse"]
    assert re.search(r"20\.0 KB +\| ≤ 40 KB", told)
    assert re.search(r"performance +\| not measured: no Lighthouse here \| ≥ 98", told)
    assert "cores" in told


# --------------------------------------------------------------------------- copies of the project


@pytest.fixture
def large(tmp_path: Path) -> Path:
    project.copy(tmp_path, items=False)
    assert synthetic.write(ROOT, tmp_path, 200) == 200
    return tmp_path


def test_synthetic_content_is_as_valid_as_what_it_is_made_of(large: Path) -> None:
    result = reading.read(large)
    assert result.library is not None, result.findings[:3]
    assert len(result.library.items) == 200
    assert len({i.number for i in result.library.items}) == 200
    today = dt.date(2026, 11, 22)
    real = reading.read(ROOT).library
    errors = {f.rule for f in rules.check(result.library, today) if f.severity is Severity.ERROR}
    assert errors <= {f.rule for f in rules.check(real, today) if f.severity is Severity.ERROR}


@pytest.mark.parametrize("site", [ROOT, *SITES], ids=lambda path: path.name)
def test_a_changed_item_is_valid_and_differs_every_time(site: Path, tmp_path: Path) -> None:
    project.copy(tmp_path, Folders(site))
    seen = set()
    for turn in (0, 1, 12):
        path = project.change(tmp_path, turn)
        seen.add(path.read_text(encoding="utf-8"))
        assert reading.read(tmp_path).library is not None
    assert len(seen) == 3
    assert path.read_text(encoding="utf-8").count("khi đo tốc độ") == 1


def test_a_command_that_fails_is_told_with_its_last_line(tmp_path: Path) -> None:
    with pytest.raises(project.UnavailableError, match="No module named"):
        project.module(tmp_path, "khong-co")


def test_a_command_is_timed_with_its_memory(tmp_path: Path) -> None:
    done = project.run([sys.executable, "-c", "print('xong')"], tmp_path)
    assert done.output == "xong\n"
    assert done.seconds > 0
    assert done.memory is None or done.memory > 1_000_000


@pytest.mark.parametrize("tree", ["build", "build/preview"])
def test_stock_material_gets_our_tree_and_its_own_search(tree: str, tmp_path: Path) -> None:
    project.copy(tmp_path, Folders(SITES[0]))
    library = project.library_of(tmp_path)
    engine.write_settings(tmp_path / "mkdocs.yml", tmp_path / "theme", library, tmp_path / tree)
    settings = yaml.safe_load(building.stock_settings(tmp_path).read_text(encoding="utf-8"))
    assert "custom_dir" not in settings["theme"]
    assert settings["plugins"] == ["search"]
    assert settings["docs_dir"] == str(tmp_path / tree / "pages")
    assert settings["site_name"] == library.site.title
    assert {"Trang chủ": "index.md"} in settings["nav"]


# --------------------------------------------------------------------------- reports of others


def test_reports_of_the_search_harness_become_rows() -> None:
    def all_of(mrr: float) -> dict[str, float]:
        return {"queries": 70, "mrr": mrr, "hits1": 0.9, "hits5": 1}

    ours = {t: {"all": all_of(0.96), "kinds": {"nfd": all_of(0.97)}} for t in ("tuning", "unseen")}
    theirs = {t: {"all": all_of(0.5), "kinds": {"nfd": all_of(0.1)}} for t in ("tuning", "unseen")}
    rows = table.rows(quality.figures(ours, theirs), budgets.BUDGETS)
    assert rows[0] == ("unseen queries: mean reciprocal rank", "0.960 (70 queries)", "≥ 0.95", "Material 0.500")
    assert rows[2] == ("unseen queries: hits@5", "100.0 %", "≥ 99 %", "Material 100.0 %")
    assert rows[-1][0].strip() == "unseen, nfd (70)"
    assert rows[-1][1:] == ("MRR 0.970, hits@1 90 %, hits@5 100 %", "", "MRR 0.100, hits@1 90 %, hits@5 100 %")
    assert quality.figures(ours, {}, "Material: no Node")[0].peer == "Material: no Node"


def test_lighthouse_reports_are_read() -> None:
    report: dict[str, dict[str, dict[str, float | None]]]
    report = {
        "categories": {
            "performance": {"score": 0.985},
            "accessibility": {"score": 1},
            "best-practices": {"score": None},
        }
    }
    assert lighthouse.scores(report) == {"performance": 98, "accessibility": 100, "best-practices": 0}


def test_weasyprint_gets_every_word_of_an_item() -> None:
    item = {
        "here": "a.md",
        "number": 3,
        "question": "Hỏi?",
        "short": "Đáp.",
        "targets": {"rows": [{"name": "Chi", "value": "2%", "n": 1}]},
    }
    assert (
        printing.section(item)
        == '<section id="c3"><h2>Câu 3. Hỏi?</h2><div>Đáp.</div><div>Chi</div><div>2%</div></section>'
    )


# --------------------------------------------------------------------------- pages sent and shown


@pytest.fixture
def sent(tmp_path: Path) -> Iterator[tuple[str, browser.Traffic]]:
    (tmp_path / "index.html").write_text("<p>Trang thử</p>\n" * 500, encoding="utf-8")
    with browser.served(tmp_path) as (address, traffic):
        yield address, traffic


def test_the_server_sends_gzip_and_counts_heads_and_bodies(sent: tuple[str, browser.Traffic]) -> None:
    address, traffic = sent
    with urllib.request.urlopen(address) as response:
        assert response.headers["Content-Encoding"] == "gzip"
        body = response.read()
    deadline = time.monotonic() + 10
    while not traffic.requests and time.monotonic() < deadline:  # counted when all has been sent
        time.sleep(0.01)
    assert len(body) < traffic.bytes < len(body) + 400


@pytest.mark.parametrize("site", [ROOT, *SITES], ids=lambda path: path.name)
def test_the_pages_measured_are_one_of_every_template_of_any_site(site: Path) -> None:
    library = project.library_of(site)
    planned = {addresses.published(p.path): p.template for p in sitemap.plan(library)}
    pages = kinds.pages(library)
    assert sorted(planned[name] for name in pages if name != kinds.NOT_FOUND) == sorted(set(planned.values()))
    assert pages[-1] == kinds.NOT_FOUND
    assert planned[kinds.item(library)] == "qa-item"


def test_screenshots_cover_every_kind_of_page_in_both_widths_and_schemes() -> None:
    pages = kinds.pages(project.library_of(BASE))
    taken = list(screenshots.shots(pages))
    assert len(taken) == 4 * len(pages) == len({s.name for s in taken})
    page = screenshots.sheet(taken)
    assert all(page.count(f'src="{s.name}"') == 1 for s in taken)


def test_without_a_browser_or_a_site_one_line_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    site = shutil.copytree(BASE, tmp_path / "site")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", TODAY_EPOCH)
    assert cli.main(["--root", str(site), "screenshots"]) == 1
    assert "build/site" in capsys.readouterr().err
    (site / "build" / "site").mkdir(parents=True)
    (site / "build" / "site" / "index.html").write_text("", encoding="utf-8")
    monkeypatch.setenv("PATH", str(BASE))
    assert cli.main(["--root", str(site), "screenshots"]) == 1
    assert capsys.readouterr().err.count("\n") == 1


def test_a_page_that_is_not_there_is_told_by_its_address(tab: Page, tmp_path: Path) -> None:
    (tmp_path / "index.html").write_text("<!doctype html><title>Có</title>", encoding="utf-8")
    with browser.served(tmp_path) as (address, _):
        browser.opened(tab, address + "index.html")
        with pytest.raises(project.UnavailableError, match=r"khong-co\.html is not there \(404\)"):
            browser.opened(tab, address + "khong-co.html")


def test_a_page_that_asks_for_what_is_not_there_is_told(tab: Page, tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text('<!doctype html><link rel="stylesheet" href="b.css">', encoding="utf-8")
    with (
        browser.served(tmp_path) as (address, _),
        pytest.raises(project.UnavailableError, match=r"a\.html asks for \S+b\.css, which is not there"),
    ):
        browser.opened(tab, address + "a.html")


def test_a_site_is_served_under_the_path_it_was_built_for(tab: Page, tmp_path: Path) -> None:
    link = '<!doctype html><link rel="stylesheet" href="/sach/assets/site.css">'
    (tmp_path / "404.html").write_text(link, encoding="utf-8")
    (tmp_path / "assets").mkdir()
    (tmp_path / "assets/site.css").write_text("p { color: red }", encoding="utf-8")
    with browser.served(tmp_path) as (address, _):
        assert address.endswith("/sach/")
        browser.opened(tab, address + "404.html")


# --------------------------------------------------------------------------- any site


def test_a_copy_is_one_folder_whatever_the_site_lays_over_the_theme(tmp_path: Path) -> None:
    site = shutil.copytree(SITES[0], tmp_path / "site")
    (site / "theme" / "styles").mkdir(parents=True)
    (site / "theme" / "styles" / "1-base.css").write_text("/* khác */", encoding="utf-8")
    made = project.copy(tmp_path / "copy", Folders(site), items=False, prints=False)
    assert (made / "theme" / "styles" / "1-base.css").read_text(encoding="utf-8") == "/* khác */"
    assert (made / "theme" / "pages" / "home.md.j2").is_file()
    assert (made / "microsite" / "folders.py").is_file()
    assert list((made / "qa").iterdir()) == []
    assert not (made / "content" / "handouts.yml").exists()
    assert (made / "content" / "site.yml").read_bytes() == (site / "content" / "site.yml").read_bytes()


@pytest.mark.parametrize("site", SITES, ids=lambda path: path.name)
def test_any_site_can_be_made_large(site: Path, tmp_path: Path) -> None:
    project.copy(tmp_path, Folders(site), items=False)
    assert synthetic.write(site, tmp_path, 60) == 60
    library = project.library_of(tmp_path)
    assert len({item.number for item in library.items}) == len({item.id for item in library.items}) == 60


def test_the_labelled_queries_are_held_against_their_own_site_only(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    project.copy(tmp_path / "copy", Folders(SITES[0]))
    monkeypatch.setattr(quality, "REFERENCE", tmp_path)
    with pytest.raises(project.UnavailableError, match="there is no tests/reference"):
        quality.measure(tmp_path, tmp_path / "copy")
    (tmp_path / "slug.txt").write_text("mot-trang-khac\n", encoding="utf-8")
    with pytest.raises(project.UnavailableError, match="those of tests/reference are about another one"):
        quality.measure(tmp_path, tmp_path / "copy")
    (tmp_path / "slug.txt").write_text(project.library_of(SITES[0]).site.key + "\n", encoding="utf-8")
    with pytest.raises(project.UnavailableError, match="the site has no search"):
        quality.measure(tmp_path, tmp_path / "copy")


def test_what_is_searched_for_comes_from_the_site() -> None:
    library = project.library_of(SITES[0])
    assert all(query in traffic.queries(library) for query in [" ".join(library.items[0].question.split()[:4])])
    assert 2 <= len(traffic.queries(library)) <= 3


def test_bare_paragraphs_have_the_words_and_nothing_else(tmp_path: Path) -> None:
    (tmp_path / "bare.typ").write_text(printing.BARE, encoding="utf-8")
    words = json.dumps({"paper": "a5", "words": ["Một đoạn *không* #phải mã."] * 200})
    assert printing._bare(str(tmp_path), words) > 1


def test_the_offline_figure_counts_pages_and_no_pdfs(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text("a" * 1000, encoding="utf-8")
    (tmp_path / "a.pdf").write_bytes(b"a" * 1000)
    (figure,) = offline.measure(tmp_path)
    assert figure.value is not None
    assert figure.value < 0.1
    assert figure.note == "(1 files)"
