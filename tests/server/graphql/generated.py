"""Operations that nobody would write, but that the schema allows: made from a seed, the same each time."""

import json
from collections.abc import Mapping, Sequence
from random import Random
from typing import Any

from graphql import (
    GraphQLArgument,
    GraphQLEnumType,
    GraphQLField,
    GraphQLInputField,
    GraphQLInputObjectType,
    GraphQLList,
    GraphQLNonNull,
    GraphQLObjectType,
    get_named_type,
    is_leaf_type,
)

from server.graphql.api import api

TEXTS = ("", " ", "0", "x", "赵某", "💍\u202e", "\0", "a" * 5000, "%", "_", "'; drop table casefile; --",
         "\ud83d", "500116", "500117", "999999999999", "WyJvcGVuZWRfYXQiLDEsIngiXQ==", "order:complaint::",
         "user:district", "not base64!", "null", "-1")  # fmt: skip
AREAS = ("500116", "500116001", "500116001901", "500116002901", "500116001000")
NUMBERS = (-(2**31), -1, 0, 1, 2, 50, 100, 101, 500, 2**31 - 1)
DATES = ("0001-01-01", "1970-01-01", "2021-06-01", "2021-06-08", "2021-06-30", "2026-02-28", "9999-12-31")
DEEPEST = 6


class Generated:
    """`known` are ids and numbers that mean something at the hub that is asked."""

    def __init__(self, seed: int, known: Sequence[str], *, mutates: bool = True) -> None:
        self._random = Random(seed)
        self._texts = [*TEXTS, *known]
        schema = api._schema
        self._roots = [("query", schema.query_type)] * 4 + [("mutation", schema.mutation_type)] * mutates

    def operation(self) -> str:
        """One field of a root, with some of its arguments and some of what it answers."""
        word, root = self._random.choice(self._roots)
        assert root is not None
        name, field = self._random.choice(sorted(root.fields.items()))
        return f"{word} {{ {self._call(name, field, DEEPEST)} }}"

    def _call(self, name: str, field: GraphQLField, depth: int) -> str:
        type_ = get_named_type(field.type)
        shown = f" {{ {self._selection(type_, depth - 1)} }}" if isinstance(type_, GraphQLObjectType) else ""
        return f"{name}{self._arguments(field.args)}{shown}"

    def _selection(self, type_: GraphQLObjectType, depth: int) -> str:
        fields = sorted(type_.fields.items())
        chosen = [
            self._call(name, field, depth)
            for name, field in self._random.sample(fields, min(len(fields), self._random.randint(1, 8)))
            if depth > 0 or is_leaf_type(get_named_type(field.type))
        ]
        return " ".join(["__typename", *chosen])

    def _arguments(self, args: Mapping[str, GraphQLArgument]) -> str:
        given = self._given(args)
        return f"({given})" if given else ""

    def _given(self, args: Mapping[str, GraphQLArgument] | Mapping[str, GraphQLInputField]) -> str:
        return ", ".join(
            f"{name}: {self._literal(name, arg.type)}" for name, arg in args.items() if self._is_given(arg)
        )

    def _is_given(self, arg: GraphQLArgument | GraphQLInputField) -> bool:
        needed = isinstance(arg.type, GraphQLNonNull)
        return self._random.random() < (0.98 if needed else 0.4)  # now and then what is needed is not there

    def _literal(self, name: str, type_: Any) -> str:
        chance = self._random
        match type_:
            case GraphQLNonNull():
                return self._literal(name, type_.of_type)
            case GraphQLList():
                return (
                    f"[{', '.join(self._literal(name, type_.of_type) for _ in range(chance.randint(0, 3)))}]"
                )
            case GraphQLEnumType():
                return "NOTHING" if chance.random() < 0.03 else str(chance.choice([*type_.values]))
            case GraphQLInputObjectType():
                return f"{{{self._given(type_.fields)}}}"
        if chance.random() < 0.8:  # mostly something that makes sense there
            if name in ("areaCode", "site", "township"):
                return json.dumps(chance.choice(AREAS))
            if name in ("first", "size"):
                return str(chance.randint(1, 50))
            if name == "after":
                return "null"
        return self._scalar(type_.name)

    def _scalar(self, name: str) -> str:
        chance = self._random
        match name:
            case "Int":
                return str(chance.choice(NUMBERS))
            case "Float":
                return chance.choice(["0.5", "-1e300", "0"])
            case "Boolean":
                return chance.choice(["true", "false"])
            case "Date":
                return json.dumps(chance.choice(DATES))
        return json.dumps(chance.choice(self._texts))
