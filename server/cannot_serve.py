"""Why a command did nothing."""


class CannotServe(Exception):
    """Told to the operator in one sentence."""
