"""build.py: standard library only, and how it decides which interpreter to run with."""

from __future__ import annotations

import ast
import hashlib
import importlib.metadata
import importlib.util
import io
import re
import sys
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from microsite.commands import cli
from tests.conftest import ROOT


@pytest.fixture
def build() -> ModuleType:
    spec = importlib.util.spec_from_file_location("build_py_under_test", ROOT / "build.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_only_the_standard_library_is_imported() -> None:
    tree = ast.parse((ROOT / "build.py").read_text(encoding="utf-8"))
    imported = {a.name.partition(".")[0] for n in ast.walk(tree) if isinstance(n, ast.Import) for a in n.names}
    imported |= {(n.module or "").partition(".")[0] for n in ast.walk(tree) if isinstance(n, ast.ImportFrom)}
    assert imported <= sys.stdlib_module_names | {"__future__"}


def test_it_parses_on_old_python() -> None:
    """An old interpreter must get as far as the message, so the file uses nothing newer than 3.8."""
    source = (ROOT / "build.py").read_text(encoding="utf-8")
    tree = ast.parse(source, feature_version=(3, 8))
    at_top = {a.name for n in tree.body if isinstance(n, ast.Import) for a in n.names}
    assert "tomllib" not in at_top


@pytest.mark.parametrize("version", [(2, 7, 18), (3, 8, 0), (3, 10, 14)])
def test_old_python_is_told_in_one_line(
    version: tuple[int, ...], build: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    raw = io.BytesIO()
    monkeypatch.setattr(sys, "stderr", io.TextIOWrapper(raw, encoding="ascii"))  # a console that knows no Vietnamese
    monkeypatch.setattr(sys, "version_info", version)
    monkeypatch.setattr(sys, "version", ".".join(map(str, version)) + " (default)")
    monkeypatch.setattr(build, "environment", _never)
    assert build.main() == 1
    sys.stderr.flush()
    assert (
        raw.getvalue().decode("utf-8").rstrip("\r\n")
        == f"lỗi: cần Python 3.11 trở lên; máy này đang chạy {'.'.join(map(str, version))}. Tải bản mới ở trang "
        f"python.org."
    )


def _never(*_: object) -> str:
    raise AssertionError("must not be reached")


# --------------------------------------------------------------------------- packages


def test_direct_requirements(build: ModuleType) -> None:
    run, test = build.direct_requirements("run"), build.direct_requirements("test")
    assert {"mkdocs", "mkdocs-material", "jinja2", "pyyaml", "pydantic", "typst"} <= run
    assert run < test
    assert {"pytest", "hypothesis", "zizmor"} <= test - run
    assert all(re.fullmatch(r"[a-z0-9-]+", name) for name in test)


@pytest.mark.parametrize("kind", ["run", "test"])
def test_every_direct_requirement_is_locked_with_hashes(kind: str, build: ModuleType) -> None:
    text = build.LOCKS[kind].read_text(encoding="utf-8")
    entries = dict(re.findall(r"^([A-Za-z0-9._-]+)==[^\s;\\]+((?:.*\\\n.*)*)", text, re.M))
    assert build.direct_requirements(kind) <= set(entries)
    for name, rest in entries.items():
        assert "--hash=sha256:" in rest, name
    assert not re.search(r"^(?:-|[^#\s]+ @ )", text, re.M)


@pytest.fixture
def installed(monkeypatch: pytest.MonkeyPatch, build: ModuleType, tmp_path: Path) -> dict[str, str]:
    """Pretend that these packages are installed, and that two are asked for."""
    lock = tmp_path / "requirements.lock"
    lock.write_text(
        "mkdocs==1.6.1 \\\n    --hash=sha256:00\njinja2==3.1.6 ; python_version > '3' \\\n    --hash=sha256:00\n",
        encoding="utf-8",
    )
    packages = {"mkdocs": "1.6.1", "jinja2": "3.1.6"}

    def version(name: str) -> str:
        if name not in packages:
            raise importlib.metadata.PackageNotFoundError(name)
        return packages[name]

    monkeypatch.setattr(importlib.metadata, "version", version)
    monkeypatch.setattr(build, "direct_requirements", lambda kind: {"mkdocs", "jinja2"})
    monkeypatch.setattr(build, "LOCKS", {"run": lock, "test": lock})
    monkeypatch.setattr(build, "VENV", tmp_path / ".venv")
    return packages


def test_has_packages(build: ModuleType, installed: dict[str, str]) -> None:
    assert build.has_packages("run")
    installed["jinja2"] = "3.1.5"
    assert not build.has_packages("run")
    del installed["jinja2"]
    assert not build.has_packages("run")


def test_an_environment_that_has_the_packages_is_used_as_it_is(
    build: ModuleType, installed: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(build, "run", _never)
    assert build.environment("run") == sys.executable
    assert not build.VENV.exists()


def test_the_environment_is_made_once_a_lock(
    build: ModuleType, installed: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    installed.clear()
    commands: list[list[str]] = []

    def run(command: list[str], failure: str) -> None:
        commands.append(command)
        python = build.VENV / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")
        python.parent.mkdir(parents=True, exist_ok=True)
        python.write_text("", encoding="ascii")

    monkeypatch.setattr(build, "run", run)
    python = build.environment("run")
    assert [c[2] for c in commands] == ["venv", "pip"]
    assert "--require-hashes" in commands[1]
    assert commands[1][0] == python
    assert build.environment("run") == python
    assert len(commands) == 2
    # A changed lock sets up again.
    build.LOCKS["run"].write_text("mkdocs==1.6.2 --hash=sha256:01\njinja2==3.1.6 --hash=sha256:01\n", encoding="utf-8")
    assert build.environment("run") == python
    assert len(commands) == 4
    wanted = hashlib.sha256(build.LOCKS["run"].read_bytes() + sys.version.encode()).hexdigest()
    assert (build.VENV / "run.stamp").read_text(encoding="ascii") == wanted


def test_a_failing_set_up_is_told_in_one_line(build: ModuleType, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        build.run([sys.executable, "-c", "raise SystemExit(3)"], "Không cài được thư viện.")
    assert ended.value.code == 1
    assert capsys.readouterr().err == "lỗi: Không cài được thư viện.\n"


# --------------------------------------------------------------------------- handing over


@pytest.mark.parametrize(
    ("arguments", "kind"),
    [
        ([], "run"),
        (["build"], "run"),
        (["check", "--fix"], "run"),
        (["--address", "https://a.vn", "build"], "run"),
        (["test", "-k", "engine"], "test"),
        (["--site", "a b", "check"], "run"),
        (["--site", "bench"], "run"),
        (["--site=test", "check"], "run"),
        (["--site", "x", "--compress", "bench"], "test"),
        (["new-site", "test"], "run"),
    ],
)
def test_handing_over(arguments: list[str], kind: str, build: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: dict[str, Any] = {}

    class Done:
        returncode = 7

    def environment(asked: str) -> str:
        seen["kind"] = asked
        return "python-x"

    def run(command: list[str], **settings: Any) -> Done:
        seen.update(command=command, **settings)
        return Done()

    monkeypatch.setattr(build, "environment", environment)
    monkeypatch.setattr(build.subprocess, "run", run)
    monkeypatch.setattr(sys, "argv", ["build.py", *arguments])
    assert build.main() == 7
    assert seen["kind"] == kind
    assert seen["command"] == ["python-x", "-m", "microsite", *arguments]
    assert seen["env"]["PYTHONUTF8"] == "1"
    assert "shell" not in seen
    assert sys.stderr.encoding.lower().replace("-", "") == "utf8"


def test_interrupting_is_no_traceback(build: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    def run(*_: object, **__: object) -> Callable[[], None]:
        raise KeyboardInterrupt

    monkeypatch.setattr(build, "environment", lambda kind: "python-x")
    monkeypatch.setattr(build.subprocess, "run", run)
    monkeypatch.setattr(sys, "argv", ["build.py"])
    assert build.main() == 130


def test_a_version_is_compared_as_its_numbers_are(build: ModuleType) -> None:
    assert build.release("1.002") == build.release("1.2")
    assert build.release("9.8.1") != build.release("9.8.2")
    assert build.release("1.0rc1") != build.release("1.0")


def test_the_options_with_a_value_are_those_of_the_command_line(build: ModuleType) -> None:
    takes = {
        option
        for action in cli.parser()._actions
        for option in action.option_strings
        if action.option_strings and action.nargs is None
    }
    assert takes == build.TAKE_A_VALUE
