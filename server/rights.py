"""Who may read and write what. The gate, `/couchdb/` and GraphQL ask these two tables and no others.

Everybody keeps to their area besides: a right opens what belongs to the sites below the area code, no more.
Whoever reads a site's database reads people unmasked, because tablets must; so only those who work on its
cases do. Everybody else asks GraphQL, which masks people and records whoever looks behind the mask.
"""

from dataclasses import dataclass

from schema.house.people import ROLES
from server.principal import Anonymous, Principal, Role
from sync.errors import Forbidden, Unauthorized

Roles = frozenset[Role]

PORTAL: Roles = frozenset({Role.PORTAL})
RELAY: Roles = frozenset({Role.RELAY})
ANYBODY: Roles = frozenset(Role) - PORTAL - RELAY  # programs have questions of their own and ask no others
PEOPLE: Roles = frozenset(Role) - {Role.DEVICE}
DISTRICT: Roles = frozenset({Role.ADMINISTRATOR})
TOWNSHIP: Roles = frozenset({Role.TOWNSHIP})
CLERK: Roles = frozenset({Role.CLERK})
DESKS = TOWNSHIP | DISTRICT
WINDOW = CLERK | {Role.DEVICE}
CASEWORK = WINDOW | DESKS
AUDITORS: Roles = frozenset({Role.AUDITOR})
OVERSIGHT = DISTRICT | AUDITORS
CITY_REPORTERS = DISTRICT | {Role.REPORTER}
PAPER_READERS = CLERK | DESKS  # one at a time, and on record
READING_DESKS = DESKS | AUDITORS | {Role.REPORTER}

STRANGERS = frozenset({"signIn", "verifyCertificate"})  # asked by people who are nobody here
NEWCOMERS = frozenset({"changePassword"})  # by who has a first password, known to whoever made it


class NotSignedIn(Unauthorized):
    """Asked by nobody that the hub knows."""

    chinese = "请先登录。"

    def __init__(self) -> None:
        super().__init__("Sign in first.")


class NotForThePost(Forbidden):
    """A query or mutation that is others' to ask."""

    def __init__(self, operation: str, role: Role) -> None:
        super().__init__(f"{operation} is not for the role {role}.")
        post = "平板" if role is Role.DEVICE else ROLES[role.value]
        self.chinese = f"您的岗位是{post}，这件事（{operation}）不归这个岗位办。"


class FirstPassword(Forbidden):
    """A first password opens nothing: its holder chooses one of their own with it."""

    error = "first_password"
    chinese = "这是初始密码，请先换成自己的密码（changePassword）。"

    def __init__(self) -> None:
        super().__init__("This is a first password: choose one of your own with it (changePassword).")


@dataclass(frozen=True, slots=True)
class Right:
    """To a kind of database."""

    readers: Roles
    writers: Roles


