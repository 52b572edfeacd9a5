"""What a site does beyond its pages: the print collection, reading without a network, installing, the archive."""

from __future__ import annotations

import datetime as dt
import io
import json
import re
import shutil
import struct
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from microsite import model as m
from microsite import reading
from microsite.bench import kinds, project
from microsite.publishing import engine, offline
from microsite.telling import addresses, sharing
from tests.browser import ADDRESS, BASE, ROOT, serving

LIBRARY = project.library_of(ROOT)
FIRST, LAST = LIBRARY.items[0], LIBRARY.items[-1]
ITEM, OTHER = (addresses.published(addresses.page_of(item)) for item in (FIRST, LAST))


def settings() -> m.Site:
    """The settings of the site at the root."""
    return LIBRARY.site


def kept(name: str, value: str) -> str:
    """Return a script that keeps ``value`` in the browser as the site itself would."""
    return f"localStorage.setItem({json.dumps(f'{settings().key} {name}')}, {json.dumps(value)})"


def test_qr_leads_to_the_page(tab: Page, served: str) -> None:
    zxingcpp = pytest.importorskip("zxingcpp")
    from PIL import Image

    tab.goto(served + ITEM)
    tab.get_by_text("Chia sẻ, trích dẫn").click()
    picture = Image.open(io.BytesIO(tab.locator("svg.qr").screenshot()))
    assert [code.text for code in zxingcpp.read_barcodes(picture)] == [ADDRESS + ITEM]


def test_without_an_address_there_is_no_code_and_no_invented_link() -> None:
    library = reading.read(ROOT).library
    assert library is not None
    site = library.site.model_copy(update={"address": None})
    assert sharing.permalink(site, "hoi-dap/x.md") is None
    assert "http" not in sharing.citation(site, "Câu hỏi?", "câu 1", "22/11/2026", None)


def test_broken_storage_is_taken_as_empty(tab: Page, served: str) -> None:
    tab.add_init_script(kept("collection", "{hỏng"))
    tab.goto(served + "bo-in.html")
    expect(tab.get_by_role("status").first).to_have_text("Chưa chọn câu nào.")


def test_without_script_the_page_says_what_to_do(chromium: Browser, served: str) -> None:
    context = chromium.new_context(java_script_enabled=False)
    tab = context.new_page()
    tab.goto(served + "bo-in.html")
    sheets = tab.get_by_role("link", name="trang In ra giấy")
    if LIBRARY.formats:
        expect(sheets).to_be_visible()
    else:
        expect(sheets).to_have_count(0)
    expect(tab.locator("form")).to_be_hidden()
    tab.goto(served + ITEM)
    expect(tab.locator(".tools")).to_be_hidden()
    tab.get_by_text("Chia sẻ, trích dẫn").click()
    expect(tab.get_by_role("link", name=ADDRESS + ITEM)).to_be_visible()
    context.close()


# --------------------------------------------------------------------------- without a network


def controlled(tab: Page, address: str) -> None:
    """Open ``address`` and wait until the service worker is in charge."""
    tab.goto(address)
    tab.evaluate(
        "navigator.serviceWorker.ready.then(() => new Promise((go) => navigator.serviceWorker.controller ? go() : "
        "navigator.serviceWorker.addEventListener('controllerchange', () => go())))"
    )


def test_visited_pages_and_search_stay_without_a_network(chromium: Browser, built: Path) -> None:
    context = chromium.new_context(viewport={"width": 360, "height": 800})
    tab = context.new_page()
    with serving(built) as address:
        controlled(tab, address)
        tab.goto(address + ITEM)
        tab.wait_for_load_state("networkidle")
        context.set_offline(True)
        tab.reload()
        expect(tab.locator("h1")).to_contain_text(FIRST.question)
        assert tab.evaluate("getComputedStyle(document.querySelector('.answer-card')).borderLeftWidth") == "5px"
        tab.goto(address)
        expect(tab.locator("h1")).to_be_visible()
        tab.goto(address + OTHER)
        assert "/ngoai-tuyen.html#mat-mang=" in tab.url
        expect(tab.get_by_text("chưa được lưu trên máy này")).to_be_visible()
        context.set_offline(False)
        tab.get_by_role("link", name="thử mở lại trang ấy").click()
        expect(tab.locator(".kicker")).to_have_text(f"Câu {LAST.number}")
    # The server itself is gone now, not only the tab's connection to it.
    tab.goto(address + ITEM)
    expect(tab.locator(".kicker")).to_have_text(f"Câu {FIRST.number}")
    context.close()


