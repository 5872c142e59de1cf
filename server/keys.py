"""The hub's private keys: one signs sign-in tokens, one signs for the district."""

import os
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_pem_private_key,
)

from schema.envelope import uncompressed
from server.durable import owner_only, sync_folder


def load_or_create(path: Path) -> ec.EllipticCurvePrivateKey:
    """The P-256 key in the PEM file at `path`, made on the first call."""
    if not path.exists():
        _create(path)
    key = load_pem_private_key(path.read_bytes(), password=None)
    if not isinstance(key, ec.EllipticCurvePrivateKey):
        raise TypeError(f"{path} does not hold an elliptic curve key")
    return key


def _create(path: Path) -> None:
    """Whole and on the disk, or not at all."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    key = ec.generate_private_key(ec.SECP256R1())
    pem = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    made = path.with_name(f".{path.name}")
    with open(made, "wb", opener=owner_only) as stream:
        stream.write(pem)
        stream.flush()
        os.fsync(stream.fileno())
    made.rename(path)
    sync_folder(path.parent)
    sync_folder(path.parent.parent)


def public_point(key: ec.EllipticCurvePrivateKey) -> bytes:
    """The 65 bytes of the uncompressed public point."""
    return uncompressed(key.public_key())
