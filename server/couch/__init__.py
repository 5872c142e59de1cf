"""The CouchDB replication protocol under `/couchdb/`, one endpoint family per file.

`routes` is to be mounted there; `app.state` must hold an `engine` and a `gate`, `request.user` the principal.
"""

from starlette.routing import Mount, Route, Router
from starlette.types import Receive, Scope, Send

from server.couch import all_docs, attachments, bulk, changes, databases, documents, local, revs_diff, root

_EVERY_METHOD = ["GET", "POST", "PUT", "DELETE", "COPY", "PATCH"]

_table = [
    Route("/", root.welcome, methods=["GET"]),
    Route("/_up", root.up, methods=["GET"]),
    Route("/_all_dbs", root.all_dbs, methods=["GET"]),
    Route("/_uuids", root.uuids, methods=["GET"]),
    Route("/_{server_wide:path}", documents.not_here, methods=_EVERY_METHOD),
    *(
        Route(path, handler, methods=[method])
        for path in ("/{database}", "/{database}/")
        for method, handler in (
            ("GET", databases.info),
            ("PUT", databases.create),
            ("DELETE", databases.drop),
            ("POST", documents.post),
        )
    ),
    Route("/{database}/_bulk_docs", bulk.bulk_docs, methods=["POST"]),
    Route("/{database}/_bulk_get", bulk.bulk_get, methods=["POST"]),
    Route("/{database}/_revs_diff", revs_diff.revs_diff, methods=["POST"]),
    Route("/{database}/_missing_revs", revs_diff.missing_revs, methods=["POST"]),
    Route("/{database}/_changes", changes.changes, methods=["GET", "POST"]),
    Route("/{database}/_all_docs", all_docs.all_docs, methods=["GET", "POST"]),
    Route("/{database}/_ensure_full_commit", databases.ensure_full_commit, methods=["POST"]),
    Route("/{database}/_local/{id}", local.get, methods=["GET"]),
    Route("/{database}/_local/{id}", local.put, methods=["PUT"]),
    Route("/{database}/_local/{id}", local.delete, methods=["DELETE"]),
    Route("/{database}/_local/{id}/{name:path}", local.no_attachments, methods=["GET", "PUT", "DELETE"]),
    *(
        Route(path, handler, methods=[method])
        for path in ("/{database}/_design/{design}", "/{database}/{id}")
        for method, handler in (("GET", documents.get), ("PUT", documents.put), ("DELETE", documents.delete))
    ),
    Route("/{database}/_design/{design}/_{anything:path}", documents.not_here, methods=_EVERY_METHOD),
    *(
        Route(path, handler, methods=[method])
        for path in ("/{database}/_design/{design}/{name:path}", "/{database}/{id}/{name:path}")
        for method, handler in (
            ("GET", attachments.get),
            ("PUT", attachments.put),
            ("DELETE", attachments.delete),
        )
    ),
    Route("/{database}/_{anything:path}", documents.not_here, methods=_EVERY_METHOD),
    Route("/{anything:path}", documents.not_here, methods=_EVERY_METHOD),
]


class _AsSent:
    """Matches paths as they were sent: `%2F` in the name of a document is no separator."""

    def __init__(self, router: Router) -> None:
        self._router = router

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        await self._router({**scope, "path": scope["raw_path"].decode("ascii")}, receive, send)


routes = [Mount("/", _AsSent(Router(_table, redirect_slashes=False)))]