def test_a_new_build_replaces_the_old_one(chromium: Browser, built: Path, tmp_path: Path) -> None:
    folder = tmp_path / "site"
    shutil.copytree(built, folder, ignore=shutil.ignore_patterns("in", "*.zip"))
    context = chromium.new_context()
    tab = context.new_page()
    with serving(folder) as address:
        controlled(tab, address)
        tab.goto(address + ITEM)
        tab.goto(address + OTHER)
        names = "caches.keys().then((names) => names.sort().join())"
        before = tab.evaluate(names)
        for name in (ITEM, "index.html"):
            path = folder / name
            path.write_text(path.read_text(encoding="utf-8").replace("</h1>", " (bản mới)</h1>", 1), encoding="utf-8")
        template = (ROOT / "theme/offline/sw.js").read_text(encoding="utf-8")
        (folder / "sw.js").write_text(offline.worker(folder, template, settings()), encoding="utf-8")
        tab.evaluate(
            "new Promise((go) => "
            "{ navigator.serviceWorker.addEventListener('controllerchange', () => go()); "
            "navigator.serviceWorker.ready.then((r) => r.update()) })"
        )
        tab.wait_for_function(
            f"async () => (await {names}) !== {json.dumps(before)} && (await caches.keys()).length === 3"
        )
        tab.goto(address)
        expect(tab.locator("h1")).to_contain_text("(bản mới)")
        tab.goto(address + ITEM)
        expect(tab.locator("h1")).to_contain_text("(bản mới)")
        (folder / OTHER).unlink()
    tab.goto(
        address + OTHER
    )  # not opened since the new build, and no network: the copy from before is better than nothing
    expect(tab.locator(".kicker")).to_have_text(f"Câu {LAST.number}")
    context.close()


def test_the_store_can_be_switched_off_and_on(chromium: Browser, served: str) -> None:
    context = chromium.new_context()
    tab = context.new_page()
    controlled(tab, served + "ngoai-tuyen.html")
    state = tab.locator("[data-offline-state]")
    tab.get_by_role("button", name="Tắt và xóa bản lưu").click()
    expect(state).to_contain_text("Đang tắt")
    registered = "navigator.serviceWorker.getRegistrations().then((all) => all.length)"
    tab.goto(served + ITEM)
    tab.wait_for_load_state("networkidle")
    assert tab.evaluate(registered) == 0
    assert tab.evaluate("caches.keys()") == []
    tab.goto(served + "ngoai-tuyen.html")
    tab.get_by_role("button", name="Bật lưu trang").click()
    expect(state).to_contain_text("Đang bật")
    assert tab.evaluate(registered) == 1
    context.close()


def test_a_site_that_gives_up_its_worker_gets_rid_of_it(chromium: Browser, built: Path, tmp_path: Path) -> None:
    folder = tmp_path / "site"
    shutil.copytree(built, folder, ignore=shutil.ignore_patterns("in", "*.zip"))
    context = chromium.new_context()
    tab = context.new_page()
    with serving(folder) as address:
        controlled(tab, address)
        (folder / "sw.js").unlink()
        tab.goto(address + ITEM)
        tab.wait_for_function(
            "async () => !(await navigator.serviceWorker.getRegistrations()).length && !(await caches.keys()).length"
        )
    context.close()


