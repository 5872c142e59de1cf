"""Requests to a peer and what can go wrong with them, translated once into `sync.errors`."""

from typing import TypeVar
from urllib.parse import unquote

import httpx2
import msgspec

from sync import errors
from sync.errors import BadRequest, SyncError, Unavailable

T = TypeVar("T")
_PATIENCE = 60.0  # seconds without a byte before a peer counts as gone
_CONNECTING = 10.0
_JSON = "application/json"
_TRY_LATER = (408, 425, 429)
_NAMED = {
    kind.error: kind
    for kind in vars(errors).values()
    if isinstance(kind, type) and issubclass(kind, SyncError) and kind is not SyncError
}
_NUMBERED = {kind.status: kind for kind in reversed(_NAMED.values())}


class _Failure(msgspec.Struct):
    error: str = ""
    reason: str | None = None


class Client:
    """Asks the peer at `url`; a name and password in it are sent as HTTP Basic."""

    def __init__(self, url: str) -> None:
        try:
            address = httpx2.URL(url.rstrip("/"))
        except httpx2.InvalidURL as problem:
            raise BadRequest(f"{url} is no address: {problem}") from problem
        if address.scheme not in ("http", "https") or not address.host:
            raise BadRequest("The address of a peer begins with http:// or https://")
        name, _, password = address.userinfo.decode().partition(":")
        self._shown = str(address.copy_with(username=None, password=None))  # never with the password
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

    async def post(self, path: str, body: bytes, shape: type[T], query: dict[str, str] | None = None) -> T:
        return _decoded(await self._ask("POST", path, query, body), shape)

    async def put(
        self,
        path: str,
        shape: type[T],
        *,
        body: bytes = b"",
        query: dict[str, str] | None = None,
        content_type: str = _JSON,
    ) -> T:
        return _decoded(await self._ask("PUT", path, query, body, content_type=content_type), shape)

    async def download(self, path: str, query: dict[str, str], *, packed: bool) -> bytes:
        """The bytes at an address, as they are kept there: with gzip where they are `packed`."""
        headers = {"Accept": "*/*", "Accept-Encoding": "gzip" if packed else "identity"}
        try:
            async with self._http.stream("GET", self._shown + path, params=query, headers=headers) as answer:
                if not answer.is_success:
                    await answer.aread()
                    raise _failure(answer)
                pieces = answer.aiter_raw() if packed else answer.aiter_bytes()
                return b"".join([piece async for piece in pieces])
        except httpx2.HTTPError as problem:
            raise Unavailable(f"{self._shown} cannot be reached: {_told(problem)}") from problem

    async def delete(self, path: str, query: dict[str, str] | None = None) -> None:
        await self._ask("DELETE", path, query)

    async def close(self) -> None:
        await self._http.aclose()

    async def _ask(
        self,
        method: str,
        path: str,
        query: dict[str, str] | None,
        body: bytes = b"",
        *,
        waits: float = 0,
        content_type: str = _JSON,
    ) -> bytes:
        """The body of a successful answer; a SyncError for any other."""
        timeout = httpx2.Timeout(_PATIENCE + waits, connect=_CONNECTING)
        try:
            answer = await self._http.request(
                method,
                self._shown + path,
                params=query,
                content=body,
                headers={"Content-Type": content_type},
                timeout=timeout,
            )
        except httpx2.HTTPError as problem:
            raise Unavailable(f"{self._shown} cannot be reached: {_told(problem)}") from problem
        if not answer.is_success:
            raise _failure(answer)
        return answer.content


def _told(problem: Exception) -> str:
    return str(problem) or type(problem).__name__


def _decoded(content: bytes, shape: type[T]) -> T:
    try:
        return msgspec.json.decode(content, type=shape)
    except (msgspec.DecodeError, RecursionError) as problem:  # a captive portal, a proxy's own page
        raise Unavailable(f"What answers there does not speak CouchDB's protocol: {problem}") from problem


def _failure(answer: httpx2.Response) -> SyncError:
    try:
        told = msgspec.json.decode(answer.content, type=_Failure)
    except msgspec.DecodeError:
        told = _Failure()
    reason = told.reason or told.error or f"HTTP {answer.status_code}"
    if told.error in _NAMED:
        return _NAMED[told.error](reason)
    if answer.status_code in _TRY_LATER or answer.status_code >= 500:
        return Unavailable(reason)
    return _NUMBERED.get(answer.status_code, SyncError)(reason)
