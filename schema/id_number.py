"""公民身份号码, GB 11643-1999: six digits of area, a birth date, a sequence (odd for men), a check character.

The area is where the number was first given. It says nothing of where a person's hukou is today and is
never used for that.
"""

import hashlib
import re
from dataclasses import dataclass
from datetime import date
from typing import Literal

from schema.checksum import mod_11_2

Fault = Literal["", "length", "old-number", "characters", "birth-date", "check-character"]


@dataclass(frozen=True, slots=True)
class IdNumber:
    """What an identity number says, and `fault`, empty when it is well formed."""

    fault: Fault
    born: str = ""  # ISO date
    sex: str = ""  # "male" or "female"


def read_id_number(text: str) -> IdNumber:
    """Never raises: a fault is an answer that the clerk is told how to mend."""
    if len(text) == 15 and text.isascii() and text.isdigit():
        return IdNumber("old-number")
    if len(text) != 18:
        return IdNumber("length")
    if not re.fullmatch(r"[0-9]{17}[0-9X]", text):
        return IdNumber("characters")
    try:
        born = date(int(text[6:10]), int(text[10:12]), int(text[12:14]))
    except ValueError:
        return IdNumber("birth-date")
    if mod_11_2(text[:17]) != text[17]:
        return IdNumber("check-character")
    return IdNumber("", born.isoformat(), "male" if int(text[16]) % 2 else "female")


def mask_id_number(text: str) -> str:
    """`999999********1012`: enough to recognise a person at the window, not to know the number."""
    return f"{text[:6]}{'*' * 8}{text[-4:]}" if len(text) == 18 else "*" * len(text)


def person_key(text: str) -> str:
    """What a table finds one person by; as for `couple_key`, no protection."""
    return hashlib.sha256(text.encode()).hexdigest()


def couple_key(one: str, other: str) -> str:
    """What a table finds a couple by, whoever of them is named first: hexadecimal SHA-256 of both numbers.

    It is no protection: who can list identity numbers can list their hashes. It is plain because a row must
    follow from the documents alone, and it never leaves tables that hold the numbers themselves.
    """
    return hashlib.sha256("\n".join(sorted((one, other))).encode()).hexdigest()
