"""The data of the poster: the targets of each year, those with a number first to be seen."""

from __future__ import annotations

import re
from collections.abc import Sequence

from microsite import model as m
from microsite.library import Library
from microsite.model import Format
from microsite.outputs.handouts.frame import Wanted, Writer
from microsite.outputs.handouts.tables import Json, common_source
from microsite.outputs.handouts.words import joined, plain
from microsite.telling import addresses, quantities
from microsite.vietnamese import dates, numbers


def years_of(library: Library, kind: Format) -> dict[str, list[m.Target]]:
    """Return the targets by the year they are to be reached in: the years of ``kind``, or every year there is.

    Targets that recur, or have no date, are for no year.
    """
    found: dict[str, list[m.Target]] = {}
    for target in library.targets:
        if target.by not in {"recurring", "none"}:
            found.setdefault(target.by[:4], []).append(target)
    return {year: found[year] for year in sorted(found) if not kind.years or year in kind.years}


def poster(writer: Writer, wanted: Wanted) -> Json:
    """Return the data of the poster: a set of sheets for each year."""
    years = years_of(writer.lib, wanted.kind)
    until = "đến " + numbers.listed([f"năm {year}" for year in years])
    source = common_source(writer.words, [target for found in years.values() for target in found])
    of = f" của {source.short}" if source else ""
    return writer.frame(
        wanted,
        title=f"{wanted.kind.name}: {until} (khổ {wanted.paper.upper()})",
        subject=f"Các chỉ tiêu{of} {until}.",
        page=addresses.TARGETS,
        reviewed=writer.newest,
    ) | {"years": [_year(writer, year, found) for year, found in years.items()]}


def _year(writer: Writer, year: str, targets: Sequence[m.Target]) -> Json:
    """Return the sheets of a year; the source is named once where all targets share it, else with each."""
    source = common_source(writer.words, targets)
    tiles = [(t.comparator is m.Comparator.STATE, _tile(writer, year, t, sourced=source is None)) for t in targets]
    named = source.designation if source is not None and source.number else source.short if source else None
    return {
        "year": year,
        "numbers": [tile for stated, tile in tiles if not stated],
        "words": [tile for stated, tile in tiles if stated],
        "of": plain(source.short) if source else None,
        "source": plain(named) if named else None,
    }


def _tile(writer: Writer, year: str, target: m.Target, *, sourced: bool) -> Json:
    """Return a target for the poster, its number apart from the words before and after it."""
    when = "" if target.by == year else f"đến {dates.when(target.by)}"
    tile = {
        "name": plain(re.sub(rf" \(?(?:năm )?{year}\)?$", "", target.name)),
        "source": writer.words.cite(target.sources[0]) if sourced else None,
    }
    if target.comparator is m.Comparator.STATE:
        return tile | {"state": plain(joined(quantities.quantity(target), when))}
    before, number, after = _apart(target)
    return tile | {
        "before": plain(before),
        "number": plain(number),
        "after": plain(joined(after, quantities.base_of(target), when)),
    }


def _apart(target: m.Target) -> tuple[str, str, str]:
    """Return what is said before a target's number, the number with its sign or short base, and what follows it."""
    said = quantities.quantity(target)
    base = f"(?:\u00a0{re.escape(target.of)})?" if target.of else ""
    match = re.match(rf"(\D*)([\d.,–]+(?:%(?:/năm)?)?{base})(.*)", said)
    before, number, after = match.groups() if match else ("", said, "")
    return before.strip(), number, after.replace("\u00a0", " ").strip()
