"""The demo district: two communities in two subdistricts, synthetic people, and codes to admit tablets."""

import asyncio

from server.auth.passwords import Passwords
from server.enrolment import pairing_document
from server.founding import add_person, ensure_database
from server.principal import Role
from sync.engine import Engine
from sync.records import Document, put_new

PASSWORD = "yici-demo"  # noqa: S105 - printed on the first screen of the demo
NEVER = "9999-12-31T00:00:00.000Z"

JIJIANG = {"code": "500116001", "name": "几江街道", "nameEn": "Jijiang Subdistrict"}
DEGAN = {"code": "500116002", "name": "德感街道", "nameEn": "Degan Subdistrict"}
SITES: list[tuple[str, str, str, dict[str, str]]] = [
    ("500116001901", "四牌坊社区", "Sipaifang Community", JIJIANG),
    ("500116002901", "德感社区", "Degan Community", DEGAN),
]
PEOPLE: list[tuple[str, Role, str, str]] = [
    ("district", Role.ADMINISTRATOR, "500116", "江津区管理员"),
    ("jijiang", Role.TOWNSHIP, "500116001", "几江街道办"),
    ("sipaifang-1", Role.CLERK, "500116001901", "周经办"),
    ("sipaifang-2", Role.CLERK, "500116001901", "吴经办"),
    ("degan-1", Role.CLERK, "500116002901", "郑经办"),
    ("reporter", Role.REPORTER, "500116", "统计员"),
    ("auditor", Role.AUDITOR, "500116", "审计员"),
    ("portal", Role.PORTAL, "500116", "渝快办"),
]
PAIRING_CODES = {"500116001901": "1111-1111", "500116002901": "2222-2222", "500116001000": "3333-3333"}


async def furnish(engine: Engine, passwords: Passwords) -> None:
    """Add what the demo district has and this hub lacks."""
    sites = demo_sites()
    await put_new(engine.database("reference"), sites)
    for site in sites:
        await ensure_database(engine, f"site-{site['code']}")
        await ensure_database(engine, f"papers-{site['code']}")
    await put_new(
        engine.database("hub"),
        [
            pairing_document(code, site=site, by="district", expires=NEVER, reusable=True)
            for site, code in PAIRING_CODES.items()
        ],
    )
    await asyncio.gather(
        *(
            add_person(
                engine,
                passwords,
                name=name,
                password=PASSWORD,
                role=role,
                area=area,
                display_name=display_name,
            )
            for name, role, area, display_name in PEOPLE
        )
    )


def demo_sites() -> list[Document]:
    """The communities and the desks of their townships, as `reference` has them."""
    communities = [
        site_document(code, "community", name, english, above) for code, name, english, above in SITES
    ]
    townships = [
        site_document(above["code"] + "000", "township", above["name"], above["nameEn"], above)
        for above in (JIJIANG, DEGAN)
    ]
    return communities + townships


def site_document(code: str, kind: str, name: str, name_en: str, township: dict[str, str]) -> Document:
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
