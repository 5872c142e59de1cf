"""An office without its clerks: a real hub and real tablets, each the app itself without its screens."""

import asyncio
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import httpx2

from sync.store import EmbeddedEngine
from tests.hub import CODES, SITE
from tests.live_hub import LiveHub
from tests.stored import held_ids

NOW = "2021-06-08T09:00"
SCRIPT = Path(__file__).with_name("tablet.mjs")


class Tablet:
    """The app in a process of its own, told what to do."""

    def __init__(self, hub: LiveHub, clerk: str) -> None:
        command = ["node", str(SCRIPT), hub.url, clerk, CODES[SITE]]
        self._process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        self.stands = self._answer()

    def do(self, duty: str, **how: Any) -> dict[str, Any]:
        """How the tablet stands when it is done."""
        assert self._process.stdin is not None
        print(json.dumps({"do": duty, **how}), file=self._process.stdin, flush=True)
        self.stands = self._answer()
        return self.stands

    def close(self) -> None:
        self._process.kill()
        self._process.communicate()

    def _answer(self) -> dict[str, Any]:
        assert self._process.stdout is not None
        line = self._process.stdout.readline()
        assert line, "the tablet has ended"
        stands: dict[str, Any] = json.loads(line)
        return stands


class Office:
    """A hub with two tablets of one site."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.hub = LiveHub(folder / "data")
        self.hub.start(NOW)
        self.tablets = [Tablet(self.hub, clerk) for clerk in ("sipaifang-1", "sipaifang-2")]
        self._backups = 0

    def close(self) -> None:
        for tablet in self.tablets:
            tablet.close()
        self.hub.stop()

    def all_safe(self) -> None:
        """Until each tablet has receipts of the hub as it is for all it wrote, and the other's facts."""
        for tablet in self.tablets:
            tablet.do("mend")
        instance = httpx2.get(f"{self.hub.url}/couchdb/").json()["uuid"]
        for tablet in self.tablets:
            tablet.do("safe", instance=instance)
        for tablet in self.tablets:
            tablet.do("have", ids=sorted(self.written()))
            assert (tablet.stands["isCopied"], tablet.stands["refused"]) == (False, 0)

    def written(self) -> set[str]:
        return {fact for tablet in self.tablets for fact in tablet.stands["written"]}

    def held(self) -> set[str]:
        """The facts that the hub has."""
        return {one["_id"] for one in self.hub.documents(f"site-{SITE}") if one["type"] == "self-check"}

    def publicity(self, place: str) -> str:
        """What the township puts down about the site at its desk; the id of the order."""
        query = """mutation($site: String!, $place: String!) { recordPublicity(site: $site, kind: BOARD,
          guide: "guide:birth-service:2021-7", place: $place, doneOn: "2021-06-08") { order } }"""
        given = {"site": SITE, "place": place}
        order: str = self.hub.ask(query, given, user="jijiang")["recordPublicity"]["order"]
        return order

    def has_again(self, order: str) -> None:
        """Until a tablet has brought it."""
        while order not in {one["_id"] for one in self.hub.documents(f"site-{SITE}")}:
            for tablet in self.tablets:
                tablet.do("look")

    def back_up(self) -> Path:
        self._backups += 1
        file = self.folder / f"backup-{self._backups}.tar"
        self._yici("backup", file)
        return file

    def restore(self, file: Path) -> set[str]:
        """The disk is lost; the whole hub is what it was. The facts that are in the backup."""
        self.hub.kill()
        self.hub.data_dir.rename(self.folder / f"lost-{len(list(self.folder.iterdir()))}")
        self._yici("restore", file)
        held = asyncio.run(held_ids(self.hub.data_dir, f"site-{SITE}"))
        self.hub.start(NOW)
        return held & self.written()

    def restore_site(self, held: set[str]) -> None:
        """Of the site's database alone an older copy is brought back, in which these facts are."""
        self.hub.stop()
        asyncio.run(_bring_back(self.hub.data_dir, held))
        self.hub.start(NOW)

    def _yici(self, command: str, file: Path) -> None:
        arguments = [command, str(file), "--data-dir", str(self.hub.data_dir)]
        done = subprocess.run(
            [sys.executable, "-m", "server.cli", *arguments], capture_output=True, text=True, timeout=60
        )
        assert done.returncode == 0, done.stderr


async def _bring_back(data_dir: Path, held: set[str]) -> None:
    engine = EmbeddedEngine(data_dir)
    try:
        site = engine.database(f"site-{SITE}")
        later = [
            one
            for one in await site.all_docs()
            if one and (one.id.startswith("receipt:") or one.id.split(":")[0] == "self-check")
        ]
        await site.purge({one.id: [one.rev] for one in later if one.id not in held})
        await engine.renew()
    finally:
        await engine.close()
