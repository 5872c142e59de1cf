"""Databases: make, drop, describe."""

from typing import Any

import msgspec
from starlette.requests import Request
from starlette.responses import Response

from server.couch.access import administrator, engine, not_of_the_district, path_text, readable, replicated
from server.couch.body import answer, read_as
from sync.errors import BadRequest

_ADMINISTRATORS_ONLY = {"members": {"roles": ["_admin"]}, "admins": {"roles": ["_admin"]}}
_KINDS = ("names", "roles")
_MOST_GENERATIONS = 10**15 - 1  # no revision id has more digits
_object = msgspec.json.Decoder(dict[str, Any])
_number = msgspec.json.Decoder(int)


async def create(request: Request) -> Response:
    administrator(request)
    name = path_text(request, "database")
    await engine(request).create(name)
    return answer({"ok": True}, 201, {"Location": str(request.url)})


async def drop(request: Request) -> Response:
    administrator(request)
    name = path_text(request, "database")
    not_of_the_district(name)
    await engine(request).drop(name)
    return answer({"ok": True})


async def info(request: Request) -> Response:
    held = await replicated(request).info()
    return answer(
        {
            "db_name": held.name,
            "doc_count": held.doc_count,
            "doc_del_count": held.doc_del_count,
            "update_seq": held.update_seq,
            "purge_seq": held.purge_seq,
            "compact_running": held.compact_running,
            "sizes": {"file": held.size, "active": held.size, "external": held.size},
            "props": {},
            "instance_start_time": "0",
        }
    )


async def ensure_full_commit(request: Request) -> Response:
    """Every answer to a write was given after the disk had it; there is nothing left to do."""
    await replicated(request).info()
    return answer({"ok": True, "instance_start_time": "0"}, 201)


async def compact(request: Request) -> Response:
    """Answers when it has begun; `compact_running` tells the rest."""
    administrator(request)
    database = readable(request)
    await database.info()  # for NotFound
    database.compact()
    return answer({"ok": True}, 202)


async def security(request: Request) -> Response:
    """Kept for those who ask for it. Who may do what follows from the roles of people."""
    return answer(await readable(request).security() or _ADMINISTRATORS_ONLY)


async def set_security(request: Request) -> Response:
    administrator(request)
    database = readable(request)
    given = await read_as(request, _object)
    for part in (given.get("admins", {}), given.get("members", {})):
        if not isinstance(part, dict) or not all(_is_list_of_names(part.get(kind, [])) for kind in _KINDS):
            raise BadRequest("`admins` and `members` must hold lists of `names` and of `roles`.")
    await database.set_security(given)
    return answer({"ok": True})


def _is_list_of_names(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(name, str) for name in value)


async def revs_limit(request: Request) -> Response:
    return answer(await readable(request).revs_limit())


async def set_revs_limit(request: Request) -> Response:
    administrator(request)
    database = readable(request)
    limit = await read_as(request, _number)
    if not 1 <= limit <= _MOST_GENERATIONS:
        raise BadRequest("The limit must be a positive integer of at most 15 digits.")
    await database.set_revs_limit(limit)
    return answer({"ok": True})
