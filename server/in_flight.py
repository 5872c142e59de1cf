"""Counts what each principal has under way, so that nobody takes the hub from the others."""

from enum import Enum

from starlette.types import ASGIApp, Receive, Scope, Send

from server.errors import error_answer
from server.limits import Limits
from server.principal import Principal
from sync.errors import TooManyRequests


class Kind(Enum):
    """Counted apart: a feed that waits takes no room from the writes of the same tablet."""

    WRITE = "writes"
    FEED = "feeds"
    REQUEST = "requests"


SECONDS_TO_WAIT = {Kind.WRITE: 1, Kind.FEED: 5, Kind.REQUEST: 1}  # about as long as one takes


class InFlight:
    """Answers 429 to a request beyond the limit of its kind, before its body is read.

    Works inside the sign-in; strangers are not counted.
    """

    def __init__(self, app: ASGIApp, limits: Limits) -> None:
        self._app = app
        self._most = {Kind.WRITE: limits.writes, Kind.FEED: limits.feeds, Kind.REQUEST: limits.requests}
        self.counts: dict[tuple[Kind, Principal], int] = {}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        user = scope.get("user")
        if not isinstance(user, Principal):
            await self._app(scope, receive, send)
            return
        key = (_kind(scope), user)
        under_way = self.counts.get(key, 0)
        if under_way >= self._most[key[0]]:
            await error_answer(_too_many(key[0], under_way))(scope, receive, send)
            return
        self.counts[key] = under_way + 1
        try:
            await self._app(scope, receive, send)
        finally:
            self._release(key)

    def _release(self, key: tuple[Kind, Principal]) -> None:
        if self.counts[key] == 1:
            del self.counts[key]
        else:
            self.counts[key] -= 1


def is_feed(scope: Scope) -> bool:
    """Whether a request waits for changes."""
    query: bytes = scope["query_string"]
    return scope["path"].endswith("/_changes") and b"feed=" in query and b"feed=normal" not in query


def _kind(scope: Scope) -> Kind:
    if is_feed(scope):
        return Kind.FEED
    writes = scope["method"] in ("PUT", "DELETE") or scope["path"].endswith("/_bulk_docs")
    return Kind.WRITE if writes else Kind.REQUEST


def _too_many(kind: Kind, under_way: int) -> TooManyRequests:
    reason = f"You have {under_way} {kind.value} under way, and may not have more at once."
    return TooManyRequests(reason, SECONDS_TO_WAIT[kind])
