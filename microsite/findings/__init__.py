"""What is wrong, where it stands, and what to write instead; the reporters; what the terminal is told."""

from microsite.findings.alignment import Span
from microsite.findings.console import Console, UserError
from microsite.findings.finding import Finding, Place, SourceFile, in_order
from microsite.findings.placed import KeyPath, PlacedFile
from microsite.findings.reports import as_github, as_json, as_text
from microsite.findings.rules import RULES, Group, Rule, Severity

__all__ = [
    "RULES",
    "Console",
    "Finding",
    "Group",
    "KeyPath",
    "Place",
    "PlacedFile",
    "Rule",
    "Severity",
    "SourceFile",
    "Span",
    "UserError",
    "as_github",
    "as_json",
    "as_text",
    "in_order",
]
