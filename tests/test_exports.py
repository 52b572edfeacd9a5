"""The data for machines: nothing is lost, every file keeps to its schema, the same content gives the same bytes."""

from __future__ import annotations

import csv
import dataclasses
import datetime as dt
import hashlib
import html
import io
import json
import os
import re
import shutil
import subprocess
import sys
import xml.etree.ElementTree as ET
from collections.abc import Iterator, Mapping
from decimal import Decimal
from functools import cache
from pathlib import Path, PurePosixPath
from typing import Any, TypeVar, get_origin
from urllib.parse import urljoin, urlsplit

import jsonschema  # type: ignore[import-untyped]
import pytest

from microsite import model as m
from microsite import reading
from microsite.findings import PlacedFile, SourceFile
from microsite.library import Library, Origin, Page, texts
from microsite.outputs.data import exports, feeds, jsontext, schemas, tables
from microsite.outputs.data.exporter import Exporter
from microsite.outputs.data.files import files as files_of
from microsite.outputs.data.pieces import UNMARKED
from microsite.outputs.data.shapes import exported_name
from microsite.outputs.pages import render
from microsite.outputs.pages.view import View
from microsite.reading import yamlfile
from microsite.telling import addresses, markup, sitemap

ROOT = Path(__file__).resolve().parent.parent
ADDRESS = "https://vi-du.example/hoi-dap"
ATOM = "{http://www.w3.org/2005/Atom}"
R = TypeVar("R", bound=m.Record)

