"""A small whole site with every kind of content file, and systematic mutations of each of its files.

The site is ``tests/sites/ke-hoach`` with :data:`MORE` on top. Mutations are made of the data: for every field of
every record, each value in :data:`VALUES`, and what can be done to a key or a list. Nothing is random; the same
content gives the same mutations in the same order.
"""

from __future__ import annotations

import copy
import shutil
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

import yaml

from microsite.reading import yamlfile
from tests.conftest import TESTS

Way = tuple[str | int, ...]

_AT = [{"doc": "ke-hoach-moi", "at": "I"}]

MORE: dict[str, Any] = {
    "content/documents.yml": [
        {
            "id": "luat-nuoc",
            "kind": "Luật",
            "number": "28/2023/QH15",
            "date": "2023-11-27",
            "issuer": "Quốc hội",
            "title": "Luật Tài nguyên nước",
            "sources": _AT,
            "notes": ["hai-cach-dem"],
        }
    ],
    "content/overview.yml": [
        {"id": "what", "question": "Kế hoạch là gì?", "text": "Là kế hoạch đưa nước về xã.", "sources": _AT},
        {"id": "who", "question": "Ai làm?", "text": "Tỉnh, huyện và xã cùng làm.", "sources": _AT},
    ],
    "content/programme.yml": {
        "name": "Chương trình thực hiện",
        "summary": "Chương trình chia việc cho từng cấp.",
        "organisation": [{"text": "Tỉnh giao việc cho huyện.", "source": _AT[0]}],
        "sources": _AT,
        "notes": ["hai-cach-dem"],
    },
    "content/glossary.yml": [
        {
            "id": "nuoc-sach",
            "term": "nước sạch",
            "full": "clean water",
            "lang": "en",
            "match": ["nước đạt quy chuẩn"],
            "explanation": "Nước đạt quy chuẩn về chất lượng.",
            "sources": _AT,
        },
        {
            "id": "ubnd",
            "term": "UBND",
            "full": "Ủy ban nhân dân",
            "spoken": "ủy ban",
            "explanation": "Cơ quan hành chính ở địa phương.",
        },
    ],
    "content/topics.yml": [
        {"id": "dau-noi", "name": "Đấu nối", "summary": "Kéo nước về nhà."},
        {"id": "chi-phi", "name": "Chi phí", "summary": "Tiền nước và tiền lắp."},
    ],
    "content/synonyms.yml": {
        "groups": [["UBND", "ủy ban"], ["nước máy", "nước sạch"]],
        "pages": {"gioi-thieu": ["trang này của ai"]},
    },
    "content/notes/hai-cach-dem.yml": {
        "id": "hai-cach-dem",
        "kind": "differs",
        "title": "Hai cách đếm hộ",
        "text": "Hai kế hoạch đếm khác nhau.",
        "readings": [
            {"source": {"doc": "ke-hoach-moi", "at": "I"}, "says": "Đếm hộ có nước sạch."},
            {"source": {"doc": "ke-hoach-cu", "at": "Phần 1"}, "says": "Đếm hộ có nước hợp vệ sinh."},
        ],
        "follows": "Trang này theo kế hoạch mới.",
    },
    "content/figures/them.yml": [
        {
            "id": "xep-hang",
            "label": "Thứ hạng của tỉnh về nước sạch",
            "comparator": "rank",
            "value": 7,
            "out_of": 63,
            "as_of": "2023/2024",
            "sources": _AT,
            "origin": "Sở Nông nghiệp tổng hợp",
            "notes": ["hai-cach-dem"],
        },
        {
            "id": "gia-nuoc",
            "label": "Giá một khối nước",
            "comparator": "range",
            "value": [Decimal("7.5"), 9],
            "unit": "nghìn đồng",
            "as_of": "2025-05",
            "sources": _AT,
        },
    ],
    "content/targets/bao-cao.yml": {
        "id": "bao-cao",
        "name": "Báo cáo kết quả",
        "measure": "Báo cáo kết quả thực hiện",
        "comparator": "state",
        "state": "mọi xã đều báo cáo",
        "group": "he-thong",
        "by": "recurring",
        "every": "6 tháng một lần",
        "sources": _AT,
        "order": 4,
    },
    "content/pages/gioi-thieu.md": (
        "# Giới thiệu\n\nTrang này giải thích [[van-ban:ke-hoach-moi]].\n\n## Cách đọc\n\n"
        "- Đọc **trả lời ngắn** trước.\n- Xem [[cau:1|câu đầu]].\n\n1. Hỏi xã.\n2. Hỏi huyện.\n"
    ),
}
"""Files laid over ``tests/sites/ke-hoach``: what that site has none of."""

