"""What “Đọc to” says: numbers, dates, document numbers and abbreviations as words. Runs under Node."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest

from microsite import reading
from microsite.publishing import engine
from tests.conftest import BASE

ROOT = Path(__file__).resolve().parent.parent

SAID = {
    "Nghị quyết số 57-NQ/TW": "Nghị quyết số năm mươi bảy, trung ương",
    "kết luận số 69-KL/TW và Kết luận 50-KL/TW": "kết luận số sáu mươi chín, trung ương và Kết luận năm mươi, "
    "trung ương",
    "Nghị định số 179/2024/NĐ-CP": "Nghị định số một trăm bảy mươi chín, năm hai nghìn không trăm hai mươi tư, "
    "Chính phủ",
    "Quyết định số 749/QĐ-TTg, 411/QĐ-TTg": "Quyết định số bảy trăm bốn mươi chín, Thủ tướng, bốn trăm mười một, "
    "quyết định, Thủ tướng",
    "Kế hoạch nêu Nghị quyết này: số 29-NQ/TW": "Kế hoạch nêu Nghị quyết này: số hai mươi chín, nghị quyết, trung ương",
    "Ngày 13/01/2025": "Ngày mười ba tháng một năm hai nghìn không trăm hai mươi lăm",
    "Ngày 25/10, Tháng 4/2025": "Ngày hai mươi lăm tháng mười, Tháng tư năm hai nghìn không trăm hai mươi lăm",
    "ngày 22/12/2024": "ngày hai mươi hai tháng mười hai năm hai nghìn không trăm hai mươi tư",
    "(ban hành 9/1/2025)": "(ban hành ngày mùng chín tháng một năm hai nghìn không trăm hai mươi lăm)",
    "ngày 25/10": "ngày hai mươi lăm tháng mười",
    "tháng 4/2025": "tháng tư năm hai nghìn không trăm hai mươi lăm",
    "quý I/2025": "quý một năm hai nghìn không trăm hai mươi lăm",
    "Nghị quyết số 193/2025/QH15": "Nghị quyết số một trăm chín mươi ba, năm hai nghìn không trăm hai mươi lăm, "
    "Quốc hội khóa mười lăm",
    "03/NQ-CP": "không ba, nghị quyết, Chính phủ",
    "69-KL/TW": "sáu mươi chín, kết luận, trung ương",
    "1131/QĐ-TTg": "một nghìn một trăm ba mươi mốt, quyết định, Thủ tướng",
    "6/TB-VPCP": "sáu, thông báo, Văn phòng Chính phủ",
    "chi 2% GDP cho R&D": "chi hai phần trăm tổng sản phẩm trong nước cho nghiên cứu và phát triển",
    "nghiên cứu và phát triển (R&D)": "nghiên cứu và phát triển",
    "AI (trí tuệ nhân tạo)": "trí tuệ nhân tạo",
    "16–18%": "mười sáu đến mười tám phần trăm",
    "giai đoạn 2021–2025": "giai đoạn hai nghìn không trăm hai mươi mốt đến hai nghìn không trăm hai mươi lăm",
    "10%/năm": "mười phần trăm mỗi năm",
    "67.000 doanh nghiệp": "sáu mươi bảy nghìn doanh nghiệp",
    "1.234.567": "một triệu hai trăm ba mươi tư nghìn năm trăm sáu mươi bảy",
    "0,7%": "không phẩy bảy phần trăm",
    "0,05": "không phẩy không năm",
    "71/193": "bảy mươi mốt trên một trăm chín mươi ba",
    "mục II.1, câu 17": "mục hai chấm một, câu mười bảy",
    "Đại hội XIII": "Đại hội mười ba",
    "thế kỷ XXI": "thế kỷ hai mươi mốt",
    "mạng 5G, công nghiệp 4.0": "mạng năm gờ, công nghiệp bốn chấm không",
    "Đề án 06": "Đề án không sáu",
    "GS.TS. Tô Lâm": "Giáo sư, Tiến sĩ Tô Lâm",
    "Sách Hỏi – đáp và/hoặc": "Sách Hỏi đáp và, hoặc",
    "kinh tế – xã hội, chính trị - xã hội, châu Á – Thái Bình Dương": "kinh tế xã hội, chính trị xã hội, châu Á "
    "Thái Bình Dương",
    "ba bên – Nhà nước, nhà trường; kinh tế – đất nước": "ba bên, Nhà nước, nhà trường; kinh tế, đất nước",
    "10, 11, 14, 15, 20, 21, 24, 25, 101, 115": "mười, mười một, mười bốn, mười lăm, hai mươi, hai mươi mốt, hai "
    "mươi tư, hai mươi lăm, "
    "một trăm linh một, một trăm mười lăm",
}


OWN = {"R&D": "nghiên cứu và phát triển"}
"""Abbreviations of a site, as its build tells them."""


def spoken(texts: list[str], own: dict[str, str]) -> list[list[str]]:
    """Return for each text what is said, and the pieces it is said in, with a site's ``own`` abbreviations."""
    node = shutil.which("node")
    if node is None:
        if os.environ.get("MICROSITE_REQUIRE_BROWSER"):
            pytest.fail("MICROSITE_REQUIRE_BROWSER is set, but there is no Node on the path")
        pytest.skip("no Node on this machine (Debian: apt-get install nodejs)")
    script = (
        f"globalThis.SPOKEN = {json.dumps(own)};"
        f"const s = await import({json.dumps((ROOT / 'theme/speech/spoken.js').as_uri())});"
        "const { readFileSync } = await import('node:fs');"
        "const texts = JSON.parse(readFileSync(0, 'utf8'));"
        "console.log(JSON.stringify(texts.map((t) => [s.spoken(t), ...s.pieces(t)])))"
    )
    run = subprocess.run(
        [node, "--input-type=module", "-e", script],
        input=json.dumps(texts),
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=True,
    )
    result: list[list[str]] = json.loads(run.stdout)
    return result


def test_what_is_written_is_said_in_words() -> None:
    said = spoken(list(SAID), OWN)
    assert dict(zip(SAID, (s[0] for s in said), strict=True)) == SAID


def test_pieces_are_short_and_complete() -> None:
    long = "Một câu. " + "rất dài, " * 100 + "hết! Còn nữa; xong"
    said, *pieces = spoken([long], {})[0]
    assert max(len(p) for p in pieces) <= 200
    assert re.sub(r"\s", "", "".join(pieces)) == re.sub(r"\s", "", said)


def test_a_site_tells_its_own_abbreviations_and_the_generator_knows_none_of_them() -> None:
    assert spoken(["Chi cho R&D"], {})[0][0] != "Chi cho nghiên cứu và phát triển"
    assert spoken(["Chi cho R&D"], OWN)[0][0] == "Chi cho nghiên cứu và phát triển"
    library = reading.read(BASE).library
    assert library is not None
    term = library.glossary[0].model_copy(update={"term": "XYZ", "spoken": "ích ích"})
    assert engine.spoken(replace(library, glossary=(term,))) == 'const SPOKEN={"XYZ":"ích ích"};\n'
    assert engine.spoken(replace(library, glossary=())) == ""
