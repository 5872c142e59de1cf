"""How far the tables are, what has arrived, and what somebody should look at."""

from sqlalchemy import JSON, Column, Index
from sqlmodel import Field, SQLModel

VERSION = 29  # a projection of another version is dropped and made again when the hub starts


class Projection(SQLModel, table=True):
    """The one row that says what these tables were made from."""

    identity: str = Field(primary_key=True)


class Checkpoint(SQLModel, table=True):
    """How far the changes feed of a database has been projected."""

    database: str = Field(primary_key=True)
    since: str


class Audit(SQLModel, table=True):
    """Somebody looked behind the mask: at which members (`fields`) of the people of a case, and what for."""

    __table_args__ = (Index("ix_audit_at", "at", "id"),)

    id: str = Field(primary_key=True)
    at: str
    by: str
    role: str
    case_id: str = Field(index=True)
    site: str
    purpose: str
    fields: list[str] = Field(sa_column=Column(JSON, nullable=False))


class Refusal(SQLModel, table=True):
    """A quarantined document. `device`, `seq`, `prev`, `hash` and `content` are empty unless the device
    itself signed it."""

    __table_args__ = (Index("ix_refusal_device_seq", "device", "seq"),)

    id: str = Field(primary_key=True)
    database: str
    doc_id: str
    rev: str
    rule: str
    reason: str
    by: str
    at: str
    case_id: str = Field(index=True)
    device: str
    seq: int
    prev: str
    hash: str
    content: str


class Delivery(SQLModel, table=True):
    """A run of facts of one device as it reached the hub."""

    __table_args__ = (
        Index("ix_delivery_site_at", "site", "at"),
        Index("ix_delivery_device_last", "device", "last"),
    )

    id: str = Field(primary_key=True)
    device: str
    site: str
    first: int
    last: int
    at: str
    by: str


class Chain(SQLModel, table=True):
    """What the hub holds of a device: all facts up to `head`, and to `latest` without `gaps` ("7-9, 12"),
    which are `missing` facts.

    `refused` names the latest refused ones with rule and reason; `state` changes whenever any of it does.
    """

    device: str = Field(primary_key=True)
    site: str = Field(index=True)
    head: int
    head_hash: str
    latest: int
    gaps: str
    missing: int
    refused: list[dict[str, str]] = Field(sa_column=Column(JSON, nullable=False))
    state: str


class Receipt(SQLModel, table=True):
    """The last receipt a device was given: what of its chain is told to it."""

    device: str = Field(primary_key=True)
    site: str
    id: str
    up_to: int
    head: str  # hash of the fact `up_to`
    state: str
    instance: str
    kid: str
    at: str


class Alarm(SQLModel, table=True):
    """What one honest device cannot have done.

    `clone`: one fact with two bodies; `fork`: two facts with one number; `broken-chain`: a fact that does not
    follow the one before; `altered`: a fact edited or deleted after it was written; `number-twice`: a
    number (`detail`) that stands on two papers.
    """

    __table_args__ = (Index("ix_alarm_device_seq", "device", "seq"),)

    id: str = Field(primary_key=True)
    kind: str
    device: str
    seq: int
    detail: str
