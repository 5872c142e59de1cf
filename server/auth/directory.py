"""People and devices as the database `hub` knows them. Read anew each time: a suspension counts at once."""

import structlog

from server.principal import Principal, Role
from sync.engine import Engine
from sync.records import Document, read

log = structlog.get_logger("directory")

USER_MEMBERS = frozenset({"name", "displayName", "role", "area", "password"})
DEVICE_MEMBERS = frozenset({"device", "site", "publicKey", "credential", "expires"})


class Directory:
    """Looks up `user:` and `device:` documents. Whoever is suspended is not found."""

    def __init__(self, engine: Engine) -> None:
        self._hub = engine.database("hub")

    async def user(self, name: str) -> Document | None:
        """`{name, displayName, role, area, password}`."""
        return await self._active(f"user:{name}", USER_MEMBERS)

    async def device(self, device: str) -> Document | None:
        """`{device, site, label, publicKey, credential, expires}`."""
        return await self._active(f"device:{device}", DEVICE_MEMBERS)

    async def principal(self, name: str, role: Role) -> Principal | None:
        """Who a token speaks for, with today's role and area; None when that has ended."""
        if role is Role.DEVICE:
            device = await self.device(name)
            return device_principal(device) if device else None
        user = await self.user(name)
        return user_principal(user) if user else None

    async def _active(self, doc_id: str, members: frozenset[str]) -> Document | None:
        document = await read(self._hub, doc_id)
        if document is None or document.get("suspended"):
            return None
        if absent := members - document.keys():  # an administrator may write anything into `hub`
            log.warning("incomplete", document=doc_id, absent=sorted(absent))
            return None
        return document


def user_principal(user: Document) -> Principal:
    """Who a `user:` document is."""
    return Principal(user["name"], Role(user["role"]), user["area"])


def device_principal(device: Document) -> Principal:
    """Who a `device:` document is: it works for its site."""
    return Principal(device["device"], Role.DEVICE, device["site"])