Files = dict[str, bytes]


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the content, which nobody edits while the tests run."""
    folder = tmp_path_factory.mktemp("content")
    for name in ("qa", "content"):
        shutil.copytree(ROOT / name, folder / name)
    return folder


@pytest.fixture(scope="module")
def library(root: Path) -> Library:
    found = reading.read(root).library
    assert found is not None
    return found


@pytest.fixture(scope="module")
def planned() -> Library:
    """A small site with targets, figures and a comparison, whatever the site at the root is."""
    found = reading.read(ROOT / "tests" / "sites" / "ke-hoach").library
    assert found is not None
    return found


@pytest.fixture(scope="module")
def files(library: Library) -> Files:
    return dict(exports.contents(library, None))


@pytest.fixture(scope="module")
def placed(library: Library) -> Files:
    """The files of a site that knows its address."""
    return dict(exports.contents(library, ADDRESS))


@pytest.fixture(scope="module")
def published(library: Library) -> frozenset[str]:
    """Addresses of the pages of the site."""
    return frozenset(addresses.published(page.path) for page in sitemap.plan(library))


def data_files(files: Files) -> Iterator[tuple[str, Any]]:
    for path, content in files.items():
        if path.endswith(".json") and "/schemas/" not in path:
            yield path, json.loads(content, parse_float=Decimal)


def walk(value: Any) -> Iterator[Any]:
    yield value
    for inner in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from walk(inner)


def item(**fields: Any) -> m.Item:
    given: dict[str, Any] = {
        "id": "mot-cau",
        "number": 1,
        "part": "phan",
        "question": "Hỏi gì?",
        "short_answer": "Trả lời.",
        "answer": "Dài hơn.",
        "sources": [{"doc": "qd5", "at": "II.1"}],
        "audiences": ["nguoi-dan"],
        "topics": ["chung"],
        "published": "2026-01-02",
        "reviewed": "2026-01-02",
    }
    return m.Item.model_validate(given | fields)


def small(*items: m.Item, figures: tuple[m.Figure, ...] = (), title: str = "Hỏi – đáp") -> Library:
    """A small library of its own."""
    site = m.Site.model_validate(
        {
            "title": title,
            "tagline": "Một câu",
            "description": "Mô tả",
            "publisher": "Bên <xuất> bản & bạn",
            "review_months": 12,
            "headline_targets": ["x"],
            "parts": [{"id": "phan", "number": 1, "name": "Phần", "summary": "Một câu."}],
        }
    )
    source = m.Source.model_validate(
        {
            "id": "qd5",
            "kind": "Nghị quyết",
            "issuer": "BCT",
            "title": "Nghị quyết",
            "short": "Quyết định 5",
            "authority": "primary",
            "about": "Văn bản gốc.",
            "places": [{"at": "II.1"}],
        }
    )
    audience = m.Audience(id="nguoi-dan", name="Người dân", summary="Ai cũng đọc được.")
    topic = m.Topic(id="chung", name="Chung", summary="Mọi thứ.")
    return Library(site=site, items=items, sources=(source,), audiences=(audience,), topics=(topic,), figures=figures)


# --------------------------------------------------------------------------- JSON and its schemas


def test_every_file_keeps_to_the_schema_it_names(files: Files) -> None:
    validators: dict[str, Any] = {}
    for path, value in data_files(files):
        schema = urljoin(path, value["$schema"])
        if schema not in validators:
            loaded = json.loads(files[schema])
            jsonschema.Draft202012Validator.check_schema(loaded)
            validators[schema] = jsonschema.Draft202012Validator(loaded, format_checker=jsonschema.FormatChecker())
        errors = [f"{path}: {e.json_path}: {e.message}" for e in validators[schema].iter_errors(value)]
        assert not errors, errors[:5]
    named = {p for p in files if re.fullmatch(r"api/v1/schemas/[^/]+", p)}
    assert set(validators) == named


def test_a_schema_sees_what_is_wrong(files: Files) -> None:
    value = json.loads(files["api/v1/items/" + json.loads(files["api/v1/items.json"])["items"][0]["id"] + ".json"])
    validator = jsonschema.Draft202012Validator(json.loads(files["api/v1/schemas/item.schema.json"]))
    del value["short_answer"]["html"]
    value["number"] = "17"
    assert sorted(e.json_path for e in validator.iter_errors(value)) == ["$.number", "$.short_answer"]


def test_every_field_is_described_in_its_schema(files: Files, library: Library) -> None:
    """What is written is what the schema tells of: no field beside it, and each with a description in Vietnamese."""
    listed = tuple(files_of(Exporter(library, None)))
    shapes = {stem: shape for stem, _, shape in schemas.output_shapes(listed)}
    for _, value in data_files(files):
        stem = PurePosixPath(value.pop("$schema")).name.removesuffix(".schema.json")
        shapes[stem].model_validate(value)
    for path, content in files.items():
        if "/schemas/" in path:
            schema = json.loads(content)
            assert schema["$schema"] == schemas.DIALECT
            for part in (schema, *schema.get("$defs", {}).values()):
                for name, described in part.get("properties", {}).items():
                    assert described.get("description"), f"{path}: {name}"


def test_the_index_tells_of_every_file(files: Files, library: Library) -> None:
    index = json.loads(files["api/v1/index.json"])
    listed = [entry["path"] for kind in ("files", "tables", "feeds") for entry in index[kind]]
    schemas = {entry["schema_path"] for entry in index["files"]} | set(index["input_schemas"])
    alone = tuple(entry["one_by_one"].partition("{id}")[0] for entry in index["files"] if entry["one_by_one"])
    rest = {p for p in files if not p.startswith((*alone, "api/v1/schemas/"))}
    assert rest == {*listed, "api/v1/index.json"}
    assert schemas <= set(files)
    assert index["counts"]["items"] == len(library.items)
    assert index["content_date"] == max(i.reviewed for i in library.items).isoformat()
    assert index["version"].startswith("1.")


def test_numbers_are_numbers_digit_by_digit(planned: Library) -> None:
    files = dict(exports.contents(planned, None))
    values = {f["id"]: f for f in json.loads(files["api/v1/figures.json"], parse_float=Decimal)["figures"]}
    for figure in planned.figures:
        shown = values[figure.id]["value"]
        assert (tuple(shown) if isinstance(shown, list) else shown) == figure.value
    assert jsontext.to_json(
        {"a": Decimal("0.70"), "b": Decimal("1E+3"), "c": (Decimal("0.1"), 123456789012345678)}
    ).split() == [
        *(b"{", b'"a":', b"0.70,", b'"b":', b"1000,", b'"c":', b"[", b"0.1,", b"123456789012345678", b"]", b"}")
    ]


@pytest.mark.parametrize("value", [Decimal("NaN"), Decimal("-Infinity"), 0.5, float("nan"), b"x", {1, 2}])
def test_what_json_has_no_form_for_is_refused(value: object) -> None:
    with pytest.raises(TypeError):
        jsontext.to_json({"value": value})


@pytest.mark.parametrize(
    "value", [{}, [], {"a": []}, [{}], None, True, '“\u2028\n\t"\\ đ \U0001f600', [1, [2, {"a": None}]]]
)
def test_json_says_what_the_standard_library_says(value: object) -> None:
    assert json.loads(jsontext.to_json(value)) == value
    assert jsontext.to_json(value).decode() == json.dumps(value, ensure_ascii=False, indent=1) + "\n"


def test_no_reference_is_left_in_brackets_outside_markdown(files: Files) -> None:
    for path, value in data_files(files):
        for part in walk(value):
            if isinstance(part, dict):
                for name, text in part.items():
                    assert name == "markdown" or not isinstance(text, str) or ("[[" not in text and "**" not in text), (
                        f"{path}: {text}"
                    )


def same_texts(library: Library) -> int:
    """Assert that texts without markup are exported as the parser would have them; return how many there are."""
    exporter = Exporter(library, None)
    values = {value for record in library.records() for _, value in texts(record)}
    unmarked = {value for value in values if UNMARKED.fullmatch(value)}
    for value in sorted(unmarked)[::5]:
        assert exporter.text(value).html == markup.to_html(value, library, lambda _: None)
    return len(unmarked)


def test_text_without_markup_needs_no_parser(library: Library) -> None:
    assert same_texts(library) > 0


def test_plain_text_keeps_paragraphs_and_entries_apart() -> None:
    value = "Mở đầu.\n\n**Tiền**\n\n- Một\n- Hai\n\n### Người\n\n1. Ba\n2. *Bốn*\n   nối dòng\n\nHết."
    assert Exporter(small(), None).text(value).text.split("\n") == [
        "Mở đầu.",
        "Tiền",
        "Một",
        "Hai",
        "Người",
        "1. Ba",
        "2. Bốn nối dòng",
        "Hết.",
    ]


def test_files_are_written_as_json_is_written(files: Files) -> None:
    for path, value in data_files(files):
        assert files[path] == jsontext.to_json(value), path


# --------------------------------------------------------------------------- nothing is lost


def test_every_id_is_in_the_data(files: Files, library: Library) -> None:
    for kind in m.KINDS:
        records = library.of(kind)
        if not kind.exported or kind.kept is m.Kept.WHOLE:
            continue
        if not records:
            assert f"api/v1/{kind.stem}.json" not in files
            continue
        found = json.loads(files[f"api/v1/{kind.stem}.json"])[kind.attribute]
        assert [entry.get("id") for entry in found] == [getattr(r, "id", None) for r in records]
        if kind.one_by_one:
            alone = {PurePosixPath(p).stem for p in files if p.startswith(f"api/v1/{kind.stem}/")}
            assert alone == {getattr(r, "id") for r in records}
    told = {
        part["id"]
        for _, value in data_files(files)
        for part in walk(value)
        if isinstance(part, dict) and part.get("id")
    }
    for field in dataclasses.fields(library):
        # How sheets are printed is shown on no page and is no data of the site.
        for record in walk_records(getattr(library, field.name)) if field.name != "formats" else ():
            assert getattr(record, "id", None) in {None, *told}


def walk_records(value: Any) -> Iterator[m.Record]:
    if isinstance(value, m.Record):
        yield value
        for name in type(value).model_fields:
            yield from walk_records(getattr(value, name))
    elif isinstance(value, tuple):
        for inner in value:
            yield from walk_records(inner)


class Rebuilt:
    """A library made of nothing but the exported files."""

    def __init__(self, files: Files) -> None:
        self.files = files
        self.origins: dict[int, Origin] = {}

    def load(self, name: str) -> Any:
        return json.loads(self.files[f"api/v1/{name}.json"], parse_float=Decimal)

    def record(self, kind: type[R], data: dict[str, Any]) -> R:
        record = kind.model_validate(self.given(kind, data))
        if data.get("data_file"):
            self.origins[id(record)] = Origin(PlacedFile(SourceFile.of(data["data_file"], "")), ())
        return record

    def given(self, kind: type[m.Record], data: dict[str, Any]) -> dict[str, Any]:
        """Return what the content file said: the model's own fields, texts as authored, citations short."""
        return {
            name: self.value(info.annotation, data[exported_name(kind, name)])
            for name, info in kind.model_fields.items()
        }

    def value(self, annotation: Any, value: Any) -> Any:
        if isinstance(value, list):
            return tuple(self.value(annotation, each) for each in value)
        if isinstance(value, dict) and "markdown" in value:
            return value["markdown"]
        if isinstance(value, dict) and "words" in value:
            return {"doc": value["source"], "at": value["place"], "bullet": value["bullet"]}
        if isinstance(value, dict) and get_origin(annotation) is Mapping:
            return {key: self.value(record_in(annotation), each) for key, each in value.items()}
        if isinstance(value, dict):
            return self.given(record_in(annotation), value)
        return value

    def all(self, name: str, kind: type[R]) -> tuple[R, ...]:
        return (
            tuple(self.record(kind, data) for data in self.load(name)[name.replace("-", "_")]) if self.has(name) else ()
        )

    def alone(self, name: str, kind: type[R]) -> tuple[R, ...]:
        listed = self.load(name)[name] if self.has(name) else ()
        return tuple(self.record(kind, self.load(f"{name}/{data['id']}")) for data in listed)

    def pages(self) -> tuple[Page, ...]:
        return tuple(Page(p["id"], p["title"], p["text"]["markdown"]) for p in self.load("pages")["pages"])

    def library(self) -> Library:
        return Library(
            site=self.record(m.Site, self.load("index")["site"]),
            items=self.alone("items", m.Item),
            targets=self.alone("targets", m.Target),
            target_groups=self.all("target-groups", m.TargetGroup),
            task_groups=self.all("task-groups", m.TaskGroup),
            figures=self.all("figures", m.Figure),
            sources=self.all("sources", m.Source),
            documents=self.all("documents", m.Document),
            notes=self.all("notes", m.Note),
            audiences=self.all("audiences", m.Audience),
            topics=self.all("topics", m.Topic),
            glossary=self.all("glossary", m.Term),
            timeline=self.all("timeline", m.Event),
            comparison=self.record(m.Comparison, self.load("comparison")["comparison"])
            if self.has("comparison")
            else None,
            overview=self.all("overview", m.Answer5W1H),
            programme=self.record(m.ActionProgramme, self.load("programme")["programme"])
            if self.has("programme")
            else None,
            synonyms=tuple(map(tuple, self.load("synonyms")["synonyms"])) if self.has("synonyms") else (),
            pages=self.pages() if self.has("pages") else (),
            origins=self.origins,
        )

    def has(self, name: str) -> bool:
        return f"api/v1/{name}.json" in self.files


