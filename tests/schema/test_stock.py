"""Every leased number is in one state: counted by sums as it is found one by one."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schema.stock import LAST_SERIAL, counted, is_low, placed, runs

USED = ("issued", "spoiled", "void", "awaited")


def _stock(leased: int, used: dict[int, str]) -> dict[str, int]:
    below = min(max(used, default=0), leased)
    return {
        "leased": leased,
        **{state: Counter(used.values())[state] for state in USED},
        "passed_over": below - len(used),
    }


@given(
    blocks=st.integers(1, 4),
    used=st.dictionaries(st.integers(1, 20), st.sampled_from(USED), max_size=20),
    missing=st.integers(0, 40),
    ended=st.sampled_from(["", "lost", "stolen", "suspended", "retired"]),
)
def test_the_sums_are_what_is_found_one_by_one(
    blocks: int, used: dict[int, str], missing: int, ended: str
) -> None:
    leased = 5 * blocks
    standing = {serial: state for serial, state in used.items() if serial <= leased}
    places = placed([(5 * n + 1, 5 * n + 5) for n in range(blocks)], standing, missing=missing, ended=ended)
    counts = counted(_stock(leased, standing), missing=missing, ended=ended)
    assert list(places) == list(range(1, leased + 1))
    assert +counts == Counter(places.values())
    assert counts.total() == leased


def test_what_a_gap_may_hold_is_awaited_and_not_called_unused() -> None:
    places = placed([(1, 6)], {1: "issued", 4: "issued"}, missing=1, ended="lost")
    assert places == {1: "issued", 2: "awaited", 3: "lost", 4: "issued", 5: "lost", 6: "lost"}


def test_of_a_whole_chain_what_was_passed_over_is_skipped() -> None:
    assert placed([(1, 3)], {2: "spoiled"}, missing=0, ended="") == {1: "skipped", 2: "spoiled", 3: "free"}


def test_only_a_retired_tablet_returns_its_numbers() -> None:
    assert placed([(1, 1)], {}, missing=0, ended="retired") == {1: "returned"}
    assert placed([(1, 1)], {}, missing=0, ended="suspended") == {1: "lost"}


@pytest.mark.parametrize(
    ("leased", "used", "low"),
    [(200, 139, False), (200, 140, True), (400, 279, False), (400, 280, True), (LAST_SERIAL, 9999, False)],
)
def test_the_next_block_is_due_when_thirty_percent_are_left(leased: int, used: int, low: bool) -> None:
    assert is_low(leased, used) == low


def test_runs() -> None:
    assert runs([1, 2, 3, 7, 9, 10]) == [(1, 3), (7, 7), (9, 10)]
    assert runs([]) == []
