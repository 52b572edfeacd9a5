"""How long the PDFs take, beside WeasyPrint on the same words where it is installed.

Run as a module, this is the process that is measured: ``all`` makes every PDF, ``bare`` sets the same words as
nothing but paragraphs, ``typst`` and ``weasyprint`` make one leaflet an item and one book of everything, each on
all cores, and print what they took.
"""

from __future__ import annotations

import functools
import json
import os
import re
import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING, Any

from microsite.bench import project
from microsite.bench.table import Figure
from microsite.folders import THEME

if TYPE_CHECKING:
    from microsite.library import Library
    from microsite.outputs.handouts.plan import Job
    from microsite.outputs.handouts.tables import Json
    from microsite.outputs.handouts.typesetting import Typesetter

STYLE = """
@page { size: A4; margin: 15mm 19mm; @bottom-center { content: counter(page) } }
@page book { size: A5; margin: 14mm 15mm; @bottom-center { content: counter(page) } }
body { font: 10.5pt/1.45 "Noto Serif"; } h1, h2, h3, table { font-family: "Be Vietnam Pro" }
.book { page: book; font-size: 9.5pt } .book section { break-before: page }
table { border-collapse: collapse; width: 100% } td { border: .5pt solid #888; padding: 1mm }
li.toc a::after { content: leader('.') target-counter(attr(href), page) }
"""


def measure(folder: Path, runs: int) -> list[Figure]:
    """Measure in the copy ``folder``: every PDF from cold, unchanged, one item changed; then beside WeasyPrint."""

    def made(turn: int, *, cold: bool = False, changed: bool = False) -> dict[str, float]:
        if cold:
            shutil.rmtree(folder / "build" / "bench-pdf", ignore_errors=True)
        if changed:
            project.change(folder, turn + 70)
        return _child(folder, "all")

    cold = [made(i, cold=True) for i in range(runs)]
    unchanged = project.median(runs, lambda i: made(i)["seconds"])
    changed = project.median(runs, lambda i: made(i, changed=True)["seconds"])
    bare = _child(folder, "bare")
    ratio = cold[0]["seconds"] / cold[0]["pages"] / (bare["seconds"] / bare["pages"])
    same = _child(folder, "typst")
    try:
        peer = _child(folder, "weasyprint")
        told = {key: f"WeasyPrint {peer['version']} {peer[key]:.2f} s" for key in ("leaflets", "book")}
    except project.UnavailableError as error:
        missing = "No module named 'weasyprint'" in str(error)
        told = dict.fromkeys(("leaflets", "book"), "WeasyPrint is not installed" if missing else f"WeasyPrint: {error}")
    return [
        Figure(
            "pdf.cold",
            project.median(runs, lambda i: cold[i]["seconds"]),
            f"({cold[0]['files']:g} files, {cold[0]['pages']:g} pages)",
        ),
        Figure("pdf.ratio", ratio, f"({bare['pages']:g} bare pages in {bare['seconds']:.1f} s)"),
        Figure("pdf.unchanged", unchanged),
        Figure("pdf.one-changed", changed),
        Figure("pdf.leaflets", same["leaflets"], f"({same['files']:g} files)", told["leaflets"]),
        Figure("pdf.book", same["book"], f"({same['pages']:g} pages)", told["book"]),
    ]


def _child(folder: Path, what: str) -> dict[str, Any]:
    done = project.module(folder, "printing", what, str(folder))
    return dict(json.loads(done.output.strip().splitlines()[-1]))


# --------------------------------------------------------------------------- the process that is measured


def everything(root: Path, library: Library) -> dict[str, Any]:
    """Make every PDF the site offers."""
    from microsite.outputs.handouts import make_all

    target = root / "build" / "bench-pdf"
    started = time.perf_counter()
    files = make_all(library, root / THEME, target / "in", target / "cache", project.ADDRESS, lambda _: None)
    return {"seconds": time.perf_counter() - started, "files": len(files), "pages": sum(f.pages for f in files)}


BARE = """#let data = json(bytes(sys.inputs.data))
#set document(title: "x")
#set page(paper: data.paper)
#set text(lang: "vi", font: "Noto Serif", size: 10pt)
#for words in data.words { par(words) }
"""


def _planned(library: Library) -> list[Job]:
    from microsite.outputs.handouts.frame import Writer
    from microsite.outputs.handouts.plan import plan

    return list(plan(library, Writer(library, project.ADDRESS)))


def by_paragraphs(root: Path, library: Library) -> dict[str, Any]:
    """Set every word of every PDF that is no imposed one as bare paragraphs, on paper of the same size."""
    planned = _planned(library)
    sheets = [
        json.dumps({"paper": job.paper, "words": [_TAG.sub("", words) for words in strings(job.data)]})
        for job in planned
        if job.imposes is None
    ]
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "bare.typ").write_text(BARE, encoding="utf-8")
        work = functools.partial(_bare, folder)
        started = time.perf_counter()
        with ProcessPoolExecutor(os.cpu_count()) as pool:
            pages = sum(pool.map(work, sheets, chunksize=8))
    return {"seconds": time.perf_counter() - started, "files": len(sheets), "pages": pages}


