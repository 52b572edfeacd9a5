"""The real content: complete, without errors, and counted.

An editor may see these fail on a pull request, so what they say is Vietnamese and names the file.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace

import pytest

from microsite import checking as rules
from microsite import model as m
from microsite import reading
from microsite.findings import Severity, as_text, in_order
from microsite.library import Library
from microsite.outputs.pages import render as rendering
from microsite.outputs.pages.view import View
from microsite.telling import sitemap
from tests.conftest import ROOT


@pytest.fixture(scope="module")
def read() -> reading.Reading:
    return reading.read(ROOT)


def test_no_errors(read: reading.Reading, library: Library) -> None:
    newest = max([i.reviewed for i in library.items] + [g.reviewed for g in library.task_groups])
    templates = {path.stem for path in (ROOT / "theme" / "handouts").glob("*.typ")}
    found = in_order([*read.findings, *rules.check(library, max(newest, dt.date(2026, 11, 22)), templates)])
    errors = [f for f in found if f.severity is Severity.ERROR]
    assert not errors, "\n" + as_text(errors)


def test_every_target_is_named_by_an_item_or_shown_with_its_group(library: Library) -> None:
    grouped = [t for g in library.target_groups for t in library.targets_in(g)]
    assert sorted(grouped, key=lambda t: t.order) == list(library.targets)
    assert [t.order for t in library.targets] == sorted({t.order for t in library.targets})


def test_every_audience_and_topic_has_items(library: Library) -> None:
    for audience in library.audiences:
        assert library.items_for(audience), (
            f"content/audiences.yml: chưa câu nào ghi đối tượng {audience.id} ở trường audiences."
        )
    for topic in library.topics:
        assert library.items_on(topic), f"content/topics.yml: chưa câu nào ghi chủ đề {topic.id} ở trường topics."


def render(library: Library, subject: m.Record) -> str:
    """Return the Markdown of the page on ``subject``."""
    page = next(p for p in sitemap.plan(library) if p.subject is subject)
    template = rendering.environment(ROOT / "theme").get_template(f"{page.template}.md.j2")
    return template.render(page=page, view=View(library, page), lib=library, site=library.site, subject=subject)


def test_a_page_for_an_audience_names_each_question_once_and_those_to_read_first_before_the_others(
    library: Library,
) -> None:
    for audience in library.audiences:
        listed = [int(n) for n in re.findall(r'<span class="no">(\d+)</span>', render(library, audience))]
        assert listed[: len(audience.start_with)] == list(audience.start_with)
        assert sorted(listed) == [item.number for item in library.items_for(audience)]


def test_where_to_write_is_told_at_the_end_of_an_item_once_it_is_known(library: Library) -> None:
    item = library.items[0]

    def shown(contact: str | None) -> str:
        return render(replace(library, site=library.site.model_copy(update={"contact": contact})), item)

    assert "Góp ý, báo lỗi:</strong> gop-y@xa.example &lt;Ban biên tập&gt;</p>" in shown(
        "gop-y@xa.example <Ban biên tập>"
    )
    assert "Góp ý, báo lỗi" not in shown(None)


def test_later_targets_are_later(library: Library) -> None:
    for target in library.targets:
        if target.earlier is not None:
            assert library.target[target.earlier].by < target.by, (
                f"content/targets/{target.id}.yml: earlier phải là chỉ tiêu có hạn sớm hơn."
            )
