"""The editors' guide says what the code does: fields, rules, examples and sample output are held against it."""

from __future__ import annotations

import datetime as dt
import re
import shutil
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import pytest

from microsite import checking as rules
from microsite import findings as fnd
from microsite import model as m
from microsite import reading
from microsite.checking.verify import copying
from microsite.commands import guide
from microsite.findings import Finding
from microsite.library import REFERENCE, Library
from microsite.reading import yamlfile
from microsite.reading.characters import MAX_BYTES
from microsite.telling import markup, quantities
from microsite.vietnamese.numbers import NBSP
from tests.conftest import ROOT
from tests.test_cases import all_rules

GUIDE = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
PROSE = re.sub(r"^```.*?^```$", "", GUIDE, flags=re.M | re.S)
CODELESS = re.sub(r"(`+)(?!`).*?(?<!`)\1(?!`)", "x", PROSE)
TODAY = dt.date(2026, 11, 22)
BLOCKS = {
    block.split("\n", 1)[0].removeprefix("# "): block
    for block in re.findall(r"^```yaml\n(.*?)^```$", GUIDE, re.M | re.S)
}
ITEM = next(name for name in BLOCKS if name.startswith("qa/"))

Check = Callable[[str, str], list[Finding]]


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


@pytest.fixture(scope="module")
def library() -> Library:
    result = reading.read(ROOT).library
    assert result is not None
    return result


def _needed(path: Path) -> bool:
    """Say whether the blocks refer to the question or note at ``path``, or it to them: the others only cost time."""
    blocks, own = "".join(BLOCKS.values()), path.read_text(encoding="utf-8")
    ids = re.findall(r"^(?:- )?id: (\S+)", blocks, re.M)
    number = re.match(r"0*(\d+)-", path.name)
    return path.stem in blocks or bool(number and re.search(rf"\b{number[1]}\b", blocks)) or any(i in own for i in ids)


@pytest.fixture(scope="module")
def check(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Check]:
    """Return a function that lays one file over the content and returns the findings about that file."""
    root = tmp_path_factory.mktemp("project")
    for folder in ("qa", "content"):
        shutil.copytree(ROOT / folder, root / folder)
    for path in [*(root / "qa").iterdir(), *(root / "content/notes").iterdir()]:
        if not _needed(path):
            path.unlink()
    for name in ("timeline", "overview", "comparison", "programme"):  # nothing in the guide's blocks needs these
        (root / f"content/{name}.yml").unlink()
    parse = yamlfile.parse

    def run(name: str, content: str) -> list[Finding]:
        path = root / name
        before = path.read_bytes() if path.exists() else None
        path.write_text(content, encoding="utf-8")
        try:
            result = reading.read(root)
        finally:
            path.unlink() if before is None else path.write_bytes(before)
        found = [*result.findings, *(rules.check(result.library, TODAY) if result.library is not None else ())]
        return [f for f in fnd.in_order(found) if f.place.file.path == name]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(yamlfile, "parse", cache(parse))  # the other files stay as they are
        yield run


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


CHECKED = all_rules()
EXAMPLES = [
    (found[1], wrong_right[1], wrong_right[2])
    for heading in re.findall(r"^### (Lỗi .*)$", GUIDE, re.M)
    for cells in rows(heading)
    if (found := re.match(r"`([\w-]+)`", cells[0]))
    and (wrong_right := re.fullmatch(r"`([^`]+)` → `([^`]+)`", cells[3]))
    if found[1] in CHECKED and ".yml" not in cells[3]
]
_BLOCK_FOR = {
    "nguon-goc-truoc": "content/targets/",
    "so-lieu-sai": "content/targets/",
    "gia-tri-la": "content/notes/",
    "dia-chi-sai": "content/site.yml",
}


def test_examples_are_found() -> None:
    assert len(EXAMPLES) > 15


@pytest.mark.parametrize(("rule", "wrong", "right"), EXAMPLES, ids=[rule for rule, _, _ in EXAMPLES])
def test_example_breaks_its_rule_and_the_cure_mends_it(check: Check, rule: str, wrong: str, right: str) -> None:
    start = _BLOCK_FOR.get(rule, "qa/")
    name = next((name for name in BLOCKS if name.startswith(start)), start)
    base = BLOCKS.get(name) or (ROOT / name).read_text(encoding="utf-8")
    assert rule in {f.rule for f in check(name, _with(base, wrong))}
    assert [f.rule for f in check(name, _with(base, right))] == []


def _with(base: str, example: str) -> str:
    """Put an example in place of the field it writes, or, when it is a text, into the answer as a paragraph."""
    field = re.match(r"([a-z_]+): ", example)
    if field is None:
        changed = base.replace("\nanswer: |\n", f"\nanswer: |\n  {example}\n\n")
    elif re.search(rf"^{field[1]}:", base, re.M):
        changed = re.sub(
            rf"^{field[1]}:.*\n(?:[ \n].*\n|\n(?= ))*", lambda _: f"{example}\n", base, count=1, flags=re.M
        )
    else:
        changed = f"{base}{example}\n".replace("audiences: ", "# ") if field[1] == "audience" else f"{base}{example}\n"
    assert changed != base or example in base
    return changed


# --------------------------------------------------------------------------- examples


def test_blocks_cover_the_five_kinds() -> None:
    kinds = ["qa/", "content/targets/", "content/figures/", "content/notes/", "content/glossary.yml"]
    assert [next(kind for kind in kinds if name.startswith(kind)) for name in BLOCKS] == kinds
    assert GUIDE.count("```yaml\n") == len(kinds)


@pytest.mark.parametrize("name", BLOCKS)
def test_block_is_valid(check: Check, name: str) -> None:
    assert (ROOT / name).is_file(), "the examples are laid over files of the project"
    assert check(name, BLOCKS[name]) == []


def test_item_block_shows_every_field() -> None:
    shown = set(re.findall(r"^([a-z_]+):", BLOCKS[ITEM], re.M))
    assert shown == set(m.Item.model_fields)


def test_sample_output_is_what_check_prints(check: Check) -> None:
    sample = re.findall(r"^```text\n(.*?)\n```$", GUIDE, re.M | re.S)
    assert sample == [fnd.as_text(check(ITEM, BLOCKS[ITEM].replace("đạt [[muc-tieu:chi-rd]]", "đạt 2% GDP")))]


def test_references_show_what_the_guide_says(library: Library) -> None:
    table = rows("Tham chiếu")
    written = [REFERENCE.match(cells[0].strip("`").replace("\\|", "|")) for cells in table]
    assert {found[1] for found in written if found} == set(m.KINDS.references)
    for cell, shown, *_ in table:
        now = markup.to_plain(cell.strip("`").replace("\\|", "|"), library).replace(NBSP, " ")
        assert now == shown, f"CONTRIBUTING.md, bảng “Tham chiếu”: {cell} nay hiện là “{now}”; sửa bảng cho khớp."


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


def test_links_lead_somewhere() -> None:
    headings = [guide.anchor(title) for title in re.findall(r"^#{1,4} (.*)$", PROSE, re.M)]
    assert len(headings) == len(set(headings)), "two headings of the same words"
    for target in re.findall(r"\]\(([^)\s]+)\)", CODELESS):
        if target.startswith("#"):
            assert target[1:] in headings, target
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
