"""What a program was written for goes on working: nothing is taken away from the released schema."""

from pathlib import Path

from graphql import build_schema
from graphql.utilities import BreakingChangeType, find_breaking_changes

import schema

FOLDER = Path(schema.__file__).parent


def breaking(old: str, new: str) -> list[str]:
    changes = find_breaking_changes(build_schema(old), build_schema(new))
    return [change.description for change in changes]


def text(name: str) -> str:
    return (FOLDER / name).read_text(encoding="utf-8")


def test_nothing_breaks_who_uses_the_released_schema() -> None:
    """When it must, docs/graphql.md says how."""
    assert breaking(text("released.graphql"), text("schema.graphql")) == []


def test_what_would_break_is_noticed() -> None:
    released = text("released.graphql")
    without = released.replace("  caseNo: String\n", "  caseNumber: String\n", 1)
    assert breaking(released, without)
    assert BreakingChangeType.FIELD_REMOVED in {
        change.type for change in find_breaking_changes(build_schema(released), build_schema(without))
    }
