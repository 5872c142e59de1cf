"""Admitting a tablet: a pairing code from above, a sign-in at the site, its own key; then a credential."""

import hashlib
import secrets
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, timedelta

import structlog
from cryptography.hazmat.primitives.asymmetric import ec

from schema.areas import desk_of, site_of_device
from schema.district_keys import key_id
from schema.ending import ending
from schema.envelope import from_base64url, load_public_key, to_base64url
from schema.numbers import PREFIXES
from schema.sign1 import credential_key_id, issue_credential
from server.blocks import lease
from server.clock import HubClock, rfc3339
from server.device_names import free_names
from server.founding import ensure_database
from server.online.papers import database_of
from server.principal import Principal, Role
from server.tablet_paper import forgotten_life
from server.turns import Turns
from sync.engine import Engine
from sync.errors import BadRequest, Conflict, Forbidden, NotFound
from sync.projector.kinds import HUB
from sync.records import (
    Document,
    as_document,
    change,
    put_new,
    read,
    read_range,
    revisions_of,
    write_over,
)

log = structlog.get_logger("tablets")

CODE_LIFETIME = timedelta(minutes=30)
CREDENTIAL_LIFETIME = timedelta(days=730)
RENEWED_WITHIN = timedelta(days=90)  # of its end
POINT_BYTES = 65


@dataclass(frozen=True, slots=True)
class PairingCode:
    """What the township reads out to the clerk."""

    code: str  # "1234-5678", to be read out over the telephone
    expires_at: str


@dataclass(frozen=True, slots=True)
class Enrolled:
    """`credential` is base64url; `site` is the document of `reference`; `clerk` is a name for people, and
    `role` in what post he writes facts."""

    device: str
    clerk: str
    role: Role
    site: Document
    credential: str