ITEM: dict[str, Any] = {
    "part": "chung",
    "also_asked": ["khi nào có nước máy"],
    "topics": ["dau-noi"],
    "targets": ["bao-cao"],
    "related": [2],
    "notes": ["hai-cach-dem"],
    "changes": [{"date": "2026-06-10", "what": "Viết lại câu đầu."}],
}

SITE: dict[str, Any] = {
    "slug": "nuoc-sach",
    "official": True,
    "icon": {"mark": "N", "colour": "#0b5275", "colour_dark": "#8ab4f8"},
    "licence": {"name": "CC BY 4.0", "url": "https://vi-du.vn/giay-phep", "allows": "dùng lại khi ghi nguồn"},
    "version": "1.0",
    "address": "https://vi-du.vn/nuoc/",
    "repository": "https://ma-nguon.vn/a/b",
    "branch": "main",
    "contact": "028 3829 0000",
    "review_months": 12,
    "sections": [
        {"page": "hoi-dap", "menu": "Hỏi đáp", "title": "Mọi câu hỏi", "description": "Tất cả các câu."},
        {"page": "gioi-thieu", "menu": "Giới thiệu"},
        {"page": "chi-muc", "hidden": True},
    ],
    "parts": [
        {"id": "chung", "number": 1, "name": "Việc chung", "summary": "Những điều ai cũng cần."},
        {"id": "rieng", "number": 2, "name": "Việc riêng", "summary": "Việc của từng cấp."},
    ],
}

FORMATS: list[dict[str, Any]] = [
    {"id": "so-tay", "name": "Sổ tay", "template": "book", "about": ["part", "audience", "task-group"]},
    {"id": "gap-ba", "name": "Tờ gấp ba", "template": "trifold", "about": ["overview"]},
]


def load(root: Path) -> dict[str, Any]:
    """Write the site into ``root``; return the data of its files by name, prose pages as text."""
    shutil.copytree(TESTS / "sites/ke-hoach", root, dirs_exist_ok=True)
    data: dict[str, Any] = {
        path.relative_to(root).as_posix(): yamlfile.read(path, path.name).data for path in sorted(root.rglob("*.yml"))
    }
    data = copy.deepcopy(data) | copy.deepcopy(MORE)
    data["content/site.yml"] |= SITE
    for number, name in enumerate(sorted(n for n in data if n.startswith("qa/")), 1):
        data[name] |= {"part": "chung" if number < 3 else "rieng", "topics": ["dau-noi" if number < 3 else "chi-phi"]}
    data["qa/001-bao-gio-co-nuoc.yml"] |= ITEM
    data["qa/001-bao-gio-co-nuoc.yml"]["answer"] += (
        "\nTỉnh [[so-lieu:xep-hang]], giá nước [[so-lieu:gia-nuoc]]. Xem [[chi-tiet]] ở **UBND** xã.\n".replace(
            "[[chi-tiet]]", "[[ghi-chu:hai-cach-dem]]"
        )
    )
    for item in (n for n in data if n.startswith("qa/")):
        data[item]["audiences"] = ["ho-gia-dinh", "can-bo-xa"]
    data["content/audiences.yml"][0]["start_with"] = [1, 2, 3]
    data["content/task-groups/1-dau-noi.yml"] |= {
        "programme": {"tasks": 5, "emphases": ["Làm ở xóm xa trước."], "source": _AT[0]},
        "notes": ["hai-cach-dem"],
    }
    data["content/comparison.yml"] |= {
        "intro": "Hai kế hoạch đặt cạnh nhau.",
        "inheritance_title": "Kế thừa những gì",
        "inheritance": [{"id": "cu", "name": "Kế hoạch cũ", "text": "Kế thừa cách làm.", "sources": _AT}],
    }
    data["content/timeline.yml"][0]["text"] = "Kế hoạch đầu tiên."
    source = data["content/sources.yml"][0]
    source |= {"url": "https://vi-du.vn/ke-hoach", "spoken": "mục {at}"}
    source["places"] += [{"at": "Phụ lục {n}", "title": "Phụ lục", "spoken": "phụ lục {at}", "first": 1, "last": 3}]
    formats = data["content/handouts.yml"]
    next(f for f in formats if f["id"] == "ap-phich")["years"] = [2027]
    sheet = {"papers": ["a5", "a4"], "sizes": [12, 10], "description": "Một mẫu in.", "printing": "In hai mặt."}
    formats += [each | sheet for each in FORMATS]
    for name, value in data.items():
        write(root, name, value)
    return data


