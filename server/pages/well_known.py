"""What anybody needs to check a certificate without asking the hub: the district's keys and revocations."""

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from schema.district_keys import as_jwks
from server.hub import Hub
from sync.projector.database import read_tables
from sync.projector.district_keys import district_keys
from sync.records import read_range

CACHE = {"Cache-Control": "public, max-age=60"}


async def keys(request: Request) -> Response:
    """`GET /.well-known/district-keys.json`."""
    hub: Hub = request.app.state.hub
    return JSONResponse(as_jwks(await read_tables(hub.projection, district_keys)), headers=CACHE)


async def revocations(request: Request) -> Response:
    """`GET /.well-known/revocations.json`: one signed document for each township."""
    hub: Hub = request.app.state.hub
    return JSONResponse(await read_range(hub.engine.database("reference"), "revocations:"), headers=CACHE)
