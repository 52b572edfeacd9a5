"""The search: its index, its keys, what it finds on a small site, and the dialog in a browser, from a folder.

The engine runs under Node where there is one, else in Chromium; where neither is there, the tests are
skipped with the reason.
"""

from __future__ import annotations

import json
import os
import random
import re
import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from hypothesis import given
from hypothesis import strategies as st
from playwright.sync_api import Browser, Page, expect

from microsite import ROOT, reading
from microsite.library import Library
from microsite.outputs.search import bundle, entries, keys
from microsite.outputs.search import searchindex as si
from tests.search.running import Javascript, opened, site

THEME = bundle.SOURCES


@pytest.fixture(scope="module")
def small(library: Library) -> dict[str, str]:
    return si.data(library, small=10**9)


@pytest.fixture(scope="module")
def sharded(library: Library) -> dict[str, str]:
    return si.data(library, small=0)


@pytest.fixture(scope="module")
def twelve() -> Library:
    """A site of twelve questions, whatever the site at the root is."""
    found = reading.read(ROOT / "tests" / "sites" / "thu-vien").library
    assert found is not None
    return found


def test_everything_shown_can_be_found(library: Library) -> None:
    found = entries.entries(library)
    for kind, records in {
        "cau": library.items,
        "muc-tieu": library.targets,
        "nhom": library.task_groups,
        "thuat-ngu": library.glossary,
        "van-ban": library.documents,
        "nguon": library.sources,
        "so-lieu": library.figures,
    }.items():
        assert [e.id for e in found if e.kind == kind] == [getattr(record, "id") for record in records]
    assert all("\n" not in e.title + e.names + e.lead + e.body for e in found)
    assert all("[[" not in e.title + e.lead + e.body for e in found)


def test_same_library_same_bytes(
    library: Library, small: dict[str, str], sharded: dict[str, str], tmp_path: Path
) -> None:
    assert si.data(library, small=10**9) == small
    assert si.data(library, small=0) == sharded
    si.write(library, tmp_path)
    assert {p.name: p.read_text(encoding="utf-8") for p in (tmp_path / "search").iterdir()} == si.files(library)


def test_empty_library_has_an_index(library: Library, javascript: Javascript) -> None:
    bare = Library(site=library.site, sources=library.sources)
    for limit in (0, 10**9):
        assert (
            javascript(
                "return (await (await whole(files)).search('nghị quyết')).total", files=si.data(bare, small=limit)
            )
            <= 30
        )


# --------------------------------------------------------------------------- keys


def python_keys(text: str) -> list[list[str]]:
    return [list(pair) for pair in keys.tokens(text)]


KEYS = "return texts.map((text) => fold.tokens(text).map((token) => [token.fold, token.form]))"


def test_keys_are_the_same_in_both_languages(library: Library, javascript: Javascript) -> None:
    texts = ["\n".join((e.title, e.names, e.lead, e.body, *e.asked)) for e in entries.entries(library)]
    texts += [
        "R&D KH&CN 67.000 0,7 4.0 06 2% hai phần trăm 34-NQ/TW AI ai kỹ KỸ quý QUY hoá hóa uỷ ủy Đ đ x_y 5G 1.5.2 00"
    ]
    assert javascript(KEYS, texts=texts) == [python_keys(text) for text in texts]


def test_keys_are_the_same_on_odd_text(javascript: Javascript) -> None:
    letters = "aăâbcdđeêghiklmnoôơpqrstuưvxyáàảãạấệổữỵĐÂ0123456789.,&%-/ _’“”"
    some = random.Random(57)
    texts = ["".join(some.choices(letters, k=40)) for _ in range(300)]
    assert javascript(KEYS, texts=texts) == [python_keys(text) for text in texts]


@given(st.text(alphabet="hoaáàảãạkyýỳiíuủúqđdtT", max_size=8))
def test_folding_is_idempotent(word: str) -> None:
    once = keys.fold(word.lower())
    assert keys.fold(once) == once


def test_spellings_that_are_one(javascript: Javascript) -> None:
    pairs = [
        ["hoá", "hóa"],
        ["uỷ", "ủy"],
        ["kỹ", "kĩ"],
        ["tỷ", "tỉ"],
        ["quý", "quí"],
        ["ho\u0061\u0301", "hóa"],
        ["Khoẻ", "khỏe"],
        ["06", "6"],
    ]
    same = (
        "return pairs.map((pair) => pair.map((word) => fold.keys(word.normalize('NFC')).exact))"
        ".map(([a, b]) => a === b)"
    )
    assert all(javascript(same, pairs=pairs))


