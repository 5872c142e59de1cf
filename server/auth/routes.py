"""Sign-in over HTTP: CouchDB's `_session`, renewal by token or device key, the public token key."""

from typing import Any

import orjson
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from server.auth.directory import user_principal
from server.auth.middleware import COOKIE, address
from server.auth.renewal import HasEnded
from server.auth.tokens import LIFETIME
from server.clock import at_second
from server.hub import Hub
from server.principal import Principal
from sync.errors import BadRequest, Unauthorized


async def session_info(request: Request) -> Response:
    """`GET /couchdb/_session`: who the request is from, in CouchDB's words."""
    user = request.user
    info: dict[str, Any] = {"authentication_handlers": ["cookie", "default", "jwt"]}
    if user.is_authenticated:
        info["authenticated"] = request.auth
    context = {"name": user.name or None, "roles": _roles(user) if user.is_authenticated else []}
    return JSONResponse({"ok": True, "userCtx": context, "info": info})


async def session_open(request: Request) -> Response:
    """`POST /couchdb/_session` with `name` and `password`, JSON or form: sets the cookie."""
    name, password = await _name_and_password(request)
    hub: Hub = request.app.state.hub
    user, signed = await hub.sign_in.with_token(name, password, address(request.scope))
    principal = user_principal(user)
    answer = JSONResponse({"ok": True, "name": principal.name, "roles": _roles(principal)})
    answer.set_cookie(
        COOKIE,
        signed.token,
        max_age=int(LIFETIME.total_seconds()),
        httponly=True,
        samesite="strict",
        secure=request.url.scheme == "https",
    )
    return answer


async def session_close(_: Request) -> Response:
    """`DELETE /couchdb/_session`."""
    answer = JSONResponse({"ok": True})
    answer.delete_cookie(COOKIE, httponly=True, samesite="strict")
    return answer


async def challenge(request: Request) -> Response:
    """`POST /auth/challenge {"device"}`."""
    given = await _strings(request, "device")
    hub: Hub = request.app.state.hub
    text, ends = hub.renewal.challenge(given["device"])
    return JSONResponse({"challenge": text, "expiresAt": at_second(ends)})


async def renew(request: Request) -> Response:
    """`POST /auth/renew {"device", "challenge", "signature", "storage"?, "waiting"?}`."""
    given = await _strings(request, "device", "challenge", "signature", optional=("storage", "waiting"))
    hub: Hub = request.app.state.hub
    try:
        renewed = await hub.renewal.renew(**given)
    except HasEnded as end:
        told = {"error": end.error, "reason": end.reason, "ending": end.ending}
        return JSONResponse(told, end.status)
    token = renewed.token
    return JSONResponse(
        {"token": token.token, "expiresAt": token.expires_at, "credential": renewed.credential}
    )


async def prolong(request: Request) -> Response:
    """`POST /auth/prolong` with the bearer's token of a person: one that ends later, by the same sign-in."""
    scheme, _, token = request.headers.get("authorization", "").partition(" ")
    if scheme.lower() != "bearer":
        raise Unauthorized("Authorization is Bearer.")
    hub: Hub = request.app.state.hub
    signed = await hub.sign_in.prolonged(token.strip())
    return JSONResponse({"token": signed.token, "expiresAt": signed.expires_at})


async def jwks(request: Request) -> Response:
    """`GET /.well-known/jwks.json`."""
    hub: Hub = request.app.state.hub
    return JSONResponse(hub.tokens.jwks())


SESSION_ROUTES = [
    Route("/couchdb/_session", session_info, methods=["GET"]),
    Route("/couchdb/_session", session_open, methods=["POST"]),
    Route("/couchdb/_session", session_close, methods=["DELETE"]),
]
DEVICE_ROUTES = [
    Route("/auth/challenge", challenge, methods=["POST"]),
    Route("/auth/renew", renew, methods=["POST"]),
    Route("/auth/prolong", prolong, methods=["POST"]),
    Route("/.well-known/jwks.json", jwks, methods=["GET"]),
]


def _roles(principal: Principal) -> list[str]:
    return ["_admin"] if principal.is_administrator else [principal.role.value]


async def _name_and_password(request: Request) -> tuple[str, str]:
    if request.headers.get("content-type", "").startswith("application/json"):
        given = await _strings(request, "name", "password")
        return given["name"], given["password"]
    async with request.form() as form:
        return str(form.get("name", "")), str(form.get("password", ""))


async def _strings(request: Request, *names: str, optional: tuple[str, ...] = ()) -> dict[str, str]:
    """The named members of a JSON body; raises `BadRequest` unless all are there and strings, but for the
    `optional` ones, which may be left out."""
    try:
        body = orjson.loads(await request.body())
    except orjson.JSONDecodeError as error:
        raise BadRequest("The body is not JSON.") from error
    if not isinstance(body, dict) or not all(isinstance(body.get(name), str) for name in names):
        raise BadRequest(f"The body must hold the strings {', '.join(names)}.")
    return {name: body[name] for name in names} | {name: str(body[name]) for name in optional if name in body}
