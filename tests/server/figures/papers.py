"""All that a district wrote, read once more from its documents, and counted without any table."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from server.hub import Hub
from sync.records import as_document

Document = dict[str, Any]
_CHINA = timedelta(hours=8)


@dataclass(slots=True)
class CasePapers:
    """The state a case came to, and what was written in it, in order."""

    fold: Document
    written: list[Document] = field(default_factory=list)

    def of(self, *types: str) -> Iterator[Document]:
        return (one for one in self.written if one["type"] in types)

    def effective(self, type_: str) -> list[Document]:
        vain = [one["fact"] for one in self.fold["violations"]]
        return [one for one in self.of(type_) if one["_id"] not in vain]


@dataclass(slots=True)
class DistrictPapers:
    """`cases` by id; facts are documents of tablets, orders those of desks and of the hub."""

    today: date
    cases: dict[str, CasePapers]
    facts: list[Document] = field(default_factory=list)
    orders: list[Document] = field(default_factory=list)
    arrivals: list[Document] = field(default_factory=list)
    calendars: dict[int, Document] = field(default_factory=dict)
    sites: list[str] = field(default_factory=list)
    publicity_by: str = ""

    def orders_of(self, type_: str) -> list[Document]:
        return [one for one in self.orders if one["type"] == type_]

    def complaints(self) -> list[Document]:
        """Those that stand."""
        withdrawn = [one["complaint"] for one in self.orders_of("complaint-withdrawal")]
        return [one for one in self.orders_of("complaint") if one["_id"] not in withdrawn]

    def works(self, day: date) -> bool:
        year = self.calendars[day.year]
        told = day.isoformat()
        return told in year["workdays"] or (day.weekday() < 5 and told not in year["daysOff"])

    def workdays_after(self, day: date, last: date) -> int:
        """Working days after `day`, up to `last`."""
        days = (day + timedelta(days=n) for n in range(1, (last - day).days + 1))
        return sum(self.works(one) for one in days)

    def in_workdays(self, day: date, n: int) -> str:
        """The day on which the `n`-th working day after `day` is; empty where no calendar reaches."""
        while n:
            day += timedelta(days=1)
            if day.year not in self.calendars:
                return ""
            n -= self.works(day)
        return day.isoformat()


async def read_papers(hub: Hub, folds: list[Document]) -> DistrictPapers:
    papers = DistrictPapers(local(hub.clock.now()), {fold["id"]: CasePapers(fold) for fold in folds})
    for name in await hub.engine.names():
        page = await hub.engine.database(name).changes(include_docs=True)
        for change in page.changes:
            if change.document and not change.deleted:
                _put(papers, name, as_document(change.document))
    for case in papers.cases.values():
        case.written.sort(key=lambda one: (one["at"], one["_id"]))
    papers.orders.sort(key=lambda one: (one["at"], one["_id"]))
    return papers


def _put(papers: DistrictPapers, database: str, document: Document) -> None:
    word = document["_id"].partition(":")[0]
    if database == "hub" and word == "arrival":
        papers.arrivals.append(document)
    elif database == "reference" and word == "calendar":
        papers.calendars[document["year"]] = document
    elif database == "reference" and word == "district":
        papers.publicity_by = document["publicityDeadline"]
    elif database == "reference" and word == "site":
        papers.sites.append(document["code"])
    elif database.startswith("site-") and (word == "order" or "seq" in document):
        (papers.orders if word == "order" else papers.facts).append(document)
        if document["case"] in papers.cases:
            papers.cases[document["case"]].written.append(document)


def moment(at: str) -> datetime:
    return datetime.fromisoformat(at)


def local(at: datetime) -> date:
    return (at + _CHINA).date()


def day(at: str) -> str:
    """The day of a time in the district; empty for none."""
    return local(moment(at)).isoformat() if at else ""
