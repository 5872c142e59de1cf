"""Townships and sites: added, changed and closed, and never deleted; tablets hear of each by `reference`."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta

from schema.areas import SITE_DIGITS, TOWNSHIP_DIGITS, desk_of, township_of
from schema.calendar import due_on
from schema.house.offices import TOWNSHIP, district_problems, office, office_problems, township_desk
from schema.house.people import Places
from schema.house.problems import Problem, problem
from schema.house.steps import Action, Step, step_to
from server.clock import HubClock
from server.founding import ensure_database, shipped
from server.house.people import LONGEST_REASON, USER
from server.house.places import SITE
from server.online.papers import database_of
from server.principal import Principal
from server.turns import Turns
from sync.document import Revision
from sync.engine import Engine
from sync.errors import NotFound
from sync.projector.kinds import HUB, REFERENCE
from sync.records import Document, as_document, change, read, read_range, revisions_of, write_over

WORKING_DAYS, DAYS = 15, timedelta(days=30)  # from founding to when offices should show the guide
_OF_A_DESK = "0" * (SITE_DIGITS - TOWNSHIP_DIGITS)  # how the code of a township's own desk ends


@dataclass(frozen=True, slots=True)
class Wish:
    """How an office is to be, by its code: 9 digits a township, 12 a site; None leaves it as it is."""

    code: str
    name: str | None = None
    name_en: str | None = None
    kind: str | None = None
    village_hub: str | None = None  # empty: none any more

    @property
    def is_township(self) -> bool:
        if self.kind:
            return self.kind == TOWNSHIP
        return len(self.code) == TOWNSHIP_DIGITS or self.code.endswith(_OF_A_DESK)

    @property
    def site(self) -> str:
        """The code of its document: a township's is its desk's."""
        return desk_of(self.code) if self.is_township else self.code


@dataclass(frozen=True, slots=True)
class Done:
    """The office, or the district, as it is now; where there are problems, nothing was written."""

    document: Document | None = None
    problems: Sequence[Problem] = ()


@dataclass(frozen=True, slots=True)
class _Map:
    """All offices as they are stored, and as places."""

    revisions: Mapping[str, Revision]
    places: Places


class Offices:
    """One change at a time."""

    def __init__(self, engine: Engine, clock: HubClock, turns: Turns) -> None:
        self._engine, self._clock = engine, clock
        self._reference = engine.database("reference")
        self._turns = turns

    async def create(self, wish: Wish) -> Done:
        """A new township or site, with the databases of its tablets."""
        async with self._turns.of("offices"):
            map_ = await self._map()
            if held := map_.places.sites.get(wish.site):
                taken = problem("code", "code-taken", code=wish.code, name=held["name"])
                return Done(problems=[taken])
            return await self._one(map_, wish)

    async def change(self, wish: Wish) -> Done:
        """Of a township the name at all its sites. Raises `NotFound`."""
        async with self._turns.of("offices"):
            map_ = await self._map()
            _known(map_, wish.site)
            return await self._one(map_, wish)

    async def close(self, by: Principal, code: str, reason: str) -> Done:
        """Nothing new begins there; what there was stays readable. Raises `NotFound`."""
        async with self._turns.of("offices"):
            map_ = await self._map()
            held = _known(map_, Wish(code).site)
            if "closed" in held:
                return Done(held)
            problems = await self._in_the_way(map_, held)
            if not reason.strip():
                problems.append(problem("reason", "blank"))
            if len(reason) > LONGEST_REASON:
                problems.append(problem("reason", "too-long", most=LONGEST_REASON))
            if problems:
                return Done(held, problems)
            closed = {"at": self._clock.text(), "by": by.name, "reason": reason.strip()}
            return Done(await change(self._reference, held["_id"], closed=closed))

    async def reopen(self, code: str) -> Done:
        """Raises `NotFound`."""
        async with self._turns.of("offices"):
            map_ = await self._map()
            held = _known(map_, Wish(code).site)
            township = map_.places.sites.get(desk_of(held["code"]), {})
            if held["kind"] != TOWNSHIP and "closed" in township:
                return Done(held, [problem("code", "site-closed", code=township_of(held["code"]))])
            return Done(await change(self._reference, held["_id"], closed=None))

    async def bring_in(self, wishes: Sequence[Wish], *, dry_run: bool) -> list[Step]:
        """What is done for each wish; townships count for the sites of the same file, wherever they stand.
        All or nothing: with a problem anywhere, or as a trial, nothing is written."""
        async with self._turns.of("offices"):
            map_ = await self._map()
            coming = {
                wish.site: _wished(map_.places, map_.places, wish) for wish in wishes if wish.is_township
            }
            places = Places(map_.places.district, {**map_.places.sites, **coming})
            steps = [_step(map_.places, places, wish) for wish in wishes]
            if not dry_run and not any(step.problems for step in steps):
                await self._write(map_, steps)
            return steps

    async def found_district(self, by: Principal, wished: Document) -> Done:
        """The district says who it is. Its code changes as long as there are no sites; who worked for the
        district of before works for this one."""
        async with self._turns.of("offices"):
            map_ = await self._map()
            held = await read(self._reference, "district") or {}
            district = {**held, **{name: text.strip() for name, text in wished.items()}}
            problems = list(district_problems(district, held, has_sites=bool(map_.places.sites)))
            if problems:
                return Done(held, problems)
            founded = held.get("founded") or {"at": self._clock.text(), "by": by.name}
            if "founded" not in held and "publicityDeadline" not in wished:
                district["publicityDeadline"] = await self._in_three_weeks()
            if district["code"] != held["code"]:
                await self._move_people(held["code"], district["code"])
            if not map_.places.sites:
                await self._give_guides(district["complaintPhone"])
            return Done(await change(self._reference, "district", **{**district, "founded": founded}))

    async def _in_three_weeks(self) -> str:
        """Working days, where the year's table is known."""
        today = self._clock.today()
        calendars = {one["year"]: one for one in await read_range(self._reference, "calendar:")}
        return due_on(calendars, today, WORKING_DAYS) or (today + DAYS).isoformat()

    async def _give_guides(self, complaint_phone: str) -> None:
        """The guides that the hub brought name the district's number. No case has been opened by them yet:
        from the first office on they never change."""
        revisions = await revisions_of(self._reference, "guide:")
        brought = {guide["_id"]: guide for guide in shipped("guides")}
        held = [as_document(one) for id_, one in revisions.items() if id_ in brought]
        news = [{**one, "complaintPhone": complaint_phone} for one in held]
        await write_over(self._reference, [one for one in news if one not in held], revisions)

    async def _one(self, map_: _Map, wish: Wish) -> Done:
        step = _step(map_.places, map_.places, wish)
        if step.problems:
            return Done(None, step.problems)
        await self._write(map_, [step])
        return Done(step.document)

    async def _write(self, map_: _Map, steps: Sequence[Step]) -> None:
        """The databases first: an office that is there has them."""
        for step in steps:
            if step.action is Action.CREATE:
                await ensure_database(self._engine, f"site-{step.document['code']}")
                await ensure_database(self._engine, database_of(step.document["code"]))
        changed = [step.document for step in steps if step.action is not Action.NOTHING]
        after = {**map_.places.sites, **{one["code"]: one for one in changed}}
        written = {one["_id"]: _below_its_township(one, after) for one in after.values()}
        news = [one for one in written.values() if one != map_.places.sites.get(one["code"])]
        await write_over(self._reference, news, map_.revisions)

    async def _map(self) -> _Map:
        revisions = await revisions_of(self._reference, SITE)
        documents = map(as_document, revisions.values())
        offices = {one["code"]: one for one in documents if REFERENCE["site"].is_whole(one)}
        district = await read(self._reference, "district") or {}
        return _Map(revisions, Places(district.get("code", ""), offices))

    async def _in_the_way(self, map_: _Map, held: Document) -> list[Problem]:
        """Tablets that work there, and the open sites of a township."""
        code, problems = held["code"], []
        devices = await read_range(self._engine.database("hub"), f"device:{code}")
        if working := sum(HUB["device"].is_whole(one) and "ended" not in one for one in devices):
            problems.append(problem("code", "tablets-work-here", n=working))
        if held["kind"] == TOWNSHIP:
            below = [one for one in map_.places.sites.values() if desk_of(one["code"]) == code]
            if open_ := sum("closed" not in one for one in below) - 1:
                problems.append(problem("code", "sites-work-here", n=open_))
        return problems

    async def _move_people(self, before: str, after: str) -> None:
        hub = self._engine.database("hub")
        revisions = await revisions_of(hub, USER)
        people = [one for one in map(as_document, revisions.values()) if one.get("area") == before]
        await write_over(hub, [{**one, "area": after} for one in people], revisions)


