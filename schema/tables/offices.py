"""Offices and who works there: what `reference` says, the people, the tablets and their numbers."""

from typing import Any

from sqlalchemy import JSON, Column
from sqlmodel import Field, SQLModel


class District(SQLModel, table=True):
    """What the district says of itself, as far as figures go by it: one row."""

    id: str = Field(primary_key=True)
    publicity_deadline: str  # the last day for offices to show the guide in all the ways they were told to


class Site(SQLModel, table=True):
    """A community, village or township hall, from `reference`."""

    code: str = Field(primary_key=True)
    name: str
    name_en: str
    kind: str
    township: str
    township_name: str
    township_name_en: str
    limits: dict[str, int] = Field(sa_column=Column(JSON, nullable=False))  # working days, by item
    closed_at: str  # empty while it is open
    closed_reason: str
    village_hub: str  # the address tablets of the site may use too; empty for none


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
    """The public half of a key the district signs with; its word counts from `first` to `until`."""

    kid: str = Field(primary_key=True)
    public_key: str
    first: str
    until: str


class IssuedMonth(SQLModel, table=True):
    """Which couples have a certificate of that month in force, as tablets are told (`schema/issued.py`)."""

    __tablename__ = "issued_month"

    month: str = Field(primary_key=True)
    body: dict[str, Any] = Field(sa_column=Column(JSON, nullable=False))


class Person(SQLModel, table=True):
    """Somebody who works here. The password hash stays in the document."""

    name: str = Field(primary_key=True)
    display_name: str
    role: str
    area: str = Field(index=True)
    created_at: str  # empty where nobody knows
    is_suspended: bool
    suspended_at: str
    suspended_reason: str
    must_change: bool  # the password: it is the first one, or was set anew for him


class Device(SQLModel, table=True):
    """An admitted tablet. `ended` says why it has ended, and is empty while it works."""

    id: str = Field(primary_key=True)
    site: str = Field(index=True)
    label: str
    enrolled_by: str
    enrolled_at: str
    expires: str
    ended: str = Field(index=True)
    ended_at: str
    ended_by: str
    ended_note: str
    up_to: int  # the last of its facts that was held when it ended
    gaps: str  # those missing below it then, which alone are still taken
    lives: list[dict[str, str]] = Field(sa_column=Column(JSON, nullable=False))  # when it had ended before
    storage: str  # `kept`, `unkept`, or empty where the tablet has not told
    storage_reason: str
    storage_at: str
    heard_at: str  # when the tablet last told how many facts wait on it, or empty
    waiting: int


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
