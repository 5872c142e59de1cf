"""What the portal sends along: photographs and scans, known by what they contain and never by their names."""

import base64
import binascii
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from server.limits import Limits
from sync.errors import BadRequest, TooLarge


@dataclass(frozen=True, slots=True)
class Upload:
    """One picture or scan in clear; `key` says of which material of the guide."""

    key: str
    media_type: str
    content: bytes


class Scanner(Protocol):
    """Looks for viruses. `name` is kept with every paper, so that a reader knows who has looked."""

    @property
    def name(self) -> str: ...

    async def fault(self, content: bytes) -> str:
        """What is wrong with it, in a few words; empty when nothing was found."""


class NoScanner:
    """Nobody has looked, and every paper says so."""

    name = "none configured"

    async def fault(self, content: bytes) -> str:
        return ""


def read_uploads(given: Sequence[tuple[str, str]], limits: Limits) -> list[Upload]:
    """From (key, base64) in order. TooLarge for too many or too large ones, BadRequest for what is none."""
    if len(given) > limits.uploads:
        raise TooLarge(f"At most {limits.uploads} uploads are taken at once, not {len(given)}.")
    return [_read(key, text, limits.upload_bytes) for key, text in given]


def _read(key: str, text: str, most: int) -> Upload:
    try:
        content = base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError) as error:
        raise BadRequest(f"{key}: an upload is base64.") from error
    if len(content) > most:
        raise TooLarge(f"{key}: an upload may have at most {most} bytes, not {len(content)}.")
    return Upload(key, _media_type(key, content), content)


def _media_type(key: str, content: bytes) -> str:
    """By beginning and end, so that one that was cut off on its way is found too."""
    if content.startswith(b"\xff\xd8\xff") and content.rstrip(b"\0").endswith(b"\xff\xd9"):
        return "image/jpeg"
    if content.startswith(b"\x89PNG\r\n\x1a\n") and content.endswith(b"IEND\xaeB`\x82"):
        return "image/png"
    if content.startswith(b"%PDF-") and b"%%EOF" in content[-1024:]:
        return "application/pdf"
    raise BadRequest(f"{key}: an upload is a whole JPEG, PNG or PDF.")
