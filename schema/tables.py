"""The projection: what documents say, as tables for GraphQL and for reporting tools.

Every row is computed from documents and from nothing else, so all of it can be dropped and made again.
Nothing here says when a row was written. Times are the documents' own text (RFC 3339, UTC).
"""

from typing import Any

from sqlalchemy import JSON, Column, Index
from sqlmodel import Field, SQLModel

VERSION = 11  # a projection of another version is dropped and made again when the hub starts


class Projection(SQLModel, table=True):
    """The one row that says what these tables were made from."""

    identity: str = Field(primary_key=True)


class Checkpoint(SQLModel, table=True):
    """How far the changes feed of a database has been projected."""

    database: str = Field(primary_key=True)
    since: str


class Site(SQLModel, table=True):
    """A community, village or township hall, from `reference`."""

    code: str = Field(primary_key=True)
    name: str
    name_en: str
    kind: str
    township: str
    township_name: str
    township_name_en: str


class Guide(SQLModel, table=True):
    """A guide (办事指南), whole."""

    id: str = Field(primary_key=True)
    item: str
    version: str
    body: dict[str, Any] = Field(sa_column=Column(JSON, nullable=False))


class Calendar(SQLModel, table=True):
    """The working days of a year, whole."""

    year: str = Field(primary_key=True)
    basis: str
    body: dict[str, Any] = Field(sa_column=Column(JSON, nullable=False))


class DistrictKey(SQLModel, table=True):
    """The public half of a key the district signs credentials with."""

    kid: str = Field(primary_key=True)
    public_key: str


class Person(SQLModel, table=True):
    """Somebody who works here. The password hash stays in the document."""

    name: str = Field(primary_key=True)
    display_name: str
    role: str
    area: str


class Device(SQLModel, table=True):
    """An admitted tablet."""

    id: str = Field(primary_key=True)
    site: str = Field(index=True)
    label: str
    enrolled_by: str
    enrolled_at: str
    expires: str


class Block(SQLModel, table=True):
    """Numbers `first` to `last` of an item, leased to one device."""

    id: str = Field(primary_key=True)
    device: str = Field(index=True)
    site: str
    item: str
    n: int
    first: int
    last: int
    at: str


class Fact(SQLModel, table=True):
    """One document of a tablet. `waiting_for` is empty once it is accepted; only then has it any effect."""

    __table_args__ = (Index("ix_fact_device_seq", "device", "seq"),)

    id: str = Field(primary_key=True)
    type: str
    device: str
    seq: int
    case_id: str = Field(index=True)
    site: str
    clerk: str
    at: str
    online: bool
    prev: str
    hash: str  # what the device's next fact must carry as `prev`
    waiting_for: str = Field(index=True)
    body: str  # the document as JSON text


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
    channel: str
    site: str = Field(index=True)  # where it was opened
    handled_by: str  # where an online case was sent to last
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
    fold: dict[str, Any] = Field(sa_column=Column(JSON, nullable=False))


class News(SQLModel, table=True):
    """Something the applicant of an online case is told; `id` is that of the message it is told by."""

    id: str = Field(primary_key=True)
    case_id: str = Field(index=True)


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
    """A certificate fact; not `in_force` when its case gives it no effect."""

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


class Submission(SQLModel, table=True):
    """What the portal handed in: its papers may be there before its case is, or without one."""

    __table_args__ = (Index("ix_submission_has_papers", "has_papers", "at"),)

    id: str = Field(primary_key=True)
    case_id: str
    at: str  # when papers came last
    has_papers: bool


class Message(SQLModel, table=True):
    """Something the portal is told; `sent_at` is empty until it has taken it."""

    __table_args__ = (Index("ix_message_sent_at", "sent_at", "at"),)

    id: str = Field(primary_key=True)
    case_id: str = Field(index=True)
    event: str
    n: int  # its place among the events of the case
    at: str
    sent_at: str
    attempts: int
    next_at: str  # not tried again before
    fault: str  # of the last attempt
    down: bool  # nobody answered


class Refusal(SQLModel, table=True):
    """A quarantined document. `device`, `seq` and `hash` are empty unless the device itself signed it."""

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
    hash: str


class Delivery(SQLModel, table=True):
    """A run of facts of one device as it reached the hub."""

    __table_args__ = (Index("ix_delivery_site_at", "site", "at"),)

    id: str = Field(primary_key=True)
    device: str
    site: str
    first: int
    last: int
    at: str
    by: str


class Chain(SQLModel, table=True):
    """What the hub holds of a device: all facts up to `head`, and to `latest` without `gaps` ("7-9, 12")."""

    device: str = Field(primary_key=True)
    site: str = Field(index=True)
    head: int
    latest: int
    gaps: str


class Alarm(SQLModel, table=True):
    """What one honest device cannot have done.

    `clone`: one fact with two bodies; `fork`: two facts with one number; `broken-chain`: a fact that does not
    follow the one before; `altered`: a fact edited or deleted after it was written; `number-twice`: a
    certificate with the number of another one (`detail`).
    """

    __table_args__ = (Index("ix_alarm_device_seq", "device", "seq"),)

    id: str = Field(primary_key=True)
    kind: str
    device: str
    seq: int
    detail: str
