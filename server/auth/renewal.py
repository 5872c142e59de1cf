"""Renewal by the device key: a signed challenge instead of a password, so that a thousand tablets coming
back at once cost a thousand signature checks and no password hash. The credential is renewed by the way.

The hub keeps no list of challenges: each carries its device, its end and a keyed digest of both.
"""

import hmac
import re
import secrets
from dataclasses import dataclass
from typing import Protocol

import orjson
import structlog
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

from schema.envelope import from_base64url, is_signed_by, to_base64url
from server.auth.directory import Directory, device_principal
from server.auth.strangers import Strangers
from server.auth.tokens import SignedToken, Tokens
from server.clock import HubClock
from sync.errors import BadRequest, Forbidden, Unauthorized
from sync.records import Document

RENEW_PREFIX = "yici-renew:"  # what is signed for one purpose is no answer for the other
RECOVER_PREFIX = "yici-recover:"
SECONDS_TO_ANSWER = 120
log = structlog.get_logger("tablets")
STORAGE = ("kept", "unkept")
COUNT = re.compile(r"[0-9]{1,9}")
DEVICE_NAME = re.compile(r"[0-9]{12}[0-9A-Z]{2}")
REFUSED = "The device is not admitted, or its answer does not fit the challenge."


class Admission(Protocol):
    """Who admits devices, and ends them."""

    async def with_lasting_credential(self, device: Document) -> Document:
        """The device's document, with a credential that does not end soon."""
        ...

    async def hear(self, device: Document, storage: str, waiting: int | None, agreed: str = "") -> None:
        """What a tablet tells of itself."""
        ...

    def ending(self, device: Document, answers: str) -> Document:
        """The district's word for the end of a device, to who asked with this signature."""
        ...


class HasEnded(Forbidden):
    """The device has ended; `ending` is the district's word for it, for the tablet to check."""

    def __init__(self, ending: Document) -> None:
        super().__init__("The device has ended.")
        self.ending = ending


@dataclass(frozen=True, slots=True)
class Renewed:
    """`credential` is the device's as it is now, base64url: the same one, until its end is near."""

    token: SignedToken
    credential: str


class Renewal:
    """Challenges devices and gives tokens to those that sign with the key they were enrolled with."""

    def __init__(
        self,
        directory: Directory,
        tokens: Tokens,
        admission: Admission,
        key: ec.EllipticCurvePrivateKey,
        clock: HubClock,
    ) -> None:
        self._directory = directory
        self._tokens = tokens
        self._admission = admission
        self._clock = clock
        self._strangers = Strangers(clock)
        secret = key.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())
        self._digest_key = HKDF(SHA256(), 32, salt=None, info=b"yici renewal challenge").derive(secret)

    def challenge(self, device: str) -> tuple[str, int]:
        """A text for the device to sign, and when it ends (seconds since 1970). Any device's name gets one,
        admitted or not; `BadRequest` for what cannot be one."""
        if not DEVICE_NAME.fullmatch(device):
            raise BadRequest("The name of a device is its site's code and two digits or capital letters.")
        ends = self._clock.timestamp() + SECONDS_TO_ANSWER
        nonce = secrets.token_urlsafe(12)
        return f"{ends}.{nonce}.{self._digest(device, str(ends), nonce)}", ends

    async def renew(
        self, device: str, challenge: str, signature: str, storage: str = "", waiting: str = ""
    ) -> Renewed:
        """`storage` is `kept` or `unkept`, or empty: whether the browser of the device promises to keep what
        it holds. `waiting` is how many facts it has still to send, or empty.

        Raises `Unauthorized` for a stale or foreign challenge, a wrong signature or an expired credential;
        `HasEnded` to a device that has ended."""
        document = await self.who_answers(device, challenge, signature, RENEW_PREFIX)
        if "ended" in document:
            log.warning("tablet turned away", device=device, why=document["ended"]["why"])
            raise HasEnded(self._admission.ending(document, signature))
        if document["expires"] < self._clock.today().isoformat():
            log.warning("tablet turned away", device=device, why="its credential has ended")
            raise Unauthorized(REFUSED)
        lasting = await self._admission.with_lasting_credential(document)
        await self._admission.hear(
            lasting, storage if storage in STORAGE else "", int(waiting) if COUNT.fullmatch(waiting) else None
        )
        log.info("tablet called", device=device, waiting=waiting or None, storage=storage or None)
        return Renewed(self._tokens.sign(device_principal(lasting)), lasting["credential"])

    async def who_answers(self, device: str, challenge: str, signature: str, prefix: str) -> Document:
        """The document of a device that signed `prefix` and our challenge; it may have `ended`.

        Raises `Unauthorized` for a stale or foreign challenge, and for a wrong signature.
        """
        if not self._is_ours(device, challenge):
            raise Unauthorized("The challenge has ended or was given to somebody else.")
        document = await self._directory.device(device) or await self._directory.ended_device(device)
        if document is None:
            self._strangers.asks(device)
        if document is None or not _signed(document, prefix + challenge, signature):
            raise Unauthorized(REFUSED)
        return document

    def _is_ours(self, device: str, challenge: str) -> bool:
        ends, _, rest = challenge.partition(".")
        nonce, _, digest = rest.partition(".")
        if not hmac.compare_digest(digest.encode(), self._digest(device, ends, nonce).encode()):
            return False
        return int(ends) >= self._clock.timestamp()

    def _digest(self, *parts: str) -> str:
        return to_base64url(hmac.digest(self._digest_key, orjson.dumps(parts), "sha256"))


def _signed(device: Document, message: str, signature: str) -> bool:
    try:
        point = from_base64url(device["publicKey"])
        return is_signed_by(point, from_base64url(signature), message.encode())
    except (ValueError, TypeError):
        return False
