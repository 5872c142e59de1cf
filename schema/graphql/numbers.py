"""The ledger of numbers (号段台账): every leased number is in one state, and none stands on two papers."""

from collections import Counter
from enum import Enum

import strawberry

from schema.graphql.scalars import Moment


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
class PrintedNumber:
    """A number and how often its paper (`fact`) came out of a printer."""

    number: str
    item: NumberedItem
    fact: strawberry.ID
    case: strawberry.ID
    site: str
    device: str
    at: Moment
    printed: int


@strawberry.type
class PrintJournal:
    """Sheets against numbers (打印台账). `numbers` have a paper, `sheets` of them came out of printers.

    The hub's own PDFs are sheets too. A paper that is in force and that nobody has seen printed is in
    `neverPrinted`; one that was printed again is in `printedAgain`, void or not. The oldest first, at most
    500 of each, and all of them counted.
    """

    numbers: int
    sheets: int
    never_printed_count: int
    printed_again_count: int
    never_printed: list[PrintedNumber]
    printed_again: list[PrintedNumber]


@strawberry.type
class DoubleNumber:
    """A number that stands on two papers, of a cloned tablet. The earlier of `facts` has the number."""

    number: str
    device: str
    facts: list[strawberry.ID]


@strawberry.type
class NumberLedger:
    """`addsUp`: looked at one by one, as many leased numbers are in each state as are counted, none stands
    on two papers, and on none that was not leased stands anything."""

    leased: int
    counts: NumberCounts
    adds_up: bool
    doubles: list[DoubleNumber]
    stocks: list[NumberStock]
