"""The search: its index, its quality on labelled queries, its size, and the dialog in a browser, from a folder.

The engine runs under Node where there is one, else in Chromium; where neither is there, the tests are
skipped with the reason.
"""

from __future__ import annotations

import gzip
import json
import os
import random
import re
import shutil
import subprocess
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any, cast

import pytest
from axe_playwright_python.sync_playwright import Axe
from hypothesis import given
from hypothesis import strategies as st
from playwright.sync_api import Browser, Page, Route, expect

from microsite import reading
from microsite.library import Library
from microsite.outputs import scripts
from microsite.outputs.search import bundle, entries, keys
from microsite.outputs.search import searchindex as si
from microsite.publishing import engine

ROOT = Path(__file__).resolve().parent.parent
THEME = bundle.SOURCES
TABLES = ROOT / "tests" / "search"
NAMES = [name for name in ("tuning.tsv", "unseen.tsv") if (TABLES / name).exists()]
"""The tables: what the engine was shaped on, and what was written by someone who had not seen it, once there."""
FIRST_RESULT, FIRST_RESULT_LARGE = 30_000, 200_000  # bytes, gzip: DESIGN §4

Javascript = Callable[..., Any]
"""Runs an async function body with named values in scope; ``files`` are at hand through ``read(name)``."""


def zipped(*contents: str) -> int:
    """Return the size of ``contents`` under gzip, each by itself."""
    return sum(len(gzip.compress(content.encode(), 9)) for content in contents)


@pytest.fixture(scope="module")
def library() -> Library:
    found = reading.read(ROOT).library
    assert found is not None
    return found


@pytest.fixture(scope="module")
def small(library: Library) -> dict[str, str]:
    return si.data(library, small=10**9)


@pytest.fixture(scope="module")
def sharded(library: Library) -> dict[str, str]:
    return si.data(library, small=0)


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
    node = shutil.which("node")
    if node is not None and not os.environ.get("MICROSITE_TEST_WITHOUT_NODE"):
        return lambda body, **values: _under_node(node, body, values)
    browser = cast(Browser, request.getfixturevalue("chromium"))
    return lambda body, **values: _under_chromium(browser, body, values)


# --------------------------------------------------------------------------- the index


def table(name: str) -> list[tuple[str, str, list[str]]]:
    """Return the rows of a table of queries: query, kind, accepted ids."""
    lines = (TABLES / name).read_text(encoding="utf-8").splitlines()[1:]
    return [(query, kind, expected.split(" ")) for query, kind, expected in (line.split("\t") for line in lines)]


def ids_of(library: Library) -> set[str]:
    numbers = {item.id: item.number for item in library.items}
    return {f"{e.kind}:{numbers[e.id] if e.kind == 'cau' else e.id}" for e in entries.entries(library)}


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


def test_tables_name_things_that_exist(library: Library) -> None:
    known = ids_of(library)
    tables = [table(name) for name in NAMES]
    assert len(tables[0]) >= 200
    for rows in tables:
        assert {e for _, _, expected in rows for e in expected} <= known
        assert {kind for _, kind, _ in rows} == {kind for _, kind, _ in tables[0]}
        assert len({query for query, _, _ in rows}) == len(rows)


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
        "R&D KH&CN 67.000 0,7 4.0 06 2% hai phần trăm 57-NQ/TW AI ai kỹ KỸ quý QUY hoá hóa uỷ ủy Đ đ x_y 5G 1.5.2 00"
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


# --------------------------------------------------------------------------- quality


def test_labelled_queries(javascript: Javascript, small: dict[str, str]) -> None:
    body = (
        "const search = ids(await whole(files)); "
        "return Promise.all(tables.map((text) => measure.report(measure.rows(text), search, true)))"
    )
    tables = [(TABLES / name).read_text(encoding="utf-8") for name in NAMES]
    for report in javascript(body, files=small, tables=tables):
        assert report["all"]["mrr"] >= 0.95, report["misses"]
        assert report["all"]["hits5"] >= 0.99, report["misses"]


