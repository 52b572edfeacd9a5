"""Building and publishing: a failed build changes nothing, the same input gives the same bytes."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from microsite import pages, reading, site
from tests.browser import copy_project


def digest(folder: Path) -> dict[str, str]:
    return {p.relative_to(folder).as_posix(): hashlib.sha256(p.read_bytes()).hexdigest() for p in sorted(folder.rglob("*")) if p.is_file()}


def build(folder: Path) -> tuple[int, list[str]]:
    library = reading.read(folder).library
    assert library is not None
    said: list[str] = []
    return site.build(folder, library, said.append, said.append, preview=True), said


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = copy_project(tmp_path_factory.mktemp("small"))
    assert build(folder)[0] == 0
    return folder


def test_a_second_build_finds_nothing_to_do(small: Path) -> None:
    before = digest(small / "build/preview/site")
    status, said = build(small)
    assert status == 0
    assert "Không có gì thay đổi" in said[-1]
    assert digest(small / "build/preview/site") == before


def test_one_changed_item_gives_the_same_bytes_as_a_clean_build(small: Path, tmp_path: Path) -> None:
    path = next((small / "qa").glob("017-*.yml"))
    path.write_text(
        path.read_text(encoding="utf-8").replace("answer: |\n", "answer: |\n  Một câu thêm vào để thử.\n\n", 1), encoding="utf-8"
    )
    assert build(small)[0] == 0
    clean = copy_project(tmp_path / "clean")
    (clean / "qa" / path.name).write_bytes(path.read_bytes())
    assert build(clean)[0] == 0
    assert digest(small / "build/preview/site") == digest(clean / "build/preview/site")
    assert "Một câu thêm vào để thử" in (small / "build/preview/site/hoi-dap/nguon-luc-den-2030.html").read_text(encoding="utf-8")


def test_a_failed_build_leaves_the_published_site(small: Path) -> None:
    before = digest(small / "build/preview/site")
    template = small / "theme/pages/part.md.j2"
    original = template.read_text(encoding="utf-8")
    template.write_text(original + "\n[hỏng](khong-co.md)\n", encoding="utf-8")
    status, said = build(small)
    template.write_text(original, encoding="utf-8")
    assert status == 1
    assert any("khong-co.md" in line for line in said)
    assert digest(small / "build/preview/site") == before
    assert not (small / "build/preview/new").exists()


def test_edit_links_lead_to_the_data_file(small: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    library = reading.read(small).library
    assert library is not None
    monkeypatch.setenv("GITHUB_SERVER_URL", "https://github.com")
    monkeypatch.setenv("GITHUB_REPOSITORY", "ai-do/nghi-quyet-57")
    known = site.with_address(library, None)
    pages.render(known, small / "theme", tmp_path)
    item = (tmp_path / "hoi-dap/nguon-luc-den-2030.md").read_text(encoding="utf-8")
    assert 'href="https://github.com/ai-do/nghi-quyet-57/edit/main/qa/017-nguon-luc-den-2030.yml"' in item
    monkeypatch.delenv("GITHUB_REPOSITORY")
    pages.render(site.with_address(library, None), small / "theme", tmp_path)
    assert "qa/017-nguon-luc-den-2030.yml" in (tmp_path / "hoi-dap/nguon-luc-den-2030.md").read_text(encoding="utf-8")
