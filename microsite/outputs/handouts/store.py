"""The cache of finished files, under the hash of what they were made from.

A file's key is a hash of all that decides its bytes: its data, the templates, the type, Typst. So an unchanged file is
never set twice, and one changed item sets again only the sheets that contain it.
"""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Sequence
from pathlib import Path

from microsite.outputs.handouts import fitting
from microsite.outputs.handouts.plan import Job
from microsite.outputs.handouts.problem import HandoutError
from microsite.outputs.handouts.typesetting import FOR_PRESS, READING, Sheet, toolchain
from microsite.telling.offers import HandoutFile


class Store:
    """The cache: finished PDFs under the hash of what they were made from."""

    def __init__(self, folder: Path, templates: Path) -> None:
        self.folder = folder
        self.templates = templates
        folder.mkdir(parents=True, exist_ok=True)
        self._toolchain = toolchain()
        self._sources = {p.name: p.read_bytes() for p in sorted(templates.glob("*.typ"))}
        self._keys: dict[str, str] = {}
        self._data: dict[str, str] = {}
        try:
            self._pages: dict[str, int] = json.loads((folder / "pages.json").read_text(encoding="utf-8"))
        except (OSError, ValueError):
            self._pages = {}

    def data(self, job: Job) -> str:
        """Return a job's data as the JSON that its template gets, but for what only the finished booklet tells."""
        if job.name not in self._data:
            self._data[job.name] = json.dumps(job.data, ensure_ascii=False)
        return self._data[job.name]

    def key(self, job: Job) -> str:
        """Return the hash of everything that decides the bytes of a job's file."""
        if job.name not in self._keys:
            parts = [self._toolchain, str(job.epoch), job.format.template, self.key(job.imposes) if job.imposes else ""]
            digest = hashlib.sha256("\0".join(parts).encode())
            digest.update(self._sources[f"{job.format.template}.typ"])
            if job.imposes is None:
                digest.update(b"".join(source for name, source in self._sources.items() if name.startswith("lib")))
            digest.update(self.data(job).encode())
            self._keys[job.name] = digest.hexdigest()
        return self._keys[job.name]

    def path(self, job: Job) -> Path:
        """Return where the cache keeps a job's file."""
        return self.folder / f"{self.key(job)}.pdf"

    def missing(self, planned: Sequence[Job]) -> list[Job]:
        """Return the jobs whose files the cache has not."""
        return [job for job in planned if self.key(job) not in self._pages or not self.path(job).is_file()]

    def sheet(self, job: Job) -> Sheet:
        """Return what is to be set for ``job``; the booklet that it imposes must be there."""
        template = self.templates / f"{job.format.template}.typ"
        if job.imposes is not None:
            booklet = {"file": self.path(job.imposes).name, "pages": self._pages[self.key(job.imposes)]}
            data = json.dumps(job.data | booklet, ensure_ascii=False)
            return Sheet(str(self.folder.resolve()), str(template.resolve()), data, job.epoch, FOR_PRESS)
        tries, first = fitting.tries(job.data)
        return Sheet(
            str(self.templates.resolve()), str(template.resolve()), self.data(job), job.epoch, READING, tries, first
        )

    def add(self, job: Job, pages: int) -> None:
        """Note that a job's file has been written and has so many pages."""
        self._pages[self.key(job)] = pages

    def save(self) -> None:
        """Write down what is in the cache."""
        temporary = self.folder / "pages.json.new"
        temporary.write_text(json.dumps(self._pages, sort_keys=True), encoding="utf-8")
        temporary.replace(self.folder / "pages.json")

    def place(self, job: Job, out: Path) -> HandoutFile:
        """Put a finished file into ``out`` under its name, unless it is there already."""
        kept, target = self.path(job), out / job.name
        if target.is_dir():  # copying would put the file inside
            raise HandoutError(f"không ghi được tệp {target}: đã có một thư mục mang tên ấy.")
        there, have = (target.stat() if target.is_file() else None), kept.stat()
        if there is None or (there.st_size, there.st_mtime_ns) != (have.st_size, have.st_mtime_ns):
            shutil.copy2(kept, target)
        return HandoutFile(
            name=job.name,
            title=job.title,
            format=job.format.id,
            format_name=job.format.name,
            description=job.format.description,
            printing=job.format.printing,
            page=job.page,
            items=job.items,
            paper=job.paper,
            large_print=job.large,
            pages=self._pages[self.key(job)],
            bytes=have.st_size,
            reads=job.imposes.name if job.imposes else None,
        )

    def forget_others(self, planned: Sequence[Job]) -> None:
        """Remove from the cache what no job of ``planned`` asks for."""
        wanted = {self.key(job) for job in planned}
        if set(self._pages) - wanted:
            self._pages = {k: n for k, n in self._pages.items() if k in wanted}
            self.save()
        for path in self.folder.glob("*.pdf"):
            if path.stem not in wanted:
                path.unlink()