def test_two_sites_on_one_host_keep_apart(chromium: Browser, built: Path, tmp_path: Path) -> None:
    """One stands in a folder of the other, as a second site on the same host may: stores, theme and caches are two."""
    library = reading.read(ROOT).library
    assert library is not None
    sites = {"": library.site, "hai/": library.site.model_copy(update={"slug": "trang-hai"})}
    for place, known in reversed(sites.items()):
        folder = tmp_path / place
        shutil.copytree(built, folder, ignore=shutil.ignore_patterns("in", "*.zip", "sw.js"), dirs_exist_ok=True)
        engine.assets(replace(library, site=known), ROOT / "theme", folder / "assets")
        other = tmp_path / "hai"
        aside = tmp_path.with_name("aside")
        if not place:
            other.rename(aside)
        offline.write(folder, ROOT / "theme", known)
        if not place:
            aside.rename(other)
    context = chromium.new_context(viewport={"width": 360, "height": 800}, color_scheme="light")
    tab = context.new_page()
    stored = """caches.keys().then(async (names) => Object.fromEntries(await Promise.all(names.map(async (name) => [
      name,
      (await (await caches.open(name)).keys()).map((request) => new URL(request.url).pathname),
    ]))))"""
    with serving(tmp_path) as address:
        controlled(tab, address)
        tab.goto(address + ITEM)
        tab.get_by_role("button", name="Thêm vào bộ in").click()
        tab.get_by_role("button", name="Đổi nền").click()
        assert tab.locator("html").get_attribute("data-theme") == "dark"
        # The worker of the outer site is in charge of the inner one's address until that has its own.
        tab.goto(address + "hai/" + ITEM)
        expect(tab.get_by_role("button", name="Thêm vào bộ in")).to_be_visible()
        expect(tab.locator("[data-collected]")).to_be_hidden()
        assert tab.locator("html").get_attribute("data-theme") is None
        controlled(tab, address + "hai/index.html")
        tab.goto(address + "hai/" + OTHER)
        tab.wait_for_load_state("networkidle")
        caches = tab.evaluate(stored)
        outer = [path for name, paths in caches.items() if name.startswith(f"{library.site.key} ") for path in paths]
        inner = [path for name, paths in caches.items() if name.startswith("trang-hai ") for path in paths]
        assert len(outer) + len(inner) == sum(map(len, caches.values()))
        assert f"{BASE}{ITEM}" in outer
        assert f"{BASE}hai/{OTHER}" in inner
        assert not any(path.startswith(f"{BASE}hai/") for path in outer)
        assert all(path.startswith(f"{BASE}hai/") for path in inner)
        tab.goto(address + "hai/ngoai-tuyen.html")
        tab.get_by_role("button", name="Tắt và xóa bản lưu").click()
        expect(tab.locator("[data-offline-state]")).to_contain_text("Đang tắt")
        assert {name.partition(" ")[0] for name in tab.evaluate(stored)} == {library.site.key}
        tab.goto(address + "ngoai-tuyen.html")
        expect(tab.locator("[data-offline-state]")).to_contain_text("Đang bật")
        expect(tab.locator("html")).to_have_attribute("data-theme", "dark")
    context.close()


def test_scripts_obey_a_strict_policy(chromium: Browser, served: str) -> None:
    """``script-src 'self'`` and no more: no script stands in a page, none is made of text."""
    context = chromium.new_context(service_workers="block")
    tab = context.new_page()
    said: list[str] = []
    tab.on("console", lambda message: said.append(message.text))

    def strict(route: Route) -> None:
        answer = route.fetch()
        route.fulfill(
            response=answer,
            headers={**answer.headers, "content-security-policy": "default-src 'self'; object-src 'none'"},
        )

    tab.route(re.compile(r"\.html$"), strict)
    for name in ("index.html", ITEM, "bo-in.html", "404.html", *kinds.pages(LIBRARY)):
        tab.goto(served + name)
        tab.wait_for_load_state("networkidle")
    tab.goto(served + ITEM)
    tab.keyboard.press("/")
    tab.get_by_role("searchbox").fill(f"câu {LAST.number}")
    expect(tab.locator(".search__hits a").first).to_be_visible()
    assert [line for line in said if "script" in line.lower()] == []
    context.close()


