"""Whatever happens to the hub's documents, what its tablets wrote comes again; real tablets, a real hub.

A tablet here is the app itself without its screens: its replications are live and stand idle, one of them in
a longpoll, when the hub is restored from a backup that was taken in the middle of their session.
"""

import asyncio
import json
import random
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import httpx2
import pytest

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


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    office = Office(tmp_path)
    yield office
    office.close()


@pytest.mark.interop
def test_a_backup_of_the_middle_of_a_long_session(office: Office) -> None:
    writing, idle = office.tablets
    writing.do("write", facts=3)
    idle.do("write", facts=1)
    office.all_safe()
    backup = office.back_up()
    writing.do("write", facts=2)
    idle.do("write", facts=1)
    office.all_safe()
    assert len(office.restore(backup)) == 4
    office.all_safe()
    assert office.held() == office.written()
    writing.do("write", facts=1)  # under numbers of the feed that were given before
    office.all_safe()
    assert office.held() == office.written()


@pytest.mark.interop
def test_one_database_older_than_the_others(office: Office) -> None:
    writing, away = office.tablets
    writing.do("write", facts=2)
    office.all_safe()
    older = office.held()
    writing.do("write", facts=2)
    away.do("write", facts=2)
    office.all_safe()
    away.do("cut")
    office.restore_site(older)
    away.do("restart")  # it hears of the restore only when it is back
    office.all_safe()
    assert office.held() == office.written()


@pytest.mark.interop
def test_what_the_hub_ordered_after_the_backup(office: Office) -> None:
    writing, _ = office.tablets
    writing.do("write", facts=1)
    office.all_safe()
    backup = office.back_up()
    order = office.publicity("村委会门口")
    for tablet in office.tablets:
        tablet.do("have", ids=[order])
    office.restore(backup)
    office.has_again(order)
    office.all_safe()
    assert office.publicity("村委会门口") == order, "it is not put down twice"


class Fate:
    """What happens to an office, one thing after the other, drawn from a seed."""

    def __init__(self, office: Office, seed: int) -> None:
        self.office = office
        self.random = random.Random(seed)
        self.backups = [office.back_up()]
        self.happenings: list[tuple[Callable[[], None], int]] = [
            (self.write, 8),
            (self.cut, 2),
            (self.mend, 3),
            (self.restart, 2),
            (self.back_up, 3),
            (self.restore, 2),
            (self.restore_site, 1),
            (self.power_cut, 1),
            (office.all_safe, 2),
        ]

    def happen(self) -> None:
        happenings, weights = zip(*self.happenings, strict=True)
        self.random.choices(happenings, weights)[0]()

    def tablet(self) -> Tablet:
        return self.random.choice(self.office.tablets)

    def write(self) -> None:
        self.tablet().do("write", facts=self.random.randrange(1, 6))

    def cut(self) -> None:
        self.tablet().do("cut")

    def mend(self) -> None:
        self.tablet().do("mend")

    def restart(self) -> None:
        self.tablet().do("restart")

    def back_up(self) -> None:
        self.backups.append(self.office.back_up())

    def restore(self) -> None:
        self.office.restore(self.random.choice(self.backups))

    def restore_site(self) -> None:
        held = sorted(self.office.held())
        self.office.restore_site(set(self.random.sample(held, self.random.randrange(len(held) + 1))))

    def power_cut(self) -> None:
        self.office.hub.kill()
        self.office.hub.start(NOW)


@pytest.mark.interop
@pytest.mark.soak
@pytest.mark.parametrize("seed", range(6))
def test_no_acknowledged_fact_is_lost_whatever_happens(office: Office, seed: int) -> None:
    fate = Fate(office, seed)
    for _ in range(40):
        fate.happen()
    office.all_safe()
    assert office.held() == office.written()
    alarms = office.hub.ask("{ siteSync { alarms devices { gaps } } }")["siteSync"]
    assert not [site for site in alarms if site["alarms"] or any(one["gaps"] for one in site["devices"])]
