"""The command line's own words: argparse speaks Vietnamese, all of it."""

from __future__ import annotations

import argparse
import ast
import inspect
import re

import pytest

from microsite.commands import cli, words

NEWER = (
    " (default: %(default)s)",
    "%(heading)s:",
    "%(prog)s: warning: %(message)s\n",
    "argument '%(argument_name)s' is deprecated",
    "command '%(parser_name)s' is deprecated",
    "option '%(option)s' is deprecated",
    "invalid choice: %(value)r, maybe you meant %(closest)r? (choose from %(choices)s)",
    "show program's version number and exit",
)
"""What argparse of Python 3.12 to 3.14 has besides (Lib/test/translationdata/argparse/msgids.txt of CPython)."""


def translatable() -> set[str]:
    """Every text that the running Python's argparse has translated."""
    tree = ast.parse(inspect.getsource(argparse))
    calls = [n for n in ast.walk(tree) if isinstance(n, ast.Call) and isinstance(n.func, ast.Name)]
    asked = [call for call in calls if getattr(call.func, "id", "") in {"_", "ngettext"}]
    inner = [argument for call in asked for argument in call.args[:1]]
    found = [text.value for a in inner for text in ast.walk(a) if isinstance(text, ast.Constant)]
    return {text for text in found if isinstance(text, str)} - {"title", "description"}  # keys, not texts


def test_everything_argparse_says_has_a_translation() -> None:
    assert len(translatable()) > 30
    assert translatable() | set(NEWER) <= set(words.WORDS) | {"", "prog"}


def test_a_translation_fills_in_what_the_original_does() -> None:
    for original, translated in words.WORDS.items():
        names = set(re.findall(r"%\(\w+\)[sr]|%[sr]", translated))
        assert names <= set(re.findall(r"%\(\w+\)[sr]|%[sr]", original)), original
        if re.search(r"%[sr]", original):  # filled in by position: none may be left over
            assert translated.count("%") == original.count("%"), original


def test_argparse_speaks_its_own_language_afterwards() -> None:
    before = argparse._, argparse.ngettext  # type: ignore[attr-defined]
    with words.spoken():
        assert argparse._ is not before[0]  # type: ignore[attr-defined]
    assert before == (argparse._, argparse.ngettext)  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["check", "--format", "xml"], "--format: không nhận giá trị 'xml'; chọn một trong: "),
        (["check", "--fix=1"], "--fix: không nhận giá trị đi kèm, ở đây là '1'"),
        (["check", "--format"], "--format: cần một giá trị đi kèm"),
        (["check", "--form", "json"], "không có tùy chọn nào là --form json"),
        (["verify"], "thiếu --sources"),
        (["khong-co"], "lệnh: không nhận giá trị 'khong-co'; chọn một trong: "),
        (["serve", "--port", "x"], "--port: phải là một số, ở đây là “x”"),
        (["new-site"], "thiếu THƯ_MỤC"),
        (["new-site", "x", "--official", "--not-official"], "--not-official: không dùng cùng --official"),
    ],
)
def test_a_wrong_command_line_is_told_in_one_line(
    arguments: list[str], told: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as ended:
        cli.main(arguments)
    assert ended.value.code == 2
    printed = capsys.readouterr()
    assert printed.err.startswith(f"lỗi: {told}")
    assert printed.err.count("\n") == 1
    assert printed.out == ""


@pytest.mark.parametrize("command", ["", *(c.__name__.rpartition(".")[2].replace("_", "-") for c in cli.COMMANDS[:-1])])
def test_help_has_no_english_and_no_word_of_any_subject(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        cli.main([*([command] if command else []), "--help"])
    assert ended.value.code == 0
    printed = capsys.readouterr().out
    assert not re.search(r"\b(usage|options|optional|positional|arguments|show|exit|default|help message)\b", printed)
    assert not re.search(r"(?i)nghị quyết 57|nq57|boi-canh|the-che|can-bo|du-lieu|to-roi|so-tay", printed)
    assert "in hướng dẫn này" in printed


def test_a_site_that_is_not_there_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["check", "--site", "khong-co-thu-muc"]) == 1
    assert re.fullmatch(r"lỗi: Không có thư mục khong-co-thu-muc; .*\n", capsys.readouterr().err)


def test_the_site_may_stand_before_or_after_the_command() -> None:
    parser = cli.parser()
    for line in (["--site", "a", "check"], ["check", "--site", "a"], ["--site", "b", "check", "--site", "a"]):
        assert str(parser.parse_args(line).site) == "a"
    assert parser.parse_args(["--address", "https://a.vn", "build"]).address == "https://a.vn"
