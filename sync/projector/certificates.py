"""A couple has one certificate of an item in force: those in force beside one of another case are marked."""

from collections import defaultdict
from collections.abc import Iterable

from sqlalchemy import Connection, select, update

from schema.tables import Certificate
from sync.projector.database import in_parts, table_of

_CERTIFICATES = table_of(Certificate)


def check_couples(connection: Connection, couples: Iterable[str]) -> None:
    """Find out anew which certificates of `couples` are in force beside one of another case."""
    for some in in_parts(sorted(couples)):
        cases: dict[tuple[str, str], dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
        theirs = _CERTIFICATES.c.couple.in_(some)
        query = select(*(_CERTIFICATES.c[name] for name in ("couple", "item", "case_id", "fact_id")))
        for row in connection.execute(query.where(theirs, _CERTIFICATES.c.in_force)):
            cases[row.couple, row.item][row.case_id].append(row.fact_id)
        double = [one for same in cases.values() if len(same) > 1 for ids in same.values() for one in ids]
        not_any_more = theirs & _CERTIFICATES.c.is_double & _CERTIFICATES.c.fact_id.not_in(double)
        connection.execute(update(_CERTIFICATES).where(not_any_more).values(is_double=False))
        connection.execute(
            update(_CERTIFICATES).where(_CERTIFICATES.c.fact_id.in_(double)).values(is_double=True)
        )
