"""Numbers the editors worked out themselves: can they be worked out again?"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable
from decimal import Decimal

from microsite.checking.verify.numerals import Form, Mention

DERIVED = re.compile(
    r"cộng (?:lại|được|thành|hai|ba|các|cả)|tổng cộng|chia (?:cho|ra)|trừ (?:đi|cho)|nhân với"
    r"|(?:hơn|kém) nhau|tức (?:là )?(?:tăng|giảm)"
    r"|ban biên tập (?:tự )?(?:tính|cộng|đếm)|(?:trang này|chúng tôi) (?:tự )?(?:tính|cộng|đếm)|lệch|chênh",
    re.I,
)
"""Words that tell readers of a sentence that its number is the editors' own."""


_OVER = re.compile(r"(?:hơn|trên)\s$", re.I)
_UNDER = re.compile(r"(?:gần|chưa đến|chưa tới|dưới)\s$", re.I)


def follows(mention: Mention, given: Iterable[Mention], before: str = "") -> bool:
    """Say whether the number of ``mention`` comes out of the numbers ``given`` by one step, fairly rounded.

    A step is the sum of all of them, or the sum, difference, product, quotient or growth of two. Behind
    "hơn" or "gần" (at the end of the text ``before``) a number is rounded down or up, else to the nearest.
    """
    if mention.form is not Form.NUMBER:
        return False
    percent = Decimal(100 if mention.percent else 1)
    exponent = mention.values[0].as_tuple().exponent
    step = Decimal(10) ** (exponent if isinstance(exponent, int) else 0) / percent
    down, up = _OVER.search(before) is not None, _UNDER.search(before) is not None
    low, high = (Decimal(0), step) if down else (-step, Decimal(0)) if up else (-step / 2, step / 2)
    wanted = mention.values[0] / percent
    numbers = [value / 100 if other.percent else value for other in given for value in other.values]
    # A list may hold the total as well, so the sum is also taken without the largest number.
    sums = [sum(numbers, Decimal(0)), sum(numbers, Decimal(0)) - max(numbers, default=Decimal(0))]
    return any(low <= result - wanted <= high for result in itertools.chain(sums, _pairs(numbers)))


def _pairs(numbers: list[Decimal]) -> Iterable[Decimal]:
    for one, other in itertools.permutations(numbers, 2):
        yield one + other
        yield one - other
        yield one * other
        if other:
            yield one / other
            yield (one - other) / other
