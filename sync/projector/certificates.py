"""Certificate numbers are given once: what has one of them twice is an alarm at every fact that has it."""

from collections import defaultdict
from collections.abc import Iterable

from sqlalchemy import Connection, select, update

from schema.tables import Alarm, Certificate, Fact
from sync.projector.database import in_parts, replace, table_of
from sync.projector.kinds import Row

_FACTS, _CERTIFICATES, _ALARMS = table_of(Fact), table_of(Certificate), table_of(Alarm)
TWICE = "number-twice"


def check_numbers(connection: Connection, numbers: Iterable[str]) -> None:
    """Compute anew the alarms about `numbers`."""
    for some in in_parts(sorted(numbers)):
        having = connection.execute(
            select(_CERTIFICATES.c.number, _FACTS.c.id, _FACTS.c.device, _FACTS.c.seq)
            .join(_FACTS, _FACTS.c.id == _CERTIFICATES.c.fact_id)
            .where(_CERTIFICATES.c.number.in_(some))
        )
        alarms: dict[str, list[Row]] = defaultdict(list)
        for row in having:
            alarms[row.number].append(
                {
                    "id": f"{TWICE}:{row.id}",
                    "kind": TWICE,
                    "device": row.device,
                    "seq": row.seq,
                    "detail": row.number,
                }
            )
        connection.execute(_ALARMS.delete().where(_ALARMS.c.kind == TWICE, _ALARMS.c.detail.in_(some)))
        replace(connection, Alarm, [alarm for same in alarms.values() if len(same) > 1 for alarm in same])


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
