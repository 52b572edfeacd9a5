"""YAML and Markdown files → records with the place of every value."""

from microsite.reading.files import Reading, read

__all__ = ["Reading", "read"]
