"""Where things stand on disk: the generator in one folder, the site in another, or both in the same.

Belongs to no room and knows nothing of any: the way to a folder, never what is in it.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from microsite import ROOT

THEME = "theme"


@dataclass(frozen=True, slots=True)
class Folders:
    """The folders of one run.

    ``site`` holds ``content/`` and ``qa/``, may hold files laid over the theme in ``theme/``, and gets ``build/``.
    ``generator`` holds the theme, the engine's settings and this program.
    """

    site: Path
    generator: Path = ROOT

    @property
    def build(self) -> Path:
        """What is made of the site, and kept between builds."""
        return self.site / "build"

    @property
    def published(self) -> Path:
        """The finished site."""
        return self.build / "site"

    @property
    def cache(self) -> Path:
        """What only saves time."""
        return self.build / "cache"

    @property
    def themes(self) -> tuple[Path, ...]:
        """The folders that make up the theme; of two files of the same name that in the first counts."""
        own, base = self.site / THEME, self.generator / THEME
        return (own, base) if own.is_dir() and own.resolve() != base.resolve() else (base,)

    @property
    def settings(self) -> Path:
        """The engine's settings."""
        return self.generator / "mkdocs.yml"

    def shown(self, path: Path) -> str:
        """Return ``path`` as a person at the terminal would write it: from where he stands, if it is below."""
        here = path.resolve()
        return (here.relative_to(Path.cwd()) if here.is_relative_to(Path.cwd()) else here).as_posix()
