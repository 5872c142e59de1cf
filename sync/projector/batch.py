"""One batch of a feed, stored whole or not at all: rows, what follows from them, and the checkpoint."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta

import structlog
from sqlalchemy import Connection, Table, func, select
from sqlmodel import SQLModel

from schema.areas import SITE_DIGITS, township_of
from schema.fold import fold
from schema.kpi.counted import BY_LAW, counted
from schema.tables import (
    Alarm,
    CaseFile,
    Certificate,
    Checkpoint,
    Fact,
    FalsePledge,
    Guide,
    LookUp,
    News,
    NumberStock,
    NumberUse,
    Order,
    Refusal,
    UnverifiedPledge,
    Violation,
)
from sync.projector.arrivals import refresh_arrivals, store_facts, uncount_facts, uncount_facts_of
from sync.projector.case_sources import calendars_of, documents_of, guides_of
from sync.projector.certificates import check_couples
from sync.projector.chains import forked, refresh_chains
from sync.projector.database import Row, delete_keys, in_parts, replace, table_of
from sync.projector.issued import check_listed, check_months
from sync.projector.kinds import OF_A_SITE, kinds_of
from sync.projector.numbers import Touched, check_doubles, check_numbers, refresh_stocks
from sync.projector.revocations import check_published, check_revocations, ended_among
from sync.projector.rows import (
    case_row,
    certificate_rows,
    fact_row,
    false_pledge_rows,
    look_up_rows,
    news_rows,
    number_use_rows,
    pledge_rows,
    violation_rows,
)
from sync.projector.sharing import forget_copies, held_copies, still_to_copy, store_copies
from sync.projector.tally import Tallies, uncount_cases
from sync.records import Document

log = structlog.get_logger("projector")
_FACTS, _GUIDES, _CASES = table_of(Fact), table_of(Guide), table_of(CaseFile)
_ORDERS = table_of(Order)
_CERTIFICATES, _ALARMS = table_of(Certificate), table_of(Alarm)
_USES, _STOCKS = table_of(NumberUse), table_of(NumberStock)
OF_A_CASE: tuple[type[SQLModel], ...] = (  # made with it
    LookUp,
    News,
    UnverifiedPledge,
    FalsePledge,
    Certificate,
    NumberUse,
    Violation,
)


@dataclass(slots=True)
class Batch:
    """What a run of changes of one database amounts to. `since` is empty when the feed was not moved."""

    database: str
    since: str = ""
    documents: list[Document] = field(default_factory=list)  # written by the hub
    gone: list[str] = field(default_factory=list)  # ids of deleted ones
    facts: list[tuple[Document, str]] = field(default_factory=list)  # with what they wait for
    without_effect: list[str] = field(default_factory=list)  # ids of facts no revision of which is accepted
    copies: dict[str, str] = field(default_factory=dict)  # id of what is copied → case; "" for a deleted one
    signed_refusals: dict[str, Row] = field(default_factory=dict)  # quarantine id → what it is in its chain
    refused_papers: list[Row] = field(default_factory=list)  # what numbers stand on among those
    alarms: list[Row] = field(default_factory=list)

    def named(self, word: str) -> list[list[str]]:
        """The ids that begin with a word, of documents written or deleted, each in its parts: an order's name
        its case, a block's its device and item."""
        ids = (*self.gone, *(document["_id"] for document in self.documents))
        return [name.split(":") for name in ids if name.startswith(f"{word}:")]


