"""The files of a new site: templates below ``site/``, where ``«name»`` stands for a value."""

from __future__ import annotations

import datetime as dt
import json
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from microsite.vietnamese.folding import slug

TEMPLATES = Path(__file__).resolve().parent / "site"
_HIDDEN = {"github": ".github", "gitignore": ".gitignore"}
"""What begins with a dot in the new site only: here it would hold for the generator."""

KINDS = (
    "Bộ luật",
    "Luật",
    "Pháp lệnh",
    "Nghị quyết",
    "Nghị định",
    "Quyết định",
    "Thông tư",
    "Chỉ thị",
    "Kết luận",
    "Quy định",
    "Quy chế",
    "Quy ước",
    "Hương ước",
    "Nội quy",
    "Điều lệ",
    "Công văn",
    "Thông báo",
    "Kế hoạch",
    "Chiến lược",
    "Chương trình",
    "Đề án",
    "Hướng dẫn",
)
"""Kinds of documents, as their titles begin."""

_SHORT = 60


@dataclass(frozen=True, slots=True)
class Answers:
    """What a new site is told about itself."""

    title: str
    document: str
    issuer: str
    publisher: str
    short_title: str | None = None
    number: str | None = None
    official: bool = False

    @property
    def kind(self) -> str:
        """What kind of document it is, as its title says."""
        beginning = self.document.casefold()
        return next((kind for kind in KINDS if beginning.startswith(kind.casefold())), "Tài liệu")

    @property
    def short(self) -> str:
        """What the document is called where it is cited."""
        if len(self.document) <= _SHORT:
            return self.document
        return f"{self.kind} {self.number}" if self.number else f"{self.kind} này"


def files(answers: Answers, today: dt.date) -> dict[str, str]:
    """Return the content of every file of a new site by its path."""
    values = _values(answers, today)
    made = {}
    for path in sorted(p for p in TEMPLATES.rglob("*") if p.is_file()):
        parts = path.relative_to(TEMPLATES).parts
        name = "/".join((_HIDDEN.get(parts[0], parts[0]), *parts[1:]))
        made[name] = filled(path.read_text(encoding="utf-8"), values)
    return made


def filled(template: str, values: Mapping[str, str]) -> str:
    """Return ``template`` with its values.

    >>> filled("title: «title»", {"title": quoted("Luật: mới")})
    'title: "Luật: mới"'
    """
    return re.sub(r"«(\w+)»", lambda found: values[found[1]], template)


def quoted(value: str) -> str:
    """Return one line of words as YAML has it between double quotes, which is as JSON has it."""
    return json.dumps(value, ensure_ascii=False)


def unusable(value: str) -> str | None:
    """Return the name of the first character of ``value`` that no line of words may hold, or ``None``."""
    for character in value:
        if unicodedata.category(character) in {"Cc", "Cf", "Cn", "Co", "Cs", "Zl", "Zp"}:
            return f"U+{ord(character):04X}"
    return None


def _values(answers: Answers, today: dt.date) -> dict[str, str]:
    number = f"  number: {quoted(answers.number)}" if answers.number else "  # number: số hiệu, nếu văn bản có"
    return {
        "title": quoted(answers.title),
        "short_title": quoted(answers.short_title or answers.title),
        "slug": quoted(_code(answers.title, "trang")),
        "publisher": quoted(answers.publisher),
        "official": "true" if answers.official else "false",
        "document": quoted(answers.document),
        "document_id": quoted(_code(answers.short, "van-ban")),
        "kind": quoted(answers.kind),
        "number_line": number,
        "issuer": quoted(answers.issuer),
        "short": quoted(answers.short),
        "today": today.isoformat(),
        "heading": re.sub(r"([\\`*_{}\[\]<>#|!&])", r"\\\1", answers.title),
    }


def _code(words: str, otherwise: str) -> str:
    return slug(words)[:_SHORT].strip("-") or otherwise
