"""Rule: what is cited is there."""

from __future__ import annotations

from collections.abc import Iterator

from microsite import model as m
from microsite.checking.verify.evidence import Evidence
from microsite.findings import Finding, Place, Severity
from microsite.library import citations


def check(evidence: Evidence) -> Iterator[Finding]:
    """Yield documents without a source text, and places and list entries that the source text does not have."""
    library, documents = evidence.library, evidence.sources.documents
    for source in library.sources:
        origin = library.origin(source)
        if source.id not in documents:
            message = (
                f"Không có tệp {source.id}.md trong thư mục bản văn nguồn, nên không đối chiếu được với tài liệu này."
            )
            yield Finding(
                "thieu-ban-van-nguon", origin.value("id"), message, "Thêm bản văn vào thư mục ấy.", Severity.WARNING
            )
            continue
        for i, place in enumerate(source.places):
            numbers = range(place.first, place.last + 1) if place.first is not None and place.last is not None else None
            names = [place.at] if numbers is None else [place.at.replace("{n}", str(n)) for n in numbers]
            for name in names:
                if documents[source.id].cited(name) is None:
                    yield _missing(evidence, origin.value("places", i, "at"), source.id, name)
    for record in library.records():
        origin = library.origin(record)
        for path, citation in citations(record):
            document = documents.get(citation.doc)
            if document is None or document.cited(citation.at, citation.bullet) is not None:
                continue
            region = document.cited(citation.at)
            if region is None:
                where = origin.value(*path) if isinstance(record, m.ComparisonRow) else origin.value(*path, "at")
                yield _missing(evidence, where, citation.doc, citation.at)
            else:
                message = f"{citation.doc} {citation.at} chỉ có {len(region.bullets)} gạch đầu dòng."
                yield Finding(
                    "vi-tri-khong-co-trong-nguon",
                    origin.value(*path, "bullet"),
                    message,
                    "Đếm lại từ 1, hoặc bỏ trường bullet.",
                )


def _missing(evidence: Evidence, place: Place, doc: str, at: str) -> Finding:
    known = list(evidence.sources.documents[doc].places)
    help_ = f"Các vị trí trong tệp: {', '.join(known[:8])}{'…' if len(known) > 8 else ''}."
    return Finding("vi-tri-khong-co-trong-nguon", place, f"Bản văn {doc}.md không có vị trí “{at}”.", help_)