# --------------------------------------------------------------------------- writing

_AGAIN = "zzz_again_"
"""Begins a key that is to be written twice."""


class _Dumper(getattr(yaml, "CSafeDumper", yaml.SafeDumper)):  # type: ignore[misc]
    """Writes every value where it stands, without anchors, and text of several lines as a block."""

    def ignore_aliases(self, data: Any) -> bool:
        return True

    def text(self, data: str) -> yaml.Node:
        return self.represent_scalar("tag:yaml.org,2002:str", data, style="|" if "\n" in data else None)  # type: ignore[no-any-return]

    def amount(self, data: Decimal) -> yaml.Node:
        return self.represent_scalar("tag:yaml.org,2002:float", str(data))  # type: ignore[no-any-return]


_Dumper.add_representer(str, _Dumper.text)
_Dumper.add_representer(Decimal, _Dumper.amount)


def text_of(value: Any) -> str:
    """Return what a file with this data holds."""
    if isinstance(value, str):
        return value
    dumped: str = yaml.dump(value, Dumper=_Dumper, allow_unicode=True, width=10**9, sort_keys=False)
    return dumped.replace(_AGAIN, "")


def write(root: Path, name: str, value: Any) -> None:
    """Write the file ``name``: data as YAML, text and bytes as they are, and none at all for ``None``."""
    path = root / name
    if value is None:
        path.unlink(missing_ok=True)
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(value if isinstance(value, bytes) else text_of(value).encode("utf-8"))


# --------------------------------------------------------------------------- mutating

VALUES: dict[str, Any] = {
    "null": None,
    "empty": "",
    "blank": " ",
    "zero": 0,
    "minus one": -1,
    "one": 1,
    "one and a half": Decimal("1.5"),
    "true": True,
    "false": False,
    "huge": 999_999_999_999_999_999,
    "huge text": "9" * 400,
    "date": "2026-05-13",
    "first day": "0001-01-01",
    "last day": "9999-12-31",
    "first year": "0001",
    "last period": "0001/9999",
    "no day": "2026-02-30",
    "list": ["a", "b"],
    "empty list": [],
    "list with null": [None],
    "list of lists": [["a"]],
    "list of numbers": [1, 2],
    "mapping": {"a": 1},
    "empty mapping": {},
    "long": "Nước sạch về đến xóm, hộ nào cũng dùng. " * 300 + "Hết.",
    "long word": "n" * 5000,
    "brackets": "Xem [[ở đây.",
    "stars": "Xem **ở đây.",
    "bold": "Xem **ở đây** nhé.",
    "dangling": "Xem [[muc-tieu:khong-co]].",
    "script": "<script>alert(1)</script>",
    "decomposed": unicodedata.normalize("NFD", "Nước sạch về xóm"),
    "quotes": "Ông nói: \"được\", bà nói: 'chưa' # thôi",
    "braces": "{{ 1 }} {% if %} {at} {n} $x$ `a` #set \\ ~",
    "two lines": "Một dòng.\nHai dòng.",
    "markdown": "# Đầu\n\n| a | b |\n|---|---|\n\n```\nx\n```\n\n> y\n\n![a](b)",
    "deep list": "- a\n  - b\n    - c\n",
    "up": "../x",
    "absolute": "/etc/passwd",
    "device": "con",
    "index": "index",
    "capitals": "Ma-Hoa",
    "unknown id": "khong-co",
    "long id": "a" * 60,
    "number id": "1",
    "emoji": "Nước 🚰",
    "private": "a\ue000b",
    "control": "a\x07b",
    "right to left": "\u202eabc",
}
"""What each field is given in its turn."""


@dataclass(frozen=True)
class Mutation:
    """One file as it is not meant to be. ``field`` is the way to what is changed, without places in lists."""

    file: str
    way: Way
    what: str
    content: Any

    @property
    def field(self) -> tuple[str, ...]:
        """The way without places in lists."""
        return tuple(step for step in self.way if isinstance(step, str))

    @property
    def name(self) -> str:
        """What the mutation is called where it is told of."""
        return f"{self.file} {'.'.join(map(str, self.way))}: {self.what}"


def mutations(data: dict[str, Any]) -> Iterator[Mutation]:
    """Yield every mutation of every file in ``data``."""
    for name, value in data.items():
        yield from _of_file(name, text_of(value))
        if isinstance(value, str):
            yield from _of_page(name, value)
        else:
            yield from _inside(name, value)
    yield from _circles(data)


