"""Selectors of CouchDB's query language as predicates over documents.

`{"type": "visit", "seq": {"$gt": 3}}`: every member must hold. A member that is not there fits nothing but
`{"$exists": false}`, negated or not. Values of different types are ordered as CouchDB orders them (null,
booleans, numbers, strings, lists, objects); strings by code point.
"""

import re
from collections.abc import Callable, Iterable
from functools import partial
from operator import eq, ge, gt, le, lt, ne
from typing import Any

import re2

from sync.errors import BadRequest

Test = Callable[[Any], bool]
_ABSENT = object()  # the value of a member that is not there
_DEEPEST = 50  # levels of a selector
_DOT = re.compile(r"(?<!\\)\.")  # separates the names of a path; `\.` belongs to a name
_NUMBER = re.compile(r"[0-9]{1,9}")

_ORDERED = {"$eq": eq, "$ne": ne, "$lt": lt, "$lte": le, "$gt": gt, "$gte": ge}
_TYPES: dict[type, str] = {
    type(None): "null",
    bool: "boolean",
    int: "number",
    float: "number",
    str: "string",
    list: "array",
    dict: "object",
}


def predicate(selector: Any) -> Test:
    """Whether a document fits; BadRequest for what is no selector."""
    if not isinstance(selector, dict):
        raise BadRequest("Selector error: expected a JSON object")
    if not selector:
        return lambda _: True
    if any(name.startswith("$") and name not in _COMBINED and name != "$not" for name in selector):
        raise BadRequest("One or more conditions is missing a field name.")
    try:
        test = _condition(selector, (), 0)
    except RecursionError as problem:
        raise BadRequest("The selector is nested too deeply.") from problem

    def fits(document: Any) -> bool:
        try:
            return test(document)
        except RecursionError:  # nested more deeply than can be compared
            return False

    return fits


def _condition(condition: Any, path: tuple[str, ...], depth: int, negated: bool = False) -> Test:
    """What the value at `path` must be: an object of operators or members, or a value to be equal to."""
    if depth > _DEEPEST:
        raise BadRequest("The selector is nested too deeply.")
    if not isinstance(condition, dict) or not condition:
        condition = {"$eq": condition}
    tests = [
        _operator(name, operand, path, depth + 1, negated)
        if name.startswith("$")
        else _condition(operand, (*path, *_names(name)), depth + 1, negated)
        for name, operand in condition.items()
    ]
    return _some(tests) if negated else _every(tests)


def _names(path: str) -> list[str]:
    names = _DOT.split(path)
    if "" in names:
        raise BadRequest(f"Invalid field name: {path}")
    return [name.replace("\\", "") for name in names]


def _operator(name: str, operand: Any, path: tuple[str, ...], depth: int, negated: bool) -> Test:
    if name == "$not" and isinstance(operand, dict):
        return _condition(operand, path, depth, not negated)
    if name in _COMBINED and isinstance(operand, list):
        combined, inner = _COMBINED[name]
        tests = [_condition(part, path, depth, negated != inner) for part in operand]
        if not tests:
            return lambda _: True  # also of `$or`, as CouchDB has it
        return _COMBINED_NEGATED[combined](tests) if negated else combined(tests)
    if name == "$exists" and isinstance(operand, bool):
        return lambda document: (_at(path, document) is not _ABSENT) == (operand != negated)
    test = _comparison(name, operand, depth)

    def fits(document: Any) -> bool:
        value = _at(path, document)
        return value is not _ABSENT and test(value) != negated

    return fits


def _comparison(name: str, operand: Any, depth: int) -> Test:
    """What an operator asks of a value that is there."""
    if name in _ORDERED:
        compare, key = _ORDERED[name], _order(operand)
        return lambda value: bool(compare(_order(value), key))
    if name in _OF_PARTS and isinstance(operand, dict):
        fits = _condition(operand, (), depth)
        return partial(_OF_PARTS[name], fits)
    kind, make = _OF_VALUES.get(name, (None, None))
    if kind is None or make is None or type(operand) is not kind:
        raise BadRequest(f"Invalid operator or argument: {name}")
    return make(operand)


