"""``--site``: a site in a folder of its own, with files laid over the theme; the generator's folder stays as it was."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml

from microsite import reading
from microsite.commands import cli
from microsite.findings import UserError
from microsite.folders import Folders
from microsite.library import Library
from microsite.outputs.pages import collection, render
from microsite.publishing import serve, stamp, theme
from tests.conftest import ROOT
from tests.print.readback import Pdf

LEAFLET = """\
- id: to-roi
  name: Tờ rơi
  template: leaflet
  about: [item]
  papers: [a4]
  sizes: [12, 10]
  description: Một câu trên một tờ.
  printing: In trên giấy A4.
"""
FRAME = Path(yaml.safe_load((ROOT / "mkdocs.yml").read_text(encoding="utf-8"))["theme"]["custom_dir"])


def state(folder: Path) -> dict[str, tuple[int, int]]:
    """What would change if anything were written: sizes and times of files."""
    return {
        p.relative_to(folder).as_posix(): (p.stat().st_size, p.stat().st_mtime_ns)
        for p in sorted(folder.rglob("*"))
        if p.is_file() and "__pycache__" not in p.parts
    }


@pytest.fixture
def site(project: Callable[..., Path]) -> Path:
    """A site elsewhere that lays a page, a style, a sheet and a file of the frame over the theme."""
    page = (ROOT / "theme/pages/topics.md.j2").read_text(encoding="utf-8")
    sheet = (ROOT / "theme/handouts/leaflet.typ").read_text(encoding="utf-8")
    return project(
        {
            "content/handouts.yml": LEAFLET,
            "theme/pages/topics.md.j2": page + "\nTrang chủ đề riêng của trang này.\n",
            "theme/styles/99-own.css": ".rieng{color:#123456}\n",
            "theme/handouts/leaflet.typ": sheet + "\nTờ rơi riêng của trang này.\n",
            f"{FRAME}/assets/own.json": "{}",
        }
    )


def test_a_site_elsewhere_is_built_with_its_own_files_over_the_theme(
    site: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = state(ROOT / "theme"), state(ROOT / "microsite"), sorted(p.name for p in ROOT.iterdir())
    assert cli.main(["build", "--site", str(site)]) == 0, capsys.readouterr()
    built = site / "build" / "site"
    assert f"{built}/index.html" in capsys.readouterr().out
    assert "Trang chủ đề riêng" in (built / "chu-de/index.html").read_text(encoding="utf-8")
    css = (built / "assets/site.css").read_text(encoding="utf-8")
    assert css.count(".rieng{color:#123456}") == 1
    assert (ROOT / "theme/styles/1-base.css").read_text(encoding="utf-8")[:200] in css
    assert (built / "assets/own.json").read_text(encoding="utf-8") == "{}"
    sheets = sorted((built / "in").glob("*.pdf"))
    assert sheets
    assert all("Tờ rơi riêng của trang này." in "".join(map(pdf.text, range(len(pdf)))) for pdf in map(Pdf, sheets))
    assert (state(ROOT / "theme"), state(ROOT / "microsite"), sorted(p.name for p in ROOT.iterdir())) == before


def test_what_stands_over_the_theme_counts_as_an_input(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["build", "--site", str(site)]) == 0
    assert cli.main(["build", "--site", str(site)]) == 0
    assert "Không có gì thay đổi" in capsys.readouterr().out
    (site / "theme/styles/99-own.css").write_text(".khac{}", encoding="utf-8")
    (site / "theme/pages/topics.md.j2").unlink()
    assert cli.main(["build", "--site", str(site)]) == 0
    assert "Không có gì thay đổi" not in capsys.readouterr().out
    built = site / "build" / "site"
    assert ".khac{}" in (built / "assets/site.css").read_text(encoding="utf-8")
    assert "Trang chủ đề riêng" not in (built / "chu-de/index.html").read_text(encoding="utf-8")


def test_the_handout_command_uses_the_sites_own_sheet(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["handout", "--site", str(site), "--items", "1"]) == 0
    printed = capsys.readouterr().out
    (sheet,) = (site / "build" / "to-in").glob("*.pdf")
    assert printed.startswith(f"{sheet}: ")
    assert "Tờ rơi riêng" in "".join(Pdf(sheet).text(n) for n in range(len(Pdf(sheet))))


def test_a_sheet_that_only_the_site_has_is_found_by_check(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    formats = site / "content/handouts.yml"
    formats.write_text(LEAFLET.replace("template: leaflet", "template: rieng"), encoding="utf-8")
    assert cli.main(["check", "--site", str(site)]) == 1
    assert "theme/handouts/rieng.typ" in capsys.readouterr().out
    shutil.copy(site / "theme/handouts/leaflet.typ", site / "theme/handouts/rieng.typ")
    assert cli.main(["check", "--site", str(site)]) == 0


# --------------------------------------------------------------------------- the folder that is laid


@pytest.mark.parametrize("wrong", ["{% if %}", "{{ site.nothing.more }}", "{{ site.title | nothing }}"])
@pytest.mark.parametrize("name", ["topics.md.j2", "sheet.html.j2"])
def test_a_mistake_in_a_template_is_told_with_its_place(wrong: str, name: str, tmp_path: Path) -> None:
    library = reading.read(ROOT / "tests/sites/luat").library
    shutil.copytree(ROOT / "theme", tmp_path / "theme")
    template = tmp_path / "theme/pages" / name
    lines = template.read_text(encoding="utf-8").rstrip("\n").split("\n")
    template.write_text("\n".join([*lines, wrong]) + "\n", encoding="utf-8")
    place = re.escape(f"mẫu theme/pages/{name}:{len(lines) + 1} có lỗi: ")
    with pytest.raises(render.TemplateError, match=place):
        write_pages(library, tmp_path)


def write_pages(library: Library, folder: Path) -> None:
    render.render(library, folder / "theme", folder / "pages")
    collection.write(library, folder / "theme", folder / "site")


def test_without_files_of_its_own_a_site_has_the_generators_theme_as_it_is(tmp_path: Path) -> None:
    assert theme.laid(Folders(tmp_path)) == ROOT / "theme"
    assert theme.laid(Folders(ROOT)) == ROOT / "theme"
    assert not (tmp_path / "build").exists()


def test_laying_again_changes_what_has_changed_and_nothing_else(site: Path) -> None:
    folders = Folders(site)
    laid = theme.laid(folders)
    before = state(laid)
    assert set(before) == set(state(ROOT / "theme")) | set(state(site / "theme"))
    assert theme.laid(folders) == laid
    assert state(laid) == before
    (site / "theme/styles/99-own.css").unlink()
    (site / "theme/styles/.99-own.css.swp").write_text("x", encoding="utf-8")
    theme.laid(folders)
    assert set(before) - set(state(laid)) == {"styles/99-own.css"}
    assert set(state(laid)) < set(before)


def test_a_file_where_the_theme_has_a_folder_is_told(tmp_path: Path) -> None:
    (tmp_path / "theme").mkdir()
    (tmp_path / "theme" / "pages").write_text("", encoding="utf-8")
    with pytest.raises(UserError, match="pages là một tệp"):
        theme.laid(Folders(tmp_path))


def test_both_folders_are_watched_and_stamped(site: Path) -> None:
    folders = Folders(site)
    watched = serve.watched(folders)
    assert {site / "qa", site / "content", site / "theme", ROOT / "theme", ROOT / "mkdocs.yml"} == set(watched)
    assert all(path.exists() for path in watched)
    assert stamp._digest(theme.laid(folders), [""]) != stamp._digest(ROOT / "theme", [""])


BROKEN = {
    "theme/pages/home.md.j2": ("# Trang\n\n{{ khong.co }}\n", "theme/pages/home.md.j2:3"),
    "theme/pages/topic.md.j2": ("# Trang\n{% if %}\n", "theme/pages/topic.md.j2:2"),
    "theme/pages/macros.md.j2": ("", "theme/pages/"),
    "theme/pages/sheet.html.j2": ("{{ 1 / 0 }}", "theme/pages/sheet.html.j2:1"),
    f"theme/{FRAME.name}/main.html": ("{{ khong.co }}", f"theme/{FRAME.name}/main.html:1"),
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_template_of_the_site_is_told_in_one_line(
    site: Path, name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    content, where = BROKEN[name]
    (site / name).parent.mkdir(parents=True, exist_ok=True)
    (site / name).write_text(content, encoding="utf-8")
    (site / "content/handouts.yml").unlink()
    published = site / "build/site/index.html"
    published.parent.mkdir(parents=True)
    published.write_text("bản trước", encoding="utf-8")
    assert cli.main(["build", "--site", str(site)]) == 1
    out = capsys.readouterr().out
    assert re.search(rf"^lỗi: mẫu {re.escape(where)}.* có lỗi: .*; sửa mẫu", out, re.M)
    assert published.read_text(encoding="utf-8") == "bản trước"
    assert not (site / "build/new").exists()


def test_a_template_in_another_encoding_is_told(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (site / "theme/pages/home.md.j2").write_bytes(b"\xff\xfe")
    (site / "content/handouts.yml").unlink()
    assert cli.main(["build", "--site", str(site)]) == 1
    assert "lỗi: mẫu theme/pages/home.md.j2 có lỗi" in capsys.readouterr().out


def test_a_folder_where_the_theme_has_a_file_is_told_as_the_sites(site: Path) -> None:
    (site / "theme/pages/home.md.j2").mkdir()
    (site / "theme/pages/home.md.j2/x").write_text("", encoding="utf-8")
    with pytest.raises(UserError, match=r"theme/pages/home\.md\.j2 là một thư mục, .* có tệp cùng tên") as told:
        theme.laid(Folders(site))
    assert str(site) in str(told.value)


@pytest.mark.parametrize("name", ["build", "build/cache", "build/mkdocs.yml/x", "build/stamp.json/x"])
def test_what_stands_in_the_way_of_a_build_is_told_in_one_line(
    site: Path, name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    (site / name).parent.mkdir(parents=True, exist_ok=True)
    (site / name).write_text("", encoding="utf-8")
    assert cli.main(["build", "--site", str(site)]) == 1
    assert re.fullmatch(r"lỗi: không đọc hoặc ghi được .*\n", capsys.readouterr().err.splitlines(True)[-1])


def test_a_name_that_no_system_takes_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["check", "--site", "x" * 5000]) == 1
    assert len(capsys.readouterr().err) < 400


def test_what_stands_where_the_site_belongs_gives_way(site: Path, tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / "kept").write_text("", encoding="utf-8")
    (site / "content/handouts.yml").unlink()
    (site / "build").mkdir()
    (site / "build/site").symlink_to(elsewhere)
    (site / "build/new").write_text("", encoding="utf-8")
    for word in ("một", "hai"):
        (site / "theme/pages/topics.md.j2").write_text(f"# {word}\n", encoding="utf-8")
        assert cli.main(["build", "--site", str(site)]) == 0
        assert word in (site / "build/site/chu-de/index.html").read_text(encoding="utf-8")
    assert (elsewhere / "kept").is_file()
    assert not (site / "build/site.old").is_symlink()


@pytest.mark.parametrize(
    "address",
    [
        "https://a.vn/../",
        "https://a..vn/",
        "https://a.vn//",
        "https://a.vn/%zz/",
        "https://a.vn:99999/",
        "https://a.vn/;x/",
        "https://a.vn/.x/",
        f"https://a.vn/{'x' * 300}/",
    ],
)
def test_an_address_at_which_no_site_can_be_is_refused_before_the_build(
    site: Path, address: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(["build", "--site", str(site), "--address", address]) == 1
    assert capsys.readouterr().err.startswith("lỗi: --address ")
    assert not (site / "build").exists()


def test_settings_that_cannot_be_read_are_the_only_error(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    settings = site / "content/site.yml"
    settings.write_text(settings.read_text(encoding="utf-8") + 'icon: {colour: "red"}\n', encoding="utf-8")
    question = next((site / "qa").glob("*.yml"))
    question.write_text(
        re.sub(r"^answer:.*?(?=^\w)", "answer: Ngắn thôi.\n", question.read_text(encoding="utf-8"), flags=re.M | re.S),
        encoding="utf-8",
    )
    assert cli.main(["check", "--site", str(site)]) == 1
    out = capsys.readouterr().out
    assert "Giá trị “red” của trường “colour” không đúng dạng." in out
    assert "do-dai-tra-loi" not in out


def test_formats_that_make_no_file_have_no_page(site: Path) -> None:
    formats = LEAFLET.replace("about: [item]", "about: [overview]").replace("leaflet", "trifold")
    (site / "content/handouts.yml").write_text(formats, encoding="utf-8")
    (site / "theme/handouts/leaflet.typ").unlink()
    assert cli.main(["build", "--site", str(site)]) == 0
    assert not [*(site / "build/site/in").glob("*.pdf")]
    assert not (site / "build/site/in-an.html").exists()
    assert not [p for p in (site / "build/site").rglob("*.html") if "in-an.html" in p.read_text(encoding="utf-8")]


def test_topics_of_no_item_have_no_page_and_no_link(site: Path) -> None:
    for name in ("topics", "audiences"):
        listed = site / f"content/{name}.yml"
        more = "- {id: khong-cau-nao, name: Không câu nào, summary: Chưa có câu nào.}\n"
        listed.write_text(listed.read_text(encoding="utf-8") + more, encoding="utf-8")
    (site / "content/handouts.yml").unlink()
    assert cli.main(["build", "--site", str(site)]) == 0
    built = [path for path in (site / "build/site").rglob("*") if path.suffix in {".html", ".json", ".xml"}]
    assert not [path for path in built if "khong-cau-nao" in path.name]
    assert not [path for path in built if "khong-cau-nao" in path.read_text(encoding="utf-8")]


def test_a_port_that_there_is_not_is_told(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["serve", "--port", "99999", "--site", str(site)]) == 1
    assert capsys.readouterr().err == "lỗi: Không có cổng 99999; số cổng lớn nhất là 65535.\n"
