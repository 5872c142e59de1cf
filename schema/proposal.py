"""What a document would do to its case, asked before it is written: by the same fold that judges it after."""

from collections.abc import Iterable, Mapping
from typing import Any

from schema.fold import OUT_OF_ORDER, fold
from schema.rules import Guide

Fact = Mapping[str, Any]


def rule_against(facts: Iterable[Fact], guides: Mapping[str, Guide], proposed: Fact) -> str:
    """The rule by which `proposed` would have no effect beside `facts`; empty when it would have one."""
    case = fold([*facts, proposed], guides)
    if case is None:
        return OUT_OF_ORDER
    return next((one["rule"] for one in case["violations"] if one["fact"] == proposed["_id"]), "")
