"""The CouchDB replication protocol under `/couchdb/`, one endpoint family per file.

`routes` is to be mounted there; `app.state` must hold an `engine` and a `gate`, `request.user` the principal.
"""

from collections.abc import Awaitable, Callable

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Mount, Route, Router
from starlette.types import Receive, Scope, Send

from server.couch import all_docs, attachments, bulk, changes, databases, documents, local, revs_diff, root

_EVERY_METHOD = ["GET", "POST", "PUT", "DELETE", "COPY", "PATCH"]

_Handler = Callable[[Request], Awaitable[Response]]


def _at(path: str, **handlers: _Handler) -> Route:
    """An address and its methods; 405 for the others, 501 for COPY and for what is left out."""
    allowed = ",".join(["HEAD", *handlers] if "GET" in handlers else handlers)

    async def dispatch(request: Request) -> Response:
        handler = handlers.get("GET" if request.method == "HEAD" else request.method)
        if handler is not None:
            return await handler(request)
        if request.method == "COPY" or request.path_params.get("id", "").startswith("_"):
            return await documents.not_here(request)
        raise HTTPException(405, f"Only {allowed} allowed", {"Allow": allowed})

    return Route(path, dispatch, methods=_EVERY_METHOD)


_database = {
    "GET": databases.info,
    "PUT": databases.create,
    "DELETE": databases.drop,
    "POST": documents.post,
}
_document = {"GET": documents.get, "PUT": documents.put, "DELETE": documents.delete}
_attachment = {"GET": attachments.get, "PUT": attachments.put, "DELETE": attachments.delete}
_nothing: dict[str, _Handler] = dict.fromkeys(_EVERY_METHOD, documents.not_here)
_never = local.no_attachments

_table = [
    _at("/", GET=root.welcome),
    _at("/_up", GET=root.up),
    _at("/_all_dbs", GET=root.all_dbs),
    _at("/_uuids", GET=root.uuids),
    _at("/_{server_wide:path}", **_nothing),
    _at("/{database}", **_database),
    _at("/{database}/", **_database),
    _at("/{database}/_bulk_docs", POST=bulk.bulk_docs),
    _at("/{database}/_bulk_get", POST=bulk.bulk_get),
    _at("/{database}/_revs_diff", POST=revs_diff.revs_diff),
    _at("/{database}/_missing_revs", POST=revs_diff.missing_revs),
    _at("/{database}/_changes", GET=changes.changes, POST=changes.changes),
    _at("/{database}/_all_docs", GET=all_docs.all_docs, POST=all_docs.all_docs),
    _at("/{database}/_ensure_full_commit", POST=databases.ensure_full_commit),
    _at("/{database}/_compact", POST=databases.compact),
    _at("/{database}/_security", GET=databases.security, PUT=documents.not_here),
    _at("/{database}/_revs_limit", GET=databases.revs_limit, PUT=documents.not_here),
    _at("/{database}/_local/{id}", GET=local.get, PUT=local.put, DELETE=local.delete),
    _at("/{database}/_local/{id}/{name:path}", GET=_never, PUT=_never, DELETE=_never),
    _at("/{database}/_design/{design}", **_document),
    _at("/{database}/{id}", **_document),
    _at(
        "/{database}/_design/{design}/_{anything:path}",
        **_nothing,
    ),
    _at("/{database}/_design/{design}/{name:path}", **_attachment),
    _at("/{database}/_{anything:path}", **_nothing),
    _at("/{database}/{id}/{name:path}", **_attachment),
    _at("/{anything:path}", **_nothing),
]


class _AsSent:
    """Matches paths as they were sent: `%2F` in the name of a document is no separator."""

    def __init__(self, router: Router) -> None:
        self._router = router

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        await self._router({**scope, "path": scope["raw_path"].decode("ascii")}, receive, send)


routes = [Mount("/", _AsSent(Router(_table, redirect_slashes=False)))]
