"""Library → the files of the site's own search, under ``search/``.

``search.js``
    The modules of ``theme/search`` as one classic script, because browsers load no
    module from ``file://``.
``index.js``, ``text.js``
    Titles, short answers and abbreviations; full texts, phrasings, everyday synonyms and the less
    asked kinds, fetched after the first result. The browser indexes them itself: text is smaller
    than any index of it, up to :data:`SMALL` bytes.
``index.js``, ``word-N.js``, ``pair-N.js``, ``full-N.js``, ``docs-N.js``, ``text-N.js``
    On a larger site: the vocabulary, then posting lists and texts in shards a query asks for. Shards
    are runs of the sorted keys, so the words that begin alike, and the pairs that begin with the
    same syllable, lie together. Lists of what stands nearly everywhere are cut to the best places.

Every data file is a script that calls ``SITE.add(name, data)``; nothing is fetched, so all of it
works from a folder. The same library gives the same bytes.
"""

from __future__ import annotations

import functools
import hashlib
import itertools
import json
import re
import unicodedata
from array import array
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from microsite import ROOT
from microsite import model as m
from microsite.library import Library, texts
from microsite.outputs import scripts, textfile
from microsite.telling import addresses, markup, quantities, sitemap
from microsite.vietnamese import dates, numbers

IN_THEME = "search"
SOURCES = ROOT / "theme" / IN_THEME
MODULES = (
    "fold.js",
    "telex.js",
    "words.js",
    "documents.js",
    "small.js",
    "sharded.js",
    "guesses.js",
    "correction.js",
    "query.js",
    "terms.js",
    "synonyms.js",
    "asking.js",
    "ranking.js",
    "marking.js",
    "nearest.js",
    "engine.js",
    "data.js",
    "view.js",
    "dialog.js",
)
"""The modules in the order in which one script can hold them."""

SMALL = 300_000
"""Up to this size (bytes, before compression) the first index is sent as text, whole."""

SHARD = {"word": 6_000, "pair": 3_500, "full": 24_000}
"""About how large (characters) a shard of posting lists is, by tier: words and pairs of titles and short answers, full texts."""

LONGEST = 500
"""How many documents a posting list holds at most; of more, those where a hit is worth most."""

BLOCK, TEXT_BLOCK = 8, 6
"""How many documents' titles, and full texts, one shard holds on a large site."""

KINDS: tuple[tuple[str, str, str, str, float, tuple[str, ...]], ...] = (
    ("cau", "Câu hỏi", "hoi-dap/", ".html", 1.05, ("item", "numbered")),
    ("muc-tieu", "Chỉ tiêu", "muc-tieu/", ".html", 1, ("amount",)),
    ("nhom", "Nhóm nhiệm vụ", "nhiem-vu/", ".html", 1, ("ordered",)),
    ("toan-canh", "Toàn cảnh", "toan-canh.html#", "", 1, ()),
    ("thuat-ngu", "Thuật ngữ", "thuat-ngu.html#", "", 1, ("meaning",)),
    ("nguon", "Nguồn", "nguon/", ".html", 1, ()),
    ("van-ban", "Văn bản", "van-ban.html#", "", 1, ()),
    ("so-lieu", "Số liệu", "so-lieu.html#", "", 0.9, ("amount", "standing")),
    ("doi-tuong", "Đối tượng", "doi-tuong/", ".html", 0.8, ()),
    ("chu-de", "Chủ đề", "chu-de/", ".html", 0.8, ()),
    ("trang", "Trang", "", ".html", 0.85, ("here",)),
)
"""Key, name, what stands before and after the id in the address, weight, traits; in the order of the index.

The traits are those that ``theme/search/documents.js`` tells of: the scripts know no kind by its key.
"""

LATER = "van-ban"
"""From this kind on, even titles come with the full texts, to keep the way to the first result short."""


@dataclass(frozen=True, slots=True)
class Entry:
    """Something that can be found.

    ``names`` holds what it is also called, ``lead`` what is shown below the title, ``asked`` how
    people ask for it; names and phrasings are never shown.
    """

    kind: str
    id: str
    title: str
    names: str
    lead: str
    body: str
    audiences: tuple[str, ...] = ()
    asked: tuple[str, ...] = ()


# --------------------------------------------------------------------------- what can be found


def entries(library: Library) -> list[Entry]:
    """Return everything that can be found, by kind in the order of :data:`KINDS`."""
    order = {key: i for i, (key, *_) in enumerate(KINDS)}
    return sorted(_entries(library), key=lambda entry: order[entry.kind])


