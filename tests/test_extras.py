"""Share and cite, read aloud, the print collection, filters, life without a network: on the built site, in Chromium."""

from __future__ import annotations

import datetime as dt
import functools
import http.server
import io
import json
import re
import shutil
import struct
import threading
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, Route, expect

from microsite import model as m
from microsite import reading
from microsite.publishing import engine, offline
from microsite.telling import sharing
from tests.browser import ADDRESS, BASE, ROOT, _Quiet

ITEM = "hoi-dap/nguon-luc-den-2030.html"
OTHER = "hoi-dap/tam-nhin-2045.html"
VOICE = """
const spoken = window.spoken = [];
let now = null;
speechSynthesis.getVoices = () => [{ lang: "vi-VN", name: "Thử", default: true, localService: true, voiceURI: "x" }];
window.SpeechSynthesisUtterance = class { constructor(text) { this.text = text; } };
speechSynthesis.speak = (piece) => { spoken.push(piece.text); now = piece; };
speechSynthesis.cancel = () => { now = null; };
window.saidPiece = () => now.onend();
"""


@functools.cache
def settings() -> m.Site:
    """The settings of the reference site."""
    library = reading.read(ROOT).library
    assert library is not None
    return library.site


def kept(name: str, value: str) -> str:
    """Return a script that keeps ``value`` in the browser as the site itself would."""
    return f"localStorage.setItem({json.dumps(f'{settings().key} {name}')}, {json.dumps(value)})"


@contextmanager
def serving(folder: Path) -> Iterator[str]:
    """Serve ``folder`` under :data:`BASE` on a free port of this machine; yield its address."""
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(_Quiet, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}{BASE}"
    finally:
        server.shutdown()
        server.server_close()


@pytest.fixture(params=["http", "file"])
def base(request: pytest.FixtureRequest, built: Path, served: str) -> str:
    """The site's address, once over http and once as a folder on a disk."""
    return served if request.param == "http" else built.as_uri() + "/"


# --------------------------------------------------------------------------- share and cite


def test_paragraphs_have_addresses_in_the_page_itself(built: Path) -> None:
    page = (built / ITEM).read_text(encoding="utf-8")
    ids = re.findall(r'<(p|li) id="d(\d+)"', page)
    assert [int(n) for _, n in ids] == list(range(1, len(ids) + 1))
    assert {tag for tag, _ in ids} == {"p", "li"}
    answer = page.partition('id="tra-loi"')[2].partition("<h2")[0]
    assert answer.count("<p") + answer.count("<li") == len(ids)


def test_share_copies_link_citation_and_paragraph(chromium: Browser, served: str) -> None:
    context = chromium.new_context(
        viewport={"width": 1280, "height": 800}, permissions=["clipboard-read", "clipboard-write"]
    )
    tab = context.new_page()
    tab.goto(served + ITEM)
    tab.get_by_text("Chia sẻ, trích dẫn").click()
    clipboard = "navigator.clipboard.readText()"
    tab.get_by_role("button", name="Sao chép liên kết").click()
    expect(tab.locator(".share__status")).to_have_text("Đã sao chép liên kết.")
    assert tab.evaluate(clipboard) == ADDRESS + ITEM
    tab.get_by_role("button", name="Sao chép trích dẫn").click()
    expect(tab.locator(".share__status")).to_have_text("Đã sao chép trích dẫn.")
    cite = tab.evaluate(clipboard)
    today = dt.datetime.now().astimezone().date()
    assert "(câu 17). Rà soát ngày " in cite
    assert cite.endswith(f"{ADDRESS}{ITEM} (truy cập ngày {today:%d/%m/%Y}).")

    mark = tab.locator("#d1 > .pilcrow")
    expect(mark).to_be_hidden()
    tab.locator("#d1").hover()
    expect(mark).to_be_visible()
    tab.get_by_role("button", name="Hiện liên kết từng đoạn").click()
    box = tab.locator("#d3 > .pilcrow").bounding_box()
    assert box is not None
    assert min(box["width"], box["height"]) >= 44
    tab.get_by_role("link", name="Liên kết tới đoạn 3").click()
    expect(tab.locator(".share__status")).to_have_text("Đã sao chép liên kết tới đoạn 3.")
    assert tab.evaluate(clipboard) == f"{ADDRESS}{ITEM}#d3"
    assert tab.url.endswith("#d3")
    context.close()


def test_share_hands_over_to_an_app_where_there_is_one(tab: Page, served: str) -> None:
    tab.add_init_script("navigator.share = async (what) => { window.shared = what; }")
    tab.goto(served + "muc-tieu/chi-rd.html")
    tab.get_by_text("Chia sẻ, trích dẫn").click()
    expect(tab.locator(".share__cite")).to_contain_text(
        "2% GDP, đến năm 2030” (chỉ tiêu; Nghị quyết số 57-NQ/TW ngày 22/12/2024, mục II.1, gạch đầu dòng 3)"
    )
    tab.get_by_role("button", name="Gửi qua ứng dụng").click()
    assert tab.evaluate("shared.url") == ADDRESS + "muc-tieu/chi-rd.html"


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


