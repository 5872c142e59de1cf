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
            "purge_seq": "0",
            "compact_running": False,
            "sizes": {"file": held.size, "active": held.size, "external": held.size},
            "props": {},
            "instance_start_time": "0",
        }
    )


async def ensure_full_commit(request: Request) -> Response:
    """Every answer to a write was given after the disk had it; there is nothing left to do."""
    await readable(request).info()
    return answer({"ok": True, "instance_start_time": "0"}, 201)
