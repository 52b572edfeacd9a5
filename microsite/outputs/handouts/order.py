"""One handout for a chosen set of items, under the name of a unit of one's own: the command ``handout``."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from microsite import findings as fnd
from microsite import model as m
from microsite.library import Library
from microsite.model import Format, Paper
from microsite.outputs.handouts import selection, templates, unit
from microsite.outputs.handouts.frame import Writer
from microsite.outputs.handouts.making import NO_ADDRESS, Step, make
from microsite.outputs.handouts.plan import Job, imposed, jobs
from microsite.outputs.handouts.problem import HandoutError
from microsite.outputs.handouts.selection import Selection
from microsite.outputs.handouts.store import Store
from microsite.outputs.handouts.unit import Printer
from microsite.telling.offers import HandoutFile


@dataclass(frozen=True, slots=True)
class Order:
    """What the options of ``handout`` ask for; ``None`` where an option is left out."""

    format: str | None = None
    paper: str | None = None
    large_print: bool = False
    items: str | None = None
    part: str | None = None
    audience: str | None = None
    topic: str | None = None
    task_group: str | None = None
    unit: Path | None = None


def carry_out(
    order: Order, library: Library, theme: Path, out: Path, address: str | None, step: Step
) -> list[HandoutFile]:
    """Make what ``order`` asks for with the templates of ``theme``, and put it into the folder ``out``.

    ``step`` is told what the files do not hold. Raises :class:`HandoutError` with one clear line.
    """
    if not library.formats:
        raise HandoutError(f"trang này không có mẫu tờ in nào ({m.kind_of(Format).where}).")
    printer = printer_of(order.unit) if order.unit is not None else Printer()
    chosen = selection.choose(
        library,
        items=order.items,
        groups={key: getattr(order, key.replace("-", "_")) for key in selection.GROUPINGS},
    )
    if chosen.left_out:
        step(f"Không in câu {selection.spans(chosen.left_out)}: không thuộc tập đã chọn bằng các tùy chọn khác.")
    kind = _kind(order.format, library.formats) if order.format is not None else _usual(library.formats, chosen)
    wanted = list(_jobs(library, kind, chosen, order, Writer(library, address, printer)))
    _make_room(out, wanted)
    if address is None:
        step(NO_ADDRESS)
    work = Path(tempfile.mkdtemp(prefix="to-in-"))
    try:
        store = Store(work, theme / "handouts")
        make(wanted, store)
        return [store.place(job, out) for job in wanted]
    except OSError:
        raise HandoutError(f"không ghi được tệp vào thư mục {out}; kiểm tra quyền ghi và chỗ trống trên đĩa.") from None
    finally:
        shutil.rmtree(work, ignore_errors=True)


def _make_room(out: Path, wanted: Sequence[Job]) -> None:
    """Make the folder ``out``, and see before anything is set that the files can be put there."""
    try:
        out.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=out):
            pass
    except FileExistsError:
        raise HandoutError(f"{out} là một tệp, không phải thư mục; ghi tên khác sau --out.") from None
    except OSError:
        raise HandoutError(
            f"không ghi được vào thư mục {out}; kiểm tra đường dẫn và quyền ghi, hoặc ghi tên khác sau --out."
        ) from None
    for target in (out / job.name for job in wanted):
        if target.is_dir():
            raise HandoutError(f"không ghi được tệp {target}: đã có một thư mục mang tên ấy.")


def printer_of(path: Path) -> Printer:
    """Return who prints, as the profile at ``path`` says. Raises :class:`HandoutError` for one that cannot be used."""
    try:
        profile, logo, found = unit.read(path)
    except OSError:
        raise HandoutError(f"không đọc được hồ sơ đơn vị {path}; kiểm tra tên tệp và thư mục.") from None
    if profile is None:
        raise HandoutError(one_line(found) if found else f"hồ sơ đơn vị {path} để trống.")
    return Printer(profile, logo)


def one_line(found: Sequence[fnd.Finding]) -> str:
    """Return the first finding in one line: place, what is wrong, what to write instead."""
    first = found[0]
    return f"{first.place}: {first.message} {first.help}"


def _kind(key: str, kinds: Sequence[Format]) -> Format:
    for kind in kinds:
        if key.strip().lower() in {kind.id, kind.name.lower()}:
            return kind
    raise HandoutError(f"không có mẫu “{key}”; chọn trong: {', '.join(k.id for k in kinds)}.")


def _usual(kinds: Sequence[Format], chosen: Selection) -> Format:
    """Return the format for an order that names none: of one item a sheet of its own, of more what holds them all."""
    single = len(chosen.items) == 1
    fit = [kind for kind in kinds if kind.about and not templates.of(kind).whole]
    best = [kind for kind in fit if templates.of(kind).single is single]
    return [*best, *fit, *kinds][0]


def _jobs(library: Library, kind: Format, chosen: Selection, order: Order, writer: Writer) -> list[Job]:
    paper = _paper(order, kind)
    if kind.imposes:
        base = _imposed(library, kind, chosen)
        if order.large_print:
            raise HandoutError(f"mẫu {kind.id} không có bản chữ lớn; dùng --format {base.id} --large-print.")
        booklet = next(jobs(base, chosen, writer, papers=("a5",), large=False))
        return [booklet, imposed(kind, booklet)]
    template = templates.of(kind)
    if not template.there(library, kind):
        raise HandoutError(f"trang này không có {template.lacks}, nên không in được mẫu {kind.id}.")
    if chosen.key and template.whole:
        raise HandoutError(
            f"mẫu {kind.id} in trọn nội dung, không chọn câu được; "
            "bỏ --items, --part, --audience, --topic, --task-group."
        )
    large = None if kind.always_large else order.large_print
    choices = [selection.one(i) for i in chosen.items] if template.single else [chosen]
    return [job for choice in choices for job in jobs(kind, choice, writer, papers=(paper,), large=large)]


def _imposed(library: Library, kind: Format, chosen: Selection) -> Format:
    """Return which of the formats that ``kind`` imposes suits: the one of everything where nothing is chosen."""
    bases = [_kind(key, library.formats) for key in kind.imposes]
    whole = not chosen.key
    return next((base for base in bases if templates.of(base).whole is whole), bases[0])


def _paper(order: Order, kind: Format) -> Paper:
    if order.paper is None:
        return kind.papers[0]
    for paper in kind.papers:
        if paper == order.paper.lower():
            if order.large_print and paper != "a4" and not kind.always_large:
                raise HandoutError("bản chữ lớn chỉ in trên khổ a4; bỏ --paper.")
            return paper
    raise HandoutError(f"mẫu {kind.id} không in trên khổ {order.paper}; chọn trong: {', '.join(kind.papers)}.")