def _entries(lib: Library) -> Iterator[Entry]:
    def plain(*values: str | None) -> str:
        return " ".join(markup.to_plain(v, lib) for v in values if v).replace("\n", " ")

    def entry(
        kind: str, record: m.Record, title: str, lead: str, names: str = "", body: str = "", of: Iterable[m.Item] = ()
    ) -> Entry:
        key = str(getattr(record, "id"))
        prefix, suffix = next((row[2], row[3]) for row in KINDS if row[0] == kind)
        assert addresses.published(addresses.page_of(record)) == prefix + key + suffix
        used = {a for item in of for a in item.audiences}
        return Entry(kind, key, title, names, lead, body, tuple(a.id for a in lib.audiences if a.id in used))

    for item in lib.items:
        found = entry("cau", item, item.question, plain(item.short_answer), body=plain(item.answer), of=(item,))
        yield replace(found, asked=tuple(plain(line) for line in item.also_asked))
    for target in lib.targets:
        lead = f"{quantities.quantity(target)}{f' ({target.of})' if quantities.base_of(target) else ''}, {quantities.deadline(target)}"
        yield entry(
            "muc-tieu",
            target,
            target.name,
            lead,
            "chỉ tiêu, mục tiêu",
            plain(target.measure, target.explanation),
            lib.items_with_target(target),
        )
    for group in lib.task_groups:
        names = f"nhóm {group.number}, nhóm nhiệm vụ {group.number}, {group.official_name}"
        body = plain(
            group.asks, *(c.text for c in group.commitments), *(group.programme.emphases if group.programme else ())
        )
        yield entry("nhom", group, group.short_name, plain(group.summary), names, body, lib.items_in(group))
    for answer in lib.overview:
        yield entry("toan-canh", answer, answer.question, "", body=plain(answer.text))
    for term in lib.glossary:
        yield entry("thuat-ngu", term, term.term, term.full or "", ", ".join(term.match), plain(term.explanation))
    for source in lib.sources:
        names = f"{markup.designation(source)}, {_called(source)}" if source.number else source.kind
        yield entry("nguon", source, source.short, source.title, names, plain(source.issuer, source.about))
    for document in lib.documents:
        date = dates.partial_date(document.date) if document.date else ""
        title, lead = (
            (markup.designation(document), document.title) if document.number else (document.title, document.kind)
        )
        used = [r for r in lib.referred.get(("van-ban", document.id), ()) if isinstance(r, m.Item)]
        yield entry(
            "van-ban",
            document,
            title,
            f"{lead} ({date})" if date else lead,
            _called(document),
            plain(document.issuer),
            used,
        )
    for figure in lib.figures:
        date = f", {dates.when(figure.as_of)}" if figure.as_of else ""
        base = f" ({figure.of})" if quantities.base_of(figure) else ""
        yield entry(
            "so-lieu",
            figure,
            figure.label,
            f"{quantities.quantity(figure)}{base}{date}",
            body=plain(figure.origin),
            of=lib.items_with_figure(figure),
        )
    for audience in lib.audiences:
        yield entry("doi-tuong", audience, audience.name, audience.summary, of=())
    for topic in lib.topics:
        yield entry("chu-de", topic, topic.name, topic.summary, of=())
    listed: dict[str, Sequence[str]] = {
        addresses.NOTES: [n.title for n in lib.notes],
        addresses.TIMELINE: [e.title for e in lib.timeline],
    }
    for page in sitemap.plan(lib):
        if page.template in {"home", "not-found"} or (
            isinstance(page.subject, m.Record) and getattr(page.subject, "id", None)
        ):
            continue
        words: Sequence[str] = listed.get(page.path, ())
        if isinstance(page.subject, m.Record):
            words = [value for _, value in texts(page.subject)]
        elif page.template == "prose":
            words = [re.sub(r"^#+ ", "", str(getattr(page.subject, "text", "")), flags=re.M)]
        key = page.path.removesuffix(".md")
        yield Entry("trang", key, page.title, "", page.description, plain(*words), asked=lib.page_queries.get(key, ()))


def _called(document: m.Source | m.Document) -> str:
    """Return the ways people write a document's number: ``57-NQ/TW, NQ57, NQ 57, Nghị quyết 57``."""
    found = re.match(r"(\d+)(?:/\d{4})?[-/]([A-ZĐ]+)", document.number or "")
    if found is None:
        return ""
    number, short = found.groups()
    return f"{document.number}, {short}{number}, {short} {number}, {document.kind} {number}"


# --------------------------------------------------------------------------- keys, as in fold.js

