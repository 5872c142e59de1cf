"""Requests to a peer and what can go wrong with them, translated once into `sync.errors`."""

import ssl
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from email.utils import parsedate_to_datetime
from types import MappingProxyType
from typing import TypeVar
from urllib.parse import unquote

import httpx2
import msgspec

from sync import errors
from sync.errors import BadRequest, InstanceChanged, NotFound, SyncError, TooLarge, Unavailable

T = TypeVar("T")
_PATIENCE = 60.0  # seconds without a byte before a peer counts as gone
_CONNECTING = 10.0
_JSON = "application/json"
_AS_JSON = MappingProxyType({"Content-Type": _JSON})
_INSTANCE = "X-Hub-Instance"  # a hub says with every answer which store it has; Apache CouchDB does not
_NO_ADDRESS = (
    "This is no address: it begins with http:// or https://, then name:password@ and the host; `@`, `/`, `?` "
    "and `#` of a password are written %40, %2F, %3F and %23"
)
_TRY_LATER = (408, 425, 429, 503)
_NAMED = {
    kind.error: kind
    for kind in vars(errors).values()
    if isinstance(kind, type) and issubclass(kind, SyncError) and not issubclass(kind, Unavailable)
}
del _NAMED[SyncError.error]  # it says nothing
_NUMBERED = {kind.status: kind for kind in reversed(_NAMED.values())}


class NotSent(Unavailable):
    """Nobody was there to take the request."""


class _Said(msgspec.Struct):
    message: str


class _Failure(msgspec.Struct):
    error: str = ""
    reason: str | None = None
    errors: list[_Said] = []  # of GraphQL


class Client:
    """Asks the peer at `url`; a name and password in it are sent as HTTP Basic."""

    def __init__(self, url: str) -> None:
        address = _address(url)
        name, _, password = address.userinfo.decode().partition(":")
        self.url = shown(url)
        self._instance: str | None = None
        self._http = httpx2.AsyncClient(
            auth=(unquote(name), unquote(password)) if name else None,
            headers={"Accept": _JSON},
            timeout=httpx2.Timeout(_PATIENCE, connect=_CONNECTING),
        )

    async def get(
        self, path: str, shape: type[T], query: dict[str, str] | None = None, waits: float = 0
    ) -> T:
        """The answer as `shape`. `waits`: seconds the peer is expected to be silent first."""
        return _decoded(await self._ask("GET", path, query, waits=waits), shape)

    async def post(
        self,
        path: str,
        body: bytes,
        shape: type[T],
        query: dict[str, str] | None = None,
        at_most: int | None = None,
        waits: float = 0,
    ) -> T:
        """The answer as `shape`. TooLarge when it has more than `at_most` bytes; the rest is not read.
        `waits`: seconds the peer is expected to be silent first."""
        return _decoded(await self._ask("POST", path, query, body, at_most=at_most, waits=waits), shape)

    async def put(
        self,
        path: str,
        shape: type[T],
        *,
        body: bytes = b"",
        query: dict[str, str] | None = None,
        content_type: str = _JSON,
    ) -> T:
        return _decoded(await self._ask("PUT", path, query, body, {"Content-Type": content_type}), shape)

    async def download(self, path: str, query: dict[str, str], *, packed: bool) -> bytes:
        """The bytes at an address, as they are kept there: with gzip where they are `packed`."""
        headers = {"Accept": "*/*", "Accept-Encoding": "gzip" if packed else "identity"}
        return await self._ask("GET", path, query, b"", headers, packed=packed)

    async def delete(self, path: str, query: dict[str, str] | None = None) -> None:
        await self._ask("DELETE", path, query)

    async def lines(self, path: str, query: dict[str, str]) -> AsyncIterator[bytes]:
        """Of an answer that goes on for ever. The peer sends an empty line when it has nothing to say."""
        async with self._answer("GET", path, query) as answer:
            if not answer.is_success:
                raise _failure(answer, await _read(answer, None, False))
            async for line in answer.aiter_lines():
                yield line.encode()

    async def close(self) -> None:
        await self._http.aclose()

    async def _ask(
        self,
        method: str,
        path: str,
        query: dict[str, str] | None,
        body: bytes = b"",
        headers: Mapping[str, str] = _AS_JSON,
        *,
        waits: float = 0,
        at_most: int | None = None,
        packed: bool = False,
    ) -> bytes:
        """The body of a successful answer; a SyncError for any other."""
        async with self._answer(method, path, query, body, headers, waits) as answer:
            content = await _read(answer, at_most, packed and answer.is_success)
        if answer.status_code != TooLarge.status:  # which a proxy on the way may say
            self._recognize(answer)
        if not answer.is_success:
            raise _failure(answer, content)
        return content

    @asynccontextmanager
    async def _answer(
        self,
        method: str,
        path: str,
        query: dict[str, str] | None,
        body: bytes = b"",
        headers: Mapping[str, str] = _AS_JSON,
        waits: float = 0,
    ) -> AsyncIterator[httpx2.Response]:
        """Whose body is still to be read."""
        timeout = httpx2.Timeout(_PATIENCE + waits, connect=_CONNECTING)
        try:
            async with self._http.stream(
                method, self.url + path, params=query, content=body, headers=headers, timeout=timeout
            ) as answer:
                yield answer
        except (httpx2.ConnectError, httpx2.ConnectTimeout, httpx2.PoolTimeout) as problem:
            raise self._unreachable(problem, NotSent) from problem
        except httpx2.HTTPError as problem:
            raise self._unreachable(problem, Unavailable) from problem

    def _recognize(self, answer: httpx2.Response) -> None:
        """Unavailable when somebody else answers than before: a captive portal, a proxy's own page, or
        the hub with another store."""
        told = answer.headers.get(_INSTANCE, "")
        if self._instance is None and answer.is_success:
            self._instance = told
        elif self._instance and not told:
            raise Unavailable(f"What answers at {self.url} is not the hub.")
        elif self._instance and told != self._instance:
            raise InstanceChanged(f"The hub at {self.url} has another store than before.")

    def _unreachable(self, problem: Exception, kind: type[Unavailable]) -> SyncError:
        cause: BaseException | None = problem
        while cause is not None:
            if isinstance(cause, ssl.SSLError):
                why = getattr(cause, "verify_message", "") or cause.reason
                return SyncError(f"{self.url} cannot be trusted: {why}.")
            cause = cause.__cause__ or cause.__context__
        return kind(f"{self.url} cannot be reached: {str(problem) or type(problem).__name__}.")


