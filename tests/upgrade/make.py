"""Makes what `test_release_before.py` opens: `python -m tests.upgrade.make FILE.tar.xz`, in a checkout of the
release that is going to be the one before. What its cases are then goes into `expected.json`."""

import asyncio
import json
import lzma
import sys
import tempfile
from pathlib import Path

from schema.tables import CaseFile
from server.backup import back_up
from server.settings import Settings
from server.workers import ALL
from server.workers.receipts import Receipts
from server.workers.revocations import Revocations
from server.workers.running import run_workers
from tests.hub import OTHER_SITE, DemoHub, demo_hub
from tests.server.workers.office import birth_service, further_birth
from tests.tablet import zhao_story


async def _fill(demo: DemoHub) -> dict[str, str]:
    """Two tablets' work, what the hub's own duties make of it, and a fact that is refused; states by case."""
    here, there = await demo.enrolled_tablet(), await demo.enrolled_tablet(OTHER_SITE, 4)
    zhao_story(here)
    certificate = birth_service(here)
    here.handover(certificate["case"], certificate["certNo"])
    further_birth(there)
    there.application()
    broken = {**here.visit(here.application()), "sig": here.facts[0]["sig"]}
    assert len(await demo.push([*here.facts[:-1], broken])) == 1
    assert await demo.push(there.facts, site=OTHER_SITE, user="degan-1") == []
    for _ in range(2):
        await demo.settled()
        key = demo.hub.district_key
        await run_workers(demo.hub.parts, [*ALL, Revocations(key), Receipts(key)])
    await demo.settled()
    columns = list(CaseFile.model_fields)
    id_, state = columns.index("id"), columns.index("state")
    return {row[id_]: row[state] for row in demo.rows()["casefile"]}


async def _hub(folder: Path) -> dict[str, str]:
    async with demo_hub(folder) as demo:
        return await _fill(demo)


def main(file: Path) -> None:
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        states = asyncio.run(_hub(folder / "hub"))
        back_up(Settings(data_dir=folder / "hub"), folder / "hub.tar", lambda *_: None)
        file.write_bytes(lzma.compress((folder / "hub.tar").read_bytes(), preset=9 | lzma.PRESET_EXTREME))
    file.with_name("expected.json").write_text(json.dumps(states, indent=2) + "\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
