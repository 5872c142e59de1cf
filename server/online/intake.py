"""Takes applications from the portal: checked like one at a window, its papers sealed, sent to a site.

The reference number of the portal names the case, so an application that is sent twice is one. Before any
paper is written, `submission:<case>` in `hub` says where it goes and which papers there may be: what a crash
leaves behind is purged with the case.
"""

import asyncio
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import orjson

from schema.canonical import MAX_INTEGER
from schema.facts import order_fault, order_id
from schema.judge import Outcome, judge_declared
from server.online.guide_today import guide_today
from server.online.papers import ADDRESS, Paper, Papers, about
from server.online.routing import Wish, route
from server.online.still_open import check_has_none_open
from server.online.uploads import Scanner, Upload
from server.orders import put_orders
from server.principal import Principal
from server.turns import Turns
from server.workers.worker import Parts
from sync.document import Revision
from sync.errors import BadRequest, Conflict, NotFound, Unavailable
from sync.projector.projector import Projector
from sync.records import Document, change, put_new, read, read_range

PORTAL_DEVICE = "500116000000YK"  # what opens online cases stands for a device in their ids
_REFERENCE = re.compile(r"[1-9][0-9]{0,15}", re.ASCII)
SECONDS_TO_SEE = 10.0  # that somebody waits for the application before theirs
BEHIND = "Whether this couple has applied already cannot be seen now. Nothing was kept: send it again."
_LAST = "last-application"  # the `_local` document of `hub` that says where it went
TAKES_UPLOADS = ("draft", "notified", "abandoned")  # as in the case table


@dataclass(frozen=True, slots=True)
class Application:
    """`declared` has the members of an application that a couple declares, `item` and `delivery`."""

    reference: str
    declared: Mapping[str, Any]
    wish: Wish
    address: Mapping[str, str] | None  # recipient, phone and address; None for a pick-up
    uploads: Sequence[Upload] = field(default_factory=tuple)


