"""``new-site``: its files are valid, build at once, and overwrite nothing."""

from __future__ import annotations

import datetime as dt
import io
import re
import sys
import tempfile
import unicodedata
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from microsite import reading, starter
from microsite.checking.checked import judged
from microsite.commands import cli
from microsite.folders import Folders
from microsite.starter import Answers
from tests.conftest import TODAY_EPOCH

TOLD = {
    "--title": "Hỏi – đáp Luật Cây xanh: 10 điều #1",
    "--short-title": "Luật Cây xanh",
    "--document": "Luật Cây xanh đô thị và nông thôn, bảo vệ, chăm sóc và phát triển cây ở nơi công cộng",
    "--number": "12/2031/QH17",
    "--issuer": "Quốc hội",
    "--publisher": "Ban biên tập Trang mẫu",
}
WRITTEN = {
    ".github/workflows/publish.yml",
    ".gitignore",
    "README.md",
    "content/audiences.yml",
    "content/glossary.yml",
    "content/handouts.yml",
    "content/pages/gioi-thieu.md",
    "content/site.yml",
    "content/sources.yml",
    "content/topics.yml",
    "qa/001-trang-nay-tra-loi-nhung-gi.yml",
    "qa/002-them-va-sua-mot-cau.yml",
}


@pytest.fixture(autouse=True)
def a_fixed_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", TODAY_EPOCH)
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO()))  # no terminal


def command(target: Path, *more: str, **changed: str) -> list[str]:
    told = TOLD | {f"--{name.replace('_', '-')}": value for name, value in changed.items()}
    return ["new-site", str(target), *(word for pair in told.items() for word in pair), *more]


def files(folder: Path) -> set[str]:
    return {p.relative_to(folder).as_posix() for p in folder.rglob("*") if p.is_file()}