def test_raw_telex_and_vni(javascript: Javascript) -> None:
    words = {
        "nghij": "nghị", "quyeets": "quyết", "ddooir": "đổi", "chuyeenr": "chuyển", "nguwowif": "người",
        "dduwowcj": "được",
        "hoas": "hóa", "muaw": "mưa", "thuowng": "thương", "khoawn": "khoăn",
    }  # fmt: skip
    numbers = {
        "nghi5": "nghị",
        "quye61t": "quyết",
        "d9o6i3": "đổi",
        "chuye6n3": "chuyển",
        "ngu7o7i2": "người",
        "ba81c": "bắc",
    }
    body = """
    const { typed } = await import(base + "theme/search/telex.js");
    return Object.entries(words).filter(([raw, word]) => fold.keys(typed(raw, vni)).exact !== fold.keys(word).exact)
    """
    if os.environ.get("MICROSITE_TEST_WITHOUT_NODE"):
        body = body.replace("base +", "'https://kho.test/' +")
    assert javascript(body, words=words, vni=False) == []
    assert javascript(body, words=numbers, vni=True) == []


def test_numbers_of_questions(javascript: Javascript, twelve: Library) -> None:
    queries = [
        "c7",
        "câu7",
        "cau 7",
        "câu thứ 7",
        "câu hỏi số 7",
        "hỏi 07",
        "caau hoir soos 7",
        "ca6u 7",
        "Câu 7 nói gì",
    ]
    body = (
        "const search = await whole(files); "
        "return Promise.all(queries.map(async (query) => (await search.search(query)).hits[0]?.id))"
    )
    files = si.data(twelve, small=10**9)
    assert javascript(body, files=files, queries=queries) == ["cau:7"] * len(queries)


def asked(library: Library, **phrasings: tuple[str, ...]) -> Library:
    """Return ``library`` with other phrasings: of item 1 ``q1``, and so on."""
    return replace(
        library,
        items=tuple(
            item.model_copy(update={"also_asked": phrasings.get(f"q{item.number}", ())}) for item in library.items
        ),
    )


@pytest.mark.parametrize("limit", [10**9, 0])
def test_phrasings_find_the_item_and_are_never_shown(twelve: Library, javascript: Javascript, limit: int) -> None:
    files = si.data(
        asked(twelve, q11=("chim ưng đậu đâu", "mèo rừng ngủ ngày"), q9=("mèo đậu ngày nào", "chim rừng ngủ")),
        small=limit,
    )
    body = """
    const early = (await (await start(files)).search("mèo rừng ngủ ngày")).hits;
    const search = await whole(files);
    return [early, (await search.search("mèo rừng ngủ ngày")).hits, (await search.search("chim rừng ngủ")).hits,
      (await search.search("meo rung ngu ngay")).hits];
    """
    early, full, other, unmarked = javascript(body, files=files)
    assert "mèo" not in files["index.js"] or limit == 0  # there, the vocabulary has every word
    assert all(hit["id"] != "cau:11" for hit in early[:1])
    # One phrasing that says it all is worth more than several that say parts of it.
    assert [hits[0]["id"] for hits in (full, other, unmarked)] == ["cau:11", "cau:9", "cau:11"]
    assert "mèo rừng" not in json.dumps([full, other, unmarked], ensure_ascii=False).lower()


def test_more_phrasings_than_bits(twelve: Library, javascript: Javascript) -> None:
    many = asked(twelve, q5=tuple(f"mèo số {n} xyzq{n}" for n in range(30)))
    for limit in (10**9, 0):
        body = "return (await (await whole(files)).search('xyzq29')).hits[0].id"
        assert javascript(body, files=si.data(many, small=limit)) == "cau:5"


def test_the_bar_of_d_hardly_counts(javascript: Javascript) -> None:
    pairs = [["dầu", "đầu"], ["đữ", "dữ"], ["dau", "đâu"], ["đầu", "đầu"], ["dấu", "đầu"]]
    body = "return pairs.map(([a, b]) => fold.fit(fold.keys(a).exact, fold.keys(b).exact))"
    assert javascript(body, pairs=pairs) == [2, 2, 2, 3, 0]


# --------------------------------------------------------------------------- the one script


def test_bundle_is_one_classic_script(javascript: Javascript) -> None:
    script = bundle.bundle()
    assert not re.search(r"^\s*(?:import|export)\b", script, re.M)
    assert javascript("new Function(script); return true", script=script) is True
    assert {path.name for path in THEME.glob("*.js")} == {*bundle.MODULES, "boot.js"}


# --------------------------------------------------------------------------- in the browser, from a folder


