"""What a store says of its own documents: that they are still coming, or that they have moved away.

Both are `_local` documents of `hub`. They travel nowhere, and a restore forgets them.
"""

from contextlib import closing, suppress
from pathlib import Path
from typing import Any, Literal

from server.cannot_serve import CannotServe
from sync.engine import Engine
from sync.errors import Conflict, NotFound
from sync.store.connection import open_reader, translated
from sync.store.local import get_local

HOME = "hub"
Said = Literal["coming", "moved"]
Mark = dict[str, Any]  # coming: `from`, an instance, and `call`; moved: `to`, an instance, `where` and `back`


async def said(engine: Engine, what: Said) -> Mark | None:
    """The mark, where the store has it."""
    if HOME not in await engine.names():
        return None
    return await engine.database(HOME).get_local(what)


async def say(engine: Engine, what: Said, **members: str) -> None:
    """In the place of whatever it said."""
    held = await engine.database(HOME).get_local(what)
    await engine.database(HOME).put_local(what, {**members, **({"_rev": held["_rev"]} if held else {})})


async def unsay(engine: Engine, what: Said) -> None:
    with suppress(NotFound, Conflict):
        await engine.database(HOME).delete_local(what)


async def check_at_home(engine: Engine) -> None:
    """Raises `CannotServe` where the documents are not all here yet, or not here any more."""
    _check(await said(engine, "coming"), await said(engine, "moved"))


def check_file_at_home(data_dir: Path) -> None:
    """The same of the store in a data directory, whether a hub has it open or not."""
    with translated(), closing(open_reader(data_dir)) as connection:
        try:
            _check(get_local(connection, HOME, "coming"), get_local(connection, HOME, "moved"))
        except NotFound:  # an empty store, which says nothing
            return


def moved_sentence(mark: Mark) -> str:
    return f"the documents of this store have moved to {mark['where']}. To go back: {mark['back']}"


def _check(coming: Mark | None, moved: Mark | None) -> None:
    if coming:
        raise CannotServe(f"documents are being moved here: end `{coming['call']}` first")
    if moved:
        raise CannotServe(moved_sentence(moved))
