"""Public corpora of attacks and naughty strings, in every text field: refused, stopped, or neutral; never live.

By default every twentieth attack is tried; with ``MICROSITE_WHOLE_CORPUS`` set, all are (some minutes).
"""

from __future__ import annotations

import os
import re
import shutil
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from microsite import model as m
from microsite import reading
from microsite.library import texts
from microsite.outputs.data import exports
from microsite.outputs.pages import collection, render
from microsite.outputs.search import searchindex
from microsite.publishing import engine, gate
from tests.conftest import ROOT, TODAY_EPOCH
from tests.publishing import corpora
from tests.publishing.corpora import Slot

pytest.importorskip("brs_kb", reason="the corpus of attacks is not installed: build.py test installs it")
if not corpora.NAUGHTY.is_file():
    pytest.skip(
        "tests/tools/node_modules is missing: npm ci --prefix tests/tools --ignore-scripts", allow_module_level=True
    )

EVERY = 1 if os.environ.get("MICROSITE_WHOLE_CORPUS") else 20
CHUNK = 120
"""So many accepted strings stand in a field at once."""


@dataclass
class Tried:
    """What became of every placement; ``accepted`` waits for the gate and the browser."""

    counts: Counter[str] = field(default_factory=Counter)
    accepted: dict[Slot, list[str]] = field(default_factory=lambda: defaultdict(list))
    own: dict[str, list[Slot]] = field(default_factory=lambda: defaultdict(list))


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The small project with every kind of record, and what a build needs."""
    root = tmp_path_factory.mktemp("corpora")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SOURCE_DATE_EPOCH", TODAY_EPOCH)
        corpora.write(root, corpora.sources())
        shutil.copytree(ROOT / "theme", root / "theme")
        yield root


@pytest.fixture(scope="module")
def tried(folder: Path) -> Tried:
    """Every string of the corpora in every text field, read and checked."""
    data = corpora.sources()
    library, errors = corpora.check(folder)
    assert [f"{e.place}: {e.message}" for e in errors] == []
    fields = {(type(record), name) for record in library.everything() for name in m.text_kinds(type(record))}
    written = {(type(record), path[0]) for record in library.everything() for path, _ in texts(record)}
    assert fields - written == {(m.Figure, "state")}  # a target's is tried
    slots = corpora.slots(library)
    names = {slot[0] for slot in slots}
    out = Tried()
    for kind, strings in corpora.corpus().items():
        for text in strings[:: EVERY if kind == "xss" else 1]:
            out.counts[f"{kind} tried"] += len(slots)
            if corpora.hidden(text):  # refused wherever it stands, which tests/test_characters.py shows
                out.counts[f"{kind} refused"] += len(slots)
                continue
            for slot in _accepted(folder, data, slots, names, text):
                out.accepted[slot].append(text)
                if kind == "own":
                    out.own[text].append(slot)
                out.counts[f"{kind} accepted"] += 1
        out.counts[f"{kind} refused"] = out.counts[f"{kind} tried"] - out.counts[f"{kind} accepted"]
    corpora.write(folder, data)
    return out


def _accepted(root: Path, data: dict[str, object], slots: list[Slot], names: set[str], text: str) -> list[Slot]:
    """Return the fields in which ``check`` takes ``text``; fields of records that fail by others are tried again."""
    accepted: list[Slot] = []
    waiting = slots
    while waiting:
        values = dict.fromkeys(waiting, text)
        corpora.write(root, corpora.placed(data, values), names)
        refused, unknown = corpora.judged(root, corpora.check(root)[1], values)
        accepted += [slot for slot in waiting if slot not in refused and slot not in unknown]
        if len(unknown) == len(waiting):  # refused for reasons outside of the fields themselves
            break
        waiting = [slot for slot in waiting if slot in unknown]
    return accepted


def _publish(root: Path) -> list[gate.Offence]:
    """Make the pages, data, feeds and search of the project as it is now, whatever ``check`` says; return what the
    gate finds."""
    out = root / "build"
    shutil.rmtree(out, ignore_errors=True)
    library = reading.read(root).library
    render.render(library, root / "theme", out / "pages")
    engine.assets(library, root / "theme", out / "pages" / "assets")
    settings = engine.write_settings(ROOT / "mkdocs.yml", ROOT / "theme", library, out)
    engine.run_mkdocs(settings, library, out / "pages", out / "site")
    exports.write(library, out / "site", library.site.address)
    searchindex.write(library, out / "site")
    collection.write(library, ROOT / "theme", out / "site")
    return gate.check(out / "site", gate.hosts(library))


def _squeezed(text: str) -> str:
    return re.sub(r"\W+", "", text.casefold())


def test_nothing_of_a_corpus_lives(
    tried: Tried, folder: Path, chromium: Browser, capsys: pytest.CaptureFixture[str]
) -> None:
    data = corpora.sources()
    neutral = stopped = 0
    live: list[str] = []
    rounds = max((len(texts) for texts in tried.accepted.values()), default=0)
    for start in range(0, rounds, CHUNK):
        batch = {
            slot: texts[start : start + CHUNK] for slot, texts in tried.accepted.items() if texts[start : start + CHUNK]
        }
        batch = {slot: [t for t in texts if t not in tried.own] for slot, texts in batch.items()}
        for _ in range(4):
            corpora.write(
                folder, corpora.placed(data, {slot: " ".join(texts) for slot, texts in batch.items() if texts})
            )
            needles = {_squeezed(o.needle) for o in _publish(folder)}
            if not needles:
                break
            kept = {
                slot: [t for t in texts if not any(n in _squeezed(t) for n in needles)] for slot, texts in batch.items()
            }
            stopped += sum(map(len, batch.values())) - sum(map(len, kept.values()))
            batch = kept
        else:
            pytest.fail(f"the gate stops a batch for no string of it: {needles}")
        neutral += sum(map(len, batch.values()))
        live += _live(folder / "build/site", chromium)
    with capsys.disabled():
        shown = ", ".join(f"{name}: {count}" for name, count in sorted(tried.counts.items()))
        print(
            f"\ncorpora (every {EVERY}. attack): {shown}; of the accepted {stopped} stopped by the gate, "
            f"{neutral} neutral; live: {len(live)}"
        )
    assert live == []


def test_what_is_aimed_at_our_markup_is_refused_or_stopped(
    tried: Tried, folder: Path, chromium: Browser, capsys: pytest.CaptureFixture[str]
) -> None:
    data = corpora.sources()
    neutral: dict[Slot, str] = {}
    stopped = 0
    for text, slots in tried.own.items():
        corpora.write(folder, corpora.placed(data, dict.fromkeys(slots, text)))
        try:
            found = _publish(folder)
        except engine.BuildError:
            found = [gate.Offence("", "", "")]
        stopped += bool(found)
        neutral |= {} if found else {slot: f"{neutral.get(slot, '')} {text}".strip() for slot in slots}
    corpora.write(folder, corpora.placed(data, neutral))
    assert _publish(folder) == []
    with capsys.disabled():
        print(
            f"\naimed at our markup: {len(tried.own)} of {len(corpora.OWN)} strings taken somewhere by check, "
            f"{stopped} of these stop a build"
        )
    assert _live(folder / "build/site", chromium) == []


_LINKS = """() => [...document.querySelectorAll("a[href], area[href], form[action], [src], object, embed, base")]
    .filter((e) => !(e.matches("a") && /^(file|https):$/.test(e.protocol)))
    .filter((e) => !(e.matches("script") && e.src.startsWith("file:")))
    .map((e) => e.outerHTML)"""


def _live(built: Path, chromium: Browser) -> list[str]:
    """Open every page of ``built``, use search and print collection, and return every dialog, foreign request and
    live link."""
    found: list[str] = []
    context = chromium.new_context()
    tab = context.new_page()

    def dialog(shown: object) -> None:
        found.append(f"dialog on {tab.url}")
        shown.dismiss()  # type: ignore[attr-defined]

    tab.on("dialog", dialog)
    tab.on(
        "request",
        lambda request: None if request.url.startswith(("file:", "blob:file:")) else found.append(request.url),
    )
    tab.on("popup", lambda popup: found.append(f"window {popup.url}"))
    for page in sorted(built.rglob("*.html")):
        tab.goto(page.as_uri())
        found += [f"{page.name}: {element}" for element in tab.evaluate(_LINKS)]
        if page.name == "bo-in.html":
            tab.evaluate("document.querySelectorAll('input[name=cau]').forEach((each) => each.click())")
            tab.wait_for_timeout(200)
    tab.goto((built / "index.html").as_uri())
    tab.locator("[data-search-open]").first.click()
    for words in ("alert", "script", "1"):
        tab.keyboard.type(words)
        tab.wait_for_timeout(150)
    context.close()
    return found


def test_what_lives_would_be_seen(folder: Path, chromium: Browser) -> None:
    corpora.write(folder, corpora.sources())
    assert _publish(folder) == []
    page = folder / "build/site/so-lieu.html"
    hostile = (
        '<a href="javascript:alert(1)">a</a><p id="x"></p><script>alert(2); fetch("https://evil.example/")</script>'
    )
    page.write_text(page.read_text(encoding="utf-8").replace("</article>", hostile + "</article>"), encoding="utf-8")
    found = "\n".join(_live(folder / "build/site", chromium))
    assert "dialog on file://" in found
    assert "https://evil.example/" in found
    assert 'so-lieu.html: <a href="javascript:alert(1)">' in found
