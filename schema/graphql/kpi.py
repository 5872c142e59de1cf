"""The district's figures (K1–K19): what they are, what they say of an area, and how townships compare."""

from collections.abc import Sequence
from datetime import date
from enum import Enum

import strawberry

from schema.graphql.context import Info
from schema.graphql.scalars import Item, Moment
from schema.graphql.site import Area, Site
from schema.kpi.definitions import Definition


@strawberry.enum
class KpiName(Enum):
    """The figures there are; `kpiDefinitions` says what each is made of."""

    VISITS_PER_CASE = "visitsPerCase"
    REPEAT_VISIT_RATE = "repeatVisitRate"
    FIRST_VISIT_DONE_RATE = "firstVisitDoneRate"
    OFFICE_FIRST_VISIT_DONE_RATE = "officeFirstVisitDoneRate"
    ONE_TIME_NOTICE_COMPLETENESS = "oneTimeNoticeCompleteness"
    OVERDUE_RATE = "overdueRate"
    OVERDUE_BY_LAW_RATE = "overdueByLawRate"
    OUT_OF_SITE_RATE = "outOfSiteRate"
    PLEDGES_UNVERIFIED = "pledgesUnverified"
    PLEDGES_UNVERIFIED_TO3 = "pledgesUnverifiedTo3"
    PLEDGES_UNVERIFIED_TO5 = "pledgesUnverifiedTo5"
    PLEDGES_UNVERIFIED_TO10 = "pledgesUnverifiedTo10"
    PLEDGES_UNVERIFIED_LONG = "pledgesUnverifiedLong"
    PLEDGE_FALSE_RATE = "pledgeFalseRate"
    SYNC_LAG = "syncLag"
    ILLEGAL_DEMANDS = "illegalDemands"
    OFFLINE_ISSUED = "offlineIssued"
    OFFLINE_MISMATCH = "offlineMismatch"
    DUPLICATES = "duplicates"
    ONLINE_SHARE = "onlineShare"
    MAIL_SHARE = "mailShare"
    RECTIFICATION = "rectification"
    COMPLAINTS = "complaints"
    SIMILAR_COMPLAINTS = "similarComplaints"
    COMPLAINT_DAYS = "complaintDays"
    HANDLING_TIME = "handlingTime"
    LOOKUP_BACKLOG = "lookupBacklog"
    RETENTION_BREACHES = "retentionBreaches"
    BAD_RATINGS = "badRatings"
    BAD_RATINGS_MENDED = "badRatingsMended"


@strawberry.enum
class AreaLevel(Enum):
    """Of what areas a figure is asked: one row for each."""

    SITE = "site"
    TOWNSHIP = "township"
    DISTRICT = "district"


@strawberry.enum
class Grain(Enum):
    """How long each part of a series is."""

    MONTH = "month"
    DAY = "day"


@strawberry.enum
class Better(Enum):
    """Which way a figure gets better; many have no good or bad end and no target."""

    LOWER = "lower"
    HIGHER = "higher"


@strawberry.type
class Words:
    """The same in both languages."""

    zh: str
    en: str


@strawberry.type
class KpiDefinition:
    """What a figure is made of: measures, summed (one that begins with "-" is taken off). Without a
    denominator its value is its numerator. `isNow`: it is of this moment, whatever the period asked for."""

    name: KpiName
    code: str
    zh: str
    en: str
    unit: str
    numerator: list[str]
    denominator: list[str]
    better: Better
    target: float | None
    describe: Words
    is_now: bool

    @classmethod
    def of(cls, one: Definition) -> "KpiDefinition":
        return cls(
            name=KpiName(one.name),
            code=one.code,
            zh=one.zh,
            en=one.en,
            unit=one.unit,
            numerator=list(one.numerator),
            denominator=list(one.denominator),
            better=Better(one.better),
            target=one.target,
            describe=Words(zh=one.describe["zh"], en=one.describe["en"]),
            is_now=one.is_now,
        )


@strawberry.type
class KpiRow:
    """One figure of one area, from one day to another. `value` is null where there is nothing to divide by;
    `p50` and `p90` are null of figures that have no distribution. `asOf` is when it was read; what
    `sitesNotSynced` have written since they were last heard of is not in it."""

    kpi: KpiDefinition
    area: Area
    item: Item | None
    from_: date = strawberry.field(name="from")
    to: date
    numerator: int | None
    denominator: int | None
    value: float | None
    p50: float | None
    p90: float | None
    as_of: Moment
    not_synced: strawberry.Private[Sequence[str]]

    @strawberry.field
    async def sites_not_synced(self, info: Info) -> list[Site]:
        """Those that are silent, as `SiteSync.isSilent`, and those of whose tablets facts are missing."""
        rows = await info.context.loaders.sites.load_many(self.not_synced)
        return [Site.from_row(code, row) for code, row in zip(self.not_synced, rows, strict=True)]


@strawberry.type
class LeagueRow:
    """A township in the league table (考核排名). With fewer cases than five it has no rank. A township sees
    its own row; its rank is among all of the district."""

    rank: int | None
    township: Area
    score: float | None
    cases: int
    visits_per_case: float | None
    first_visit_done_rate: float | None
    one_time_notice_completeness: float | None
    overdue_rate: float | None
    illegal_demands: float | None
    complaints: float | None
    similar_complaints: float | None
    rectification: float | None
    sync_lag: float | None
    as_of: Moment
    sites_not_synced: list[str] = strawberry.field(description="Their codes.")
