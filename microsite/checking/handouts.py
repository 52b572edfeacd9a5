"""Formats of handouts: each names a template that there is and suits it, and imposes only what can be imposed."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from microsite import model as m
from microsite.checking.near import near
from microsite.findings import Finding
from microsite.library import Library

IMPOSING = "imposition"
"""How the names of templates begin that rearrange the pages of another file, and hold nothing of their own."""

LIBRARY = "lib"
"""How the names of files begin that templates share: no sheet is made of one."""


def check(library: Library, templates: Collection[str]) -> Iterator[Finding]:
    """Yield formats whose template is none of ``templates``, the names of the theme's files for print, or another
    kind of template than they need, and formats that impose what is no booklet."""
    made = sorted(name for name in templates if not name.startswith(LIBRARY))
    for one in library.formats:
        if one.template not in templates or one.template.startswith(LIBRARY):
            yield Finding(
                "thieu-tep",
                library.origin(one).value("template"),
                f"Không có tệp theme/handouts/{one.template}.typ."
                if one.template not in templates
                else f"Tệp theme/handouts/{one.template}.typ chỉ là phần dùng chung, không phải mẫu tờ in.",
                near(one.template, made) or f"Sửa template, chọn trong: {', '.join(made)}; hoặc viết tệp mẫu ấy.",
            )
        elif one.template.startswith(IMPOSING) != bool(one.imposes):
            yield _unsuited(library, one)
        yield from _imposed(library, one)


def _unsuited(library: Library, one: m.Format) -> Finding:
    """Return the finding for a format with ``imposes`` and a template of content, or the other way round."""
    message, help_ = (
        (f"Mẫu “{one.template}” không xếp trang lại được.", f"Viết template: {IMPOSING}, hoặc thay imposes bằng about.")
        if one.imposes
        else (
            f"Mẫu “{one.template}” chỉ xếp trang lại cho mẫu khác.",
            "Thay about bằng imposes, kể mã các mẫu khổ a5; hoặc chọn template khác.",
        )
    )
    return Finding("gia-tri-la", library.origin(one).value("template"), message, help_)


def _imposed(library: Library, one: m.Format) -> Iterator[Finding]:
    """Yield what a format imposes that is not there or has no pages of A5."""
    known = {kind.id: kind for kind in library.formats}
    for i, key in enumerate(one.imposes):
        place, other = library.origin(one).value("imposes", i), known.get(key)
        if other is None:
            if key not in library.lost:
                help_ = near(key, known) or "Ghi mã một mẫu khác trong content/handouts.yml."
                yield Finding("tham-chieu-hong", place, f"Không có mã “{key}” trong content/handouts.yml.", help_)
        elif other.imposes:
            help_ = "Ghi mã mẫu có trường about."
            yield Finding("tham-chieu-hong", place, f"Mẫu “{key}” tự nó đã là bản xếp trang lại.", help_)
        elif "a5" not in other.papers:
            help_ = f"Thêm a5 vào papers của mẫu “{key}”, hoặc bỏ mã này."
            yield Finding("tham-chieu-hong", place, f"Mẫu “{key}” không có khổ a5 nên không xếp trang lại được.", help_)
