"""Links, pipes, devices, giants and names that do not go everywhere: told, and never opened."""

from __future__ import annotations

import os
import socket
from collections.abc import Callable
from pathlib import Path

import pytest

from microsite import reading
from microsite.commands import check, cli
from microsite.outputs.handouts import unit
from microsite.reading import entries, yamlfile

Project = Callable[..., Path]

pytestmark = pytest.mark.skipif(os.name == "nt", reason="links and special files of POSIX")

LINK = "Đây là một liên kết (symbolic link), không phải tệp hay thư mục thật."
PIPE = "Đây là một đường ống (FIFO), không phải tệp."


def found(root: Path) -> set[tuple[str, str, str]]:
    return {(f.rule, f.place.file.path, f.message) for f in reading.read(root).findings}


# --------------------------------------------------------------------------- links


@pytest.mark.parametrize(
    "target", ["/etc/passwd", "/proc/kmsg", "/dev/zero", "/nowhere/at/all", "../qa", "001-chi-cho-nghien-cuu.yml", "."]
)
@pytest.mark.parametrize(
    "name", ["qa/003-lien-ket.yml", "content/pages/lien-ket.md", "content/notes/a.yml", "content/la.txt", "qa/thu-muc"]
)
def test_a_link_is_told_and_not_followed(name: str, target: str, project: Project) -> None:
    root = project()
    (root / name).symlink_to(target)
    assert found(root) == {("tep-la", name, LINK)}


@pytest.mark.parametrize(
    "name", ["content/site.yml", "content/sources.yml", "qa/001-chi-cho-nghien-cuu.yml", "content/targets/chi-rd.yml"]
)
def test_a_link_in_place_of_a_file_is_told_alone(name: str, project: Project, tmp_path: Path) -> None:
    """What the file held is not missed: one finding says what to mend."""
    root = project()
    (root / name).rename(tmp_path / "outside.yml")
    (root / name).symlink_to(tmp_path / "outside.yml")
    assert found(root) == {("tep-la", name, LINK)}


@pytest.mark.parametrize("name", ["qa", "content/targets", "content/pages", "content/figures", "theme"])
def test_a_link_in_place_of_a_folder(name: str, project: Project, tmp_path: Path) -> None:
    root = project()
    if (root / name).exists():
        (root / name).rename(tmp_path / "outside")
    (root / name).symlink_to(tmp_path / "outside")
    assert ("tep-la", name, LINK) in found(root)
    assert not [f for f in found(root) if f[1].startswith(name + "/")]


def test_links_among_the_templates_are_told(project: Project) -> None:
    root = project({"theme/pages/a.md.j2": "a", "theme/nul.txt": "a"})
    (root / "theme/pages/b.md.j2").symlink_to("/etc/passwd")
    assert found(root) == {("tep-la", "theme/pages/b.md.j2", LINK)}


def test_a_link_in_a_circle_ends(project: Project) -> None:
    root = project()
    (root / "qa/vong").symlink_to(root)
    assert found(root) == {("tep-la", "qa/vong", LINK)}


def test_an_editors_mark_is_passed_over(project: Project) -> None:
    root = project()
    (root / "qa/.#001-chi-cho-nghien-cuu.yml").symlink_to("ai@may.123:456")
    assert found(root) == set()


def test_the_report_and_the_status(project: Project, capsys: pytest.CaptureFixture[str]) -> None:
    root = project()
    (root / "qa/003-a.yml").symlink_to("/proc/kmsg")
    assert cli.main(["--root", str(root), "check"]) == 1
    assert capsys.readouterr().out == (
        f"lỗi[tep-la]: {LINK}\n --> qa/003-a.yml:1:1\n"
        "  = cách sửa: Xóa liên kết; nếu cần nội dung ấy thì chép hẳn tệp vào đây.\n\n1 lỗi, 0 lưu ý trong 1 tệp.\n"
    )


def test_fix_follows_no_link(project: Project, tmp_path: Path) -> None:
    root = project()
    outside = tmp_path / "outside.yml"
    outside.write_text("name: Chi bo\u0323\n", encoding="utf-8")
    (root / "qa/003-a.yml").symlink_to(outside)
    (tmp_path / "folder").mkdir()
    (tmp_path / "folder/b.yml").write_text("name: Chi bo\u0323\n", encoding="utf-8")
    (root / "content/thu-muc").symlink_to(tmp_path / "folder")
    os.mkfifo(root / "qa/004-b.yml")
    assert check.fix(root, print) == 0
    assert outside.read_text(encoding="utf-8") == "name: Chi bo\u0323\n"
    assert (tmp_path / "folder/b.yml").read_text(encoding="utf-8") == "name: Chi bo\u0323\n"


# --------------------------------------------------------------------------- other special files


