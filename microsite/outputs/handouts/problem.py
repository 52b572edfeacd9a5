"""The one exception that a user of handouts can mend."""


class HandoutError(Exception):
    """A selection, a unit profile or a format that cannot be used; the text is one line of Vietnamese that says why."""
