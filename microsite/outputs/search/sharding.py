"""The index of a large site: posting lists and texts in shards, which a browser fetches as a query needs them."""

from __future__ import annotations

import itertools
from array import array
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from microsite.outputs.search import keys
from microsite.outputs.search.entries import Entry
from microsite.outputs.search.script import base36, script

SHARD = {"word": 6_000, "pair": 3_500, "full": 24_000}
"""About how large (characters) a shard of posting lists is, by tier.

Words of titles and short answers, pairs of them, full texts.
"""

LONGEST = 500
"""How many documents a posting list holds at most; of more, those where a hit is worth most."""

BLOCK, TEXT_BLOCK = 8, 6
"""How many documents' titles, and full texts, one shard holds on a large site."""

_CAPS = (3, 3, 3, 7)
_BITS = {"word": 6, "pair": 6, "full": 3}
"""How many bits of a code say how often each field of the document has the word; the rest is the document."""

_PASSAGES = 21
"""How many phrasings of an item can be told apart.

Bits of a mask, which in the tier of full texts stands beside a code.
"""

_SHIFT = {**_BITS, "full": _BITS["full"] + _PASSAGES}
"""How many bits stand below the document while the postings are collected."""

Postings = dict[str, dict[str, "array[int]"]]
"""For each key its written forms, for each form the documents that have it, as codes in ascending order."""


class _Tiers:
    """The posting lists of every document, by tier, and how long the fields of each document are."""

    def __init__(self) -> None:
        self.postings: dict[str, Postings] = {name: {} for name in _BITS}
        self.lengths: list[list[int]] = [[], [], [], []]

    def add(self, doc: int, entry: Entry) -> None:
        """Add what ``entry``, the document number ``doc``, says."""
        cells: dict[str, Counter[Word]] = {name: Counter() for name in _BITS}
        for field, value in enumerate((entry.title, entry.names, entry.lead, entry.body)):
            words = keys.tokens(value)
            shift = 0 if field == 3 else 2 * field
            for name, seen in (
                ("full" if field == 3 else "word", words),
                ("full" if field == 3 else "pair", _pairs(words)),
            ):
                for word, n in Counter(seen).items():
                    cells[name][word] += min(n, _CAPS[field]) << shift
            # A full text is measured in steps of 32 syllables.
            self.lengths[field].append(min(35, -(-len(words) // 32) if field == 3 else len(words)))
        for i, passage in enumerate(entry.asked):
            words = keys.tokens(passage)
            for cell in {*words, *_pairs(words)}:
                cells["full"][cell] |= 1 << _BITS["full"] + i % _PASSAGES
        cells["word"].update((f"@{audience}", "") for audience in entry.audiences)
        for name in _BITS:
            for (key, form), n in cells[name].items():
                codes = self.postings[name].setdefault(key, {}).setdefault(form, array("L"))
                codes.append(doc << _SHIFT[name] | n)

    def vocabulary(self) -> str:
        """Return every key that is one word."""
        every = {key for tier in self.postings.values() for key in tier if " " not in key and "@" not in key}
        return " ".join(sorted(every))


Word = tuple[str, str]
"""A key and its written form."""


def _pairs(words: Sequence[Word]) -> list[Word]:
    return [(f"{a} {b}", "") for (a, _), (b, _) in itertools.pairwise(words)]


def sharded(head: Mapping[str, object], found: Sequence[Entry]) -> dict[str, str]:
    """Return the data files of a large site by name."""
    tiers = _Tiers()
    for doc, entry in enumerate(found):
        tiers.add(doc, entry)
    out: dict[str, str] = {}
    starts: dict[str, list[str]] = {}
    for name in _BITS:
        starts[name] = []
        for i, (first, shard) in enumerate(_cut(name, tiers.postings[name], tiers.lengths)):
            starts[name].append(first)
            out[f"{name}-{i}.js"] = script(f"{name}-{i}", shard)
    for i in range(0, len(found), BLOCK):
        name = f"docs-{i // BLOCK}"
        out[f"{name}.js"] = script(name, [[e.id, e.title, e.lead] for e in found[i : i + BLOCK]])
    for i in range(0, len(found), TEXT_BLOCK):
        name = f"text-{i // TEXT_BLOCK}"
        out[f"{name}.js"] = script(name, [e.body for e in found[i : i + TEXT_BLOCK]])
    index = {
        **head,
        **starts,
        "block": BLOCK,
        "textBlock": TEXT_BLOCK,
        # One base-36 digit a document and field.
        "lengths": ["".join(map(base36, row)) for row in tiers.lengths],
        "vocabulary": tiers.vocabulary(),
    }
    return {"index.js": script("index", index), **out}


def _cut(
    name: str, postings: Postings, lengths: Sequence[Sequence[int]]
) -> Iterator[tuple[str, dict[str, list[object]]]]:
    """Yield the shards of a tier, each with its first key.

    A code is the distance to the document before with its counts; a list that was cut begins with
    its true length, negative. A negative number after a code is the mask of the document's phrasings.
    """
    bits, shift = _BITS[name], _SHIFT[name]
    shard: dict[str, list[object]] = {}
    size = 0
    for key in sorted(postings, key=lambda k: k.encode("utf-16-be")):  # the order of strings in JavaScript
        value: list[object] = []
        for form, codes in sorted(postings[key].items()):
            last = -1
            steps: list[int] = []
            if len(codes) > LONGEST and not key.startswith("@"):
                steps.append(-len(codes))
                codes = array(
                    "L", sorted(sorted(codes, key=lambda code: (-_worth(name, code, lengths), code))[:LONGEST])
                )
            for code in codes:
                doc, cell = code >> shift, code & ((1 << shift) - 1)
                steps.append((doc - last) << bits | cell & ((1 << bits) - 1))
                if mask := cell >> bits:
                    steps.append(-mask)
                last = doc
            value += [form, steps]
            size += len(form) + 4 * len(steps)
        size += len(key) + 6
        shard[key] = value
        if size > SHARD[name]:
            yield next(iter(shard)), shard
            shard, size = {}, 0
    if shard:
        yield next(iter(shard)), shard


def _worth(name: str, code: int, lengths: Sequence[Sequence[int]]) -> float:
    """Say roughly what a hit is worth, as the engine would: more in a title than below it, more in a short one."""
    doc, cell = code >> _SHIFT[name], code & ((1 << _SHIFT[name]) - 1)
    if name == "full":
        return (cell & 7) / (4 + lengths[3][doc]) + (cell > 7)
    return sum(
        weight * (cell >> 2 * field & 3) / (8 + lengths[field][doc]) for field, weight in enumerate((3, 2.4, 1.3))
    )
