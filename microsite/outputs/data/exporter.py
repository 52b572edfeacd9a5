"""The records of a library in their exported shape."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from microsite import model as m
from microsite.library import Page

# What is put beside the records of some kinds is registered as this is imported.
from microsite.outputs.data import added as added
from microsite.outputs.data.pieces import Alone, Pieces, ProsePage, Shape, Written, beside
from microsite.outputs.data.shapes import exported_name, marked, shape_of
from microsite.telling import addresses


class Exporter(Pieces):
    """Records of one library in their exported shape."""

    def record(self, record: m.Record) -> Shape:
        """Return ``record`` in its exported shape."""
        kind = type(record)
        texts = marked(kind)
        values = {
            exported_name(kind, name): self._value(getattr(record, name), name in texts) for name in kind.model_fields
        }
        more = beside(kind)
        if more is not None:
            values |= self._located(record) | more.told(record, self, values)
            if issubclass(more, Written):
                values["references"] = self.mentions(record)
            if issubclass(more, Alone):
                values["api"] = alone(m.kind_of(record)).format(id=getattr(record, "id"))
        return shape_of(kind)(**values)

    def _value(self, value: Any, marked: bool) -> Any:
        if isinstance(value, m.Citation):
            return self.cited(value)
        if isinstance(value, m.Record):
            return self.record(value)
        if isinstance(value, tuple):
            return tuple(self._value(each, marked) for each in value)
        if isinstance(value, Mapping):
            return {key: self._value(each, marked) for key, each in value.items()}
        return self.text(value) if marked and isinstance(value, str) else value

    def _located(self, record: m.Record) -> dict[str, Any]:
        page, kind = self.page(record), m.kind_of(record)
        origin = self.lib.origins.get(id(record))
        file = origin.file.file.path if origin else kind.where if kind.kept is m.Kept.INSIDE else None
        return {"page": page, "url": self.url(page), "data_file": file}

    def prose_page(self, page: Page) -> ProsePage:
        """Return a prose page in its exported shape."""
        where = addresses.published(f"{page.id}.md")
        return ProsePage(
            page=where,
            url=self.url(where),
            data_file=f"content/pages/{page.id}.md",
            id=page.id,
            title=page.title,
            text=self.text(page.text),
        )


def alone(kind: m.Kind) -> str:
    """Return the pattern of the files that hold one record of ``kind`` each, from the site's root."""
    return addresses.data(f"{kind.stem}/{{id}}.json")