@cache
def record_in(annotation: Any) -> Any:
    if isinstance(annotation, type) and issubclass(annotation, m.Record):
        return annotation
    return next((r for a in getattr(annotation, "__args__", ()) if (r := record_in(a)) is not None), None)


def test_the_library_is_rebuilt_from_the_data_alone(files: Files, library: Library) -> None:
    rebuilt = Rebuilt(files).library()
    for field in dataclasses.fields(Library):
        if field.compare and field.name != "formats":
            assert getattr(rebuilt, field.name) == getattr(library, field.name), field.name


def same_pages(files: Files, library: Library) -> int:
    """Assert that pages of the rebuilt library are those of the library; return how many were compared."""
    rebuilt = dataclasses.replace(Rebuilt(files).library(), formats=library.formats)
    environment = render.environment(ROOT / "theme")

    def body(source: Library, page: sitemap.Page) -> str:
        template = environment.get_template(f"{page.template}.md.j2")
        view = View(source, page)
        return template.render(page=page, view=view, lib=source, site=source.site, subject=page.subject)

    ours, theirs = list(sitemap.plan(library)), list(sitemap.plan(rebuilt))
    assert [p.path for p in ours] == [p.path for p in theirs]
    # Prose pages have no record to hang their file on; everything else must agree to the letter.
    whole = {"task-group", "figures", "notes", "comparison", "documents", "glossary", "timeline"}
    some = [
        n
        for n, page in enumerate(ours)
        if page.template in whole or (page.template in {"qa-item", "target"} and n % 4 == 0)
    ]
    for n in some:
        assert body(library, ours[n]) == body(rebuilt, theirs[n]), ours[n].path
    return len(some)


