"""The number of the case that a row is about, by which people know it."""

from typing import Protocol

from strawberry import ID

from schema.graphql.context import Info


class AboutCase(Protocol):
    """A row that may name a case."""

    case: ID | None


async def number_of(root: AboutCase, info: Info) -> str | None:
    """None without a case, and of one that has not been accepted."""
    return await info.context.loaders.case_numbers.load(root.case) if root.case else None