class Intake:
    """One application after the other, so that nobody's papers are sealed twice at once."""

    def __init__(
        self, parts: Parts, projector: Projector, papers: Papers, scanner: Scanner, turns: Turns
    ) -> None:
        self._engine, self._projection, self._projector = parts.engine, parts.projection, projector
        self._hub, self._reference = parts.engine.database("hub"), parts.engine.database("reference")
        self._papers = papers
        self._scanner = scanner
        self._clock = parts.clock
        self._district_key = parts.district_key
        self._turns = turns

    @property
    def scan(self) -> str:
        """Who looks for viruses."""
        return self._scanner.name

    async def submit(self, principal: Principal, wanted: Application) -> Document:
        """The order it became, or the one it was before. Raises BadRequest for what a window would not take,
        Conflict when the reference was another application's, StillOpen when the couple has one already, and
        Unavailable while the tables cannot tell."""
        async with self._turns.of("intake"):
            case = case_of(wanted.reference)
            submission = await read(self._hub, f"submission:{case}")
            if submission and (order := await self._opened(submission)):
                _check_is_the_same(order, principal, wanted)
                return order
            if submission is None and await self._is_taken(case):
                raise Conflict(f"Reference {wanted.reference} is another application's.")
            last = await self._the_last_is_seen()
            await asyncio.to_thread(check_has_none_open, self._projection, wanted.declared)
            site, why = route(wanted.wish, await self._sites())
            papers = await self._sealed(case, site, self._clock.text(), wanted.uploads, wanted.address)
            order = await self._order(principal, wanted, case, site, papers)
            routing = {
                **_order_head(order, "routing", "received"),
                "at": self._clock.text_after(order["at"]),
                "to": site,
                "why": why,
            }
            await self._announce(submission, order, [paper.id for paper in papers])
            await self._papers.keep(site, papers)
            await self._hub.put_local(_LAST, {**last, "site": site})
            await self._write(site, order, routing)
            return order

    async def add(
        self, principal: Principal, fold: Mapping[str, Any], batch: int, uploads: Sequence[Upload]
    ) -> Document:
        """More papers for a case, after a notice. `batch` is the portal's number for them: what is sent twice
        is added once.

        Raises NotFound for a case that is not the principal's, BadRequest as `submit` does, Conflict when the
        case takes no more.
        """
        if batch < 1:
            raise BadRequest("Batches are numbered 1, 2, …")
        async with self._turns.of("intake"):
            submission = await read(self._hub, f"submission:{fold['id']}")
            opened = await self._opened(submission) if submission else None
            if submission is None or opened is None or opened["by"] != principal.name:
                raise NotFound(f"There is no application {fold['id']}.")
            order = _order_head(opened, "uploads", str(batch))
            site_database = self._engine.database(f"site-{opened['site']}")
            if known := await read(site_database, order["_id"]):
                if not _has_the_papers(known, uploads):
                    raise Conflict(f"Batch {batch} had other papers.")
                return known
            if fold["state"] not in TAKES_UPLOADS:
                raise Conflict("Nothing more is needed of the applicant.")
            answered = fold["notices"][-1]["at"] if fold["notices"] else fold["openedAt"]
            at = self._clock.text_after(answered)
            papers = await self._sealed(opened["case"], opened["site"], at, uploads, None)
            order |= {"at": at, "uploads": _named(uploads, papers)}
            await self._check(order, opened["guide"])
            await self._announce(submission, opened, [paper.id for paper in papers])
            await self._papers.keep(opened["site"], papers)
            await self._write(opened["site"], order)
            return order

    async def _the_last_is_seen(self) -> Document:
        """Where the application before this one went: it may be the same couple's, and those before it were
        seen. After a start none was."""
        last = await self._hub.get_local(_LAST) or {}
        seen = await self._projector.caught_up(SECONDS_TO_SEE)
        if last and seen:
            seen = await self._projector.passed(f"site-{last['site']}", SECONDS_TO_SEE)
        if not seen:
            raise Unavailable(BEHIND)
        return last

    async def _write(self, site: str, *orders: Document) -> None:
        await put_orders(self._engine.database(f"site-{site}"), self._district_key, orders)

    async def _opened(self, submission: Document) -> Document | None:
        database = self._engine.database(f"site-{submission['site']}")
        return await read(database, order_id("application", submission["case"]))

    async def _is_taken(self, case: str) -> bool:
        """Whether it was opened though no submission of it is known: a restored hub may have lost that."""
        sites = [name for name in await self._engine.names() if name.startswith("site-")]
        application = order_id("application", case)
        return any([await read(self._engine.database(name), application) for name in sites])

    async def _sites(self) -> set[str]:
        """Those that are open."""
        offices = await read_range(self._reference, "site:")
        return {site["code"] for site in offices if "closed" not in site}

    async def _order(
        self, principal: Principal, wanted: Application, case: str, site: str, papers: list[Revision]
    ) -> Document:
        guide = await guide_today(self._reference, wanted.declared["item"], self._clock.today())
        order = {
            "_id": order_id("application", case),
            "type": "application",
            "v": 1,
            "case": case,
            "site": site,
            "at": self._clock.text(),
            "by": principal.name,
            **wanted.declared,
            "guide": guide["_id"],
            "channel": "online",
            "reference": int(wanted.reference),
            "address": papers[-1].id if wanted.address else "",
            "uploads": _named(wanted.uploads, papers),
        }
        await self._check_answers(order)
        if not wanted.uploads:
            raise BadRequest("An online application has its papers with it.")
        if (order["delivery"] == "mail") != (wanted.address is not None):
            raise BadRequest("There is an address for what is mailed, and for nothing else.")
        await self._check(order, order["guide"])
        return order

    async def _check(self, order: Document, guide_id: str) -> None:
        """BadRequest for what the gate would refuse of a window: shape, guide, identity numbers."""
        if fault := order_fault(order):
            raise BadRequest(fault)
        guide = await read(self._reference, guide_id)
        verdict = judge_declared(order, guide or {})
        if verdict.outcome is Outcome.REFUSED:
            raise BadRequest(f"{verdict.rule} {verdict.reason}")

    async def _check_answers(self, order: Document) -> None:
        """BadRequest for a question of the guide that is not answered with one of its options."""
        guide = await read(self._reference, order["guide"])
        for question in (guide or {})["questions"]:
            options = [option["code"] for option in question["options"]]
            answer = order.get(question["key"])
            if isinstance(answer, str) and answer not in options:
                raise BadRequest(f"{question['key']} is one of {', '.join(options)}.")

    async def _announce(self, submission: Document | None, order: Document, papers: list[str]) -> None:
        if submission is None:
            await put_new(self._hub, [submission_of(order, papers)])
        else:
            held = [*submission["papers"], *papers]
            now = self._clock.text()
            await change(self._hub, submission["_id"], site=order["site"], at=now, papers=held)

    async def _sealed(
        self, case: str, site: str, at: str, uploads: Sequence[Upload], address: Mapping[str, str] | None
    ) -> list[Revision]:
        """The uploads in order, then the address. BadRequest when the scanner finds something."""
        papers = []
        for upload in uploads:
            if fault := await self._scanner.fault(upload.content):
                raise BadRequest(f"{upload.key}: {fault}")
            papers.append((upload.key, upload.media_type, upload.content))
        if address is not None:
            papers.append((ADDRESS, "application/json", orjson.dumps(dict(address))))
        return await asyncio.to_thread(
            lambda: [
                self._papers.sealed(Paper(about(case, site, of, media_type, self.scan, at), content))
                for of, media_type, content in papers
            ]
        )


def case_of(reference: str) -> str:
    """The case of a reference number of the portal; raises `BadRequest` for what is no number."""
    if not (_REFERENCE.fullmatch(reference) and int(reference) <= MAX_INTEGER):
        raise BadRequest("A reference is a whole number from 1, in digits.")
    return f"{PORTAL_DEVICE}-{reference}"


def submission_of(application: Document, papers: Sequence[str]) -> Document:
    """What is announced in `hub` before any paper is written."""
    names = {name: application[name] for name in ("case", "site", "by", "at")}
    head = {"_id": f"submission:{application['case']}", "type": "submission", "v": 1}
    return {**head, **names, "papers": list(papers)}


def _order_head(application: Document, type_: str, key: str) -> Document:
    head = {name: application[name] for name in ("case", "site", "by")}
    return {"_id": order_id(type_, application["case"], key), "type": type_, "v": 1, **head}


def _named(uploads: Sequence[Upload], papers: Sequence[Revision]) -> list[dict[str, str]]:
    return [{"key": upload.key, "paper": paper.id} for upload, paper in zip(uploads, papers, strict=False)]


def _has_the_papers(order: Document, uploads: Sequence[Upload]) -> bool:
    """Papers are sealed anew each time, so of them only their keys can be compared."""
    return [one["key"] for one in order["uploads"]] == [upload.key for upload in uploads]


def _check_is_the_same(order: Document, principal: Principal, wanted: Application) -> None:
    same_people = all(order[name] == value for name, value in wanted.declared.items())
    if order["by"] != principal.name or not same_people or not _has_the_papers(order, wanted.uploads):
        raise Conflict(f"Reference {wanted.reference} is another application's.")
