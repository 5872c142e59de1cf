"""Is the process alive, and is it ready to serve; and what stands in the way, for who looks after it."""

import asyncio
import time
from collections.abc import Awaitable

from sqlalchemy import Connection, text
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from server.hub import Hub
from sync.errors import SyncError
from sync.projector.database import read_tables

SECONDS_TO_ANSWER = 2.0  # so long documents and tables are waited for: who asks gives up soon, too


async def healthz(_: Request) -> Response:
    """200 as long as the event loop turns."""
    return JSONResponse({"status": "ok"})


async def readyz(request: Request) -> Response:
    """503 while the documents do not answer, and until the tables have caught up after the start: another hub
    serves better then. 200 also while the tables are away or behind, since tablets do not need them."""
    hub: Hub = request.app.state.hub
    documents, tables = await asyncio.gather(
        answers(hub.engine.database("hub").info()), answers(read_tables(hub.projection, _touch))
    )
    ready = documents and hub.is_ready
    body = {
        "status": "ready" if ready else "catching up" if documents else "documents away",
        "documents": _documents(hub, answer=documents),
        "tables": "answer" if tables else "away",
        "filledBy": "this hub" if hub.projector.fills else "another hub" if tables else None,
        "secondsBehind": seconds_behind(hub),
    }
    return JSONResponse(body, 200 if ready else 503, headers={"Cache-Control": "no-store"})


def _documents(hub: Hub, *, answer: bool) -> str:
    if not answer:
        return "away"
    return "answer" if hub.engine.takes_writes else "cannot be written"


async def answers(asked: Awaitable[object]) -> bool:
    """Within `SECONDS_TO_ANSWER`."""
    try:
        async with asyncio.timeout(SECONDS_TO_ANSWER):
            await asked
    except (TimeoutError, SyncError):
        return False
    return True


def _touch(connection: Connection) -> None:
    connection.execute(text("select 1"))


def seconds_behind(hub: Hub) -> float | None:
    """For how long the first change has waited that may not be in the tables. Only who fills them knows."""
    if not hub.projector.fills:
        return None
    now = time.monotonic()
    return round(now - min(hub.projector.behind_since.values(), default=now), 1)
