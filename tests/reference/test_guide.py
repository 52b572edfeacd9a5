"""The editors' guide's examples, laid over the reference site's content, from which they are taken."""

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
from microsite.findings import Finding
from microsite.library import REFERENCE, Library
from microsite.reading import yamlfile
from microsite.telling import markup
from microsite.vietnamese.numbers import NBSP
from tests.conftest import ROOT
from tests.test_cases import all_rules
from tests.test_guide import BLOCKS, CODELESS, CONTENT, GUIDE, ITEM, rows

TODAY = dt.date(2026, 11, 22)

Check = Callable[[str, str], list[Finding]]


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


@pytest.mark.parametrize("name", BLOCKS)
def test_block_is_valid(check: Check, name: str) -> None:
    assert (ROOT / name).is_file(), "the examples are laid over files of the project"
    assert check(name, BLOCKS[name]) == []


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


def test_links_into_the_content_lead_somewhere() -> None:
    linked = [target for target in re.findall(r"\]\(([^)\s]+)\)", CODELESS) if CONTENT.match(target)]
    assert linked
    for target in linked:
        assert (ROOT / target).exists(), target
