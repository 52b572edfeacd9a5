"""Library → the files of the site's own search, under ``search/``.

``search.js``
    The modules of :data:`~microsite.outputs.search.bundle.SOURCES` as one classic script, because browsers load no
    module from ``file://``.
``index.js``, ``text.js``
    Titles, short answers and abbreviations; full texts, phrasings, everyday synonyms and the less
    asked kinds, fetched after the first result. The browser indexes them itself: text is smaller
    than any index of it, up to :data:`SMALL` bytes.
``index.js``, ``word-N.js``, ``pair-N.js``, ``full-N.js``, ``docs-N.js``, ``text-N.js``
    On a larger site: the vocabulary, then posting lists and texts in shards a query asks for. Shards
    are runs of the sorted keys, so the words that begin alike, and the pairs that begin with the
    same syllable, lie together. Lists of what stands nearly everywhere are cut to the best places.

Every data file is a script that calls ``add(name, data)`` of one global, whose name is
:data:`~microsite.outputs.search.script.GLOBAL`; nothing is fetched, so all of it works from a folder. The same
library gives the same bytes.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from pathlib import Path

from microsite import ROOT
from microsite.library import Library
from microsite.outputs import textfile
from microsite.outputs.search.bundle import IN_THEME, SOURCES, bundle
from microsite.outputs.search.entries import Entry, Group, groups
from microsite.outputs.search.keys import fold, tokens
from microsite.outputs.search.script import base36, script
from microsite.outputs.search.sharding import sharded
from microsite.telling import addresses, quantities
from microsite.vietnamese import numbers

SMALL = 300_000
"""Up to this size (bytes, before compression) the first index is sent as text, whole."""


def write(library: Library, out: Path, theme: Path = ROOT / "theme") -> None:
    """Write the files of the search into ``out/search``, ``out`` being the root of the site."""
    folder = out / addresses.SEARCHING
    for name, content in files(library, sources=theme / IN_THEME).items():
        textfile.write(folder / name, content)


def files(library: Library, *, small: int = SMALL, sources: Path = SOURCES) -> dict[str, str]:
    """Return the files of the search by name; sites whose first index exceeds ``small`` bytes are sharded."""
    return {"search.js": bundle(sources), **data(library, small=small)}


def data(library: Library, *, small: int = SMALL) -> dict[str, str]:
    """Return the data files of the search by name."""
    grouped = groups(library)
    found = [entry for group in grouped for entry in group.entries]
    synonyms = [list(group) for group in library.synonyms]
    head: dict[str, object] = {
        "build": hashlib.sha256("\n".join(f"{e.kind}:{e.id}:{e.body}" for e in found).encode()).hexdigest()[:12],
        "kinds": [_told(group) for group in grouped],
        "numbers": _runs([item.number for item in library.items]),
        "audiences": [[a.id, a.name] for a in library.audiences],
        "synonyms": [group for group in synonyms if _short(group)],
        "more": [group for group in synonyms if not _short(group)] + acronyms(library),
        "examples": _examples(library),
    }
    whole = _small(head, grouped)
    return whole if len(whole["index.js"].encode()) <= small else sharded(head, found)


def _told(group: Group) -> list[object]:
    """Return what the scripts know of a kind: key, name, address before and after the id, count, weight, traits."""
    found = group.found
    return [found.key, found.name, group.before, group.after, len(group.entries), found.weight, found.traits]


def acronyms(lib: Library) -> list[list[str]]:
    """Return terms of three syllables and more with their initials, which many write: ``[CPĐT, Chính phủ điện tử]``.

    Initials that are a word of the content, or that a group of synonyms already explains, are left out.
    """
    taken = {fold(member.lower()) for group in lib.synonyms for member in group}
    taken.update(key for item in lib.items for key, _ in tokens(f"{item.question} {item.short_answer} {item.answer}"))
    out: list[list[str]] = []
    for term in lib.glossary:
        words = term.term.split()
        short = "".join(word[0] for word in words).upper()
        if len(words) > 2 and all(word.isalpha() for word in words) and fold(short.lower()) not in taken:
            taken.add(fold(short.lower()))
            out.append([short, term.term])
    return out


def _examples(lib: Library) -> list[str]:
    """Return a few queries that show what can be asked: everyday questions, an item's number, a target, a document."""
    first = [lib.item_by_number[n] for audience in lib.audiences[:1] for n in audience.start_with[:2]]
    found = [item.also_asked[0] for item in first if item.also_asked]
    found += [f"câu {item.number}" for item in lib.items[:1]]
    found += [quantities.quantity(lib.target[key]) for key in lib.site.headline_targets[:1] if key in lib.target]
    found += [source.number for source in lib.sources if source.number][:1]
    return [example.replace(numbers.NBSP, " ") for example in found]


def _runs(numbers: Sequence[int]) -> list[list[int]]:
    """Return ascending ``numbers`` as runs of first number and length."""
    runs: list[list[int]] = []
    for n in numbers:
        if runs and runs[-1][0] + runs[-1][1] == n:
            runs[-1][1] += 1
        else:
            runs.append([n, 1])
    return runs


def _small(head: Mapping[str, object], grouped: Sequence[Group]) -> dict[str, str]:
    first = [entry for group in grouped if not group.found.late for entry in group.entries]
    later = [entry for group in grouped if group.found.late for entry in group.entries]
    found = [*first, *later]
    rest = {
        **_columns(head, later),
        "build": head["build"],
        "synonyms": head["more"],
        "bodies": "\n".join(e.body for e in found),
    }
    rest["asked"] = "\n".join("\t".join(e.asked) for e in found).rstrip("\n")
    now = {key: value for key, value in head.items() if key != "more"}
    return {"index.js": script("index", {**now, **_columns(head, first)}), "text.js": script("text", rest)}


def _short(group: Sequence[str]) -> bool:
    """Say whether a group of synonyms has an abbreviation.

    Those are short queries, answered at once; the others belong to sentences.
    """
    return any(member.isupper() for member in group)


def _columns(head: Mapping[str, object], found: Sequence[Entry]) -> dict[str, str]:
    """Return what every entry shows, column by column: columns compress better than rows."""
    audiences = [str(row[0]) for row in head["audiences"]]  # type: ignore[attr-defined]
    return {
        "ids": "\n".join(e.id for e in found),
        "titles": "\n".join(e.title for e in found),
        "names": "\n".join(e.names for e in found),
        "leads": "\n".join(e.lead for e in found),
        "masks": ",".join(base36(sum(1 << audiences.index(a) for a in e.audiences)) for e in found),
    }
