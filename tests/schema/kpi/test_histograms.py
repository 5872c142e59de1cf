"""Percentiles read from buckets."""

from collections import Counter

import pytest

from schema.kpi.histograms import HANDLING, HISTOGRAMS, LAG, VISITS, Histogram


@pytest.mark.parametrize(
    ("histogram", "value", "measure"),
    [
        (VISITS, 0, "visits_0"),
        (VISITS, 8, "visits_8"),
        (VISITS, 40, "visits_9"),
        (HANDLING, 30, "handling_0"),
        (HANDLING, 30.5, "handling_1"),
        (HANDLING, 9000, "handling_11"),
        (LAG, -5, "lag_0"),
    ],
)
def test_a_value_falls_into_the_bucket_that_ends_at_it(
    histogram: Histogram, value: float, measure: str
) -> None:
    assert histogram.measure(value) == measure


@pytest.mark.parametrize("histogram", HISTOGRAMS.values(), ids=HISTOGRAMS)
def test_nothing_counted_has_no_percentile(histogram: Histogram) -> None:
    assert histogram.percentile(Counter(), 0.5) is None


def test_whole_numbers_are_known_exactly() -> None:
    counts = Counter({"visits_1": 6, "visits_2": 3, "visits_4": 1})
    assert [VISITS.percentile(counts, share) for share in (0.5, 0.6, 0.9, 1)] == [1, 1, 2, 4]
    assert VISITS.percentile(Counter({"visits_9": 1}), 0.5) == 9


def test_inside_a_bucket_values_lie_evenly() -> None:
    counts = Counter({"handling_0": 2, "handling_1": 2})
    assert [HANDLING.percentile(counts, share) for share in (0.25, 0.5, 0.75, 1)] == [15, 30, 45, 60]


def test_of_the_bucket_without_an_end_the_beginning_is_told() -> None:
    assert HANDLING.percentile(Counter({"handling_11": 4}), 0.9) == 3600
