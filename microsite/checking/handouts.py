"""Formats of handouts: each names a template that there is."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from microsite.findings import Finding
from microsite.library import Library


def check(library: Library, templates: Collection[str]) -> Iterator[Finding]:
    """Yield formats whose template is none of ``templates``, the names of the theme's files for print."""
    for one in library.formats:
        if one.template not in templates:
            yield Finding(
                "thieu-tep",
                library.origin(one).value("template"),
                f"Không có tệp theme/handouts/{one.template}.typ.",
                "Viết tệp mẫu ấy, hoặc sửa template.",
            )