DATABASES = {
    "reference": Right(ANYBODY | RELAY, DISTRICT),
    "site": Right(CASEWORK | RELAY, CASEWORK | RELAY),
    "papers": Right(DESKS, CASEWORK | RELAY),
    "hub": Right(DISTRICT, DISTRICT),
    "": Right(DISTRICT, DISTRICT),  # any other
}
OPERATIONS: dict[str, Roles] = {
    "signIn": frozenset(Role),
    "verifyCertificate": frozenset(Role),
    "case": ANYBODY,
    "cases": ANYBODY,
    "siteSync": ANYBODY,
    "lookupBacklog": ANYBODY,
    "overdueCases": ANYBODY,
    "unverifiedPledges": ANYBODY,
    "kpi": ANYBODY,
    "kpiCases": ANYBODY,
    "kpiDefinitions": ANYBODY,
    "kpiSeries": ANYBODY,
    "kpiUpdates": ANYBODY,
    "siteSyncUpdates": ANYBODY,
    "leagueTable": READING_DESKS,
    "rectification": READING_DESKS,
    "violations": READING_DESKS,
    "duplicates": READING_DESKS,
    "devices": DESKS | AUDITORS,
    "deviceStanding": DESKS | AUDITORS,
    "forgottenDevices": DESKS | AUDITORS,
    "deviceExposure": DESKS,
    "endDevice": DESKS,
    "readmitDevice": DESKS,
    "numberLedger": READING_DESKS,
    "printJournal": READING_DESKS,
    "complaints": DESKS | AUDITORS,
    "inspections": OVERSIGHT,
    "findings": DESKS | AUDITORS,
    "guides": ANYBODY,
    "guideFault": DISTRICT,
    "inspectionSample": OVERSIGHT,
    "audit": OVERSIGHT,
    "reveal": CLERK | DESKS,
    "decide": TOWNSHIP,
    "confirmFalsePledge": TOWNSHIP,
    "voidCertificate": DESKS,
    "resolveDuplicate": DESKS,
    "fileComplaint": DISTRICT,
    "replyToComplaint": DESKS,
    "withdrawComplaint": DISTRICT,
    "drawInspection": DISTRICT,
    "recordFinding": DISTRICT,
    "recordPublicity": DESKS,
    "recordRectification": DESKS,
    "recordSelfInspection": DESKS,
    "selfInspections": READING_DESKS,
    "setTownshipLimit": DESKS,
    "createPairingCode": DESKS,
    "enrolDevice": CLERK | TOWNSHIP,
    "recoverTablet": CLERK | TOWNSHIP,
    "requestVerification": DESKS,
    "calendarStatus": OVERSIGHT,
    "publishGuide": DISTRICT,
    "publishCalendar": DISTRICT,
    "people": DESKS | AUDITORS,
    "createPerson": DESKS,
    "changePerson": DESKS,
    "resetPassword": DESKS,
    "suspendPerson": DESKS,
    "reinstatePerson": DESKS,
    "importPeople": DESKS,
    "changePassword": PEOPLE,
    "sites": ANYBODY,
    "createTownship": DISTRICT,
    "createSite": DISTRICT,
    "changeSite": DISTRICT,
    "closeSite": DISTRICT,
    "reopenSite": DISTRICT,
    "importSites": DISTRICT,
    "setUp": DISTRICT,
    "foundDistrict": DISTRICT,
    "defaultGuides": DISTRICT,
    "defaultCalendar": DISTRICT,
    "submitApplication": PORTAL,
    "addUploads": PORTAL,
    "onlineCase": PORTAL,
    "onlineGuide": PORTAL,
    "portalQueue": OVERSIGHT,
    "upstream": CASEWORK | OVERSIGHT,
}


def kind_of(database: str) -> str:
    """`reference`, `hub`, `site`, `papers`, or empty for any other database."""
    if database in ("reference", "hub"):
        return database
    kind, _, site = database.partition("-")
    return kind if kind in ("site", "papers") and len(site) == 12 and site.isdecimal() else ""


def may_read(principal: Principal, database: str) -> bool:
    """Whether somebody may read a database."""
    return principal.role in DATABASES[kind_of(database)].readers and _is_of_the_area(principal, database)


def may_write(principal: Principal, database: str) -> bool:
    """Whether somebody may write to a database; what they write is judged besides."""
    return principal.role in DATABASES[kind_of(database)].writers and _is_of_the_area(principal, database)


def may_replicate(principal: Principal, database: str) -> bool:
    """Whether they may replicate with a database: who only pushes keeps checkpoints there, too."""
    return may_read(principal, database) or may_write(principal, database)


def check_operation(user: Principal | Anonymous, operation: str) -> None:
    """Raises `Unauthorized`, `FirstPassword` or `Forbidden` for who may not ask a query or mutation. One
    without a row is nobody's."""
    if operation in STRANGERS:
        return
    if not isinstance(user, Principal):
        raise NotSignedIn
    if user.has_first_password and operation not in NEWCOMERS:
        raise FirstPassword
    if user.role not in OPERATIONS.get(operation, frozenset()):
        raise NotForThePost(operation, user.role)


def _is_of_the_area(principal: Principal, database: str) -> bool:
    if principal.is_administrator or kind_of(database) not in ("site", "papers"):
        return True
    return principal.covers(database.partition("-")[2])