# --------------------------------------------------------------------------- read aloud


def test_read_aloud_is_offered_only_with_a_vietnamese_voice(tab: Page, base: str) -> None:
    tab.add_init_script("speechSynthesis.getVoices = () => [{ lang: 'en-US', name: 'x' }]")
    asked: list[str] = []
    tab.on("request", lambda request: asked.append(request.url))
    tab.goto(base + ITEM)
    tab.wait_for_load_state("networkidle")
    expect(tab.locator("[data-speak]")).to_be_hidden()
    assert any(url.endswith("assets/site.js") for url in asked)
    assert not any(url.endswith("speech.js") for url in asked)


def test_read_aloud_reads_pauses_goes_on_and_stops(tab: Page, base: str) -> None:
    tab.add_init_script(VOICE)
    tab.goto(base + ITEM)
    status = tab.locator(".tools__status")
    tab.get_by_role("button", name="Đọc to").click()
    expect(status).to_have_text("Đang đọc.")
    assert tab.evaluate("spoken").pop().startswith("Nghị quyết năm mươi bảy dành nguồn lực")
    tab.evaluate("saidPiece()")
    assert "hai phần trăm tổng sản phẩm trong nước" in tab.evaluate("spoken.at(-1)")
    tab.get_by_role("button", name="Tạm dừng đọc").click()
    expect(status).to_have_text("Đã tạm dừng.")
    tab.get_by_role("button", name="Đọc tiếp").click()
    assert tab.evaluate("spoken.at(-1) === spoken.at(-2)"), "goes on with the piece it was stopped in"
    tab.get_by_role("button", name="Dừng đọc", exact=True).click()
    expect(status).to_have_text("Đã dừng đọc.")
    expect(tab.get_by_role("button", name="Đọc to")).to_be_focused()
    tab.get_by_role("button", name="Đọc to").click()
    tab.evaluate(
        "{ let n = 0; const status = document.querySelector('.tools__status'); "
        "while (status.textContent === 'Đang đọc.' && n++ < 500) saidPiece(); }"
    )
    expect(status).to_have_text("Đã đọc xong.")
    said = tab.evaluate("spoken")
    assert any("Kinh phí nghiên cứu và phát triển đạt" in s for s in said)
    assert not any("Con số và nguồn" in s or "¶" in s for s in said)


# --------------------------------------------------------------------------- the print collection


def test_items_are_collected_listed_and_printed(tab: Page, base: str) -> None:
    tab.goto(base + ITEM)
    expect(tab.locator("[data-collected]")).to_be_hidden()
    tab.get_by_role("button", name="Thêm vào bộ in").click()
    expect(tab.locator(".tools__status")).to_have_text("Đã thêm vào bộ in; bộ in có 1 câu.")
    tab.goto(base + OTHER)
    tab.get_by_role("button", name="Thêm vào bộ in").click()
    tab.get_by_role("link", name="Bộ in (2 câu)").click()
    tab.wait_for_url("**/bo-in.html")
    expect(tab.get_by_role("status").first).to_have_text("Đã chọn 2 câu.")
    expect(tab.locator(".sheet h3")).to_have_count(2)
    assert tab.locator(".sheet .kicker").all_inner_texts() == ["Câu 17", "Câu 20"]
    tab.get_by_label("Tên đơn vị").fill("Chi bộ <b>thôn</b> & tổ 5")
    expect(tab.locator(".sheet [data-unit-name]").first).to_have_text("Chi bộ <b>thôn</b> & tổ 5")
    tab.reload()
    expect(tab.locator(".sheet [data-unit-name]").first).to_have_text("Chi bộ <b>thôn</b> & tổ 5")

    tab.emulate_media(media="print")
    expect(tab.locator("form")).to_be_hidden()
    expect(tab.locator(".sheet h3").first).to_be_visible()
    text = tab.locator(".sheet").first.inner_text()
    for words in ("2% GDP", "ít nhất 3%", "Con số và nguồn", "Nghị quyết 57, mục II.1", "Rà soát ngày", ADDRESS + ITEM):
        assert words in text
    tab.emulate_media(media="screen")

    tab.locator("input[value=tam-nhin-2045]").uncheck()
    expect(tab.locator(".sheet h3")).to_have_count(1)
    tab.get_by_role("button", name="Bỏ chọn tất cả").click()
    expect(tab.get_by_role("status").first).to_have_text("Chưa chọn câu nào.")
    tab.goto(base + ITEM)
    expect(tab.get_by_role("button", name="Thêm vào bộ in")).to_be_visible()


