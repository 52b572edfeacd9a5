"""Rules of check, where a table of examples says more than a report: what is told and, as much, what is left alone."""

from __future__ import annotations

import re
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from microsite import model as m
from microsite import reading
from microsite.checking import figures, wording
from microsite.checking.repetition import doubled
from microsite.outputs.handouts.typesetting import Sheet, Typesetter, TypesettingError
from microsite.telling import prose
from microsite.vietnamese import typefaces
from tests.conftest import BASE

# --------------------------------------------------------------------------- characters


def _set(tmp_path: Path, characters: str) -> None:
    """Set ``characters`` in every face of both families; raises when one is missing."""
    words = "".join(f"\\u{{{ord(c):x}}}" for c in characters)
    template = tmp_path / "x.typ"
    template.write_text(
        f'#set document(title: "x")\n#set text(lang: "vi", fallback: false)\n#let words = "{words}"\n'
        + "".join(
            f'#text(font: "{family}", style: "{style}", weight: "{weight}", words)\n'
            for family in ("Noto Serif", "Be Vietnam Pro")
            for style in ("normal", "italic")
            for weight in ("regular", "semibold", "bold")
        ),
        encoding="utf-8",
    )
    Typesetter().set(Sheet(str(tmp_path), str(template), "{}", 0))


def test_characters_that_pass_can_be_set(tmp_path: Path) -> None:
    spacing = (c for c in map(chr, range(0x21, 0xFFFF)) if c.isprintable() and not re.match("[\u0300-\u036f]", c))
    _set(tmp_path, "".join(c for c in spacing if not any(typefaces.missing(c))))


@pytest.mark.parametrize("character", ["★", "✓", "→", "①", "漢", "🚀", "‑"])
def test_characters_that_do_not_pass_cannot_be_set(tmp_path: Path, character: str) -> None:
    assert any(typefaces.missing(character))
    with pytest.raises(TypesettingError):
        _set(tmp_path, character)


def test_characters_are_named() -> None:
    assert [found.group() for found in typefaces.missing("Đảng – “bộ” 🚀👍 và\n\uf0b7 57%")] == ["🚀👍", "\uf0b7"]
    assert typefaces.named("★") == "“★” (U+2605)"
    assert typefaces.named("漢字漢字") == "“漢字漢字” (U+6F22, U+5B57, U+6F22…)"
    assert typefaces.named("\uf0b7") == "U+F0B7"


# --------------------------------------------------------------------------- typed figures


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("10.5% GDP", ["10.5%"]), ("1.5 tỷ USD", ["1.5"]), ("2%GDP", ["2%"]), ("67.000đ", ["67.000"]),
        ("giảm -2%", ["-2%"]),
        ("2%/tháng", ["2%/tháng"]), ("2 phần trăm", ["2 phần trăm"]), ("16–18%/năm", ["16–18%/năm"]),
        ("16 - 18%", ["16 - 18%"]),
        ("0,7 và 1.200 và 500", ["0,7", "1.200", "500"]), ("500đ, 100USD", ["500", "100"]), ("con số 55%", ["55%"]),
        ("con số 500, tổng số 500, trong số 500 người, dân số 500", ["500"] * 4), ("Đề án 500 tỷ đồng", ["500"]),
        ("chương trình 500 việc", ["500"]),
        ("Đề án 844, Chương trình 135, Kết luận 139, tổng đài 1022, ISO 27001, ISO/IEC 27001, Thông tư 08, TCVN "
         "11930", []),
        ("Nghị quyết 193, Quyết định 749, Nghị quyết số 193, câu 100, điều 123, Khoán 100", []),
        ("57-NQ/TW, 20/2023/QH15, 1131/QĐ-TTg, 22/12/2024, 05/2025, 2021–2030, năm 2030", []),
        ("COVID-19, 4.0, 5G, II.1, 71/193, phần trăm", []),
    ],
)  # fmt: skip
def test_typed_figures(text: str, told: list[str]) -> None:
    assert [text[slice(*span)] for span in figures.typed(text)] == told


# --------------------------------------------------------------------------- words beside references


