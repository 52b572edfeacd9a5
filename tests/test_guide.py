"""The editors' guide says what the code does: fields, rules, examples and sample output are held against it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from microsite import findings as fnd
from microsite import model as m
from microsite.checking.verify import copying
from microsite.commands import guide
from microsite.reading.characters import MAX_BYTES
from microsite.telling import quantities
from microsite.vietnamese.numbers import NBSP
from tests.conftest import ROOT

GUIDE = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
PROSE = re.sub(r"^```.*?^```$", "", GUIDE, flags=re.M | re.S)
CODELESS = re.sub(r"(`+)(?!`).*?(?<!`)\1(?!`)", "x", PROSE)
BLOCKS = {
    block.split("\n", 1)[0].removeprefix("# "): block
    for block in re.findall(r"^```yaml\n(.*?)^```$", GUIDE, re.M | re.S)
}
ITEM = next(name for name in BLOCKS if name.startswith("qa/"))


def rows(heading: str) -> list[list[str]]:
    """Return the cells of the tables below a heading, without their heads."""
    section = re.split(r"^#{2,3} ", PROSE.split(f"# {heading}\n", 1)[1], maxsplit=1, flags=re.M)[0]
    lines = [
        [cell.strip() for cell in re.split(r"(?<!\\)\|", line)[1:-1]]
        for line in section.split("\n")
        if line.startswith("|")
    ]
    heads = {i for i, cells in enumerate(lines) if i + 1 < len(lines) and set("".join(lines[i + 1])) == {"-"}}
    return [cells for i, cells in enumerate(lines) if i not in heads and i - 1 not in heads]


# --------------------------------------------------------------------------- fields


def test_tables_are_those_of_the_model(tmp_path: Path) -> None:
    copy = tmp_path / "CONTRIBUTING.md"
    copy.write_text(GUIDE, encoding="utf-8")
    assert not guide.update(copy), "run: python3 -m microsite.commands.guide"


def test_update_rewrites_only_between_the_markers(tmp_path: Path) -> None:
    copy = tmp_path / "guide.md"
    written = "| `dau-tab` | x | y | một → hai |"
    shape = f"before\n{guide.RULES_START}%s{guide.END}\nbetween\n{guide.START}%s{guide.END}\nafter\n"
    copy.write_text(shape % (f"\n{written}\n", "\nold\n"), encoding="utf-8")
    assert guide.update(copy)
    tables = (f"\n\n{guide.rule_tables(written)}\n\n", f"\n\n{guide.field_tables()}\n\n")
    assert copy.read_text(encoding="utf-8") == shape % tables
    assert guide.rule_tables(written).count(" | một → hai |") == 1, "an example written by hand stays"
    copy.write_text("no markers", encoding="utf-8")
    with pytest.raises(guide.GuideError, match=r"guide\.md"):
        guide.update(copy)


def test_every_field_of_every_record_is_told() -> None:
    kinds = set(_kinds(m.Record))
    assert not [kind.__name__ for kind in kinds if not guide.title(kind)], (
        "give it a row in KINDS, or its title as “titled”"
    )
    assert len({guide.title(kind) for kind in kinds}) == len(kinds)
    tables = guide.field_tables()
    for kind in kinds:
        section = tables.split(f"### {guide.title(kind)}\n")[1].split("\n### ")[0]
        own = set(kind.model_fields) - (
            set(m.Quantity.model_fields) if kind is not m.Quantity and issubclass(kind, m.Quantity) else set()
        )
        assert set(re.findall(r"^\| `(\w+)` \|", section, re.M)) == own
        assert "|  |" not in section, f"{kind.__name__}: a field has no description"


def _kinds(base: type[m.Record]) -> Iterator[type[m.Record]]:
    for kind in base.__subclasses__():
        if kind.__module__.startswith("microsite.") and not kind.__name__.startswith("_"):
            yield kind
            yield from _kinds(kind)


# --------------------------------------------------------------------------- rules

MARKED = [
    re.match(r"`([\w-]+)`( ◦)?$", cells[0])
    for heading in re.findall(r"^### (Lỗi .*)$", GUIDE, re.M)
    for cells in rows(heading)
]
EXPLAINED = [found[1] for found in MARKED if found]


def test_every_rule_is_explained_once() -> None:
    assert all(MARKED), "the first cell of each row is a rule's name"
    assert len(EXPLAINED) == len(set(EXPLAINED))
    assert set(EXPLAINED) == set(fnd.RULES)


def test_rules_that_may_only_warn_are_marked() -> None:
    warning = {rule.id for rule in fnd.RULES.values() if fnd.Severity.WARNING in rule.severities}
    assert {found[1] for found in MARKED if found and found[2]} == warning


def test_defaults_told_are_those_of_the_model() -> None:
    limits = m.Limits()
    told = {rule: [int(n) for n in re.findall(r"\d+", fnd.RULES[rule].why)] for rule in fnd.RULES}
    assert told["cau-hoi"] == [limits.question]
    assert told["tra-loi-ngan-dai"] == [limits.short_answer]
    assert told["do-dai-tra-loi"] == list(limits.answer)
    assert told["chep-nguyen-van"] == [copying.LEAST]
    assert told["tep-qua-lon"] == [MAX_BYTES // 1000]


def test_tables_have_no_ragged_rows() -> None:
    for table in re.findall(r"(?:^\|.*\n)+", GUIDE, re.M):
        assert len({len(re.split(r"(?<!\\)\|", line)) for line in table.splitlines()}) == 1, table


def test_rules_named_in_the_text_exist() -> None:
    named = set(re.findall(r"`\[([\w-]+)\]`", PROSE))
    assert len(named) > 8
    assert named <= set(fnd.RULES)


def test_explained_rules_have_meaning_cure_and_example() -> None:
    for heading in re.findall(r"^### (Lỗi .*)$", GUIDE, re.M):
        for cells in rows(heading):
            assert len(cells) == 4
            assert all(cells), cells
            assert " → " in cells[3], cells


# --------------------------------------------------------------------------- examples


def test_blocks_cover_the_five_kinds() -> None:
    kinds = ["qa/", "content/targets/", "content/figures/", "content/notes/", "content/glossary.yml"]
    assert [next(kind for kind in kinds if name.startswith(kind)) for name in BLOCKS] == kinds
    assert GUIDE.count("```yaml\n") == len(kinds)


def test_item_block_shows_every_field() -> None:
    shown = set(re.findall(r"^([a-z_]+):", BLOCKS[ITEM], re.M))
    assert shown == set(m.Item.model_fields)


def test_comparators_read_as_the_guide_says() -> None:
    table = rows("Mẫu: chỉ tiêu")
    assert {cells[0].strip("`") for cells in table} == {comparator.value for comparator in m.Comparator} - {"state"}
    for comparator, value, unit, shown in table:
        numbers = re.findall(r"[\d.]+", value)
        data = {
            "comparator": comparator.strip("`"),
            "value": numbers if len(numbers) > 1 else numbers[0],
            "unit": unit.strip("`") or None,
        }
        assert quantities.quantity(m.Quantity.model_validate(data)).replace(NBSP, " ") == shown


def test_kinds_of_notes_are_all_told() -> None:
    assert [cells[0].strip("`") for cells in rows("Khi nào cần ghi chú biên tập")] == [
        kind.value for kind in m.NoteKind
    ]


def test_every_content_file_is_told() -> None:
    told = set(
        re.findall(r"\]\((qa|content/[\w./-]+)\)", "".join(cell for cells in rows("Tệp nào chứa gì") for cell in cells))
    )
    there = {"qa"} | {path.relative_to(ROOT).as_posix() for path in (ROOT / "content").iterdir()}
    assert there <= told


# --------------------------------------------------------------------------- links and typography


CONTENT = re.compile(r"(?:qa|content)(?:/|$)")
"""A path of the site's content, as a link of the guide names it."""