def _bare(folder: str, data: str) -> int:
    from microsite.outputs.handouts.typesetting import Sheet, page_count

    return page_count(_typesetter().set(Sheet(folder, str(Path(folder) / "bare.typ"), data, 0)))


@functools.cache
def _typesetter() -> Typesetter:
    from microsite.outputs.handouts.typesetting import Typesetter

    return Typesetter()


_TAG = re.compile(r"<[^>]+>")


def by_typst(root: Path, library: Library) -> dict[str, Any]:
    """Make one leaflet an item and one book of everything, from cold, with Typst."""
    from microsite.outputs.handouts.making import make
    from microsite.outputs.handouts.store import Store

    planned = _planned(library)
    leaflets = [job for job in planned if job.format.template == "leaflet" and not job.large]
    book = [
        job
        for job in planned
        if job.format.template == "complete" and not job.large and job.paper == "a5" and job.imposes is None
    ]
    out: dict[str, Any] = {"files": len(leaflets)}
    for name, wanted in (("leaflets", leaflets), ("book", book)):
        with tempfile.TemporaryDirectory() as folder:
            store = Store(Path(folder), root / THEME / "handouts")
            out[name] = _timed(functools.partial(make, wanted, store))
            out["pages"] = sum(store.place(job, Path(folder)).pages for job in wanted)
    return out


def by_weasyprint(root: Path, library: Library) -> dict[str, Any]:
    """Make the same from the same words with WeasyPrint, tagged and accessible as ours are (PDF/UA-1)."""
    import weasyprint

    from microsite.outputs.handouts.records import Records

    records = Records(library)
    items = [records.item(item) for item in library.items]
    toc = "".join(f'<li class="toc"><a href="#c{i["number"]}">{i["question"]}</a></li>' for i in items)
    whole = f'<div class="book"><h1>{library.site.title}</h1><ul>{toc}</ul>{"".join(section(i) for i in items)}</div>'
    with ProcessPoolExecutor(os.cpu_count()) as pool:
        leaflets = _timed(lambda: list(pool.map(_weasyprint, [section(i) for i in items], chunksize=4)))
    return {"leaflets": leaflets, "book": _timed(lambda: _weasyprint(whole)), "version": weasyprint.__version__}


def section(item: Json) -> str:
    """Return an item of the handouts' data as HTML: every word of it, one after the other."""
    parts = "".join(
        f"<div>{words}</div>"
        for key, value in item.items()
        if key not in {"here", "number", "question"}
        for words in strings(value)
    )
    return f'<section id="c{item["number"]}"><h2>Câu {item["number"]}. {item["question"]}</h2>{parts}</section>'


def strings(value: object) -> Iterator[str]:
    """Yield every text in a tree of data."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for inner in value.values():
            yield from strings(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from strings(inner)


def _weasyprint(body: str) -> int:
    import weasyprint

    page = f'<html lang="vi"><head><title>In thử</title><style>{STYLE}</style></head><body>{body}</body></html>'
    return len(
        weasyprint.HTML(string=page).write_pdf(pdf_variant="pdf/ua-1", stylesheets=[weasyprint.CSS(string=_faces())])
    )


@functools.cache
def _faces() -> str:
    from microsite.vietnamese.typefaces import folders

    faces = (
        ("Noto Serif", "normal", "100 900", "NotoSerif[[]*.ttf"),
        ("Noto Serif", "italic", "100 900", "NotoSerif-Italic*.ttf"),
        ("Be Vietnam Pro", "normal", "400", "BeVietnamPro-Regular.ttf"),
        ("Be Vietnam Pro", "normal", "700", "BeVietnamPro-Bold.ttf"),
    )
    return "\n".join(
        f'@font-face{{font-family:"{family}";font-style:{slant};font-weight:{weight};src:url("{path.as_uri()}")}}'
        for family, slant, weight, pattern in faces
        for folder in folders()
        for path in folder.glob(pattern)
    )


def _timed(work: Callable[[], object]) -> float:
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


def main(what: str, root: Path) -> int:
    """Do ``what`` for the project at ``root`` and print what it took as JSON."""
    from microsite import reading

    library = reading.read(root).library
    if library is None:
        print("the content has errors")
        return 1
    print(
        json.dumps(
            {"all": everything, "bare": by_paragraphs, "typst": by_typst, "weasyprint": by_weasyprint}[what](
                root, library
            )
        )
    )
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], Path(sys.argv[2]).resolve()))
