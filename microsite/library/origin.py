"""Where a record was read."""

from __future__ import annotations

from dataclasses import dataclass

from microsite.findings import KeyPath, Place, PlacedFile


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a record was read: its file and the path to it in the file."""

    file: PlacedFile
    path: KeyPath

    def value(self, *path: str | int) -> Place:
        """Return the place of a value inside the record."""
        return self.file.value_place((*self.path, *path))

    def key(self, *path: str | int) -> Place:
        """Return the place of a key inside the record."""
        return self.file.key_place((*self.path, *path))

    def text(self, path: KeyPath, value: str, start: int, end: int) -> Place:
        """Return the place of ``value[start:end]``, ``value`` being the text at ``path`` inside the record."""
        return self.file.text_place((*self.path, *path), value, start, end)
