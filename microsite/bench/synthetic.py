"""A large site out of a small one: each item many times over, under ids and numbers of its own."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from pathlib import Path

COUNT = 7_500


def write(source: Path, target: Path, count: int = COUNT) -> int:
    """Write ``count`` items into ``target/qa``, made of those in ``source/qa``; return how many.

    The first are the originals. A copy differs in id, number and question, so that it is an item like
    any other; what it refers to (related items, targets, sources) are the originals.
    """
    originals = [path.read_text(encoding="utf-8") for path in sorted((source / "qa").glob("*.yml"))]
    highest = max(int(_field(text, "number")) for text in originals)
    written = 0
    for turn, text in _turns(originals, count):
        item = text if turn == 0 else copied(text, turn, highest)
        (target / "qa" / f"{int(_field(item, 'number')):03d}-{_field(item, 'id')}.yml").write_text(
            item, encoding="utf-8", newline="\n"
        )
        written += 1
    return written


def _turns(originals: list[str], count: int) -> Iterator[tuple[int, str]]:
    for n in range(count):
        yield n // len(originals), originals[n % len(originals)]


def copied(text: str, turn: int, highest: int) -> str:
    """Return the item ``text`` as its copy number ``turn``; ``highest`` is the highest number of the originals."""
    changes = {
        "id": f"{_field(text, 'id')[:50].rstrip('-')}-{turn}",
        "number": str(int(_field(text, "number")) + highest * turn),
    }
    for key, value in changes.items():
        text = re.sub(rf"^{key}: .*$", f"{key}: {value}", text, count=1, flags=re.M)
    return text


def _field(text: str, key: str) -> str:
    found = re.search(rf"^{key}: *[\"']?([\w-]+)", text, re.M)
    if found is None:
        raise ValueError(f"an item without {key}")
    return str(found[1])


def main(root: Path) -> int:
    """Build the site of the copy at ``root``, PDFs left out: the process whose time and memory are measured."""
    from microsite.checking.checked import checked
    from microsite.findings import Console
    from microsite.folders import Folders
    from microsite.publishing import preview

    folders = Folders(root, root)
    library = checked(folders, Console())
    if library is None:
        return 1
    preview.rebuild(folders, library)
    return 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]).resolve()))
