"""The ledger of rules in `docs/rules.md` says what is covered: it must be so."""

import json
import re
from pathlib import Path

import pytest

from schema.facts import catalogue

ROOT = Path(__file__).parents[2]
ROWS = re.findall(
    r"^\| (R\d\d) \|.*\| ([^|]*) \|$", (ROOT / "docs" / "rules.md").read_text(encoding="utf-8"), re.MULTILINE
)
COVERED = [(rule, path) for rule, where in ROWS for path in re.findall(r"`((?:tests|clients)/[^`]+)`", where)]
# Functions, the names of rows and those of TypeScript's tests: a text that names rules and goes on.
NAMES = re.compile(r"def (test_\w+)|[\"']([^\"'\n]*R\d\d[^\"'\n]* [^\"'\n]*)[\"']")


def test_the_ledger_names_every_rule() -> None:
    assert [rule for rule, _ in ROWS] == [f"R{n:02}" for n in range(1, 47)]


@pytest.mark.parametrize(("rule", "path"), COVERED)
def test_what_is_named_as_covered_has_the_rule_in_a_tests_name(rule: str, path: str) -> None:
    found = NAMES.findall((ROOT / path).read_text(encoding="utf-8"))
    assert any(rule in name.upper() for names in found for name in names)


@pytest.mark.parametrize(("rule", "where"), ROWS)
def test_what_is_not_covered_says_so(rule: str, where: str) -> None:
    assert "Not covered" in where or rule in [covered for covered, _ in COVERED]


def test_r45_nothing_has_a_member_for_money() -> None:
    words = re.findall(r"[a-z]+", json.dumps(catalogue()).lower())
    assert not {"fee", "fees", "price", "amount", "payment", "paid", "money"} & set(words)
