"""Field types: what a text may hold follows from its field's type, and no field of words escapes the gate."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, get_args, get_type_hints

import pytest

from microsite import model as m
from microsite.commands import cli
from microsite.outputs.handouts.unit import Unit

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