def test_a_pipe_and_a_socket(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    root = project()
    os.mkfifo(root / "qa/003-a.yml")
    os.mkfifo(root / "content/pages/b.md")
    monkeypatch.chdir(root / "qa")  # the path of a socket is short
    with socket.socket(socket.AF_UNIX) as bound:
        bound.bind("004-c.yml")
        assert found(root) == {
            ("tep-la", "qa/003-a.yml", PIPE),
            ("tep-la", "content/pages/b.md", PIPE),
            ("tep-la", "qa/004-c.yml", "Đây là một ổ cắm (socket), không phải tệp."),
        }


def test_a_device(project: Project) -> None:
    root = project()
    try:
        os.mknod(root / "qa/003-a.yml", 0o020666, os.makedev(1, 5))  # /dev/zero
    except OSError:
        pytest.skip("no device may be made here")
    assert found(root) == {("tep-la", "qa/003-a.yml", "Đây là một thiết bị, không phải tệp.")}


def test_a_giant_is_refused_before_it_is_read(project: Project) -> None:
    root = project()
    for name in ("qa/003-a.yml", "content/pages/b.md"):
        with (root / name).open("wb") as file:
            file.truncate(3_000_000_000)
    assert {f.rule for f in reading.read(root).findings} == {"tep-qua-lon"}
    assert check.fix(root, print) == 0


def test_what_becomes_a_link_after_the_look_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "a.yml").symlink_to("/etc/passwd")
    with pytest.raises(entries.SpecialError):
        entries.read_at_most(tmp_path / "a.yml", 10)
    assert [f.rule for f in yamlfile.read(tmp_path / "a.yml", "a.yml").findings] == ["tep-la"]


def test_a_profile_that_is_a_link_or_a_device() -> None:
    profile, logo, findings = unit.read(Path("/dev/zero"))
    assert (profile, logo) == (None, None)
    assert [f.message for f in findings] == ["Đây là một thiết bị, không phải tệp."]


# --------------------------------------------------------------------------- names

RESERVED = ["con.yml", "PRN.yml", "aux", "nul.md", "Com1.yml", "lpt9.txt", "com².yml", "CONIN$"]
STRANGE = [
    "a:b.yml",
    "a*.yml",
    "a?.yml",
    'a".yml',
    "a<b.yml",
    "a>b.yml",
    "a|b.yml",
    "a\\b.yml",
    "a.yml.",
    "a.yml ",
    "a\nb.yml",
    "a\x1b[31m.yml",
]


@pytest.mark.parametrize("name", RESERVED)
@pytest.mark.parametrize("folder", ["qa", "content/pages", "content/targets"])
def test_names_that_windows_reserves(name: str, folder: str, project: Project) -> None:
    root = project({f"{folder}/{name}": "a: b\n"})
    assert found(root) == {("ten-tep", f"{folder}/{name}", f"Tên “{name}” là tên Windows giữ riêng.")}


@pytest.mark.parametrize("name", STRANGE)
def test_names_that_go_nowhere_else(name: str, project: Project) -> None:
    root = project({f"qa/{name}": "a: b\n"})
    shown = name.replace("\n", "?").replace("\x1b", "?")
    message = f"Tên “{shown}” có ký tự không dùng được trong tên tệp trên mọi máy."
    assert found(root) == {("ten-tep", f"qa/{shown}", message)}


def test_names_that_are_no_text(project: Project, capsys: pytest.CaptureFixture[str]) -> None:
    root = project()
    try:
        Path(os.fsdecode(bytes(root / "qa") + b"/a\xff.yml")).write_bytes(b"")
    except OSError:
        pytest.skip("this file system takes only text")
    assert cli.main(["--root", str(root), "check"]) == 1
    assert " --> qa/a?.yml:1:1" in capsys.readouterr().out


def test_names_that_are_too_long_and_folders_too(project: Project) -> None:
    root = project(
        {f"qa/{'a' * 97}.yml": "a: b\n", f"content/{'b' * 101}/a.yml": "a: b\n", "content/aux/a.yml": "a: b\n"}
    )
    told = {message for rule, _, message in found(root) if rule == "ten-tep"}
    assert told == {"Tên tệp dài 101 ký tự, quá 100.", "Tên “aux” là tên Windows giữ riêng."}


def test_sound_names_pass(project: Project) -> None:
    root = project({"qa/.gitkeep": "", "content/.DS_Store": ""})
    assert found(root) == set()


@pytest.mark.parametrize("key", ["index", "con", "com1", "nul"])
def test_ids_that_no_page_can_bear(key: str, project: Project) -> None:
    text = (project() / "qa/002-nguoi-dan-giam-sat.yml").read_text(encoding="utf-8")
    root = project(
        {f"qa/002-{key}.yml": text.replace("nguoi-dan-giam-sat", key, 1), "qa/002-nguoi-dan-giam-sat.yml": None}
    )
    assert [rule for rule, path, _ in found(root) if path == f"qa/002-{key}.yml"] == ["ma-sai"]