def test_nothing_is_stored_and_nothing_complains_on_a_disk(tab: Page, built: Path) -> None:
    said: list[str] = []
    tab.on("console", lambda message: said.append(message.text))
    tab.on("pageerror", lambda error: said.append(str(error)))
    for name in (*kinds.pages(LIBRARY)[:-1], ITEM, "bo-in.html", "ngoai-tuyen.html"):
        tab.goto((built / name).as_uri())
        tab.wait_for_load_state("networkidle")
    expect(tab.locator("[data-offline-state]")).to_contain_text("bản chép trên máy")
    assert said == []


def test_the_site_can_be_installed(tab: Page, built: Path, served: str) -> None:
    tab.goto(served + ITEM)
    assert tab.evaluate("document.querySelector('link[rel=manifest]').href") == f"{served}manifest.webmanifest"
    data = json.loads((built / "manifest.webmanifest").read_text(encoding="utf-8"))
    for icon in data["icons"]:
        content = (built / icon["src"]).read_bytes()
        if icon["type"] == "image/png":
            width, height = struct.unpack(">II", content[16:24])
            assert icon["sizes"] == f"{width}x{height}"
    assert (built / data["start_url"]).is_file()
    told = json.loads(re.findall(r"^const SITE = (.*);$", (built / "sw.js").read_text(encoding="utf-8"), re.M)[0])
    assert all((built / path).is_file() for path in (*told["shell"], told["lost"]))
    assert set(told["own"]) == {path.name for path in built.iterdir() if path.is_file() or any(path.iterdir())} - {
        "sw.js",
        addresses.archive(settings()),
    } - {path.name for path in built.iterdir() if path.suffix == ".gz"}


def test_the_archive_holds_the_whole_site(built: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(built / addresses.archive(settings())) as archive:
        assert archive.testzip() is None
        names = archive.namelist()
        archive.extractall(tmp_path)
    root = tmp_path / settings().key
    skipped = {addresses.archive(settings()), addresses.WORKER, "404.html"}
    there = {
        p.relative_to(built).as_posix() for p in built.rglob("*") if p.is_file() and p.suffix not in {".gz", ".br"}
    } - skipped
    assert {n.removeprefix(f"{settings().key}/") for n in names} == there | {offline.README}
    assert names[1:] == sorted(names[1:])
    assert all((root / name).read_bytes() == (built / name).read_bytes() for name in there)
    readme = (root / offline.README).read_bytes()
    assert readme.startswith(b"\xef\xbb\xbf")
    assert readme.count(b"\n") == readme.count(b"\r\n") > 5
    assert "Mở tệp index.html" in readme.decode("utf-8-sig")


def test_the_same_site_gives_the_same_bytes(built: Path, tmp_path: Path) -> None:
    library = reading.read(ROOT).library
    assert library is not None
    made = []
    for name in ("a", "b"):
        folder = tmp_path / name
        shutil.copytree(built, folder, ignore=shutil.ignore_patterns("in", "sw.js", "*.zip", "*.webmanifest"))
        offline.write(folder, ROOT / "theme", library.site, dt.date(2026, 11, 22))
        made.append(
            [
                (folder / file).read_bytes()
                for file in (addresses.archive(settings()), addresses.WORKER, addresses.MANIFEST)
            ]
        )
    assert made[0] == made[1]


def test_zim_holds_the_whole_site(built: Path, tmp_path: Path) -> None:
    reader = pytest.importorskip("libzim.reader", reason="libzim is not installed (it is optional)")
    from microsite.publishing import zim

    library = reading.read(ROOT).library
    assert library is not None
    target = tmp_path / "trang.zim"
    assert zim.write(built, target, library.site, dt.date(2026, 11, 22)) == target.stat().st_size
    archive = reader.Archive(target)
    assert archive.check()
    assert archive.main_entry.get_item().path == "index.html"
    item = archive.get_entry_by_path(ITEM)
    assert item.title == FIRST.question
    assert bytes(item.get_item().content) == (built / ITEM).read_bytes()
