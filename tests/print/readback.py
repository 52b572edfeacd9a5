"""A PDF read back: its words, page sizes, fonts, tags, pictures of its pages."""

from __future__ import annotations

import ctypes
import io
import re
import unicodedata
import xml.etree.ElementTree as ET
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2  # type: ignore[import-untyped]
import pypdfium2.raw as raw  # type: ignore[import-untyped]
from PIL import Image

MM = 72 / 25.4
SIZES = {"a3": (297, 420), "a4": (210, 297), "a5": (148, 210)}


def squeezed(text: str) -> str:
    """Return text in NFC without any white space, list marks and added page numbers, for comparing across lines."""
    text = unicodedata.normalize("NFC", text)
    text = re.sub(r"\(tr\.\s*\d+\)", "", text)
    return re.sub(r"[\s\u00a0\u200b•]+", "", text)


def blocks(xhtml: str) -> Iterator[str]:
    """Yield the text of every paragraph, heading and list entry of XHTML, in order."""

    def own(element: ET.Element) -> str:
        inner = [own(child) + (child.tail or "") for child in element if child.tag not in {"ul", "ol", "p"}]
        return (element.text or "") + "".join(inner)

    for element in ET.fromstring(f"<x>{xhtml}</x>").iter():
        if element.tag in {"p", "li", "h3"} and own(element).strip():
            yield own(element)


@dataclass
class Node:
    """An element of a PDF's tree of tags."""

    tag: str
    kids: list[Node | str]

    def __str__(self) -> str:
        return unicodedata.normalize("NFC", "".join(map(str, self.kids)))

    def all(self, tag: str) -> Iterator[Node]:
        """Yield the elements with ``tag``, the outermost of nested ones."""
        for kid in self.kids:
            if isinstance(kid, Node):
                if kid.tag == tag:
                    yield kid
                else:
                    yield from kid.all(tag)

    def flow(self) -> list[Any]:
        """Return blocks as ``(tag, text)``, and lists as ``[label, *blocks]`` for each entry."""
        found: list[Any] = []
        words = ""
        for kid in self.kids:
            if isinstance(kid, Node) and kid.tag == "L":
                found += [words.strip()] * bool(words.strip())
                words = ""
                found.append(_entries(kid))
            elif isinstance(kid, Node) and (kid.tag == "P" or re.fullmatch("H[1-6]", kid.tag)):
                found += [words.strip()] * bool(words.strip())
                words = ""
                found.append((kid.tag, str(kid).strip()))
            else:
                words += unicodedata.normalize("NFC", str(kid))
        return [*found, words.strip()] if words.strip() else found


def _entries(listed: Node) -> list[Any]:
    """Return the entries of a list; a list inside an entry can stand after it instead, as PDF 1.7 has it."""
    found: list[Any] = []
    for kid in listed.kids:
        if isinstance(kid, Node) and kid.tag == "L":
            found[-1].append(_entries(kid))
        elif isinstance(kid, Node):
            label, body = kid.kids
            found.append([str(label).strip(), *(body.flow() if isinstance(body, Node) else [body])])
    return found