def test_every_item_starts_a_page_on_request(chromium: Browser, served: str) -> None:
    pypdfium2 = pytest.importorskip("pypdfium2")

    context = chromium.new_context()
    context.add_init_script(
        kept("collection", json.dumps(["nguon-luc-den-2030", "tam-nhin-2045", "bay-nhom-nhiem-vu"]))
    )
    tab = context.new_page()
    tab.goto(served + "bo-in.html")
    tab.get_by_label("Mỗi câu bắt đầu ở một trang mới").check()
    expect(tab.locator(".sheet h3")).to_have_count(3)
    document = pypdfium2.PdfDocument(
        tab.pdf(format="A4", margin={"top": "15mm", "bottom": "15mm", "left": "15mm", "right": "15mm"})
    )
    first_lines = [document[i].get_textpage().get_text_range()[:200] for i in range(len(document))]
    assert sum(bool(re.search(r"^Câu (17|20|21)\b", text, re.M)) for text in first_lines) == 3
    assert "Thêm vào" not in "".join(first_lines)
    document.close()
    context.close()


def test_broken_storage_is_taken_as_empty(tab: Page, served: str) -> None:
    tab.add_init_script(kept("collection", "{hỏng"))
    tab.goto(served + "bo-in.html")
    expect(tab.get_by_role("status").first).to_have_text("Chưa chọn câu nào.")


def test_the_link_brings_an_item_along_where_files_share_no_store(tab: Page, served: str) -> None:
    tab.goto(served + "bo-in.html#them=nguon-luc-den-2030")
    expect(tab.locator(".sheet h3")).to_have_count(1)
    assert "#" not in tab.url


def test_without_script_the_page_says_what_to_do(chromium: Browser, served: str) -> None:
    context = chromium.new_context(java_script_enabled=False)
    tab = context.new_page()
    tab.goto(served + "bo-in.html")
    expect(tab.get_by_role("link", name="trang In ra giấy")).to_be_visible()
    expect(tab.locator("form")).to_be_hidden()
    tab.goto(served + ITEM)
    expect(tab.locator(".tools")).to_be_hidden()
    tab.get_by_text("Chia sẻ, trích dẫn").click()
    expect(tab.get_by_role("link", name=ADDRESS + ITEM)).to_be_visible()
    context.close()


# --------------------------------------------------------------------------- filters


@pytest.mark.parametrize("typed", ["kinh te so", "KINH TẾ SỐ", "  số kinh  tế "])
def test_figures_are_filtered_without_marks(tab: Page, base: str, typed: str) -> None:
    tab.goto(base + "so-lieu.html")
    rows = tab.locator("tbody tr:visible")
    total = rows.count()
    tab.get_by_label("Lọc bảng").fill(typed)
    status = tab.locator(".filter [role=status]")
    expect(status).to_have_text(re.compile(r"^Có \d+ trong \d+ dòng\.$"))
    assert 0 < rows.count() < total
    assert str(rows.count()) in status.inner_text().split()
    tab.get_by_label("Lọc bảng").fill("không có đâu xyz")
    expect(status).to_have_text(re.compile("Không có dòng nào"))
    assert rows.count() == 0
    tab.get_by_label("Lọc bảng").fill("")
    expect(status).to_have_text("")
    assert rows.count() == total


def test_notes_are_filtered_with_what_stands_under_them(tab: Page, served: str) -> None:
    tab.goto(served + "nguon-noi-khac-nhau.html")
    tab.get_by_label("Lọc ghi chú").fill("thuong mai hoa")
    expect(tab.locator(".filter [role=status]")).to_have_text(re.compile("^Có "))
    for heading in tab.locator("article h3:visible").all():
        below = heading.evaluate(
            "h => { let t = h.textContent, n = h; "
            "while ((n = n.nextElementSibling) && !/^H[123]$/.test(n.tagName)) t += n.textContent; return t }"
        )
        assert "thương mại" in below.lower()


@pytest.mark.parametrize(
    ("name", "label", "typed", "row"),
    [
        ("thuat-ngu.html", "Lọc thuật ngữ", "chuoi khoi", "dt"),
        ("van-ban.html", "Lọc văn bản", "so huu tri tue", "article h2[id]:not(#thuat-ngu-trong-bai)"),
        ("chi-muc.html", "Lọc chỉ mục", "so huu", ".alphabet li"),
    ],
)
def test_lists_are_filtered_and_headings_without_entries_go(
    tab: Page, base: str, name: str, label: str, typed: str, row: str
) -> None:
    tab.goto(base + name)
    rows = tab.locator(f"{row} >> visible=true")
    total = rows.count()
    tab.get_by_label(label).fill(typed)
    expect(tab.locator(".filter [role=status]")).to_have_text(re.compile(rf"^Có \d+ trong {total} "))
    assert 0 < rows.count() < total / 4
    headings = tab.locator("article h2:not(#thuat-ngu-trong-bai) >> visible=true")
    assert headings.count() <= rows.count()
    # What is shown under a heading or term is shown whole, and the list of links leads only to what is left.
    assert (
        tab.locator(".jump li:not([hidden])").count() == headings.count() + tab.locator("#thuat-ngu-trong-bai").count()
    )
    hidden = tab.locator("article h2[hidden]").last.get_attribute("id")
    tab.evaluate("key => { location.hash = key }", hidden)
    expect(tab.get_by_label(label)).to_have_value("")
    expect(tab.locator(f"#{hidden}")).to_be_in_viewport()
    assert rows.count() == total