def test_links_lead_somewhere() -> None:
    headings = [guide.anchor(title) for title in re.findall(r"^#{1,4} (.*)$", PROSE, re.M)]
    assert len(headings) == len(set(headings)), "two headings of the same words"
    for target in re.findall(r"\]\(([^)\s]+)\)", CODELESS):
        if target.startswith("#"):
            assert target[1:] in headings, target
        elif CONTENT.match(target):
            continue  # of the reference site: tests/reference
        elif not target.startswith(("https://", "../../issues/")):
            assert (ROOT / target).exists(), target


def test_table_of_contents_names_every_chapter() -> None:
    contents = GUIDE.split("**Mục lục**")[1].split("\n## ")[0]
    assert re.findall(r"^\d+\. \[(.*?)\]", contents, re.M) == re.findall(r"^## (.*)$", PROSE, re.M)


def test_guide_keeps_its_own_rules() -> None:
    """Outside the columns that show what to avoid, and outside code, the guide is spelt as it asks others to spell."""
    from microsite.checking import wording

    for line in CODELESS.split("\n"):
        if line.startswith(("|", "- Không viết “hiện nay”", "- Không mở bài", "Máy hiểu các cách viết")):
            continue
        assert list(wording._spelling(re.sub(r"^\s*(?:- |\d+\. )", "", line))) == [], line
