"""`GET /metrics`: for who watches the hub, in the text format of Prometheus."""

import hmac

from prometheus_client import CONTENT_TYPE_LATEST, generate_latest
from starlette.requests import Request
from starlette.responses import Response

from server.hub import Hub
from server.metrics.metrics import Metrics
from server.metrics.standing import standing
from server.principal import Principal
from sync.errors import Forbidden, Unauthorized


async def page(request: Request) -> Response:
    """For whoever has the token of `YICI_METRICS_TOKEN`, and administrators; raises `Unauthorized` and
    `Forbidden` for others."""
    hub: Hub = request.app.state.hub
    metrics: Metrics = request.app.state.metrics
    _check(request, hub.settings.metrics_token.get_secret_value())
    metrics.stands(await standing(hub))
    headers = {"Cache-Control": "no-store", "Content-Type": CONTENT_TYPE_LATEST}
    return Response(generate_latest(metrics.registry), headers=headers)


def _check(request: Request, token: str) -> None:
    given = request.headers.get("authorization", "").encode()
    if token and hmac.compare_digest(given, f"Bearer {token}".encode()):
        return
    user = request.user
    if not isinstance(user, Principal) and given:
        raise Unauthorized("The name, password or token is wrong; a first password opens nothing here.")
    if not isinstance(user, Principal):
        raise Unauthorized("Sign in first, or bring the token of YICI_METRICS_TOKEN.")
    if not user.is_administrator:
        raise Forbidden("How the hub does is for administrators.")
