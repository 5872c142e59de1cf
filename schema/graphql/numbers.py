"""The ledger of numbers (号段台账): every leased number is in one state, and none stands on two papers."""

from collections import Counter
from enum import Enum

import strawberry


@strawberry.enum
class NumberedItem(Enum):
    """What has numbers of its own."""

    BIRTH_SERVICE = "birth-service"
    FURTHER_BIRTH = "further-birth"
    ONLY_CHILD = "only-child"
    STATUS_PROOF = "status-proof"


@strawberry.type
class NumberCounts:
    """How many numbers are in each state.

    `awaited` ones may stand on papers that have not arrived, `skipped` ones were passed over by their tablet;
    `returned` and `lost` ones are revoked with a tablet that has ended.
    """

    free: int
    issued: int
    spoiled: int
    void: int
    awaited: int
    skipped: int
    returned: int
    lost: int

    @classmethod
    def of(cls, counts: Counter[str]) -> "NumberCounts":
        """From `schema.stock.counted`."""
        return cls(**{field: counts[field] for field in cls.__annotations__})


@strawberry.type
class NumberStock:
    """The numbers of an item that one device was leased."""

    device: str
    item: NumberedItem
    leased: int
    counts: NumberCounts


@strawberry.type
class DoubleNumber:
    """A number that stands on two papers, of a cloned tablet. The earlier of `facts` has the number."""

    number: str
    device: str
    facts: list[strawberry.ID]


@strawberry.type
class NumberLedger:
    """`adds_up`: each leased number is counted in one state and no number is counted that was not leased."""

    leased: int
    counts: NumberCounts
    adds_up: bool
    doubles: list[DoubleNumber]
    stocks: list[NumberStock]
