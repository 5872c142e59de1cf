"""What a district has still to do before its first certificate: read from the documents each time."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from schema.house.offices import KINDS, TOWNSHIP
from server.clock import HubClock
from server.house.people import USER, is_a_person
from server.house.places import SITE
from sync.engine import Engine
from sync.projector.kinds import HUB, REFERENCE
from sync.records import Document, read, read_range

ITEMS = ("birth-service", "further-birth", "only-child")


@dataclass(frozen=True, slots=True)
class SetUpStep:
    name: str
    is_done: bool
    zh: str
    en: str


async def set_up(engine: Engine, clock: HubClock) -> tuple[Document, list[SetUpStep]]:
    """The district, and its steps in the order in which they are done."""
    reference, hub = engine.database("reference"), engine.database("hub")
    district = await read(reference, "district") or {}
    offices = [one for one in await read_range(reference, SITE) if REFERENCE["site"].is_whole(one)]
    people = [one for one in await read_range(hub, USER) if is_a_person(one)]
    devices = [one for one in await read_range(hub, "device:") if HUB["device"].is_whole(one)]
    guides = await read_range(reference, "guide:")
    has_calendar = await read(reference, f"calendar:{clock.today().year}") is not None
    return district, [
        _district(district, offices),
        *_offices(offices),
        _people(people),
        _guides(guides, clock.today()),
        _calendar(clock.today().year, is_there=has_calendar),
        _tablet(devices),
    ]


def _district(district: Document, offices: list[Document]) -> SetUpStep:
    name = f"{district.get('name', '')}（{district.get('code', '')}）"
    english = f"{district.get('nameEn', '')} ({district.get('code', '')})"
    if "founded" in district or offices:
        return SetUpStep("district", True, name, english)
    zh, en = f"请确认区县名称和代码：{name}", f"Confirm the district's name and code: {english}"
    return SetUpStep("district", False, zh, en)


def _offices(offices: list[Document]) -> Iterator[SetUpStep]:
    open_ = [one for one in offices if "closed" not in one]
    townships = sum(one["kind"] == TOWNSHIP for one in open_)
    sites = sum(one["kind"] in KINDS for one in open_)
    yield _counted("townships", townships, ("个镇街", "townships"), ("请添加镇街", "Add the townships"))
    yield _counted("sites", sites, ("个村社区", "sites"), ("请添加村社区", "Add the sites"))


def _people(people: list[Document]) -> SetUpStep:
    clerks = sum(one["role"] == "clerk" and not one.get("suspended") for one in people)
    todo = ("请添加经办人", "Add the clerks")
    return _counted("people", clerks, ("位经办人", "clerks"), todo)


def _guides(guides: list[Document], today: date) -> SetUpStep:
    """Whether there is one in effect for each item."""
    in_effect = {one["item"] for one in guides if one.get("effectiveFrom", "9") <= today.isoformat()}
    missing = len(set(ITEMS) - in_effect)
    if not missing:
        return SetUpStep("guides", True, "三个事项的指南已经生效", "Each item has a guide in effect")
    left = f"还有 {missing} 个事项没有指南", f"Items that have no guide yet: {missing}"
    return SetUpStep("guides", False, *left)


def _calendar(year: int, *, is_there: bool) -> SetUpStep:
    if is_there:
        return SetUpStep("calendar", True, f"{year} 年工作日已发布", f"{year} is published")
    return SetUpStep("calendar", False, f"请发布 {year} 年工作日", f"Publish the working days of {year}")


def _tablet(devices: list[Document]) -> SetUpStep:
    working = sum("ended" not in one for one in devices)
    todo = ("请为第一台平板生成配对码", "Make a pairing code for the first tablet")
    return _counted("tablet", working, ("台平板", "tablets"), todo)


def _counted(name: str, n: int, what: tuple[str, str], todo: tuple[str, str]) -> SetUpStep:
    if not n:
        return SetUpStep(name, False, *todo)
    return SetUpStep(name, True, f"{n} {what[0]}", f"{n} {what[1] if n > 1 else what[1].removesuffix('s')}")