def _every(tests: list[Test]) -> Test:
    return lambda document: all(test(document) for test in tests)


def _some(tests: list[Test]) -> Test:
    return lambda document: any(test(document) for test in tests)


# How the parts are joined, and whether each of them is negated. "Not every" is "some not", and the reverse.
_COMBINED = {"$and": (_every, False), "$or": (_some, False), "$nor": (_every, True)}
_COMBINED_NEGATED = {_every: _some, _some: _every}


def _at(path: Iterable[str], value: Any) -> Any:
    """What is at the end of the path; numbers lead into lists."""
    for name in path:
        if isinstance(value, dict):
            value = value.get(name, _ABSENT)
        elif isinstance(value, list) and _NUMBER.fullmatch(name) and int(name) < len(value):
            value = value[int(name)]
        else:
            return _ABSENT
    return value


def _some_part(fits: Test, value: Any) -> bool:
    return isinstance(value, list) and any(map(fits, value))


def _every_part(fits: Test, value: Any) -> bool:
    return isinstance(value, list) and bool(value) and all(map(fits, value))


def _some_name(fits: Test, value: Any) -> bool:
    return isinstance(value, dict) and any(map(fits, value))


def _in(wanted: list[Any]) -> Test:
    """Of a list, one of its parts must be among those wanted."""
    keys = frozenset(map(_order, wanted))
    return lambda value: any(_order(part) in keys for part in (value if isinstance(value, list) else [value]))


def _nin(unwanted: list[Any]) -> Test:
    among = _in(unwanted)
    return lambda value: not among(value)


def _all(wanted: list[Any]) -> Test:
    """All of them must be in the list; one list alone may also be equal to it."""
    keys = [_order(one) for one in wanted]

    def fits(value: Any) -> bool:
        if not isinstance(value, list) or not keys:
            return False
        parts = [_order(part) for part in value]
        return all(key in parts for key in keys) or keys == [_order(value)]

    return fits


def _type(name: str) -> Test:
    return lambda value: _TYPES[type(value)] == name


def _size(length: int) -> Test:
    if length < 0:
        raise BadRequest("Bad argument for operator $size")
    return lambda value: isinstance(value, list) and len(value) == length


def _mod(operand: list[Any]) -> Test:
    """`[divisor, remainder]`, the remainder with the sign of the value."""
    if len(operand) != 2 or any(type(number) is not int for number in operand) or operand[0] == 0:
        raise BadRequest("Bad argument for operator $mod")
    divisor, wanted = abs(operand[0]), operand[1]

    def fits(value: Any) -> bool:
        remainder = abs(value) % divisor if type(value) is int else None
        return remainder is not None and (-remainder if value < 0 else remainder) == wanted

    return fits


def _regex(text: str) -> Test:
    """In linear time, so that no expression holds up the hub: without what needs more, as look-around."""
    options = re2.Options()
    options.log_errors = False
    try:
        expression = re2.compile(text, options)
    except re2.error as problem:
        raise BadRequest(f"Bad argument for operator $regex: {text}") from problem
    return lambda value: isinstance(value, str) and expression.search(value) is not None


def _begins_with(prefix: str) -> Test:
    return lambda value: isinstance(value, str) and value.startswith(prefix)


_OF_PARTS: dict[str, Callable[[Test, Any], bool]] = {
    "$elemMatch": _some_part,
    "$allMatch": _every_part,
    "$keyMapMatch": _some_name,
}
_OF_VALUES: dict[str, tuple[type, Callable[[Any], Test]]] = {
    "$in": (list, _in),
    "$nin": (list, _nin),
    "$all": (list, _all),
    "$type": (str, _type),
    "$size": (int, _size),
    "$mod": (list, _mod),
    "$regex": (str, _regex),
    "$beginsWith": (str, _begins_with),
}


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
            return (3, tuple(map(_order, value)))
    return (4, tuple((name, _order(one)) for name, one in value.items()))
