"""What was ticked by mistake: taken back until somebody is told, and in no tick but one's own."""

from typing import Any

from tests.vectors.scenarios import told


def _missing(case: dict[str, Any], n: int) -> list[str]:
    return [entry["key"] for entry in case["notices"][n]["missing"]]


def test_r01_what_was_ticked_by_mistake_is_told_with_the_rest() -> None:
    case = told("ticked by mistake").state
    assert [_missing(case, n) for n in (0, 1)] == [["M02:wife", "M03:couple"], ["M02:wife"]]
    assert (case["state"], case["violations"]) == ("accepted", [])


def test_r01_what_a_notice_says_was_shown_stays_shown() -> None:
    case = told("unticked too late").state
    assert [one["rule"] for one in case["violations"]] == ["R01", "order"]
    assert (case["state"], case["missing"]) == ("accepted", [])


def test_what_another_tablet_saw_too_still_counts() -> None:
    assert told("seen at both windows").state["shown"] == ["M01:wife"]
