"""The last look before publication: every finished file is parsed as a browser would, and held against one list.

Content is checked where it is read; this gate does not trust that. Whatever wrote it – a record, a template,
the engine – nothing that :mod:`microsite.publishing.allowed` does not name is published.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import posixpath
import re
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from xml.parsers import expat

from selectolax.lexbor import LexborHTMLParser, LexborNode

from microsite.library import Library
from microsite.publishing import allowed
from microsite.publishing.allowed import Kind, Value
from microsite.telling import addresses, sitemap

MOST_TOLD = 10
"""Of all offences so many are told, and how many there are."""


@dataclass(frozen=True, slots=True)
class Offence:
    """One thing that may not be published: its file, what it is (in Vietnamese), and words to find its writer by."""

    page: str
    what: str
    needle: str


# --------------------------------------------------------------------------- addresses

_WHOLE = re.compile(
    r"https?://[\w-]++(?:\.[\w-]++)*+(?::[0-9]{1,5})?(?:[/?#][^\x00-\x20\x7f-\xa0\"<>\\\u2028\u2029]*+)?"
)
"""A whole address: a plain host name, no user, nothing that could be read as another address."""

_RELATIVE = re.compile(r"(?P<path>[A-Za-z0-9._~/-]*+)(?P<rest>(?:\?[A-Za-z0-9._~=&%+-]*+)?(?:#[A-Za-z0-9._~%-]*+)?)")
"""A relative address: without colon, backslash or encoded character in its path, it names no scheme and no host."""


@dataclass(frozen=True, slots=True)
class Hosts:
    """Where links may lead: the site's own address, the repository, and whole addresses declared by the content."""

    own: str | None = None
    repository: str | None = None
    declared: frozenset[str] = frozenset()

    def is_own(self, address: str) -> bool:
        """Say whether the whole ``address`` is below the site's own."""
        return self.own is not None and _below(address, self.own)

    def knows(self, address: str) -> bool:
        """Say whether a link may lead to the whole ``address``."""
        declared = address in self.declared and _WHOLE.fullmatch(address) is not None
        return declared or self.is_own(address) or (self.repository is not None and _below(address, self.repository))

    @property
    def base(self) -> str:
        """The path of the site on its host: what addresses from the host's root begin with."""
        usable = self.own is not None and _WHOLE.fullmatch(self.own)
        return (urlsplit(self.own or "").path.rstrip("/") if usable else "") + "/"


def _below(address: str, base: str) -> bool:
    """Say whether ``address`` is ``base`` or below it, both being whole addresses that mean only one thing."""
    if not (_WHOLE.fullmatch(base) and _WHOLE.fullmatch(address) and address.startswith(base)):
        return False
    rest = address[len(base) :]
    path = re.split(r"[?#]", rest, maxsplit=1)[0].lower().replace("%2e", ".").replace("%2f", "/").replace("%5c", "/")
    return (base.endswith("/") or rest[:1] in {"", "/", "#", "?"}) and ".." not in path.split("/")


def _stays(address: str, page: str, hosts: Hosts) -> str | None:
    """Return the path, from the site's root, that ``address`` names on ``page``; ``None`` when it leads elsewhere."""
    found = _RELATIVE.fullmatch(address)
    if found is None or address.startswith("//"):
        return None
    path = found["path"]
    if path.startswith("/"):
        below = path.startswith(hosts.base) and "/.." not in path
        return posixpath.normpath(path[len(hosts.base) :]) if below else None
    target = posixpath.normpath(posixpath.join(posixpath.dirname(page), path)) if path else page
    return None if target == ".." or target.startswith(("../", "/")) else target


def _fits(value: str, kind: Value, page: str, hosts: Hosts) -> bool:
    """Say whether ``value`` is of ``kind`` on ``page``."""
    if isinstance(kind, frozenset):
        return value in kind
    form = allowed.FORMS.get(kind)
    if form is not None:
        return form.fullmatch(value) is not None
    if _stays(value, page, hosts) is not None:
        return True
    return (kind is Kind.OWN and hosts.is_own(value)) or (kind is Kind.LINK and hosts.knows(value))


