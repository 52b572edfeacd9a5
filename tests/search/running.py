"""The search engine under Node or Chromium, and the dialog in a page of its own, for any library."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, cast

import pytest
from playwright.sync_api import Browser, Page, Route

from microsite import ROOT
from microsite.library import Library
from microsite.outputs.search import bundle
from microsite.outputs.search import searchindex as si
from microsite.publishing import engine

THEME = bundle.SOURCES

Javascript = Callable[..., Any]
"""Runs an async function body with named values in scope; ``files`` are at hand through ``read(name)``."""


_PRELUDE = """
const [fold, engine, measure] = await Promise.all(
  ["theme/search/fold.js", "theme/search/engine.js", "tests/search/measure.mjs"]
  .map((path) => import(base + path)));
const start = async (files, log) => new engine.Engine(
  measure.loader(async (name) => { log?.push(name); return files[name]; })).start();
const whole = async (files) => {
  const started = await start(files); await started.deepen(async () => {}); return started; };
const ids = (search) => async (query) => (await search.search(query)).hits.map((hit) => hit.id);
"""


def _under_node(node: str, body: str, values: dict[str, object]) -> Any:
    script = f"const base = {json.dumps(ROOT.as_uri() + '/')};\n{_PRELUDE}\n"
    script += (
        "let input = ''; for await (const part of process.stdin) input += part;\nconst given = JSON.parse(input);\n"
    )
    script += f"const result = await (async ({{{', '.join(values)}}}) => {{{body}}})(given);\n"
    script += "console.log(JSON.stringify(result ?? null));"
    done = subprocess.run(
        [node, "--input-type=module", "-e", script],
        input=json.dumps(values),
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def _serve(route: Route) -> None:
    path = ROOT / route.request.url.removeprefix("https://kho.test/")
    if path.is_file():
        route.fulfill(body=path.read_text(encoding="utf-8"), content_type="text/javascript")
    else:
        route.fulfill(body="<!doctype html><title>Thử</title>", content_type="text/html")


def _under_chromium(browser: Browser, body: str, values: dict[str, object]) -> Any:
    page = browser.new_page()
    page.route("https://kho.test/**", _serve)
    page.goto("https://kho.test/")
    prelude = f"const base = 'https://kho.test/';\n{_PRELUDE}"
    try:
        return page.evaluate(f"async ({{{', '.join(values)}}}) => {{{prelude}\n{body}}}", values)
    finally:
        page.close()


@pytest.fixture(scope="module")
def javascript(request: pytest.FixtureRequest) -> Javascript:
    """Return what runs JavaScript: Node where there is one, else Chromium."""
    node = shutil.which("node")
    if node is not None and not os.environ.get("MICROSITE_TEST_WITHOUT_NODE"):
        return lambda body, **values: _under_node(node, body, values)
    browser = cast(Browser, request.getfixturevalue("chromium"))
    return lambda body, **values: _under_chromium(browser, body, values)


PAGE = """<!doctype html>
<html lang="vi"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1"><title>Trang thử</title>
<style>{style}</style><script src="{root}/assets/start.js" data-root="{root}"></script>
<script defer src="{root}/assets/boot.js"></script></head>
<body><header><a id="tim" href="{root}/chi-muc.html" data-search-open>Tìm</a></header>
<main><h1>Trang thử</h1><p><label>Ô khác <input id="khac"></label></p></main></body></html>"""


def site(library: Library, out: Path, *more: str) -> Path:
    """Write a small site with the search of ``library`` into ``out``: pages at the root, in a folder, and ``more``."""
    si.write(library, out)
    engine.assets(library, ROOT / "theme", out / "assets")
    shutil.copy(THEME / "boot.js", out / "assets" / "boot.js")
    style = "".join(
        p.read_text(encoding="utf-8")
        for p in [*sorted((ROOT / "theme" / "styles").glob("*.css")), THEME / "search.css"]
    )
    for name in ("index.html", "hoi-dap/thu.html", "chi-muc.html", *more):
        path, root = out / name, ".." if "/" in name else "."
        path.parent.mkdir(exist_ok=True)
        path.write_text(PAGE.format(root=root, style=style), encoding="utf-8")
    return out


def opened(chromium: Browser, folder: Path) -> Iterator[Page]:
    """Yield a page of the site in ``folder``, opened from the disk; no script may have failed at the end."""
    page = chromium.new_page(viewport={"width": 1280, "height": 800})
    failures: list[str] = []
    page.on("pageerror", lambda error: failures.append(str(error)))
    page.goto((folder / "hoi-dap" / "thu.html").as_uri())
    yield page
    page.close()
    assert failures == []
