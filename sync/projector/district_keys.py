"""The district's keys, as the tables have them."""

from sqlalchemy import Connection, select

from schema import tables
from schema.district_keys import DistrictKey, DistrictKeys
from sync.projector.database import table_of

_KEYS = table_of(tables.DistrictKey)


def district_keys(connection: Connection) -> DistrictKeys:
    """All that the district ever signed with, and for which days."""
    return {
        bytes.fromhex(row.kid): DistrictKey.of(row.public_key, row.first, row.until)
        for row in connection.execute(select(_KEYS))
    }
