"""The theme of one site as one folder, which Jinja, Typst and the engine read alike."""

from __future__ import annotations

from pathlib import Path

from microsite.findings import UserError
from microsite.folders import THEME, Folders


def laid(folders: Folders) -> Path:
    """Return the folder that holds the theme: the generator's, or a copy with the site's own files laid over it.

    A copy that is there already is brought up to date; files that are right are left alone, so that who
    watches them sees what has changed and nothing else.
    """
    if len(folders.themes) == 1:
        return folders.themes[0]
    target = folders.cache / THEME
    wanted = {name: path for theme in reversed(folders.themes) for name, path in _files(theme).items()}
    for name in wanted:
        if clash := next((parent for parent in name.parents if parent in wanted), None):
            own = next(path for path in (wanted[name], wanted[clash]) if path.is_relative_to(folders.themes[0]))
            own = own if own == wanted[clash] else folders.themes[0] / clash
            kinds = ("tệp", "thư mục") if own.is_file() else ("thư mục", "tệp")
            raise UserError(
                f"{own} là một {kinds[0]}, nhưng mẫu giao diện có {kinds[1]} cùng tên; đổi tên {kinds[0]} ấy."
            )
    for name, path in _files(target).items():
        if name not in wanted:
            path.unlink()
    for name, path in wanted.items():
        _copy(path, target / name)
    return target


def _files(folder: Path) -> dict[Path, Path]:
    """Return the files of ``folder`` by their path in it; hidden ones are the editor's or the system's."""
    found = {path.relative_to(folder): path for path in sorted(folder.rglob("*")) if path.is_file()}
    return {name: path for name, path in found.items() if not any(part.startswith(".") for part in name.parts)}


def _copy(source: Path, target: Path) -> None:
    content = source.read_bytes()
    if target.is_dir():  # left over from a theme that had a folder of this name
        target.rmdir()
    if not target.is_file() or target.read_bytes() != content:
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)
