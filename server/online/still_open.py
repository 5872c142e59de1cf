"""Whether a couple has applied online already, and waits."""

from collections.abc import Mapping
from typing import Any

import sqlalchemy
from sqlalchemy import select

from schema.events import ENDED
from schema.id_number import couple_key
from schema.tables import CaseFile
from sync.errors import Conflict
from sync.projector.database import table_of

_CASES = table_of(CaseFile)


class StillOpen(Conflict):
    """The couple's application of this item is still on its way; `reference` is the portal's number of it."""

    def __init__(self, reference: str) -> None:
        super().__init__(
            f"Application {reference} of this couple for the same is still open: add papers to it."
        )
        self.reference = reference


def check_has_none_open(projection: sqlalchemy.Engine, declared: Mapping[str, Any]) -> None:
    """Raises `StillOpen`. A case at a window is no reason: of two certificates people decide which stays."""
    theirs = select(_CASES.c.id).where(
        _CASES.c.couple == couple_key(declared["husband"]["idNo"], declared["wife"]["idNo"]),
        _CASES.c.item == declared["item"],
        _CASES.c.channel == "online",
        _CASES.c.state.not_in(ENDED),
    )
    with projection.connect() as connection:
        case = connection.scalar(theirs.limit(1))
    if case is not None:
        raise StillOpen(case.partition("-")[2])
