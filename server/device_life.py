"""A tablet is lost, stolen, suspended or retired; it may be admitted again.

From the moment a device has ended it gets no token, and of its facts only those are taken that were missing
below the last one the hub holds: anything else may be a thief's. It goes to quarantine, and the tablet offers
it again when it is admitted again. That it had ended stays in its document, as one of its closed lives.
A tablet that a restored hub has forgotten is admitted again by a paper that it printed.
"""

from dataclasses import dataclass

import structlog
from sqlalchemy import Connection, func, select, union

from schema.areas import site_of_device
from schema.events import ENDED
from schema.facts import fact_types
from schema.refusals import ENDED_DEVICE
from schema.stock import as_text, gaps_among, how_many
from schema.tables import CaseFile, Chain, Copy, Delivery, Fact, Order, Refusal
from server.hub import Hub
from server.principal import Principal
from server.tablet_paper import forgotten_since, point_on
from sync.errors import NotFound
from sync.projector.database import read_tables, table_of
from sync.projector.district_keys import district_keys
from sync.projector.kinds import HUB
from sync.projector.stocks import Numbers, printable_numbers
from sync.records import Document, as_document, change, change_from, read

log = structlog.get_logger("tablets")

_CASES, _FACTS = table_of(CaseFile), table_of(Fact)
_CHAINS, _DELIVERIES = table_of(Chain), table_of(Delivery)
_ORDERS, _COPIES = table_of(Order), table_of(Copy)
_REFUSALS = table_of(Refusal)
MOST_CASES = 500
BY_A_PAPER = "One that a restored hub has forgotten is admitted again by a paper that it printed (`token`)."
MOST_MISSING = 50  # facts that an honest tablet may have sent no more: one batch


@dataclass(frozen=True, slots=True)
class Exposure:
    """What went with a tablet: it held its site's whole database. `gaps` are facts that have not arrived and
    that later ones stand on."""

    cases: list[str]  # of its site, those that go on first; at most `MOST_CASES`
    case_count: int
    open_case_count: int
    numbers: list[Numbers]  # it might still print
    gaps: str
    last_push_at: str  # what it wrote later nobody knows


async def device_of(hub: Hub, principal: Principal, name: str) -> Document:
    """The document of a device in the principal's area; raises `NotFound`."""
    document = await read(hub.engine.database("hub"), f"device:{name}")
    if document is None or not HUB["device"].is_whole(document) or not principal.covers(name):
        raise NotFound(f"There is no device {name}.")
    return document


async def end_device(
    hub: Hub, principal: Principal, name: str, *, why: str, note: str, wipe: bool
) -> tuple[Document, bool]:
    """The device's document, and whether the tables do not show it yet. Said again, it may say more."""
    device = await device_of(hub, principal, name)
    before = device.get("ended")
    ended = {
        "why": why,
        "note": note,
        "wipe": wipe,
        **await _held(hub, device),
        "at": before["at"] if before else hub.clock.text(),
        "by": principal.name,
    }
    device = await change(hub.engine.database("hub"), device["_id"], ended=ended)
    log.info("tablet ended", device=name, why=why, by=principal.name)
    # The gate takes nothing newer from now on; what it was taking while this was written counts too.
    await hub.projector.shown(f"site-{device['site']}")
    device = await _with_what_came_meanwhile(hub, device)
    return device, not await hub.projector.shown("hub")


async def readmit_device(hub: Hub, principal: Principal, name: str, paper: str = "") -> tuple[Document, bool]:
    """It works again, with a credential that lasts. One that a restored hub has forgotten is brought by
    `paper`, the text of any QR that it printed. Raises `NotFound`, and what `forgotten_since`, `point_on` and
    `take_up_again` raise."""
    device = await _known(hub, principal, name, paper)
    if ended := device.get("ended"):
        life = {name: ended[name] for name in ("why", "note", "at", "by")}
        closed = {**life, "readmittedAt": hub.clock.text(), "readmittedBy": principal.name}
        lives = [*device.get("lives", []), closed]
        device = await change(hub.engine.database("hub"), device["_id"], ended=None, lives=lives)
        log.info("tablet admitted again", device=device["device"], by=principal.name)
    device = await hub.enrolment.with_lasting_credential(device)
    return device, not await hub.projector.shown("hub")


