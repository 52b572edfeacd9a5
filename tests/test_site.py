"""Building and publishing: a failed build changes nothing, the same input gives the same bytes."""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from microsite import reading
from microsite.folders import Folders
from microsite.library import Library
from microsite.outputs.pages import render
from microsite.publishing import build as site
from microsite.publishing import preview
from microsite.publishing.engine import BuildError
from tests.conftest import ROOT
from tests.print.orders import FORMATS


def digest(folder: Path) -> dict[str, str]:
    return {
        p.relative_to(folder).as_posix(): hashlib.sha256(p.read_bytes()).hexdigest()
        for p in sorted(folder.rglob("*"))
        if p.is_file()
    }


def library_of(folder: Path) -> Library:
    library = reading.read(folder).library
    assert library is not None
    return library


def build(folder: Path) -> tuple[int, list[str]]:
    said: list[str] = []
    return site.build(Folders(folder, folder), library_of(folder), said.append, said.append), said


@pytest.fixture
def small(project: Callable[..., Path]) -> Path:
    """The base project with the real theme."""
    folder = project()
    shutil.copytree(ROOT / "theme", folder / "theme")
    (folder / "microsite" / "publishing").mkdir(parents=True)
    for name in (
        "mkdocs.yml",
        "pyproject.toml",
        "requirements.lock",
        "microsite/publishing/engine.py",
    ):
        shutil.copy(ROOT / name, folder / name)
    shutil.copy(FORMATS, folder / "content" / "handouts.yml")
    return folder


def change(folder: Path) -> Path:
    """Add a sentence to an item; return the item's page below the site's folder."""
    path = next((folder / "qa").glob("001-*.yml"))
    path.write_text(
        path.read_text(encoding="utf-8").replace("answer: |\n", "answer: |\n  Một câu thêm để thử.\n\n", 1),
        encoding="utf-8",
    )
    return Path("hoi-dap", path.stem.split("-", 1)[1] + ".html")


def test_a_second_build_finds_nothing_to_do(small: Path) -> None:
    assert build(small)[0] == 0
    before = digest(small / "build/site")
    status, said = build(small)
    assert status == 0
    assert "Không có gì thay đổi" in said[-1]
    assert digest(small / "build/site") == before


def test_one_changed_item_gives_the_same_bytes_as_a_clean_build(small: Path) -> None:
    assert build(small)[0] == 0
    page = change(small)
    assert build(small)[0] == 0
    after = digest(small / "build/site")
    assert "Một câu thêm để thử" in (small / "build/site" / page).read_text(encoding="utf-8")
    shutil.rmtree(small / "build")
    assert build(small)[0] == 0
    assert digest(small / "build/site") == after


def test_a_changed_menu_is_on_every_page(small: Path) -> None:
    assert build(small)[0] == 0
    settings = small / "content/site.yml"
    more = "sections:\n  - {page: nguon, menu: Căn cứ}\n  - {page: chi-muc, hidden: true}\n"
    settings.write_text(settings.read_text(encoding="utf-8") + more, encoding="utf-8")
    assert build(small)[0] == 0
    for page in (small / "build/site").rglob("*.html"):
        assert ">Căn cứ</a>" in page.read_text(encoding="utf-8"), page.name
    assert not (small / "build/site/chi-muc.html").exists()


def test_a_failed_build_leaves_the_published_site(small: Path) -> None:
    assert build(small)[0] == 0
    before = digest(small / "build/site")
    template = small / "theme/pages/part.md.j2"
    template.write_text(template.read_text(encoding="utf-8") + "\n[hỏng](khong-co.md)\n", encoding="utf-8")
    status, said = build(small)
    assert status == 1
    assert any("khong-co.md" in line for line in said)
    assert digest(small / "build/site") == before
    assert not (small / "build/new").exists()


# --------------------------------------------------------------------------- the preview


def test_a_preview_brought_up_to_date_is_the_same_as_a_new_one(small: Path) -> None:
    more = small / "content/pages/them.md"
    shutil.copy(small / "content/pages/gioi-thieu.md", more)
    preview.rebuild(Folders(small, small), library_of(small))
    shown = small / "build/preview/site"
    assert (shown / "them.html").is_file()
    more.unlink()
    page = change(small)
    preview.rebuild(Folders(small, small), library_of(small))
    assert "Một câu thêm để thử" in (shown / page).read_text(encoding="utf-8")
    after = digest(shown)
    shutil.rmtree(small / "build")
    preview.rebuild(Folders(small, small), library_of(small))
    assert digest(shown) == after


def test_a_preview_recovers_from_a_broken_template_and_leaves_the_site_alone(small: Path) -> None:
    preview.rebuild(Folders(small, small), library_of(small))
    before = digest(small / "build/preview/site")
    template = small / "theme/pages/part.md.j2"
    sound = template.read_text(encoding="utf-8")
    template.write_text(sound + "\n[hỏng](khong-co.md)\n", encoding="utf-8")
    with pytest.raises(BuildError, match=r"khong-co\.md"):
        preview.rebuild(Folders(small, small), library_of(small))
    template.write_text(sound, encoding="utf-8")
    preview.rebuild(Folders(small, small), library_of(small))
    assert digest(small / "build/preview/site") == before
    assert not (small / "build/site").exists()


def test_edit_links_lead_to_the_data_file(small: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    library = library_of(small)
    monkeypatch.setenv("GITHUB_SERVER_URL", "https://github.com")
    monkeypatch.setenv("GITHUB_REPOSITORY", "ai-do/trang-mau")
    known = site.with_address(library, None)
    render.render(known, small / "theme", tmp_path)
    item = (tmp_path / "hoi-dap/chi-cho-nghien-cuu.md").read_text(encoding="utf-8")
    assert 'href="https://github.com/ai-do/trang-mau/edit/main/qa/001-chi-cho-nghien-cuu.yml"' in item
    monkeypatch.delenv("GITHUB_REPOSITORY")
    render.render(site.with_address(library, None), small / "theme", tmp_path)
    assert "001-chi-cho-nghien-cuu.yml" not in (tmp_path / "hoi-dap/chi-cho-nghien-cuu.md").read_text(encoding="utf-8")
