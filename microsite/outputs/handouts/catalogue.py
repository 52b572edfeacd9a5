"""Every PDF the site offers: planned, made where the cache has it not, and put in place.

A file's key is a hash of all that decides its bytes: its data, the templates, the type, Typst and the
code here that reads it back. The cache holds finished files under their keys; so an unchanged file is never set twice, and one
changed item sets again only the sheets that contain it.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import hashlib
import json
import os
import queue
import shutil
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from microsite import ROOT
from microsite.library import Library
from microsite.model import Format, Paper
from microsite.outputs.handouts import fitting, selection, typesetting
from microsite.outputs.handouts.data import Json, Writer
from microsite.outputs.handouts.problem import HandoutError
from microsite.outputs.handouts.selection import Selection
from microsite.outputs.handouts.typesetting import (
    FOR_PRESS,
    READING,
    Sheet,
    Typesetter,
    TypesettingError,
    epoch_of,
    page_count,
    toolchain,
)
from microsite.telling import addresses
from microsite.telling.offers import HandoutFile

Step = Callable[[str], None]

NO_ADDRESS = "Chưa biết địa chỉ của trang (address trong content/site.yml hoặc --address) nên tờ in không có mã QR."
LARGE_SUFFIX = "-chu-lon"
PRESS_SUFFIX = "-in-gap"
SECTION = 40
"""Pages of a booklet's folded section at most (ten sheets of A4): more cannot be stapled at home."""

WORKER_LIMIT = 2_500_000
"""Characters of data after which a worker is replaced: Typst remembers what it laid out, and grows."""

_KEPT = str(1 << 28)
WORKER_SETTINGS = {
    "RAYON_NUM_THREADS": "1",
    # glibc: keep freed memory for the next sheet instead of handing it back and faulting it in again (a tenth of the time).
    "MALLOC_TOP_PAD_": _KEPT,
    "MALLOC_TRIM_THRESHOLD_": _KEPT,
    "MALLOC_MMAP_THRESHOLD_": _KEPT,
}
"""Environment of the processes that set the sheets."""


@dataclass(frozen=True, slots=True)
class Job:
    """A file to be made: what is known of it before it is set. ``imposes`` is the job whose pages it rearranges."""

    name: str
    title: str
    format: Format
    page: str
    items: tuple[str, ...]
    paper: Paper
    large: bool
    data: Json
    epoch: int
    imposes: Job | None = None


# --------------------------------------------------------------------------- the plan


def plan(library: Library, kinds: Sequence[Format], writer: Writer) -> Iterator[Job]:
    """Yield every file the site offers, in a fixed order, an imposed file right after the one it is made of."""
    pressed = {of: kind for kind in kinds for of in kind.imposes}
    for kind in kinds:
        for about in kind.about:
            for chosen in _selections(library, about):
                for job in jobs(
                    library,
                    kind,
                    chosen,
                    writer,
                    papers=kind.papers if kind.every_paper or about == "all" else kind.papers[:1],
                ):
                    yield job
                    if kind.id in pressed and job.paper == "a5":
                        yield imposed(pressed[kind.id], job, writer)


def _selections(library: Library, about: str) -> Iterator[Selection]:
    match about:
        case "item":
            yield from (Selection((i,), i.id, i.question, record=i) for i in library.items)
        case "part":
            yield from (selection.of_record(library, p) for p in library.site.parts if library.items_of_part(p))
        case "audience":
            yield from (selection.of_record(library, a) for a in library.audiences if library.items_for(a))
        case "task-group":
            yield from (selection.of_record(library, g) for g in library.task_groups if library.items_in(g))
        case "all" | "targets":
            yield selection.everything(library)
        case _:
            if library.overview:
                yield selection.everything(library)


def jobs(
    library: Library,
    kind: Format,
    chosen: Selection,
    writer: Writer,
    *,
    papers: Sequence[Paper],
    large: bool | None = None,
) -> Iterator[Job]:
    """Yield the files of one format for one selection: each paper, then large print (``large`` picks one of the two).

    A file's name tells its paper unless that is the only one asked for and the format's usual one.
    """
    named = tuple(papers) != kind.papers[:1]
    if kind.always_large or large is not True:
        for paper in papers:
            yield _job(
                library, kind, chosen, writer, paper, large=kind.always_large, suffix=f"-{paper}" if named else ""
            )
    if not kind.always_large and large is not False:
        yield _job(library, kind, chosen, writer, "a4", large=True, suffix=LARGE_SUFFIX)


def _job(
    library: Library, kind: Format, chosen: Selection, writer: Writer, paper: Paper, *, large: bool, suffix: str
) -> Job:
    match kind.template:
        case "leaflet":
            data = writer.leaflet(kind, chosen.items[0], large=large)
        case "book":
            data = writer.book(kind, chosen, paper=paper, large=large)
        case "complete":
            data = writer.complete(kind, paper=paper, large=large)
        case "cards":
            data = writer.cards(kind, chosen, large=large)
        case "trifold":
            data = writer.trifold(kind, large=large)
        case "poster":
            data = writer.poster(kind, paper=paper)
        case _:
            data = writer.book(kind, chosen, paper=paper, large=large)
    whole = kind.template in {"complete", "trifold", "poster"} or not chosen.key
    page = {"trifold": addresses.OVERVIEW, "poster": addresses.TARGETS, "complete": addresses.HOME}.get(
        kind.template, addresses.ITEMS
    )
    if chosen.record is not None:
        page = addresses.page_of(chosen.record)
    return Job(
        name=f"{kind.id}{'' if whole else '-' + chosen.key}{suffix}.pdf",
        title=data["doc"]["title"],
        format=kind,
        page=page,
        items=() if kind.template in {"trifold", "poster"} else tuple(i.id for i in chosen.items),
        paper=paper,
        large=large,
        data=data,
        epoch=_epoch(data),
    )


