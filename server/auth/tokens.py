"""Short-lived signed tokens (JWT, ES256). They name a person or a device; what it may do is looked up."""

from dataclasses import dataclass
from datetime import timedelta
from functools import lru_cache
from typing import Any

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import ECKey

from server.clock import HubClock, at_second
from server.principal import Principal, Role

LIFETIME = timedelta(hours=1)
LONGEST = timedelta(hours=12)  # after a sign-in, however often its token is prolonged
ISSUER = "yici"
REMEMBERED = 4096  # tokens whose signature need not be checked again


@dataclass(frozen=True, slots=True)
class Holder:
    """Whom a token was given to. `mark` is the `password_mark` of a person then, empty for a device."""

    name: str
    role: Role
    mark: str
    since: int  # the second of the sign-in


@dataclass(frozen=True, slots=True)
class SignedToken:
    """A token and the hub time (RFC 3339) it ends at."""

    token: str
    expires_at: str


class Tokens:
    """Signs and reads tokens with the hub's token key."""

    def __init__(self, key: ec.EllipticCurvePrivateKey, clock: HubClock) -> None:
        pem = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
        self._key = ECKey.import_key(pem, {"use": "sig", "alg": "ES256"})
        self._key.ensure_kid()
        self._clock = clock
        self._given = lru_cache(REMEMBERED)(self._decoded)  # a tablet shows its token with every request

    def sign(self, principal: Principal, mark: str = "", since: int | None = None) -> SignedToken:
        """A token for the principal, good from now for an hour, or until a person's `mark` is another; never
        longer than twelve hours after the sign-in, which was at the second `since`, or is now."""
        now = self._clock.timestamp()
        since = now if since is None else since
        expires = min(now + int(LIFETIME.total_seconds()), since + int(LONGEST.total_seconds()))
        claims = {
            "iss": ISSUER,
            "sub": principal.name,
            "role": principal.role,
            "mark": mark,
            "iat": now,
            "auth_time": since,
            "exp": expires,
        }
        token = jwt.encode({"alg": "ES256", "kid": self._key.kid}, claims, self._key)
        return SignedToken(token, at_second(expires))

    def read(self, token: str) -> Holder | None:
        """Whom it was given to; None when it is not ours, was altered or has ended."""
        try:
            holder, ends = self._given(token)
        except (JoseError, ValueError, KeyError):
            return None
        return holder if ends > self._clock.timestamp() else None

    def seconds_left(self, token: str) -> float:
        """Until a token that is ours ends."""
        return self._given(token)[1] - self._clock.timestamp()

    def _decoded(self, token: str) -> tuple[Holder, int]:
        """The holder, and the second it ends. Raises for what is not ours or was altered, which is then not
        remembered: strangers send texts of any length."""
        claims = jwt.decode(token, self._key, algorithms=["ES256"]).claims
        if claims["iss"] != ISSUER:
            raise ValueError("somebody else gave this token")
        since = claims["auth_time"]
        return Holder(claims["sub"], Role(claims["role"]), claims["mark"], since), claims["exp"]

    def jwks(self) -> dict[str, Any]:
        """The public half, for others who want to check our tokens (RFC 7517)."""
        return {"keys": [self._key.as_dict(private=False)]}