def shown(url: str) -> str:
    """The address of a peer without name and password. Raises `BadRequest` for what is none."""
    return str(_address(url).copy_with(username=None, password=None))


def _address(url: str) -> httpx2.URL:
    """What cannot be one is not told: a part of it may be a password."""
    try:
        address = httpx2.URL(url.rstrip("/"))
    except httpx2.InvalidURL:
        address = httpx2.URL("")
    if address.scheme not in ("http", "https") or not address.host:
        raise BadRequest(_NO_ADDRESS)
    if "@" in f"{address.raw_path!r}{address.fragment}":  # a `/`, `?` or `#` of the password ended the host
        raise BadRequest(_NO_ADDRESS)
    return address


async def _read(answer: httpx2.Response, at_most: int | None, packed: bool) -> bytes:
    content = bytearray()
    async for piece in answer.aiter_raw() if packed else answer.aiter_bytes():
        content += piece
        if at_most is not None and len(content) > at_most:
            raise TooLarge(f"The answer has more than {at_most} bytes.")
    return bytes(content)


def _decoded(content: bytes, shape: type[T]) -> T:
    try:
        return msgspec.json.decode(content, type=shape)
    except (msgspec.DecodeError, RecursionError) as problem:  # a captive portal, a proxy's own page
        raise Unavailable(f"What answers there does not speak CouchDB's protocol: {problem}") from problem


def _failure(answer: httpx2.Response, content: bytes) -> SyncError:
    try:
        told = msgspec.json.decode(content, type=_Failure)
    except msgspec.DecodeError:
        told = _Failure()
    said = "; ".join(one.message for one in told.errors)
    reason = told.reason or told.error or said or f"HTTP {answer.status_code}"
    if answer.status_code in _TRY_LATER:
        return Unavailable(reason, retry_after(answer))
    if told.error in _NAMED:
        return _NAMED[told.error](reason)
    if answer.status_code >= 500:
        return Unavailable(reason, retry_after(answer))
    elsewhere = NotFound if answer.is_redirect else SyncError
    return _NUMBERED.get(answer.status_code, elsewhere)(reason)


def retry_after(answer: httpx2.Response) -> float:
    """Seconds, by the peer's own clock when it names a time; 0 when it names none."""
    told = answer.headers.get("Retry-After", "")
    if told.isdecimal():
        return float(told)
    try:
        wait = parsedate_to_datetime(told) - parsedate_to_datetime(answer.headers.get("Date", ""))
    except (ValueError, TypeError):
        return 0.0
    return max(0.0, wait.total_seconds())
