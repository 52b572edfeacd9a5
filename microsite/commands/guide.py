"""The tables of ``CONTRIBUTING.md`` that say what the code does, written from it so that the two cannot disagree.

The fields come from :mod:`microsite.model`, the rules from :data:`microsite.findings.RULES`.
``python3 -m microsite.commands.guide`` rewrites them in place. What stands outside the markers is written by hand, and
so is the last column of the rules: an example is taken from the site that the guide belongs to.
"""

from __future__ import annotations

import re
import types
from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from enum import Enum
from pathlib import Path
from typing import Annotated, Any, Literal, Union, get_args, get_origin, get_type_hints

from pydantic.fields import FieldInfo

from microsite import ROOT
from microsite import model as m
from microsite.commands import house
from microsite.findings import RULES, Group, Severity
from microsite.outputs.handouts.unit import Unit

GUIDE = ROOT / "CONTRIBUTING.md"
START = "<!-- bắt đầu: trường (tạo tự động) -->"
RULES_START = "<!-- bắt đầu: lỗi (tạo tự động, trừ cột ví dụ) -->"
END = "<!-- kết thúc -->"


class GuideError(Exception):
    """The guide has lost one of its markers."""


def field_tables() -> str:
    """Return the tables in Markdown: one a file, in the order in which editors need them, then the blocks inside."""
    parts: list[str] = []
    files = list(_files())
    for kind, name, shape in files:
        parts += [f"### {title(kind)}", f"Tệp `{name}`: {shape}.", _table(kind)]
        if issubclass(kind, m.Quantity):
            parts.append(f"Thêm các trường của {_link(m.Quantity)}.")
    parts += [f"### {title(m.Quantity)}", "Các trường chung của chỉ tiêu và số liệu.", _table(m.Quantity)]
    for kind, names in _inside([kind for kind, _, _ in files]).items():
        parts += [f"### {title(kind)}", f"Khối ở trường {', '.join(f'`{name}`' for name in names)}.", _table(kind)]
    return "\n\n".join(parts)


def rule_tables(written: str) -> str:
    """Return the tables of rules in Markdown, a group a table; the examples are those that stand in ``written``."""
    examples = {}
    for line in re.findall(r"^\| `.*$", written, re.M):
        name, *_, example = re.split(r"(?<!\\)\|", line)[1:-1]
        examples[name.strip().split("`")[1]] = example.strip()
    parts: list[str] = []
    for group in Group:
        parts += [f"### {group.title}", *([group.asked] if group.asked else [])]
        rows = ["| Tên lỗi | Nghĩa là | Cách sửa | Sai → đúng |", "|---|---|---|---|"]
        for rule in RULES.values():
            if rule.group is group:
                mark = " ◦" if Severity.WARNING in rule.severities else ""
                why, cure = (cell.replace("|", "\\|") for cell in (rule.why, rule.cure))
                rows.append(f"| `{rule.id}`{mark} | {why} | {cure} | {examples.get(rule.id, '…')} |")
        parts.append("\n".join(rows))
    return "\n\n".join(parts)


def update(path: Path) -> bool:
    """Rewrite the tables in the guide at ``path``; return whether it changed.

    Raises :class:`GuideError` without the markers.
    """
    text = path.read_text(encoding="utf-8")
    new = _between(path, text, RULES_START, rule_tables)
    new = _between(path, new, START, lambda _: field_tables())
    if new != text:
        path.write_text(new, encoding="utf-8", newline="\n")
    return new != text


def _between(path: Path, text: str, marker: str, tables: Callable[[str], str]) -> str:
    """Return ``text`` with ``tables`` of what stands between ``marker`` and the next end in its place."""
    before, start, rest = text.partition(marker)
    written, end, after = rest.partition(END)
    if not start or not end:
        raise GuideError(f"{path.name}: thiếu dòng “{marker}” hoặc “{END}”.")
    return f"{before}{marker}\n\n{tables(written)}\n\n{END}{after}"


def anchor(title: str) -> str:
    """Return the fragment under which GitHub files a heading.

    >>> anchor("Câu hỏi – đáp")
    'câu-hỏi--đáp'
    """
    return re.sub(r"[^\w\- ]", "", title.lower()).replace(" ", "-")


def title(record: type[m.Record]) -> str:
    """Return what editors call a type of record."""
    kind = m.KINDS.get(record)
    return kind.title if kind is not None else record.titled


def _link(kind: type[m.Record]) -> str:
    return f"[{title(kind)}](#{anchor(title(kind))})"


def _files() -> Iterator[tuple[type[m.Record], str, str]]:
    """Yield each type of record that has files of its own, with their name and how many records one holds."""
    for kept in ((m.Kept.FILES,), (m.Kept.LIST, m.Kept.LISTS), (m.Kept.WHOLE,)):
        for kind in m.KINDS:
            if kind.kept in kept:
                yield kind.record, _file_name(kind), kind.kept.value
    yield m.Site, "content/site.yml", m.Kept.WHOLE.value
    yield Unit, "don-vi.yml", "tệp riêng của đơn vị muốn in tờ mang tên mình, để ngoài kho; tên tùy ý"


