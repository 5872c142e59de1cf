"""Which cases have all there is to tell in the portal's queue. Their papers are not purged before."""

from sqlalchemy import func, select
from sqlalchemy.sql.elements import ColumnElement

from schema.tables import CaseFile, Message
from sync.projector.database import table_of

_CASES, _MESSAGES = table_of(CaseFile), table_of(Message)


def all_told() -> ColumnElement[bool]:
    """Of a row of cases: whether everything there is to tell is in the queue."""
    queued = select(func.count()).where(_MESSAGES.c.case_id == _CASES.c.id).scalar_subquery()
    return _CASES.c.events <= queued
