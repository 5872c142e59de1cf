"""What happens at an office beside its cases: publicity, outages, self-checks, complaints."""

from datetime import datetime, timedelta
from itertools import count
from random import Random

from schema.sampling import drawn_by
from server.clock import rfc3339
from server.demo_history.places import Site
from server.demo_history.world import Plan, Story, World, local_day
from server.founding import DISTRICT

_WAYS = (
    ("leaflet", "办事窗口"),
    ("screen", "大厅电子显示屏"),
    ("board", "大厅展板"),
    ("notice-board", "门口宣传栏"),
    ("online-guidance", "窗口渝快办引导牌"),
)
_WRITTEN_TWICE = 6  # of so many complaints one
_RURAL = 1.0  # load below which the road is long and the cable hangs from poles
_COMPLAINTS = (
    ("phone", "told-in-instalments", "第二次去才说还差材料"),
    ("sunshine-chongqing", "sent-home", "要求回原籍开证明"),
    ("sunshine-chongqing", "network", "窗口说网络不好，让改天再来"),
    ("rating", "attitude", "等候时间长，态度一般"),
    ("phone", "extra-material", "要求提供指南以外的材料"),
)
_FINDINGS = (("told-in-instalments", "一次性告知书未逐项列明"), ("extra-material", "窗口仍摆放旧版材料清单"))
_SAMPLE = 20  # cases of an inspection
_CHECKLIST = "津卫行审〔2021〕7号自查表"


def plan_outages(site: Site, plan: Plan, chance: Random) -> None:
    """Seldom and short in the towns; in the mountains a few, one of them for days."""
    rural = site.load < _RURAL
    days = max((plan.until - plan.since).days, 1)
    for _ in range(chance.choices((0, 1, 2, 3), (2, 4, 3, 2) if rural else (6, 3, 1, 0))[0]):
        start = plan.since + timedelta(days=chance.uniform(1, days))
        hours = chance.choice((6, 20, 50, 120, 240)) if rural else chance.choice((1, 3, 8))
        end = start + timedelta(hours=hours * chance.uniform(0.6, 1.0))
        overlaps = any(start <= last and first <= end for first, last in site.outages)
        if not overlaps and end < plan.until - timedelta(hours=1):  # what was cut off arrives in time
            site.outages.append((start, end))
    site.outages.sort()


def fall_silent(world: World) -> None:
    """Of a few offices in the mountains nothing has been heard of late."""
    rural = [site for site in world.sites if site.load < _RURAL / 2]
    for site in world.chance.sample(rural, 4):
        site.heard_until = world.plan.until - timedelta(days=world.chance.uniform(2, 9))


def office_life(world: World, site: Site) -> Story:
    """Publicity first; then the year goes by."""
    day = local_day(world.plan.since) + timedelta(days=world.chance.randrange(1, 12))
    yield world.office_hour(day)
    for kind, place in _WAYS:
        if world.chance.random() < 0.93:
            guide = world.guides["birth-service"]["_id"]
            done = local_day(world.now).isoformat()
            members = {"kind": kind, "guide": guide, "place": place, "doneOn": done}
            if kind == "online-guidance":  # put up, and put down, by the township
                _order(world, site, "publicity", kind, **members)
            else:
                _note(world, site, "publicity", **members)
    while True:
        yield world.office_hour(local_day(world.now) + timedelta(days=world.chance.randrange(25, 60)))
        yield from _self_check(world, site)


def _self_check(world: World, site: Site) -> Story:
    found = world.chance.random() < 0.25
    finding = "宣传栏指南版本陈旧" if found else ""
    today = local_day(world.now).isoformat()
    check = _note(
        world, site, "self-check", checklist=_CHECKLIST, finding=finding, rectifiedOn="" if found else today
    )
    if found:
        yield world.office_hour(local_day(world.now) + timedelta(days=world.chance.randrange(1, 9)))
        _rectify(world, site, check, "已更换为现行版本")
        done = local_day(world.now).isoformat()  # the township looks again
        again = {"checklist": _CHECKLIST, "finding": "", "doneOn": done, "rectifiedOn": ""}
        _order(world, site, "self-check", f"{site.code}:{done}", **again)