def test_shards_answer_as_the_whole_does(
    javascript: Javascript, small: dict[str, str], sharded: dict[str, str]
) -> None:
    # Initials are read off the titles, which a large site does not have at hand.
    queries = [query for query, _, _ in table("tuning.tsv")[::3] if query != "CSDLQG"]
    body = """
    const [a, b] = await Promise.all([whole(small), whole(sharded)]);
    const out = [];
    for (const query of queries) {
      const [x, y] = [await a.search(query), await b.search(query)];
      const [p, q] = [await a.search(query, { audience: "nguoi-dan", kind: "cau" }),
        await b.search(query, { audience: "nguoi-dan", kind: "cau" })];
      if (JSON.stringify([x, p]) !== JSON.stringify([y, q])) out.push([query, x.hits[0]?.id, y.hits[0]?.id]);
    }
    return out;
    """
    assert javascript(body, small=small, sharded=sharded, queries=queries) == []


def test_filters_and_excerpts(library: Library, javascript: Javascript, small: dict[str, str]) -> None:
    body = """
    const search = await whole(files);
    return [await search.search("chuyển đổi số", { audience: "y-te" }), await search.search("thuế", { kind: "cau" }),
      await search.search("qqzzqq"), await search.search("blockchian")];
    """
    for_doctors, questions, nothing, mistyped = javascript(body, files=small)
    allowed = {f"cau:{i.number}" for i in library.items if "y-te" in i.audiences}
    assert {h["id"] for h in for_doctors["hits"] if h["kind"] == "cau"} <= allowed
    assert for_doctors["hits"]
    assert {h["kind"] for h in questions["hits"]} == {"cau"}
    assert all(any(hit for _, hit in [*h["title"], *h["text"]]) for h in questions["hits"])
    assert any("thuế" in text.lower() for h in questions["hits"] for text, hit in h["text"] if hit)
    assert nothing["total"] == 0
    assert nothing["nearest"] == []
    assert mistyped["weak"]


def test_numbers_of_questions(javascript: Javascript, small: dict[str, str]) -> None:
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
    assert javascript(body, files=small, queries=queries) == ["cau:7"] * len(queries)


def asked(library: Library, **phrasings: tuple[str, ...]) -> Library:
    """Return ``library`` with other phrasings: of item 1 ``q1``, and so on."""
    return replace(
        library,
        items=tuple(
            item.model_copy(update={"also_asked": phrasings.get(f"q{item.number}", ())}) for item in library.items
        ),
    )


