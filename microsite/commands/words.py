"""What argparse says, in Vietnamese: a catalogue for its own way of being translated.

argparse takes every word of its help and of its errors from two functions of its module, ``_`` and
``ngettext``, which are gettext's. While :func:`spoken` lasts, they are those of :class:`Vietnamese`.
"""

from __future__ import annotations

import argparse
import contextlib
import gettext
from collections.abc import Iterator

WORDS: dict[str, str] = {
    # the help
    "usage: ": "cách dùng: ",
    "%(heading)s:": "%(heading)s:",
    "positional arguments": "các lệnh",
    "options": "tùy chọn",
    "subcommands": "các lệnh",
    "show this help message and exit": "in hướng dẫn này",
    "show program's version number and exit": "in số phiên bản",
    " (default: %(default)s)": " (mặc định: %(default)s)",
    # what the user got wrong
    "%(prog)s: error: %(message)s\n": "lỗi: %(message)s. Xem %(prog)s --help.\n",
    "%(prog)s: warning: %(message)s\n": "lưu ý: %(message)s. Xem %(prog)s --help.\n",
    "argument %(argument_name)s: %(message)s": "%(argument_name)s: %(message)s",
    "expected one argument": "cần một giá trị đi kèm",
    "expected at most one argument": "chỉ nhận nhiều nhất một giá trị",
    "expected at least one argument": "cần ít nhất một giá trị đi kèm",
    "expected %s argument": "cần %s giá trị đi kèm",
    "invalid choice: %(value)r (choose from %(choices)s)": (
        "không nhận giá trị %(value)r; chọn một trong: %(choices)s"
    ),
    "invalid choice: %(value)r, maybe you meant %(closest)r? (choose from %(choices)s)": (
        "không nhận giá trị %(value)r, có phải %(closest)r không? Chọn một trong: %(choices)s"
    ),
    "invalid %(type)s value: %(value)r": "giá trị %(value)r không đúng kiểu",
    "ignored explicit argument %r": "không nhận giá trị đi kèm, ở đây là %r",
    "not allowed with argument %s": "không dùng cùng %s",
    "the following arguments are required: %s": "thiếu %s",
    "one of the arguments %s is required": "cần một trong các tùy chọn %s",
    "unrecognized arguments: %s": "không có tùy chọn nào là %s",
    "unexpected option string: %s": "không có tùy chọn nào là %s",
    "ambiguous option: %(option)s could match %(matches)s": (
        "%(option)s chưa rõ là tùy chọn nào trong các tùy chọn %(matches)s"
    ),
    "unknown parser %(parser_name)r (choices: %(choices)s)": (
        "không có lệnh %(parser_name)r; chọn một trong: %(choices)s"
    ),
    "can't open '%(filename)s': %(error)s": "không mở được tệp “%(filename)s”: %(error)s",
    "argument '%(argument_name)s' is deprecated": "“%(argument_name)s” sắp bị bỏ",
    "option '%(option)s' is deprecated": "tùy chọn “%(option)s” sắp bị bỏ",
    "command '%(parser_name)s' is deprecated": "lệnh “%(parser_name)s” sắp bị bỏ",
    # what a programmer got wrong: raised while the parser is made
    "conflicting option string: %s": "tùy chọn đã có: %s",
    "conflicting subparser: %s": "lệnh đã có: %s",
    "conflicting subparser alias: %s": "tên khác của lệnh đã có: %s",
    "cannot have multiple subparser arguments": "chỉ có một nhóm lệnh",
    "cannot merge actions - two groups are named %r": "hai nhóm tùy chọn cùng tên %r",
    "'required' is an invalid argument for positionals": "“required” không dùng cho tham số theo vị trí",
    "mutually exclusive arguments must be optional": "các tùy chọn loại trừ nhau phải không bắt buộc",
    "invalid option string %(option)r: must start with a character %(prefix_chars)r": (
        "tùy chọn %(option)r phải bắt đầu bằng một trong các ký tự %(prefix_chars)r"
    ),
    "dest= is required for options like %r": "tùy chọn %r cần dest=",
    "invalid conflict_resolution value: %r": "conflict_resolution không nhận %r",
    "%r is not callable": "%r không phải là hàm",
    ".__call__() not defined": "thiếu .__call__()",
    'argument "-" with mode %r': "“-” không mở được theo kiểu %r",
}
"""Every text that argparse of Python 3.11 to 3.14 has translated; of two forms by number, the first."""


class Vietnamese(gettext.NullTranslations):
    """The catalogue as gettext has it. Vietnamese has one form for any number."""

    def gettext(self, message: str) -> str:
        """Return ``message`` in Vietnamese."""
        return WORDS.get(message, message)

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        """Return ``msgid1`` in Vietnamese."""
        return self.gettext(msgid1)


@contextlib.contextmanager
def spoken() -> Iterator[None]:
    """Let argparse speak Vietnamese, as long as the block lasts."""
    names = {"_": Vietnamese().gettext, "ngettext": Vietnamese().ngettext}
    before = {name: getattr(argparse, name) for name in names}
    try:
        for name, function in names.items():
            setattr(argparse, name, function)
        yield
    finally:
        for name, function in before.items():
            setattr(argparse, name, function)
