"""Why a command did nothing."""

import contextlib
from collections.abc import Iterator

import typer


class CannotServe(Exception):
    """Told to the operator in one sentence."""


@contextlib.contextmanager
def refusals() -> Iterator[None]:
    """A sentence and exit code 1 for what cannot be done."""
    try:
        yield
    except CannotServe as error:
        typer.echo(f"yici: {error}", err=True)
        raise typer.Exit(1) from error
