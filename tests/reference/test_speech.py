"""What “Đọc to” says of the reference site: nothing that is not a word."""

from __future__ import annotations

import re

from microsite import ROOT, reading
from microsite.telling import markup
from tests.test_speech import spoken


def test_every_item_is_said_in_words_only() -> None:
    library = reading.read(ROOT).library
    assert library is not None
    own = {term.term: term.spoken for term in library.glossary if term.spoken}
    texts = [markup.to_plain(t, library) for i in library.items for t in (i.question, i.short_answer, i.answer)]
    left = {
        found for said, *_ in spoken(texts, own) for found in re.findall(r"\S*(?:\d|[%&/]|\b[A-ZĐ]{2,}\b)\S*", said)
    }
    assert left == set()
