"""What the schema says of each of its parts, in English and in Chinese: from the classes, from the words in
`schema/graphql/words/`, and of the figures from their definitions."""

import re
from collections.abc import Iterator
from functools import cache
from inspect import getdoc
from pathlib import Path

from graphql import (
    GraphQLArgument,
    GraphQLEnumType,
    GraphQLEnumValue,
    GraphQLField,
    GraphQLInputField,
    GraphQLInputObjectType,
    GraphQLNamedType,
    GraphQLObjectType,
    GraphQLSchema,
    is_introspection_type,
    is_specified_scalar_type,
)
from strawberry import Schema

import schema.graphql
from schema.kpi.definitions import definitions

Part = GraphQLNamedType | GraphQLField | GraphQLInputField | GraphQLArgument | GraphQLEnumValue
WORDS = Path(schema.graphql.__file__).parent / "words"
_CHINESE = re.compile("[\u4e00-\u9fff]")
_LAST_WORD = re.compile("[A-Z][a-z0-9]*")


def describe(made: Schema) -> None:
    """What is told already stays, and is told in Chinese besides."""
    for concrete in made.schema_converter.type_map.values():
        definition, shown = concrete.definition, concrete.implementation
        origin = getattr(definition, "origin", None) or getattr(definition, "wrapped_cls", None)
        if origin is not None and isinstance(shown, GraphQLNamedType) and not shown.description:
            shown.description = getdoc(origin)
    for coordinate, part in parts_of(made._schema):
        told, words = part.description or "", words_of(coordinate)
        if not _CHINESE.search(told) and (chinese := _CHINESE.search(words)):
            part.description = f"{told} {words[chinese.start() :]}" if told else words


def parts_of(made: GraphQLSchema) -> Iterator[tuple[str, Part]]:
    """Each part that somebody may want explained, by its coordinate such as `Query.case(caseNo:)`."""
    for name, type_ in made.type_map.items():
        if is_introspection_type(type_) or is_specified_scalar_type(type_):
            continue
        yield name, type_
        if isinstance(type_, GraphQLEnumType):
            yield from ((f"{name}.{value}", part) for value, part in type_.values.items())
        elif isinstance(type_, GraphQLInputObjectType):
            yield from ((f"{name}.{field}", part) for field, part in type_.fields.items())
        elif isinstance(type_, GraphQLObjectType):
            for field, part in type_.fields.items():
                yield f"{name}.{field}", part
                yield from ((f"{name}.{field}({arg}:)", one) for arg, one in part.args.items())


def words_of(coordinate: str) -> str:
    """Its own line, or that of all of its name; empty where there is none."""
    lines = _lines()
    return next((lines[name] for name in (coordinate, *_shared(coordinate)) if name in lines), "")


def _shared(coordinate: str) -> tuple[str, ...]:
    """The lines that speak for many: `*.at`, `PageInfo.*`, `*(after:)`, `*Edge`."""
    owner, _, member = coordinate.partition(".")
    _, bracket, argument = member.partition("(")
    if bracket:
        return (f"*({argument}",)
    if member:
        return f"*.{member}", f"{owner}.*"
    return (f"*{_LAST_WORD.findall(owner)[-1]}",)


@cache
def _lines() -> dict[str, str]:
    said: dict[str, str] = {}
    for file in sorted(WORDS.glob("*.txt")):
        for line in file.read_text(encoding="utf-8").splitlines():
            coordinate, equals, words = line.partition(" = ")
            if equals and not line.startswith("#"):
                said[coordinate] = words
    named = definitions().items()
    return said | {f"KpiName.{_constant(name)}": f"{one.code} {one.en}. {one.zh}。" for name, one in named}


def _constant(name: str) -> str:
    return re.sub("(?<!^)(?=[A-Z])", "_", name).upper()