def test_pages_rebuilt_from_the_data_are_the_same(files: Files, library: Library) -> None:
    assert same_pages(files, library) > 0


def test_what_there_is_none_of_has_no_file() -> None:
    bare = dataclasses.replace(small(item(audiences=[], topics=[])), audiences=(), topics=())
    files = dict(exports.contents(bare, None))
    written = {p for p in files if not p.startswith("api/v1/schemas/input/")}
    assert written == {
        "feed.xml",
        "api/v1/index.json",
        "api/v1/items.json",
        "api/v1/items/mot-cau.json",
        "api/v1/sources.json",
        "api/v1/parts.json",
        *(f"api/v1/schemas/{stem}.schema.json" for stem in ("index", "items", "item", "sources", "parts")),
    }
    index = json.loads(files["api/v1/index.json"])
    assert set(index["counts"]) == {"items", "sources", "parts"}
    assert index["tables"] == []


def test_a_licence_is_told_where_there_is_one(library: Library) -> None:
    licence = m.Licence(name="CC BY 4.0", url="https://vi-du.example/giay-phep", allows="được sao chép")
    licensed = dataclasses.replace(library, site=library.site.model_copy(update={"licence": licence}))
    files = dict(exports.contents(licensed, None))
    assert json.loads(files["api/v1/index.json"])["licence"] == licence.model_dump(include={"name", "url"})
    rights = ET.fromstring(files["feed.xml"]).findtext(f"{ATOM}rights")
    assert rights == f"{licence.name} ({licence.url})"
    without = dict(exports.contents(small(item()), None))
    assert json.loads(without["api/v1/index.json"])["licence"] is None
    assert ET.fromstring(without["feed.xml"]).find(f"{ATOM}rights") is None


