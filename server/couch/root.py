"""The server itself: who it is, that it is up, which databases it has."""

from importlib.metadata import version
from uuid import uuid4

from starlette.requests import Request
from starlette.responses import Response

from server.couch.access import engine, signed_in
from server.couch.body import answer
from server.couch.params import whole_number
from server.rights import may_read
from sync.errors import BadRequest

_VENDOR = {"name": "Yici", "version": version("yici-hub")}  # read once: it is looked up in files
_AT_MOST = 1000


async def welcome(request: Request) -> Response:
    """`GET /`: the `uuid` is the store's instance; replicators make it part of their checkpoints' names."""
    held = engine(request)
    return answer(
        {"couchdb": "Welcome", "version": "3.5.0", "uuid": held.instance, "features": [], "vendor": _VENDOR}
    )


async def up(request: Request) -> Response:
    await engine(request).names()
    return answer({"status": "ok", "seeds": {}})


async def all_dbs(request: Request) -> Response:
    """Those the principal may read."""
    principal = signed_in(request)
    return answer([name for name in await engine(request).names() if may_read(principal, name)])


async def uuids(request: Request) -> Response:
    count = whole_number(request.query_params, "count")
    count = 1 if count is None else count
    if not 0 <= count <= _AT_MOST:
        raise BadRequest("count must not be negative" if count < 0 else "count parameter too large")
    return answer({"uuids": [uuid4().hex for _ in range(count)]})