def store(connection: Connection, batch: Batch) -> None:
    """Write `batch` in the transaction of `connection`. Storing it again changes nothing."""
    _store_documents(connection, batch)
    facts = _with_guides(connection, batch.facts)
    cases = {fact["case"] for fact, _ in facts} | _take_back(connection, batch.without_effect)
    cases |= {parts[2] for parts in batch.named("order") if len(parts) > 2}
    cases |= store_copies(connection, batch.database, batch.copies)
    if batch.database == "reference":
        cases |= _folded_by(connection, [":".join(parts) for parts in batch.named("guide")])
        cases |= _dated_by(connection, [parts[1] for parts in batch.named("calendar")])
        check_months(connection, [parts[1] for parts in batch.named("issued")])
    store_facts(connection, [fact_row(fact, waiting_for) for fact, waiting_for in facts])
    runs = [(parts[1], parts[2]) for parts in batch.named("arrival") if len(parts) == 3]
    refresh_arrivals(connection, runs)
    replace(connection, Alarm, batch.alarms)
    touched = [(fact["device"], fact["seq"]) for fact, _ in facts]
    touched += [(row["device"], row["seq"]) for row in batch.signed_refusals.values()]
    answered = [parts[1] for parts in batch.named("receipt") if len(parts) > 2]
    refresh_chains(connection, [*touched, *forked(connection, answered)])
    told = refold(connection, cases)
    check_numbers(connection, _refused_papers(connection, batch), told)
    check_doubles(connection, {*answered, *(device for device, _ in touched)}, told)
    _check_certificates(connection, told.couples)
    leased = {(parts[1], parts[2]) for parts in batch.named("block") if len(parts) == 4}
    refresh_stocks(connection, leased)
    ended = ended_among(connection, {device for device, _ in (*touched, *leased)})
    admitted = {parts[1] for parts in batch.named("device")}
    check_revocations(connection, set(map(township_of, told.devices | ended | admitted)))
    check_published(connection, [*batch.gone, *(document["_id"] for document in batch.documents)])
    if batch.since:
        replace(connection, Checkpoint, [{"database": batch.database, "since": batch.since}])


def forget(connection: Connection, database: str) -> None:
    """Remove what a dropped database said. What `hub` says of its facts stays."""
    delete_keys(connection, Checkpoint, [database])
    site = database.removeprefix("site-")
    here = connection.execute(select(_FACTS.c.device, _FACTS.c.seq).where(_FACTS.c.site == site)).all()
    cases = forget_copies(connection, site)
    for table, case in ((_FACTS, _FACTS.c.case_id), (_ORDERS, _ORDERS.c.case_id), (_CASES, _CASES.c.id)):
        cases |= set(connection.scalars(select(case).where(table.c.site == site)))
    uncount_facts_of(connection, site)
    for table in (_FACTS, *(table_of(kind.table) for kind in OF_A_SITE.values())):
        connection.execute(table.delete().where(table.c.site == site))
    connection.execute(_ALARMS.delete().where(func.substr(_ALARMS.c.device, 1, SITE_DIGITS) == site))
    connection.execute(_STOCKS.delete().where(_STOCKS.c.site == site))
    refresh_chains(connection, [(row.device, row.seq) for row in here])
    told = refold(connection, cases)
    _check_certificates(connection, told.couples)
    check_revocations(connection, set(map(township_of, told.devices | {site})))


def _store_documents(connection: Connection, batch: Batch) -> None:
    kinds = kinds_of(batch.database)
    rows: dict[str, list[Row]] = defaultdict(list)
    for document in batch.documents:
        word = document["_id"].partition(":")[0]
        row = kinds[word].whole_row(document)
        if row is None:
            log.warning("not of its form, passed over", database=batch.database, document=document["_id"])
            batch.gone.append(document["_id"])
        else:
            rows[word].append(row)
    for word, kind in kinds.items():
        delete_keys(
            connection, kind.table, [kind.key(name) for name in batch.gone if name.startswith(f"{word}:")]
        )
        if kind.table is Refusal:
            rows[word] = [{**row, **batch.signed_refusals.get(row["id"], {})} for row in rows[word]]
        replace(connection, kind.table, rows[word])


def _refused_papers(connection: Connection, batch: Batch) -> list[Row]:
    """What stands on numbers among what was refused, and what stood there and is gone."""
    gone = [name for name in batch.gone if name.startswith("quarantine:")]
    before = [
        dict(row)
        for some in in_parts(gone)
        for row in connection.execute(select(_USES).where(_USES.c.fact_id.in_(some))).mappings()
    ]
    delete_keys(connection, NumberUse, gone)
    replace(connection, NumberUse, batch.refused_papers)
    return [*before, *batch.refused_papers]


def _with_guides(connection: Connection, facts: list[tuple[Document, str]]) -> list[tuple[Document, str]]:
    """The facts, each with what it waits for: also for a guide that is a document but not yet a row.

    A guide written between the draining of `reference` and of a site is judged by before it can be folded by.
    """
    here = set(connection.scalars(select(_GUIDES.c.id)))
    return [
        (fact, waiting_for or ("" if fact.get("guide", "") in {"", *here} else fact["guide"]))
        for fact, waiting_for in facts
    ]