_TOKEN = re.compile(r"\d+(?:[.,]\d+)+(?![^\W_])|[^\W\d_]+(?:&[^\W\d_]+)+|[^\W_]+|%")
_TONES = str.maketrans(dict.fromkeys("\u0300\u0301\u0303\u0309\u0323"))
_FINAL_Y = re.compile(r"^(qu|[b-df-hj-np-tv-xđ]*)y$")


def fold(word: str) -> str:
    """Return the key of a lower-case ``word`` without any mark: the rules of ``keys`` in ``fold.js``.

    >>> fold("kỹ"), fold("hoá"), fold("r&d"), fold("67.000"), fold("06")
    ('ki', 'hoa', 'rd', '67000', '6')
    """
    word = word.replace("&", "")
    if word[:1].isascii() and word[:1].isdigit():
        word = re.sub(r"[.,]", "", word) if re.fullmatch(r"[0-9]{1,3}([.,][0-9]{3})+", word) else word.replace(".", ",")
        word = re.sub(r"^0+(?=[0-9])", "", word)
    bare = unicodedata.normalize("NFC", unicodedata.normalize("NFD", word).translate(_TONES))
    bare = _FINAL_Y.sub(r"\1i", bare)
    return re.sub(r"[\u0300-\u036f]", "", unicodedata.normalize("NFD", bare)).replace("đ", "d")


def tokens(value: str) -> list[tuple[str, str]]:
    """Return the folded key and the form of each token of ``value``: as in ``fold.js``."""
    out: list[tuple[str, str]] = []
    for raw in _TOKEN.findall(value):
        word = _word(raw)
        if word[0] == "tram" and out and out[-1][0] == "phan":
            out[-1] = ("%", "%")
        else:
            out.append(word)
    return out


@functools.lru_cache(maxsize=100_000)
def _word(raw: str) -> tuple[str, str]:
    low = raw.lower()
    return fold(low), raw if len(raw) > 1 and raw == raw.upper() != low else low


# --------------------------------------------------------------------------- files


def files(library: Library, *, small: int = SMALL, sources: Path = SOURCES) -> dict[str, str]:
    """Return the files of the search by name; sites whose first index exceeds ``small`` bytes are sharded."""
    return {"search.js": bundle(sources), **data(library, small=small)}


def data(library: Library, *, small: int = SMALL) -> dict[str, str]:
    """Return the data files of the search by name."""
    found = entries(library)
    counts = Counter(entry.kind for entry in found)
    synonyms = [list(group) for group in library.synonyms]
    head: dict[str, object] = {
        "build": hashlib.sha256("\n".join(f"{e.kind}:{e.id}:{e.body}" for e in found).encode()).hexdigest()[:12],
        "kinds": [[*row[:4], counts[row[0]], *row[4:]] for row in KINDS],
        "numbers": _runs([item.number for item in library.items]),
        "audiences": [[a.id, a.name] for a in library.audiences],
        "synonyms": [group for group in synonyms if _short(group)],
        "more": [group for group in synonyms if not _short(group)] + acronyms(library),
        "examples": _examples(library),
    }
    whole = _small(head, found)
    return whole if len(whole["index.js"].encode()) <= small else _sharded(head, found)


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


def write(library: Library, out: Path, theme: Path = ROOT / "theme") -> None:
    """Write the files of the search into ``out/search``, ``out`` being the root of the site."""
    folder = out / "search"
    for name, content in files(library, sources=theme / IN_THEME).items():
        textfile.write(folder / name, content)


def _script(name: str, value: object) -> str:
    return f"SITE.add({json.dumps(name)},{json.dumps(value, ensure_ascii=False, separators=(',', ':'))});\n"


def _runs(numbers: Sequence[int]) -> list[list[int]]:
    """Return ascending ``numbers`` as runs of first number and length."""
    runs: list[list[int]] = []
    for n in numbers:
        if runs and runs[-1][0] + runs[-1][1] == n:
            runs[-1][1] += 1
        else:
            runs.append([n, 1])
    return runs


def _base36(number: int) -> str:
    digits = "0123456789abcdefghijklmnopqrstuvwxyz"
    out = digits[number % 36]
    while number := number // 36:
        out = digits[number % 36] + out
    return out


def _small(head: Mapping[str, object], found: Sequence[Entry]) -> dict[str, str]:
    later = {key for key, *_ in KINDS[[key for key, *_ in KINDS].index(LATER) :]}
    first = [e for e in found if e.kind not in later]
    rest = {
        **_columns(head, found[len(first) :]),
        "build": head["build"],
        "synonyms": head["more"],
        "bodies": "\n".join(e.body for e in found),
    }
    rest["asked"] = "\n".join("\t".join(e.asked) for e in found).rstrip("\n")
    now = {key: value for key, value in head.items() if key != "more"}
    return {"index.js": _script("index", {**now, **_columns(head, first)}), "text.js": _script("text", rest)}


