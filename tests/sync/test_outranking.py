"""What a restored store says wins over what was said after its backup, wherever that is held."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from sync.engine import OwnDatabase
from sync.outranking import begin_anew, put_outranking
from sync.records import change, put_new, read
from sync.store import EmbeddedEngine


@pytest.fixture
async def stores(tmp_path: Path) -> AsyncIterator[list[OwnDatabase]]:
    """Those of a hub, of the same hub restored, and of a tablet."""
    engines = [EmbeddedEngine(tmp_path / name) for name in ("hub", "restored", "tablet")]
    for engine in engines:
        await engine.create("reference")
    yield [engine.database("reference") for engine in engines]
    for engine in engines:
        await engine.close()


async def pull(source: OwnDatabase, target: OwnDatabase, doc_id: str) -> None:
    await target.bulk_docs(await source.leaves(doc_id), new_edits=False)


async def edit(database: OwnDatabase, times: int) -> None:
    for n in range(times):
        await change(database, "list", at=n)


async def test_what_was_in_the_backup_wins_over_its_later_edits(stores: list[OwnDatabase]) -> None:
    hub, restored, tablet = stores
    await put_new(hub, [{"_id": "list", "at": "backup"}])
    await edit(hub, 3)
    await pull(hub, restored, "list")
    await edit(hub, 40)
    await pull(hub, tablet, "list")
    await begin_anew(restored)
    assert await read(restored, "list") == {"_id": "list", "at": 2}
    assert len(await restored.leaves("list")) == 1
    await pull(restored, tablet, "list")
    assert await read(tablet, "list") == {"_id": "list", "at": 2}
    await change(restored, "list", at="restored")
    await pull(restored, tablet, "list")
    assert await read(tablet, "list") == {"_id": "list", "at": "restored"}


async def test_what_is_written_anew_wins_over_what_the_backup_lacks(stores: list[OwnDatabase]) -> None:
    hub, restored, tablet = stores
    await put_new(hub, [{"_id": "list", "at": "lost"}])
    await edit(hub, 40)
    await pull(hub, tablet, "list")
    await put_outranking(restored, {"_id": "list", "at": "anew"})
    await pull(restored, tablet, "list")
    assert await read(tablet, "list") == {"_id": "list", "at": "anew"}


async def test_of_two_restores_the_later_wins(stores: list[OwnDatabase]) -> None:
    hub, restored, tablet = stores
    await put_new(hub, [{"_id": "list", "at": "backup"}])
    await begin_anew(hub)
    await edit(hub, 3)
    await pull(hub, restored, "list")
    await begin_anew(restored)
    await pull(hub, tablet, "list")
    await pull(restored, tablet, "list")
    assert (await tablet.leaves("list"))[0].rev == (await restored.leaves("list"))[0].rev
