"""Years of a district at random: tablets issue, jam, are cloned, lost and found; the hub is restored."""

import contextlib
import copy
import random
import shutil
from collections import Counter, defaultdict
from datetime import timedelta
from pathlib import Path
from typing import Any, Self

from sqlmodel import SQLModel

from schema.numbers import certificate_number
from schema.tables import Block, Certificate, Fact, NumberUse, Refusal
from server.workers.top_up import TopUp
from sync.projector.database import table_of
from sync.projector.stocks import Stock, stocks
from tests.hub import CLERKS, OTHER_SITE, SITE, DemoHub, demo_hub
from tests.server.workers.office import everything_shown
from tests.tablet import GUIDE, Tablet

ITEM = "birth-service"
VOID = "mutation($no: String!) { voidCertificate(certNo: $no, why: CLERICAL_ERROR) { order } }"
END = "mutation($device: ID!, $why: DeviceEnd!) { endDevice(device: $device, why: $why) { pending } }"
READMIT = "mutation($device: ID!) { readmitDevice(device: $device) { pending } }"


class Printer:
    """A tablet as the app is one: it takes the lowest number it has not used."""

    def __init__(self, tablet: Tablet) -> None:
        self.tablet = tablet
        self.blocks: list[dict[str, Any]] = []
        self.used: set[int] = set()
        self.case = ""
        self.ended = ""
        self.is_cloned = False
        self.taken: set[str] = set()  # ids of facts the hub has answered for

    def clone(self) -> "Printer":
        """What somebody makes of a backup of it."""
        twin = copy.copy(self)
        twin.tablet = copy.copy(self.tablet)
        twin.tablet.facts, twin.used, twin.taken = [*self.tablet.facts], {*self.used}, {*self.taken}
        twin.is_cloned = self.is_cloned = True
        return twin

    def issue(self) -> None:
        if number := self._next():
            serial, block = number
            tablet = self.tablet
            self.case = tablet.application()
            tablet.visit(self.case)
            tablet.materials(self.case, *everything_shown(GUIDE, tablet.facts[-2]))
            tablet.acceptance(self.case)
            tablet.certificate(self.case, serial=serial, block=block)

    def jam(self) -> None:
        """A blank sheet, or the last one that was printed."""
        if self.case and (number := self._next()):
            self._spoil(*number)
            issued = self.tablet.facts[-2]
            if issued["type"] == "certificate":
                serial, block = int(issued["certNo"][18:22]), int(issued["block"].rpartition(":")[2])
                self._spoil(serial, block)

    def _spoil(self, serial: int, block: int) -> None:
        tablet = self.tablet
        number = certificate_number(ITEM, tablet.device, tablet.now.date(), serial)
        name = f"block:{tablet.device}:{ITEM}:{block}"
        tablet.fact("spoiled", self.case, item=ITEM, certNo=number, block=name, why="jam")

    def _next(self) -> tuple[int, int] | None:
        for block in self.blocks:
            for serial in range(block["from"], block["to"] + 1):
                if serial not in self.used:
                    self.used.add(serial)
                    return serial, block["n"]
        return None


