"""Each role tried at each query, at each mutation and at each kind of database."""

from typing import Any

import pytest
from graphql import (
    GraphQLEnumType,
    GraphQLInputObjectType,
    GraphQLList,
    GraphQLNonNull,
    GraphQLObjectType,
    GraphQLSchema,
    build_schema,
    get_named_type,
    is_leaf_type,
)

from server.graphql.api import api
from server.graphql.context import make_context
from server.principal import Anonymous, Principal, Role
from server.rights import OPERATIONS
from tests.hub import SITE, DemoHub
from tests.server.village.cut import account

USERS = {
    "nobody": "",
    "clerk": "sipaifang-1",
    "device": f"{SITE}A1",
    "township": "jijiang",
    "district": "district",
    "reporter": "reporter",
    "auditor": "auditor",
    "portal": "portal",
    "relay": "hub-sipaifang",
}
ASKED = """
                      nobody clerk device township district reporter auditor portal relay
signIn                   x     x     x       x        x        x        x       x      x
verifyCertificate        x     x     x       x        x        x        x       x      x
case                     -     x     x       x        x        x        x       -      -
cases                    -     x     x       x        x        x        x       -      -
siteSync                 -     x     x       x        x        x        x       -      -
lookupBacklog            -     x     x       x        x        x        x       -      -
overdueCases             -     x     x       x        x        x        x       -      -
unverifiedPledges        -     x     x       x        x        x        x       -      -
kpi                      -     x     x       x        x        x        x       -      -
kpiDefinitions           -     x     x       x        x        x        x       -      -
kpiSeries                -     x     x       x        x        x        x       -      -
kpiCases                 -     x     x       x        x        x        x       -      -
kpiUpdates               -     x     x       x        x        x        x       -      -
siteSyncUpdates          -     x     x       x        x        x        x       -      -
leagueTable              -     -     -       x        x        x        x       -      -
rectification            -     -     -       x        x        x        x       -      -
violations               -     -     -       x        x        x        x       -      -
duplicates               -     -     -       x        x        x        x       -      -
devices                  -     -     -       x        x        -        x       -      -
deviceStanding           -     -     -       x        x        -        x       -      -
forgottenDevices         -     -     -       x        x        -        x       -      -
deviceExposure           -     -     -       x        x        -        -       -      -
endDevice                -     -     -       x        x        -        -       -      -
readmitDevice            -     -     -       x        x        -        -       -      -
numberLedger             -     -     -       x        x        x        x       -      -
printJournal             -     -     -       x        x        x        x       -      -
complaints               -     -     -       x        x        -        x       -      -
inspections              -     -     -       -        x        -        x       -      -
findings                 -     -     -       x        x        -        x       -      -
guides                   -     x     x       x        x        x        x       -      -
guideFault               -     -     -       -        x        -        -       -      -
inspectionSample         -     -     -       -        x        -        x       -      -
audit                    -     -     -       -        x        -        x       -      -
reveal                   -     x     -       x        x        -        -       -      -
decide                   -     -     -       x        -        -        -       -      -
confirmFalsePledge       -     -     -       x        -        -        -       -      -
voidCertificate          -     -     -       x        x        -        -       -      -
resolveDuplicate         -     -     -       x        x        -        -       -      -
fileComplaint            -     -     -       -        x        -        -       -      -
replyToComplaint         -     -     -       x        x        -        -       -      -
withdrawComplaint        -     -     -       -        x        -        -       -      -
drawInspection           -     -     -       -        x        -        -       -      -
recordFinding            -     -     -       -        x        -        -       -      -
recordPublicity          -     -     -       x        x        -        -       -      -
recordRectification      -     -     -       x        x        -        -       -      -
recordSelfInspection     -     -     -       x        x        -        -       -      -
selfInspections          -     -     -       x        x        x        x       -      -
setTownshipLimit         -     -     -       x        x        -        -       -      -
createPairingCode        -     -     -       x        x        -        -       -      -
enrolDevice              -     x     -       x        -        -        -       -      -
recoverTablet            -     x     -       x        -        -        -       -      -
requestVerification      -     -     -       x        x        -        -       -      -
calendarStatus           -     -     -       -        x        -        x       -      -
publishGuide             -     -     -       -        x        -        -       -      -
publishCalendar          -     -     -       -        x        -        -       -      -
people                   -     -     -       x        x        -        x       -      -
createPerson             -     -     -       x        x        -        -       -      -
changePerson             -     -     -       x        x        -        -       -      -
resetPassword            -     -     -       x        x        -        -       -      -
suspendPerson            -     -     -       x        x        -        -       -      -
reinstatePerson          -     -     -       x        x        -        -       -      -
importPeople             -     -     -       x        x        -        -       -      -
changePassword           -     x     -       x        x        x        x       x      x
sites                    -     x     x       x        x        x        x       -      -
createTownship           -     -     -       -        x        -        -       -      -
createSite               -     -     -       -        x        -        -       -      -
changeSite               -     -     -       -        x        -        -       -      -
closeSite                -     -     -       -        x        -        -       -      -
reopenSite               -     -     -       -        x        -        -       -      -
importSites              -     -     -       -        x        -        -       -      -
setUp                    -     -     -       -        x        -        -       -      -
foundDistrict            -     -     -       -        x        -        -       -      -
defaultGuides            -     -     -       -        x        -        -       -      -
defaultCalendar          -     -     -       -        x        -        -       -      -
submitApplication        -     -     -       -        -        -        -       x      -
addUploads               -     -     -       -        -        -        -       x      -
onlineCase               -     -     -       -        -        -        -       x      -
onlineGuide              -     -     -       -        -        -        -       x      -
portalQueue              -     -     -       -        x        -        x       -      -
upstream                 -     x     x       x        x        -        x       -      -
"""
OPENED = """
                      nobody clerk device township district reporter auditor portal relay
reference                -     r     r       r       rw        r        r       -      r
hub                      -     -     -       -       rw        -        -       -      -
site-500116001901        -    rw    rw      rw       rw        -        -       -     rw
site-500116002901        -     -     -       -       rw        -        -       -      -
papers-500116001901      -     w     w      rw       rw        -        -       -      w
papers-500116002901      -     -     -       -       rw        -        -       -      -
scratch                  -     -     -       -       rw        -        -       -      -
"""


