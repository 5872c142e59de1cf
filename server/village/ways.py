"""What a village hub follows: which databases, in which direction, which documents of them."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from schema.facts import fact_types
from schema.orders import ORDER
from server.online.papers import database_of
from sync.checkpoints import Selection


@dataclass(frozen=True, slots=True)
class Way:
    """One database in one direction: `up` to the district or down from it."""

    database: str
    up: bool
    selection: Selection | None = None


def _is_ours(doc_id: str) -> bool:
    """What tablets write, and the district's own orders, which a restored district takes back. Receipts,
    blocks and tasks are the district's to give and to take away."""
    kind = doc_id.partition(":")[0]
    return kind in fact_types() or doc_id.startswith(ORDER)


FACTS = Selection("facts and orders", _is_ours)


def ways_of(sites: Iterable[str]) -> Iterator[Way]:
    """Of the village hub of these offices, by their codes."""
    yield Way("reference", up=False)
    for site in sites:
        yield Way(f"site-{site}", up=False)
        yield Way(f"site-{site}", up=True, selection=FACTS)
        yield Way(database_of(site), up=True)
