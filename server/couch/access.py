"""Who may do what with the database named in the URL."""

from urllib.parse import unquote_plus

from starlette.requests import Request

from server.principal import Principal
from server.rights import may_read, may_replicate, may_write
from sync.engine import Engine, OwnDatabase
from sync.errors import Forbidden, Unauthorized


def engine(request: Request) -> Engine:
    held: Engine = request.app.state.engine
    return held


def path_text(request: Request, name: str) -> str:
    """A part of the path. Paths are matched as they were sent, so that an encoded slash belongs to a name.
    A plus that is not encoded is a blank, as in CouchDB."""
    return unquote_plus(request.path_params[name])


def signed_in(request: Request) -> Principal:
    """The principal; Unauthorized for somebody who has not signed in."""
    if not isinstance(request.user, Principal):
        raise Unauthorized("You are not authorized to access this db.")
    return request.user


def administrator(request: Request) -> Principal:
    principal = signed_in(request)
    if not principal.is_administrator:
        raise Forbidden("You are not a server admin.")
    return principal


def not_of_the_district(name: str) -> None:
    """Forbidden for a database of papers, out of which nobody takes anything for good."""
    if name in ("hub", "reference") or name.startswith(("site-", "papers-")):
        raise Forbidden("Nothing that was written here is ever taken out.")


def readable(request: Request) -> OwnDatabase:
    """The database, for somebody who may read it."""
    name = path_text(request, "database")
    if not may_read(signed_in(request), name):
        raise Forbidden("You are not allowed to access this db.")
    return engine(request).database(name)


def replicated(request: Request) -> OwnDatabase:
    """The database, for somebody who may read it or push to it: what replication asks of both its ends."""
    name = path_text(request, "database")
    if not may_replicate(signed_in(request), name):
        raise Forbidden("You are not allowed to access this db.")
    return engine(request).database(name)


def writer(request: Request) -> tuple[Principal, str]:
    """Somebody who may write the database, and its name."""
    name = path_text(request, "database")
    principal = signed_in(request)
    if not may_write(principal, name):
        raise Forbidden("You are not allowed to write to this db.")
    return principal, name