def _rectify(world: World, site: Site, of: str, done: str) -> None:
    _note(world, site, "rectification", of=of, done=done, doneOn=local_day(world.now).isoformat())


def outages_end(world: World, site: Site) -> Story:
    """The tablet notes by itself how long it was cut off."""
    for first, last in site.outages:
        yield last + timedelta(minutes=1)
        cases, site.cut_off_cases = site.cut_off_cases, 0
        _note(world, site, "outage", **{"from": rfc3339(first), "to": rfc3339(last)}, cases=cases)


def complaints(world: World) -> Story:
    """A few each month, answered by the township; one that was written down twice is withdrawn."""
    for n in count(1):
        yield _later(world, 2, 11)
        site = world.chance.choice(_heard(world))
        source, cause, words = world.chance.choice(_COMPLAINTS)
        about = [case for where, case, _ in world.known[-300:] if where is site]
        case = world.chance.choice(about) if about and world.chance.random() < 0.6 else ""
        key, today = rfc3339(world.now), local_day(world.now).isoformat()
        members = {"source": source, "cause": cause, "content": words, "receivedOn": today}
        complaint = world.order(site, "complaint", case, world.now, key[:10], "district", **members)
        yield _later(world, 2, 6)
        if n % _WRITTEN_TWICE == 0:
            members = {"complaint": complaint["_id"], "content": "重复登记，以先登记的一件为准"}
            world.order(site, "complaint-withdrawal", case, world.now, key[:10], "district", **members)
            continue
        members = {
            "complaint": complaint["_id"],
            "content": "已核实并当面致歉，事项已办结",
            "outcome": "upheld",
        }
        by = world.hall_of(site).clerks[0]
        world.order(site, "reply", case, world.now, key[:10], by, **members)


def inspections(world: World) -> Story:
    """The district draws a sample every other month, and what it finds is put right."""
    while True:
        yield _later(world, 25, 40)
        today = local_day(world.now)
        first, last, seed = today - timedelta(days=30), today - timedelta(days=1), f"{today:%Y%m%d}"
        sites = {case: site for site, case, day in world.known if first <= day <= last}
        drawn = drawn_by(seed, sites, _SAMPLE)
        inspection = world.order(
            world.district,
            "inspection",
            "",
            world.now,
            today.isoformat(),
            "district",
            area=DISTRICT["code"],
            size=_SAMPLE,
            seed=seed,
            **{"from": first.isoformat(), "until": last.isoformat()},
            cases=drawn,
        )
        for case in drawn[:2]:
            site = sites[case]
            cause, words = world.chance.choice(_FINDINGS)
            members = {"inspection": inspection["_id"], "cause": cause, "content": words}
            found = world.order(site, "finding", case, world.now, today.isoformat(), "district", **members)
            yield _later(world, 2, 6)
            day = local_day(world.now).isoformat()
            _order(world, site, "rectification", case, of=found["_id"], done="已整改并组织培训", doneOn=day)


def _heard(world: World) -> list[Site]:
    return [site for site in world.sites if site.heard_until is None]


def _later(world: World, low: int, high: int) -> datetime:
    return world.office_hour(local_day(world.now) + timedelta(days=world.chance.randint(low, high)))


def _note(world: World, site: Site, type_: str, **members: object) -> str:
    """A fact of no case, by the first tablet; its id."""
    name: str = world.fact(site, site.tablets[0], type_, "", world.now, **members)["_id"]
    return name


def _order(world: World, site: Site, type_: str, key: str, **members: object) -> None:
    """Of no case, by the township above an office."""
    world.order(site, type_, "", world.now, key, world.hall_of(site).clerks[0], **members)
