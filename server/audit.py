"""The record of who saw what of a person. It is stored before anything is shown, and nobody changes it."""

from collections.abc import Iterable
from uuid import uuid4

from server.hub import Hub
from server.principal import Principal
from sync.records import put_new


async def put_on_record(
    hub: Hub, principal: Principal, *, case: str, site: str, purpose: str, fields: Iterable[str]
) -> None:
    """That somebody is about to see `fields` of a case: members such as `husband.idNo`, or `paper:<name>`."""
    at = hub.clock.text()
    record = {
        "_id": f"audit:{at}:{uuid4().hex}",
        "type": "audit",
        "v": 1,
        "at": at,
        "by": principal.name,
        "role": principal.role.value,
        "case": case,
        "site": site,
        "purpose": purpose,
        "fields": sorted(set(fields)),
    }
    await put_new(hub.engine.database("hub"), [record])