class Enrolment:
    """Makes pairing codes and turns them into admitted devices."""

    def __init__(
        self, engine: Engine, district_key: ec.EllipticCurvePrivateKey, clock: HubClock, turns: Turns
    ) -> None:
        self._engine = engine
        self._hub = engine.database("hub")
        self._district_key = district_key
        self._clock = clock
        self._turns = turns  # who is admitted: a code, and a key, are looked at before they count

    @property
    def _key_id(self) -> bytes:
        return key_id(self._district_key.public_key())

    async def create_pairing_code(self, principal: Principal, site: str) -> PairingCode:
        """For one tablet of `site`; raises `Forbidden` unless the township or district above it asks."""
        if principal.role not in (Role.TOWNSHIP, Role.ADMINISTRATOR) or not principal.covers(site):
            raise Forbidden("Only the township or the district above a site admits its tablets.")
        await self._site(site)
        digits = f"{secrets.randbelow(10**8):08}"
        expires = rfc3339(self._clock.now() + CODE_LIFETIME)
        code = f"{digits[:4]}-{digits[4:]}"
        await put_new(self._hub, [pairing_document(code, site=site, by=principal.name, expires=expires)])
        return PairingCode(code, expires)

    async def enrol(
        self, principal: Principal, code: str, public_key: str, label: str, unkept: str | None = None
    ) -> Enrolled:
        """Admit the holder of `public_key` (base64url, 65 bytes) as the next device of who asks: of a
        clerk's site, or of a township's own desk. `unkept` is why it works without its browser's promise to
        keep what it holds, and empty where it promises.

        A tablet cut off before it heard the answer asks again with its key, and is the same device. Raises
        `Forbidden` for a code that is unknown, ended, another site's or used with another key and where the
        district's own key has ended, `BadRequest` for a key that is none.
        """
        point = _read_point(public_key)
        key = to_base64url(point)
        async with self._turns.of("enrolment"):
            pairing = await self._usable(code, key)
            site = pairing["site"]
            if not works_at(principal, site):
                raise Forbidden("Who works at the site signs in on the tablet before it is enrolled.")
            document = await self._site(site)
            if not pairing["reusable"] and not pairing.get("used"):
                await change(self._hub, pairing["_id"], used=True, publicKey=key)
            device = await self._admitted(site, key) or await self._admit(site, point, label, principal.name)
        if unkept is not None:
            await self.hear(device, "unkept" if unkept else "kept", waiting=0, agreed=unkept)
        person = await read(self._hub, f"user:{principal.name}")
        clerk = person["displayName"] if person else principal.name
        return Enrolled(device["device"], clerk, principal.role, document, device["credential"])

    async def take_up_again(self, device: str, point: bytes, by: str) -> Document:
        """The document of a tablet that the district vouched for with this key (65 bytes), written anew where
        the hub was restored to before it; a name that was reserved for it is its own.

        Raises `NotFound` and `Conflict` for a site that is not there or closed, `Conflict` where another
        tablet has the name or this one has ended, `Forbidden` where the district's own key has ended.
        """
        async with self._turns.of("enrolment"):
            held = (revisions := await revisions_of(self._hub, f"device:{device}")).get(f"device:{device}")
            if held and HUB["device"].is_whole(known := as_document(held)):
                *_, restore = await read_range(self._hub, "restore:")
                return _if_it_works(known, to_base64url(point), restore["_id"])
            await self._site(site_of_device(device), advice=": add it again first, then its tablets")
            last = await self._last_day_of_a_word()
            await self._give_numbers(device)
            document = self._device_document(device, point, device[-2:], by, last)
            document["lives"] = [await forgotten_life(self._hub, by, self._clock.text())]
            await write_over(self._hub, [document], revisions)
        log.info("tablet admitted again", device=device, by=by, why="its paper: this hub did not know it")
        return document

    async def with_lasting_credential(self, device: Document) -> Document:
        """The device's document, with a new credential of the same key where the old one ends soon, or is of
        another key of the district than it signs with now."""
        today, last, ends = self._clock.today(), await self._last_day(), date.fromisoformat(device["expires"])
        of_this_key = credential_key_id(from_base64url(device["credential"])) == self._key_id
        due = not of_this_key or ends > last or (ends < last and ends - today <= RENEWED_WITHIN)
        if not due or last < today:
            return device
        point = from_base64url(device["publicKey"])
        try:
            return await change(self._hub, device["_id"], **self._vouched(device["device"], point, last))
        except Conflict:  # asked twice at once: the other answer is as good
            return await read(self._hub, device["_id"]) or device

    async def hear(self, device: Document, storage: str, waiting: int | None, agreed: str = "") -> None:
        """The tablet tells whether its browser promises to keep what it holds (empty: it does not tell), and
        how many facts it has still to send: who has none has nothing that the figures lack."""
        now, told = self._clock.text(), dict[str, Document]()
        if storage and device.get("storage", {}).get("state") != storage:
            told["storage"] = {"state": storage, "reason": agreed, "at": now}
        if waiting is not None:
            told["heard"] = {"waiting": waiting, "at": now}
        if told:
            with suppress(Conflict):  # asked twice at once: the other told the same
                await change(self._hub, device["_id"], **told)

    def ending(self, device: Document, answers: str) -> Document:
        """The district's word for the end of a device, to who asked with this signature."""
        return ending(device, answers, self._clock.text(), self._district_key)

    async def _usable(self, code: str, key: str) -> Document:
        pairing = await read(self._hub, _pairing_id(code))
        is_of_another = pairing is not None and pairing.get("used") and pairing.get("publicKey") != key
        if pairing is None or is_of_another or pairing["expires"] < self._clock.text():
            raise Forbidden("The pairing code is not known, was used, or has expired.")
        return pairing

    async def _admitted(self, site: str, key: str) -> Document | None:
        """The device that has this key already; one that has ended has to be admitted again instead."""
        for device in await read_range(self._hub, f"device:{site}"):
            if device.get("publicKey") == key and not device.get("ended"):
                return device
        return None

    async def _site(self, site: str, advice: str = "") -> Document:
        """One that is open."""
        document = await read(self._engine.database("reference"), f"site:{site}")
        if document is None:
            raise NotFound(f"There is no site {site}{advice}.")
        if "closed" in document:
            raise Conflict(f"The site {site} is closed: the district opens it again.")
        return document

    async def _admit(self, site: str, point: bytes, label: str, by: str) -> Document:
        last = await self._last_day_of_a_word()
        for device in await free_names(self._hub, site):
            document = self._device_document(device, point, label, by, last)
            # The block first: a device that exists has numbers. The device document decides who has the id.
            await self._give_numbers(device)
            if await put_new(self._hub, [document]):
                log.info("tablet admitted", device=device, by=by)
                return document
        raise Forbidden(f"Site {site} has used up all its device names.")

    def _device_document(self, device: str, point: bytes, label: str, by: str, last: date) -> Document:
        vouched, key = self._vouched(device, point, last), to_base64url(point)
        return device_document(device, public_key=key, label=label, by=by, at=self._clock.text(), **vouched)

    async def _give_numbers(self, device: str) -> None:
        """Its first block of each item. What it had of later ones is leased when a paper names it."""
        await ensure_database(self._engine, database_of(site_of_device(device)))  # which papers are pushed to
        for item in PREFIXES:
            await lease(self._engine, self._clock, device=device, item=item, n=1)

    async def _last_day_of_a_word(self) -> date:
        if (last := await self._last_day()) < self._clock.today():
            raise Forbidden("The district's key has ended. The district makes a new one (yici new-key).")
        return last

    async def _last_day(self) -> date:
        """Of a credential of today: nobody's word counts for longer than the key it is signed with."""
        key = await read(self._engine.database("reference"), f"key:{self._key_id.hex()}")
        lifetime = self._clock.today() + CREDENTIAL_LIFETIME
        return min(lifetime, date.fromisoformat(key["until"])) if key else lifetime

    def _vouched(self, device: str, point: bytes, last: date) -> dict[str, str]:
        """The members of a device that say for how long the district vouches for its key."""
        credential = issue_credential(self._district_key, device, point, self._clock.today(), last)
        return {"credential": to_base64url(credential), "expires": last.isoformat()}


