"""The Markdown tree belongs to no engine: MkDocs, ProperDocs and Zensical build the same; stock Material, its own."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from html import unescape
from pathlib import Path

import pytest
import yaml

from microsite import reading
from microsite.bench import kinds
from microsite.bench import project as bench
from microsite.outputs.pages import render
from microsite.publishing import engine, frame
from microsite.telling import sections

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of what an engine needs: settings, theme and the Markdown tree."""
    folder = tmp_path_factory.mktemp("project")
    library = reading.read(ROOT).library
    assert library is not None
    shutil.copy(ROOT / "mkdocs.yml", folder)
    shutil.copytree(ROOT / "theme", folder / "theme")
    engine.write_settings(folder / "mkdocs.yml", folder / "theme", library, folder / "build")
    render.render(library, ROOT / "theme", folder / "build/pages")
    engine.assets(library, ROOT / "theme", folder / "build/pages/assets")
    return folder


def titles(folder: Path) -> dict[str, tuple[str, str]]:
    """Return each page's title and first heading by its path."""
    found = {}
    for path in sorted(folder.rglob("*.html")):
        text = path.read_text(encoding="utf-8")
        title = re.search(r"<title>(.*?)</title>", text, re.S)
        heading = re.search(r"<h1[^>]*>(.*?)</h1>", text, re.S)
        words = [unescape(re.sub(r"<[^>]+>", "", m.group(1))).strip() if m else "" for m in (title, heading)]
        found[path.relative_to(folder).as_posix()] = (words[0], words[1])
    return found


def run(*command: str, folder: Path) -> str:
    done = subprocess.run(
        [sys.executable, "-m", *command],
        cwd=folder,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        timeout=300,
    )
    assert done.returncode == 0, (done.stdout + done.stderr)[-3000:]
    return done.stdout + done.stderr


@pytest.fixture(scope="module")
def by_mkdocs(project: Path) -> Path:
    """The tree as MkDocs builds it with the settings that every build leaves beside the tree."""
    options = ("--strict", "--quiet", "-f", "build/mkdocs.yml")
    run("mkdocs", "build", *options, "--site-dir", str(project / "build/by-mkdocs"), folder=project)
    return project / "build/by-mkdocs"


def around(folder: Path) -> list[str]:
    """Return what stands before and after the article of a few pages, blanks left out."""
    found = []
    for name in ("index.html", "hoi-dap/index.html", "nguon/index.html", "404.html"):
        text = unescape((folder / name).read_text(encoding="utf-8")).replace('="./', '="')
        # Of a site with an address, Zensical tells the root without the slash at its end.
        text = re.sub(r'data-root="(/[^"]*?)/?"', r'data-root="\1/"', text)
        before, _, rest = text.partition("<article")
        found += [re.sub(r"\s+", "", part) for part in (before, rest.partition("</article>")[2])]
    return found


def test_mkdocs_strict_is_clean(by_mkdocs: Path) -> None:
    assert kinds.item(bench.library_of(ROOT)) in titles(by_mkdocs)


def test_zensical_builds_the_same_pages_and_titles(project: Path, by_mkdocs: Path) -> None:
    run("zensical", "build", "--strict", "-f", "build/mkdocs.yml", folder=project)
    assert titles(project / "build/site") == titles(by_mkdocs)
    assert around(project / "build/site") == around(by_mkdocs)


def test_properdocs_builds_the_same_files(project: Path, by_mkdocs: Path) -> None:
    options = ("--strict", "--quiet", "-f", "build/mkdocs.yml")
    target = project / "build/by-properdocs"
    run("properdocs", "build", *options, "--site-dir", str(target), folder=project)
    assert titles(target) == titles(by_mkdocs)
    for path in by_mkdocs.rglob("*.html"):
        assert (target / path.relative_to(by_mkdocs)).read_bytes() == path.read_bytes()


