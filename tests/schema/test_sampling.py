"""A sample follows from its seed alone."""

from schema.sampling import drawn_by

CASES = [f"500116001901A1-{n}" for n in range(1, 100)]


def test_it_is_drawn_by_hash_and_not_by_the_order_of_rows() -> None:
    drawn = drawn_by("2021-06", CASES, 5)
    assert drawn == [f"500116001901A1-{n}" for n in (40, 87, 85, 36, 27)]
    assert drawn == drawn_by("2021-06", reversed(CASES), 5) == drawn_by("2021-06", CASES, 9)[:5]


def test_another_seed_draws_others() -> None:
    assert set(drawn_by("2021-06", CASES, 5)) != set(drawn_by("2021-07", CASES, 5))


def test_there_are_no_more_than_there_are() -> None:
    assert sorted(drawn_by("2021-06", CASES, 1000)) == sorted(CASES)