# --------------------------------------------------------------------------- HTML


def of_page(page: str, raw: bytes, hosts: Hosts) -> Iterator[Offence]:
    """Yield what the HTML document ``raw``, published as ``page``, holds that is not allowed."""
    try:
        source = raw.decode("utf-8")
    except UnicodeDecodeError:
        yield Offence(page, "tệp không phải bảng mã UTF-8", "")
        return
    if b'<meta charset="utf-8">' not in raw[:1024] or "\0" in source:
        yield Offence(page, "đầu trang không ghi bảng mã UTF-8 (meta charset), hoặc trang có ký tự NUL", "")
    for node in _nodes(LexborHTMLParser(source)):
        yield from _element(page, node, hosts, allowed.PAGE)


_FRAGMENT: allowed.Elements = {name: allowed.PAGE[name] for name in allowed.FRAGMENT}
_OUTSIDE = frozenset({"html", "head", "body"})
_DROPPED = re.compile(r"</?(?:html|head|body|frame|frameset)\b", re.I)
"""Tags that a parser drops inside a page, and obeys when the fragment is taken for a whole one."""
_START, _END = "<!doctype html><head></head><body><main>", '<main id="het"></main>'


def of_fragment(page: str, html: str, hosts: Hosts) -> Iterator[Offence]:
    """Yield what ``html``, part of a page to be, holds that is not allowed. ``page`` is the file that holds it.

    What follows it on the page to be must be safe too: every tag, comment and attribute it opens must end in it.
    """
    tree = LexborHTMLParser(_START + html + _END)
    body = tree.body
    outer = body.child if body is not None else None
    last = outer.last_child if outer is not None else None
    whole = outer is not None and outer.next is None and last is not None and last.tag == "main" and last.child is None
    if found := _DROPPED.search(html):
        yield Offence(page, f"thẻ {shown(found[0])}>", found[0])
    if not whole:
        yield Offence(page, "mã HTML có thẻ, lời chú hay thuộc tính mở mà không đóng, hoặc đóng thừa", "")
    for node in _nodes(tree):
        if node.tag in _OUTSIDE and not node.attributes:
            continue
        if node.tag == "main" and whole and node.mem_id in {getattr(outer, "mem_id", 0), getattr(last, "mem_id", 0)}:
            continue
        yield from _element(page, node, hosts, _FRAGMENT)


def _nodes(tree: LexborHTMLParser) -> Iterator[LexborNode]:
    """Yield the elements and comments of ``tree``."""
    root = tree.root
    if root is not None:
        yield from root.traverse(include_text=False)


def _element(page: str, node: LexborNode, hosts: Hosts, elements: allowed.Elements) -> Iterator[Offence]:
    """Yield what is wrong with one element, its attributes, its place and its script."""
    tag = node.tag or ""
    known = elements.get(tag)
    if known is None:
        yield from _stranger(page, node, tag)
        return
    attributes = node.attributes
    for name, value in attributes.items():
        kind = known.get(name)
        if kind is None or not _fits(value or "", kind, page, hosts):
            yield _wrong(page, tag, name, value or "", kind)
    if tag in allowed.HEAD and tag != "head":
        parent = node.parent
        if parent is None or parent.tag != "head":
            yield Offence(page, f"thẻ <{tag}> đứng ngoài phần đầu trang", f"<{tag}")
        if tag == "script":
            yield from _script(page, attributes.get("src"), node.text(), hosts)