def test_stock_material_builds_the_same_articles_in_its_own_frame(project: Path, by_mkdocs: Path) -> None:
    options = ("--strict", "--quiet", "-f", "build/mkdocs.yml", "--theme", "material")
    target = project / "build/by-material"
    run("mkdocs", "build", *options, "--site-dir", str(target), folder=project)
    ours, stock = titles(by_mkdocs), titles(target)
    assert stock.keys() == ours.keys()
    assert {name: heading for name, (_, heading) in stock.items() if name != "404.html"} == {
        name: heading for name, (_, heading) in ours.items() if name != "404.html"
    }
    name = kinds.item(bench.library_of(ROOT))
    page = (target / name).read_text(encoding="utf-8")
    assert 'class="md-content"' in page
    article = (by_mkdocs / name).read_text(encoding="utf-8")
    answer = re.search(r"<section[^>]*>.*?</section>", article, re.S)
    assert answer is not None
    assert answer.group() in page


def test_the_frame_does_without_what_the_generator_tells(project: Path, by_mkdocs: Path) -> None:
    run("mkdocs", "build", "--strict", "--quiet", "--site-dir", "build/bare", folder=project)
    bare, ours = titles(project / "build/bare"), titles(by_mkdocs)  # its title aside, which is no site's
    assert {name: heading for name, (_, heading) in bare.items()} == {
        name: heading for name, (_, heading) in ours.items()
    }
    assert "bo-in.html" in around(by_mkdocs)[1]
    assert "bo-in.html" not in around(project / "build/bare")[1]


def test_the_settings_of_every_site_name_none() -> None:
    settings = yaml.safe_load((ROOT / "mkdocs.yml").read_text(encoding="utf-8"))
    assert not settings.keys() & {"nav", "extra", "site_description", "site_url"}


def test_the_menu_is_that_of_the_plan(project: Path) -> None:
    library = reading.read(ROOT).library
    assert library is not None
    settings = yaml.safe_load((project / "build/mkdocs.yml").read_text(encoding="utf-8"))
    assert settings["nav"] == [{"Trang chủ": "index.md"}, *({e.menu: e.page} for e in sections.menu(library))]
    assert settings["site_name"] == library.site.title


def test_a_site_has_only_what_it_holds_in_its_menu() -> None:
    library = reading.read(ROOT / "tests/sites/thu-vien").library
    assert library is not None
    pages = [page for entry in engine.engine_settings(library)["nav"] for page in entry.values()]
    assert pages == ["index.md", "hoi-dap/index.md", "nguon/index.md"]


@pytest.mark.parametrize("maker", ["mkdocs", "zensical"])
def test_what_is_printed_is_escaped_once(tmp_path: Path, maker: str) -> None:
    bad = 'Hỏi "<b>đậm</b>" & đáp'
    shutil.copytree(ROOT / "theme/material", tmp_path / "theme/material")
    shutil.copy(ROOT / "mkdocs.yml", tmp_path)
    foot = [{"title": bad, "url": 'a"b.html'}]
    shown = {"at": frame.AROUND, "search": "a.html", "note": bad, "foot": foot, "lost": []}
    told = {
        "INHERIT": "mkdocs.yml",
        "site_name": bad,
        "site_description": bad,
        "site_url": "https://vi-du.vn/?a=1&b=2",
        "nav": [{bad: "index.md"}],
        "extra": {"frame": shown},
    }
    (tmp_path / "other.yml").write_text(json.dumps(told), encoding="utf-8")
    head = {"kind": "figures", "title": bad, "description": bad}
    body = "# R&D\n\n## Một & R&D\n\n## Hai\n\n## Ba\n"
    page = tmp_path / "build/pages/index.md"
    page.parent.mkdir(parents=True)
    page.write_text(f"---\n{json.dumps(head, ensure_ascii=False)}\n---\n{body}", encoding="utf-8")
    run(maker, "build", "--strict", "-f", "other.yml", folder=tmp_path)
    for name in ("index.html", "404.html"):
        text = (tmp_path / "build/site" / name).read_text(encoding="utf-8")
        assert "<b>" not in text
        assert "amp;amp;" not in text
        assert 'a"b.html' not in text
        assert text.count("&lt;b&gt;") >= 8
    assert "Một &amp; R&amp;D</a>" in (tmp_path / "build/site/index.html").read_text(encoding="utf-8")
