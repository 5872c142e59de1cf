"""Which version of the program this is."""

import subprocess
from importlib.metadata import version as version_of
from pathlib import Path

_ROOT = Path(__file__).parents[1]


def version() -> str:
    """`0.1.0`; in a checkout with its revision, `0.1.0 (a4fd885c0ffe)`, and `-dirty` where it was changed."""
    revision = _revision()
    return version_of("yici-hub") + (f" ({revision})" if revision else "")


def _revision() -> str:
    if not (_ROOT / ".git").exists():  # an image, a package
        return ""
    place = [f"--git-dir={_ROOT / '.git'}", f"--work-tree={_ROOT}"]
    how = ["describe", "--always", "--dirty", "--abbrev=12", "--exclude=*"]
    command = ["git", "--no-optional-locks", *place, *how]
    try:
        told = subprocess.run(command, capture_output=True, text=True)  # noqa: S603 - nothing of it was given
    except FileNotFoundError:  # a checkout that was copied to where there is no git
        return ""
    return told.stdout.strip()
