"""Databases: make, drop, describe."""

from starlette.requests import Request
from starlette.responses import Response

from server.couch.access import administrator, engine, path_text, readable
from server.couch.body import answer


async def create(request: Request) -> Response:
    administrator(request)
    name = path_text(request, "database")
    await engine(request).create(name)
    return answer({"ok": True}, 201, {"Location": str(request.url)})


async def drop(request: Request) -> Response:
    administrator(request)
    await engine(request).drop(path_text(request, "database"))
    return answer({"ok": True})


async def info(request: Request) -> Response:
    held = await readable(request).info()
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
    await readable(request).info()
    return answer({"ok": True, "instance_start_time": "0"}, 201)


async def compact(request: Request) -> Response:
    """Answers when it has begun; `compact_running` tells the rest."""
    administrator(request)
    database = readable(request)
    await database.info()  # for NotFound
    database.compact()
    return answer({"ok": True}, 202)


async def security(request: Request) -> Response:
    """Who may do what follows from the roles of people, so this is the same everywhere."""
    await readable(request).info()
    return answer({"members": {"roles": ["_admin"]}, "admins": {"roles": ["_admin"]}})


async def revs_limit(request: Request) -> Response:
    return answer(await readable(request).revs_limit())
