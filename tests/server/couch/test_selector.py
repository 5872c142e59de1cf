"""Selectors: which documents fit."""

from typing import Any

import pytest

from server.couch.selector import predicate
from sync.errors import BadRequest

DOCUMENT = {
    "type": "visit",
    "seq": 3,
    "online": False,
    "note": None,
    "clerk": {"name": "wang", "site": {"code": "1"}},
    "shown": ["M01", "M02"],
    "lines": [{"n": 1}, {"n": 5}],
    "a.b": 9,
    "nothing": {},
    "below": -7,
}


@pytest.mark.parametrize(
    "selector",
    [
        {},
        {"type": "visit", "seq": 3},
        {"seq": 3.0},
        {"seq": {"$gt": 2, "$lte": 3}},
        {"seq": {"$lt": "a"}},
        {"seq": {"$gt": True}},
        {"seq": {"$ne": 4}},
        {"note": None},
        {"online": {"$eq": False}},
        {"clerk.site.code": "1"},
        {"clerk": {"site": {"code": "1"}}},
        {"a\\.b": 9},
        {"lines.1.n": 5},
        {"nothing": {}},
        {"$and": [{"seq": 3}, {"type": "visit"}]},
        {"$or": [{"seq": 4}, {"type": "visit"}]},
        {"$nor": [{"seq": 4}]},
        {"$not": {"seq": 4}},
        {"seq": {"$not": {"$gt": 3}}},
        {"seq": {"$in": [1, 3]}},
        {"seq": {"$nin": [1, 2]}},
        {"shown": {"$in": ["M02"]}},
        {"shown": {"$nin": ["M03"]}},
        {"$or": []},
        {"$and": []},
        {"$not": {"absent": {"$exists": True}}},
        {"$not": {"$and": [{"seq": 4}, {"type": "visit"}]}},
        {"$not": {"$nor": [{"seq": 3}]}},
        {"seq": {"$mod": [2, 1]}},
        {"below": {"$mod": [2, -1]}},
        {"type": {"$regex": "^v.*t$"}},
        {"type": {"$regex": "(?i)ISI"}},
        {"type": {"$not": {"$regex": "x"}}},
        {"type": {"$beginsWith": "vis"}},
        {"absent": {"$exists": False}},
        {"note": {"$exists": True}},
        {"seq": {"$type": "number"}},
        {"shown": {"$size": 2}},
        {"shown": {"$all": ["M02"]}},
        {"shown": {"$all": [["M01", "M02"]]}},
        {"shown": {"$elemMatch": {"$gt": "M01"}}},
        {"lines": {"$allMatch": {"n": {"$gt": 0}}}},
        {"clerk": {"$keyMapMatch": {"$eq": "site"}}},
        {"shown": ["M01", "M02"]},
        {"lines": {"$elemMatch": {"n": {"$gte": 5}}}},
    ],
)
def test_fits(selector: dict[str, Any]) -> None:
    assert predicate(selector)(DOCUMENT)


@pytest.mark.parametrize(
    "selector",
    [
        {"seq": True},
        {"online": 0},
        {"absent": None},
        {"absent": {"$ne": 1}},
        {"clerk.name.first": "w"},
        {"$not": {"seq": 3}},
        {"$not": {"absent": 1}},
        {"absent": {"$nin": [1]}},
        {"absent": {"$not": {"$eq": 1}}},
        {"absent": {}},
        {"clerk": {}},
        {"clerk": {"$eq": {"site": {"code": "1"}, "name": "wang"}}},
        {"lines.2": {"$exists": True}},
        {"shown": {"$in": [["M01", "M02"]]}},
        {"shown": {"$all": []}},
        {"shown": {"$allMatch": {"$gt": "M01"}}},
        {"type": {"$allMatch": {"$gt": "a"}}},
        {"clerk": {"$keyMapMatch": {"$eq": "code"}}},
        {"below": {"$mod": [2, 1]}},
        {"online": {"$mod": [2, 0]}},
        {"seq": {"$regex": "3"}},
        {"seq": {"$beginsWith": "3"}},
        {"seq": {"$type": "integer"}},
        {"seq": {"$in": ["3"]}},
        {"online": {"$type": "number"}},
        {"seq": {"$size": 1}},
        {"shown": {"$all": ["M01", "M03"]}},
        {"lines": {"$elemMatch": {"n": 2}}},
        {"clerk": {"$gt": {"z": 1}}},
    ],
)
def test_does_not_fit(selector: dict[str, Any]) -> None:
    assert not predicate(selector)(DOCUMENT)


def nested(levels: int) -> dict[str, Any]:
    return {"a": nested(levels - 1)} if levels else {}


def deep(levels: int) -> list[Any]:
    value: list[Any] = []
    for _ in range(levels):
        value = [value]
    return value


def test_what_is_nested_too_deeply_to_be_compared_fits_nothing() -> None:
    for selector in ({"a": {"$gt": 1}}, {"a": {"$in": [1]}}):
        assert not predicate(selector)({"a": deep(5000)})
        assert predicate(selector)({"a": 1}) == ("$in" in selector["a"])


@pytest.mark.parametrize(
    "selector",
    [
        {"a": deep(5000)},
        None,
        [],
        "x",
        {"$foo": 1},
        {"$gt": 3},
        {"": 1},
        {"a..b": 1},
        {"seq": {"$in": 3}},
        {"$and": {}},
        {"seq": {"$not": 3}},
        {"n": {"$size": "1"}},
        {"n": {"$size": -1}},
        {"n": {"$mod": [2]}},
        {"n": {"$mod": [0, 1]}},
        {"n": {"$regex": "("}},
        {"n": {"$regex": "(?=a)"}},
        {"n": {"$elemMatch": 3}},
        {"n": {"$exists": 1}},
        nested(60),
    ],
)
def test_what_is_no_selector(selector: Any) -> None:
    with pytest.raises(BadRequest):
        predicate(selector)
