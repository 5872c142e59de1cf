"""Cases: what was written of each, what it amounts to, and what is to be done about it."""

from typing import Any

from sqlalchemy import JSON, Column, Index
from sqlmodel import Field, SQLModel


class Fact(SQLModel, table=True):
    """One document of a tablet. `waiting_for` is empty once it is accepted; only then has it any effect."""

    __table_args__ = (
        Index("ix_fact_device_seq", "device", "seq"),
        # both in one: SQLite, which counts no values, would look for the accepted ones among all facts
        Index("ix_fact_case_waiting", "case_id", "waiting_for"),
    )

    id: str = Field(primary_key=True)
    type: str
    device: str
    seq: int
    case_id: str
    site: str
    clerk: str
    at: str
    online: bool
    prev: str
    hash: str  # what the device's next fact must carry as `prev`
    content: str  # hash of what was signed: the same in every copy, whatever becomes of the signature
    waiting_for: str = Field(index=True)
    body: str  # the document as JSON text
    arrived: str  # when a run of deliveries first brought it; empty while none is known to have


class Order(SQLModel, table=True):
    """What the hub wrote into a case, for a person (`by`) or by itself (`by` is "hub")."""

    __tablename__ = "case_order"
    __table_args__ = (Index("ix_order_type_at", "type", "at", "id"),)

    id: str = Field(primary_key=True)
    type: str
    case_id: str = Field(index=True)
    site: str = Field(index=True)
    at: str
    by: str
    body: str  # the document as JSON text


class Copy(SQLModel, table=True):
    """A copy of another site's fact or order on a case that `site` works on too."""

    __tablename__ = "case_copy"

    id: str = Field(primary_key=True)
    site: str = Field(index=True)
    document: str
    case_id: str = Field(index=True)


class CaseFile(SQLModel, table=True):
    """What can be asked of many cases at once; `fold` holds the whole state of the case."""

    __table_args__ = (
        Index("ix_case_opened", "opened_at", "id"),
        Index("ix_case_state_due", "state", "due_on"),
        Index("ix_case_papers", "has_papers", "state"),
    )

    id: str = Field(primary_key=True)
    case_no: str = Field(index=True)
    item: str
    guide: str = Field(index=True)  # that it was opened by, or folded by last
    channel: str
    site: str = Field(index=True)  # where it was opened
    handled_by: str  # where it was sent to last; once another office went on with it, that one
    state: str
    opened_at: str
    accepted_at: str
    working_days: int
    due_on: str
    decided_at: str
    issued_at: str
    closed_at: str
    visits: int
    offline_issued: bool
    unverified_pledges: int = Field(index=True)
    has_papers: bool  # sealed ones are kept for it
    couple: str = Field(index=True)  # `id_number.couple_key`
    uncopied: int = Field(index=True)  # documents that one of its sites does not have yet
    tallied: list[tuple[str, str, int]] = Field(sa_column=Column(JSON, nullable=False))  # `kpi.counted`
    fold: dict[str, Any] = Field(sa_column=Column(JSON, nullable=False))


class UnverifiedPledge(SQLModel, table=True):
    """A pledge (承诺书) of a case that was not given up, which the office has not verified to an end."""

    __tablename__ = "unverified_pledge"
    __table_args__ = (Index("ix_unverified_pledge_at", "at", "id"),)

    id: str = Field(primary_key=True)
    case_id: str = Field(index=True)
    site: str
    spouse: str
    status: str
    at: str
    person: str = Field(index=True)  # `id_number.person_key`


class FalsePledge(SQLModel, table=True):
    """A pledge that two people found false, the second of them `at`: no more are taken of who signed it."""

    __tablename__ = "false_pledge"

    id: str = Field(primary_key=True)
    case_id: str = Field(index=True)
    person: str = Field(index=True)  # `id_number.person_key`
    at: str


class LookUp(SQLModel, table=True):
    """A look-up in the population system that has not been made yet; `id` is that of the order it will be."""

    __tablename__ = "wanted_look_up"
    __table_args__ = (Index("ix_wanted_look_up", "since", "id"),)

    id: str = Field(primary_key=True)
    case_id: str = Field(index=True)
    site: str = Field(index=True)
    spouse: str
    since: str


class Certificate(SQLModel, table=True):
    """A certificate fact; not `in_force` when its case gives it no effect or its number is another's."""

    fact_id: str = Field(primary_key=True)
    number: str = Field(index=True)
    case_id: str = Field(index=True)
    device: str
    site: str
    issued_on: str
    online: bool
    in_force: bool
    token: str
    item: str
    couple: str = Field(index=True)  # `id_number.couple_key`
    is_double: bool = Field(index=True)  # the couple has one in force in another case too
    month: str = Field(index=True)  # of its day of issue
    unlisted: bool = Field(index=True)  # the list of its month is wrong about it


class Violation(SQLModel, table=True):
    """What of a case should not have been.

    `without-effect`: a document that its rule forbids (`detail`: the state of its case); `attempt`: what
    a tablet kept a clerk from doing (`detail` is the code it was about); `remark`: words that somebody should
    look at. What was refused before it was stored is a `refusal`.
    """

    __table_args__ = (Index("ix_violation_at", "at", "id"),)

    id: str = Field(primary_key=True)
    kind: str
    rule: str
    document: str
    detail: str
    case_id: str = Field(index=True)
    site: str = Field(index=True)
    at: str
    by: str


class Task(SQLModel, table=True):
    """Something the hub asks of a site."""

    id: str = Field(primary_key=True)
    kind: str
    site: str
    case_id: str = Field(index=True)
    pledge: str  # to verify; else empty
    lookup: str  # to ask another office about; else empty
    by: str
    at: str
    due_on: str