def _stranger(page: str, node: LexborNode, tag: str) -> Iterator[Offence]:
    """Yield the offence of a node that the list does not know: an element, or a comment that is no mark of ours."""
    if tag == "-comment":
        words = node.comment_content or ""
        if f" {words.strip()} " not in allowed.COMMENTS:
            yield Offence(page, f"lời chú <!--{shown(words)}-->", words)
    elif tag not in {"-document", "-doctype", "!doctype"}:
        yield Offence(page, f"thẻ <{shown(tag)}>", f"<{tag}")


def _wrong(page: str, tag: str, name: str, value: str, kind: Value | None) -> Offence:
    """Return the offence of an attribute of the element ``tag``: a strange one, or with a value not of ``kind``."""
    if kind is None:
        what = f"thuộc tính {shown(name)}=“{shown(value)}” ở thẻ <{tag}>"
        return Offence(page, what, value if len(value) > 8 else name)
    if kind in {Kind.HERE, Kind.OWN, Kind.LINK}:
        return Offence(page, f"địa chỉ “{shown(value)}” ở thẻ <{tag} {name}>", value)
    return Offence(page, f"giá trị “{shown(value)}” của thuộc tính {name} ở thẻ <{tag}>", value)


def _script(page: str, source: str | None, text: str, hosts: Hosts) -> Iterator[Offence]:
    if source is not None:
        if _stays(source, page, hosts) not in allowed.SCRIPTS or text.strip():
            yield Offence(page, f"mã chạy từ tệp “{shown(source)}”", source)
    elif hashlib.sha256(text.encode()).hexdigest() not in allowed.INLINE_SCRIPTS:
        yield Offence(page, f"mã chạy viết trong trang (<script>{shown(text)})", text.strip())


def shown(text: str) -> str:
    """Return ``text`` in one line, cut to sixty characters, without characters that steer a terminal."""
    line = "".join(c if c.isprintable() else "·" for c in text)
    return line if len(line) <= 60 else line[:59] + "…"


# --------------------------------------------------------------------------- XML


def of_xml(page: str, raw: bytes, hosts: Hosts) -> Iterator[Offence]:
    """Yield what the XML file ``raw`` (a picture, a feed, a map of the site) holds that is not allowed."""
    reader = _Xml(page, hosts)
    try:
        reader.run(raw)
    except expat.ExpatError:
        if not reader.found:
            yield Offence(page, "tệp XML viết sai cú pháp", "")
    yield from reader.found


class _Xml:
    """Reads one XML file; ``found`` fills with its offences. Declarations of types and entities end the reading."""

    def __init__(self, page: str, hosts: Hosts) -> None:
        self.page, self.hosts = page, hosts
        self.found: list[Offence] = []
        self.text: list[str] = []

    def run(self, raw: bytes) -> None:
        """Read ``raw``; raises :class:`expat.ExpatError` for what is no XML or is not to be read on."""
        parser = expat.ParserCreate("utf-8", " ")
        parser.buffer_text = True
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self.text.append
        parser.StartDoctypeDeclHandler = self._doctype
        parser.ProcessingInstructionHandler = self._instruction
        parser.CommentHandler = lambda words: self._offend(f"lời chú <!--{shown(words)}-->", words)
        parser.Parse(raw, True)

    def _offend(self, what: str, needle: str) -> None:
        self.found.append(Offence(self.page, what, needle))

    def _instruction(self, target: str, _: str) -> None:
        self._offend(f"chỉ dẫn <?{shown(target)}?>", f"<?{target}")

    def _doctype(self, name: str, *_: object) -> None:
        self._offend(f"khai báo <!DOCTYPE {shown(name)}>", "<!DOCTYPE")
        raise expat.ExpatError("no declarations")

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self.text.clear()
        space, _, tag = name.rpartition(" ")
        known = allowed.XML.get(space, {}).get(tag)
        if known is None:
            self._offend(f"thẻ <{shown(tag)}>", f"<{tag}")
            return
        for key, value in attributes.items():
            kind = known.get(key)
            if kind is None or not _fits(value, kind, self.page, self.hosts):
                self.found.append(_wrong(self.page, tag, key.rpartition(" ")[2], value, kind))

    def _end(self, name: str) -> None:
        text = "".join(self.text)
        self.text.clear()
        kind = allowed.XML_TEXT.get(name)
        if kind is not None and not _fits(text, kind, self.page, self.hosts):
            self.found.append(_wrong(self.page, name.rpartition(" ")[2], "", text, kind))
        if name == f"{allowed.ATOM_SPACE} content":
            self.found += of_fragment(self.page, text, self.hosts)