class Years:
    """One history; `live` makes one step of it after the other, each by chance."""

    def __init__(self, folder: Path, seed: int) -> None:
        self._folder, self._backup = folder / "hub", folder / "backup"
        self.chance = random.Random(seed)
        self._open = contextlib.AsyncExitStack()
        self.printers: list[Printer] = []
        self.demo: DemoHub

    async def __aenter__(self) -> Self:
        await self._start()
        for secret, site in enumerate((SITE, SITE, OTHER_SITE), start=3):
            self.printers.append(Printer(await self.demo.enrolled_tablet(site, secret)))
        await self._pull()
        await self._keep_backup()
        return self

    async def __aexit__(self, *_: object) -> None:
        await self._open.aclose()

    async def live(self, steps: int) -> None:
        deeds = {
            self._issue: 10, self._jam: 3, self._push: 6, self._push_with_gaps: 3, self._void: 2,
            self._top_up: 3, self._end: 1, self._readmit: 1, self._clone: 1,
            self._keep_backup: 1, self._restore: 1, self._a_year_passes: 1,
        }  # fmt: skip
        for _ in range(steps):
            (deed,) = self.chance.choices([*deeds], [*deeds.values()])
            await deed()

    async def all_come_home(self) -> None:
        """Every tablet that still works has pushed all it wrote, and the hub has leased again what a restore
        made it forget: facts wait for their blocks."""
        for printer in self.printers:
            await self._offer(printer, printer.tablet.facts)
        while await self._lease():
            pass

    # what may happen

    async def _issue(self) -> None:
        for _ in range(self.chance.randint(1, 3)):
            self._one().issue()

    async def _jam(self) -> None:
        self._one().jam()

    async def _push(self) -> None:
        printer = self._one()
        await self._offer(printer, printer.tablet.facts)
        await self._pull()

    async def _push_with_gaps(self) -> None:
        printer = self._one()
        await self._offer(printer, [one for one in printer.tablet.facts if self.chance.random() < 0.7])

    async def _void(self) -> None:
        await self.demo.settled()
        numbers = sorted(row["number"] for row in self._rows(Certificate) if row["in_force"])
        if numbers:
            await self.demo.ask(VOID, {"no": self.chance.choice(numbers)})

    async def _top_up(self) -> None:
        await self._lease()
        await self._pull()

    async def _end(self) -> None:
        printer = self._one()
        why = self.chance.choice(["LOST", "STOLEN", "RETIRED", "SUSPENDED"])
        await self.demo.ask(END, {"device": printer.tablet.device, "why": why})
        self._note(printer, why)

    async def _readmit(self) -> None:
        printer = self._one()
        await self.demo.ask(READMIT, {"device": printer.tablet.device})
        self._note(printer, "")

    async def _clone(self) -> None:
        self.printers.append(self._one().clone())

    async def _a_year_passes(self) -> None:
        for printer in self.printers:
            printer.tablet.now += timedelta(days=365 if printer.tablet.now.year < 2022 else 0)

    async def _keep_backup(self) -> None:
        await self._open.aclose()
        shutil.rmtree(self._backup, ignore_errors=True)
        shutil.copytree(self._folder, self._backup)
        self._ends = {printer.tablet.device: printer.ended for printer in self.printers}
        await self._start()

    async def _restore(self) -> None:
        """What came since the backup is gone from the hub, also that a tablet has ended."""
        await self._open.aclose()
        shutil.rmtree(self._folder)
        shutil.copytree(self._backup, self._folder)
        await self._start()
        await self.demo.hub.engine.renew()  # type: ignore[attr-defined]
        for printer in self.printers:
            printer.taken.clear()
            printer.ended = self._ends[printer.tablet.device]

    # how

    async def _start(self) -> None:
        self._open = contextlib.AsyncExitStack()
        self.demo = await self._open.enter_async_context(demo_hub(self._folder))

    def _one(self) -> Printer:
        return self.chance.choice(self.printers)

    def _note(self, printer: Printer, why: str) -> None:
        for one in self.printers:
            if one.tablet.device == printer.tablet.device:
                one.ended = why

    async def _lease(self) -> int:
        await self.demo.settled()
        return await TopUp().run(self.demo.hub.parts)

    async def _pull(self) -> None:
        """The blocks that were leased arrive on the tablets that are admitted."""
        for printer in self.printers:
            if not printer.ended:
                device = printer.tablet.device
                found = await self.demo.documents(f"site-{device[:12]}", f"block:{device}:{ITEM}:")
                printer.blocks = sorted(found, key=lambda block: int(block["n"]))

    async def _offer(self, printer: Printer, facts: list[dict[str, Any]]) -> None:
        if printer.ended or not facts:
            return
        site = printer.tablet.site
        refused = {row["id"] for row in await self.demo.push(facts, site=site, user=CLERKS[site])}
        printer.taken |= {fact["_id"] for fact in facts} - refused

    # what must be so

    async def check(self) -> None:
        """Every leased number is in one state, none is twice as good, and what was acknowledged is there."""
        await self.demo.settled()
        self._none_is_twice_as_good()
        leased: dict[tuple[str, str], set[int]] = defaultdict(set)
        for block in self._rows(Block):
            leased[block["device"], block["item"]] |= {*range(block["first"], block["last"] + 1)}
        counted = self._stocks()
        assert leased.keys() == counted.keys()
        for name, serials in leased.items():
            mine = [use for use in self._rows(NumberUse) if (use["device"], use["item"]) == name]
            states = {use["serial"]: use["state"] for use in mine if use["state"]}
            counts = counted[name].counts
            unleased = states.keys() - serials  # refused papers of a block that the hub has forgotten
            assert {use["serial"] for use in mine} == states.keys()
            assert unleased <= {use["serial"] for use in mine if not use["case_id"]}
            assert counted[name].leased == counts.total() == len(serials)
            assert (counted[name].unleased, 0) == (len(unleased), min(0, *counts.values()))
            placed = Counter(state for serial, state in states.items() if serial in serials)
            for state in ("issued", "spoiled", "void"):
                assert counts[state] == placed[state]
        held = {row["id"] for row in self._rows(Fact)} | {row["doc_id"] for row in self._rows(Refusal)}
        for printer in self.printers:
            assert printer.taken <= held

    def check_books(self) -> None:
        """What the ledger says of a tablet that came home is what stands in the tablet's own book."""
        counted = self._stocks()
        assert not any(stock.unleased for stock in counted.values())
        for printer in self.printers:
            if not printer.ended and not printer.is_cloned:
                counts = counted[printer.tablet.device, ITEM].counts
                used = sum(counts[state] for state in ("issued", "spoiled", "void"))
                assert (used, counts["awaited"]) == (len(printer.used), 0)

    def _none_is_twice_as_good(self) -> None:
        uses = self._rows(NumberUse)
        decisive = Counter((use["device"], use["item"], use["serial"]) for use in uses if use["state"])
        assert set(decisive.values()) <= {1}
        good = {row["fact_id"] for row in self._rows(Certificate) if row["in_force"]}
        assert good == {use["fact_id"] for use in uses if use["state"] == "issued"}

    def _rows(self, model: type[SQLModel]) -> list[dict[str, Any]]:
        with self.demo.hub.projection.connect() as connection:
            return [dict(row) for row in connection.execute(table_of(model).select()).mappings()]

    def _stocks(self) -> dict[tuple[str, str], Stock]:
        with self.demo.hub.projection.connect() as connection:
            return {(stock.device, stock.item): stock for stock in stocks(connection)[0]}
