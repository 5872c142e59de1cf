"""Why a command did nothing: 1 where it could not be tried, 2 where what was asked for is wrong."""

import contextlib
from collections.abc import Iterable, Iterator

import typer

from sync.errors import BadRequest, Conflict, Forbidden, NotFound, SyncError

_NO = (BadRequest, NotFound, Conflict, Forbidden)


class CannotServe(Exception):
    """Told to the operator in one sentence. What stood in the way may be gone the next time."""

    exit_code = 1


class AskedWrongly(CannotServe):
    """It was looked at, and is answered the same when it is asked again."""

    exit_code = 2


def not_done(error: SyncError, sentence: str) -> CannotServe:
    """What a hub's failure means to whoever asked."""
    return AskedWrongly(sentence) if isinstance(error, _NO) else CannotServe(sentence)


def all_are_no(codes: Iterable[str]) -> bool:
    """Whether these words of `extensions.code` are all of what was asked for."""
    return {*codes} <= {kind.error for kind in _NO}


@contextlib.contextmanager
def refusals() -> Iterator[None]:
    """A sentence and an exit code for what cannot be done."""
    try:
        yield
    except CannotServe as error:
        raise _told(error) from error
    except SyncError as error:
        raise _told(not_done(error, error.reason)) from error
    except BrokenPipeError:
        raise  # nobody reads on, and nothing failed
    except OSError as error:
        what = f"{error.filename}: {error.strerror}" if error.filename else str(error)
        raise _told(CannotServe(what)) from error


def _told(error: CannotServe) -> typer.Exit:
    typer.echo(f"yici: {error}", err=True)
    return typer.Exit(error.exit_code)
