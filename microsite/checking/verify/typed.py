"""Rule: what a text says in numbers stands in the sources, an amount at one of the places the text rests on."""

from __future__ import annotations

import re
from collections.abc import Iterator

from microsite import model as m
from microsite.checking.verify.arithmetic import DERIVED, follows
from microsite.checking.verify.evidence import Evidence, is_number, no_date, not_at, shown
from microsite.checking.verify.folding import key, plain
from microsite.checking.verify.numerals import Form, Mention, scan
from microsite.checking.verify.passages import Passage, expanded
from microsite.checking.verify.sourcetext import Region
from microsite.findings import Finding, Severity

SMALLEST_COUNT = 10
"""Numerals in words below this are everyday words ("hai bên", "ba việc") and are not checked."""

_ANY = re.compile(r"\d|mươi|mười|trăm|nghìn|ngàn|vạn|triệu", re.I)
_KIND = re.compile(r"nghị quyết|kết luận|chỉ thị|quyết định|nghị định|luật", re.I)

_LOOSE_LABELS = {key("số"), key("tr")}
"""Words that often stand in front of plain numbers as well ("trong số 63 tỉnh")."""

_SENTENCE_END = re.compile(r"[.!?](?=\s|$)|\n")
# "các câu 50 và 52-59", "Nghị quyết 18, 30, 52": the numbers of a list share the word in front of the first.
_LISTED = re.compile(r"([^\W\d_]+)\s(?:số\s)?(?:\d+(?:\s?[,;-]\s?|,?\s(?:và|hoặc|đến)\s))*$")
# "cứ mười doanh nghiệp", "một phần mười", "cách nhau mười năm": a way to put a percentage or two dates.
_PROPORTION = re.compile(r"(?:cứ|phần|cách nhau)\s$", re.I)


def check(evidence: Evidence, passage: Passage) -> Iterator[Finding]:
    """Yield numbers and dates typed in ``passage`` that no source states, or none of the places it rests on."""
    bare = plain(passage.bare())
    if not _ANY.search(bare) or not evidence.complete(passage.citations):
        return
    # An origin is a footnote, and footnotes may stand at the head of the next section.
    citations = () if passage.path[-1:] == ("origin",) else passage.citations
    regions = evidence.regions(citations, bullets=not isinstance(passage.record, m.Target | m.Figure))
    for mention in scan(bare):
        finding = _judge(evidence, passage, bare, mention, regions)
        if finding is not None:
            yield finding


def _judge(evidence: Evidence, passage: Passage, bare: str, mention: Mention, regions: list[Region]) -> Finding | None:
    written = passage.text[mention.start : mention.end]
    place = passage.place(mention.start, mention.end)
    match mention.form:
        case Form.DATE:
            return None if evidence.anywhere(mention) else no_date(place, written)
        case Form.PLACE:
            if mention.name in evidence.places:
                return None
            return Finding(
                "vi-tri-khong-co-trong-nguon",
                place,
                f"Không nguồn nào có mục “{written}”.",
                "Xem lại số mục trong bản văn nguồn.",
            )
        case Form.DOCUMENT:
            if mention.name in evidence.documents:
                return None
            return Finding(
                "ngay-van-ban-sai", place, f"Không nguồn nào nhắc văn bản số {written}.", "Xem lại số hiệu trong nguồn."
            )
        case Form.LABEL:
            if evidence.anywhere(mention) or _is_name(evidence, bare, mention, regions):
                return None
            if mention.name in _LOOSE_LABELS:
                return _amount(
                    evidence, passage, bare, Mention(Form.NUMBER, mention.start, mention.end, mention.values), regions
                )
            return Finding(
                "so-lieu-khong-nguon",
                place,
                f"Không nguồn nào có “{written}”.",
                f"Xem lại tên và số trong {shown(passage.citations) or 'nguồn'}.",
            )
        case _:
            return _amount(evidence, passage, bare, mention, regions)


def _amount(evidence: Evidence, passage: Passage, bare: str, mention: Mention, regions: list[Region]) -> Finding | None:
    if mention.words and (mention.values[0] < SMALLEST_COUNT or _PROPORTION.search(bare, 0, mention.start)):
        return None
    if any(region.facts.hold(mention) for region in regions) or (not regions and evidence.anywhere(mention)):
        return None
    if (
        _is_bare_percentage(bare, mention, regions)
        or _is_name(evidence, bare, mention, regions)
        or _is_counted(bare, mention, regions)
    ):
        return None
    place = passage.place(mention.start, mention.end)
    written = f"“{passage.text[mention.start : mention.end]}”"
    if DERIVED.search(_sentence_before(bare, mention.start)):
        given = (other for other in scan(expanded(passage, evidence.library).text) if is_number(other))
        # The number itself, said twice, proves nothing.
        if follows(mention, [other for other in given if other.values != mention.values], bare[: mention.start]):
            return None
        if not evidence.anywhere(mention):
            help_ = "Kiểm tra phép tính, và nêu đủ các số dùng để tính ngay trong đoạn này."
            return Finding(
                "so-tu-tinh",
                place,
                f"Con số {written} không tính lại được từ các số trong đoạn.",
                help_,
                Severity.WARNING,
            )
    return not_at(evidence, place, written, mention, passage.citations)


def _is_bare_percentage(bare: str, mention: Mention, regions: list[Region]) -> bool:
    """Say whether the number is a percentage spoken of without its sign: ``ba con số 30, 50 và 70``."""
    found = _LISTED.search(bare, max(0, mention.start - 60), mention.start)
    said = found is not None and found[1].lower() in {"con", "số", "lệ", "mức"} and mention.form is Form.NUMBER
    return said and any(region.facts.has_number(mention.values[0], True) for region in regions)


def _is_name(evidence: Evidence, bare: str, mention: Mention, regions: list[Region]) -> bool:
    """Say whether the number is part of a name: of a place, document, task group, an entry of the text's own list."""
    if mention.percent or any(value != int(value) for value in mention.values):
        return False
    numbers = [int(value) for value in mention.values]
    listed = _KIND.search(_sentence_before(bare, mention.start))
    if listed and any(all(evidence.has_document(n, region.facts.documents) for n in numbers) for region in regions):
        return True
    start = mention.start if mention.form is not Form.LABEL else mention.end - len(str(numbers[0]))
    found = _LISTED.search(bare, max(0, start - 60), start)
    if not found:
        return False
    word = found[1].lower()
    if word in {"điểm", "ý", "bước", "mục"} and max(numbers) <= bare.count("\n¤") + bare.startswith("¤"):
        return True
    return all(evidence.names(word, n) for n in numbers)


def _is_counted(bare: str, mention: Mention, regions: list[Region]) -> bool:
    """Say whether the editor has counted what the source names: thirteen times "Luật …" make "mười ba luật"."""
    noun = re.match(r"\s([^\W\d_]+)", bare[mention.end :])
    if noun is None or mention.form is not Form.NUMBER:
        return False
    named = re.compile(rf"\b{noun[1].capitalize()} [^\W\d_]")
    return any(len(named.findall(region.text)) == mention.values[0] for region in regions)


def _sentence_before(text: str, at: int) -> str:
    """Return the sentence that ``at`` lies in, up to there: what is worked out comes after the word that says so."""
    return text[max((found.end() for found in _SENTENCE_END.finditer(text, 0, at)), default=0) : at]
