"""Which cases have all there is to tell in the portal's queue. Their papers are not purged before."""

from sqlalchemy import exists
from sqlalchemy.sql.elements import ColumnElement

from schema.tables import CaseFile, Message, News
from sync.projector.database import table_of

_CASES, _NEWS, _MESSAGES = table_of(CaseFile), table_of(News), table_of(Message)


def all_told() -> ColumnElement[bool]:
    """Of a row of cases: whether everything there is to tell is in the queue. Not so many messages: what was
    told of a case that was laid aside and goes on is told for good."""
    queued = exists().where(_MESSAGES.c.id == _NEWS.c.id)
    return ~exists().where(_NEWS.c.case_id == _CASES.c.id, ~queued)