# --------------------------------------------------------------------------- data


_SHEET = re.compile(r'document\.dispatchEvent\(new CustomEvent\("to-in", \{ detail: (.*) \}\)\);\n')
_SEARCH = re.compile(r'SITE\.add\("[a-z0-9-]+",(.*)\);\n')
_MARKUP = re.compile(r"<[A-Za-z/!?][^>]{0,60}")


def of_script(page: str, source: str, hosts: Hosts) -> Iterator[Offence]:
    """Yield what is wrong with a script that carries content: one call of ours around JSON, HTML only in a sheet."""
    sheet, words = _SHEET.fullmatch(source), _SEARCH.fullmatch(source)
    found = sheet or words
    try:
        data = json.loads(found[1]) if found is not None else None
    except ValueError:
        data = None
    if data is None:
        yield Offence(page, "tệp mã chạy không có trong danh sách, hoặc có mã ngoài dữ liệu", "")
    elif sheet is not None:
        yield from _html_in(page, data, hosts)
    else:
        for found_in in _MARKUP.finditer(source):
            yield Offence(page, f"mã HTML trong dữ liệu tìm kiếm: “{shown(found_in[0])}”", found_in[0])


def of_json(page: str, raw: bytes, hosts: Hosts) -> Iterator[Offence]:
    """Yield what the HTML in the JSON file ``raw`` holds that is not allowed; HTML stands in fields named ``html``."""
    if b'"html"' in raw:
        try:
            data = json.loads(raw)
        except ValueError:
            yield Offence(page, "tệp JSON viết sai cú pháp", "")
        else:
            yield from _html_in(page, data, hosts)


def _html_in(page: str, data: Any, hosts: Hosts) -> Iterator[Offence]:
    """Yield the offences of every field ``html`` in ``data``; its addresses begin at the site's root."""
    waiting = [data]
    while waiting:
        value = waiting.pop()
        if isinstance(value, dict):
            html = value.get("html")
            if isinstance(html, str):
                for found in of_fragment(addresses.published(addresses.HOME), html, hosts):
                    yield Offence(page, found.what, found.needle)
            waiting += value.values()
        elif isinstance(value, list):
            waiting += value


# --------------------------------------------------------------------------- the whole site


def check(site: Path, hosts: Hosts) -> list[Offence]:
    """Return everything in the finished folder ``site`` that may not be published, in the order of the files' names."""
    found: list[Offence] = []
    for path in sorted(site.rglob("*"), key=lambda p: p.relative_to(site).as_posix()):
        name = path.relative_to(site).as_posix()
        if path.is_symlink() or not (path.is_file() or path.is_dir()):
            found.append(Offence(name, "liên kết hoặc tệp đặc biệt", ""))
        elif path.is_file():
            found += _file(name, path, hosts)
    return found


def _file(name: str, path: Path, hosts: Hosts) -> Iterator[Offence]:
    """Yield the offences of one file, by its kind."""
    match path.suffix:
        case ".html":
            yield from of_page(name, path.read_bytes(), hosts)
        case ".svg" | ".xml":
            yield from of_xml(name, path.read_bytes(), hosts)
        case ".json":
            yield from of_json(name, path.read_bytes(), hosts)
        case ".js" if name not in allowed.OWN_SCRIPTS:
            yield from of_script(name, path.read_text(encoding="utf-8"), hosts)
        case ".gz":
            if not _same(path, path.with_suffix("")):
                yield Offence(name, "tệp nén khác tệp cùng tên", "")
        case suffix if suffix not in allowed.SUFFIXES:
            yield Offence(name, f"loại tệp “{shown(suffix)}” không đăng", "")


