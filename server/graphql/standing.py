"""How one tablet stands with the hub, by the tables."""

import re

from sqlalchemy import ColumnElement, Connection, RowMapping, func, select
from strawberry import ID

from schema.areas import site_of_device
from schema.district_keys import key_id
from schema.graphql.numbers import NumberCounts, NumberedItem, NumberStock
from schema.graphql.people import mask_numbers
from schema.graphql.scalars import Moment, moment
from schema.graphql.standing import DeviceAlarm, DeviceReceipt, DeviceStanding, RefusedFact, WaitingFact
from schema.tables import Alarm, Chain, Delivery, Device, Fact, Receipt, Refusal
from server.graphql.context import Info
from server.graphql.devices import shown
from server.graphql.troubles import troubles_of
from server.workers.receipts import untold
from sync.errors import NotFound
from sync.projector.database import read_tables, table_of
from sync.projector.stocks import STOCKS, stocks

_ALARMS, _CHAINS, _DELIVERIES = table_of(Alarm), table_of(Chain), table_of(Delivery)
_DEVICES, _FACTS, _RECEIPTS = table_of(Device), table_of(Fact), table_of(Receipt)
_REFUSALS = table_of(Refusal)
_WANTED = re.compile(r"(guide|block):[0-9A-Za-z:-]+")
MOST = 100
Signer = tuple[str, str] | None  # of the receipts that count: the district's key, the store


async def device_standing(info: Info, device: ID) -> DeviceStanding:
    """Raises `NotFound` for one outside the area of whoever asks, too."""
    hub, name = info.context.hub, str(device)
    # At a village hub receipts are the district's, of whatever key and store.
    signer = None if hub.relay else (key_id(hub.district_key.public_key()).hex(), hub.engine.instance)
    if not info.context.principal.covers(name):
        raise NotFound(f"There is no device {name}.")
    found = await read_tables(hub.projection, _standing, name, signer)
    if found is None:
        raise NotFound(await read_tables(hub.projection, _unknown, name))
    found.troubles = list(troubles_of(found, hub.clock.now()))
    return found


def _standing(connection: Connection, name: str, signer: Signer) -> DeviceStanding | None:
    row = connection.execute(select(_DEVICES).where(_DEVICES.c.id == name)).mappings().first()
    if row is None:
        return None
    pushes = select(_DELIVERIES.c.at, _DELIVERIES.c.by).where(_DELIVERIES.c.device == name)
    push = connection.execute(pushes.order_by(_DELIVERIES.c.at.desc()).limit(1)).first()
    chain = connection.execute(select(_CHAINS).where(_CHAINS.c.device == name)).mappings().first()
    waits = (_FACTS.c.site == row["site"], _FACTS.c.device == name, _FACTS.c.waiting_for > "")
    waiting = select(_FACTS.c.id, _FACTS.c.waiting_for).where(*waits).order_by(_FACTS.c.seq).limit(MOST)
    alarms = select(_ALARMS).where(_ALARMS.c.device == name).order_by(_ALARMS.c.seq, _ALARMS.c.id)
    return DeviceStanding(
        device=shown(dict(row)),
        heard_at=moment(row["heard_at"]),
        said_waiting=row["waiting"],
        last_push_at=moment(push.at) if push else None,
        last_push_by=push.by if push else "",
        head=chain["head"] if chain else 0,
        latest=chain["latest"] if chain else 0,
        gaps=chain["gaps"] if chain else "",
        receipt=_receipt(connection, name, signer),
        refused_count=_refused_count(connection, name, row["site"]),
        refused=_refused(connection, name, row["site"]),
        waiting_count=connection.scalar(select(func.count()).select_from(_FACTS).where(*waits)) or 0,
        waiting=[
            WaitingFact(fact=ID(one.id), waits_for=_named_in(one.waiting_for))
            for one in connection.execute(waiting)
        ],
        alarms=[_alarm(one) for one in connection.execute(alarms.limit(MOST)).mappings()],
        stocks=_stocks(connection, name),
        troubles=[],
    )


def _unknown(connection: Connection, name: str) -> str:
    """Of a tablet without a document, what has come in its name all the same."""
    site = site_of_device(name)
    count = _refused_count(connection, name, site)
    if not count:
        return f"There is no device {name}."
    rules = select(_REFUSALS.c.rule).where(*_came_refused(name, site)).distinct().order_by(_REFUSALS.c.rule)
    why = ", ".join(connection.scalars(rules))
    return (
        f"This hub does not know the device {name}, and holds {count} facts of it, refused: {why}. It was "
        "admitted after the backup from which this hub was restored, or by another hub. Nothing is lost as "
        "long as nobody clears the tablet. What to do says docs/operations.md under Restore."
    )


def _came_refused(name: str, site: str) -> tuple[ColumnElement[bool], ...]:
    """What came in its name and was not taken later either, signed by it or not."""
    taken = select(_FACTS.c.id).where(_FACTS.c.id == _REFUSALS.c.doc_id).exists()
    return _REFUSALS.c.database == f"site-{site}", _REFUSALS.c.doc_id.like(f"%:{name}:%"), ~taken


def _refused_count(connection: Connection, name: str, site: str) -> int:
    counted = select(func.count(func.distinct(_REFUSALS.c.doc_id)))
    return connection.scalar(counted.where(*_came_refused(name, site))) or 0


def _refused(connection: Connection, name: str, site: str) -> list[RefusedFact]:
    """The first one first."""
    columns = _REFUSALS.c
    latest = (
        select(columns.doc_id, columns.rule, columns.reason)
        .where(*_came_refused(name, site))
        .order_by(columns.at.desc(), columns.seq.desc(), columns.id)
    )
    rows = connection.execute(latest.limit(MOST)).all()
    return [
        RefusedFact(fact=ID(one.doc_id), rule=one.rule, reason=mask_numbers(one.reason))
        for one in reversed(rows)
    ]


def _named_in(text: str) -> str:
    """The document that a fact waits for, out of the sentence that says so."""
    found = _WANTED.search(text)
    return found[0] if found else text


def _receipt(connection: Connection, name: str, signer: Signer) -> DeviceReceipt | None:
    row = connection.execute(select(_RECEIPTS).where(_RECEIPTS.c.device == name)).mappings().first()
    if row is None:
        return None
    kid, instance = signer or (row["kid"], row["instance"])
    is_untold = connection.execute(untold(kid, instance).where(_CHAINS.c.device == name)).first()
    return DeviceReceipt(up_to=row["up_to"], at=Moment(row["at"]), is_current=is_untold is None)


def _alarm(row: RowMapping) -> DeviceAlarm:
    return DeviceAlarm(kind=row["kind"], seq=row["seq"], detail=row["detail"])


def _stocks(connection: Connection, name: str) -> list[NumberStock]:
    held, _ = stocks(connection, STOCKS.c.device == name)
    return [
        NumberStock(
            device=stock.device,
            item=NumberedItem(stock.item),
            leased=stock.leased,
            counts=NumberCounts.of(stock.counts),
        )
        for stock in held
    ]
