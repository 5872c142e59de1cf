"""Taking revisions out as if they had never been here: for administrators, never of the district's papers."""

import msgspec
from starlette.requests import Request
from starlette.responses import Response

from server.couch.access import administrator, not_of_the_district, path_text, readable
from server.couch.body import answer, read_as
from sync.wire import check_rev

_wanted = msgspec.json.Decoder(dict[str, list[str]])


async def purge(request: Request) -> Response:
    administrator(request)
    not_of_the_district(path_text(request, "database"))
    database = readable(request)
    wanted = await read_as(request, _wanted)
    for revs in wanted.values():
        for rev in revs:
            check_rev(rev)
    purged = await database.purge(wanted)
    return answer({"purge_seq": None, "purged": {doc_id: purged.get(doc_id, []) for doc_id in wanted}}, 201)