def _take_back(connection: Connection, fact_ids: list[str]) -> set[str]:
    """Remove facts that were kept while they waited and are refused now; the cases they belonged to."""
    cases: set[str] = set()
    for some in in_parts(fact_ids):
        cases |= set(connection.scalars(select(_FACTS.c.case_id).where(_FACTS.c.id.in_(some))))
    uncount_facts(connection, fact_ids)
    delete_keys(connection, Fact, fact_ids)
    return cases


def _folded_by(connection: Connection, guides: list[str]) -> set[str]:
    """The cases that were opened by one of these guides, or went on after a newer one was in effect."""
    cases: set[str] = set()
    for guide in guides:
        of_the_item = _CASES.c.item == guide.split(":")[1]
        pinned = _CASES.c.guide == guide
        body = connection.scalar(select(_GUIDES.c.body).where(_GUIDES.c.id == guide))
        since = _a_day_before(body["effectiveFrom"]) if body else ""
        for table in (_FACTS, _ORDERS):
            later = table.c.case_id.in_(select(_CASES.c.id).where(of_the_item)) & (table.c.at >= since)
            cases |= set(connection.scalars(select(table.c.case_id).where(later).distinct()))
        cases |= set(connection.scalars(select(_CASES.c.id).where(of_the_item, pinned)))
    return cases


def _dated_by(connection: Connection, years: list[str]) -> set[str]:
    """The cases whose last day by law these calendars tell: nothing else says it."""
    cases: set[str] = set()
    for year in (int(text) for text in years if text.isdecimal()):
        accepted = _CASES.c.accepted_at.between(f"{year - 1}", f"{year + 1}~")
        promised = _CASES.c.working_days.not_in((0, BY_LAW))
        cases |= set(connection.scalars(select(_CASES.c.id).where(promised, accepted)))
    return cases


def _a_day_before(day: str) -> str:
    """A time before the first of a day here: days are local, times are UTC."""
    return (date.fromisoformat(day) - timedelta(days=1)).isoformat()


def refold(connection: Connection, cases: Iterable[str]) -> Touched:
    """Compute the named cases anew from their stored facts, and what became of their numbers."""
    wanted = sorted({*cases} - {""})  # publicity, outages… belong to no case
    if not wanted:
        return Touched()
    guides, facts = guides_of(connection), documents_of(connection, wanted)
    held, calendars, tallies = held_copies(connection, wanted), calendars_of(connection), Tallies()
    uncount_cases(connection, tallies, wanted)
    rows: dict[type[SQLModel], list[Row]] = defaultdict(list)
    for name in wanted:
        case = fold(facts[name], guides)
        if case:
            lacking = still_to_copy(case, facts[name], guides[case["guide"]], held[name])
            tallied = counted(case, facts[name], calendars)
            rows[CaseFile].append(case_row(case, uncopied=len(lacking), tallied=tallied))
            tallies.count(case, tallied)
            rows[LookUp] += look_up_rows(case)
            rows[News] += news_rows(case)
            rows[UnverifiedPledge] += pledge_rows(case)
            rows[FalsePledge] += false_pledge_rows(case)
            rows[Violation] += violation_rows(case, facts[name])
        rows[NumberUse] += number_use_rows(case, facts[name])
        rows[Certificate] += certificate_rows(case, facts[name])
    certificates = [*_of_cases(connection, _CERTIFICATES, wanted), *rows[Certificate]]
    uses = [*_of_cases(connection, _USES, wanted), *rows[NumberUse]]
    delete_keys(connection, CaseFile, wanted)
    replace(connection, CaseFile, rows[CaseFile])
    tallies.store(connection)
    for model in OF_A_CASE:
        _delete_of_cases(connection, table_of(model), wanted)
        replace(connection, model, rows[model])
    told = Touched(
        devices=ended_among(connection, {use["device"] for use in uses}),
        couples={row["couple"] for row in certificates},
    )
    check_numbers(connection, uses, told)
    return told


def _check_certificates(connection: Connection, couples: set[str]) -> None:
    """Once it is known of every number which paper has it: that decides which certificates are in force."""
    check_couples(connection, couples)
    check_listed(connection, couples)


def _delete_of_cases(connection: Connection, table: Table, cases: list[str]) -> None:
    for some in in_parts(cases):
        connection.execute(table.delete().where(table.c.case_id.in_(some)))


def _of_cases(connection: Connection, table: Table, cases: list[str]) -> list[Row]:
    rows: list[Row] = []
    for some in in_parts(cases):
        rows += map(dict, connection.execute(select(table).where(table.c.case_id.in_(some))).mappings())
    return rows
