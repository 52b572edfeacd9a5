"""What a person at the terminal is told: progress, results, and the one error that a user can mend."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence

from microsite.findings.finding import Finding
from microsite.findings.reports import as_github, as_json, as_text, foremost


class UserError(Exception):
    """Something the user can mend; the text says what and how, in one line of Vietnamese."""


class Console:
    """Progress and results on the terminal; plain lines where no person watches."""

    def __init__(self) -> None:
        self.colour = sys.stdout.isatty() and "NO_COLOR" not in os.environ and os.environ.get("TERM") != "dumb"

    def step(self, text: str) -> None:
        """Tell that a step begins."""
        print(f"• {text}", file=sys.stderr, flush=True)

    def say(self, text: str) -> None:
        """Print a result."""
        print(text, flush=True)

    def findings(self, found: Sequence[Finding], style: str) -> None:
        """Print ``found`` in ``style``: ``json`` (all of them), ``text`` or ``github`` (as many as can be read)."""
        if style == "json":
            self.say(as_json(found))
            return
        shown = foremost(found)
        if shown:
            self.say(as_github(shown) if style == "github" else as_text(shown, colour=self.colour) + "\n")
        if len(found) > len(shown):
            self.say(f"… và {len(found) - len(shown)} chỗ khác.\n")