def hosts(library: Library) -> Hosts:
    """Return where the pages of ``library`` may link to: what its own fields for addresses declare, and the licence."""
    declared = frozenset(source.url for source in library.sources if source.url is not None)
    licence = frozenset({library.site.licence.url}) if library.site.licence is not None else frozenset()
    return Hosts(library.site.address, library.site.repository, declared | licence)


def _same(compressed: Path, plain: Path) -> bool:
    """Say whether ``compressed`` holds just what the file ``plain`` holds."""
    try:
        raw = plain.read_bytes()
        with gzip.open(compressed) as file:
            return file.read(len(raw) + 1) == raw
    except (OSError, EOFError, zlib.error):
        return False


# --------------------------------------------------------------------------- who wrote it


def writers(library: Library) -> dict[str, str]:
    """Return, for every page that shows one record and every file made of it, the content file of that record."""
    found: dict[str, str] = {}
    for page in sitemap.plan(library):
        origin = library.origins.get(id(page.subject))
        if origin is None:
            continue
        published, file = addresses.published(page.path), origin.file.file.path
        found[published] = file
        if page.template == "qa-item":
            found[addresses.sheet(page.subject)] = found[addresses.data(f"items/{page.subject.id}.json")] = file
        if page.template == "target":
            found[addresses.data(f"targets/{page.subject.id}.json")] = file
    return found


def report(found: list[Offence], named: Mapping[str, str], root: Path) -> str:
    """Return what stops the publication, a line an offence: where, what, who wrote it, what to do.

    ``named`` tells (:func:`writers`), for pages that show one record, the file it was read from; other writers are
    looked for in the content below ``root``. What several pages hold is told once. At most :data:`MOST_TOLD` are told.
    """
    pages: dict[tuple[str, str], list[str]] = {}
    for offence in found:
        pages.setdefault((offence.what, offence.needle), []).append(offence.page)
    texts = dict(_contents(root))
    lines = []
    for (what, needle), where in list(pages.items())[:MOST_TOLD]:
        more = f" và {len(set(where)) - 1} tệp khác" if len(set(where)) > 1 else ""
        lines.append(f"  {where[0]}{more}: {what}; {_advice(where[0], needle, named, texts)}")
    rest = len(pages) - len(lines)
    if rest:
        lines.append(f"  … và {rest} chỗ nữa.")
    return "\n".join([f"có {len(pages)} chỗ không được phép đăng, nên chưa đăng gì:", *lines])


def _advice(page: str, needle: str, named: Mapping[str, str], texts: Mapping[str, str]) -> str:
    """Say which file wrote ``needle`` on ``page``, and what to do."""
    own = named.get(page)
    words = "".join(needle.casefold().split())
    names = ([own] if own is not None else []) + [name for name in texts if name != own]
    writer = next((name for name in names if words and words in texts.get(name, "")), None)
    if writer is not None:
        return f"viết ở {writer}: xóa phần ấy khỏi tệp."
    whence = f"trang dựng từ {own}, nhưng " if own is not None else ""
    mend = "sửa mẫu trong theme/, hoặc thêm vào microsite/publishing/allowed.py nếu thật cần."
    return f"{whence}không tệp nội dung nào viết thế: {mend}"


def _contents(root: Path) -> Iterator[tuple[str, str]]:
    """Yield name and text of every content file below ``root``, case and blanks made equal."""
    for base in ("qa", "content"):
        for path in sorted((root / base).rglob("*")):
            if path.suffix in {".yml", ".md"} and path.is_file() and not path.is_symlink():
                text = path.read_text(encoding="utf-8", errors="replace")
                yield path.relative_to(root).as_posix(), "".join(text.casefold().split())
