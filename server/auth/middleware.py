"""Puts who is asking into the request, as `request.user` and `request.auth`."""

from http.cookies import CookieError, SimpleCookie

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Receive, Scope, Send
from structlog.contextvars import bound_contextvars

from server.auth.sign_in import SignIn
from server.errors import error_answer
from server.principal import Anonymous, Principal, Role
from server.rights import FirstPassword
from sync.errors import SyncError, Unauthorized

COOKIE = "AuthSession"
PROTOCOL = "/couchdb"
GRAPHQL = "/graphql"
IMPORT = "/import"  # of a courier's file
EXPORTS = "/exports/"
OPEN_WITH_ANY_HEADER = {"/couchdb", "/couchdb/", "/couchdb/_up"}
HANDLERS = {"basic": "default", "bearer": "jwt"}  # CouchDB's names for the ways to sign in


class SignInMiddleware:
    """Credentials count under `/couchdb/` and `/exports/`, at `/graphql` and `/import`; public pages answer
    whatever is sent along.

    A wrong header is answered 401 at once, 429 after many, 503 while nobody can be looked up; a cookie that
    has ended makes one anonymous. A first password is good for GraphQL alone, where one's own is chosen, and
    is answered 403 elsewhere.
    """

    def __init__(self, app: ASGIApp, sign_in: SignIn) -> None:
        self._app = app
        self._sign_in = sign_in

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        try:
            scope["user"], scope["auth"] = await self._identify(scope)
            if scope["user"].has_first_password and scope["path"] != GRAPHQL:
                raise FirstPassword
        except SyncError as error:
            if _wants_credentials(scope["path"]):
                await error_answer(error)(scope, receive, send)
                return
            scope["user"], scope["auth"] = Anonymous(), ""
        with bound_contextvars(**_in_the_log(scope["user"])):
            await self._app(scope, receive, send)

    async def _identify(self, scope: Scope) -> tuple[Principal | Anonymous, str]:
        path, headers = scope["path"], Headers(scope=scope)
        if header := headers.get("authorization"):
            principal = await self._sign_in.by_header(header, address(scope))
            return principal, HANDLERS[header.partition(" ")[0].lower()]
        # Only the protocol takes the cookie: a foreign page must not be able to send a mutation with it.
        if path.startswith(PROTOCOL) and (token := _session_cookie(headers)):
            try:
                return await self._sign_in.by_token(token), "cookie"
            except Unauthorized:
                return Anonymous(), ""
        return Anonymous(), ""


def _in_the_log(user: Principal | Anonymous) -> dict[str, str]:
    """What every line says that is written while the request is answered."""
    is_tablet = isinstance(user, Principal) and user.role is Role.DEVICE
    return {"device": user.name} if is_tablet else {}


def _wants_credentials(path: str) -> bool:
    return path.startswith((PROTOCOL, GRAPHQL, IMPORT, EXPORTS)) and path not in OPEN_WITH_ANY_HEADER


def address(scope: Scope) -> str:
    """Where a request comes from; empty when the server cannot tell."""
    client: tuple[str, int] | None = scope.get("client")
    return client[0] if client else ""


def _session_cookie(headers: Headers) -> str:
    try:
        cookie = SimpleCookie(headers.get("cookie", "")).get(COOKIE)
    except CookieError:
        return ""
    return cookie.value if cookie else ""