def _epoch(data: Json) -> int:
    day, month, year = (int(n) for n in data["reviewed"].split("/"))
    return epoch_of(dt.date(year, month, day))


def imposed(kind: Format, job: Job, writer: Writer) -> Job:
    """Return the job that imposes the A5 booklet of ``job`` on A4."""
    name = job.name.removesuffix(".pdf") + PRESS_SUFFIX + ".pdf"
    title = f"{kind.name} (chỉ để in): {job.title}"
    data = {
        "doc": {
            "title": title,
            "author": job.data["doc"]["author"],
            "description": f"Tệp này chỉ để in hai mặt, gấp và dập ghim. Để đọc, dùng tệp {job.name}.",
            "keywords": job.data["doc"]["keywords"],
        },
        "section": SECTION,
    }
    return dataclasses.replace(job, name=name, title=title, format=kind, paper="a4", data=data, imposes=job)


# --------------------------------------------------------------------------- making


def make_all(
    library: Library, theme: Path, out: Path, cache: Path, address: str | None, step: Step
) -> list[HandoutFile]:
    """Put every PDF the site offers into ``out`` and return them in order.

    ``theme`` is the theme's folder, ``cache`` a folder of our own kept between runs, ``address`` where
    the site is published (for QR codes), if known; ``step`` is told what happens. Files of ``out`` that
    are already right are left alone, PDFs that are no longer offered are removed. Raises :class:`HandoutError`.
    """
    if address is None:
        step(NO_ADDRESS)
    planned = list(plan(library, library.formats, Writer(library, ROOT, address)))
    out.mkdir(parents=True, exist_ok=True)
    store = Store(cache, theme / "handouts")
    missing = store.missing(planned)
    if missing:
        step(f"Đang dựng {len(missing)} trong {len(planned)} tệp PDF…")
        make(missing, store)
    files = [store.place(job, out) for job in planned]
    for stray in set(out.glob("*.pdf")) - {out / f.name for f in files}:
        stray.unlink()
    store.forget_others(planned)
    return files


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


def make(missing: Sequence[Job], store: Store, workers: int | None = None) -> None:
    """Set ``missing`` into the cache, side by side where it pays. Raises :class:`HandoutError`."""
    chains: dict[str, list[Job]] = {}
    for job in missing:  # an imposed file follows the booklet it is made of, in the same hands
        chains.setdefault(job.imposes.name if job.imposes else job.name, []).append(job)
    # Leaflets first: while Typst remembers a book, each small sheet after it takes longer. Then the longest books,
    # so that no worker is left alone with one at the end.
    orders = sorted(
        chains.values(), key=lambda chain: (len(chain[0].items) != 1, -sum(len(store.data(job)) for job in chain))
    )
    hands = min(workers or min(os.cpu_count() or 1, 8), max(1, len(orders) // 3))
    try:
        if hands == 1:
            typesetter = Typesetter()
            for job in (job for chain in orders for job in chain):
                pdf = typesetter.set(store.sheet(job))
                store.path(job).write_bytes(pdf)
                store.add(job, page_count(pdf))
        else:
            _side_by_side(orders, store, hands)
    except TypesettingError as error:
        raise HandoutError(f"không dựng được tờ in: {error}") from error
    finally:
        store.save()


def _side_by_side(orders: Sequence[Sequence[Job]], store: Store, hands: int) -> None:
    waiting: queue.SimpleQueue[Sequence[Job]] = queue.SimpleQueue()
    for chain in orders:
        waiting.put(chain)
    failures: list[TypesettingError] = []

    def work() -> None:
        while not failures and not waiting.empty():
            _one_worker(waiting, store, failures)

    threads = [threading.Thread(target=work) for _ in range(hands)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if failures:
        raise failures[0]


def _one_worker(waiting: queue.SimpleQueue[Sequence[Job]], store: Store, failures: list[TypesettingError]) -> None:
    """Have one process set chains from ``waiting`` until there are none, or it has set so much that its memory has grown."""
    # As a script, not as a module of the package: nothing but Typst has to be loaded.
    command = [sys.executable, "-X", "utf8", "-P", typesetting.__file__]
    settings = {**os.environ, **WORKER_SETTINGS, "PYTHONPATH": os.pathsep.join(p for p in sys.path if p)}
    done = 0
    with subprocess.Popen(
        command, env=settings, stdin=subprocess.PIPE, stdout=subprocess.PIPE, encoding="utf-8", bufsize=1
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        while not failures and done < WORKER_LIMIT:
            try:
                chain = waiting.get_nowait()
            except queue.Empty:
                break
            for job in chain:
                order = dataclasses.asdict(store.sheet(job)) | {"out": str(store.path(job))}
                process.stdin.write(json.dumps(order, ensure_ascii=False) + "\n")
                process.stdin.flush()
                answer = json.loads(process.stdout.readline() or '{"error": "tiến trình dựng PDF dừng đột ngột"}')
                if "error" in answer:
                    failures.append(TypesettingError(f"{job.name}: {answer['error']}"))
                    break
                store.add(job, answer["pages"])
                done += len(store.data(job))
        process.stdin.close()
