"""Why something was not done, for whoever can mend it."""

from collections.abc import Iterable

import strawberry

from schema.house import problems


@strawberry.type
class Problem:
    """`field` is the argument or column it is about, empty for the whole; `code` is a word for programs."""

    field: str
    code: str
    zh: str
    en: str

    @classmethod
    def of(cls, found: Iterable[problems.Problem]) -> "list[Problem]":
        return [cls(field=one.field, code=one.code, zh=one.zh, en=one.en) for one in found]
