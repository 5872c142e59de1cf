"""`yici backup`, `yici restore` and `yici migrate`: what keeps a district's documents."""

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from schema.shanghai import SHANGHAI
from server.cannot_serve import AskedWrongly, refusals
from server.clock import HubClock
from server.command_line import DataDir, settings_of, stages

if TYPE_CHECKING:
    from server.archive import Manifest
    from server.settings import Settings
    from sync.errors import Unavailable


def backup(
    file: Annotated[Path, typer.Argument(help="What to write. It must not be there yet.")],
    data_dir: DataDir = None,
) -> None:
    """Write all documents and keys to one file, whether the hub is running or not.

    The file holds the hub's private keys: keep it where nobody else can read it.
    """
    from server.backup import back_up

    with refusals(), stages() as show:
        manifest = back_up(settings_of(data_dir), file, show)
    typer.echo(f"{file}: {_summary(manifest)}. It holds the hub's private keys.")


def restore(
    file: Annotated[Path | None, typer.Argument(help="What `yici backup` wrote.")] = None,
    new_epoch: Annotated[
        bool,
        typer.Option(
            "--new-epoch", help="Instead of a file: after the CouchDB of YICI_COUCHDB_URL was restored."
        ),
    ] = False,
    taken: Annotated[
        datetime | None,
        typer.Option(help="When that backup of CouchDB was taken, 2021-06-08T02:00 in the district's time."),
    ] = None,
    data_dir: DataDir = None,
) -> None:
    """Fill an empty data directory from a backup, or tell all that CouchDB was restored: a new instance."""
    from server.backup import restore as run
    from server.restored_couchdb import begin_new_epoch

    settings = settings_of(data_dir)
    with refusals(), stages() as show:
        _check_taken(taken, new_epoch=new_epoch)
        if new_epoch:
            instance = begin_new_epoch(settings, file, taken)
            typer.echo(f"CouchDB is now instance {instance}.")
        else:
            if file is None:
                raise AskedWrongly("name the file that `yici backup` wrote, or give --new-epoch")
            manifest, instance = run(settings, file, show)
            typer.echo(f"{settings.data_dir}: {_summary(manifest)}, now instance {instance}.")
    typer.echo("Start the hub: it makes the tables anew, and tablets offer again what came after the backup.")
    typer.echo(
        "Tablets that were enrolled after it come back by a paper that they printed. If a hub has served "
        "from this very backup before, reserve names first: both in docs/operations.md under Restore."
    )


def _check_taken(taken: datetime | None, *, new_epoch: bool) -> None:
    if taken is None:
        return
    if not new_epoch:
        raise AskedWrongly("a file says itself when it was taken: --taken goes with --new-epoch alone")
    if taken.replace(tzinfo=SHANGHAI) > HubClock().now():
        raise AskedWrongly(f"--taken is the district's time (UTC+8), and {taken:%Y-%m-%dT%H:%M} is to come")


def migrate(
    towards: Annotated[
        Literal["couchdb", "directory"], typer.Argument(help="Where the documents are to be.")
    ],
    data_dir: DataDir = None,
) -> None:
    """Copy all documents from the data directory to the CouchDB of YICI_COUCHDB_URL, or back.

    No hub may be running. What was interrupted goes on when it is called again. The keys stay where they are.
    """
    from server.migrate import migrate as run

    settings = settings_of(data_dir)
    with refusals(), stages() as show:
        moved = run(settings, towards, show, _tell_of_waiting)
    held = f"{moved.databases} databases with {moved.documents} documents, {moved.facts} of them facts"
    typer.echo(f"All is there: {held}, and {moved.deleted} deleted ones. {_what_next(settings, towards)}")


def _tell_of_waiting(problem: "Unavailable", seconds: float) -> None:
    typer.echo(f"{problem.reason} Trying again in {seconds:.0f} s.", err=True)


def _what_next(settings: "Settings", towards: str) -> str:
    keys = f"Keep {settings.keys_dir}, which is nowhere else: every hub needs a copy"
    if towards == "couchdb":
        return (
            f"Start hubs with YICI_COUCHDB_URL set; {settings.documents_path} is not used any more. {keys}."
        )
    return f"Start the hub without YICI_COUCHDB_URL; no hub starts on that CouchDB any more. {keys}."


def _summary(manifest: "Manifest") -> str:
    documents = sum(counts.docs for counts in manifest.databases.values())
    by = f", by Yici {manifest.version}" if manifest.version else ""
    return f"{documents} documents in {len(manifest.databases)} databases, as of {manifest.taken}{by}"
