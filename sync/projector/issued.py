"""Which certificates the published lists of a month are wrong about: one in force is listed, no other is."""

from collections import defaultdict
from collections.abc import Iterable

from sqlalchemy import Connection, select, update

from schema.issued import apart, couple_hash
from schema.tables import Certificate, IssuedMonth
from sync.projector.database import in_parts, table_of

_CERTIFICATES, _MONTHS = table_of(Certificate), table_of(IssuedMonth)
Listed = dict[str, set[str]]  # item → hashes


def check_listed(connection: Connection, couples: Iterable[str]) -> None:
    """Find out anew of the certificates of `couples` whether the list of their month is right about them."""
    columns = (_CERTIFICATES.c[name] for name in ("fact_id", "couple", "item", "month", "in_force"))
    query = select(*columns)
    for some in in_parts(sorted(couples)):
        same: dict[tuple[str, str, str], list[str]] = defaultdict(list)
        in_force = set()
        for row in connection.execute(query.where(_CERTIFICATES.c.couple.in_(some))):
            same[row.couple, row.item, row.month].append(row.fact_id)
            if row.in_force:
                in_force.add((row.couple, row.item, row.month))
        lists = {month: _list(connection, month) for month in {month for _, _, month in same}}
        for key, facts in same.items():
            couple, item, month = key
            salt, listed = lists[month]
            is_listed = couple_hash(salt, couple) in listed.get(item, ())
            connection.execute(
                update(_CERTIFICATES)
                .where(_CERTIFICATES.c.fact_id.in_(facts))
                .values(unlisted=is_listed != (key in in_force))
            )


def check_months(connection: Connection, months: Iterable[str]) -> None:
    """The same of all certificates of these months."""
    for month in months:
        query = select(_CERTIFICATES.c.couple).where(_CERTIFICATES.c.month == month).distinct()
        check_listed(connection, list(connection.scalars(query)))


def _list(connection: Connection, month: str) -> tuple[str, Listed]:
    row = connection.execute(select(_MONTHS.c.body).where(_MONTHS.c.month == month)).first()
    if row is None:
        return "", {}
    return row.body["salt"], {item: apart(hashes) for item, hashes in row.body["items"].items()}
