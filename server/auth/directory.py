"""People and devices as the database `hub` knows them: a suspension counts from the moment it is written."""

from collections.abc import Callable
from typing import Annotated

import msgspec
import structlog

from server.auth.passwords import password_mark
from server.auth.tokens import Holder
from server.principal import PROGRAMS, Principal, Role
from sync.engine import Engine
from sync.records import Document, read

log = structlog.get_logger("directory")


class _User(msgspec.Struct):
    """What a `user:` document must be to let anybody in."""

    name: str
    displayName: str  # noqa: N815 - as in the document
    role: Role
    area: Annotated[str, msgspec.Meta(pattern=r"^([0-9]{6}|[0-9]{9}|[0-9]{12})\Z")]
    password: str


class _Device(msgspec.Struct):
    """The same of a `device:` document."""

    device: str
    site: Annotated[str, msgspec.Meta(pattern=r"^[0-9]{12}\Z")]
    publicKey: str  # noqa: N815 - as in the document
    credential: str
    expires: str


class _Ending(msgspec.Struct):
    """What is told to a device that has ended."""

    why: str
    wipe: bool
    at: str


class _EndedDevice(_Device):
    """The same of one that has ended."""

    ended: _Ending


class Directory:
    """Looks up `user:` and `device:` documents. Who is suspended, and what has ended, is not found."""

    def __init__(self, engine: Engine) -> None:
        self._hub = engine.database("hub")
        self._known: dict[str, Document] = {}  # who may sign in, as long as nobody writes
        self._known_at = self._hub.commits

    async def user(self, name: str) -> Document | None:
        """`{name, displayName, role, area, password}`."""
        return await self._active(f"user:{name}", _User, _is_suspended)

    async def suspended_user(self, name: str) -> Document | None:
        """The same of who may not sign in for now."""
        document = await read(self._hub, f"user:{name}")
        return document if document and _is_suspended(document) and _has_shape(document, _User) else None

    async def device(self, device: str) -> Document | None:
        """`{device, site, label, publicKey, credential, expires}`."""
        return await self._active(f"device:{device}", _Device, _has_ended)

    async def ended_device(self, device: str) -> Document | None:
        """The same with `ended`, of one that has ended."""
        document = await read(self._hub, f"device:{device}")
        return document if document and _has_ended(document) and _has_shape(document, _EndedDevice) else None

    async def principal(self, holder: Holder) -> Principal | None:
        """Who a token speaks for, with today's role and area; None when that has ended, as a person's does
        with the password it was given for."""
        if holder.role is Role.DEVICE:
            device = await self.device(holder.name)
            return device_principal(device) if device else None
        user = await self.user(holder.name)
        return user_principal(user) if user and password_mark(user["password"]) == holder.mark else None

    async def _active(
        self, doc_id: str, shape: type[msgspec.Struct], is_over: Callable[[Document], bool]
    ) -> Document | None:
        before = self._hub.commits
        if before != self._known_at:
            self._known, self._known_at = {}, before
        if doc_id in self._known:
            return self._known[doc_id]
        document = await read(self._hub, doc_id)
        if document is None or is_over(document) or not _has_shape(document, shape):
            return None
        if before == self._known_at:
            self._known[doc_id] = document
        return document


def _is_suspended(user: Document) -> bool:
    return bool(user.get("suspended"))


def _has_ended(device: Document) -> bool:
    return "ended" in device


def _has_shape(document: Document, shape: type[msgspec.Struct]) -> bool:
    try:
        msgspec.convert(document, shape)
    except msgspec.ValidationError as problem:  # an administrator may write anything into `hub`
        log.warning("not of its form", document=document["_id"], problem=str(problem))
        return False
    return True


def user_principal(user: Document) -> Principal:
    """Who a `user:` document is. Before a program nobody sits who could choose a password."""
    role = Role(user["role"])
    is_first = bool(user.get("mustChange")) and role not in PROGRAMS
    return Principal(user["name"], role, user["area"], has_first_password=is_first)


def device_principal(device: Document) -> Principal:
    """Who a `device:` document is: it works for its site."""
    return Principal(device["device"], Role.DEVICE, device["site"])