def test_rows_of_a_comparison_hold_their_cells_by_document_too(planned: Library) -> None:
    """Version 1.0 knew them only so: a field a document, named by its id, and there where it says nothing."""
    compared, files = planned.comparison, dict(exports.contents(planned, None))
    assert compared is not None
    schema = json.loads(files["api/v1/schemas/comparison.schema.json"])
    assert schema["$defs"]["ComparisonRow"]["additionalProperties"] == {"$ref": "#/$defs/Cell"}
    for row in json.loads(files["api/v1/comparison.json"])["comparison"]["rows"]:
        for doc in compared.documents:
            assert row[doc] == row["cells"].get(doc, {"text": None, "at": []})


# --------------------------------------------------------------------------- addresses


def test_every_page_named_is_one_of_the_site(files: Files, published: frozenset[str]) -> None:
    for path, value in data_files(files):
        for part in walk(value):
            if isinstance(part, dict):
                if "page" in part and "menu" not in part:  # a choice of sections names pages by their ids
                    assert part["page"].partition("#")[0] in published, f"{path}: {part['page']}"
                if part.get("api"):
                    assert part["api"] in files
                if "html" in part:
                    for href in re.findall(r'href="([^"]*)"', part["html"]):
                        assert html.unescape(href).partition("#")[0] in published, f"{path}: {href}"
                assert part.get("url") is None or "page" not in part


