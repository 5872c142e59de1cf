"""The record of who saw what of a person. It is stored before anything is shown, and nobody changes it."""

from collections.abc import Iterable
from uuid import uuid4

from server.principal import Principal
from sync.engine import Engine
from sync.records import Document, put_new

PRINTING = "打印文书"  # a paper was made: `fields` says which, and of which document
RECOVERY = "恢复平板口令"  # a tablet was opened without its PIN: `fields` says which; of no one case


async def put_on_record(
    engine: Engine,
    at: str,
    principal: Principal,
    *,
    case: str,
    site: str,
    purpose: str,
    fields: Iterable[str],
) -> None:
    """That somebody is about to see `fields` of a case: members such as `husband.idNo`, or `paper:<name>`.
    `case` is empty for all that lies on a tablet, `tablet:<device>`."""
    about = {"case": case, "site": site, "purpose": purpose, "fields": sorted(set(fields))}
    record = _record(f"{at}:{uuid4().hex}", at, principal.name, principal.role.value, about)
    await put_new(engine.database("hub"), [record])


async def put_sharing_on_record(engine: Engine, at: str, shared: Iterable[tuple[str, str, str]]) -> None:
    """That all of a case is about to be copied to another site for the first time: the case, its site, the
    other one. Once for each, whenever it is said."""
    records = [
        _record(
            f"shared:{case}:{to}",
            at,
            "hub",
            "hub",
            {"case": case, "site": site, "purpose": f"shared with {to}", "fields": [f"copies:{to}"]},
        )
        for case, site, to in shared
    ]
    await put_new(engine.database("hub"), records)


def _record(name: str, at: str, by: str, role: str, about: Document) -> Document:
    return {"_id": f"audit:{name}", "type": "audit", "v": 1, "at": at, "by": by, "role": role, **about}