@pytest.mark.parametrize("limit", [10**9, 0])
def test_phrasings_find_the_item_and_are_never_shown(library: Library, javascript: Javascript, limit: int) -> None:
    files = si.data(
        asked(library, q5=("chim ưng đậu đâu", "mèo rừng ngủ ngày"), q9=("mèo đậu ngày nào", "chim rừng ngủ")),
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
    assert all(hit["id"] != "cau:5" for hit in early[:1])
    # One phrasing that says it all is worth more than several that say parts of it.
    assert [hits[0]["id"] for hits in (full, other, unmarked)] == ["cau:5", "cau:9", "cau:5"]
    assert "mèo rừng" not in json.dumps([full, other, unmarked], ensure_ascii=False).lower()


def test_more_phrasings_than_bits(library: Library, javascript: Javascript) -> None:
    many = asked(library, q5=tuple(f"mèo số {n} xyzq{n}" for n in range(30)))
    for limit in (10**9, 0):
        body = "return (await (await whole(files)).search('xyzq29')).hits[0].id"
        assert javascript(body, files=si.data(many, small=limit)) == "cau:5"


def test_pages_are_found_by_what_people_ask(library: Library, javascript: Javascript, small: dict[str, str]) -> None:
    assert set(library.page_queries) <= {e.id for e in entries.entries(library) if e.kind == "trang"}
    body = "return (await (await whole(files)).search('trang này của ai')).hits[0].id"
    assert javascript(body, files=small) == "trang:gioi-thieu"


def test_initials_of_terms(library: Library, javascript: Javascript, small: dict[str, str]) -> None:
    found = {pair[0]: pair[1] for pair in si.acronyms(library)}
    assert found["CPĐT"] == "Chính phủ điện tử"
    assert not {member.lower() for group in library.synonyms for member in group} & {short.lower() for short in found}
    body = (
        "const search = await whole(files); "
        "return Promise.all(queries.map(async (query) => (await search.search(query)).hits[0].id))"
    )
    assert javascript(body, files=small, queries=["CPĐT", "cpđt là gì"]) == ["thuat-ngu:chinh-phu-dien-tu"] * 2


def test_initials_of_words_that_stand_together(javascript: Javascript, small: dict[str, str]) -> None:
    body = (
        "const started = await whole(small); "
        "return (await started.search('csdlqg')).hits.slice(0, 2).map((hit) => hit.id);"
    )
    assert set(javascript(body, small=small)) == {"thuat-ngu:co-so-du-lieu", "muc-tieu:co-so-du-lieu"}


def test_the_bar_of_d_hardly_counts(javascript: Javascript) -> None:
    pairs = [["dầu", "đầu"], ["đữ", "dữ"], ["dau", "đâu"], ["đầu", "đầu"], ["dấu", "đầu"]]
    body = "return pairs.map(([a, b]) => fold.fit(fold.keys(a).exact, fold.keys(b).exact))"
    assert javascript(body, pairs=pairs) == [2, 2, 2, 3, 0]


def test_amounts_lead_to_values(javascript: Javascript, small: dict[str, str]) -> None:
    body = "return (await (await whole(files)).search('xuất khẩu công nghệ cao bao nhiêu')).hits[0].kind"
    assert javascript(body, files=small) in {"muc-tieu", "so-lieu"}


def test_suggests_the_mended_query(javascript: Javascript, small: dict[str, str]) -> None:
    body = "return (await (await whole(files)).search('công nghẹ lượgn tử')).nearest"
    assert javascript(body, files=small) == ["công nghẹ lượng tử"]


# --------------------------------------------------------------------------- sizes


def test_size_to_the_first_result(small: dict[str, str]) -> None:
    boot = scripts.joined([THEME / "boot.js"])
    assert len(boot.encode()) <= 1024
    assert zipped(boot, bundle.bundle(), small["index.js"]) <= FIRST_RESULT


def synthetic(library: Library, count: int) -> Library:
    """Return a library of ``count`` items whose words are those of the real ones, mixed."""
    some = random.Random(57)
    words = [item.question.split() for item in library.items]
    leads = [item.short_answer.split() for item in library.items]
    bodies = [re.sub(r"\[\[[^\]]*\]\]|[#*-]", " ", item.answer).split() for item in library.items]

    def mixed(pool: list[list[str]]) -> str:
        a, b = some.choice(pool), some.choice(pool)
        return " ".join([*a[: len(a) // 2], *b[len(b) // 2 :]])

    items = []
    for n in range(1, count + 1):
        base = some.choice(library.items)
        body = mixed(bodies).split()[:60]  # short, for the test's sake: the first result does not need it
        items.append(
            base.model_copy(
                update={
                    "id": f"{base.id}-{n}",
                    "number": n,
                    "question": mixed(words),
                    "short_answer": mixed(leads),
                    "answer": " ".join(body),
                }
            )
        )
    return replace(library, items=tuple(items))


def test_size_to_the_first_result_of_a_large_site(library: Library, javascript: Javascript) -> None:
    large = si.data(synthetic(library, 7500))
    assert "word-0.js" in large
    kinds = {"du-dau", "khong-dau", "go-sai-1", "go-sai-2", "tien-to", "doi-thuong", "viet-tat"}
    queries = [query for query, kind, _ in table("tuning.tsv") if kind in kinds][::4]
    body = """
    const out = [];
    for (const query of queries) {
      const log = [];
      const answer = await (await start(files, log)).search(query);
      out.push([query, answer.total, log]);
    }
    return out;
    """
    script = zipped(scripts.joined([THEME / "boot.js"]), bundle.bundle())
    sizes = {name: zipped(content) for name, content in large.items()}
    spent = []
    for query, total, log in javascript(
        body, files={n: c for n, c in large.items() if not n.startswith(("full", "text"))}, queries=queries
    ):
        assert total, query
        spent.append((script + sum(sizes[name] for name in log), query))
    assert max(spent)[0] <= FIRST_RESULT_LARGE, sorted(spent)[-5:]


# --------------------------------------------------------------------------- the one script


def test_bundle_is_one_classic_script(javascript: Javascript) -> None:
    script = bundle.bundle()
    assert not re.search(r"^\s*(?:import|export)\b", script, re.M)
    assert javascript("new Function(script); return true", script=script) is True
    assert {path.name for path in THEME.glob("*.js")} == {*bundle.MODULES, "boot.js"}


# --------------------------------------------------------------------------- in the browser, from a folder

PAGE = """<!doctype html>
<html lang="vi"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1"><title>Trang thử</title>
<style>{style}</style><script src="{root}/assets/start.js" data-root="{root}"></script>
<script defer src="{root}/assets/boot.js"></script></head>
<body><header><a id="tim" href="{root}/chi-muc.html" data-search-open>Tìm</a></header>
<main><h1>Trang thử</h1><p><label>Ô khác <input id="khac"></label></p></main></body></html>"""


@pytest.fixture(scope="module")
def folder(library: Library, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small site with the search: a page at the root and one in a folder."""
    out = tmp_path_factory.mktemp("site")
    si.write(library, out)
    engine.assets(library, ROOT / "theme", out / "assets")
    shutil.copy(THEME / "boot.js", out / "assets" / "boot.js")
    style = "".join(
        p.read_text(encoding="utf-8")
        for p in [*sorted((ROOT / "theme" / "styles").glob("*.css")), THEME / "search.css"]
    )
    for name, root in {
        "index.html": ".",
        "hoi-dap/thu.html": "..",
        "chi-muc.html": ".",
        "muc-tieu/chi-rd.html": "..",
    }.items():
        path = out / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(PAGE.format(root=root, style=style), encoding="utf-8")
    return out


@pytest.fixture
def page(chromium: Browser, folder: Path) -> Iterator[Page]:
    page = chromium.new_page(viewport={"width": 1280, "height": 800})
    failures: list[str] = []
    page.on("pageerror", lambda error: failures.append(str(error)))
    page.goto((folder / "hoi-dap" / "thu.html").as_uri())
    yield page
    page.close()
    assert failures == []


def test_opens_by_key_finds_and_leads_there_from_a_folder(page: Page) -> None:
    assert page.locator("script").count() == 2
    page.keyboard.press("/")
    field = page.get_by_role("searchbox")
    expect(field).to_be_focused()
    expect(page.get_by_role("button", name="2% GDP")).to_be_visible()
    page.keyboard.type("muc tieu 2% gdp")
    first = page.locator(".search__hits a").first
    expect(first).to_contain_text("Chi cho nghiên cứu và phát triển (R&D)")
    expect(first.locator(".search__kind")).to_have_text("Chỉ tiêu")
    expect(first.locator("mark").first).to_be_visible()
    expect(page.get_by_role("status")).to_contain_text("kết quả")
    page.keyboard.press("Enter")
    page.wait_for_url("**/muc-tieu/chi-rd.html")


def test_full_text_comes_after_the_first_result(page: Page) -> None:
    page.keyboard.press("Control+k")
    page.get_by_role("searchbox").fill("bảo tàng ảo")
    expect(page.locator(".search__hits a").first).to_contain_text("Văn hóa, du lịch")
    expect(page.locator(".search__hits mark").first).to_have_text("bảo tàng ảo")


def test_keyboard(page: Page) -> None:
    page.keyboard.press("Control+k")
    page.get_by_role("searchbox").fill("câu 45")
    links = page.locator(".search__hits a")
    expect(links.first).to_contain_text("Câu hỏi 45")
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
    page.get_by_role("searchbox").fill("câu 45")
    expect(page.locator(".search__hits a").first).to_be_visible()
    page.go_back()
    expect(page.get_by_role("dialog")).to_have_count(0)
    assert page.url == address
    expect(page.locator("#tim")).to_be_focused()
    page.locator("#tim").click()
    page.get_by_role("button", name="Đóng").click()
    expect(page.get_by_role("dialog")).to_have_count(0)
    assert page.evaluate("history.state?.search") is None


def test_back_from_a_result_brings_the_results_back(page: Page) -> None:
    page.keyboard.press("/")
    page.get_by_role("searchbox").fill("muc tieu 2% gdp")
    page.get_by_label("Loại").select_option("muc-tieu")
    expect(page.locator(".search__kind").first).to_have_text("Chỉ tiêu")
    page.wait_for_timeout(600)  # the full text may still reorder the list before the reader is in it
    page.locator(".search__hits a").first.click()
    page.wait_for_url("**/muc-tieu/chi-rd.html")
    page.go_back()
    expect(page.get_by_role("dialog")).to_be_visible()
    expect(page.get_by_role("searchbox")).to_have_value("muc tieu 2% gdp")
    expect(page.get_by_label("Loại")).to_have_value("muc-tieu")
    expect(page.locator(".search__hits a").first).to_be_focused()


def test_says_when_little_of_the_query_was_found(page: Page) -> None:
    page.keyboard.press("/")
    page.get_by_role("searchbox").fill("kết quả bóng đá tối qua")
    expect(page.get_by_role("status")).to_contain_text("Không mục nào có đủ các từ này")
    page.get_by_role("searchbox").fill("kết quả chuyển đổi số")
    expect(page.get_by_role("status")).to_contain_text("kết quả")


def test_without_the_full_texts_titles_are_searched_and_that_is_said(
    chromium: Browser, folder: Path, tmp_path: Path
) -> None:
    shutil.copytree(folder, tmp_path / "s", ignore=shutil.ignore_patterns("text.js"))
    page = chromium.new_page()
    page.goto((tmp_path / "s" / "index.html").as_uri())
    page.keyboard.press("/")
    page.get_by_role("searchbox").fill("học bổng")
    expect(page.get_by_role("status")).to_contain_text("mới tìm trong tên và câu trả lời ngắn")
    expect(page.locator(".search__hits a").first).to_be_visible()
    page.close()


def test_filter_by_audience(page: Page, library: Library) -> None:
    page.keyboard.press("/")
    page.get_by_role("searchbox").fill("chuyển đổi số")
    expect(page.locator(".search__hits a").first).to_be_visible()
    page.get_by_label("Loại").select_option("cau")
    page.get_by_label("Dành cho").select_option("nong-dan")
    expect(page.locator(".search__hits li").first).to_contain_text("Câu hỏi")
    numbers = page.locator(".search__kind").all_inner_texts()
    farmers = next(a for a in library.audiences if a.id == "nong-dan")
    assert set(numbers) <= {f"Câu hỏi {item.number}" for item in library.items_for(farmers)}


def test_works_at_the_root(chromium: Browser, folder: Path) -> None:
    page = chromium.new_page()
    page.goto((folder / "index.html").as_uri())
    page.keyboard.press("/")
    page.get_by_role("searchbox").fill("câu 45")
    expect(page.locator(".search__hits a").first).to_have_attribute(
        "href", "./hoi-dap/ke-thua-nghi-quyet-30-an-ninh-mang.html"
    )
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
    for query in ("", "chuyen doi so", "qqzzqq"):
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
