"""Who works here: what has to be true of somebody before he is written down."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from schema.areas import DISTRICT_DIGITS, SITE_DIGITS, TOWNSHIP_DIGITS, desk_of
from schema.house.problems import Problem, problem

Document = Mapping[str, Any]

NAME = re.compile(r"[a-z0-9][a-z0-9.-]{1,39}")
LONGEST_DISPLAY_NAME = 40
SHORTEST_PASSWORD = 8
LONGEST_PASSWORD = 200
_HUB = "hub"  # what the hub itself writes is by it

ROLES = {
    "administrator": "区县管理员",
    "township": "镇街",
    "clerk": "经办人",
    "reporter": "统计员",
    "auditor": "审计员",
    "portal": "渝快办",
    "relay": "村级主机",
}
_DIGITS = {
    "administrator": (DISTRICT_DIGITS,),
    "township": (TOWNSHIP_DIGITS,),
    "clerk": (SITE_DIGITS,),
    "reporter": (DISTRICT_DIGITS, TOWNSHIP_DIGITS),
    "auditor": (DISTRICT_DIGITS, TOWNSHIP_DIGITS),
    "portal": (DISTRICT_DIGITS,),
    "relay": (TOWNSHIP_DIGITS, SITE_DIGITS),
}


@dataclass(frozen=True, slots=True)
class Manager:
    """Who asks: a township manages the clerks of its sites, the district everybody."""

    role: str
    area: str

    def manages(self, person: Document) -> bool:
        if self.role == "administrator":
            return True
        return bool(person["role"] == "clerk" and person["area"].startswith(self.area))


@dataclass(frozen=True, slots=True)
class Places:
    """Where people can work: the district's code and its sites by their codes."""

    district: str
    sites: Mapping[str, dict[str, Any]]


def person_problems(
    person: Document, before: Document | None, places: Places, manager: Manager
) -> Iterator[Problem]:
    """What is wrong with a person as he is to be; `before` is as he was, None for somebody new."""
    if before is None and (not NAME.fullmatch(person["name"]) or person["name"] == _HUB):
        yield problem("name", "name-form")
    if not person["displayName"].strip():
        yield problem("displayName", "blank")
    if len(person["displayName"]) > LONGEST_DISPLAY_NAME:
        yield problem("displayName", "too-long", most=LONGEST_DISPLAY_NAME)
    yield from beginning_problems("displayName", person["displayName"])
    if person["role"] not in ROLES:
        yield problem("role", "role-unknown", given=person["role"], known="、".join(ROLES.values()))
        return
    if before is None or any(person[name] != before[name] for name in ("role", "area")):
        yield from _area_problems(person, places)
    if not manager.manages(person) or (before is not None and not manager.manages(before)):
        yield problem("area", "not-yours")


def _area_problems(person: Document, places: Places) -> Iterator[Problem]:
    role, area = person["role"], person["area"]
    if not area.isdecimal() or not area.isascii() or len(area) not in _DIGITS[role]:
        digits = " / ".join(map(str, _DIGITS[role]))
        yield problem("area", "area-of-role", role=ROLES[role], role_en=role, digits=digits)
    elif not area.startswith(places.district):
        yield problem("area", "other-district", district=places.district)
    elif len(area) > DISTRICT_DIGITS:
        yield from place_problems(area, places)


def place_problems(area: str, places: Places) -> Iterator[Problem]:
    """Why nobody can work in a township or at a site."""
    is_site = len(area) == SITE_DIGITS
    site = places.sites.get(area if is_site else desk_of(area))
    if site is None:
        yield problem("area", "no-such-site" if is_site else "no-such-township", code=area)
    elif "closed" in site:
        yield problem("area", "site-closed", code=area)


def beginning_problems(field: str, text: str) -> Iterator[Problem]:
    """Names go into lists that people open with a spreadsheet."""
    if text.startswith(("=", "+", "-", "@")):
        yield problem(field, "odd-beginning")


def is_active_administrator(person: Document) -> bool:
    """One that can let others in."""
    return person.get("role") == "administrator" and not person.get("suspended")


def nobody_is_left(people: Iterable[Document]) -> bool:
    """Whether a hub of these people had no administrator."""
    return not any(map(is_active_administrator, people))


def password_problems(password: str) -> Iterator[Problem]:
    """What is wrong with a password that somebody chose."""
    if len(password) < SHORTEST_PASSWORD:
        yield problem("new", "password-short", least=SHORTEST_PASSWORD)
    if len(password) > LONGEST_PASSWORD:
        yield problem("new", "too-long", most=LONGEST_PASSWORD)
