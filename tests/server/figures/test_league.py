"""Who comes first among the townships."""

from collections import Counter

from server.figures.league import standings

GOOD = Counter(
    {"opened": 10, "notified": 10, "told_once": 10, "due": 10, "on_time": 10, "sites": 1, "sites_done": 1}
)
LATE = GOOD | Counter({"due": 12})
FEW = Counter({"opened": 4, "notified": 4, "told_once": 4})


def test_the_best_comes_first_and_who_has_too_few_cases_has_no_rank() -> None:
    table = standings({"1": FEW, "2": LATE, "3": GOOD, "4": GOOD})
    assert [(one.area, one.rank) for one in table] == [("3", 1), ("4", 1), ("2", 3), ("1", None)]
    assert table[0].score == 100
    assert table[0].values["overdueRate"] == 0
    assert table[-1].cases == 4


def test_a_township_of_which_nothing_is_known_is_in_the_table() -> None:
    (only,) = standings({"1": Counter()})
    assert (only.rank, only.cases, only.values["visitsPerCase"]) == (None, 0, None)


def test_who_has_no_case_has_no_score_and_stands_last() -> None:
    idle = Counter({"sites": 1, "sites_done": 1})  # its guides are on show: that alone would be 100 points
    table = standings({"1": idle, "2": FEW, "3": GOOD})
    assert [(one.area, one.score is None) for one in table] == [("3", False), ("2", False), ("1", True)]
