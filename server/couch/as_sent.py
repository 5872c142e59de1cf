"""Paths as they were sent: what is encoded in them, a slash or the end of a line, belongs to a name."""

import re

from starlette.types import ASGIApp, Receive, Scope, Send

PROTOCOL = "/couchdb/"
# `_design/x` and `_local/x` are ids; clients may encode their slash like any other.
_ENCODED_SLASH = re.compile(r"^(/couchdb/[^/]+/_(?:design|local))%2[fF]")


class AsSent:
    """Has the addresses of the protocol matched before they are decoded. Works outside the routes."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        sent = scope["raw_path"].decode("ascii") if scope["type"] == "http" else ""
        if sent.startswith(PROTOCOL):
            scope = {**scope, "path": _ENCODED_SLASH.sub(r"\1/", sent)}
        await self._app(scope, receive, send)