def test_it_writes_a_valid_site_and_prints_what_comes_next(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    target = tmp_path / "trang mới"
    assert cli.main(command(target, "--official")) == 0
    assert files(target) == WRITTEN
    printed = capsys.readouterr()
    assert f'\n  python3 build.py --site "{target}"\n' in printed.out
    library, found = judged(Folders(target))
    assert found == []
    assert (library.site.title, library.site.name) == (TOLD["--title"], "Luật Cây xanh")
    assert library.site.official
    assert library.site.key == "hoi-dap-luat-cay-xanh-10-dieu-1"
    lead = library.lead
    assert (lead.id, lead.kind, lead.number, lead.short) == (
        "luat-12-2031-qh17",
        "Luật",
        "12/2031/QH17",
        "Luật 12/2031/QH17",
    )
    assert [item.reviewed for item in library.items] == [dt.date(2026, 11, 22)] * 2
    for name in WRITTEN - {"README.md", ".gitignore"}:
        assert "«" not in (target / name).read_text(encoding="utf-8")
    for path in [*(target / "content").glob("*.yml"), *(target / "qa").glob("*.yml")]:
        assert path.read_text(encoding="utf-8").startswith("# "), f"{path.name} is not commented"


def test_the_kind_of_a_small_document_is_read_off_its_name(tmp_path: Path) -> None:
    assert cli.main(command(tmp_path / "be-boi", document="Nội quy Bể bơi Hồ Xuân")) == 0
    assert judged(Folders(tmp_path / "be-boi"))[0].lead.kind == "Nội quy"


def test_it_builds_at_once(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    target = tmp_path / "trang"
    assert cli.main(command(target)) == 0
    assert cli.main(["check", "--site", str(target)]) == 0
    assert cli.main(["build", "--site", str(target), "--address", "https://vi-du.vn/trang/"]) == 0, capsys.readouterr()
    built = target / "build" / "site"
    assert "Trang này trả lời những gì?" in (built / "index.html").read_text(encoding="utf-8")
    assert len(list((built / "in").glob("*.pdf"))) >= 4


# --------------------------------------------------------------------------- nothing is overwritten


@pytest.mark.parametrize("there", ["README.md", "content/site.yml", ".env", "ghi-chu.txt"])
def test_a_folder_with_something_in_it_is_left_alone(
    there: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "trang" / there
    path.parent.mkdir(parents=True)
    path.write_text("của người khác", encoding="utf-8")
    assert cli.main(command(tmp_path / "trang")) == 1
    assert re.fullmatch(r"lỗi: Thư mục .* đã có .*\n", capsys.readouterr().err)
    assert files(tmp_path) == {f"trang/{there}"}


def test_an_empty_folder_and_an_empty_repository_will_do(tmp_path: Path) -> None:
    (tmp_path / "trang" / ".git").mkdir(parents=True)
    (tmp_path / "trang" / ".git" / "HEAD").write_text("ref: refs/heads/main\n", encoding="utf-8")
    assert cli.main(command(tmp_path / "trang")) == 0
    assert files(tmp_path / "trang") == WRITTEN | {".git/HEAD"}


def test_a_file_in_the_way_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "tep").write_text("", encoding="utf-8")
    for target in (tmp_path / "tep", tmp_path / "tep" / "trang"):
        assert cli.main(command(target)) == 1
        assert re.fullmatch(r"lỗi: .*tep là một tệp, không phải thư mục; chọn tên khác\.\n", capsys.readouterr().err)


# --------------------------------------------------------------------------- what is told and asked


def test_what_is_missing_is_named_where_nobody_can_be_asked(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["new-site", str(tmp_path / "trang"), "--title", "A"]) == 1
    told = capsys.readouterr().err
    assert re.fullmatch(r"lỗi: Cần thêm --document, --issuer, --publisher; .*\n", told)
    assert files(tmp_path) == set()


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_who_sits_at_a_terminal_is_asked_for_the_rest(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    title, document, number, publisher = ["", "Trang hỏi – đáp"], ["Quyết định thử"], ["số 1"], ["Ban biên tập"]
    issuer = ["Ủy ban\u2028xã", "Ủy ban xã"]
    lines = [*title, *document, *number, *issuer, *publisher, "có"]
    monkeypatch.setattr(sys, "stdin", Terminal("".join(f"{line}\n" for line in lines)))
    assert cli.main(["new-site", str(tmp_path / "trang"), "--short-title", "Trang"]) == 0
    assert "Cơ quan ban hành văn bản, hoặc nơi xuất bản: có ký tự không dùng được (U+2028)" in capsys.readouterr().err
    library = reading.read(tmp_path / "trang").library
    assert library is not None
    assert (library.site.title, library.site.name, library.site.official) == ("Trang hỏi – đáp", "Trang", True)
    assert (library.lead.kind, library.lead.number, library.lead.issuer) == ("Quyết định", "số 1", "Ủy ban xã")


def test_a_terminal_that_closes_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "stdin", Terminal("Trang\n"))
    assert cli.main(["new-site", str(tmp_path / "trang")]) == 1
    assert capsys.readouterr().err == "lỗi: Chưa trả lời xong nên chưa viết gì.\n"
    assert files(tmp_path) == set()


@pytest.mark.parametrize(
    ("title", "told"),
    [
        ("Trang\nhai", r"U\+000A"),
        ("Trang\x1b[31m", r"U\+001B"),
        ("Trang\u202ehai", r"U\+202E"),
        ("Trang [[cau:1]]", r"\[\[cau:1\]\]"),
        ("Trang **đậm**", "đậm"),
    ],
)
def test_a_title_that_no_site_may_have_is_told_and_nothing_written(
    title: str, told: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(command(tmp_path / "trang", title=title)) == 1
    printed = capsys.readouterr().err
    assert re.fullmatch(rf"lỗi: .*{told}.*\n", printed), printed
    assert files(tmp_path) == set()


WORDS = st.text(st.sampled_from("aĐệ ừ:#'“”&*!|>%@`{}[]-,?\\/~0.…–$«»"), min_size=1, max_size=24) | st.text(max_size=12)


@settings(max_examples=60)
@given(title=WORDS, document=WORDS, number=WORDS)
@example("null", "yes", "0x10")
@example("- a: b", "? x", "1e3")
@example("«title»", "%YAML 1.2", "---")
def test_any_words_are_told_or_read_back_as_they_were_written(title: str, document: str, number: str) -> None:
    with tempfile.TemporaryDirectory() as name:
        target = Path(name) / "trang"
        given = {"title": title, "document": document, "number": number}
        told = [word for key, value in given.items() for word in (f"--{key}={value}",)]
        rest = [word for key in ("--issuer", "--publisher") for word in (key, TOLD[key])]
        status = cli.main(["new-site", str(target), *told, *rest])
        if status != 0:
            assert files(Path(name)) == set()
            return
        library, found = judged(Folders(target))
        assert [f for f in found if f.severity == "error"] == []
        kept = (library.site.title, library.lead.title, library.lead.number)
        wanted = [unicodedata.normalize("NFC", value).strip() for value in (title, document, number)]
        assert kept == (wanted[0], wanted[1], wanted[2] or None)


def test_ordinary_answers_are_taken() -> None:
    made = starter.files(Answers("Trang: A & B #1 – “mới”", "Sách X", "Nhà xuất bản", "Ban"), dt.date(2026, 11, 22))
    assert 'title: "Trang: A & B #1 – “mới”"' in made["content/site.yml"]
    assert "  # number: số hiệu, nếu văn bản có" in made["content/sources.yml"]
    assert made["README.md"].startswith("# Trang: A \\& B \\#1 – “mới”\n")


# --------------------------------------------------------------------------- the guide


def test_the_readme_names_commands_and_files_that_there_are() -> None:
    made = starter.files(Answers("A", "B", "C", "D"), dt.date(2026, 11, 22))
    readme = made["README.md"]
    with pytest.raises(SystemExit):
        cli.main(["--help"])
    for name in re.findall(r"build\.py (\S+)", readme):
        assert name in {c.__name__.rpartition(".")[2] for c in cli.COMMANDS}
    for name in re.findall(r"`(content/[\w./]+|\.github/[\w./-]+)`", readme):
        assert name in made
