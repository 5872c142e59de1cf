"""Which names devices may still be given, over several restores."""

from itertools import islice
from pathlib import Path

import pytest

from server.device_names import LEFT_OUT, free_names, record_restore
from sync.engine import Database
from sync.records import put_new, read_range
from sync.store import EmbeddedEngine
from tests.hub import OTHER_SITE, SITE


@pytest.fixture
async def hub(tmp_path: Path) -> Database:
    engine = EmbeddedEngine(tmp_path)
    await engine.create("hub")
    return engine.database("hub")


async def give(hub: Database, site: str = SITE, count: int = 1) -> list[str]:
    """The next tablets of a site; the last two characters of their names."""
    names = list(islice(await free_names(hub, site), count))
    await put_new(hub, [{"_id": f"device:{name}", "type": "device", "device": name} for name in names])
    return [name[12:] for name in names]


async def restored(hub: Database) -> None:
    at = "2021-06-08T01:00:00.000Z"
    await record_restore(hub, instance="0" * 32, taken=at, at=at)


async def test_names_follow_each_other(hub: Database) -> None:
    assert await give(hub, count=11) == [f"A{n}" for n in range(1, 10)] + ["B1", "B2"]
    assert await give(hub) == ["B3"]


async def test_each_restore_leaves_out_what_nine_tablets_may_have_been_given(hub: Database) -> None:
    assert await give(hub, count=2) == ["A1", "A2"]
    forgotten = set(islice(await free_names(hub, SITE), LEFT_OUT))
    await restored(hub)
    assert await give(hub) == ["B3"]
    assert f"{SITE}B2" in forgotten
    assert f"{SITE}B3" not in forgotten
    await restored(hub)
    assert await give(hub, count=2) == ["C4", "C5"]
    assert await give(hub, OTHER_SITE) == ["C1"], "nobody was enrolled there in either time"


async def test_a_site_whose_names_are_used_up_gets_none(hub: Database) -> None:
    for _ in range(26):
        await restored(hub)
    assert await give(hub) == []
    assert len(await read_range(hub, "restore:")) == 26