def _known(map_: _Map, code: str) -> Document:
    """Raises `NotFound`."""
    office_ = map_.places.sites.get(code)
    if office_ is None:
        raise NotFound(f"There is no site {code}.")
    return dict(office_)


def _step(places: Places, after: Places, wish: Wish) -> Step:
    """To the office as it is wished to be, from as it is; `after` knows the townships that come with it."""
    before = places.sites.get(wish.site)
    document = _wished(places, after, wish)
    return step_to(document, before and dict(before), list(office_problems(document, before, after)))


def _wished(places: Places, after: Places, wish: Wish) -> Document:
    before = dict(places.sites.get(wish.site, {}))
    if wish.village_hub is not None:
        before.pop("villageHub", None)
        if address := wish.village_hub.strip().rstrip("/"):
            before["villageHub"] = address
    name = before.get("name", "") if wish.name is None else wish.name.strip()
    name_en = (wish.name_en or "").strip() or before.get("nameEn", "") or name
    if wish.is_township:
        code = wish.code.removesuffix(_OF_A_DESK) if len(wish.code) == SITE_DIGITS else wish.code
        return {**before, **township_desk(code, name, name_en)}
    kind = wish.kind or before.get("kind", "")
    desk = after.sites.get(desk_of(wish.code), {})
    township = desk.get("township", {"code": township_of(wish.code), "name": "", "nameEn": ""})
    limits = {"limits": desk["limits"]} if "limits" in desk else {}
    return {**limits, **before, **office(wish.code, kind, name, name_en, township)}


def _below_its_township(document: Document, sites: Mapping[str, Document]) -> Document:
    """With the name that its township has now."""
    desk = sites.get(desk_of(document["code"]))
    return {**document, "township": desk["township"]} if desk else document
