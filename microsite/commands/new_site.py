"""``new-site``: the files of a new site, valid from the start."""

from __future__ import annotations

import argparse
import sys
import tempfile
import unicodedata
from dataclasses import dataclass
from pathlib import Path

from microsite import starter
from microsite.checking.checked import judged, today
from microsite.commands import shared
from microsite.findings import Console, Severity, UserError
from microsite.folders import Folders


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked, which option answers it, and whether it may be left open."""

    name: str
    value: str
    words: str
    required: bool = True

    @property
    def option(self) -> str:
        """The option that answers."""
        return "--" + self.name.replace("_", "-")


QUESTIONS = (
    Question("title", "TÊN", "Tên trang"),
    Question("short_title", "TÊN", "Tên ngắn, hiện dưới biểu tượng trên điện thoại", required=False),
    Question("document", "TÊN", "Tên đầy đủ của văn bản mà trang giới thiệu"),
    Question("number", "SỐ", "Số hiệu của văn bản", required=False),
    Question("issuer", "TÊN", "Cơ quan ban hành văn bản, hoặc nơi xuất bản"),
    Question("publisher", "TÊN", "Bên xuất bản trang này"),
)
_OFFICIAL = "Bên xuất bản là cơ quan có thẩm quyền về văn bản ấy"


def add(commands: shared.Commands) -> None:
    """Add the command."""
    about = "tạo một trang mới: viết sẵn các tệp trong qa/ và content/, hỏi vài điều nếu chưa có trong tùy chọn"
    parser = commands.add_parser("new-site", help=about, allow_abbrev=False)
    parser.add_argument("folder", type=Path, metavar="THƯ_MỤC", help="thư mục của trang mới, chưa có hoặc đang trống")
    for question in QUESTIONS:
        parser.add_argument(question.option, metavar=question.value, help=_lowered(question.words))
    either = parser.add_mutually_exclusive_group()
    either.add_argument("--official", action="store_true", default=None, help=_lowered(_OFFICIAL))
    either.add_argument("--not-official", action="store_false", dest="official", help="không phải cơ quan ấy")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace, console: Console) -> int:
    """Write the files, if all of them can be and are valid."""
    target: Path = args.folder.absolute()
    _vacant(target)
    files = starter.files(_answers(args), today())
    _sound(files)
    for name, content in files.items():
        path = target / name
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("x", encoding="utf-8", newline="\n") as out:
            out.write(content)
    folders = Folders(target.resolve())
    console.say(f"Đã viết {len(files)} tệp vào {folders.shown(target)}. Xây trang ngay bằng lệnh:")
    console.say(f"  {shared.again(folders)}")
    console.say("Rồi thay hai câu mẫu trong qa/ bằng câu thật; README.md trong thư mục ấy kể các bước.")
    return 0


def _vacant(target: Path) -> None:
    """See that nothing stands where the files go, but perhaps an empty repository."""
    nearest = next(path for path in (target, *target.parents) if path.exists())
    if not nearest.is_dir():
        raise UserError(f"{nearest} là một tệp, không phải thư mục; chọn tên khác.")
    if nearest == target and (there := sorted(path.name for path in target.iterdir() if path.name != ".git")):
        raise UserError(f"Thư mục {target} đã có {there[0]}; chọn một thư mục chưa có hoặc đang trống.")


def _answers(args: argparse.Namespace) -> starter.Answers:
    """Return what the options say, and where a person sits at the terminal, what he answers to the rest."""
    given = {q.name: _usable(q, getattr(args, q.name)) for q in QUESTIONS}
    missing = [q.option for q in QUESTIONS if q.required and given[q.name] is None]
    asking = bool(missing)  # who has told what is required wants no questions
    if asking and not sys.stdin.isatty():
        raise UserError(f"Cần thêm {', '.join(missing)}; hoặc chạy lệnh này ở cửa sổ dòng lệnh để được hỏi.")
    official = args.official
    if asking:
        given |= {q.name: _asked(q) for q in QUESTIONS if given[q.name] is None}
        if official is None:
            official = _line(f"{_OFFICIAL}? (c = có, Enter = không) ").lower() in {"c", "co", "có"}
    named = {name: value for name, value in given.items() if value is not None}
    return starter.Answers(**named, official=bool(official))


def _asked(question: Question) -> str | None:
    """Ask until the answer can be used."""
    while True:
        answer = _line(f"{question.words}{'' if question.required else ' (Enter nếu không có)'}: ")
        try:
            told = _usable(question, answer)
        except UserError as error:
            print(error, file=sys.stderr)
            continue
        if told is not None or not question.required:
            return told


def _line(prompt: str) -> str:
    try:
        return input(prompt).strip()
    except EOFError:
        raise UserError("Chưa trả lời xong nên chưa viết gì.") from None


def _usable(question: Question, answer: str | None) -> str | None:
    """Return ``answer`` as one line of words, ``None`` if it is empty."""
    line = unicodedata.normalize("NFC", answer or "").strip()
    if code := starter.unusable(line):
        raise UserError(f"{question.words}: có ký tự không dùng được ({code}); viết trên một dòng, chỉ gồm chữ.")
    return line or None


def _sound(files: dict[str, str]) -> None:
    """See that a site of ``files`` passes ``check``; what does not is something that was answered."""
    with tempfile.TemporaryDirectory(prefix="microsite-new-") as name:
        for path, content in files.items():
            target = Path(name, path)
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(content, encoding="utf-8", newline="\n")
        found = [f for f in judged(Folders(Path(name)))[1] if f.severity is Severity.ERROR]
    if found:
        place, first = found[0].place, found[0]
        words = place.file.lines[place.line - 1].strip() if place.line <= len(place.file.lines) else str(place)
        raise UserError(f"không dùng được “{words}”: {first.message} {first.help}")


def _lowered(words: str) -> str:
    return words[0].lower() + words[1:]
