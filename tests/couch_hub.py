"""The protocol alone: its routes over an embedded engine, one fixed principal, no document rules."""

import contextlib
from collections.abc import AsyncIterator, Sequence
from pathlib import Path
from typing import cast

import httpx2
from starlette.applications import Starlette
from starlette.routing import Mount
from starlette.types import ASGIApp, Receive, Scope, Send

from server.couch import protocol
from server.couch.as_sent import AsSent
from server.couch.gate import Gate
from server.couch.turns import Turns
from server.errors import answer_errors
from server.limits import Limits
from server.principal import Anonymous, Principal, Role
from sync.document import Revision, WriteResult
from sync.engine import Engine
from sync.store import EmbeddedEngine
from tests.live_app import served

DISTRICT = Principal("district", Role.ADMINISTRATOR, "500116")
CLERK = Principal("sipaifang-1", Role.CLERK, "500116001901")


class OpenGate:
    """Admits everything."""

    async def admit(
        self, principal: Principal, database: str, revisions: Sequence[Revision]
    ) -> list[WriteResult | None]:
        return [None] * len(revisions)

    async def arrived(self, principal: Principal, database: str, results: Sequence[WriteResult]) -> None:
        return


class _SignedIn:
    def __init__(self, app: ASGIApp, user: Principal | Anonymous) -> None:
        self._app = app
        self._user = user

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        await self._app({**scope, "user": self._user}, receive, send)


def couch_app(
    engine: Engine,
    user: Principal | Anonymous = DISTRICT,
    gate: Gate | None = None,
    limits: Limits | None = None,
) -> Starlette:
    """An application that takes everybody for `user`."""
    app = Starlette(routes=[Mount("/couchdb", protocol)])
    answer_errors(app)
    app.add_middleware(_SignedIn, user=user)
    app.add_middleware(AsSent)
    app.state.engine = engine
    app.state.gate = gate or OpenGate()
    app.state.turns = Turns()
    app.state.limits = limits or Limits()
    return app


def couch_client(app: Starlette) -> httpx2.AsyncClient:
    """Speaks to the application without a socket; addresses begin below `/couchdb/`."""
    transport = httpx2.ASGITransport(app=cast("ASGIApp", app))
    return httpx2.AsyncClient(transport=transport, base_url="http://hub/couchdb")


@contextlib.asynccontextmanager
async def live_couch(data_dir: Path) -> AsyncIterator[str]:
    """The same on a real socket of this machine; gives the address of `/couchdb`."""
    engine = EmbeddedEngine(data_dir)
    async with served(couch_app(engine)) as port:
        try:
            yield f"http://127.0.0.1:{port}/couchdb"
        finally:
            await engine.close()
