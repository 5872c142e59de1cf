"""What would be done for one of many wishes, before anything is."""

from dataclasses import dataclass, field
from enum import Enum
from typing import Any

from schema.house.problems import Problem


class Action(Enum):
    """What becomes of a document."""

    CREATE = "create"
    CHANGE = "change"
    NOTHING = "nothing"


@dataclass(slots=True)
class Step:
    """`document` as it is to be; it is not written while there are problems."""

    action: Action
    document: dict[str, Any]
    problems: list[Problem] = field(default_factory=list)


def step_to(document: dict[str, Any], before: dict[str, Any] | None, problems: list[Problem]) -> Step:
    """The step from what is held to what is wished."""
    if before is None:
        return Step(Action.CREATE, document, problems)
    return Step(Action.NOTHING if document == before else Action.CHANGE, document, problems)
