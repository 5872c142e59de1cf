"""Names of devices: a site's code, a letter, a digit. None is given twice, not by a restored hub either.

A hub that was restored does not know the tablets it admitted after its backup, and these work on with their
names and numbers. Each restore is therefore written down in `hub`, and leaves out the next nine names of
every site: what would have been A3 is B3.
"""

from collections.abc import Iterator
from string import ascii_uppercase

from sync.engine import Database
from sync.records import Document, put_new, read_range

LEFT_OUT = 9  # tablets that one site may have admitted after the backup
_SITE = 12  # digits of its code
_NAMES = [f"{letter}{digit}" for letter in ascii_uppercase for digit in range(1, 10)]


async def free_names(hub: Database, site: str) -> Iterator[str]:
    """Whole names of devices of a site that may still be given, in their order."""
    taken = {document["device"] for document in await read_range(hub, f"device:{site}")}
    restores = await read_range(hub, "restore:")
    begin = _first(restores[-1], site) if restores else 0
    return (name for name in (f"{site}{short}" for short in _NAMES[begin:]) if name not in taken)


async def record_restore(hub: Database, *, instance: str, taken: str, at: str) -> None:
    """Leave out names at every site. `taken`: the moment of the backup; both times as facts have them."""
    before = await read_range(hub, "restore:")
    sites = {document["device"][:_SITE] for document in await read_range(hub, "device:")}
    following = {site: next(await free_names(hub, site), "") for site in sites}
    elsewhere = _first(before[-1], "") if before else 0
    document = {
        "_id": f"restore:{len(before) + 1:04}",
        "type": "restore",
        "instance": instance,
        "taken": taken,
        "at": at,
        "names": {site: _left_out(_place(name[_SITE:])) for site, name in following.items()},
        "otherNames": _left_out(elsewhere),
    }
    await put_new(hub, [document])


def _first(restore: Document, site: str) -> int:
    """The place of the first name that may be given at a site."""
    return _place(restore["names"].get(site, restore["otherNames"]))


def _place(short: str) -> int:
    """Of a name without its site; of the empty one, which says that there are none left, the end."""
    return _NAMES.index(short) if short else len(_NAMES)


def _left_out(place: int) -> str:
    """The name that comes nine places later."""
    return _NAMES[place + LEFT_OUT] if place + LEFT_OUT < len(_NAMES) else ""
