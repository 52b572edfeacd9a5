"""Golden cases: what ``check`` prints for each kind of wrong content.

A folder of ``tests/cases`` is named after a rule, with a dot and a word more where a rule has several
cases. Its files are laid over the sound project in ``tests/base``; ``expected.txt`` is the report,
to the letter. ``_delete.txt`` names files of the base that the case lacks, ``_pad.txt`` files to be
padded with comment lines (``path size``), so that nothing large need be committed.

After a change of wording, ``python3 build.py test tests/test_cases.py --accept`` rewrites every
``expected.txt``; read the difference as an editor would before committing it.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from microsite.commands import cli
from microsite.findings import RULES, Group
from tests.conftest import TESTS

CASES = TESTS / "cases"
FOLDERS = sorted(p for p in CASES.iterdir() if p.is_dir())
_OWN = {"expected.txt", "_delete.txt", "_pad.txt"}


@pytest.mark.parametrize("case", FOLDERS, ids=lambda p: p.name)
def test_report(case: Path, project: Callable[..., Path], capsys: pytest.CaptureFixture[str], accept: bool) -> None:
    root = project()
    _lay_over(case, root)
    status = cli.main(["--root", str(root), "check"])
    printed, progress = capsys.readouterr()
    golden = case / "expected.txt"
    if accept:
        golden.write_bytes(printed.encode("utf-8"))
    assert printed == golden.read_bytes().decode("utf-8")
    assert progress == ""
    errors = int(re.findall(r"^(\d+) lỗi, \d+ lưu ý trong \d+ tệp\.$", printed, re.M)[-1])
    assert status == (1 if errors else 0)
    assert f"[{case.name.partition('.')[0]}]" in printed or case.name.startswith("nhieu-loi")


@pytest.mark.parametrize("case", FOLDERS, ids=lambda p: p.name)
def test_caret_stands_under_what_the_message_names(case: Path) -> None:
    """Where a message quotes what is wrong, the caret underlines just that (but for cut lines and made values)."""
    report = (case / "expected.txt").read_bytes().decode("utf-8")
    for block in report.split("\n\n"):
        found = re.match(
            r"(?:lỗi|lưu ý)\[[\w-]+\]: .*?(?<!rường )“([^”]+)”.*\n *--> .*\n *\|\n *\d+ \| (.*)\n *\| ( *)(\^+)\n",
            block,
        )
        if not found:
            continue
        named, line, lead, carets = found.groups()
        under = line[len(lead) : len(lead) + len(carets)]
        if named in line and "…" not in line:
            assert named in under or under in named, block


def _lay_over(case: Path, root: Path) -> None:
    for path in case.rglob("*"):
        if path.is_file() and path.name not in _OWN:
            target = root / path.relative_to(case)
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(path, target)
    for line in _lines(case / "_delete.txt"):
        (root / line).unlink()
    for line in _lines(case / "_pad.txt"):
        name, size = line.split()
        target = root / name
        target.write_bytes(target.read_bytes().ljust(int(size), b"#"))


def _lines(path: Path) -> list[str]:
    return path.read_text(encoding="utf-8").split("\n")[:-1] if path.is_file() else []


# --------------------------------------------------------------------------- every rule has a case


def all_rules() -> set[str]:
    """Return the ids of all rules that ``check`` can report; the other commands' rules have tests of their own."""
    return {rule.id for rule in RULES.values() if rule.group not in {Group.VERIFY, Group.UNIT}}


@pytest.mark.parametrize("rule", sorted(all_rules()))
def test_every_rule_has_a_case(rule: str) -> None:
    assert (CASES / rule / "expected.txt").is_file(), f"tests/cases/{rule}: make a case for this rule"


def test_cases_name_known_rules() -> None:
    known = all_rules() | {"nhieu-loi"}
    assert {p.name.partition(".")[0] for p in FOLDERS} <= known
    for case in FOLDERS:
        report = (case / "expected.txt").read_text(encoding="utf-8")
        assert set(re.findall(r"^(?:lỗi|lưu ý)\[([\w-]+)\]", report, re.M)) <= known


def test_base_is_sound(project: Callable[..., Path], capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["--root", str(project()), "check"]) == 0
    assert capsys.readouterr().out == "Nội dung hợp lệ: 2 câu, 1 chỉ tiêu, 1 nhóm nhiệm vụ.\n"
