"""What is measured, what it may be, and in which unit: one table."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Budget:
    """A figure by its ``key``.

    ``limit`` is the most it may be (``least``: the least), ``None`` where nobody has set one.
    """

    key: str
    what: str
    limit: float | None
    unit: str = "s"
    least: bool = False

    @property
    def part(self) -> str:
        """Return the part of the bench that measures this."""
        return self.key.partition(".")[0]

    def holds(self, value: float) -> bool:
        """Say whether ``value`` keeps the budget."""
        return self.limit is None or (value >= self.limit if self.least else value <= self.limit)


BUDGETS = (
    Budget("build.unchanged", "the same build again, nothing changed", 1),
    Budget("build.check", "check of everything", 1),
    Budget("build.one-changed", "one item changed, everything", 4),
    Budget("build.cold", "cold build: site, every PDF, exports", None),
    Budget("build.site", "cold build without PDFs", None),
    Budget("build.ratio", "…against stock Material from the same tree", 1.0, "×"),
    Budget("serve.reload", "serve: file saved → page reloaded", 0.5),
    Budget("pdf.cold", "every PDF, from cold", None),
    Budget("pdf.ratio", "…a page, against bare paragraphs of the same text", 2.0, "×"),
    Budget("pdf.unchanged", "every PDF, nothing changed", None),
    Budget("pdf.one-changed", "every PDF, one item changed", None),
    Budget("pdf.leaflets", "one leaflet an item, A4", None),
    Budget("pdf.book", "the whole book, A5", None),
    Budget("page.bytes", "Q&A page, first visit: all its requests, gzip", 40, "KB"),
    Budget("page.worker", "…and what the service worker fetches after it", None, "KB"),
    Budget("page.requests", "…requests of the page", None, ""),
    Budget("page.fonts", "…of them for web fonts", 0, ""),
    Budget("page.third-party", "…of them to third parties", 0, ""),
    Budget("search.first", "bytes from opening the search to the first result, gzip", 30, "KB"),
    Budget("search.mrr", "unseen queries: mean reciprocal rank", 0.95, "ratio", least=True),
    Budget("search.hits1", "unseen queries: hits@1", None, "%", least=True),
    Budget("search.hits5", "unseen queries: hits@5", 99, "%", least=True),
    Budget("search.tuning", "tuning queries: mean reciprocal rank", None, "ratio", least=True),
    Budget("lighthouse.performance", "Lighthouse mobile, every kind of page: performance", 98, "", least=True),
    Budget("lighthouse.accessibility", "…accessibility", 100, "", least=True),
    Budget("lighthouse.best-practices", "…best practices", 100, "", least=True),
    Budget("offline.bytes", "the whole site for reading offline, without PDFs, gzip", 1500, "KB"),
    Budget("large.time", "large: content → site with search", None),
    Budget("large.ratio", "…against stock Material from the same tree", 0.7, "×"),
    Budget("large.item", "…the cost of an item against a tenth as many", 1.1, "×"),
    Budget("large.memory", "large: peak memory of that", 1000, "MB"),
    Budget("large.first", "large: bytes to the first search result, gzip", 200, "KB"),
)
"""In the order in which they are measured and printed. KB is 1,000 bytes, MB 1,000,000."""

PARTS = tuple(dict.fromkeys(b.part for b in BUDGETS))
"""The parts that ``--only`` names; ``large`` takes minutes and runs when asked for."""


def budget(key: str) -> Budget:
    """Return the budget of ``key``."""
    return next(budget for budget in BUDGETS if budget.key == key)