def _short(group: Sequence[str]) -> bool:
    """Say whether a group of synonyms has an abbreviation: those are short queries, answered at once; the others belong to sentences."""
    return any(member.isupper() for member in group)


def _columns(head: Mapping[str, object], found: Sequence[Entry]) -> dict[str, str]:
    """Return what every entry shows, column by column: columns compress better than rows."""
    audiences = [str(row[0]) for row in head["audiences"]]  # type: ignore[attr-defined]
    return {
        "ids": "\n".join(e.id for e in found),
        "titles": "\n".join(e.title for e in found),
        "names": "\n".join(e.names for e in found),
        "leads": "\n".join(e.lead for e in found),
        "masks": ",".join(_base36(sum(1 << audiences.index(a) for a in e.audiences)) for e in found),
    }


_CAPS = (3, 3, 3, 7)
_BITS = {"word": 6, "pair": 6, "full": 3}
"""How many bits of a code say how often each field of the document has the word; the rest is the document."""

_PASSAGES = 21
"""How many phrasings of an item can be told apart: bits of a mask, which in the tier of full texts stands beside a code."""

_SHIFT = {**_BITS, "full": _BITS["full"] + _PASSAGES}
"""How many bits stand below the document while the postings are collected."""

Postings = dict[str, dict[str, "array[int]"]]
"""For each key its written forms, for each form the documents that have it, as codes in ascending order."""


def _sharded(head: Mapping[str, object], found: Sequence[Entry]) -> dict[str, str]:
    tiers: dict[str, Postings] = {name: {} for name in _BITS}
    lengths: list[list[int]] = [[], [], [], []]
    for doc, entry in enumerate(found):
        cells: dict[str, Counter[tuple[str, str]]] = {name: Counter() for name in _BITS}
        for field, value in enumerate((entry.title, entry.names, entry.lead, entry.body)):
            words = tokens(value)
            pairs = [(f"{a} {b}", "") for (a, _), (b, _) in itertools.pairwise(words)]
            shift = 0 if field == 3 else 2 * field
            for name, seen in (("full" if field == 3 else "word", words), ("full" if field == 3 else "pair", pairs)):
                for word, n in Counter(seen).items():
                    cells[name][word] += min(n, _CAPS[field]) << shift
            # A full text is measured in steps of 32 syllables.
            lengths[field].append(min(35, -(-len(words) // 32) if field == 3 else len(words)))
        for i, passage in enumerate(entry.asked):
            words = tokens(passage)
            for cell in {*words, *((f"{a} {b}", "") for (a, _), (b, _) in itertools.pairwise(words))}:
                cells["full"][cell] |= 1 << _BITS["full"] + i % _PASSAGES
        cells["word"].update((f"@{audience}", "") for audience in entry.audiences)
        for name in _BITS:
            for (key, form), n in cells[name].items():
                tiers[name].setdefault(key, {}).setdefault(form, array("L")).append(doc << _SHIFT[name] | n)
    out: dict[str, str] = {}
    starts: dict[str, list[str]] = {}
    for name in _BITS:
        starts[name] = []
        for i, (first, shard) in enumerate(_cut(name, tiers[name], lengths)):
            starts[name].append(first)
            out[f"{name}-{i}.js"] = _script(f"{name}-{i}", shard)
    for i in range(0, len(found), BLOCK):
        name = f"docs-{i // BLOCK}"
        out[f"{name}.js"] = _script(name, [[e.id, e.title, e.lead] for e in found[i : i + BLOCK]])
    for i in range(0, len(found), TEXT_BLOCK):
        name = f"text-{i // TEXT_BLOCK}"
        out[f"{name}.js"] = _script(name, [e.body for e in found[i : i + TEXT_BLOCK]])
    index = {
        **head,
        **starts,
        "block": BLOCK,
        "textBlock": TEXT_BLOCK,
        # One base-36 digit a document and field.
        "lengths": ["".join(map(_base36, row)) for row in lengths],
        "vocabulary": " ".join(
            sorted({key for tier in tiers.values() for key in tier if " " not in key and "@" not in key})
        ),
    }
    return {"index.js": _script("index", index), **out}


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


# --------------------------------------------------------------------------- one script of the modules


def bundle(folder: Path = SOURCES) -> str:
    """Return the modules as one classic script."""
    return scripts.bundle(folder, MODULES)