class Pdf:
    """A PDF file or its bytes."""

    def __init__(self, source: Path | bytes) -> None:
        self.raw = source if isinstance(source, bytes) else source.read_bytes()
        self._pages = pypdfium2.PdfDocument(self.raw)
        self.pike = pikepdf.open(io.BytesIO(self.raw))

    def __len__(self) -> int:
        return len(self._pages)

    def text(self, page: int, *, top: float = 0, bottom: float = 0, left: float = 0, right: float = 0) -> str:
        """Return a page's text within margins given in millimetres."""
        sheet = self._pages[page]
        width, height = sheet.get_size()
        found = sheet.get_textpage().get_text_bounded(left * MM, bottom * MM, width - right * MM, height - top * MM)
        return unicodedata.normalize("NFC", found)

    def words(self, **margins: float) -> str:
        """Return the whole text squeezed, margins cut off."""
        return squeezed("".join(self.text(n, **margins) for n in range(len(self))))

    def sizes(self) -> set[tuple[int, int]]:
        """Return the page sizes in millimetres."""
        return {(round(w / MM), round(h / MM)) for w, h in (self._pages[n].get_size() for n in range(len(self)))}

    def picture(self, page: int, dpi: int = 150) -> Image.Image:
        """Return a page as a grey picture."""
        image: Image.Image = self._pages[page].render(scale=dpi / 72, grayscale=True).to_pil()
        return image

    def type_sizes(self, *, margin: float = 0) -> set[float]:
        """Return the type sizes in points of the text ``margin`` millimetres from a page's head and foot."""
        found = set()
        for n in range(len(self)):
            height = self._pages[n].get_size()[1]
            for item in self._pages[n].get_objects(filter=[raw.FPDF_PAGEOBJ_TEXT]):
                size = ctypes.c_float()
                raw.FPDFTextObj_GetFontSize(item, size)
                matrix = item.get_matrix()
                if margin < matrix.f / MM < height / MM - margin:
                    found.add(round(size.value * abs(matrix.d), 1))
        return found

    def touching(self, page: int, *, top: float) -> list[str]:
        """Return the pairs of characters of different lines whose ink touches, in the ``top`` millimetres of a page."""
        sheet, text = self._pages[page], self._pages[page].get_textpage()
        least = sheet.get_size()[1] - top * MM
        found = []
        for k in range(text.count_chars()):
            x, y = ctypes.c_double(), ctypes.c_double()
            raw.FPDFText_GetCharOrigin(text, k, x, y)
            letter = text.get_text_range(k, 1)
            if y.value > least and letter.strip():
                found.append((y.value, letter, text.get_charbox(k)))

        def touch(a: tuple[float, ...], b: tuple[float, ...]) -> bool:
            return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]

        return [
            one + other
            for n, (y, one, box) in enumerate(found)
            for lower, other, below in found[n + 1 :]
            if y - lower > 2 and touch(box, below)
        ]

    def ink(self, page: int) -> float:
        """Return the share of a page that is black, grey counted in part."""
        histogram = self.picture(page, 60).convert("L").histogram()
        return sum((255 - tone) * count for tone, count in enumerate(histogram)) / 255 / sum(histogram)

    def fonts(self) -> dict[str, bool]:
        """Return the fonts used and whether each is embedded."""
        found = {}
        for item in self.pike.objects:
            if isinstance(item, pikepdf.Dictionary) and item.get("/Type") == "/FontDescriptor":
                found[str(item.FontName)] = any(k in item for k in ("/FontFile", "/FontFile2", "/FontFile3"))
        return found

    def tags(self) -> Counter[str]:
        """Return how often each kind of structure element occurs."""
        kinds = (
            item.get("/S")
            for item in self.pike.objects
            if isinstance(item, pikepdf.Dictionary) and "/S" in item and "/P" in item
        )
        return Counter(str(k).lstrip("/") for k in kinds)

    def structure(self) -> Node:
        """Return the tree of tags with the text that each holds, in the order in which it is read aloud."""
        numbers: dict[tuple[int, int], int] = {page.obj.objgen: n for n, page in enumerate(self.pike.pages)}
        told = [self._marked(n) for n in range(len(self))]

        def node(element: Any, page: Any) -> Node:
            page = element.get("/Pg", page)
            kids = element.get("/K", [])
            found: list[Node | str] = []
            for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
                if not isinstance(kid, pikepdf.Dictionary):
                    found.append(told[numbers[page.objgen]].get(int(kid), ""))
                elif "/S" in kid:
                    found.append(node(kid, page))
                elif "/MCID" in kid:
                    found.append(told[numbers[kid.get("/Pg", page).objgen]].get(int(kid.MCID), ""))
            return Node(str(element.get("/S", "/Root")).lstrip("/"), found)

        return node(self.pike.Root.StructTreeRoot, None)

    def _marked(self, page: int) -> dict[int, str]:
        """Return the text of a page by the marks that tags refer to."""
        sheet = self._pages[page]
        text = sheet.get_textpage()
        found: dict[int, str] = defaultdict(str)
        for item in sheet.get_objects(filter=[raw.FPDF_PAGEOBJ_TEXT], max_depth=5):
            length = raw.FPDFTextObj_GetText(item, text, None, 0)
            buffer = ctypes.create_string_buffer(length)
            raw.FPDFTextObj_GetText(item, text, ctypes.cast(buffer, ctypes.POINTER(ctypes.c_ushort)), length)
            found[raw.FPDFPageObj_GetMarkedContentID(item)] += buffer.raw.decode("utf-16-le").rstrip("\0")
        return found

    def alternatives(self) -> list[str]:
        """Return the alternative texts of figures."""
        return [
            str(i["/Alt"])
            for i in self.pike.objects
            if isinstance(i, pikepdf.Dictionary) and i.get("/S") == "/Figure" and "/Alt" in i
        ]

    def outline(self) -> list[str]:
        """Return the titles of the outline, depth first."""

        def walk(items: list[pikepdf.OutlineItem]) -> Iterator[str]:
            for item in items:
                yield item.title
                yield from walk(item.children)

        with self.pike.open_outline() as outline:
            return list(walk(list(outline.root)))

    def lines_of_paragraphs(self) -> Iterator[dict[int, int]]:
        """Yield for each paragraph and list entry how many lines of its own it has on which page."""
        numbers: dict[tuple[int, int], int] = {page.obj.objgen: n for n, page in enumerate(self.pike.pages)}
        heights: list[dict[int, set[int]]] = []
        for n in range(len(self)):
            by_mark = defaultdict(set)
            for item in self._pages[n].get_objects(filter=[raw.FPDF_PAGEOBJ_TEXT], max_depth=5):
                by_mark[raw.FPDFPageObj_GetMarkedContentID(item)].add(round(item.get_matrix().f))
            heights.append(by_mark)

        def marks(element: Any, page: Any) -> Iterator[tuple[int, int]]:
            page = element.get("/Pg", page)
            kids = element.get("/K", [])
            for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
                if isinstance(kid, pikepdf.Dictionary) and kid.get("/S") not in {"/P", "/L", "/LI", None}:
                    yield from marks(kid, page)
                elif not isinstance(kid, pikepdf.Dictionary) or "/MCID" in kid:
                    at, mark = (kid.get("/Pg", page), kid.MCID) if isinstance(kid, pikepdf.Dictionary) else (page, kid)
                    yield numbers[at.objgen], int(mark)

        for element in self.pike.objects:
            if isinstance(element, pikepdf.Dictionary) and element.get("/S") in {"/P", "/LBody"} and "/P" in element:
                lines: dict[int, set[int]] = defaultdict(set)
                for n, mark in marks(element, None):
                    lines[n] |= heights[n][mark]
                yield {n: len(found) for n, found in lines.items()}

    def links(self) -> tuple[int, list[str]]:
        """Return how many links stay inside the file, and the addresses that the others lead to."""
        inside, outside = 0, []
        for page in self.pike.pages:
            for note in page.get("/Annots", []):
                action = note.get("/A")
                if action is not None and "/URI" in action:
                    outside.append(str(action.URI))
                else:
                    inside += 1
        return inside, outside
