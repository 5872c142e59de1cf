"""Online applications, and what the portal is told of them."""

from sqlalchemy import Index
from sqlmodel import Field, SQLModel


class News(SQLModel, table=True):
    """Something the applicant of an online case is told; `id` is that of the message it is told by."""

    id: str = Field(primary_key=True)
    case_id: str = Field(index=True)


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
