"""What the hub tells a Prometheus, and whom."""

import re
from pathlib import Path
from typing import Any

import pytest
from prometheus_client.parser import text_string_to_metric_families as families

from server.metrics.metrics import Metrics
from server.metrics.requests import SUBSCRIPTION, Measured
from sync.errors import Unavailable
from sync.projector.postgresql import TablesAway
from sync.store.engine import EmbeddedDatabase
from tests.hub import OTHER_SITE, SITE, DemoHub, demo_hub
from tests.tablet import zhao_story

OPERATIONS = Path(__file__).parents[3] / "docs" / "operations.md"
LABELS = 40  # lines of one metric, at most: buckets apart


async def _numbers(demo: DemoHub, user: str = "district") -> dict[tuple[str, ...], float]:
    answer = await demo.get("/metrics", user)
    assert answer.status_code == 200, answer.text
    return {
        (sample.name, *sample.labels.values()): sample.value
        for family in families(answer.text)
        for sample in family.samples
    }


def test_the_documentation_names_every_metric_and_no_others() -> None:
    exposed = {family.name for family in Metrics().registry.collect()}
    table = OPERATIONS.read_text(encoding="utf-8").partition("## Metrics")[2].partition("\n## ")[0]
    rows = re.findall(r"^\| `(\w+)`", table, re.MULTILINE)
    named = {name.removesuffix("_total") for name in rows}
    assert named == {name.removesuffix("_total") for name in exposed if not name.startswith("process_")}
    alerted = set(re.findall(r"\b(yici_\w+?)(?:_total|_bucket|_count|_sum)?\b(?=[\s{\[)>=])", table))
    assert {name.removesuffix("_total").removesuffix("_bucket") for name in alerted} <= named


async def test_what_is_written_and_refused_is_counted(demo: DemoHub) -> None:
    tablet = await demo.enrolled_tablet()
    zhao_story(tablet)
    before = await _numbers(demo)
    broken = {**tablet.facts[0], "sig": "AA", "_id": tablet.facts[0]["_id"]}
    await demo.push([*tablet.facts[1:], broken])
    await demo.settled()
    after = await _numbers(demo)
    written = ("yici_documents_written_total", "site")
    assert after[written] - before.get(written, 0) == len(tablet.facts) - 1
    assert after["yici_documents_refused_total", "site"] == 1
    assert after["yici_quarantined_documents",] == 1
    assert after["yici_requests_total", "bulk_docs", "201"] == 1
    assert after["yici_request_seconds_count", "bulk_docs"] == 1


async def test_what_waits_is_told(demo: DemoHub) -> None:
    tablet = await demo.enrolled_tablet()
    zhao_story(tablet)
    await demo.push(tablet.facts)
    await demo.settled()
    numbers = await _numbers(demo)
    assert numbers["yici_ready",] == 1
    assert numbers["yici_receipts_waiting",] == 1, "the workers are stopped"
    assert (numbers["yici_sites",], numbers["yici_sites_not_synced",]) == (4, 3)
    assert (numbers["yici_projector_changes_behind",], numbers["yici_projector_seconds_behind",]) == (0, 0)
    await demo.ask(f'mutation {{ closeSite(code: "{OTHER_SITE}", reason: "并入") {{ problems {{ en }} }} }}')
    await demo.settled()
    numbers = await _numbers(demo)
    assert (numbers["yici_sites",], numbers["yici_sites_not_synced",]) == (3, 2)


async def test_tables_that_fall_behind_are_told(demo: DemoHub, monkeypatch: pytest.MonkeyPatch) -> None:
    tablet = await demo.enrolled_tablet()
    zhao_story(tablet)
    await demo.settled()

    async def fails(*_: Any) -> None:
        raise RuntimeError("the disk is full")

    with monkeypatch.context() as patch:
        patch.setattr(demo.hub.projector, "_project", fails)
        await demo.push(tablet.facts)
        numbers = await _numbers(demo)
        assert numbers["yici_projector_changes_behind",] == len(tablet.facts) + 1, "and that they arrived"
        assert numbers["yici_projector_seconds_behind",] > 0
    await demo.settled()
    assert (await _numbers(demo))["yici_projector_changes_behind",] == 0


async def test_without_its_tables_a_hub_tells_what_it_can(
    demo: DemoHub, monkeypatch: pytest.MonkeyPatch
) -> None:
    sites = (await _numbers(demo))["yici_sites",]

    async def away(*_: Any) -> None:
        raise TablesAway("connection refused")

    monkeypatch.setattr("server.metrics.standing.read_tables", away)
    numbers = await _numbers(demo)
    assert (numbers["yici_tables_answer",], numbers["yici_sites",]) == (0, sites)


async def test_without_its_documents_too(demo: DemoHub, monkeypatch: pytest.MonkeyPatch) -> None:
    async def away(*_: Any) -> None:
        raise Unavailable("No node of CouchDB answers.")

    monkeypatch.setattr(EmbeddedDatabase, "info", away)
    numbers = await _numbers(demo)
    assert (numbers["yici_documents_answer",], numbers["yici_tables_answer",]) == (0, 1)
    assert numbers["yici_store_takes_writes",] == 1


async def test_addresses_make_no_new_labels(demo: DemoHub) -> None:
    for n in range(200):
        await demo.client.get(f"/nowhere/{n}")
        await demo.client.get(f"/couchdb/site-{SITE}/visit:{n}")
    numbers = await _numbers(demo)
    assert numbers["yici_requests_total", "other", "404"] == 200
    by_name = [name for name, *_ in numbers if not name.endswith("_bucket")]
    assert max(map(by_name.count, by_name)) < LABELS
    assert not any(SITE in label for key in numbers for label in key)


@pytest.mark.parametrize(
    ("user", "status"),
    [("", 401), ("sipaifang-1", 403), ("auditor", 403), ("portal", 403), ("district", 200)],
)
async def test_who_may_see_them(demo: DemoHub, user: str, status: int) -> None:
    assert (await demo.get("/metrics", user)).status_code == status


async def test_with_its_token_a_prometheus_needs_no_account(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("YICI_METRICS_TOKEN", "a long secret")
    async with demo_hub(tmp_path / "hub") as demo:
        for token, status in (("a long secret", 200), ("another", 401), ("", 401)):
            answer = await demo.client.get("/metrics", headers={"Authorization": f"Bearer {token}"})
            assert answer.status_code == status
            assert ("wrong" in answer.text) == (status == 401)  # and not: sign in first


async def test_without_a_token_in_the_settings_none_opens_them(demo: DemoHub) -> None:
    assert (await demo.client.get("/metrics", headers={"Authorization": "Bearer "})).status_code == 401


async def test_an_open_subscription_is_counted_while_it_is_open() -> None:
    metrics, seen = Metrics(), []

    def are_open() -> float | None:
        return metrics.registry.get_sample_value("yici_requests_under_way", {"route": SUBSCRIPTION})

    async def app(*_: Any) -> None:
        seen.append(are_open())

    nobody: Any = None
    await Measured(app, metrics)({"type": "websocket", "path": "/graphql"}, nobody, nobody)
    assert [*seen, are_open()] == [1, 0]
