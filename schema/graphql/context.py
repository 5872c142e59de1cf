"""What fields may ask of the context: loaders that fetch for all cases of an answer at once."""

from dataclasses import dataclass
from typing import Any, Protocol

import strawberry
from strawberry.dataloader import DataLoader

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Loaders:
    """Rows are those of `schema.tables`, as dictionaries."""

    sites: DataLoader[str, Row | None]  # by code
    guides: DataLoader[str, Row | None]  # the body of the guide, by document id
    facts: DataLoader[str, list[Row]]  # by case, in the order of their times
    arrivals: DataLoader[tuple[str, int], str | None]  # by device and seq: when the fact first came
    case_numbers: DataLoader[str, str | None]  # by case: none before it is accepted
    tasks: DataLoader[str, list[Row]]  # by case
    violations: DataLoader[str, list[Row]]  # by case
    refusals: DataLoader[str, list[Row]]  # by case
    certificates: DataLoader[str, list[Row]]  # by case
    area_names: DataLoader[str, tuple[str, str]]  # by code of any level: Chinese, English
    device_counts: DataLoader[str, int]  # by site: tablets that work
    clerk_counts: DataLoader[str, int]  # by site: clerks who can sign in
    papers: DataLoader[tuple[str, str], Row | None]  # by site and name: the document, and `size` in clear


class HasLoaders(Protocol):
    """A context as far as fields know it."""

    loaders: Loaders


Info = strawberry.Info[HasLoaders, None]
