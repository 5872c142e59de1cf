"""What can be asked. Every answer is limited to the area of whoever asks."""

import strawberry
from strawberry.scalars import JSON

from schema.graphql.audit import AuditEntry
from schema.graphql.case import Case
from schema.graphql.casework import UnverifiedPledge
from schema.graphql.certificate import Verification
from schema.graphql.complaint import Complaint
from schema.graphql.connection import Connection
from schema.graphql.device import Device, Exposure, ForgottenDevice
from schema.graphql.duplicate import DuplicatePair
from schema.graphql.inspection import Inspection, SiteFinding
from schema.graphql.kpi import KpiDefinition, KpiRow, LeagueRow
from schema.graphql.kpi_cases import KpiCaseConnection
from schema.graphql.look_up import LookupBacklog
from schema.graphql.numbers import NumberLedger, PrintJournal
from schema.graphql.online import OnlineCase, PortalQueue
from schema.graphql.online_guide import OnlineGuide
from schema.graphql.publishing import CalendarStatus, DefaultCalendar, PublishedGuide
from schema.graphql.rectification import RectificationRow
from schema.graphql.self_inspection import SelfInspection
from schema.graphql.set_up import SetUp
from schema.graphql.site import Site, SiteSync
from schema.graphql.standing import DeviceStanding
from schema.graphql.upstream import Upstream
from schema.graphql.user import User
from schema.graphql.violation import Violation
from server.graphql.audit import list_audit
from server.graphql.cases import find_case, list_cases
from server.graphql.complaints import list_complaints
from server.graphql.deadlines import overdue_cases, unverified_pledges
from server.graphql.devices import device_exposure, list_devices, list_forgotten_devices
from server.graphql.duplicates import list_duplicates
from server.graphql.inspections import inspection_sample, list_findings, list_inspections
from server.graphql.kpi import kpi, kpi_definitions, kpi_series, league_table
from server.graphql.kpi_cases import kpi_cases
from server.graphql.look_ups import lookup_backlog
from server.graphql.numbers import number_ledger
from server.graphql.online import online_case, online_guide, portal_queue
from server.graphql.print_journal import print_journal
from server.graphql.publishing import calendar_status, list_guides, why_no_guide
from server.graphql.rectification import rectification
from server.graphql.self_inspections import list_self_inspections
from server.graphql.set_up import default_calendar, default_guides, how_far_set_up
from server.graphql.site_changes import list_sites
from server.graphql.sites import site_sync
from server.graphql.standing import device_standing
from server.graphql.upstream import upstream
from server.graphql.users import list_people
from server.graphql.verification import verify_certificate
from server.graphql.violations import list_violations


