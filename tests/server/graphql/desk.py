"""Cases as they lie before a township, and what its desk asks."""

import contextlib
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from sqlalchemy import event

from schema.facts import order_id
from schema.numbers import certificate_number
from server.clock import rfc3339
from sync.records import put_new
from tests.hub import SITE, DemoHub
from tests.people import JIANGJIN, MR_ZHAO, MRS_ZHAO
from tests.server.workers.office import further_birth
from tests.tablet import Fact, Tablet

OF_JIANGJIN = {"husband": {**MR_ZHAO, "hukou": JIANGJIN}, "wife": MRS_ZHAO}
ORDERED = "order pending case { state decision { granted reason by } certificates { certNo void } }"
DECIDE = f"""mutation($case: ID!, $granted: Boolean!, $reason: RefusalReason, $grounds: String! = "") {{
  decide(case: $case, granted: $granted, reason: $reason, grounds: $grounds) {{ {ORDERED} }} }}"""
VOID = f"""mutation($certNo: String!, $why: VoidReason!, $grounds: String! = "写错姓名") {{
  voidCertificate(certNo: $certNo, why: $why, grounds: $grounds) {{ {ORDERED} }} }}"""
CONFIRM = """mutation($pledge: ID!, $agrees: Boolean! = true) {
  confirmFalsePledge(pledge: $pledge, agrees: $agrees) { order case { pledges { status } } } }"""
VIOLATIONS = """query($rule: String, $period: DateRange, $area: String, $first: Int! = 50, $after: String) {
  violations(rule: $rule, period: $period, areaCode: $area, first: $first, after: $after) {
    edges { node { kind rule reason fact refused case site by at } }
    pageInfo { hasNextPage endCursor } } }"""


async def accepted(demo: DemoHub) -> tuple[Tablet, str]:
    """A further birth whose look-ups are still to come."""
    tablet = await demo.enrolled_tablet()
    case = further_birth(tablet, **OF_JIANGJIN)
    await arrive(demo, tablet)
    return tablet, case


async def in_review(demo: DemoHub) -> tuple[Tablet, str]:
    """A further birth with all its homework done."""
    tablet, case = await accepted(demo)
    for serial, spouse in enumerate(("husband", "wife"), start=1):
        tablet.now += timedelta(minutes=1)
        lookup = _lookup(tablet, case, spouse)
        await put_new(demo.hub.engine.database(f"site-{SITE}"), [lookup])
        _status_proof(tablet, case, spouse, lookup["_id"], serial)
    await arrive(demo, tablet)
    return tablet, case


async def disputed(demo: DemoHub, *, clerk: str = "") -> tuple[Tablet, str, str]:
    """A case, and its pledge that one person (`clerk`) has found false."""
    tablet = await demo.enrolled_tablet()
    case = tablet.application()
    pledge = tablet.pledge(case)["_id"]
    tablet.fact(
        "verification",
        case,
        pledge=pledge,
        method="phone",
        office="武侯区卫生健康局",
        contact="028-12345678",
        answered=True,
        person="值班员",
        content="登记有两孩",
    )
    tablet.clerk, before = clerk or tablet.clerk, tablet.clerk
    tablet.fact("conclusion", case, pledge=pledge, result="false", evidence="登记有两孩")
    tablet.clerk = before
    await arrive(demo, tablet)
    return tablet, case, pledge


async def arrive(demo: DemoHub, tablet: Tablet) -> None:
    """All facts of a tablet are in the tables."""
    assert await demo.push(tablet.facts, site=tablet.site, user=tablet.clerk) == []
    await demo.settled()


@contextlib.contextmanager
def questions(demo: DemoHub) -> Iterator[list[str]]:
    """What is asked of the tables meanwhile."""
    asked: list[str] = []

    def listen(*given: Any) -> None:
        if given[2].startswith("SELECT"):
            asked.append(given[2])

    event.listen(demo.hub.projection, "before_cursor_execute", listen)
    yield asked
    event.remove(demo.hub.projection, "before_cursor_execute", listen)


async def problem(demo: DemoHub, query: str, variables: Fact, *, user: str = "jijiang") -> Any:
    """`extensions` of the one error of an answer."""
    answer = await demo.graphql(query, variables, user=user)
    (error,) = answer["errors"]
    return {**error.get("extensions", {}), "message": error["message"]}


async def violations(demo: DemoHub, *, user: str = "district", **asked: Any) -> list[Any]:
    """The nodes of the first page."""
    await demo.settled()
    edges = (await demo.ask(VIOLATIONS, asked, user=user))["violations"]["edges"]
    return [edge["node"] for edge in edges]


async def orders(demo: DemoHub, type_: str, site: str = SITE) -> list[Fact]:
    """As they are stored."""
    return await demo.documents(f"site-{site}", f"order:{type_}:")


def _lookup(tablet: Tablet, case: str, spouse: str) -> Fact:
    return {
        "_id": order_id("lookup", case, spouse),
        "type": "lookup",
        "v": 1,
        "case": case,
        "site": tablet.site,
        "at": rfc3339(tablet.now),
        "by": "hub",
        "spouse": spouse,
        "result": "consistent",
        "marital": "初婚",
        "children": 0,
    }


def _status_proof(tablet: Tablet, case: str, spouse: str, lookup: str, serial: int) -> Fact:
    today = tablet.now.date()
    return tablet.fact(
        "status-proof",
        case,
        spouse=spouse,
        basis="lookup",
        of=lookup,
        certNo=certificate_number("status-proof", tablet.device, today, serial),
        block=f"block:{tablet.device}:status-proof:1",
        issuedOn=today.isoformat(),
        marital="初婚",
        children=0,
    )
