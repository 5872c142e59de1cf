"""Numbers of papers: what stands on each, and how many of its numbers a device has used."""

from typing import Any

from sqlalchemy import JSON, Column, Index
from sqlmodel import Field, SQLModel


class NumberUse(SQLModel, table=True):
    """A fact that a number stands on. A device gives each serial of an item once, over all years.

    `said` is what the case of the fact makes of it: `issued`, `void`, `spoiled`, or `awaited` as long as the
    case has not arrived. `state` is the same at the one fact that decides over the number, and empty at the
    others: so no number is twice as good. `printed` is how often the paper came out of a printer.
    """

    __tablename__ = "number_use"
    __table_args__ = (
        Index("ix_number_use", "device", "item", "serial"),
        Index("ix_number_use_state", "state", "site"),
        Index("ix_number_use_printed", "printed", "site"),
    )

    fact_id: str = Field(primary_key=True)
    number: str
    type: str  # of the fact
    device: str
    item: str
    serial: int
    seq: int
    case_id: str = Field(index=True)
    site: str
    at: str
    said: str
    state: str
    printed: int


class NumberStock(SQLModel, table=True):
    """How many numbers of an item one device was leased, and what became of them (`schema/stock.py`)."""

    __tablename__ = "number_stock"

    id: str = Field(primary_key=True)  # "<device>:<item>"
    device: str
    site: str = Field(index=True)
    item: str
    next_block: int  # the lowest of its blocks that is not leased
    leased: int
    issued: int
    spoiled: int
    void: int
    awaited: int  # the number has arrived, and its case has not
    passed_over: int  # nothing stands on them, and something on a later one
    unleased: int  # something stands on numbers that are in no block
    is_low: bool = Field(index=True)  # the next block is due


class RevocationList(SQLModel, table=True):
    """What is to be said of the numbers of a township that has a tablet (`members` of the document), and the
    id of the district's key by which the published list says just that, and when; empty where none does."""

    __tablename__ = "revocation_list"

    township: str = Field(primary_key=True)
    members: dict[str, Any] = Field(sa_column=Column(JSON, nullable=False))
    said_by: str
    said_at: str


class PublishedRevocations(SQLModel, table=True):
    """The list of a township as it is published, whole."""

    __tablename__ = "published_revocations"

    township: str = Field(primary_key=True)
    body: dict[str, Any] = Field(sa_column=Column(JSON, nullable=False))
