"""Is the process alive, and is it ready to serve."""

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from server.hub import Hub


async def healthz(_: Request) -> Response:
    """200 as long as the event loop turns."""
    return JSONResponse({"status": "ok"})


async def readyz(request: Request) -> Response:
    """200 once the store answers and the projection has caught up after the start; 503 before."""
    hub: Hub = request.app.state.hub
    await hub.engine.database("hub").info()
    ready = hub.is_ready
    return JSONResponse({"status": "ready" if ready else "catching up"}, 200 if ready else 503)
