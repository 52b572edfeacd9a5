"""Pictures of targets say what the data says, and no more."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from xml.etree import ElementTree

from microsite import model as m
from microsite.library import Library
from microsite.outputs.pages import pictures
from microsite.telling import quantities
from microsite.vietnamese import numbers

SVG = "{http://www.w3.org/2000/svg}"


def drawn(library: Library, key: str) -> str:
    picture = pictures.of_target(library, library.target[key])
    assert picture is not None
    ElementTree.fromstring(picture)
    return picture.replace(numbers.NBSP, " ")


def label(picture: str) -> str:
    found = re.search(r'aria-label="([^"]+)"', picture)
    assert found is not None
    return found.group(1)


def key_to(picture: str) -> str:
    found = re.search(r"<figcaption>(.*)</figcaption>", picture)
    assert found is not None
    return found.group(1)


def axis(picture: str) -> float:
    found = re.search(r'<line class="axis" x1="12" y1="(\d+)"', picture)
    assert found is not None
    return float(found.group(1))


def own(picture: str) -> float:
    """Return where the diamond of the page's own target lies."""
    found = re.search(r'<path class="goal own" d="M([\d.]+) ', picture)
    assert found is not None
    return float(found.group(1))


def state(picture: str) -> tuple[float, float, float]:
    """Return where the circle of a state lies, and its radius."""
    found = re.search(r'<circle class="state" cx="([\d.]+)" cy="([\d.]+)" r="(\d+)"', picture)
    assert found is not None
    x, y, r = map(float, found.groups())
    return x, y, r


def test_both_milestones_stand_on_one_scale(library: Library) -> None:
    picture = drawn(library, "kinh-te-so-2045")
    assert "từ 0 đến 100%" in label(picture)
    assert label(picture).index("30% GDP") < label(picture).index("50% GDP")
    assert "hiện trạng" not in picture


def test_each_of_two_milestones_marks_its_own(library: Library) -> None:
    for earlier, later in (
        ("kinh-te-so-2030", "kinh-te-so-2045"),
        ("thu-hut-cong-nghe-2030", "thu-hut-cong-nghe-2045"),
    ):
        one, other = drawn(library, earlier), drawn(library, later)
        assert own(one) < own(other)
        for picture in (one, other):
            assert (
                picture.count('class="goal own"')
                == picture.count('class="goal other"')
                == picture.count('class="value"')
                == 1
            )
            assert "nhạt: mốc khác của cùng chỉ tiêu" in key_to(picture)
    assert "nhạt" not in key_to(drawn(library, "tfp"))


def test_a_state_of_affairs_is_drawn_only_where_a_source_gives_one(library: Library) -> None:
    for target in library.targets:
        picture = pictures.of_target(library, target)
        if picture is None:
            continue
        states = picture.count('class="state"')
        assert states <= len(target.baseline)
        assert ("Vòng tròn rỗng" in picture) == (states > 0)
        assert quantities.quantity(target).replace("&", "&amp;") in picture
        assert "nguồn nguồn" not in picture
        assert ('class="reach"' in picture) == ("Dải màu" in picture)


def test_a_state_never_looks_like_a_target_reached(library: Library) -> None:
    """It stands on a row of its own above the axis, and what is only nearly so stands before the value."""
    for key in ("chi-rd", "xuat-khau-cong-nghe-cao"):
        picture = drawn(library, key)
        x, y, r = state(picture)
        assert y + r < axis(picture) - pictures._DIAMOND
        assert x < own(picture)
    assert "(không nêu thời điểm): gần 50%" in label(drawn(library, "xuat-khau-cong-nghe-cao"))
    assert "hiện trạng theo nguồn (không nêu thời điểm): chưa đến 0,7% GDP" in label(drawn(library, "chi-rd"))


def test_a_range_is_a_bar_with_two_ends(library: Library) -> None:
    picture = drawn(library, "thuong-mai-hoa")
    low, high = (pictures._x(Decimal(value), Decimal(20)) for value in (8, 10))
    assert f'd="M{low} ' in picture
    assert f"H{high}V" in picture
    assert picture.count("h4v20h-4z") == 2
    assert "l9 9-9 9-9-9z" not in picture
    assert key_to(picture) == "Thanh có hai đầu: khoảng phải đạt."


def test_the_band_is_explained_as_the_target_is_worded(library: Library) -> None:
    assert "Dải màu: từ mức đó trở lên." in key_to(drawn(library, "chi-ngan-sach"))
    assert "Dải màu: trên mức đó." in key_to(drawn(library, "tfp"))
    assert "Dải màu" not in key_to(drawn(library, "khong-tien-mat"))


def test_the_scale_of_a_count_tells_its_unit(library: Library) -> None:
    picture = drawn(library, "doanh-nghiep-so-2030")
    assert ">20 doanh nghiệp</text>" in picture
    assert "Thang đo từ 0 đến 20 doanh nghiệp." in label(picture)
    assert ">100%</text>" in drawn(library, "tfp")


def test_ranks_growth_and_states_are_not_drawn(library: Library) -> None:
    for key in ("canh-tranh-so-the-gioi", "cong-bo-quoc-te", "phu-song-5g"):
        assert pictures.of_target(library, library.target[key]) is None


def test_marks_lie_on_the_scale_in_order_of_value(library: Library) -> None:
    picture = drawn(library, "chi-rd")
    assert pictures.LEFT < state(picture)[0] < own(picture) < pictures.RIGHT


def test_captions_of_two_near_states_stand_on_two_lines(library: Library) -> None:
    target = library.target["xuat-khau-cong-nghe-cao"]
    [figure] = (library.figure[key] for key in target.baseline)
    second = figure.model_copy(
        update={"id": "nam-sau", "value": Decimal(52), "comparator": m.Comparator.PLAIN, "as_of": "2024"}
    )
    both = target.model_copy(update={"baseline": (*target.baseline, "nam-sau")})
    picture = pictures.of_target(replace(library, figures=(*library.figures, second), targets=(both,)), both)
    assert picture is not None
    lines = [float(y) for y in re.findall(r'<text class="value" x="[\d.]+" y="([\d.]+)"', picture)]
    assert len(lines) == len(set(lines)) == 3
    assert min(lines) > 0
    assert picture.count('class="state"') == picture.count('class="stem"') == 2
