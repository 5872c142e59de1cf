"""What the QR of a receipt or a notice carries, so that only who holds the paper sees where the case stands.

The code is the beginning of the signature of the fact that the paper shows (an acceptance, a notice), in
base32. The tablet has it without a network, the hub finds it in the fact, nothing that is published has it.
"""

import base64
import hmac
from collections.abc import Mapping
from typing import Any

from schema.envelope import from_base64url

CHARACTERS = 12  # 60 bits


def code_of(fact: Mapping[str, Any]) -> str:
    """Twelve characters A-Z and 2-7."""
    return base64.b32encode(from_base64url(fact["sig"])[:8]).decode()[:CHARACTERS]


def is_the_code(given: str, fact: Mapping[str, Any]) -> bool:
    """Whether somebody holds the paper of this fact; blanks, hyphens and small letters do not matter."""
    plain = "".join(character for character in given.upper() if character.isalnum())
    return hmac.compare_digest(plain.encode(), code_of(fact).encode())
