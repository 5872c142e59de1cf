"""How far the tables are: what of each database is in them, which facts in them wait, what comes first."""

from collections import defaultdict
from collections.abc import Iterable

from sqlalchemy import Engine, select

from schema.tables import Checkpoint, Fact
from sync.projector.database import table_of

_CHECKPOINTS, _FACTS = table_of(Checkpoint), table_of(Fact)


def projected(projection: Engine) -> list[str]:
    """The databases of which something is in the tables."""
    with projection.connect() as connection:
        return list(connection.scalars(select(_CHECKPOINTS.c.database)))


def checkpoint_of(projection: Engine, database: str) -> str:
    """The sequence up to which its changes are in the tables; "0" for none."""
    query = select(_CHECKPOINTS.c.since).where(_CHECKPOINTS.c.database == database)
    with projection.connect() as connection:
        return connection.scalar(query) or "0"


def checkpoints_of(projection: Engine) -> dict[str, str]:
    """The sequences of all databases."""
    with projection.connect() as connection:
        return {row.database: row.since for row in connection.execute(select(_CHECKPOINTS))}


def waiting(projection: Engine) -> dict[str, list[str]]:
    """By database: the ids of facts that are kept until what they name is there."""
    found: dict[str, list[str]] = defaultdict(list)
    query = select(_FACTS.c.id, _FACTS.c.site).where(_FACTS.c.waiting_for > "")
    with projection.connect() as connection:
        for row in connection.execute(query):
            found[f"site-{row.site}"].append(row.id)
    return found


def in_order(names: Iterable[str]) -> list[str]:
    """`reference` and `hub` first: what facts refer to should be there before them."""
    return sorted(names, key=lambda name: (name.startswith("site-"), name != "reference", name))
