"""How a village hub and the district stand: what is level since when, what waits, why it does not go on."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum

from server.clock import HubClock
from server.village.ways import Way
from sync.engine import Engine
from sync.errors import Unavailable

_AT_ONCE = 500  # changes
STAFF = "hub"  # the row of people, tablets and what was refused


class State(Enum):
    """Of a database: the same at both ends; on its way; the district is not reached; it does not want to."""

    LEVEL = "level"
    MOVING = "moving"
    AWAY = "away"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Line:
    """One database. `last_level_at` is the last time both ends had the same, empty for never; `pending`
    counts documents that wait here for the district, and those that are known to wait there."""

    database: str
    state: State
    last_level_at: str
    pending: int
    reason: str


@dataclass(slots=True)
class _Known:
    """Of one way."""

    level_at: str = ""
    seq: str = "0"  # of the source: up to here the target has it
    counted_to: str = ""  # and from there up to here `counted` documents wait
    counted: int = 0
    coming: int = 0
    is_level: bool = False
    reason: str = ""
    is_refused: bool = False


class Standing:
    """Kept in `_local` documents too: a hub that is started in an outage knows since when it lasts."""

    def __init__(self, engine: Engine, clock: HubClock) -> None:
        self._engine, self._clock = engine, clock
        self._known: dict[Way, _Known] = {}

    async def follow(self, way: Way) -> None:
        note = await self._engine.database(way.database).get_local(_name(way)) or {}
        self._known[way] = _Known(str(note.get("at", "")), str(note.get("seq", "0")))

    def forget(self, way: Way) -> None:
        """It is followed no more."""
        del self._known[way]

    def moves(self, way: Way, pending: int) -> None:
        known = self._known[way]
        known.coming, known.reason, known.is_level, known.is_refused = pending, "", False, False

    async def level(self, way: Way, seq: str) -> None:
        database, at = self._engine.database(way.database), self._clock.text()
        note = await database.get_local(_name(way)) or {}
        await database.put_local(_name(way), {**note, "at": at, "seq": seq})
        self._known[way] = _Known(at, seq, is_level=True)

    def stops(self, way: Way, problem: Exception) -> bool:
        """Whether it went on until now."""
        known = self._known[way]
        went_on = not known.reason
        known.reason, known.is_level = str(problem), False
        known.is_refused = not isinstance(problem, Unavailable)
        return went_on

    async def lines(self) -> list[Line]:
        """A line for each database, by name."""
        followed = defaultdict[str, dict[Way, _Known]](dict)
        for way, known in self._known.items():  # before counting: meanwhile one may be forgotten
            followed[way.database][way] = known
        return [await self._line(*one) for one in sorted(followed.items())]

    async def _line(self, database: str, ways: dict[Way, _Known]) -> Line:
        waiting = [await self._waiting(way, known) for way, known in ways.items()]
        return Line(
            database,
            _state(ways.values(), sum(waiting)),
            min(known.level_at for known in ways.values()),
            sum(waiting),
            next((known.reason for known in ways.values() if known.reason), ""),
        )

    async def _waiting(self, way: Way, known: _Known) -> int:
        """What goes up is counted here and now; what comes down, as far as the district said."""
        if not way.up:
            return known.coming
        wants = way.selection.wants if way.selection else lambda doc_id: True
        source = self._engine.database(way.database)
        seq, counted = known.counted_to or known.seq, known.counted
        while True:
            page = await source.changes(seq, limit=_AT_ONCE)
            counted = sum(wants(change.id) for change in page.changes) + (0 if page.from_start else counted)
            seq = page.last_seq
            if not page.pending:
                break
        known.counted_to, known.counted = seq, counted
        return counted


def _state(ways: Iterable[_Known], waiting: int) -> State:
    known = list(ways)
    if any(one.is_refused for one in known):
        return State.REFUSED
    if any(one.reason for one in known):
        return State.AWAY
    return State.LEVEL if all(one.is_level for one in known) and not waiting else State.MOVING


def _name(way: Way) -> str:
    return f"level-{'up' if way.up else 'down'}"
