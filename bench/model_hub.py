"""A hub on paper: requests wait for a processor, facts for the tables, and nobody waits longer than he would.

No server runs. Time jumps from one event to the next, and the same seed gives the same day.
"""

import heapq
import itertools
from collections import defaultdict, deque
from collections.abc import Callable, Generator
from dataclasses import dataclass, field
from enum import Enum

from sync.projector.projector import PATIENCE

ALLOWANCE = 60.0  # seconds: a tablet gives up a request, see `timeoutMs` of its `hubFetch`
MINUTE = 60.0
LONGEST = 4 * 3_600.0  # of a simulated return


class NeverDone(Exception):
    """The hub works for nobody: whoever asked has gone by the time it answers."""


class Answer(Enum):
    COME_AGAIN = "come again"  # 503 with `Retry-After`
    NONE = "none"  # within `ALLOWANCE`
    DONE = "done"


Wish = Callable[[Callable[[Answer], None]], None]  # what a process waits for: it goes on when called back
Process = Generator[Wish, Answer, None]
Attempt = Generator[Wish, Answer, bool]


class Clock:
    """Runs processes: generators that yield what they wait for."""

    def __init__(self) -> None:
        self.now = 0.0
        self._events: list[tuple[float, int, Callable[[], None]]] = []
        self._numbers = itertools.count()

    def after(self, seconds: float, what: Callable[[], None]) -> None:
        heapq.heappush(self._events, (self.now + seconds, next(self._numbers), what))

    def sleep(self, seconds: float) -> Wish:
        return lambda resume: self.after(seconds, lambda: resume(Answer.DONE))

    def start(self, process: Process) -> None:
        def go_on(answer: Answer) -> None:
            try:
                wish = process.send(answer)
            except StopIteration:
                return
            wish(go_on)

        try:
            wish = next(process)
        except StopIteration:
            return
        wish(go_on)

    def run(self) -> None:
        """Until nothing is left to happen; raises `NeverDone`."""
        while self._events:
            self.now, _, what = heapq.heappop(self._events)
            if self.now > LONGEST:
                raise NeverDone("so much was given up and asked again that the work has no end")
            what()


@dataclass(slots=True)
class _Job:
    cost: float
    done: Callable[[], None]


@dataclass(slots=True)
class _Pushed:
    at: float
    cost: float
    told: Callable[[], None]


@dataclass(slots=True)
class ModelHub:
    """`processes` hubs before one store, each with one core's work; one of them fills the tables."""

    clock: Clock
    processes: int
    connections: int
    after_tables: float = 0.0  # seconds of processor of the workers, each time that the tables have moved
    others: Callable[[], float] = lambda: 0.0  # share of a process that goes to what is not in the queue
    listening: int = 0  # feeds that are open
    told_to_wait: int = 0
    given_up: int = 0
    worked: float = 0.0  # seconds of processor, without `others`
    longest: int = 0  # the queue
    queue_by_minute: dict[int, int] = field(default_factory=lambda: defaultdict(int))
    work_by_minute: dict[int, float] = field(default_factory=lambda: defaultdict(float))
    _queue: deque[_Job] = field(default_factory=deque)
    _pushed: deque[_Pushed] = field(default_factory=deque)
    _batch: deque[_Pushed] = field(default_factory=deque)
    _told: list[Callable[[], None]] = field(default_factory=list)
    _busy: int = 0
    _is_tabling: bool = False
    _lead: float = 0.0  # seconds that the tables had more than the requests, since both wanted any

    @property
    def busiest_minute(self) -> float:
        """Share of one process's time."""
        return max(self.work_by_minute.values(), default=0.0) / MINUTE / self.processes

    def ask(self, cost: float, then: Callable[[], None] = lambda: None) -> Wish:
        """One request. `then` is done at the hub, also when nobody waits for its answer any more."""

        def begin(resume: Callable[[Answer], None]) -> None:
            if len(self._queue) + self._busy + self.listening >= self.connections * self.processes:
                self.told_to_wait += 1
                resume(Answer.COME_AGAIN)
                return
            answered = [False]

            def finish() -> None:
                then()
                if not answered[0]:
                    answered[0] = True
                    resume(Answer.DONE)

            def give_up() -> None:
                if not answered[0]:
                    answered[0] = True
                    self.given_up += 1
                    resume(Answer.NONE)

            self.clock.after(ALLOWANCE, give_up)
            self._queue.append(_Job(cost, finish))
            self._note_queue()
            self._work()

        return begin

    def table(self, cost: float, told: Callable[[], None]) -> None:
        """What was pushed goes into the tables; all that is filled in together is told together."""
        self._pushed.append(_Pushed(self.clock.now, cost, told))
        self.clock.after(PATIENCE, self._work)
        self._work()

    def _work(self) -> None:
        while self._busy < self.processes:
            if self._wants_tables():
                self._fill()
            elif self._queue:
                job = self._queue.popleft()
                if self._pushed or self._batch:
                    self._lead -= job.cost
                self._serve(job.cost, job.done)
            else:
                return

    def _wants_tables(self) -> bool:
        if self._is_tabling or not (self._batch or self._pushed):
            return False
        if not self._queue:
            return True
        if self._batch:
            return self._lead <= 0
        return self.clock.now - self._pushed[0].at >= PATIENCE

    def _fill(self) -> None:
        if not self._batch:
            self._batch, self._pushed = self._pushed, deque()
            self._lead = 0.0
        one = self._batch.popleft()
        cost = one.cost if self._batch else one.cost + self.after_tables
        self._is_tabling = True
        self._lead += cost
        self._told.append(one.told)

        def done() -> None:
            self._is_tabling = False
            if not self._batch:
                told, self._told = self._told, []
                for tell in told:
                    tell()

        self._serve(cost, done)

    def _serve(self, cost: float, done: Callable[[], None]) -> None:
        self._busy += 1
        left = max(0.05, 1 - self.others() / self.processes)
        self.work_by_minute[int(self.clock.now // MINUTE)] += cost

        def finish() -> None:
            self._busy -= 1
            self.worked += cost
            done()
            self._work()

        self.clock.after(cost / left, finish)

    def _note_queue(self) -> None:
        minute = int(self.clock.now // MINUTE)
        waiting = len(self._queue)
        self.longest = max(self.longest, waiting)
        self.queue_by_minute[minute] = max(self.queue_by_minute[minute], waiting)