def exposure_of(connection: Connection, device: str) -> Exposure:
    """As far as the tables know."""
    site = site_of_device(device)
    in_its_database = union(
        *(select(table.c.case_id).where(table.c.site == site) for table in (_FACTS, _ORDERS, _COPIES))
    )
    held, goes_on = _CASES.c.id.in_(in_its_database), _CASES.c.state.not_in(ENDED)
    counts = select(func.count().label("all"), func.count().filter(goes_on).label("open")).where(held)
    counted = connection.execute(counts.select_from(_CASES)).mappings().one()
    cases = select(_CASES.c.id).where(held).order_by(goes_on.desc(), _CASES.c.opened_at.desc(), _CASES.c.id)
    pushes = select(func.max(_DELIVERIES.c.at)).where(
        _DELIVERIES.c.site == site, _DELIVERIES.c.device == device
    )
    return Exposure(
        cases=list(connection.scalars(cases.limit(MOST_CASES))),
        case_count=counted["all"],
        open_case_count=counted["open"],
        numbers=list(printable_numbers(connection, device)),
        gaps=connection.scalar(select(_CHAINS.c.gaps).where(_CHAINS.c.device == device)) or "",
        last_push_at=connection.scalar(pushes) or "",
    )


async def _known(hub: Hub, principal: Principal, name: str, paper: str) -> Document:
    if not principal.covers(name):
        raise NotFound(f"There is no device {name}.")
    if not paper.strip():
        try:
            return await device_of(hub, principal, name)
        except NotFound as unknown:
            raise NotFound(f"{unknown.reason} {BY_A_PAPER}") from unknown
    since = await forgotten_since(hub.engine.database("hub"))
    await hub.projector.shown("reference")
    keys = await read_tables(hub.projection, district_keys)
    return await hub.enrolment.take_up_again(name, point_on(paper, name, keys, since), principal.name)


async def _with_what_came_meanwhile(hub: Hub, device: Document) -> Document:
    """The device's document, by what is held now. What another official said since stands: only where the
    device has ended at the moment that `device` says, and nothing but what is held."""
    documents = hub.engine.database("hub")
    held = await _held(hub, device)
    current = await documents.get(device["_id"])
    if current is None or current.deleted:
        return device
    now = as_document(current)
    ended = now.get("ended")
    if not ended or ended["at"] != device["ended"]["at"] or ended == {**ended, **held}:
        return now
    return await change_from(documents, current, ended={**ended, **held})


async def _held(hub: Hub, device: Document) -> Document:
    """`upTo`, the number of the last fact that is held, none that was refused; and `gaps` below. Where much
    is missing, the last of those that follow each other, and no gaps: a thief may sign a fact far ahead, and
    fill in the rest later.

    By the documents, since the tables may be behind. What was refused because it had ended is missing.
    """
    taken = await _numbers_of(hub, device)
    refused = await read_tables(hub.projection, _refused, device["device"])
    latest = max(taken, default=0)
    gaps = gaps_among(sorted(taken | {seq for seq in refused if seq < latest}))
    if how_many(gaps) > MOST_MISSING:
        return {"upTo": gaps[0][0] - 1, "gaps": ""}
    return {"upTo": latest, "gaps": as_text(gaps)}


async def _numbers_of(hub: Hub, device: Document) -> set[int]:
    """Of the facts of a device, which are named by them."""
    site = hub.engine.database(f"site-{device['site']}")
    if site.name not in await hub.engine.names():
        return set()
    prefixes = [f"{type_}:{device['device']}:" for type_ in fact_types()]
    pages = [await site.all_docs(start=prefix, end=prefix + "\uffff") for prefix in prefixes]
    seqs = [row.id.rpartition(":")[2] for page in pages for row in page if row]
    return {int(seq) for seq in seqs if seq.isascii() and seq.isdigit()}


def _refused(connection: Connection, device: str) -> set[int]:
    """The numbers of what it signed and the gate refused for good."""
    refusals = select(_REFUSALS.c.seq).where(_REFUSALS.c.device == device, _REFUSALS.c.rule != ENDED_DEVICE)
    return set(connection.scalars(refusals))
