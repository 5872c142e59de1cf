"""The part of JsonLogic that guides may use: var, ==, !=, in, and, or, !, some, all.

Conditions are data, read by this program on the hub and by its twin on the tablet. Unlike full JsonLogic,
nothing is coerced: values of different types are unequal, only `true` is true, and every operator but `var`
answers with a boolean. Source: https://jsonlogic.com/operations.html
"""

from collections.abc import Mapping
from typing import Any


class BadRule(ValueError):
    """The rule is not of the form that guides may use."""


def holds(rule: Any, data: Any) -> bool:
    """Whether `rule` is true of `data`; raises `BadRule` for operators outside the list."""
    return evaluate(rule, data) is True


def check(rule: Any) -> None:
    """Raises `BadRule` when any part of `rule` is outside the list, also one no data has led to yet."""
    if isinstance(rule, list):
        for part in rule:
            check(part)
    elif isinstance(rule, Mapping):
        evaluate(rule, {})
        for operands in rule.values():
            check(operands)
    else:
        evaluate(rule, {})


def evaluate(rule: Any, data: Any) -> Any:
    """The value of `rule` over `data`: literals stand for themselves, an object is one operation."""
    if isinstance(rule, float):
        raise BadRule(f"guides hold whole numbers only: {rule}")
    if not isinstance(rule, Mapping):
        return rule
    if len(rule) != 1:
        raise BadRule(f"a rule has exactly one operator: {rule!r}")
    ((operator, operands),) = rule.items()
    if operator == "var":
        return _look_up(operands, data)
    if not isinstance(operands, list):
        raise BadRule(f"{operator} takes a list: {operands!r}")
    return _apply(operator, operands, data)


def _apply(operator: str, operands: list[Any], data: Any) -> bool:
    match operator, operands:
        case "==", [left, right]:
            return _same(evaluate(left, data), evaluate(right, data))
        case "!=", [left, right]:
            return not _same(evaluate(left, data), evaluate(right, data))
        case "in", [needle, haystack]:
            sought = evaluate(needle, data)
            return any(_same(sought, item) for item in _as_list(evaluate(haystack, data)))
        case "and", _:
            return all(holds(operand, data) for operand in operands)
        case "or", _:
            return any(holds(operand, data) for operand in operands)
        case "!", [operand]:
            return not holds(operand, data)
        case "some", [items, condition]:
            return any(holds(condition, item) for item in _as_list(evaluate(items, data)))
        case "all", [items, condition]:
            return all(holds(condition, item) for item in _as_list(evaluate(items, data)))
    raise BadRule(f"not an operation guides may use: {operator} with {len(operands)} operands")


def _look_up(path: Any, data: Any) -> Any:
    """`""` is the data itself; a path that leads nowhere is None."""
    if not isinstance(path, str):
        raise BadRule(f"var takes a path: {path!r}")
    for name in path.split(".") if path else []:
        if not isinstance(data, Mapping):
            return None
        data = data.get(name)
    return data


def _as_list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def _same(left: Any, right: Any) -> bool:
    """Equal in type and value, all the way down: `[1]` is not `[true]`."""
    if type(left) is not type(right):
        return False
    if isinstance(left, list):
        return len(left) == len(right) and all(map(_same, left, right))
    if isinstance(left, Mapping):
        return left.keys() == right.keys() and all(_same(left[name], right[name]) for name in left)
    return bool(left == right)
