"""The page that a browser gets at `/graphql`, and what belongs to it: all from this hub, so that it works
without any other host and under a strict policy."""

from pathlib import Path

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import FileResponse, JSONResponse, Response
from starlette.routing import Route

from server.graphql.examples import as_json
from server.hub import Hub

_FOLDER = Path(__file__).parent / "page"
_HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
        "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    ),
    "Cache-Control": "no-cache",
}
_FILES = {"workbench.js", "socket.js", "words.js", "workbench.css"}


def page() -> Response:
    """HTML."""
    return FileResponse(_FOLDER / "workbench.html", headers=_HEADERS)


async def _file(request: Request) -> Response:
    name: str = request.path_params["name"]
    if name not in _FILES:
        raise HTTPException(404, "There is no such file.")
    return FileResponse(_FOLDER / name, headers=_HEADERS)


async def _examples(request: Request) -> Response:
    hub: Hub = request.app.state.hub
    return JSONResponse(as_json(hub.clock.today()), headers=_HEADERS)


WORKBENCH_ROUTES = [
    Route("/graphql/examples.json", _examples, methods=["GET"]),
    Route("/graphql/page/{name}", _file, methods=["GET"]),
]