# --------------------------------------------------------------------------- for everybody


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 1280])
def test_everything_opened_is_accessible(
    chromium: Browser, served: str, scheme: Literal["light", "dark"], width: int
) -> None:
    context = chromium.new_context(viewport={"width": width, "height": 800}, color_scheme=scheme)
    context.add_init_script(VOICE)
    tab = context.new_page()

    def check(name: str) -> None:
        found = Axe().run(tab).response["violations"]
        assert [(rule["id"], [node["html"] for node in rule["nodes"]]) for rule in found] == [], name
        assert tab.evaluate("document.documentElement.scrollWidth") <= width, f"{name} must not scroll sideways"

    tab.goto(served + ITEM)
    tab.get_by_role("button", name="Thêm vào bộ in").click()
    tab.get_by_role("button", name="Đọc to").click()
    tab.get_by_text("Chia sẻ, trích dẫn").click()
    tab.get_by_role("button", name="Hiện liên kết từng đoạn").click()
    check("an item with everything open")
    tab.goto(served + "bo-in.html")
    tab.get_by_label("Tên đơn vị").fill("Đảng ủy phường " * 10)
    expect(tab.locator(".sheet h3")).to_be_visible()
    check("the print collection")
    tab.goto(served + "so-lieu.html")
    tab.get_by_label("Lọc bảng").fill("kinh te so")
    expect(tab.locator(".filter [role=status]")).to_have_text(re.compile("^Có "))
    check("a filtered table")
    tab.goto(served + "ngoai-tuyen.html#mat-mang=hoi-dap/x.html")
    check("the page shown without a network")
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
        expect(tab.locator("h1")).to_contain_text("Nghị quyết 57 dành nguồn lực")
        assert tab.evaluate("getComputedStyle(document.querySelector('.answer-card')).borderLeftWidth") == "5px"
        tab.goto(address)
        expect(tab.locator("h1")).to_be_visible()
        tab.goto(address + OTHER)
        assert "/ngoai-tuyen.html#mat-mang=" in tab.url
        expect(tab.get_by_text("chưa được lưu trên máy này")).to_be_visible()
        context.set_offline(False)
        tab.get_by_role("link", name="thử mở lại trang ấy").click()
        expect(tab.locator(".kicker")).to_have_text("Câu 20")
    # The server itself is gone now, not only the tab's connection to it.
    tab.goto(address + ITEM)
    expect(tab.locator(".kicker")).to_have_text("Câu 17")
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
    expect(tab.locator(".kicker")).to_have_text("Câu 20")
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
    for name in ("index.html", ITEM, "so-lieu.html", "bo-in.html", "404.html"):
        tab.goto(served + name)
        tab.wait_for_load_state("networkidle")
    tab.goto(served + ITEM)
    tab.keyboard.press("/")
    tab.get_by_role("searchbox").fill("câu 45")
    expect(tab.locator(".search__hits a").first).to_be_visible()
    assert [line for line in said if "script" in line.lower()] == []
    context.close()


def test_nothing_is_stored_and_nothing_complains_on_a_disk(tab: Page, built: Path) -> None:
    said: list[str] = []
    tab.on("console", lambda message: said.append(message.text))
    tab.on("pageerror", lambda error: said.append(str(error)))
    for name in ("index.html", ITEM, "bo-in.html", "so-lieu.html", "ngoai-tuyen.html"):
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
    assert set(told["own"]) == {path.name for path in built.iterdir()} - {
        "sw.js",
        offline.archive_name(settings()),
    } - {path.name for path in built.iterdir() if path.suffix == ".gz"}


def test_the_archive_holds_the_whole_site(built: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(built / offline.archive_name(settings())) as archive:
        assert archive.testzip() is None
        names = archive.namelist()
        archive.extractall(tmp_path)
    root = tmp_path / settings().key
    skipped = {offline.archive_name(settings()), offline.WORKER, "404.html"}
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
                for file in (offline.archive_name(settings()), offline.WORKER, offline.MANIFEST)
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
    assert item.title == library.item_by_number[17].question
    assert bytes(item.get_item().content) == (built / ITEM).read_bytes()
