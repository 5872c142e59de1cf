"""From the credentials of a request to a principal: Basic, Bearer or the session cookie."""

import asyncio
import base64
import binascii
import hmac
import secrets
import time
from dataclasses import dataclass

from server.auth.attempts import Attempts
from server.auth.directory import Directory, user_principal
from server.auth.passwords import Passwords, password_mark
from server.auth.tokens import Holder, SignedToken, Tokens
from server.principal import Principal, Role
from sync.errors import Unauthorized
from sync.records import Document

WRONG = "Name or password is incorrect."
ENDED = "The token is not valid or has expired."
SUSPENDED = "The password is right, but you are suspended: ask the administrator above you."
REMEMBERED_SECONDS = 300.0
REMEMBERED_AT_MOST = 4096


class Suspended(Unauthorized):
    """Told only to who knows the password."""

    error = "suspended"


@dataclass(frozen=True, slots=True)
class _Remembered:
    name: str
    stored: str  # the password hash it was checked against: a new password ends the memory
    until: float


class SignIn:
    """Checks credentials. A Basic header that was right once is remembered for minutes by a keyed digest."""

    def __init__(
        self, directory: Directory, passwords: Passwords, tokens: Tokens, attempts: Attempts
    ) -> None:
        self._directory = directory
        self._passwords = passwords
        self._attempts = attempts
        self._tokens = tokens
        self._digest_key = secrets.token_bytes(32)
        self._remembered: dict[bytes, _Remembered] = {}
        self._checking: dict[bytes, asyncio.Task[Principal]] = {}

    async def by_password(self, name: str, password: str, address: str) -> Principal:
        """Raises `Unauthorized`, after the same time for a wrong name and a wrong password; `Suspended`
        for a right one that counts no more; `TooManyRequests` after many wrong ones from one `address`, and
        when too many sign in at once."""
        return user_principal(await self._checked_user(name, password, address))

    async def with_token(self, name: str, password: str, address: str) -> tuple[Document, SignedToken]:
        """The same, as the user's document, with a token to go on with."""
        user = await self._checked_user(name, password, address)
        return user, self._token_of(user)

    async def renewed(self, name: str) -> SignedToken | None:
        """For a person who goes on with a password of today; None when that has ended."""
        user = await self._directory.user(name)
        return self._token_of(user) if user else None

    async def by_header(self, header: str, address: str) -> Principal:
        """The principal of an `Authorization` header; raises as `by_password` does."""
        scheme, _, value = header.partition(" ")
        match scheme.lower():
            case "basic":
                return await self._by_basic(value.strip(), address)
            case "bearer":
                return await self.by_token(value.strip())
        raise Unauthorized("Authorization is Basic or Bearer.")

    async def by_token(self, token: str) -> Principal:
        """Raises `Unauthorized` when the token is bad, has ended, or its holder is suspended or has
        another password."""
        return (await self._holder(token))[1]

    async def prolonged(self, token: str) -> SignedToken:
        """For a person who is at work; raises as `by_token` does, also for a device."""
        holder, principal = await self._holder(token)
        if principal.role is Role.DEVICE:
            raise Unauthorized("A device renews its token with its key.")
        return self._tokens.sign(principal, holder.mark, holder.since)

    async def _holder(self, token: str) -> tuple[Holder, Principal]:
        holder = self._tokens.read(token)
        principal = await self._directory.principal(holder) if holder else None
        if holder is None or principal is None:
            raise Unauthorized(ENDED)
        return holder, principal

    def _token_of(self, user: Document) -> SignedToken:
        return self._tokens.sign(user_principal(user), password_mark(user["password"]))

    async def _by_basic(self, value: str, address: str) -> Principal:
        digest = hmac.digest(self._digest_key, value.encode(), "sha256")
        remembered = self._remembered.get(digest)
        if remembered and remembered.until > time.monotonic():
            user = await self._directory.user(remembered.name)
            if user and user["password"] == remembered.stored:
                return user_principal(user)
        # Many requests with one header come at once when a client connects: one hash serves them all.
        task = self._checking.get(digest)
        if task is None:
            task = asyncio.create_task(self._check_basic(digest, value, address))
            self._checking[digest] = task
            task.add_done_callback(lambda _: self._checking.pop(digest, None))
        return await asyncio.shield(task)

    async def _check_basic(self, digest: bytes, value: str, address: str) -> Principal:
        user = await self._checked_user(*_read_basic(value), address)
        self._remember(
            digest, _Remembered(user["name"], user["password"], time.monotonic() + REMEMBERED_SECONDS)
        )
        return user_principal(user)

    async def _checked_user(self, name: str, password: str, address: str) -> Document:
        self._attempts.check(name, address)
        user = await self._directory.user(name)
        known = user or await self._directory.suspended_user(name)
        is_right = await self._passwords.is_right(known["password"] if known else None, password)
        if known is None or not is_right:
            self._attempts.failed(name, address)
            raise Unauthorized(WRONG)
        self._attempts.succeeded(name, address)
        if user is None:
            raise Suspended(SUSPENDED)
        return user

    def _remember(self, digest: bytes, remembered: _Remembered) -> None:
        if len(self._remembered) >= REMEMBERED_AT_MOST:
            del self._remembered[next(iter(self._remembered))]
        self._remembered[digest] = remembered


def _read_basic(value: str) -> tuple[str, str]:
    try:
        name, colon, password = base64.b64decode(value, validate=True).decode().partition(":")
    except (binascii.Error, UnicodeDecodeError) as error:
        raise Unauthorized("The Basic header cannot be read.") from error
    if not colon:
        raise Unauthorized("The Basic header cannot be read.")
    return name, password
