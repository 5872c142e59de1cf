"""Counts in fixed buckets, from which percentiles are read however many cases there are. Pure."""

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Histogram:
    """`ends` are the highest values of its buckets but the last, which has no end. Of whole numbers that have
    a bucket each, a value is known exactly."""

    name: str
    unit: str
    ends: tuple[int, ...]
    is_exact: bool = False

    @property
    def measures(self) -> tuple[str, ...]:
        """One measure for each bucket, the lowest first."""
        return tuple(f"{self.name}_{n}" for n in range(len(self.ends) + 1))

    def measure(self, value: float) -> str:
        """Of the bucket a value falls into; what is below nought counts as nought."""
        return f"{self.name}_{bisect_left(self.ends, max(value, 0))}"

    def percentile(self, counts: Mapping[str, int], share: float) -> float | None:
        """The value that `share` of those counted do not exceed, as if they lay evenly in their bucket; of
        the last bucket the value where it begins. None where nothing was counted."""
        in_bucket = [counts[name] for name in self.measures]
        wanted = share * sum(in_bucket)
        if not wanted:
            return None
        bucket, passed = _bucket_of(in_bucket, wanted)
        if bucket == len(self.ends):
            return float(self.ends[-1] + (1 if self.is_exact else 0))
        end, begin = self.ends[bucket], self.ends[bucket - 1] if bucket else 0
        if self.is_exact:
            return float(end)
        return begin + (end - begin) * (wanted - passed) / in_bucket[bucket]


def _bucket_of(in_bucket: Sequence[int], wanted: float) -> tuple[int, int]:
    passed = 0
    for bucket, n in enumerate(in_bucket):
        if passed + n >= wanted and n:
            return bucket, passed
        passed += n
    raise AssertionError("more wanted than counted")


VISITS = Histogram("visits", "visits", tuple(range(9)), is_exact=True)
HANDLING = Histogram("handling", "seconds", (30, 60, 90, 120, 150, 180, 240, 300, 600, 1800, 3600))
LAG = Histogram("lag", "seconds", (60, 600, 3600, 4 * 3600, 86_400, 3 * 86_400, 10 * 86_400))
HISTOGRAMS = {one.name: one for one in (VISITS, HANDLING, LAG)}