def test_with_an_address_every_record_has_its_url(placed: Files) -> None:
    assert json.loads(placed["api/v1/index.json"])["address"] == ADDRESS + "/"
    for _, value in data_files(placed):
        for part in walk(value):
            if isinstance(part, dict) and "page" in part and "url" in part:
                assert part["url"] == f"{ADDRESS}/{part['page']}"


def test_a_source_keeps_the_official_address_beside_its_page(placed: Files, library: Library) -> None:
    for entry in json.loads(placed["api/v1/sources.json"])["sources"]:
        assert entry["official_url"] == library.source[entry["id"]].url


def test_the_page_on_open_data_names_every_file(files: Files, library: Library, tmp_path: Path) -> None:
    environment = render.environment(ROOT / "theme")
    page = next(p for p in sitemap.plan(library) if p.path == addresses.OPEN_DATA)
    template = environment.get_template("open-data.md.j2")
    shown = template.render(page=page, view=View(library, page), lib=library, site=library.site, subject=None)
    hrefs = set(re.findall(r'href="((?:api|feed)[^"]*)"', shown))
    assert hrefs <= set(files)
    assert hrefs == {p for p in files if not re.match(r"api/v1/(schemas|items|targets)/", p)}


# --------------------------------------------------------------------------- feeds


def entries(content: bytes) -> list[ET.Element]:
    return ET.fromstring(content).findall(f"{ATOM}entry")


def words(element: ET.Element, name: str) -> str:
    return element.findtext(ATOM + name) or ""


def feed_files(files: Files) -> dict[str, bytes]:
    return {p: c for p, c in files.items() if p.endswith(".xml")}


def test_there_is_a_feed_for_all_and_for_each_audience(files: Files, library: Library) -> None:
    found = feed_files(files)
    assert set(found) == {"feed.xml", *(f"feeds/{a.id}.xml" for a in library.audiences)}
    for audience in library.audiences:
        shown = {words(e, "id").rpartition("/")[2] for e in entries(found[f"feeds/{audience.id}.xml"])}
        assert shown == {i.id for i in feeds.newest(library.items_for(audience))}


@pytest.mark.parametrize("kind", ["files", "placed"])
def test_feeds_are_atom(kind: str, request: pytest.FixtureRequest, published: frozenset[str]) -> None:
    """What RFC 4287 demands: ids absolute and unique, one title and moment each, an author, a link to read on."""
    for path, content in feed_files(request.getfixturevalue(kind)).items():
        root = ET.fromstring(content)
        assert root.tag == f"{ATOM}feed"
        assert root.findtext(f"{ATOM}author/{ATOM}name")
        ids = [words(e, "id") for e in (root, *root.findall(f"{ATOM}entry"))]
        assert len(ids) == len(set(ids))
        for element in (root, *root.findall(f"{ATOM}entry")):
            assert re.fullmatch(r"tag:[a-z0-9]+(-[a-z0-9]+)*,\d{4}-\d{2}-\d{2}:[a-z0-9/-]+", words(element, "id"))
            for name in ("id", "title", "updated"):
                assert len(element.findall(ATOM + name)) == 1
            assert dt.datetime.fromisoformat(words(element, "updated")).tzinfo
            alternate = [e.get("href", "") for e in element.findall(f"{ATOM}link") if e.get("rel") == "alternate"]
            assert len(alternate) == 1
            hrefs = alternate + re.findall(r'href="([^"]*)"', words(element, "content"))
            for href in map(html.unescape, hrefs):
                absolute = urljoin(f"{ADDRESS}/{path}", href)
                assert absolute.startswith(ADDRESS + "/")
                assert urlsplit(absolute).path.removeprefix("/hoi-dap/") in published, href
                assert href.startswith("https://") == (kind == "placed")
        own = [e.get("href") for e in root.findall(f"{ATOM}link") if e.get("rel") == "self"]
        assert own == ([f"{ADDRESS}/{path}"] if kind == "placed" else [])
        moments = [words(e, "updated") for e in root.findall(f"{ATOM}entry")]
        assert moments == sorted(moments, reverse=True)
        assert words(root, "updated") == max(moments, default=words(root, "updated"))


