"""The command line's ``check``: exit status, formats, ``--fix``, and never a traceback."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import unicodedata
from collections.abc import Callable
from pathlib import Path

import pytest

from microsite.checking import checked
from microsite.commands import cli
from microsite.findings import Finding, Place, Severity, SourceFile, as_github, as_json, as_text, in_order
from microsite.reading import entries
from tests.conftest import ROOT

Project = Callable[..., Path]
ITEM = "qa/002-nguoi-dan-giam-sat.yml"
CASES = ROOT / "tests/cases"


def run(root: Path, *arguments: str) -> int:
    return cli.main(["--root", str(root), "check", *arguments])


def broken(root: Path) -> None:
    path = root / ITEM
    path.write_text(
        path.read_text(encoding="utf-8")
        .replace("at: IV.4", "at: IV.9")
        .replace("Góp ý cụ thể", "Hiện nay, góp ý: 100%, a\\b"),
        encoding="utf-8",
    )


# --------------------------------------------------------------------------- exit status


def test_sound(project: Project, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(project()) == 0
    assert capsys.readouterr() == ("Nội dung hợp lệ: 2 câu, 1 chỉ tiêu, 1 nhóm nhiệm vụ.\n", "")


def test_errors(project: Project, capsys: pytest.CaptureFixture[str]) -> None:
    root = project()
    broken(root)
    assert run(root) == 1
    assert capsys.readouterr().out.endswith("3 lỗi, 1 lưu ý trong 1 tệp.\n")


def test_warnings_alone_do_not_fail(project: Project, capsys: pytest.CaptureFixture[str]) -> None:
    root = project()
    long_ago = (root / ITEM).read_text(encoding="utf-8").replace(": 2026-11-22", ": 2025-01-01")
    (root / ITEM).write_text(long_ago, encoding="utf-8")
    assert run(root) == 0
    assert "0 lỗi, 1 lưu ý trong 1 tệp.\nNội dung hợp lệ" in capsys.readouterr().out


@pytest.mark.parametrize("arguments", [["check", "--no-such"], ["no-such-command"], ["check", "--format", "xml"]])
def test_wrong_command(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as told:
        cli.main(arguments)
    assert told.value.code == 2
    assert "Traceback" not in capsys.readouterr().err


def test_an_empty_folder_is_told_file_by_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(tmp_path) == 1
    assert capsys.readouterr().out.count("lỗi[thieu-tep]") == 2


def test_a_failing_check_leaves_what_was_published(project: Project, capsys: pytest.CaptureFixture[str]) -> None:
    root = project({"build/site/index.html": "bản cũ"})
    broken(root)
    assert cli.main(["--root", str(root), "build"]) == 1
    assert [p.name for p in (root / "build").rglob("*") if p.is_file()] == ["index.html"]
    assert (root / "build/site/index.html").read_text(encoding="utf-8") == "bản cũ"
    assert "bản đã xây trước đó giữ nguyên" in capsys.readouterr().out


# --------------------------------------------------------------------------- the day


def test_the_day_comes_from_source_date_epoch(
    project: Project, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    root = project()
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795219199")  # one second before 2026-11-21 ends
    assert run(root) == 1
    assert capsys.readouterr().out.count("Ngày rà soát 22/11/2026 nằm trong tương lai.") == 3
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1900000000")
    assert run(root) == 0
    assert "Đã 40 tháng chưa rà soát" in capsys.readouterr().out
    monkeypatch.delenv("SOURCE_DATE_EPOCH")
    assert checked.today().year >= 2026


@pytest.mark.parametrize("value", ["hôm nay", "2026-11-22", "9" * 30, "1e9", "-1" + "0" * 20])
def test_a_wrong_day_is_told_in_one_line(
    value: str, project: Project, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    root = project()
    monkeypatch.setenv("SOURCE_DATE_EPOCH", value)
    assert run(root) == 1
    assert re.fullmatch(r"lỗi: biến môi trường SOURCE_DATE_EPOCH .*\n", capsys.readouterr().err)


# --------------------------------------------------------------------------- formats


def test_json(project: Project, capsys: pytest.CaptureFixture[str]) -> None:
    root = project()
    assert run(root, "--format", "json") == 0
    assert json.loads(capsys.readouterr().out) == []
    broken(root)
    assert run(root, "--format", "json") == 1
    found = json.loads(capsys.readouterr().out)
    assert [f["rule"] for f in found] == ["tu-nen-tranh", "so-lieu-go-tay", "cu-phap-khong-cho-phep", "vi-tri-khong-co"]
    last = found[-1]
    assert {k: last[k] for k in ("severity", "file", "line", "column", "length")} == {
        "severity": "error",
        "file": ITEM,
        "line": 19,
        "column": 21,
        "length": 4,
    }


def test_github(project: Project, capsys: pytest.CaptureFixture[str]) -> None:
    root = project()
    assert run(root, "--format", "github") == 0
    assert capsys.readouterr().out == "Nội dung hợp lệ: 2 câu, 1 chỉ tiêu, 1 nhóm nhiệm vụ.\n"
    broken(root)
    assert run(root, "--format", "github") == 1
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == 5
    assert lines.pop() == "3 lỗi, 1 lưu ý trong 1 tệp."
    command = re.compile(r"::(error|warning) file=([^,:]+),line=(\d+),col=(\d+),title=([\w-]+)::\2:\3:\4: (.+)")
    matches = [command.fullmatch(line) for line in lines]
    assert all(matches)
    assert [m.group(5) for m in matches if m] == [
        "tu-nen-tranh",
        "so-lieu-go-tay",
        "cu-phap-khong-cho-phep",
        "vi-tri-khong-co",
    ]
    assert "“100%25”" in lines[1]


def test_github_commands_cannot_be_forged() -> None:
    file = SourceFile.of("qa/a,b:c%.yml", "x")
    line = as_github([Finding("tep-la", Place(file, 1, 1), "một\n::error::hai\r%", "ba\n::set-output name=x::y")])
    assert "\n" not in line
    assert "\r" not in line
    assert (
        line == "::error file=qa/a%2Cb%3Ac%25.yml,line=1,col=1,title=tep-la::"
        "qa/a,b:c%25.yml:1:1: một%0A::error::hai%0D%25%0ACách sửa: ba%0A::set-output name=x::y"
    )


def test_terminal_report() -> None:
    file = SourceFile.of("qa/a.yml", "\ta: \x1b[31mđỏ\u202e\n" + "x" * 200 + "SAI" + "y" * 200 + "\n\n")
    found = [
        Finding("tep-la", Place(file, 2, 201, 3), "Hai.", "Sửa."),
        Finding("cau-hoi", Place(file, 1, 5), "Một.", "Sửa.", Severity.WARNING),
        Finding("cau-hoi", Place(file, 1, 5), "Một.", "Sửa.", Severity.WARNING),
        Finding("dau-cau", Place(file, 3, 1), "Ba.", "Sửa."),
    ]
    report = as_text(in_order(found))
    assert "\x1b" not in report
    assert "\u202e" not in report
    assert (
        report.split("\n\n")[0]
        == "lưu ý[cau-hoi]: Một.\n --> qa/a.yml:1:5\n  |\n1 | →a: ·[31mđỏ·\n  |     ^\n  = cách sửa: Sửa."
    )
    assert report.split("\n\n")[2] == "lỗi[dau-cau]: Ba.\n --> qa/a.yml:3:1\n  = cách sửa: Sửa."
    shown, caret = re.findall(r"^[2 ] \| (.*)$", report.split("\n\n")[1], re.M)
    assert shown[caret.index("^") : caret.index("^") + 3] == "SAI"
    assert caret.count("^") == 3
    assert len(shown) <= 112
    assert "\x1b[31;1m" in as_text(found, colour=True)
    assert json.loads(as_json(found))[0]["length"] == 3


# --------------------------------------------------------------------------- --fix


def test_fix_leaves_json_alone(project: Project, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(project(), "--fix", "--format", "json") == 0
    assert json.loads(capsys.readouterr().out) == []


def test_fix_composes_and_changes_nothing_else(project: Project, capsys: pytest.CaptureFixture[str]) -> None:
    root = project()
    raw = (root / ITEM).read_bytes()
    composed = b"\xef\xbb\xbf" + raw.replace(b"\n", b"\r\n") + b"# cu\xe1\xbb\x91i \t  \r\n\r\n"
    (root / ITEM).write_bytes(unicodedata.normalize("NFD", composed.decode("utf-8")).encode("utf-8"))
    page = root / "content/pages/gioi-thieu.md"
    page_before = page.read_bytes()
    page.write_bytes(unicodedata.normalize("NFD", page_before.decode("utf-8")).encode("utf-8"))
    legacy = root / "content/notes/hai-ty-le.yml"
    legacy.write_bytes("text: Ti\u0302\u0301".encode() + b"\xea\n")
    others = {
        p: (p.read_bytes(), p.stat().st_mtime_ns)
        for p in root.rglob("*")
        if p.is_file() and p not in {root / ITEM, page}
    }
    assert run(root) == 1
    assert capsys.readouterr().out.count("[khong-phai-nfc]") == 2
    assert run(root, "--fix") == 1  # what is not UTF-8 stays, and is told
    printed = capsys.readouterr().out
    assert f"Đã sửa {ITEM} về Unicode dựng sẵn." in printed
    assert "[khong-phai-nfc]" not in printed
    assert "[khong-phai-utf8]" in printed
    assert (root / ITEM).read_bytes() == composed
    assert page.read_bytes() == page_before
    assert {p: (p.read_bytes(), p.stat().st_mtime_ns) for p in others} == others
    assert run(root, "--fix") == 1
    assert "Không có tệp nào cần sửa bảng mã." in capsys.readouterr().out


# --------------------------------------------------------------------------- never a traceback


@pytest.mark.parametrize(
    "content",
    [
        b"", b"\x00", b"\xff\xfe", b"- - -\n- [", b"id: [[[[", b"null", b"[]", b"{}", b"- 1\n- a", b"? a\n? b", b"%",
        b"&", b"a: b: c", b"rows: 1\ngroups: 2\n", b"---\n---\n", b"'", b"#", "\u2028".encode(),
    ],
    ids=repr,
)  # fmt: skip
def test_any_file_may_be_anything(content: bytes, project: Project, capsys: pytest.CaptureFixture[str]) -> None:
    for name in (
        "content/site.yml",
        "content/sources.yml",
        "content/comparison.yml",
        "content/programme.yml",
        "content/synonyms.yml",
        "content/pages/x.md",
        "content/figures/con-nguoi.yml",
        ITEM,
    ):
        root = project({name: content})
        status = run(root)
        assert status == 1 or content in {b"[]", b"null"}, name
        printed = capsys.readouterr()
        assert "Traceback" not in printed.out + printed.err
        assert re.search(r"^ *--> (qa|content)/[\w./-]+:\d+:\d+$", printed.out, re.M), (name, printed.out)
        project({"content/pages/x.md": "# X\n\nMột trang.\n"})
        for other in ("content/comparison.yml", "content/programme.yml", "content/synonyms.yml"):
            (root / other).unlink(missing_ok=True)


def test_a_file_that_may_not_be_read_is_told_in_one_line(
    project: Project, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    root = project()

    def refuse(path: Path, limit: int) -> bytes:
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr(entries, "read_at_most", refuse)
    assert run(root) == 1
    assert re.fullmatch(r"lỗi: không được phép đọc hoặc ghi .*\.yml\. .*\n", capsys.readouterr().err)


@pytest.mark.parametrize(
    "rest", [[], ["-k", "engine"], ["tests/test_cases.py", "--accept"], ["--co", "-q"], ["--help"]]
)
def test_what_follows_test_is_for_pytest(rest: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[list[str]] = []

    class Done:
        returncode = 5

    def fake(command: list[str], **_: object) -> Done:
        seen.append(command)
        return Done()

    monkeypatch.setattr(subprocess, "run", fake)
    assert cli.main(["test", *rest]) == 5
    assert seen == [[sys.executable, "-m", "pytest", *rest]]


def test_as_a_command(project: Project) -> None:
    """The whole program, as build.py starts it: UTF-8 out whatever the console, status 1, no error output."""
    root = project()
    broken(root)
    done = subprocess.run(
        [sys.executable, "-m", "microsite", "--root", str(root), "check"],
        cwd=ROOT,
        capture_output=True,
        check=False,
        env={"PYTHONUTF8": "1", "PATH": "", "SOURCE_DATE_EPOCH": "1795305600"},
    )
    assert done.returncode == 1
    assert done.stderr == b""
    assert "lỗi[vi-tri-khong-co]: Nghị quyết 57 không có vị trí “IV.9”." in done.stdout.decode("utf-8")
