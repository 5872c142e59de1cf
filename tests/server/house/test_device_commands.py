"""`yici device`, at a data directory and at a running hub: of a tablet that has something of everything."""

import asyncio
from pathlib import Path

from typer.testing import CliRunner, Result

from server.cli import app
from server.house.queries import DEVICE
from server.workers.receipts import Receipts
from server.workers.running import run_workers
from sync.records import put_new, read
from tests.hub import OTHER_SITE, SITE, DemoHub, demo_hub
from tests.server.test_backup import back_up, restore
from tests.tablet import zhao_story


async def troubled(demo: DemoHub) -> str:
    """A tablet with a fact that is missing, one that was refused and one that waits; its name."""
    tablet = await demo.enrolled_tablet()
    zhao_story(tablet)
    case = tablet.facts[0]["case"]
    sent, lost = tablet.facts[:], tablet.visit(case)
    broken = {**tablet.visit(case), "sig": lost["sig"]}
    newer = tablet.fact(
        "materials", case, guide="guide:birth-service:2031-1", shown=["M03:couple"], copyOnly=[]
    )
    await demo.push([*sent, broken, newer])
    await demo.settled()
    await run_workers(demo.hub.parts, [Receipts(demo.hub.district_key)])
    await demo.settled()
    return tablet.device


def yici(*arguments: str, data_dir: Path) -> Result:
    return CliRunner().invoke(app, [*arguments, "--data-dir", str(data_dir)])


async def test_what_is_stuck_on_a_tablet_is_told(tmp_path: Path) -> None:
    async with demo_hub(tmp_path / "hub") as demo:
        name = await troubled(demo)
    told = await asyncio.to_thread(yici, "device", "show", name, data_dir=tmp_path / "hub")
    assert told.exit_code == 0, told.output
    lines = " ".join(told.output.split())
    assert "facts were refused, the latest:" in lines
    assert "signature: " in lines
    assert "1 facts are kept and wait for guide:birth-service:2031-1." in lines
    assert "are missing, and later ones are here" in lines
    assert "no receipt" not in lines
    listed = await asyncio.to_thread(yici, "device", "list", data_dir=tmp_path / "hub")
    heading, row = listed.output.splitlines()
    assert heading.split("  ")[0] == "tablet"
    assert row.startswith(f"{name}  works     2021-06-08 09:0"), "the district's time"
    nobody = await asyncio.to_thread(yici, "device", "show", f"{SITE}Z9", data_dir=tmp_path / "hub")
    assert nobody.exit_code == 2
    assert f"There is no device {SITE}Z9." in nobody.output


async def test_a_desk_is_told_of_its_own_tablets_alone(demo: DemoHub) -> None:
    name = await troubled(demo)
    given = {"device": name}
    found = (await demo.ask(DEVICE, given, user="jijiang"))["deviceStanding"]
    assert found["lastPushBy"] == "sipaifang-1"
    assert found["waiting"] == [
        {"fact": f"materials:{name}:{found['latest']}", "waitsFor": "guide:birth-service:2031-1"}
    ]
    assert found["waitingCount"] == 1
    assert found["receipt"]["isCurrent"]
    assert [one["code"] for one in found["troubles"]] == ["REFUSED", "WAITS_FOR_GUIDE", "GAPS"]
    there = await demo.enrolled_tablet(OTHER_SITE, 4)
    await demo.settled()
    (error,) = (await demo.graphql(DEVICE, {"device": there.device}, user="jijiang"))["errors"]
    assert error["extensions"]["code"] == "not_found"


async def test_a_tablet_that_a_restored_hub_has_forgotten(tmp_path: Path) -> None:
    """Its admission is brought back, and it sends again what was refused."""
    async with demo_hub(tmp_path / "old") as old:
        await asyncio.to_thread(back_up, tmp_path / "old", tmp_path / "hub.tar")
        tablet = await old.enrolled_tablet()
        admission = await read(old.hub.engine.database("hub"), f"device:{tablet.device}")
        assert admission is not None
    await asyncio.to_thread(restore, tmp_path / "hub.tar", tmp_path / "new")
    zhao_story(tablet)
    async with demo_hub(tmp_path / "new") as new:
        for _ in range(2):
            await new.push(tablet.facts)
        await new.settled()
    told = await asyncio.to_thread(yici, "device", "show", tablet.device, data_dir=tmp_path / "new")
    assert told.exit_code == 2
    lines = " ".join(told.output.split())
    assert f"holds {len(tablet.facts)} facts of it, refused: unknown-device." in lines
    listed = await asyncio.to_thread(yici, "device", "list", data_dir=tmp_path / "new")
    assert (
        f"! {tablet.device} is not known since this hub was restored: {len(tablet.facts)} facts"
        in listed.output
    )
    async with demo_hub(tmp_path / "new") as new:
        await put_new(new.hub.engine.database("hub"), [admission])
        assert await new.push(tablet.facts) == []
        await new.settled()
        standing = (await new.ask(DEVICE, {"device": tablet.device}, user="jijiang"))["deviceStanding"]
        assert (standing["latest"], standing["refused"]) == (len(tablet.facts), [])
