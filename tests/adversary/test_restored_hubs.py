"""What a hub that was restored from an old backup must not make of what came after it."""

import asyncio
from pathlib import Path

from tests.adversary.table import attempt
from tests.hub import demo_hub
from tests.server.test_backup import back_up, restore


@attempt(
    "a new tablet of a restored hub, to get the name and numbers of one admitted after its backup",
    answered="each restore leaves out nine names of every site",
    seen="`restore:…` in `hub`; GraphQL `devices`",
)
async def test_a_name_that_the_backup_does_not_know(tmp_path: Path) -> None:
    async with demo_hub(tmp_path / "old") as old:
        await asyncio.to_thread(back_up, tmp_path / "old", tmp_path / "hub.tar")
        forgotten = await old.enrolled_tablet()
    await asyncio.to_thread(restore, tmp_path / "hub.tar", tmp_path / "new")
    async with demo_hub(tmp_path / "new") as new:
        assert (await new.enrolled_tablet(secret=4)).device != forgotten.device
        (record,) = await new.documents("hub", "restore:")
        assert record["otherNames"] == "B1"