def test_ids_stay_when_the_site_gets_an_address(files: Files, placed: Files) -> None:
    for path, content in feed_files(files).items():
        assert [words(e, "id") for e in entries(content)] == [words(e, "id") for e in entries(placed[path])]


def test_a_changed_item_comes_first_and_tells_what_changed() -> None:
    changed = item(id="cau-cu", number=1, changes=[{"date": "2026-05-06", "what": "Sửa *mốc* năm."}])
    fresh = item(id="cau-moi", number=2, published="2026-03-04", reviewed="2026-03-04")
    again = item(id="cau-nua", number=3, published="2026-03-04", reviewed="2026-03-04")
    found = entries(dict(exports.contents(small(changed, fresh, again), None))["feed.xml"])
    assert [words(e, "id").rpartition("/")[2] for e in found] == ["cau-cu", "cau-moi", "cau-nua"]
    assert words(found[0], "updated") == "2026-05-06T00:00:00+07:00"
    assert words(found[0], "published") == "2026-01-02T00:00:00+07:00"
    assert words(found[0], "id") == "tag:hoi-dap,2026-01-02:hoi-dap/cau-cu"
    assert "06/05/2026" in words(found[0], "content")
    assert "<em>mốc</em>" in words(found[0], "content")


def test_hostile_text_stays_text() -> None:
    bad = item(
        question="<script>alert(1)</script> & ]]> \x0b\x00 “x” ?",
        short_answer="<img src=x onerror=alert(1)> &amp; **đậm**",
        answer="</content><entry/>\n\n<script>alert(1)</script>\n\n[a](javascript:alert(1))",
    )
    files = dict(exports.contents(small(bad, title="</title><x>& \x01"), ADDRESS))
    root = ET.fromstring(files["feed.xml"])
    entry = root.find(f"{ATOM}entry")
    assert entry is not None
    assert words(root, "title") == "</title><x>& \ufffd"
    assert words(entry, "title") == "Câu 1. <script>alert(1)</script> & ]]> \ufffd\ufffd “x” ?"
    assert "<strong>đậm</strong>" in words(entry, "content")
    for shown in (words(entry, "content"), json.loads(files["api/v1/items/mot-cau.json"])["answer"]["html"]):
        assert not re.search(r"<(script|img|entry|/content)", shown)
    assert json.loads(files["api/v1/items/mot-cau.json"])["question"] == bad.question


def test_a_site_without_items_has_feeds_without_entries() -> None:
    files = dict(exports.contents(small(), None))
    assert entries(files["feed.xml"]) == []
    assert json.loads(files["api/v1/index.json"])["content_date"] is None


# --------------------------------------------------------------------------- tables


def rows(content: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""), delimiter=";"))


def test_tables_open_in_excel(planned: Library) -> None:
    files = dict(exports.contents(planned, None))
    for name, records in (("targets", planned.targets), ("figures", planned.figures)):
        content = files[f"api/v1/{name}.csv"]
        assert content.startswith(b"\xef\xbb\xbf")
        head, *body = rows(content)
        assert [row[0] for row in body] == [r.id for r in records]
        assert {len(row) for row in body} == {len(head)}
        value = head.index("Giá trị")
        for row, record in zip(body, records, strict=True):
            first = record.value[0] if isinstance(record.value, tuple) else record.value
            assert row[value] == ("" if first is None else f"{first:f}".replace(".", ","))
            assert row[head.index("Cách đọc")]


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t=", "＝"])
def test_no_cell_of_text_is_a_formula(start: str) -> None:
    figure = m.Figure.model_construct(
        id="x", label=f'{start}HYPERLINK("http://x";"y")', comparator=m.Comparator.PLAIN, value=Decimal("-0.5"),
        unit="%",
        out_of=None, of=f"{start}1\n{start}2", state=None, as_of=None, sources=(), origin=None, notes=(),
    )  # fmt: skip
    head, row = rows(tables.to_csv(tables._figures(Exporter(small(figures=(figure,)), None))))
    assert row[head.index("Số liệu")] == "'" + figure.label
    assert row[head.index("Giá trị")] == "-0,5"
    assert all(not cell.startswith(("=", "+", "@", "\t", "＝")) for cell in row)
    assert row[head.index("Tính trên")].startswith("'")


