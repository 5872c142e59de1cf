"""Every problem that is told anywhere has words, and all that its words need."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from schema.house.problems import problem

ROOT = Path(__file__).parents[3]
FILES = [*(ROOT / "schema" / "house").glob("*.py"), *(ROOT / "server" / "house").glob("*.py")]


def _calls() -> Iterator[tuple[str, str, tuple[str, ...]]]:
    """Where a problem is told, its codes, and the names of what its words are given."""
    for path in FILES:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "problem":
                given = tuple(one.arg for one in node.keywords if one.arg)
                for part in ast.walk(node.args[1]):
                    if isinstance(part, ast.Constant) and isinstance(part.value, str):
                        yield f"{path.name}:{node.lineno}", part.value, given


CALLS = list(_calls())


@pytest.mark.parametrize(("where", "code", "given"), CALLS, ids=[f"{one[0]}-{one[1]}" for one in CALLS])
def test_a_problem_has_words_in_both_languages(where: str, code: str, given: tuple[str, ...]) -> None:
    told = problem("field", code, **{name: f"<{name}>" for name in given})
    assert told.zh.endswith("。")
    assert told.en.endswith(".")
    for name in given:
        assert f"<{name}>" in told.zh + told.en, f"{where} gives {name} that no word says"


def test_there_are_calls_to_look_at() -> None:
    assert len({code for _, code, _ in CALLS}) > 25
