"""The district's key, where it is not: a village hub holds none, and whatever would sign says so."""

from typing import NoReturn

from cryptography.hazmat.primitives import _serialization
from cryptography.hazmat.primitives.asymmetric import ec

from sync.errors import Forbidden


class AtTheDistrict(Forbidden):
    """Only the district can do what was asked for."""

    error = "at_the_district"

    def __init__(self) -> None:
        super().__init__(
            "This is the village hub of an office. It passes papers on and decides nothing: ask the district."
        )


class AbsentKey(ec.EllipticCurvePrivateKey):
    """Stands where a key of the district would; every use of it raises `AtTheDistrict`."""

    def _absent(self) -> NoReturn:
        raise AtTheDistrict

    @property
    def curve(self) -> ec.EllipticCurve:
        self._absent()

    @property
    def key_size(self) -> int:
        self._absent()

    def exchange(self, algorithm: ec.ECDH, peer_public_key: ec.EllipticCurvePublicKey) -> bytes:
        self._absent()

    def public_key(self) -> ec.EllipticCurvePublicKey:
        self._absent()

    def sign(self, data: object, signature_algorithm: ec.EllipticCurveSignatureAlgorithm) -> bytes:
        self._absent()

    def private_numbers(self) -> ec.EllipticCurvePrivateNumbers:
        self._absent()

    def private_bytes(
        self,
        encoding: _serialization.Encoding,
        format: _serialization.PrivateFormat,  # noqa: A002 - as the library names it
        encryption_algorithm: _serialization.KeySerializationEncryption,
    ) -> bytes:
        self._absent()

    def __copy__(self) -> "AbsentKey":
        return self

    def __deepcopy__(self, memo: object) -> "AbsentKey":
        return self
