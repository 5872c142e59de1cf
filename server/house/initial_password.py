"""A password for the first sign-in, to be read out or written on a slip."""

import secrets

_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"  # none that is taken for another
_GROUPS, _LONG = 3, 4  # 59 bits


def initial_password() -> str:
    """`k7mp-29xr-hd4w`: nobody has had it before."""
    groups = ("".join(secrets.choice(_LETTERS) for _ in range(_LONG)) for _ in range(_GROUPS))
    return "-".join(groups)
