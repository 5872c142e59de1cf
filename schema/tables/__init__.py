"""The projection: what documents say, as tables for GraphQL and for reporting tools.

Every row is computed from documents and from nothing else, so all of it can be dropped and made again.
Nothing here says when a row was written. Times are the documents' own text (RFC 3339, UTC).
"""

from schema.tables.cases import (
    CaseFile,
    Certificate,
    Copy,
    Fact,
    FalsePledge,
    LookUp,
    Order,
    Task,
    UnverifiedPledge,
    Violation,
)
from schema.tables.columns import hold_the_same
from schema.tables.figures import TALLY
from schema.tables.numbers import NumberStock, NumberUse, PublishedRevocations, RevocationList
from schema.tables.offices import (
    Block,
    Calendar,
    Device,
    District,
    DistrictKey,
    Guide,
    IssuedMonth,
    Person,
    Site,
)
from schema.tables.portal import Message, News, Submission
from schema.tables.watch import (
    VERSION,
    Alarm,
    Audit,
    Chain,
    Checkpoint,
    Delivery,
    Projection,
    Receipt,
    Refusal,
)

__all__ = [
    "TALLY",
    "VERSION",
    "Alarm",
    "Audit",
    "Block",
    "Calendar",
    "CaseFile",
    "Certificate",
    "Chain",
    "Checkpoint",
    "Copy",
    "Delivery",
    "Device",
    "District",
    "DistrictKey",
    "Fact",
    "FalsePledge",
    "Guide",
    "IssuedMonth",
    "LookUp",
    "Message",
    "News",
    "NumberStock",
    "NumberUse",
    "Order",
    "Person",
    "Projection",
    "PublishedRevocations",
    "Receipt",
    "Refusal",
    "RevocationList",
    "Site",
    "Submission",
    "Task",
    "UnverifiedPledge",
    "Violation",
]

hold_the_same()
