"""Tests of the reference site are skipped, unread and with the reason, where the content is another site's."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import BASE, ROOT, TESTS
from tests.reference.conftest import REASON, is_reference

SITES = sorted(path for path in (TESTS / "sites").iterdir() if path.is_dir())


@pytest.mark.parametrize("site", [BASE, *SITES], ids=lambda path: path.name)
def test_other_sites_are_not_taken_for_it(site: Path) -> None:
    assert not is_reference(site)


def test_a_folder_without_settings_is_not_taken_for_it(tmp_path: Path) -> None:
    assert not is_reference(tmp_path)


def test_a_fork_skips_the_folder_with_the_reason(tmp_path: Path) -> None:
    left = shutil.ignore_patterns("node_modules", "sites", "cases", "publishing", "telling", "verify", "__pycache__")
    shutil.copytree(TESTS, tmp_path / "tests", ignore=left)
    shutil.copytree(SITES[0] / "content", tmp_path / "content")
    (tmp_path / "tests" / "reference" / "test_broken.py").write_text("import khong_co\n", encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", "-ra", "tests/reference"],
        cwd=tmp_path,
        env=os.environ | {"PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == pytest.ExitCode.NO_TESTS_COLLECTED, done.stdout + done.stderr
    modules = len(list((tmp_path / "tests" / "reference").glob("test_*.py")))
    assert re.search(rf"^SKIPPED \[{modules}\] .*: {re.escape(REASON)}$", done.stdout, re.M), done.stdout
