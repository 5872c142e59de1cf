"""Selectors of CouchDB's query language as predicates over documents.

`{"type": "visit", "seq": {"$gt": 3}}`: every member must hold. Values of different types are ordered as
CouchDB orders them (null, booleans, numbers, strings, lists, objects); strings by code point.
"""

from collections.abc import Callable
from functools import partial
from operator import eq, ge, gt, le, lt, ne
from typing import Any

from sync.errors import BadRequest

Test = Callable[[Any], bool]
_ABSENT = object()  # the value of a member that is not there: only `$exists` and negations hold for it
_DEEPEST = 50  # levels of a selector

_ORDERED = {"$eq": eq, "$ne": ne, "$lt": lt, "$lte": le, "$gt": gt, "$gte": ge}
_TYPES: dict[str, Any] = {
    "null": type(None),
    "boolean": bool,
    "number": (int, float),
    "string": str,
    "array": list,
    "object": dict,
}


def predicate(selector: Any) -> Test:
    """Whether a document fits; BadRequest for what is no selector."""
    if not isinstance(selector, dict):
        raise BadRequest("Selector error: expected a JSON object")
    return _condition(selector, 0)


def _condition(condition: Any, depth: int) -> Test:
    """What one value must be: an object of operators or members, or a value to be equal to."""
    if depth > _DEEPEST:
        raise BadRequest("The selector is nested too deeply.")
    if not isinstance(condition, dict):
        return partial(_compared, eq, _order(condition))
    tests = [
        _operator(name, operand, depth + 1)
        if name.startswith("$")
        else partial(_member, name.split("."), _condition(operand, depth + 1))
        for name, operand in condition.items()
    ]
    return _every(tests)


def _operator(name: str, operand: Any, depth: int) -> Test:
    if name in _ORDERED:
        return partial(_compared, _ORDERED[name], _order(operand))
    if name in _COMBINED and isinstance(operand, list):
        return _COMBINED[name]([_condition(part, depth) for part in operand])
    if name in ("$not", "$elemMatch"):
        test = _condition(operand, depth)
        return _not(test) if name == "$not" else partial(_some_part, test)
    match name, operand:
        case "$in", list():
            return partial(_among, operand)
        case "$nin", list():
            return _not(partial(_among, operand))
        case "$all", list():
            return partial(_holds_all, operand)
        case "$exists", bool():
            return lambda value: (value is not _ABSENT) == operand
        case "$type", str() if operand in _TYPES:
            return partial(_is_a, operand)
        case "$size", int():
            return lambda value: isinstance(value, list) and len(value) == operand
    raise BadRequest(f"Invalid operator or operand: {name}")


def _every(tests: list[Test]) -> Test:
    return lambda value: all(test(value) for test in tests)


def _some(tests: list[Test]) -> Test:
    return lambda value: any(test(value) for test in tests)


def _none(tests: list[Test]) -> Test:
    return _not(_some(tests))


def _not(test: Test) -> Test:
    return lambda value: not test(value)


_COMBINED = {"$and": _every, "$or": _some, "$nor": _none}


def _some_part(test: Test, value: Any) -> bool:
    return isinstance(value, list) and any(map(test, value))


def _holds_all(wanted: list[Any], value: Any) -> bool:
    return isinstance(value, list) and all(
        any(_order(part) == _order(one) for part in value) for one in wanted
    )


def _member(path: list[str], test: Test, value: Any) -> bool:
    for name in path:
        value = value.get(name, _ABSENT) if isinstance(value, dict) else _ABSENT
    return test(value)


def _compared(comparison: Callable[[Any, Any], bool], wanted: Any, value: Any) -> bool:
    return value is not _ABSENT and comparison(_order(value), wanted)


def _among(wanted: list[Any], value: Any) -> bool:
    return value is not _ABSENT and any(_order(value) == _order(one) for one in wanted)


def _is_a(name: str, value: Any) -> bool:
    return isinstance(value, _TYPES[name]) and (name != "number" or not isinstance(value, bool))


def _order(value: Any) -> tuple[int, Any]:
    """A key that orders all JSON values."""
    match value:
        case None | bool():
            return (0, -1 if value is None else int(value))
        case int() | float():
            return (1, value)
        case str():
            return (2, value)
        case list():
            return (3, [_order(one) for one in value])
    return (4, [(name, _order(one)) for name, one in sorted(value.items())])
