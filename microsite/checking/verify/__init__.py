"""``build.py verify``: the content held against the texts of its sources.

The folder of source texts holds one Markdown file a document, ``<id>.md``, the ids being those of
``content/sources.yml``:

- every heading ``## …`` is a place that can be cited by these words (``## câu 17``, ``## II.1``); a place
  ``B.III`` includes the places ``B.III.1``, ``B.III.2``… below it;
- text in front of the first ``## `` heading is the place ``mở đầu``; a first line ``# …`` is the title;
- a file without ``## `` headings has the one place ``toàn văn``;
- a line starting with ``- `` is a list entry; a citation's ``bullet: n`` is the n-th of its place;
- ``names.txt``, if there, lists official names, one a line, that may stand word for word;
- other Markdown files (not ``README.md``) only serve to recognise copied wording.

Nothing is ever written; the sources need not be, and are not, part of the project.
"""

from __future__ import annotations

from pathlib import Path

from microsite.checking.verify import copying, documents, figures, places, typed
from microsite.checking.verify.evidence import Evidence
from microsite.checking.verify.passages import passages
from microsite.checking.verify.sourcetext import SourcesError, read
from microsite.findings import Finding, in_order, rules
from microsite.library import Library

__all__ = ["RULES", "SourcesError", "verify"]

RULES: dict[str, str] = {rule.id: rule.why for rule in rules.RULES.values() if rule.group is rules.Group.VERIFY}
"""Each rule's id and what it finds, in Vietnamese."""


def verify(library: Library, root: Path, folder: Path) -> list[Finding]:
    """Return what in ``library``, read from ``root``, the source texts in ``folder`` do not bear out; in order.

    Raises :class:`SourcesError` when the folder is missing or holds no text of any source.
    """
    evidence = Evidence(library, read(folder, (source.id for source in library.sources)))
    wording = copying.Wording(evidence.sources)
    found = [*places.check(evidence), *figures.check(evidence), *documents.check_records(evidence)]
    for passage in passages(library, root):
        found += typed.check(evidence, passage)
        found += documents.check(evidence, passage)
        found += copying.check(evidence, wording, passage)
    return in_order(found)
