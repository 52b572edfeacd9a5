"""The whole of the content, validated, and how its records hang together."""

from microsite.library.library import Library, Page
from microsite.library.origin import Origin
from microsite.library.texts import REFERENCE, citations, texts, typed_texts

__all__ = ["REFERENCE", "Library", "Origin", "Page", "citations", "texts", "typed_texts"]
