"""The CouchDB replication protocol under `/couchdb/`, one endpoint family per file.

`protocol` is to be mounted there, inside `AsSent`; `app.state` must hold an `engine`, a `gate` and `turns`,
`request.user` the principal.
"""

from collections.abc import Awaitable, Callable

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from server.couch import (
    all_docs,
    attachments,
    bulk_docs,
    bulk_get,
    changes,
    databases,
    documents,
    local,
    purge,
    revs_diff,
    root,
)
from server.couch.left_out import refuse_what_is_left_out

_Handlers = dict[str, Callable[[Request], Awaitable[Response]]]  # by method

_server: dict[str, _Handlers] = {
    "": {"GET": root.welcome},
    "_up": {"GET": root.up},
    "_all_dbs": {"GET": root.all_dbs},
    "_uuids": {"GET": root.uuids},
}
_database: _Handlers = {
    "GET": databases.info,
    "PUT": databases.create,
    "DELETE": databases.drop,
    "POST": documents.post,
}
_of_a_database: dict[str, _Handlers] = {
    "": _database,
    "_bulk_docs": {"POST": bulk_docs.bulk_docs},
    "_bulk_get": {"POST": bulk_get.bulk_get},
    "_revs_diff": {"POST": revs_diff.revs_diff},
    "_missing_revs": {"POST": revs_diff.missing_revs},
    "_changes": {"GET": changes.changes, "POST": changes.changes},
    "_all_docs": {"GET": all_docs.all_docs, "POST": all_docs.all_docs},
    "_all_docs/queries": {"POST": all_docs.all_docs_queries},
    "_design_docs": {"GET": all_docs.design_docs, "POST": all_docs.design_docs},
    "_design_docs/queries": {"POST": all_docs.design_docs_queries},
    "_local_docs": {"GET": all_docs.local_docs, "POST": all_docs.local_docs},
    "_local_docs/queries": {"POST": all_docs.local_docs_queries},
    "_ensure_full_commit": {"POST": databases.ensure_full_commit},
    "_compact": {"POST": databases.compact},
    "_purge": {"POST": purge.purge},
    "_security": {"GET": databases.security, "PUT": databases.set_security},
    "_revs_limit": {"GET": databases.revs_limit, "PUT": databases.set_revs_limit},
}
_document: _Handlers = {"GET": documents.get, "PUT": documents.put, "DELETE": documents.delete}
_attachment: _Handlers = {"GET": attachments.get, "PUT": attachments.put, "DELETE": attachments.delete}
_local: _Handlers = {"GET": local.get, "PUT": local.put, "DELETE": local.delete}
_below_local: _Handlers = dict.fromkeys(("GET", "PUT", "DELETE"), local.no_attachments)


async def protocol(scope: Scope, receive: Receive, send: Send) -> None:
    """The ASGI application; what it raises is answered by `server.errors`."""
    path = scope["path"].removeprefix(scope["root_path"])
    refuse_what_is_left_out(scope["method"], path)
    handlers, scope["path_params"] = _found(path.removeprefix("/"))
    request = Request(scope, receive, send)
    handler = handlers.get("GET" if request.method == "HEAD" else request.method)
    if handler is None:
        allowed = ",".join(["HEAD", *handlers] if "GET" in handlers else handlers)
        raise HTTPException(405, f"Only {allowed} allowed", {"Allow": allowed})
    response = await handler(request)
    await response(scope, receive, send)


def _found(path: str) -> tuple[_Handlers, dict[str, str]]:
    """What answers at a path that begins with a database, and the parts of the path by name.

    By hand, since this is done for every request: a list of thirty patterns takes as long as reading a row.
    """
    if path in _server:
        return _server[path], {}
    database, _, inside = path.partition("/")
    if database and inside in _of_a_database:
        return _of_a_database[inside], {"database": database}
    first, _, rest = inside.partition("/")
    if not database or not first:
        raise HTTPException(404)
    if first in ("_local", "_design"):
        second, slash_below, below = rest.partition("/")
        if second and first == "_local":
            return _below_local if slash_below else _local, {"database": database, "id": second}
        if second:
            named = {"database": database, "design": second, "name": below}
            return _attachment if below else _document, named
    return _attachment if rest else _document, {"database": database, "id": first, "name": rest}
