"""What the commands share: their parser, the options that several have, and which site they are about."""

from __future__ import annotations

import argparse
import re
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from microsite import ROOT
from microsite import model as m
from microsite.findings import UserError
from microsite.folders import Folders
from microsite.telling import addresses

if TYPE_CHECKING:
    Commands = argparse._SubParsersAction["Parser"]
else:
    Commands = argparse.Action

Run = Callable[..., int]

FORMATS = ("text", "github", "json")
"""How findings are printed."""


class Parser(argparse.ArgumentParser):
    """An argument parser that tells what is wrong in one line, without the whole usage above it."""

    def error(self, message: str) -> NoReturn:
        """End the program with status 2."""
        words: str = vars(argparse)["_"]("%(prog)s: error: %(message)s\n")
        self.exit(2, words % {"prog": self.prog, "message": message})


def add(commands: Commands, name: str, run: Run, about: str, description: str | None = None) -> Parser:
    """Add the command ``name``, which every site has, and return its parser."""
    parser = commands.add_parser(
        name,
        help=about,
        description=description,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    parser.set_defaults(run=run)
    site_option(parser, argparse.SUPPRESS)
    return parser


def site_option(parser: argparse.ArgumentParser, default: object = ROOT) -> None:
    """Add ``--site``; that of a command must not undo one before the command, so its default is no value at all."""
    about = "thư mục của trang (có content/ và qa/); mặc định là thư mục của bộ xây trang"
    parser.add_argument("--site", type=Path, metavar="THƯ_MỤC", default=default, help=about)
    parser.add_argument("--root", type=Path, dest="site", default=default, help=argparse.SUPPRESS)


def address_option(parser: argparse.ArgumentParser, about: str, default: object = None) -> None:
    """Add ``--address``."""
    parser.add_argument("--address", metavar="ĐỊA_CHỈ", default=default, help=about)


def findings_option(parser: argparse.ArgumentParser) -> None:
    """Add ``--format`` for findings."""
    parser.add_argument("--format", choices=FORMATS, default="text", help="cách in kết quả")


def number(value: str) -> int:
    """Return an option's value as a number."""
    if not re.fullmatch(r"[0-9]{1,9}", value):
        raise argparse.ArgumentTypeError(f"phải là một số, ở đây là “{value}”")
    return int(value)


def public_address(args: argparse.Namespace) -> str | None:
    """Return the value of ``--address``, if it is where a site can be."""
    address: str | None = args.address
    if address is not None and re.fullmatch(m.SITE_ADDRESS, address) is None:
        raise UserError(
            f"--address phải là địa chỉ đầy đủ của trang, ví dụ https://vi-du.vn/trang/; ở đây là “{address}”."
        )
    if address is not None and len(address) > m.LONGEST_ADDRESS:
        raise UserError(f"--address dài quá {m.LONGEST_ADDRESS} ký tự.")
    return address


def folders_of(args: argparse.Namespace) -> Folders:
    """Return the folders of the site that ``--site`` names."""
    site: Path = args.site
    if not site.is_dir():
        raise UserError(f"Không có thư mục {site}; ghi đúng tên thư mục của trang sau --site.")
    return Folders(site.resolve())


def published(folders: Folders) -> Path:
    """Return the folder of the built site. Raises :class:`UserError` where there is none."""
    if not (folders.published / addresses.published(addresses.HOME)).is_file():
        raise UserError(f"Chưa có {folders.shown(folders.published)}; hãy xây trang trước bằng {again(folders)}.")
    return folders.published


def again(folders: Folders, *words: str) -> str:
    """Return the command line that does ``words`` for the same site."""
    where = () if folders.site == folders.generator else ("--site", quoted(folders.shown(folders.site)))
    return " ".join(("python3 build.py", *words, *where))


def quoted(path: str) -> str:
    """Return ``path`` as a shell takes it for one word, on every system."""
    return f'"{path}"' if re.search(r"[^\w./:\\~-]", path) else path