@pytest.fixture(scope="module")
def folder(twelve: Library, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small site with the search."""
    return site(twelve, tmp_path_factory.mktemp("site"))


@pytest.fixture
def page(chromium: Browser, folder: Path) -> Iterator[Page]:
    yield from opened(chromium, folder)


def test_keyboard(page: Page) -> None:
    page.keyboard.press("Control+k")
    page.get_by_role("searchbox").fill("câu 11")
    links = page.locator(".search__hits a")
    expect(links.first).to_contain_text("Câu hỏi 11")
    page.wait_for_timeout(600)  # the full text may still reorder the list before the reader is in it
    page.keyboard.press("ArrowDown")
    expect(links.first).to_be_focused()
    page.keyboard.press("End")
    expect(links.last).to_be_focused()
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Home")
    page.keyboard.press("ArrowUp")
    expect(page.get_by_role("searchbox")).to_be_focused()
    page.keyboard.press("ArrowDown")
    page.keyboard.type("6")
    expect(page.get_by_role("searchbox")).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)


def test_focus_returns_to_the_trigger(page: Page) -> None:
    page.locator("#tim").click()
    expect(page.get_by_role("dialog")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator("#tim")).to_be_focused()
    page.locator("#tim").click()
    page.get_by_role("button", name="Đóng").click()
    expect(page.locator("#tim")).to_be_focused()


def test_slash_in_a_field_is_a_slash(page: Page) -> None:
    page.locator("#khac").click()
    page.keyboard.type("1/2")
    expect(page.locator("#khac")).to_have_value("1/2")
    assert page.locator("dialog").count() == 0


def test_nothing_found(page: Page) -> None:
    page.keyboard.press("/")
    page.get_by_role("searchbox").fill("qqzzqq")
    expect(page.get_by_role("status")).to_have_text("Không tìm thấy “qqzzqq”")
    expect(page.get_by_role("link", name="chỉ mục A–Z")).to_have_attribute("href", "../chi-muc.html")
    expect(page.locator(".search__nearest")).to_contain_text("Thử tìm:")
    page.locator(".search__nearest button").first.click()
    expect(page.locator(".search__hits a").first).to_be_visible()


def test_back_closes_the_dialog_and_nothing_else(page: Page) -> None:
    address = page.url
    page.locator("#tim").click()
    page.get_by_role("searchbox").fill("câu 11")
    expect(page.locator(".search__hits a").first).to_be_visible()
    page.go_back()
    expect(page.get_by_role("dialog")).to_have_count(0)
    assert page.url == address
    expect(page.locator("#tim")).to_be_focused()
    page.locator("#tim").click()
    page.get_by_role("button", name="Đóng").click()
    expect(page.get_by_role("dialog")).to_have_count(0)
    page.wait_for_function("history.state?.search == null")  # the step back comes after the dialog has gone


def test_works_at_the_root(chromium: Browser, folder: Path) -> None:
    page = chromium.new_page()
    page.goto((folder / "index.html").as_uri())
    page.keyboard.press("/")
    page.get_by_role("searchbox").fill("câu 11")
    expect(page.locator(".search__hits a").first).to_have_attribute("href", "./hoi-dap/tang-sach.html")
    page.close()


def test_without_its_script_the_index_page_opens(chromium: Browser, folder: Path, tmp_path: Path) -> None:
    shutil.copytree(folder, tmp_path / "s", ignore=shutil.ignore_patterns("search.js"))
    page = chromium.new_page()
    page.goto((tmp_path / "s" / "index.html").as_uri())
    page.locator("#tim").click()
    page.wait_for_url("**/chi-muc.html")
    page.close()


@pytest.mark.parametrize("width", [320, 360, 1280])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_accessible(chromium: Browser, folder: Path, width: int, scheme: str) -> None:
    page = chromium.new_page(viewport={"width": width, "height": 640}, color_scheme=scheme, reduced_motion="reduce")  # type: ignore[arg-type]
    page.goto((folder / "hoi-dap" / "thu.html").as_uri())
    page.keyboard.press("/")
    for query in ("", "muon sach", "qqzzqq"):
        page.get_by_role("searchbox").fill(query)
        if query:
            expect(page.get_by_role("status")).not_to_have_text("")
        page.wait_for_timeout(300)
        found = Axe().run(page).response["violations"]
        assert [(rule["id"], [node["html"][:120] for node in rule["nodes"]]) for rule in found] == []
        assert page.evaluate("document.scrollingElement.scrollWidth") <= width
        assert page.evaluate(
            "document.querySelector('.search').scrollWidth <= document.querySelector('.search').clientWidth"
        )
    small = page.evaluate(
        "[...document.querySelectorAll('.search :is(a,button,input,select)')].map((e) => e.getBoundingClientRect())"
        ".filter((box) => box.width && (box.width < 24 || box.height < 24)).length"
    )
    assert small == 0
    page.close()
