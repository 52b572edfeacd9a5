"""Pictures of targets say what the data says, and no more."""

from __future__ import annotations

import re

import pytest

from microsite import pictures, reading, text
from microsite.library import Library
from tests.conftest import ROOT


@pytest.fixture(scope="module")
def library() -> Library:
    found = reading.read(ROOT).library
    assert found is not None
    return found


def test_both_milestones_stand_on_one_scale(library: Library) -> None:
    drawn = pictures.of_target(library, library.target["kinh-te-so-2045"])
    assert drawn is not None
    label = re.search(r'aria-label="([^"]+)"', drawn)
    assert label is not None
    assert "từ 0 đến 100%" in label.group(1)
    words = label.group(1).replace("\u00a0", " ")
    assert words.index("30% GDP") < words.index("50% GDP")
    assert "hiện trạng" not in drawn


def test_a_state_of_affairs_is_drawn_only_where_a_source_gives_one(library: Library) -> None:
    for target in library.targets:
        drawn = pictures.of_target(library, target)
        if drawn is None:
            continue
        states = drawn.count('class="state"')
        assert states <= len(target.baseline)
        assert ("Vòng tròn rỗng" in drawn) == (states > 0)
        assert text.quantity(target).replace("&", "&amp;") in drawn


def test_ranks_growth_and_states_are_not_drawn(library: Library) -> None:
    for key in ("canh-tranh-so-the-gioi", "cong-bo-quoc-te", "phu-song-5g"):
        assert pictures.of_target(library, library.target[key]) is None


def test_marks_lie_on_the_scale_in_order_of_value(library: Library) -> None:
    drawn = pictures.of_target(library, library.target["chi-rd"])
    assert drawn is not None
    circle = re.search(r'<circle class="state" cx="([\d.]+)"', drawn)
    diamond = re.search(r'<path class="goal" d="M([\d.]+) ', drawn)
    assert circle is not None
    assert diamond is not None
    assert pictures.LEFT < float(circle.group(1)) < float(diamond.group(1)) < pictures.RIGHT
