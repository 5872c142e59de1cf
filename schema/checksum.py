"""Check characters: ISO 7064 MOD 37,36 for our own numbers, ISO 7064 MOD 11-2 for identity numbers."""

_ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)


def mod_37_36(text: str) -> str:
    """The check character of `text`; raises `ValueError` outside 0-9 and A-Z."""
    product = 36
    for character in text:
        total = (product + _ALPHABET.index(character)) % 36 or 36
        product = total * 2 % 37
    return _ALPHABET[(37 - product) % 36]


def mod_11_2(digits: str) -> str:
    """The eighteenth character of an identity number from its first seventeen digits (GB 11643-1999)."""
    total = sum(int(digit) * weight for digit, weight in zip(digits, _WEIGHTS, strict=True))
    return "10X98765432"[total % 11]
