"""`yici import`: a courier's file is handed to a running hub, which alone may write to its documents."""

import asyncio
from pathlib import Path

import msgspec

from server.auth.middleware import IMPORT
from server.cannot_serve import CannotServe, not_done
from sync.couch_http import Client
from sync.errors import SyncError


class Refused(msgspec.Struct):
    """A document that the hub did not take, and why."""

    id: str
    reason: str


class Brought(msgspec.Struct):
    """What became of the documents of a file, by their ids."""

    device: str
    first: int = msgspec.field(name="from")
    last: int = msgspec.field(name="to")
    taken: list[str]
    there: list[str]  # before already
    refused: list[Refused]


def import_file(file: Path, hub: str) -> Brought:
    """Raises `CannotServe` for a file that is not there, or that the hub does not open."""
    try:
        return asyncio.run(_handed(file.read_bytes(), hub))
    except OSError as error:
        raise CannotServe(f"{file} cannot be read: {error.strerror}") from error
    except SyncError as error:
        raise not_done(error, f"{file} was not imported: {error.reason}") from error


async def _handed(content: bytes, hub: str) -> Brought:
    client = Client(hub)
    try:
        return await client.post(IMPORT, content, Brought)
    finally:
        await client.close()
