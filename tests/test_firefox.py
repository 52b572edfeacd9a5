"""The built site in Firefox: from a folder and over http, with search (Debian's firefox-esr over WebDriver BiDi)."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from microsite import ROOT
from microsite.bench import project
from microsite.vietnamese.folding import folded
from tests.bidi import Firefox, firefox_path

FIRST_WORDS = " ".join(re.findall(r"[^\W\d_]+", project.library_of(ROOT).items[0].question)[:3]).lower()
"""What is searched for: how the first question begins, in letters alone."""
FIRST = "document.querySelector('dialog[open] .search__hits a')"


@pytest.fixture(scope="module")
def firefox(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Firefox]:
    """A headless Firefox; skipped where there is none, unless MICROSITE_REQUIRE_FIREFOX is set."""
    path = firefox_path()
    if path is None:
        if os.environ.get("MICROSITE_REQUIRE_FIREFOX"):
            pytest.fail("MICROSITE_REQUIRE_FIREFOX is set, but there is no Firefox on the path")
        pytest.skip("no Firefox on this machine (Debian: apt-get install firefox-esr)")
    browser = Firefox(path, tmp_path_factory.mktemp("firefox"))
    yield browser
    browser.stop()


@pytest.fixture(scope="module", params=["file", "http"])
def home(request: pytest.FixtureRequest, built: Path, served: str) -> str:
    """The home page's address in a folder and on a server."""
    return (built / "index.html").as_uri() if request.param == "file" else served + "index.html"


def test_pages_open_and_links_lead_on(firefox: Firefox, home: str) -> None:
    firefox.goto(home)
    firefox.evaluate("document.querySelector('header a[href*=\"hoi-dap/index.html\"]').click()")
    firefox.wait_for("location.pathname.includes('/hoi-dap/index') && document.readyState === 'complete'")
    firefox.evaluate("document.querySelector('.items a').click()")
    firefox.wait_for(
        "location.pathname.includes('/hoi-dap/') && !location.pathname.includes('index.html') && "
        "document.readyState === 'complete'"
    )
    assert firefox.evaluate("document.querySelector('.answer-card').getBoundingClientRect().height") > 0
    loaded = str(
        firefox.evaluate("performance.getEntriesByType('resource').map(entry => entry.name).join(' ')")
    ).split()
    assert all(url.startswith(home.removesuffix("index.html")) for url in loaded)


@pytest.mark.parametrize("query", [folded(FIRST_WORDS), FIRST_WORDS])
def test_search_opens_by_key_finds_and_leads_to_the_first_result(firefox: Firefox, home: str, query: str) -> None:
    firefox.goto(home)
    firefox.press("/")
    firefox.wait_for("document.activeElement.matches('dialog[open] input')")
    firefox.press(query)
    firefox.wait_for(f"{FIRST} && document.querySelector('dialog[open] input').value === {query!r}")
    target = firefox.wait_for(f"{FIRST}.href")
    firefox.press("Enter")
    firefox.wait_for(f"location.href === {target!r} && document.readyState === 'complete'")
    assert firefox.evaluate("document.querySelector('h1').textContent.trim()")


def test_search_closes_and_gives_the_focus_back(firefox: Firefox, home: str) -> None:
    firefox.goto(home)
    firefox.evaluate("document.querySelector('[data-search-open]').focus()")
    firefox.press("Enter")
    firefox.wait_for("document.activeElement.matches('dialog[open] input')")
    firefox.press("Escape")
    firefox.wait_for("!document.querySelector('dialog[open]')")
    assert firefox.evaluate("document.activeElement.matches('[data-search-open]')")