@pytest.mark.parametrize(
    ("text", "shown", "told"),
    [
        ("Ít nhất ¤ tổng chi", "ít nhất 3%", ["Ít nhất"]), ("**ít nhất ¤**", "ít nhất 3%", ["ít nhất"]),
        ("(ít nhất\n¤)", "ít nhất 3%", ["ít nhất"]),
        ("chi ¤% GDP", "2% GDP", ["% GDP"]), ("chi ¤%.", "2% GDP", ["%"]), ("chi ¤ GDP, rồi", "2% GDP", ["GDP"]),
        ("đạt ¤ USD.", "53 tỷ USD", ["USD"]),
        ("xem câu ¤", "câu 17", ["câu"]), ("Nghị quyết số ¤", "Nghị quyết số 57-NQ/TW", ["Nghị quyết số"]),
        ("gần ¤ tổ chức", "gần 40 tổ chức", ["gần", "tổ chức"]),
        ("đạt ¤. USD là", "53 tỷ USD", []), ("đạt ¤, GDP là", "2% GDP", []), ("đạt ¤\n\nGDP là", "2% GDP", []),
        ("gần đây ¤", "gần 40 tổ chức", []),
        ("đạt ¤ tổng chi", "ít nhất 3%", []), ("¤", "câu 17", []),
    ],
)  # fmt: skip
def test_words_typed_twice(text: str, shown: str, told: list[str]) -> None:
    at = text.index("¤")
    assert [text[start:end] for start, end in doubled(text, at, at + 1, shown)] == told


# --------------------------------------------------------------------------- wording


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Trần Thị Lí và Nguyễn Văn Quí", []), ("Vì lí do, Hoa Kì, môn Vật Lí. Lí do", ["lí", "Kì", "Lí", "Lí"]),
        ("2021-2030, 10-15 nước, 0,5-0,7%", ["2021-2030", "10-15", "0,5-0,7"]),
        ("57-NQ/TW, 1800-1091, tháng 5-2025, 22-12-2024, COVID-19, 2021–2030", []),
        ("xem chinhphu.vn, dichvucong.gov.vn/tra-cuu.", ["chinhphu.vn", "dichvucong.gov.vn/tra-cuu"]),
        ("tin của trang most.gov.vn, ASP.NET, hoi@dap.vn, v.v.", []),
    ],
)  # fmt: skip
def test_wording(text: str, told: list[str]) -> None:
    assert [text[start:end] for _, start, end, *_ in wording._spelling(text)] == told


@pytest.mark.skipif(sys.gettrace() is not None, reason="timing means nothing under a tracer")
@pytest.mark.parametrize(
    "piece",
    [
        "1.1",
        "1,1,",
        "1–1",
        "1 – ",
        "111.111.",
        "1-",
        "a.b-",
        "a.",
        "a.vn/,",
        "Lí ",
        "*a **b ",
        "\n**a ",
        "[[a:b",
        "_a ",
        "\n- ",
        "\n    ",
    ],
)
def test_hostile_texts_are_read_in_linear_time(piece: str) -> None:
    """What is quadratic would take an hour; pyproject.toml says when a test is given up."""
    text = piece * (200_000 // len(piece))
    list(figures.typed(text))
    list(wording._spelling(text))
    list(prose.problems(text))
    list(typefaces.missing(text))


@pytest.mark.parametrize(("left", "told"), [({"primary", "secondary"}, 1), ({"secondary"}, 0)])
def test_a_target_leads_with_a_primary_source_where_there_is_one(left: set[str], told: int) -> None:
    library = reading.read(BASE).library
    second = next(source.id for source in library.sources if source.authority is not m.Authority.PRIMARY)
    target = library.targets[0]
    moved = target.model_copy(update={"sources": (m.Citation(doc=second, at="x"), *target.sources)})
    sources = tuple(source for source in library.sources if source.authority.value in left)
    origins = {**library.origins, id(moved): library.origin(target)}
    changed = replace(library, targets=(moved,), sources=sources, origins=origins)
    assert [f.rule for f in figures._target(changed, moved)].count("nguon-goc-truoc") == told
