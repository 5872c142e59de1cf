"""A small half year: everything happens in it, and nothing of it is wrong but what is meant to be."""

from collections import Counter, defaultdict
from datetime import UTC, datetime, timedelta

import pytest

from schema.case import Case
from schema.facts import catalogue, fact_types, order_fault
from schema.fold import case_machine, fold
from schema.id_number import read_id_number
from schema.judge import Arrival, Holdings, Outcome, judge
from server.clock import rfc3339
from server.demo_history.history import TURNS, History, Written
from server.demo_history.people import Registry
from server.demo_history.places import TOWNSHIPS
from server.demo_history.world import Plan
from server.founding import shipped
from server.online.intake import PORTAL_DEVICE
from sync.records import Document
from tests.tablet import DISTRICT_KEY, DISTRICT_KEYS

UNTIL = datetime(2026, 6, 30, 8, 0, tzinfo=UTC)
PLAN = Plan(cases=200, seed=7, since=UNTIL - timedelta(days=180), until=UNTIL)


class Told:
    """The whole story of a plan."""

    def __init__(self, plan: Plan) -> None:
        self.history = History(plan, DISTRICT_KEY, DISTRICT_KEY.public_key())
        self.written: Written = [one for some in self.history.tell() for one in some]
        self.documents = [document for _, document in self.written]
        self.facts = [document for document in self.documents if "seq" in document]
        self.orders = [document for document in self.documents if document["_id"].startswith("order:")]
        self.guides = {guide["_id"]: guide for guide in shipped("guides")}

    def cases(self) -> list[Case]:
        documents: dict[str, list[Document]] = defaultdict(list)
        for one in (*self.facts, *self.orders):
            documents[one["case"]].append(one)
        documents.pop("")
        folded = [fold(some, self.guides) for some in documents.values()]
        return [case for case in folded if case]


@pytest.fixture(scope="module")
def told() -> Told:
    return Told(PLAN)


def test_the_same_dice_give_the_same_documents(told: Told) -> None:
    assert Told(PLAN).written == told.written
    other = Told(Plan(20, 8, PLAN.since, PLAN.until))
    assert other.facts[0]["sig"] != told.facts[0]["sig"]


def test_every_kind_of_fact_and_order_occurs(told: Told) -> None:
    assert {fact["type"] for fact in told.facts} == fact_types()
    assert {order["type"] for order in told.orders} == set(catalogue()["orders"]) - {"copy"}
    assert {document["type"] for document in told.documents} >= {"device", "block", "arrival", "task"}


def test_every_state_of_the_case_table_occurs(told: Told) -> None:
    states = {state for row in case_machine() for state in (row["to"], *row["from"])} - {"", "*", "none"}
    assert {case["state"] for case in told.cases()} == states


def test_every_item_comes_by_every_channel(told: Told) -> None:
    ways = Counter((case["item"], case["channel"]) for case in told.cases())
    assert len(ways) == 6
    assert ways.total() >= PLAN.cases  # and a second case for each couple that applied twice
    assert any(not certificate["online"] for case in told.cases() for certificate in case["certificates"])
    assert len(TURNS) < 100, "each unusual thing comes once in a hundred cases"


def test_the_gate_takes_every_fact(told: Told) -> None:
    by_id = {document["_id"]: document for document in told.documents}
    world = told.history.world
    holdings = Holdings(
        devices={one["device"]: one for one in told.documents if one["type"] == "device"},
        guides=told.guides,
        blocks={name: one for name, one in by_id.items() if one["type"] == "block"},
        people={name: "clerk" for site in world.sites for name in site.clerks}
        | {name: "township" for hall in world.halls.values() for name in hall.clerks},
        district_keys=DISTRICT_KEYS,
    )
    verdicts = {
        judge(Arrival(document, database, "1-a"), holdings)
        for database, document in told.written
        if "sig" in document
    }
    assert {verdict.outcome for verdict in verdicts} == {Outcome.ACCEPTED}, verdicts
    assert not {order_fault(order) for order in told.orders} - {""}
    assert len(by_id) == len(told.documents), "an id is given twice"


def test_nothing_is_without_effect_but_the_blunders(told: Told) -> None:
    violations = {one["fact"]: one["rule"] for case in told.cases() for one in case["violations"]}
    assert set(violations) == told.history.world.blunders
    assert set(violations.values()) == {"R01", "R04"}


def test_each_tablet_writes_one_chain_in_the_order_of_time(told: Told) -> None:
    last: dict[str, tuple[int, str]] = {}
    for fact in told.facts:
        seq, at = last.get(fact["device"], (0, ""))
        assert (fact["seq"], fact["at"] > at) == (seq + 1, True), fact["_id"]
        last[fact["device"]] = (fact["seq"], fact["at"])
    moments = {document["at"] for document in told.documents if "at" in document}
    assert rfc3339(PLAN.since - timedelta(days=4)) < min(moments)
    assert max(moments) < rfc3339(PLAN.until)


def test_all_townships_have_work_and_a_few_offices_are_silent(told: Told) -> None:
    hard = Told(Plan(1500, 1, PLAN.since, PLAN.until))
    opened = Counter(case["site"][:9] for case in hard.cases() if not case["id"].startswith(PORTAL_DEVICE))
    assert len(opened) == len(TOWNSHIPS) == 30
    assert opened["500116004"] > 3 * opened["500116123"], "a town has more to do than the mountains"
    silent = [site for site in told.history.world.sites if site.heard_until]
    assert silent
    for site in silent:
        assert site.heard_until
        late = [fact for fact in told.facts if fact["site"] == site.code]
        assert all(fact["at"] < rfc3339(site.heard_until) for fact in late)


def test_nobody_in_it_is_real(told: Told) -> None:
    people = [
        fact[whom]
        for fact in (*told.facts, *told.orders)
        if fact["type"] in ("application", "certificate", "declaration")
        for whom in ("husband", "wife")
    ]
    assert {one["idNo"][:6] for one in people} == {"999999"}
    assert {read_id_number(one["idNo"]).fault for one in people} == {""}
    sites = told.history.world.sites
    assert {site.code[9] for site in sites} == {"9"}


def test_no_two_people_have_one_number() -> None:
    registry = Registry(Told(Plan(0, 1, PLAN.since, PLAN.until)).history.world.chance, PLAN.since.date())
    couples = [registry.couple("birth-service", "白沙镇") for _ in range(2000)]
    numbers = [couple[whom]["idNo"] for couple in couples for whom in ("husband", "wife")]
    assert len({*numbers}) == 4000
    sexes = {(read_id_number(couple["husband"]["idNo"]).sex) for couple in couples}
    assert sexes == {"male"}
