"""Counts requests by the kind of their address: of kinds there are few, of addresses there is no end."""

import time

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from server.in_flight import is_feed
from server.metrics.metrics import Metrics

FEED = "feed"  # of changes: it waits for them, so how long it takes says nothing
SUBSCRIPTION = "subscription"  # by a WebSocket, for as long as it is open
PROTOCOL = frozenset({"_changes", "_bulk_docs", "_bulk_get", "_revs_diff", "_all_docs", "_local", "_session"})
PLACES = frozenset(
    {"graphql", "app", "guides", "papers", "verify", "V", "status", "H", "import", "exports", ".well-known"}
)
WATCHED = frozenset({"healthz", "readyz", "metrics"})


class Measured:
    """Wraps all that may answer, so that what is turned away is counted too."""

    def __init__(self, app: ASGIApp, metrics: Metrics) -> None:
        self._app = app
        self._metrics = metrics

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "websocket":
            with self._metrics.under_way.labels(SUBSCRIPTION).track_inprogress():
                await self._app(scope, receive, send)
            return
        route, began, status = route_of(scope), time.monotonic(), 500

        async def send_counted(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
            await send(message)

        with self._metrics.under_way.labels(route).track_inprogress():
            try:
                await self._app(scope, receive, send_counted)
            finally:
                self._metrics.requests.labels(route, str(status)).inc()
                if route != FEED:
                    self._metrics.seconds.labels(route).observe(time.monotonic() - began)


def route_of(scope: Scope) -> str:
    """`feed`, `bulk_docs`, `couchdb` for what else is of the protocol, `graphql`, …, `other`."""
    if is_feed(scope):
        return FEED
    place, *rest = scope["path"].removeprefix("/").split("/")
    if place == "couchdb":
        return next((name.removeprefix("_") for name in rest if name in PROTOCOL), "couchdb")
    if place in WATCHED:
        return "watching"
    return place.removeprefix(".") if place in PLACES else "other"
