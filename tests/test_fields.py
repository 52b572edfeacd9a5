"""Field types: what a text may hold follows from its field's type, and no field of words escapes the gate."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, get_args, get_type_hints

import pikepdf
import pypdfium2  # type: ignore[import-untyped]
import pytest

from microsite import model as m
from microsite.checking.checked import judged
from microsite.commands import cli
from microsite.findings import Severity
from microsite.folders import Folders
from microsite.outputs.handouts import unit as units
from microsite.outputs.handouts.unit import Unit
from microsite.publishing import build
from tests import mutations
from tests.conftest import TODAY_EPOCH

ATTACKS = (
    "x [[cau:1]](javascript:alert(1))",
    "x [[cau:1]](//evil.example/)",
    "x [[x:*x*{:onmouseover=alert(1)}]]",
    "x [[x:<svg/onload=alert(1)>]]",
    "x <b>y</b>",
)


def _kinds() -> Iterator[type[m.Record]]:
    yield from (kind for kind in vars(m).values() if isinstance(kind, type) and issubclass(kind, m.Record))
    yield Unit


def _strings(hint: Any, known: tuple[Any, ...]) -> Iterator[Any]:
    """Yield the string types in ``hint`` that are none of ``known``."""
    if hint in known:
        return
    if hint is str:
        yield hint
    for part in get_args(hint):
        yield from _strings(part, known)


@pytest.mark.parametrize("kind", sorted(_kinds(), key=str), ids=str)
def test_every_string_has_a_type_that_says_what_it_may_hold(kind: type[m.Record]) -> None:
    known = (m.Id, m.Plain, m.Line, m.Prose, m.Article, m.Locator, m.PartialDate, m.Period)
    for name, hint in get_type_hints(kind, include_extras=True).items():
        if name in kind.model_fields and not any(
            getattr(rule, "pattern", None) for rule in kind.model_fields[name].metadata
        ):
            assert not list(_strings(hint, known)), name


@pytest.mark.parametrize("attack", ATTACKS)
@pytest.mark.parametrize(
    ("file", "line"),
    [
        ("content/site.yml", "title"), ("content/site.yml", "tagline"), ("content/site.yml", "publisher"),
        ("content/audiences.yml", "name"),
        ("content/topics.yml", "summary"), ("content/target-groups.yml", "name"), ("content/sources.yml", "about"),
        ("content/sources.yml", "kind"),
        ("qa/001-chi-cho-nghien-cuu.yml", "question"), ("content/notes/hai-ty-le.yml", "title"),
        ("content/figures/con-nguoi.yml", "label"),
        ("content/targets/chi-rd.yml", "name"), ("content/glossary.yml", "term"),
        ("content/task-groups/1-the-che.yml", "official_name"),
    ],
)  # fmt: skip
def test_no_plain_field_takes_markup(
    file: str, line: str, attack: str, project: Callable[..., Path], capsys: pytest.CaptureFixture[str]
) -> None:
    root = project()
    text = (root / file).read_text(encoding="utf-8")
    start = text.index(f"{line}: ") + len(line) + 2
    end = min(at for sign in ("\n", ", ", "}") if (at := text.find(sign, start)) > 0)
    (root / file).write_text(f'{text[:start]}"{attack}"{text[end:]}', encoding="utf-8")
    assert cli.main(["--root", str(root), "check"]) == 1
    assert f"{file}:" in capsys.readouterr().out


@pytest.mark.parametrize(
    "address",
    ['https://vi-du.vn/"><script>alert(5)</script>', "https://a@b.vn/", "javascript:alert(1)", "https://vi-du.vn/?a"],
)
def test_one_rule_for_addresses(address: str, project: Callable[..., Path], capsys: pytest.CaptureFixture[str]) -> None:
    root = project()
    assert cli.main(["--root", str(root), "build", "--address", address]) == 1
    assert "--address" in capsys.readouterr().err
    settings = root / "content/site.yml"
    text = settings.read_text(encoding="utf-8")
    rest = "\n".join(line for line in text.split("\n") if not line.startswith(("address:", "repository:")))
    settings.write_text(f"{rest}\naddress: '{address}'\nrepository: '{address}'\n", encoding="utf-8")
    assert cli.main(["--root", str(root), "check"]) == 1
    assert capsys.readouterr().out.count("lỗi[dia-chi-sai]") == 2


# --------------------------------------------------------------------------- no mark reaches a reader

TAKEN = "Xem [[cau:1|lời dẫn riêng]] và **lời in đậm** nhé."
BROKEN = ("Xem [[lời dẫn riêng nhé.", "Xem **lời in đậm nhé.", "Xem lời in đậm** và lời dẫn riêng]] nhé.")
SHOWN = re.compile(r"\[\[\s*(?:cau|lời)|lời dẫn riêng\s*\]\]|\*\*\s*lời|in đậm\s*\*\*|cau:1")

Slot = tuple[str, mutations.Way]


def _slots(data: dict[str, Any]) -> Iterator[Slot]:
    """Yield every place of text in ``data``: one of each field of each kind of file, whatever its type."""
    seen: set[tuple[str, tuple[str, ...]]] = set()
    for name, value in data.items():
        for way, text in mutations.walk(value):
            field = (mutations.kind_of(name), tuple(step for step in way if isinstance(step, str)))
            if isinstance(text, str) and field not in seen:
                seen.add(field)
                yield name, way


def _longer(data: Any, way: mutations.Way, text: str) -> Any:
    """Return ``data`` with ``text`` behind what stands at ``way``: what other rules ask of the text stays met."""
    return mutations.with_value(data, way, f"{dict(mutations.walk(data))[way].rstrip()} {text}")


@pytest.fixture(scope="module")
def marked(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, Any], list[Slot]]:
    """A site whose texts all hold a reference and bold words, wherever ``check`` takes them, and these places."""
    root = tmp_path_factory.mktemp("marked")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SOURCE_DATE_EPOCH", TODAY_EPOCH)
        data, folders, taken = mutations.load(root), Folders(root), []
        for name, way in _slots(data):
            for text in (TAKEN, *BROKEN):
                mutations.write(root, name, _longer(data[name], way, text))
                if not any(f.severity is Severity.ERROR for f in judged(folders)[1]):
                    assert text == TAKEN, f"{name} {way}: {text}"
                    taken.append((name, way))
            mutations.write(root, name, data[name])
        for name, way in taken:
            data[name] = _longer(data[name], way, TAKEN)
        page = "content/pages/gioi-thieu.md"
        data[page] += f"\n## Thêm\n\n{TAKEN}\n\n- {TAKEN}\n"
        for name in {page, *(name for name, _ in taken)}:
            mutations.write(root, name, data[name])
        library, found = judged(folders)
        assert [f"{f.place}: {f.message}" for f in found if f.severity is Severity.ERROR] == []
        assert build.build(folders, library, lambda _: None, print) == 0
    return root, data, taken


def test_marks_are_taken_where_they_are_rendered(marked: tuple[Path, dict[str, Any], list[Slot]]) -> None:
    """Every field of lines and prose of every kind of record is among those tried, and no other takes a mark."""
    _, data, taken = marked
    fields = {way[-1] if isinstance(way[-1], str) else way[-2] for _, way in taken}
    known = {
        name
        for kind in _kinds()
        for name, text in m.text_kinds(kind).items()
        if text is not m.TextKind.PLAIN
    }  # fmt: skip
    assert fields == known
    assert len(data) > 20


def _texts(path: Path) -> Iterator[str]:
    """Yield what a file of the site says: its text, the strings of its data, the words and names of a PDF."""
    if path.suffix == ".pdf":
        document = pypdfium2.PdfDocument(path)
        yield from (page.get_textpage().get_text_range().replace("\r\n", " ") for page in document)
        yield from document.get_metadata_dict().values()
        yield from (each.get_title() for each in document.get_toc())
        with pikepdf.open(path) as parts:
            for part in parts.objects:
                if isinstance(part, pikepdf.Dictionary):
                    yield from (str(part[key]) for key in ("/Alt", "/ActualText", "/T", "/Contents") if key in part)
    elif path.suffix == ".json":
        yield json.dumps(_without_sources(json.loads(path.read_text(encoding="utf-8"))), ensure_ascii=False)
    elif path.suffix not in {".png", ".zip", ".gz", ".br"}:
        yield path.read_text(encoding="utf-8")


def _without_sources(value: Any) -> Any:
    """Return data without the fields ``markdown``: for programs, beside the same text without marks and as HTML."""
    if isinstance(value, dict):
        assert "markdown" not in value or {"text", "html"} <= set(value)
        return {key: _without_sources(each) for key, each in value.items() if key != "markdown"}
    return [_without_sources(each) for each in value] if isinstance(value, list) else value


def test_no_mark_is_in_any_output(marked: tuple[Path, dict[str, Any], list[Slot]]) -> None:
    built = marked[0] / "build/site"
    kinds: set[str] = set()
    for path in sorted(p for p in built.rglob("*") if p.is_file()):
        for text in _texts(path):
            hit = SHOWN.search(text)
            assert hit is None, f"{path.relative_to(built)}: {text[max(0, hit.start() - 80) : hit.end() + 40]!r}"
            if "lời in đậm" in " ".join(text.split()):
                kinds.add(path.suffix)
    assert {".html", ".json", ".csv", ".xml", ".js", ".pdf"} <= kinds


@pytest.mark.parametrize("field", ["name", "parent", "address", "contact", "logo"])
@pytest.mark.parametrize("text", [TAKEN, *BROKEN])
def test_a_units_profile_takes_no_mark(field: str, text: str, tmp_path: Path) -> None:
    profile = tmp_path / "don-vi.yml"
    words = {"name": "Chi bộ khu phố 3"} | {field: text}
    profile.write_text("".join(f"{key}: '{value}'\n" for key, value in words.items()), encoding="utf-8")
    read, _, found = units.read(profile)
    assert read is None
    assert {f.place.line for f in found} == {1 if field == "name" else 2}
