"""The laws that a simulated district keeps, whatever its numbers."""

import math
from dataclasses import replace

import pytest

from bench.city import districts_of
from bench.costs import Costs
from bench.model_district import District, LostOrDoubled, Outage, Overfull, Returned
from bench.model_hub import Answer, Clock, ModelHub, NeverDone, Process
from sync.projector.projector import PATIENCE

COSTS = Costs(
    request=0.0003,
    poll=0.0008,
    renewal=0.003,
    offered=7e-6,
    fetched=9e-5,
    taken=0.0004,
    tabled=0.001,
    alone=0.03,
    idle=0.001,
    small_bytes=1_354,
    poll_bytes=1_342,
    fact_bytes=676,
    memory=225_000_000,
    feed_memory=27_000,
)
OUTAGE = Outage(sites=60, tablets=2, cases=3, facts=12, within=60, held=100)
BENCH = replace(OUTAGE, tablets=5, facts=20, within=0, round_trip=0, rate=math.inf, is_bare=True)


def _run(outage: Outage, costs: Costs = COSTS) -> Returned:
    return District(outage, costs).run()


def test_the_same_seed_gives_the_same_day() -> None:
    assert _run(OUTAGE).waits == _run(OUTAGE).waits
    assert _run(OUTAGE).waits != _run(replace(OUTAGE, seed=2)).waits


@pytest.mark.parametrize("outage", [OUTAGE, replace(OUTAGE, within=0), replace(OUTAGE, within=0, cases=40)])
def test_every_fact_is_in_the_tables_once_and_has_its_receipt(outage: Outage) -> None:
    district = District(outage, COSTS)
    district.run()
    assert sum(one.facts for one in district.tablets) > 1_000
    assert all(one.tabled == len(one.taken) == one.facts for one in district.tablets)
    assert all(one.receipted for one in district.tablets if one.facts)


def test_a_fact_that_is_counted_twice_is_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    def twice(hub: ModelHub, cost: float, told: object) -> None:
        assert callable(told)
        told()
        told()

    monkeypatch.setattr(ModelHub, "table", twice)
    with pytest.raises(LostOrDoubled):
        _run(OUTAGE)


@pytest.mark.parametrize("outage", [replace(OUTAGE, within=0), BENCH])
def test_more_tablets_never_finish_earlier(outage: Outage) -> None:
    finished = [_run(replace(outage, sites=sites)).finished for sites in (20, 40, 80, 160)]
    assert finished == sorted(finished)


def test_more_facts_never_finish_earlier() -> None:
    finished = [_run(replace(BENCH, facts=facts)).finished for facts in (5, 10, 20, 40)]
    assert finished == sorted(finished)


@pytest.mark.parametrize("processes", [1, 2, 4])
def test_no_hub_works_more_than_its_cores(processes: int) -> None:
    returned = _run(replace(BENCH, sites=100, processes=processes))
    assert returned.hub.worked <= processes * returned.finished + 1e-6
    assert returned.answered_work <= processes * returned.answered + 1e-6


def test_all_work_is_done_however_many_hubs_share_it() -> None:
    alone, shared = (_run(replace(BENCH, processes=processes)) for processes in (1, 3))
    assert shared.hub.worked == pytest.approx(alone.hub.worked)
    assert shared.answered < alone.answered


def test_who_fills_the_tables_is_one_hub_alone() -> None:
    """However many there are, the tables take the time that they take."""
    returned = _run(replace(BENCH, processes=8))
    assert returned.finished >= returned.facts * COSTS.tabled


def test_a_hub_without_room_tells_to_wait_and_everybody_is_served_in_the_end() -> None:
    roomy = replace(OUTAGE, within=0)
    tight = replace(roomy, connections=2 * 120 + 1)
    assert _run(roomy).hub.told_to_wait == 0
    returned = _run(tight)
    assert returned.hub.told_to_wait > 0
    assert returned.finished > _run(roomy).finished


def test_a_slow_hub_is_given_up_and_loses_nothing() -> None:
    returned = _run(replace(OUTAGE, within=0), replace(COSTS, request=0.27))
    assert returned.hub.given_up > 0
    assert len(returned.waits) > 90


def test_a_hub_that_answers_nobody_in_time_is_told_apart() -> None:
    with pytest.raises(NeverDone):
        _run(replace(OUTAGE, within=0), replace(COSTS, request=1.5))


def test_more_feeds_than_connections_are_not_simulated() -> None:
    with pytest.raises(Overfull):
        District(replace(OUTAGE, connections=240), COSTS)


def test_tables_wait_for_requests_but_not_for_ever() -> None:
    clock = Clock()
    hub = ModelHub(clock, processes=1, connections=5_000)
    told: list[float] = []

    def ask_for_ever() -> Process:
        yield hub.ask(0.1)
        hub.table(0.5, lambda: told.append(clock.now))
        while clock.now < 30:
            answer = yield hub.ask(0.1)
            assert answer is Answer.DONE

    for _ in range(5):
        clock.start(ask_for_ever())
    clock.run()
    assert len(told) == 5
    assert PATIENCE <= min(told) < 3 * PATIENCE


def test_the_workers_have_their_round_whenever_the_tables_have_moved() -> None:
    """So it costs more when tablets come one after the other."""
    costs = replace(COSTS, alone=0.3)
    at_once, one_by_one = (_run(replace(OUTAGE, within=within), costs) for within in (0, 3_600))
    assert one_by_one.hub.worked > 2 * at_once.hub.worked


def test_a_city_has_all_its_sites() -> None:
    assert len(districts_of(38)) == 38
    assert abs(sum(districts_of(38)) - 11_000) < 38