def test_every_comparator_has_a_name() -> None:
    assert set(tables._READ) == {c.value for c in m.Comparator}


# --------------------------------------------------------------------------- schemas of the content's files


def test_the_content_keeps_to_the_editors_schemas(files: Files, root: Path) -> None:
    seen = set()
    for stem, (where, _) in schemas.input_types().items():
        validator = jsonschema.Draft202012Validator(json.loads(files[f"api/v1/schemas/input/{stem}.schema.json"]))
        for path in sorted(root.glob(where if where.endswith(".yml") else f"{where}/*.yml")):
            data = yamlfile.read(path, path.name).data
            errors = [f"{path.name}: {e.json_path}: {e.message}" for e in validator.iter_errors(as_arrays(data))]
            assert not errors, errors[:3]
            seen.add(stem)
    assert seen >= {"item", "site", "sources"}


def as_arrays(value: Any) -> Any:
    return [as_arrays(v) for v in value] if isinstance(value, list | tuple) else value


def test_the_editors_schema_sees_mistakes(files: Files) -> None:
    validator = jsonschema.Draft202012Validator(json.loads(files["api/v1/schemas/input/item.schema.json"]))
    path = sorted((ROOT / "qa").glob("*.yml"))[0]
    data = yamlfile.read(path, path.name).data
    assert isinstance(data, dict)
    assert validator.is_valid(data)
    mistakes: list[dict[str, Any]] = [
        {"reviewd": "2026-01-01"},
        {"number": 0},
        {"id": "Mã Sai"},
        {"sources": []},
        {"question": " thừa "},
    ]
    for wrong in mistakes:
        assert not validator.is_valid(data | wrong), wrong
    fields = json.loads(files["api/v1/schemas/input/item.schema.json"])["properties"]
    assert fields["question"]["description"] == m.Item.model_fields["question"].description


# --------------------------------------------------------------------------- same bytes


def test_write_puts_every_file_in_its_place(tmp_path: Path) -> None:
    (tmp_path / "feed.xml").write_text("old")
    exports.write(small(item()), tmp_path, None)
    found = {p.relative_to(tmp_path).as_posix(): p.read_bytes() for p in tmp_path.rglob("*") if p.is_file()}
    assert found == dict(exports.contents(small(item()), None))


def test_the_same_content_gives_the_same_bytes(files: Files, root: Path) -> None:
    """Also in another process with other hashes, and in another place and language."""
    code = (
        "import hashlib, pathlib; from microsite import reading; from microsite.outputs.data import exports\n"
        f"lib = reading.read(pathlib.Path({str(root)!r})).library\n"
        "for p, c in exports.contents(lib, None): print(p, hashlib.sha256(c).hexdigest())"
    )
    env = os.environ | {
        "PYTHONHASHSEED": "7",
        "TZ": "Pacific/Kiritimati",
        "LC_ALL": "C",
        "PYTHONUTF8": "0",
        "PYTHONPATH": str(ROOT),
    }
    done = subprocess.run([sys.executable, "-c", code], env=env, capture_output=True, text=True, check=True, timeout=60)
    assert done.stdout.split("\n")[:-1] == [f"{p} {hashlib.sha256(c).hexdigest()}" for p, c in files.items()]