@strawberry.type
class Query:
    """The root of queries."""

    case: Case | None = strawberry.field(
        resolver=find_case,
        description="One case, by its number (受理编号), its id or the number of a certificate.",
    )
    cases: Connection[Case] = strawberry.field(
        resolver=list_cases, description="Cases, the newest first; at most 100 at once."
    )
    site_sync: list[SiteSync] = strawberry.field(
        resolver=site_sync, description="How current the hub's picture of each site is."
    )
    calendar_status: CalendarStatus = strawberry.field(
        resolver=calendar_status,
        description="The years whose working days are known, and those somebody has to publish.",
    )
    guides: list[PublishedGuide] = strawberry.field(
        resolver=list_guides, description="The versions of the guides (办事指南), the newest first."
    )
    guide_fault: str = strawberry.field(
        resolver=why_no_guide,
        description="What keeps a guide from being published, a sentence a line; empty where nothing does.",
    )
    lookup_backlog: LookupBacklog = strawberry.field(
        resolver=lookup_backlog, description="待查验: look-ups in the population system still to be made."
    )
    overdue_cases: list[Case] = strawberry.field(
        resolver=overdue_cases,
        description="Unfinished cases neither decided nor issued by the day they were due (K4); "
        "those due `within` so many working days too.",
    )
    unverified_pledges: list[UnverifiedPledge] = strawberry.field(
        resolver=unverified_pledges,
        description="Pledges (承诺书) nobody has verified yet, the oldest first; at most 500 at once.",
    )
    violations: Connection[Violation] = strawberry.field(
        resolver=list_violations,
        description="What should not have been, the newest first; at most 100 at once.",
    )
    duplicates: list[DuplicatePair] = strawberry.field(
        resolver=list_duplicates,
        description="Couples with two certificates of one item, the latest found first.",
    )
    kpi: list[KpiRow] = strawberry.field(
        resolver=kpi,
        description="The figures K1–K19 of a period: a row for each figure, area and item asked for.",
    )
    kpi_definitions: list[KpiDefinition] = strawberry.field(
        resolver=kpi_definitions, description="What each figure is made of, and which way it is better."
    )
    kpi_series: list[KpiRow] = strawberry.field(
        resolver=kpi_series,
        description="The same for each month of a period, or for each day of up to 62.",
    )
    kpi_cases: KpiCaseConnection = strawberry.field(
        resolver=kpi_cases,
        description="The cases that one side of a figure is made of, by site and id; at most 100 at once.",
    )
    league_table: list[LeagueRow] = strawberry.field(
        resolver=league_table, description="考核排名: the townships by a weighted score of their figures."
    )
    rectification: list[RectificationRow] = strawberry.field(
        resolver=rectification,
        description="Which offices show the guide as they were told to, and which were late (整改).",
    )
    complaints: Connection[Complaint] = strawberry.field(
        resolver=list_complaints, description="Complaints, the newest first; at most 100 at once."
    )
    inspections: Connection[Inspection] = strawberry.field(
        resolver=list_inspections, description="Inspections (抽查) with what was found, the newest first."
    )
    findings: Connection[SiteFinding] = strawberry.field(
        resolver=list_findings,
        description="What was found at sites, and what they have put right, the newest first.",
    )
    inspection_sample: list[Case] = strawberry.field(
        resolver=inspection_sample,
        description="The cases an inspection would draw: by hash with the seed, whatever the database.",
    )
    self_inspections: Connection[SelfInspection] = strawberry.field(
        resolver=list_self_inspections,
        description="自查: what offices found when they looked at their own work, noted on a tablet or at a "
        "desk, the newest first; at most 100 at once.",
    )
    audit: Connection[AuditEntry] = strawberry.field(
        resolver=list_audit, description="Who looked behind the mask, the newest first."
    )
    devices: list[Device] = strawberry.field(resolver=list_devices, description="The tablets of an area.")
    forgotten_devices: list[ForgottenDevice] = strawberry.field(
        resolver=list_forgotten_devices,
        description="Tablets that this hub does not know since it was restored, and of which others of their "
        "sites have offered facts: each comes back by a paper that it printed (`readmitDevice`).",
    )
    device_exposure: Exposure = strawberry.field(
        resolver=device_exposure, description="What would go with a tablet, or went with it."
    )
    device_standing: DeviceStanding = strawberry.field(
        resolver=device_standing,
        description="How one tablet stands with the hub: what came of it, what waits and for what.",
    )
    number_ledger: NumberLedger = strawberry.field(
        resolver=number_ledger,
        description="Every number that was leased, and what became of it (号段台账).",
    )
    print_journal: PrintJournal = strawberry.field(
        resolver=print_journal,
        description="Sheets that came out of printers, against the numbers of papers (打印台账).",
    )
    verify_certificate: Verification = strawberry.field(
        resolver=verify_certificate,
        description="Public: whether a certificate is good. Give the QR's token, the number, or both.",
    )
    online_case: OnlineCase | None = strawberry.field(
        resolver=online_case, description="渝快办: where an application of the portal's own stands."
    )
    online_guide: OnlineGuide = strawberry.field(
        resolver=online_guide,
        description="渝快办: what to ask a couple, and which papers follow from what they answer.",
    )
    portal_queue: PortalQueue = strawberry.field(
        resolver=portal_queue, description="渝快办: what the portal has still to be told."
    )
    people: Connection[User] = strawberry.field(
        resolver=list_people,
        description="Who works here, by name; at most 100 at once. `search` looks into names and area codes.",
    )
    sites: list[Site] = strawberry.field(
        resolver=list_sites, description="The offices of an area by code; closed ones with `hasClosed`."
    )
    set_up: SetUp = strawberry.field(
        resolver=how_far_set_up, description="开办: what a new district has done, and what is next."
    )
    default_guides: list[JSON] = strawberry.field(
        resolver=default_guides,
        description="The guides of the notice as this version has them, ready for `publishGuide`.",
    )
    default_calendar: DefaultCalendar | None = strawberry.field(
        resolver=default_calendar,
        description="The working days of a year (this one), ready for `publishCalendar`; null where this "
        "version has none.",
    )
    upstream: Upstream | None = strawberry.field(
        resolver=upstream,
        description="Of a village hub: how it and the district stand; null at the district itself.",
    )
