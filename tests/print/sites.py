"""Small sites of other subjects than the reference site's, as libraries: what their sheets must hold and must not."""

from __future__ import annotations

import datetime as dt

from microsite import model as m
from microsite.library import Library

DAY = dt.date(2027, 3, 4)


def _item(number: int, doc: str, at: str, **more: object) -> m.Item:
    return m.Item.model_validate(
        {
            "id": f"cau-so-{number}",
            "number": number,
            "question": f"Ai được vay vốn đợt {number}?",
            "short_answer": "Hộ nghèo và hộ cận nghèo được vay.",
            "answer": "Hộ nghèo được vay trước.\n\n- Hộ có người ốm\n- Hộ có con đi học\n\nHồ sơ nộp ở xã.",
            "sources": [{"doc": doc, "at": at}],
            "published": DAY,
            "reviewed": DAY - dt.timedelta(days=number),
            **more,
        }
    )


def _source(key: str, short: str, kind: str, **more: object) -> m.Source:
    return m.Source.model_validate(
        {
            "id": key,
            "kind": kind,
            "issuer": "Ủy ban nhân dân tỉnh",
            "title": f"{kind} cho hộ nghèo vay vốn",
            "short": short,
            "authority": "primary",
            "about": "Văn bản gốc.",
            "places": [{"at": "{n}", "first": 1, "last": 9}],
            **more,
        }
    )


def _target(order: int, by: str, doc: str, **more: object) -> m.Target:
    return m.Target.model_validate(
        {
            "id": f"muc-{order}",
            "name": f"Hộ nghèo được vay năm {by[:4]}" if by[:1] == "2" else f"Việc thứ {order}",
            "measure": "Tỷ lệ hộ nghèo được vay",
            "group": "vay",
            "by": by,
            "value": order * 10,
            "unit": "%",
            "of": "tổng số hộ nghèo",
            "sources": [{"doc": doc, "at": "1"}],
            "order": order,
            **more,
        }
    )


def _site(**more: object) -> m.Site:
    return m.Site.model_validate(
        {
            "title": "Hỏi đáp vay vốn",
            "tagline": "Ai được vay, vay thế nào",
            "description": "Hỏi đáp cho hộ nghèo.",
            "publisher": "Hội Nông dân huyện",
            **more,
        }
    )


def faq(formats: tuple[m.Format, ...]) -> Library:
    """Return a plain FAQ: items with two sources, nothing else."""
    sources = (_source("so-tay", "Sổ tay vay vốn", "Sổ tay"), _source("to-trinh", "Tờ trình 8", "Tờ trình"))
    items = tuple(_item(n, "so-tay", str(n)) for n in range(1, 6))
    return Library(_site(), items=items, sources=sources, formats=formats)


def scheme(formats: tuple[m.Format, ...]) -> Library:
    """Return a site on a plan with targets of two documents for three years, task groups, and half an overview."""
    sources = (
        _source("kh12", "Kế hoạch 12", "Kế hoạch", number="12/KH-UBND", date="2026-01-05"),
        _source("dt", "Đề án vay vốn", "Đề án"),
    )
    targets = (
        _target(1, "2027", "kh12"),
        _target(2, "2035", "kh12"),
        _target(3, "2035-06", "dt"),
        _target(4, "recurring", "kh12", every="hằng tháng"),
        _target(5, "2020", "dt", comparator="state", value=None, unit=None, of=None, state="mọi hộ nghèo được vay"),
    )
    group = {
        "id": "cho-vay",
        "number": 1,
        "official_name": "Cho vay đúng người",
        "short_name": "Cho vay đúng người",
        "summary": "Lập danh sách hộ nghèo.",
        "asks": "Xã lập danh sách hằng quý.",
        "commitments": [{"text": "Công khai danh sách.", "source": {"doc": "kh12", "at": "3"}}],
        "sources": [{"doc": "kh12", "at": "3"}],
        "reviewed": DAY,
    }
    overview = (
        {"id": "what", "question": "Kế hoạch 12 là gì?", "text": "Là kế hoạch cho vay."},
        {"id": "who", "question": "Ai được vay?", "text": "Hộ nghèo."},
    )
    return Library(
        _site(lead="kh12", official=True, licence={"name": "Giấy phép mở của tỉnh", "url": "https://vi-du.example/gp"}),
        items=tuple(_item(n, "kh12", "2", task_groups=["cho-vay"]) for n in (1, 2)),
        sources=sources,
        targets=targets,
        target_groups=(m.TargetGroup(id="vay", name="Cho vay", summary="Ai được vay bao nhiêu."),),
        task_groups=(m.TaskGroup.model_validate(group),),
        overview=tuple(
            m.Answer5W1H.model_validate({**answer, "sources": [{"doc": "kh12", "at": "1"}]}) for answer in overview
        ),
        formats=formats,
    )