def _column(matrix: str, role: str) -> dict[str, str]:
    head, *rows = (line.split() for line in matrix.strip().splitlines())
    return {name: cells[head.index(role)] for name, *cells in rows}


def _schema() -> GraphQLSchema:
    return build_schema(api.as_str())


def _any_value(type_: Any) -> str:
    """A literal of the type, as meaningless as can be."""
    match type_:
        case GraphQLNonNull():
            return _any_value(type_.of_type)
        case GraphQLList():
            return f"[{_any_value(type_.of_type)}]"
        case GraphQLEnumType():
            return str(next(iter(type_.values)))
        case GraphQLInputObjectType():
            needed = {name: field for name, field in type_.fields.items() if _is_needed(field.type)}
            return "{" + ", ".join(f"{name}: {_any_value(one.type)}" for name, one in needed.items()) + "}"
    return {"Int": "1", "Float": "1.0", "Boolean": "true", "Date": '"2021-06-01"'}.get(type_.name, '"x"')


def _is_needed(type_: Any) -> bool:
    return isinstance(type_, GraphQLNonNull)


def _calls() -> dict[str, str]:
    """An operation for each field of the three roots, with what it cannot do without."""
    schema, calls = _schema(), {}
    for word in ("query", "mutation", "subscription"):
        root = getattr(schema, f"{word}_type")
        assert isinstance(root, GraphQLObjectType)
        for name, field in root.fields.items():
            given = ", ".join(
                f"{arg}: {_any_value(one.type)}" for arg, one in field.args.items() if _is_needed(one.type)
            )
            shown = "" if is_leaf_type(get_named_type(field.type)) else " { __typename }"
            calls[name] = f"{word} {{ {name}{f'({given})' if given else ''}{shown} }}"
    return calls


async def _headers(demo: DemoHub, role: str) -> dict[str, str]:
    if role == "relay":
        await demo.first_sign_in("hub-sipaifang", await account(demo))
    if role != "device":
        return await demo.bearer(USERS[role])
    tablet = await demo.enrolled_tablet()
    token = demo.hub.tokens.sign(Principal(tablet.device, Role.DEVICE, SITE)).token
    return {"Authorization": f"Bearer {token}"}


def test_every_operation_has_its_row() -> None:
    assert set(_calls()) == set(OPERATIONS) == set(_column(ASKED, "clerk"))


@pytest.mark.parametrize("role", USERS)
async def test_queries_mutations_and_subscriptions(demo: DemoHub, role: str) -> None:
    headers = await _headers(demo, role)
    user = await demo.hub.sign_in.by_header(headers["Authorization"], "") if headers else Anonymous()
    refusal = "Sign in first." if role == "nobody" else "is not for the role"
    answers = {}
    for name, call in _calls().items():
        if call.startswith("subscription"):
            context = make_context(demo.hub, user, "", is_live=True)
            first = await anext(aiter(await api.stream(call, context_value=context)))
            told = [error.message for error in getattr(first, "errors", None) or []]
        else:
            answer = (await demo.client.post("/graphql", json={"query": call}, headers=headers)).json()
            told = [error["message"] for error in answer.get("errors", [])]
        assert not any("Cannot query" in text or "Unknown argument" in text for text in told), told
        answers[name] = "-" if any(refusal in text for text in told) else "x"
    assert answers == _column(ASKED, role)


@pytest.mark.parametrize("role", USERS)
async def test_databases(demo: DemoHub, role: str) -> None:
    district, headers = await demo.bearer("district"), await _headers(demo, role)
    assert (await demo.client.put("/couchdb/scratch", headers=district)).status_code == 201
    opened = {}
    for name in _column(OPENED, role):
        read = await demo.client.get(f"/couchdb/{name}/_all_docs", headers=headers)
        written = await demo.client.post(f"/couchdb/{name}/_bulk_docs", json={"docs": []}, headers=headers)
        opened[name] = "r" * (read.status_code == 200) + "w" * (written.status_code == 201) or "-"
        assert {read.status_code, written.status_code} <= {200, 201, 401, 403}
    assert opened == _column(OPENED, role)
    listed = await demo.client.get("/couchdb/_all_dbs", headers=headers)
    seen = set(listed.json()) if role != "nobody" else set()
    assert {name for name, right in opened.items() if "r" in right} == seen & set(opened)
