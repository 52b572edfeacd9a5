"""What all tests share: the ``--accept`` option and a fixed day."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from microsite import reading
from microsite.library import Library

pytest_plugins = ["tests.browser", "tests.search.running"]

TESTS = Path(__file__).resolve().parent
ROOT = TESTS.parent
BASE = TESTS / "base"
TODAY_EPOCH = "1795305600"  # 2026-11-22, the day on which the base project was reviewed

settings.register_profile(
    "project", deadline=None, derandomize=True, database=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("project")


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add ``--accept``."""
    parser.addoption(
        "--accept",
        action="store_true",
        help="write what is printed now into the expected.txt of tests/cases; read the diff before you commit",
    )


@pytest.fixture(scope="session")
def library() -> Library:
    """Return the library of the site at the root."""
    found = reading.read(ROOT).library
    assert found is not None
    return found


@pytest.fixture
def accept(request: pytest.FixtureRequest) -> bool:
    """Say whether new output is to be accepted as expected."""
    return bool(request.config.getoption("--accept"))


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Path]:
    """Return a function that copies the sound base project and puts ``{path: content}`` on top (``None`` deletes)."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", TODAY_EPOCH)
    root = tmp_path / "project"

    def make(changes: dict[str, str | bytes | None] | None = None) -> Path:
        shutil.copytree(BASE, root, dirs_exist_ok=True)
        for name, content in (changes or {}).items():
            path = root / name
            if content is None:
                path.unlink()
                continue
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))
        return root

    return make