def _if_it_works(known: Document, public_key: str, restore: str) -> Document:
    """The device again, for who asks twice; it has come back since the last restore."""
    name = known["device"]
    if known["publicKey"] != public_key:
        raise Conflict(
            f"Another tablet has the name {name} by now, with another key: this one cannot come back under "
            "it. Let it send what it has, which is kept, and enrol it anew."
        )
    if known.get("ended"):  # that it was reported is not undone by whoever holds one of its papers
        raise Conflict(f"The hub knows {name}, which has ended: see why, and readmit it without a paper.")
    if all(life["by"] != restore for life in known.get("lives", [])):
        raise Conflict(f"The hub knows {name}, which works: scan a paper of the tablet that is turned away.")
    return known


def device_document(
    device: str, *, public_key: str, credential: str, label: str, by: str, at: str, expires: str
) -> Document:
    """An admitted tablet. Its key and credential are base64url."""
    return {
        "_id": f"device:{device}",
        "type": "device",
        "device": device,
        "site": site_of_device(device),
        "label": label,
        "publicKey": public_key,
        "credential": credential,
        "enrolledBy": by,
        "at": at,
        "expires": expires,
    }


def pairing_document(code: str, *, site: str, by: str, expires: str, reusable: bool = False) -> Document:
    """The code itself is not kept, only its hash."""
    return {
        "_id": _pairing_id(code),
        "type": "pairing",
        "site": site,
        "by": by,
        "expires": expires,
        "reusable": reusable,
    }


def works_at(principal: Principal, site: str) -> bool:
    """A clerk at his window, a township at its own desk and nowhere else."""
    if principal.role is Role.TOWNSHIP:
        return desk_of(principal.area) == site
    return principal.role is Role.CLERK and principal.area == site


def _pairing_id(code: str) -> str:
    digits = "".join(character for character in code if character.isdigit())
    return f"pairing:{hashlib.sha256(digits.encode()).hexdigest()}"


def _read_point(public_key: str) -> bytes:
    try:
        point = from_base64url(public_key)
        load_public_key(point)
    except ValueError as error:
        raise BadRequest("publicKey is the base64url of a P-256 point.") from error
    if len(point) != POINT_BYTES:
        raise BadRequest("publicKey is the uncompressed point, 65 bytes.")
    return point