def distinct(data: dict[str, Any]) -> list[Mutation]:
    """Return of :func:`mutations` one for each kind of file, field, and what is done to it."""
    found: dict[tuple[str, tuple[str, ...], str], Mutation] = {}
    for mutation in mutations(data):
        found.setdefault((kind_of(mutation.file), mutation.field, mutation.what), mutation)
    return list(found.values())


def kind_of(name: str) -> str:
    """Return what files of the same kind have in common: the folder, or the name of the only one."""
    folder = name.rpartition("/")[0]
    return name if folder == "content" else folder


def _of_file(name: str, text: str) -> Iterator[Mutation]:
    raw = text.encode("utf-8")
    whole: dict[str, Any] = {
        "deleted": None,
        "emptied": b"",
        "one line break": b"\n",
        "a comment": "# chỉ có lời ghi\n",
        "null": b"null\n",
        "text": "chỉ có chữ\n",
        "number": b"7\n",
        "an empty list": b"[]\n",
        "an empty mapping": b"{}\n",
        "binary": bytes(range(256)) * 4,
        "zeros": bytes(64),
        "Latin-1": text.encode("latin-1", errors="replace") + b"\xe9\xe0\n",
        "UTF-16": text.encode("utf-16"),
        "byte order mark": b"\xef\xbb\xbf" + raw,
        "carriage returns": raw.replace(b"\n", b"\r"),
        "decomposed": unicodedata.normalize("NFD", text),
        "tabs": text.replace("\n  ", "\n\t"),
        "two documents": raw + b"---\n" + raw,
        "twice": raw + raw,
        "anchor": "a: &a [1]\nb: *a\n" + text,
        "too large": raw + b"#" * 500_000,
    }
    for what, content in whole.items():
        yield Mutation(name, (), what, content)
    for part in range(1, 12):
        yield Mutation(name, (), f"cut after {part}/12", raw[: len(raw) * part // 12])


def _of_page(name: str, text: str) -> Iterator[Mutation]:
    _, _, body = text.partition("\n")
    heads = {
        "no head": body.lstrip(),
        "two heads": text + "\n# Lại đầu\n",
        "head alone": "# Đầu\n",
        "blank head": "# \n",
    }
    odd = {
        "small heads": "## A\n\n### A\n\n## A\n",
        "head without text": "Chữ.\n\n## A\n\n## B\n",
        "empty entries": "- \n-\n\n1.\n",
        "many numbers": "99999999999. a\n\n0. b\n",
        "open marks": "**a _b [[c `d <e\n",
        "nested marks": "**a *b** c*\n",
        "long list": "- a\n" * 500,
        "deep quote": "> " * 60 + "a\n",
        "reference list": "".join(f"[[cau:{n}]] " for n in range(9)) + "\n",
        "attributes": "Chữ.\n{: .a #b onclick=c }\n\n## A {: #a }\n",
        "front matter": "---\ntitle: x\n---\n",
        "html": "<div markdown>\n\n**a**\n\n</div>\n",
        "entity": "&lt;b&gt; &nbsp; &#60;\n",
    }
    for what, content in heads.items():
        yield Mutation(name, ("title",), what, content)
    for what, content in {**odd, **{k: v for k, v in VALUES.items() if isinstance(v, str)}}.items():
        yield Mutation(name, ("text",), what, f"# Đầu\n\n{content}")
        yield Mutation(name, ("title",), f"head of {what}", f"# {content}\n{body}")
        yield Mutation(name, ("text",), f"{what} at the end", f"{text}\n{content}")


def _inside(name: str, data: Any) -> Iterator[Mutation]:
    for way, value in walk(data, ()):
        for what, changed in _of_value(data, way, value):
            yield Mutation(name, way, what, changed)


def walk(value: Any, way: Way = ()) -> Iterator[tuple[Way, Any]]:
    """Yield the way to everything in ``value``, with what stands there."""
    if way:
        yield way, value
    if isinstance(value, dict):
        for key, child in value.items():
            yield from walk(child, (*way, key))
    elif isinstance(value, list):
        for i, child in enumerate(value):
            yield from walk(child, (*way, i))


def _of_value(data: Any, way: Way, value: Any) -> Iterator[tuple[str, Any]]:
    for what, other in VALUES.items():
        if other != value:
            yield what, with_value(data, way, other)
    own = next((step[key] for step in (_at(data, way[:n]) for n in (0, 1)) if isinstance(step, dict)
                for key in ("id",) if isinstance(step.get("id"), str)), None)  # fmt: skip
    if own is not None and value != own:
        yield "its own id", with_value(data, way, own)
    if isinstance(way[-1], str):
        yield from _of_key(data, way)
    if isinstance(value, list) and value:
        yield "first entry dropped", with_value(data, way, value[1:])
        yield "entries repeated", with_value(data, way, value + value)
        yield "entries reversed", with_value(data, way, value[::-1])
        yield "null added", with_value(data, way, [*value, None])
        yield "many entries", with_value(data, way, value * 40)
        yield "its own id in it", with_value(data, way, [own])
    if isinstance(value, int) and not isinstance(value, bool):
        yield "as text", with_value(data, way, str(value))
        yield "ten times more", with_value(data, way, value * 10)
    if isinstance(value, str):
        yield "with blank behind", with_value(data, way, value + " ")
        yield "twice", with_value(data, way, f"{value} {value}")
        yield "in a list", with_value(data, way, [value])


def _of_key(data: Any, way: Way) -> Iterator[tuple[str, Any]]:
    holder, key = _at(data, way[:-1]), str(way[-1])
    renamed = {
        "without it": {k: v for k, v in holder.items() if k != key},
        "misspelt": {(k + "x" if k == key else k): v for k, v in holder.items()},
        "in capitals": {(k.upper() if k == key else k): v for k, v in holder.items()},
        "twice": holder | {_AGAIN + key: holder[key]},
        "unknown beside": holder | {"khong_co": 1},
    }
    for what, other in renamed.items():
        yield f"key {what}", with_value(data, way[:-1], other)


def _at(data: Any, way: Way) -> Any:
    for step in way:
        data = data[step]
    return data


def with_value(data: Any, way: Way, value: Any) -> Any:
    """Return ``data`` with ``value`` at ``way``; what is beside the way is shared, not copied."""
    if not way:
        return value
    if isinstance(data, dict):
        return {key: with_value(child, way[1:], value) if key == way[0] else child for key, child in data.items()}
    return [with_value(child, way[1:], value) if i == way[0] else child for i, child in enumerate(data)]


def _circles(data: dict[str, Any]) -> Iterator[Mutation]:
    """Yield references that lead in a circle, or to the wrong thing."""
    near, far = (f"content/targets/ho-dung-nuoc-sach-{year}.yml" for year in (2027, 2035))
    yield Mutation(near, ("earlier",), "in a circle", data[near] | {"earlier": "ho-dung-nuoc-sach-2035"})
    yield Mutation(far, ("earlier",), "itself", data[far] | {"earlier": "ho-dung-nuoc-sach-2035"})
    leak = "content/targets/that-thoat-2027.yml"
    yield Mutation(leak, ("earlier",), "shared", data[leak] | {"earlier": "ho-dung-nuoc-sach-2027"})
    formats = data["content/handouts.yml"]
    for at, kind in enumerate(formats):
        for other in formats:
            changed = {k: v for k, v in kind.items() if k != "about"} | {"imposes": [other["id"]]}
            yield Mutation("content/handouts.yml", (at, "imposes"), f"{kind['id']} imposes {other['id']}",
                           with_value(formats, (at,), changed))  # fmt: skip
            yield Mutation("content/handouts.yml", (at, "template"), f"{kind['id']} as {other['template']}",
                           with_value(formats, (at, "template"), other["template"]))  # fmt: skip
            for about in other.get("about", []):
                yield Mutation("content/handouts.yml", (at, "about"), f"{kind['id']} about {about}",
                               with_value(formats, (at, "about"), [about]))  # fmt: skip
    for template in ("lib", "lib-base", "imposition", "trifold"):
        yield Mutation(
            "content/handouts.yml", (0, "template"), template, with_value(formats, (0, "template"), template)
        )
    compared = data["content/comparison.yml"]
    twice = compared | {"documents": ["ke-hoach-cu", "ke-hoach-cu"]}
    yield Mutation("content/comparison.yml", ("documents",), "one document twice", twice)
    sources = data["content/sources.yml"]
    runs: dict[str, dict[str, Any]] = {
        "backwards": {"first": 9, "last": 1},
        "endless": {"first": 1, "last": 10**15},
        "first alone": {"first": 1},
        "last alone": {"last": 4},
        "without mark": {"at": "Điều", "first": 1, "last": 4},
        "same twice": {"at": "I"},
    }
    for what, run in runs.items():
        more = [sources[0] | {"places": [*sources[0]["places"], {"at": "Điều {n}"} | run]}, *sources[1:]]
        yield Mutation("content/sources.yml", (0, "places"), f"a run {what}", more)
    limits = data["content/site.yml"] | {"limits": {"answer": [450, 20]}}
    yield Mutation("content/site.yml", ("limits", "answer"), "backwards", limits)
