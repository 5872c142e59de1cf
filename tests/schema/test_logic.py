"""The conditions that guides may use."""

from typing import Any

import pytest

from schema.logic import BadRule, check, evaluate, holds
from tests.vectors.generate import logic_vectors


@pytest.mark.parametrize("rule", logic_vectors()["bad"], ids=str)
def test_what_guides_may_not_use_is_refused(rule: Any) -> None:
    with pytest.raises(BadRule):
        evaluate(rule, {})


def test_nothing_is_coerced() -> None:
    assert not holds({"==": [1, True]}, {})
    assert not holds({"==": ["1", 1]}, {})
    assert not holds("text", {})
    assert not holds(1, {})


@pytest.mark.parametrize(
    "rule", [{"or": [True, {">": [1, 2]}]}, {"and": [False, {"==": [1]}]}, {"!": [{"or": [True, {"x": []}]}]}]
)
def test_a_rule_is_looked_at_where_no_data_has_led_yet(rule: object) -> None:
    with pytest.raises(BadRule):
        check(rule)
