"""The figures as data."""

import pytest

from schema.kpi.definitions import Definition, definitions, league, score, summed
from schema.kpi.measures import MEASURES, OF_LISTS, OF_PROMISES

CODES = [f"K{n}" for n in range(1, 20)]


def test_every_code_has_a_figure() -> None:
    codes = [one.code for one in definitions().values()] + [league().code]
    assert sorted(set(codes), key=CODES.index) == CODES


def test_figures_are_made_of_measures_there_are() -> None:
    used = {name for one in definitions().values() for name in one.measures}
    assert used <= {*MEASURES, *OF_LISTS}
    assert not {*MEASURES} & {*OF_LISTS}
    unused = {*MEASURES, *OF_LISTS} - used
    assert unused == {"facts"}  # how much there is, beside how much of it has arrived


@pytest.mark.parametrize("one", definitions().values(), ids=definitions())
def test_a_figure_that_waits_for_the_day_has_no_other_parts(one: Definition) -> None:
    """What is due is read up to yesterday, everything else up to today."""
    assert one.measures <= OF_PROMISES or not one.measures & OF_PROMISES


def test_a_value() -> None:
    late = definitions()["overdueRate"]
    counts = {"due": 10, "on_time": 9}
    assert summed(late.numerator, counts) == 1
    assert late.value(1, 10) == 0.1
    assert late.value(0, 0) is None
    assert definitions()["illegalDemands"].value(1, 50) == 2
    assert definitions()["complaints"].value(3, None) == 3
    assert definitions()["handlingTime"].value(0, None) is None


def test_the_score_of_who_does_all_right_is_a_hundred() -> None:
    best = {one.name: 1.0 if definitions()[one.name].better == "higher" else 0.0 for one in league().weights}
    assert score(best) == 100
    assert score({name: 100.0 - 100 * value for name, value in best.items()}) == 0


def test_what_is_not_known_does_not_weigh() -> None:
    unknown: dict[str, float | None] = {one.name: None for one in league().weights}
    assert score(unknown) is None
    assert score({**unknown, "overdueRate": 0.1}) == pytest.approx(50)
    assert score({**unknown, "overdueRate": 0.1, "rectification": 1.0}) == pytest.approx(58.333, abs=0.01)
