"""Which certificates the published lists of a month are wrong about: one in force is listed, no other is."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from sqlalchemy import Connection, Row, select, update

from schema.issued import apart, couple_hash
from schema.tables import Certificate, IssuedMonth
from sync.projector.database import in_parts, table_of

_CERTIFICATES, _MONTHS = table_of(Certificate), table_of(IssuedMonth)
Listed = dict[str, set[str]]  # item → hashes


def check_listed(connection: Connection, couples: Iterable[str]) -> None:
    """Find out anew of the certificates of `couples` whether the list of their month is right about them."""
    names = ("fact_id", "couple", "item", "month", "in_force", "unlisted")
    query = select(*(_CERTIFICATES.c[name] for name in names))
    for some in in_parts(sorted(couples)):
        same: dict[tuple[str, str, str], list[Row[Any]]] = defaultdict(list)
        for row in connection.execute(query.where(_CERTIFICATES.c.couple.in_(some))):
            same[row.couple, row.item, row.month].append(row)
        lists = {month: _list(connection, month) for month in {month for _, _, month in same}}
        wrong: dict[bool, list[str]] = {True: [], False: []}  # that are to be so from now on
        for (couple, item, month), rows in same.items():
            salt, listed = lists[month]
            is_listed = couple_hash(salt, couple) in listed.get(item, ())
            unlisted = is_listed != any(row.in_force for row in rows)
            wrong[unlisted] += [row.fact_id for row in rows if row.unlisted != unlisted]
        for unlisted, facts in wrong.items():
            for part in in_parts(facts):
                changed = update(_CERTIFICATES).where(_CERTIFICATES.c.fact_id.in_(part))
                connection.execute(changed.values(unlisted=unlisted))


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
