"""One run measured: how much was done in what time, and what it cost the server."""

import statistics
import time
from dataclasses import dataclass, replace
from types import TracebackType
from typing import Self

from bench.servers import Server


@dataclass(frozen=True, slots=True)
class Sample:
    units: int
    seconds: float
    cpu: float  # seconds of the server

    @property
    def rate(self) -> float:
        return self.units / self.seconds


class Stopwatch:
    """Runs while it is entered."""

    def __init__(self, server: Server) -> None:
        self._server = server

    def __enter__(self) -> Self:
        self._cpu, self._start = self._server.cpu_seconds, time.perf_counter()
        return self

    def __exit__(self, *_: type[BaseException] | BaseException | TracebackType | None) -> None:
        self._whole = self.until_now(0)

    def until_now(self, units: int) -> Sample:
        """While it is still running."""
        return Sample(units, time.perf_counter() - self._start, self._server.cpu_seconds - self._cpu)

    def sample(self, units: int) -> Sample:
        return replace(self._whole, units=units)


def median_rate(samples: list[Sample]) -> float:
    return statistics.median(sample.rate for sample in samples)


def cpu_each(samples: list[Sample]) -> float:
    """Microseconds of the server a unit, over all runs: the clock of /proc ticks a hundred times a second."""
    return sum(sample.cpu for sample in samples) / sum(sample.units for sample in samples) * 1e6


def rates(samples: list[Sample]) -> str:
    """`12,000 (11,000 to 13,000)`."""
    measured = [sample.rate for sample in samples]
    return f"{median_rate(samples):,.0f} ({min(measured):,.0f} to {max(measured):,.0f})"
