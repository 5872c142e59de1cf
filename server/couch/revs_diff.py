"""Which revisions of a peer are not here."""

import msgspec
from starlette.requests import Request
from starlette.responses import Response

from server.couch.access import replicated
from server.couch.body import answer, read_as
from sync.wire import check_rev

_wanted = msgspec.json.Decoder(dict[str, list[str]])


async def revs_diff(request: Request) -> Response:
    return answer(await _differences(request))


async def missing_revs(request: Request) -> Response:
    """The older form of the same question."""
    differences = await _differences(request)
    return answer({"missing_revs": {doc_id: found["missing"] for doc_id, found in differences.items()}})


async def _differences(request: Request) -> dict[str, dict[str, list[str]]]:
    database, wanted = replicated(request), await read_as(request, _wanted)
    for revs in wanted.values():
        for rev in revs:
            check_rev(rev)
    return await database.revs_diff(wanted)
