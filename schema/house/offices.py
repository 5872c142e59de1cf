"""Townships and sites: what has to be true of an office before it is written down."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from schema.areas import DISTRICT_DIGITS, SITE_DIGITS, TOWNSHIP_DIGITS, desk_of, township_of
from schema.house.people import Places, beginning_problems
from schema.house.problems import Problem, problem

Document = Mapping[str, Any]

KINDS = {"community": "社区", "village": "村"}
TOWNSHIP = "township"
LONGEST_NAME = 60
_DISTRICT = re.compile(f"[0-9]{{{DISTRICT_DIGITS}}}")
_TOWNSHIP = re.compile(f"[0-9]{{{TOWNSHIP_DIGITS}}}")
_HUB_ADDRESS = re.compile(r"(https://[a-z0-9][a-z0-9.-]*|http://127\.0\.0\.1)(:[0-9]{1,5})?")
_SITE = re.compile(f"[0-9]{{{SITE_DIGITS}}}")


def office(code: str, kind: str, name: str, name_en: str, township: Document) -> dict[str, Any]:
    """As `reference` has it; `township` is its `code`, `name` and `nameEn`."""
    return {
        "_id": f"site:{code}",
        "type": "site",
        "code": code,
        "name": name,
        "nameEn": name_en,
        "kind": kind,
        "township": township,
    }


def township_desk(code: str, name: str, name_en: str) -> dict[str, Any]:
    """The desk of a township, which is a site too."""
    township = {"code": code, "name": name, "nameEn": name_en}
    return office(desk_of(code), TOWNSHIP, name, name_en, township)


def office_problems(document: Document, before: Document | None, places: Places) -> Iterator[Problem]:
    """What is wrong with an office as it is to be; `places` knows its township, where that comes with it."""
    for field in ("name", "nameEn"):
        yield from text_problems(field, document[field])
    yield from _code_problems(document, places, is_new=before is None)
    if "villageHub" in document and not _HUB_ADDRESS.fullmatch(document["villageHub"]):
        yield problem("villageHub", "hub-address")
    if document["kind"] not in (*KINDS, TOWNSHIP) or (_is_desk(document) != (document["kind"] == TOWNSHIP)):
        yield problem("kind", "kind-unknown", known=" / ".join(KINDS.values()))


def text_problems(field: str, text: str) -> Iterator[Problem]:
    """What is wrong with a name."""
    if not text.strip():
        yield problem(field, "blank")
    if len(text) > LONGEST_NAME:
        yield problem(field, "too-long", most=LONGEST_NAME)
    yield from beginning_problems(field, text)


def _code_problems(document: Document, places: Places, *, is_new: bool) -> Iterator[Problem]:
    code = document["code"]
    if document["kind"] == TOWNSHIP and not _TOWNSHIP.fullmatch(document["township"]["code"]):
        yield problem("code", "township-code")
    elif document["kind"] != TOWNSHIP and (not _SITE.fullmatch(code) or _is_desk(document)):
        yield problem("code", "site-code")
    elif is_new and not code.startswith(places.district):
        yield problem("code", "other-district", district=places.district)
    elif is_new and document["kind"] != TOWNSHIP and desk_of(code) not in places.sites:
        yield problem("code", "no-such-township", code=township_of(code))


def district_problems(district: Document, before: Document, *, has_sites: bool) -> Iterator[Problem]:
    """What is wrong with a district as it is to be."""
    for field in ("name", "nameEn", "complaintPhone"):
        yield from text_problems(field, district[field])
    if not _DISTRICT.fullmatch(district["code"]):
        yield problem("code", "district-code")
    elif has_sites and district["code"] != before["code"]:
        yield problem("code", "district-has-sites")


def _is_desk(document: Document) -> bool:
    return str(document["code"]) == desk_of(document["code"])
