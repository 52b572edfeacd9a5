"""Files that are wanted and not there yet → made, side by side where it pays, and put in place."""

from __future__ import annotations

import dataclasses
import json
import os
import queue
import subprocess
import sys
import threading
from collections.abc import Callable, Sequence
from pathlib import Path

from microsite.library import Library
from microsite.outputs.handouts import typesetting
from microsite.outputs.handouts.frame import Writer
from microsite.outputs.handouts.plan import Job, plan
from microsite.outputs.handouts.problem import HandoutError
from microsite.outputs.handouts.store import Store
from microsite.outputs.handouts.typesetting import Typesetter, TypesettingError, page_count
from microsite.telling.offers import HandoutFile

Step = Callable[[str], None]

NO_ADDRESS = "Chưa biết địa chỉ của trang (address trong content/site.yml hoặc --address) nên tờ in không có mã QR."

WORKER_LIMIT = 2_500_000
"""Characters of data after which a worker is replaced: Typst remembers what it laid out, and grows."""

_KEPT = str(1 << 28)
WORKER_SETTINGS = {
    "RAYON_NUM_THREADS": "1",
    # glibc: keep freed memory for the next sheet instead of handing it back and faulting it in again: a tenth of the
    # time.
    "MALLOC_TOP_PAD_": _KEPT,
    "MALLOC_TRIM_THRESHOLD_": _KEPT,
    "MALLOC_MMAP_THRESHOLD_": _KEPT,
}
"""Environment of the processes that set the sheets."""


def make_all(
    library: Library, theme: Path, out: Path, cache: Path, address: str | None, step: Step
) -> list[HandoutFile]:
    """Put every PDF the site offers into ``out`` and return them in order.

    ``theme`` is the theme's folder, ``cache`` a folder of our own kept between runs, ``address`` where
    the site is published (for QR codes), if known; ``step`` is told what happens. Files of ``out`` that
    are already right are left alone, PDFs that are no longer offered are removed. Raises :class:`HandoutError`.
    """
    planned = list(plan(library, Writer(library, address)))
    if planned and address is None:
        step(NO_ADDRESS)
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
    """Have one process set chains from ``waiting``, until none is left or it has set so much that its memory grew."""
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
