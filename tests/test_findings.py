"""Findings: the table of rules is complete, and placing and printing stay bounded whatever a file holds."""

from __future__ import annotations

import ast
import re

from microsite.findings import RULES, Severity
from tests.conftest import ROOT

OWN = ROOT / "microsite"
TABLE = OWN / "findings/rules.py"


def test_every_rule_in_the_table_is_used() -> None:
    modules = [path.read_text(encoding="utf-8") for path in OWN.rglob("*.py") if path != TABLE]
    assert [rule for rule in RULES if not any(f'"{rule}"' in module for module in modules)] == []


def test_every_rule_used_is_in_the_table() -> None:
    """A finding of an unknown rule cannot be made; here the first argument of those that no test makes."""
    for path in OWN.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            match node:
                case ast.Call(func=ast.Name("Finding"), args=[ast.Constant(str(rule)), *rest]):
                    assert rule in RULES, path
                    if any(isinstance(part, ast.Attribute) and part.attr == "WARNING" for part in rest):
                        assert Severity.WARNING in RULES[rule].severities, rule


def test_rules_say_why_and_what_to_do_in_a_line() -> None:
    for rule in RULES.values():
        assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)+", rule.id)
        for text in (rule.why, rule.cure):
            assert text.strip() == text != "", rule.id
            assert "\n" not in text, rule.id
            assert not text.endswith("."), rule.id
