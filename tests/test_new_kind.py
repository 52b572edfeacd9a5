"""A new kind of record is a class, a row and a template; every output then has it, and nothing else need be touched."""

from __future__ import annotations

import datetime as dt
import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import jsonschema  # type: ignore[import-untyped]
import pytest
from pydantic import Field

from microsite import checking, reading
from microsite import model as m
from microsite.commands import guide
from microsite.library import Library
from microsite.outputs.data import exports
from microsite.outputs.pages import render
from microsite.outputs.search import entries, searchindex
from microsite.telling import markup, sections
from tests.conftest import BASE, ROOT


class Story(m.Record):
    """A story that a reader told."""

    id: m.Id = Field(description="Mã chuyện.")
    name: m.Plain = Field(description="Tên chuyện.")
    text: m.Prose = Field(description="Lời kể.")
    told_by: m.Plain | None = Field(default=None, description="Người kể.")


ROW = m.Kind(
    Story,
    "stories",
    m.Kept.LIST,
    "content/stories.yml",
    title="Chuyện kể",
    called="một chuyện kể",
    type="story",
    about="Các chuyện kể của bạn đọc",
    address="chuyen-ke.md#{id}",
    heading="{name}",
    label="Chuyện: {name}",
    section=m.Section("chuyen-ke.md", "stories", "Chuyện kể", "{count} chuyện bạn đọc kể.", "Chuyện kể", "Chuyện kể"),
    reference="chuyen",
    mention="{name}",
    found=m.Found("chuyen", "Chuyện kể"),
)

STORIES = """\
- id: chiec-the-dau-tien
  name: Chiếc thẻ đầu tiên
  text: |
    Tôi làm thẻ theo [[cau:1]].

    - Một **ảnh**
    - Một tờ khai
  told_by: Bà Lan
- id: mua-mua
  name: Mùa mưa
  text: Sách không ướt, nhờ [[chuyen:chiec-the-dau-tien]].
"""

TEMPLATE = """\
# {{ page.title }}
{% for story in lib.more.stories %}
## {{ story.name }} {: #{{ story.id }} }

{{ view.html(story.text) }}
{% endfor %}
"""


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small site with records of the new kind."""
    folder = tmp_path_factory.mktemp("site") / "project"
    shutil.copytree(BASE, folder)
    (folder / ROW.where).write_text(STORIES, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def library(root: Path) -> Iterator[Library]:
    with m.KINDS.registered(ROW):
        read = reading.read(root)
        assert read.findings == []
        assert read.library is not None
        yield read.library


@pytest.fixture(scope="module")
def files(library: Library) -> dict[str, bytes]:
    return dict(exports.contents(library, None))


def test_it_is_read_and_checked(library: Library) -> None:
    assert [getattr(record, "id") for record in library.of(ROW)] == ["chiec-the-dau-tien", "mua-mua"]
    assert list(checking.check(library, dt.date(2026, 11, 22))) == []


def test_what_is_wrong_with_it_is_found(root: Path, tmp_path: Path) -> None:
    copy = tmp_path / "site"
    shutil.copytree(root, copy)
    twice = STORIES.replace("id: mua-mua", "id: chiec-the-dau-tien").replace(
        "[[chuyen:chiec-the-", "[[chuyen:chiec-thu-"
    )
    (copy / ROW.where).write_text(twice, encoding="utf-8")
    with m.KINDS.registered(ROW):
        wrong = reading.read(copy).library
        assert wrong is not None
        found = {finding.rule for finding in checking.check(wrong, dt.date(2026, 11, 22))}
    assert found == {"trung-ma", "tham-chieu-hong"}


def test_references_name_it(library: Library) -> None:
    assert markup.to_plain("Đọc [[chuyen:mua-mua]].", library) == "Đọc Mùa mưa."
    assert markup.to_plain("Đọc [[chuyen:mua-mua|chuyện này]].", library) == "Đọc chuyện này."


def test_it_is_on_its_page(library: Library, tmp_path: Path) -> None:
    theme = tmp_path / "theme"
    shutil.copytree(ROOT / "theme" / "pages", theme / "pages")
    (theme / "pages" / "stories.md.j2").write_text(TEMPLATE, encoding="utf-8")
    pages = render.render(library, theme, tmp_path / "out")
    assert ROW.section is not None
    assert [page.title for page in pages if page.path == ROW.section.page] == ["Chuyện kể"]
    shown = (tmp_path / "out" / ROW.section.page).read_text(encoding="utf-8")
    assert "## Mùa mưa {: #mua-mua }" in shown
    assert "<strong>ảnh</strong>" in shown
    assert 'href="hoi-dap/chi-cho-nghien-cuu.html"' in shown


def test_it_is_in_the_menu(library: Library) -> None:
    entries = {entry.menu: entry for entry in sections.menu(library)}
    assert entries["Chuyện kể"].description == "2 chuyện bạn đọc kể."


def test_it_is_in_the_data_with_its_schema(files: dict[str, bytes]) -> None:
    data = json.loads(files["api/v1/stories.json"])
    schema = json.loads(files["api/v1/schemas/stories.schema.json"])
    jsonschema.Draft202012Validator(schema).validate(data)
    first, second = data["stories"]
    assert (first["told_by"], second["told_by"]) == ("Bà Lan", None)
    assert first["text"]["text"].split("\n") == ["Tôi làm thẻ theo câu\u00a01.", "Một ảnh", "Một tờ khai"]
    assert first["page"] == "chuyen-ke.html#chiec-the-dau-tien"
    assert first["data_file"] == "content/stories.yml"
    assert [mention["id"] for mention in second["references"]] == ["chiec-the-dau-tien"]
    assert schema["$defs"]["Story"]["properties"]["told_by"]["description"] == "Người kể."
    assert "chuyen" in schema["$defs"]["Mention"]["properties"]["kind"]["enum"]
    index = json.loads(files["api/v1/index.json"])
    assert index["counts"]["stories"] == 2
    assert "api/v1/schemas/input/stories.schema.json" in index["input_schemas"]


def test_it_is_found(library: Library) -> None:
    found = [entry for entry in entries.entries(library) if entry.kind == "chuyen"]
    assert [(entry.id, entry.title) for entry in found] == [
        ("chiec-the-dau-tien", "Chiếc thẻ đầu tiên"),
        ("mua-mua", "Mùa mưa"),
    ]
    assert found[1].body == "Sách không ướt, nhờ Chiếc thẻ đầu tiên."
    head = searchindex.data(library)["index.js"]
    assert '["chuyen","Chuyện kể","chuyen-ke.html#","",2' in head


def test_the_guide_tells_of_its_fields(library: Library) -> None:
    assert "### Chuyện kể\n\nTệp `content/stories.yml`: một danh sách" in guide.field_tables()
    assert "| `told_by` | không | một dòng chữ | Người kể. |" in guide.field_tables()


def test_without_it_nothing_is_left_of_it(library: Library) -> None:
    assert ROW in m.KINDS
    with m.KINDS.registered():
        assert len(m.KINDS) == len({kind.record for kind in m.KINDS})
    other = reading.read(BASE).library
    assert other is not None
    made = dict(exports.contents(other, None))
    assert not [path for path in made if "stories" in path and "/input/" not in path]
    assert all("chuyen" not in entry.kind for entry in entries.entries(other))
    assert "Chuyện kể" not in searchindex.data(other)["index.js"]
    assert not [entry for entry in sections.present(other) if entry.title == "Chuyện kể"]