def _file_name(kind: m.Kind) -> str:
    """Return where records of a kind are written, with a pattern for the names that editors choose."""
    match kind.kept:
        case m.Kept.FILES:
            name = kind.file_name.replace("{number:03d}", "NNN").replace("{number}", "N").replace("{id}", "mã")
            return f"{kind.where}/{name}.yml"
        case m.Kept.LISTS:
            return f"{kind.where}/tên-tùy-ý.yml"
        case _:
            return kind.where


def _inside(kinds: list[type[m.Record]]) -> dict[type[m.Record], dict[str, None]]:
    """Return the types of record that stand only inside others, and the names of the fields that hold them."""
    found: dict[type[m.Record], dict[str, None]] = {}
    queue = list(kinds)
    while queue:
        for name, hint in get_type_hints(queue.pop(0), include_extras=True).items():
            for inner in _records_in(hint):
                if inner not in found and inner not in kinds:
                    queue.append(inner)
                    found[inner] = {}
                found.get(inner, {})[name] = None
    return found


def _records_in(hint: Any) -> Iterator[type[m.Record]]:
    if isinstance(hint, type) and issubclass(hint, m.Record):
        yield hint
    for argument in get_args(hint):
        yield from _records_in(argument)


def _table(kind: type[m.Record]) -> str:
    hints = get_type_hints(kind, include_extras=True)
    rows = ["| Trường | Bắt buộc | Kiểu | Ý nghĩa |", "|---|---|---|---|"]
    for name, info in kind.model_fields.items():
        if kind is m.Quantity or name not in m.Quantity.model_fields or not issubclass(kind, m.Quantity):
            rows.append(
                f"| `{name}` | {_required(info)} | {_kind(hints[name], info)} | {_cell(info.description or '')} |"
            )
    return "\n".join(rows)


def _required(info: FieldInfo) -> str:
    default = info.default.value if isinstance(info.default, Enum) else info.default
    if info.is_required():
        return "có"
    return f"không; mặc định `{default}`" if isinstance(default, str) else "không"


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("<", "&lt;").replace("\n", " ")


_NAMED: tuple[tuple[Any, str], ...] = (
    (m.Id, "mã"),
    (m.Plain, "một dòng chữ"),
    (m.Locator, "một dòng chữ"),
    (m.Line, "một dòng, dùng được tham chiếu"),
    (m.Prose, "đoạn văn"),
    (m.Article, "đoạn văn có tiêu đề nhỏ"),
    (m.PartialDate, "thời điểm"),
    (m.Period, "thời điểm hoặc giai đoạn"),
    (m.Day, "ngày"),
    (Decimal, "con số"),
    (float, "con số"),
    (bool, "`true` hoặc `false`"),
    (tuple[Decimal, Decimal], "`[a, b]`"),
    (tuple[int, int], "`[a, b]`"),
)


def _kind(hint: Any, info: FieldInfo) -> str:
    """Return what kind of value a field takes, in words."""
    for known, words in _NAMED:
        if hint == known:
            return words
    if isinstance(hint, type) and issubclass(hint, m.Record):
        return f"khối {_link(hint)}"
    if isinstance(hint, type) and issubclass(hint, Enum):
        return _choice([str(member.value) for member in hint], info)
    if hint is int:
        return _whole_number(info)
    if hint is str:
        return _patterned(info)
    arguments = get_args(hint)
    if get_origin(hint) is Literal:
        return _choice([str(value) for value in arguments], info)
    if get_origin(hint) is Annotated:
        return _kind(arguments[0], info)
    if get_origin(hint) is Mapping:
        return f"mỗi mã một {_kind(arguments[1], info)}"
    if get_origin(hint) is tuple and arguments[1:] == (...,):
        return "danh sách: " + _kind(arguments[0], info)
    if get_origin(hint) in {Union, types.UnionType}:
        return " hoặc ".join(_kind(argument, info) for argument in arguments if argument is not type(None))
    raise TypeError(f"no words for {hint!r}")


def _choice(values: list[str], info: FieldInfo) -> str:
    """Return that one of ``values`` is to be chosen; those the description explains are not listed twice."""
    told = all(re.search(rf"(?<![\w-]){re.escape(value)}(?![\w-])", info.description or "") for value in values)
    return "chọn ở cột bên" if told else "chọn một: " + ", ".join(f"`{value}`" for value in values)


def _whole_number(info: FieldInfo) -> str:
    least = next((rule.ge for rule in info.metadata if hasattr(rule, "ge")), None)
    most = next((rule.le for rule in info.metadata if hasattr(rule, "le")), None)
    return "số nguyên" + (f" từ {least}" if least is not None else "") + (f" đến {most}" if most is not None else "")


def _patterned(info: FieldInfo) -> str:
    pattern = next((p for rule in info.metadata if (p := getattr(rule, "pattern", None)) is not None), "")
    return "địa chỉ trang web" if "http" in pattern else "một từ"


if __name__ == "__main__":
    changed = [update(GUIDE), house.update(house.PAGE)]
    print("Đã viết lại các bảng." if any(changed) else "Các bảng đã đúng, không đổi gì.")
