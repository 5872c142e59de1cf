"""An application on a real socket of this machine, in this process."""

import asyncio
import contextlib
import socket
from collections.abc import AsyncIterator
from typing import Any

import uvicorn
from starlette.types import ASGIApp


@contextlib.asynccontextmanager
async def served(app: ASGIApp, port: int = 0, **config: Any) -> AsyncIterator[int]:
    """Gives its port, a free one unless one is named. `config` is uvicorn's."""
    listener = socket.create_server(("127.0.0.1", port))
    own = {"log_level": "warning", "lifespan": "off", "timeout_graceful_shutdown": 1}
    server = uvicorn.Server(uvicorn.Config(app, **{**own, **config}))
    serving = asyncio.create_task(server.serve([listener]))
    try:
        yield listener.getsockname()[1]
    finally:
        server.should_exit = True
        await serving
