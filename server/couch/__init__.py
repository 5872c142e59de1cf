"""The CouchDB replication protocol under `/couchdb/`, one endpoint family per file.

`routes` is to be mounted there, inside `AsSent`; `app.state` must hold an `engine`, a `gate` and `turns`,
`request.user` the principal.
"""

from collections.abc import Awaitable, Callable

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Mount, Route, Router
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

_EVERY_METHOD = ["GET", "POST", "PUT", "DELETE", "COPY", "PATCH"]

_Handler = Callable[[Request], Awaitable[Response]]


def _at(path: str, **handlers: _Handler) -> Route:
    """An address and its methods; 405 for the others."""
    allowed = ",".join(["HEAD", *handlers] if "GET" in handlers else handlers)

    async def dispatch(request: Request) -> Response:
        handler = handlers.get("GET" if request.method == "HEAD" else request.method)
        if handler is None:
            raise HTTPException(405, f"Only {allowed} allowed", {"Allow": allowed})
        return await handler(request)

    return Route(path, dispatch, methods=_EVERY_METHOD)


_database = {
    "GET": databases.info,
    "PUT": databases.create,
    "DELETE": databases.drop,
    "POST": documents.post,
}
_document = {"GET": documents.get, "PUT": documents.put, "DELETE": documents.delete}
_attachment = {"GET": attachments.get, "PUT": attachments.put, "DELETE": attachments.delete}
_never = local.no_attachments

_table = [
    _at("/", GET=root.welcome),
    _at("/_up", GET=root.up),
    _at("/_all_dbs", GET=root.all_dbs),
    _at("/_uuids", GET=root.uuids),
    _at("/{database}", **_database),
    _at("/{database}/", **_database),
    _at("/{database}/_bulk_docs", POST=bulk_docs.bulk_docs),
    _at("/{database}/_bulk_get", POST=bulk_get.bulk_get),
    _at("/{database}/_revs_diff", POST=revs_diff.revs_diff),
    _at("/{database}/_missing_revs", POST=revs_diff.missing_revs),
    _at("/{database}/_changes", GET=changes.changes, POST=changes.changes),
    _at("/{database}/_all_docs", GET=all_docs.all_docs, POST=all_docs.all_docs),
    _at("/{database}/_all_docs/queries", POST=all_docs.all_docs_queries),
    _at("/{database}/_design_docs", GET=all_docs.design_docs, POST=all_docs.design_docs),
    _at("/{database}/_design_docs/queries", POST=all_docs.design_docs_queries),
    _at("/{database}/_local_docs", GET=all_docs.local_docs, POST=all_docs.local_docs),
    _at("/{database}/_local_docs/queries", POST=all_docs.local_docs_queries),
    _at("/{database}/_ensure_full_commit", POST=databases.ensure_full_commit),
    _at("/{database}/_compact", POST=databases.compact),
    _at("/{database}/_purge", POST=purge.purge),
    _at("/{database}/_security", GET=databases.security, PUT=databases.set_security),
    _at("/{database}/_revs_limit", GET=databases.revs_limit, PUT=databases.set_revs_limit),
    _at("/{database}/_local/{id}", GET=local.get, PUT=local.put, DELETE=local.delete),
    _at("/{database}/_local/{id}/{name:path}", GET=_never, PUT=_never, DELETE=_never),
    _at("/{database}/_design/{design}", **_document),
    _at("/{database}/_design/{design}/", **_document),
    _at("/{database}/{id}", **_document),
    _at("/{database}/{id}/", **_document),
    _at("/{database}/_design/{design}/{name:path}", **_attachment),
    _at("/{database}/{id}/{name:path}", **_attachment),
]


_router = Router(_table, redirect_slashes=False)


async def _protocol(scope: Scope, receive: Receive, send: Send) -> None:
    refuse_what_is_left_out(scope["method"], scope["path"].removeprefix(scope["root_path"]))
    await _router(scope, receive, send)


routes = [Mount("/", _protocol)]
