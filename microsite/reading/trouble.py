"""Where a file stops being YAML and what stands there: told by an error's class, its places and the text around them.

PyYAML words its errors in English, differently in its two parsers; no word of theirs is looked at.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum, auto
from typing import Any

import yaml

from microsite.findings import SourceFile


class What(Enum):
    """What a parser stumbled over."""

    COLON = auto()  # a colon where no field may begin
    DASH = auto()  # an entry of a list where none may begin
    CHARACTER = auto()  # a character that begins nothing
    NO_COLON = auto()  # a line among fields without a colon
    QUOTE = auto()  # quotes that nothing closes
    ESCAPE = auto()  # a backslash in quotes before what is no code
    BLOCK_MARK = auto()  # text behind | or >
    NAME = auto()  # * or & before what is no name
    TAG = auto()  # a value that begins with an exclamation mark
    BRACKET = auto()  # a bracket that nothing closes, or no comma between its entries
    NO_VALUE = auto()  # a mark where a value belongs
    BLOCK_END = auto()  # something that belongs to none of the fields or entries of its column
    NEW_CONTENT = auto()  # something behind the end of the content
    OTHER = auto()


@dataclass(frozen=True)
class Trouble:
    """What is wrong and where: ``line`` and ``column`` count from 0; ``in_list`` when the innermost block is a list."""

    file: SourceFile
    what: What
    line: int = 0
    column: int = 0
    in_list: bool = False

    @property
    def shown(self) -> str:
        """The line of the place."""
        return self.file.line(self.line + 1)

    @property
    def above(self) -> str:
        """The line above the place."""
        return self.file.line(self.line)

    @property
    def before(self) -> str:
        """What stands before the place on its line."""
        return self.shown[: self.column]


def trouble(file: SourceFile, text: str, error: yaml.YAMLError) -> Trouble:
    """Return what is wrong with ``text``, on which ``error`` was raised.

    The pure parser is asked too, whose places are nearer to the cause.
    """
    opened: list[Any] = []
    try:
        for event in yaml.parse(text, Loader=yaml.SafeLoader):
            if isinstance(event, yaml.CollectionStartEvent):
                opened.append(event)
            elif isinstance(event, yaml.CollectionEndEvent):
                opened.pop()
    except yaml.YAMLError as nearer:
        error = nearer
    except (ValueError, OverflowError):  # a code in quotes beyond Unicode, which PyYAML hands to chr()
        pass
    at, context = getattr(error, "problem_mark", None), getattr(error, "context_mark", None)
    if at is None:
        return Trouble(file, What.OTHER)
    inner = opened[-1] if opened else None
    if isinstance(error, yaml.scanner.ScannerError):
        what = _scanned(text, at.index, None if context is None else context.index)
    else:
        what = _parsed(text, at.index, None if context is None else context.index, inner)
    if context is not None and what in {What.QUOTE, What.NO_COLON, What.NAME, What.BRACKET}:
        at = context  # where it begins is what has to be mended
    return Trouble(file, what, at.line, at.column, isinstance(inner, yaml.SequenceStartEvent))


_QUOTED = re.compile(
    r'"(?:[^"\\]|\\(?:[^xuU]|x[0-9A-Fa-f]{2}|u[0-9A-Fa-f]{4}|U[0-9A-Fa-f]{8}))*+(?P<double>"?)'
    r"|'(?:[^']|'')*+(?P<single>'?)",
    re.S,
)
_NO_NAME = re.compile(r"[*&](?:(?![0-9A-Za-z_-])|[0-9A-Za-z_-]++[^0-9A-Za-z_\s?:,\]}%@`-])")
_ALONE = {":": What.COLON, "-": What.DASH, "?": What.OTHER}
_OPENING = {"|": What.BLOCK_MARK, ">": What.BLOCK_MARK, "%": What.OTHER}


def _scanned(text: str, at: int, begun: int | None) -> What:
    """Return what the scanner met at ``at``, within something that had ``begun``, if anything had."""
    if begun is None:
        return _ALONE.get(text[at : at + 1], What.CHARACTER)
    first = text[begun : begun + 1]
    if first in {'"', "'"}:
        return _in_quotes(text[begun:at])
    if first in {"*", "&"}:
        return What.NAME if _NO_NAME.match(text, begun) else What.NO_COLON
    if first == "!":
        return What.NO_COLON if re.search(r"\s", text[begun:at]) else What.TAG
    if first in _OPENING:
        return _OPENING[first]
    # [1:] is refused by the fast parser alone
    return What.OTHER if text[at : at + 1] == ":" and "\n" not in text[begun:at] else What.NO_COLON


def _in_quotes(text: str) -> What:
    """Return what is wrong with ``text``, which begins with quotes and ends where the scanner stopped."""
    found = _QUOTED.match(text)
    assert found is not None
    if found["double"] or found["single"]:
        return What.NO_COLON
    return What.QUOTE if found.end() == len(text) else What.ESCAPE


def _parsed(text: str, at: int, begun: int | None, inner: Any) -> What:
    """Return what the parser met at ``at``, in a node or block that had ``begun``; ``inner`` is the innermost open."""
    mark = text[at : at + 1]
    flow = inner is not None and inner.flow_style
    if begun is None:
        return {"%": What.OTHER, "!": What.TAG}.get(mark, What.NEW_CONTENT)
    if mark == "!" and re.fullmatch(r"(?:&\S+\s+)?", text[begun:at]):
        return What.TAG
    if begun == at:
        empty_key = mark == ":" and not flow and isinstance(inner, yaml.MappingStartEvent)
        return What.BLOCK_END if empty_key else What.NO_VALUE
    return What.BRACKET if flow else What.BLOCK_END
