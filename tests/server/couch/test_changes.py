"""The changes feed over HTTP: once, waiting, and without end."""

import asyncio
import json
from collections.abc import AsyncGenerator, AsyncIterator
from contextlib import aclosing
from pathlib import Path
from typing import Any

import httpx2
import pytest

from sync.store import EmbeddedEngine
from tests.couch_hub import live_couch

Params = dict[str, str | int]


async def changes(client: httpx2.AsyncClient, **params: str | int) -> dict[str, Any]:
    answer = await client.get("/papers/_changes", params=params)
    assert answer.status_code == 200, answer.text
    feed: dict[str, Any] = answer.json()
    return feed


async def test_rows_in_order_and_where_to_go_on(client: httpx2.AsyncClient) -> None:
    rev = (await client.put("/papers/x", json={"n": 1})).json()["rev"]
    await client.put("/papers/y", json={})
    gone = (await client.delete("/papers/x", params={"rev": rev})).json()["rev"]
    feed = await changes(client)
    assert [(row["id"], row.get("deleted")) for row in feed["results"]] == [("y", None), ("x", True)]
    assert feed["results"][1]["changes"] == [{"rev": gone}]
    assert feed["last_seq"] == feed["results"][1]["seq"]
    assert (await changes(client, since=feed["last_seq"]))["results"] == []


async def test_documents_and_all_leaves(client: httpx2.AsyncClient) -> None:
    docs = [{"_id": "x", "_rev": "1-a", "n": 1}, {"_id": "x", "_rev": "1-b", "n": 2}]
    await client.post("/papers/_bulk_docs", json={"docs": docs, "new_edits": False})
    (row,) = (await changes(client, include_docs="true", style="all_docs"))["results"]
    assert row["changes"] == [{"rev": "1-b"}, {"rev": "1-a"}]
    assert row["doc"] == docs[1]


async def test_a_limit_and_what_is_left(client: httpx2.AsyncClient) -> None:
    await client.post("/papers/_bulk_docs", json={"docs": [{"_id": doc_id} for doc_id in "abc"]})
    first = await changes(client, limit=2)
    assert ([row["id"] for row in first["results"]], first["pending"]) == (["a", "b"], 1)
    rest = await changes(client, limit=2, since=first["last_seq"])
    assert ([row["id"] for row in rest["results"]], rest["pending"]) == (["c"], 0)
    backwards = await changes(client, descending="true", limit=1)
    assert [row["id"] for row in backwards["results"]] == ["c"]


async def test_a_long_answer_comes_in_pieces_and_is_one(client: httpx2.AsyncClient) -> None:
    await client.post("/papers/_bulk_docs", json={"docs": [{"_id": f"{n:05}"} for n in range(2500)]})
    everything = await changes(client)
    assert [row["id"] for row in everything["results"]] == [f"{n:05}" for n in range(2500)]
    assert everything["pending"] == 0
    some = await changes(client, limit=1500)
    assert (len(some["results"]), some["pending"]) == (1500, 1000)


async def test_no_rows_at_all(client: httpx2.AsyncClient) -> None:
    await client.put("/papers/x", json={})
    for feed in ("normal", "longpoll"):
        nothing = await changes(client, limit=0, feed=feed)
        assert (nothing["results"], nothing["pending"]) == ([], 1)
        assert [row["id"] for row in (await changes(client, since=nothing["last_seq"]))["results"]] == ["x"]


async def test_sequences_every_so_many_rows(client: httpx2.AsyncClient) -> None:
    await client.post("/papers/_bulk_docs", json={"docs": [{"_id": doc_id} for doc_id in "abc"]})
    feed = await changes(client, seq_interval=2)
    assert [row["seq"] is None for row in feed["results"]] == [False, True, False]


async def test_some_documents_only(client: httpx2.AsyncClient) -> None:
    await client.post("/papers/_bulk_docs", json={"docs": [{"_id": doc_id} for doc_id in "abc"]})
    posted = await client.post(
        "/papers/_changes", params={"filter": "_doc_ids"}, json={"doc_ids": ["c", "a"]}
    )
    assert [row["id"] for row in posted.json()["results"]] == ["a", "c"]
    got = await changes(client, filter="_doc_ids", doc_ids='["b"]')
    assert [row["id"] for row in got["results"]] == ["b"]


async def test_documents_that_fit_a_selector(client: httpx2.AsyncClient) -> None:
    docs = [{"_id": f"{n}", "n": n} for n in range(6)] + [{"_id": "_design/d"}]
    await client.post("/papers/_bulk_docs", json={"docs": docs})
    asked = {"filter": "_selector", "limit": "2", "include_docs": "true"}
    page = (await client.post("/papers/_changes", params=asked, json={"selector": {"n": {"$gt": 1}}})).json()
    assert [row["doc"]["n"] for row in page["results"]] == [2, 3]
    assert (page["last_seq"], page["pending"]) == (page["results"][-1]["seq"], 3)
    rest = {"filter": "_selector", "since": page["last_seq"]}
    after = await client.post("/papers/_changes", params=rest, json={"selector": {"n": {"$gt": 1}}})
    assert [row["id"] for row in after.json()["results"]] == ["4", "5"]
    back = {"filter": "_selector", "descending": "true", "limit": "1"}
    last = await client.post("/papers/_changes", params=back, json={"selector": {"n": {"$lt": 3}}})
    assert [row["id"] for row in last.json()["results"]] == ["2"]
    missing = await client.post("/papers/_changes", params={"filter": "_selector"}, json={})
    assert (missing.status_code, missing.json()["error"]) == (400, "bad_request")


async def test_many_documents_that_fit_a_selector(client: httpx2.AsyncClient) -> None:
    docs = [{"_id": f"{n:04}", "n": n} for n in range(2500)]
    await client.post("/papers/_bulk_docs", json={"docs": docs})
    asked = {"filter": "_selector"}
    for selector, number in (({"n": {"$gte": 0}}, 2500), ({"n": {"$mod": [2, 0]}}, 1250)):
        feed = (await client.post("/papers/_changes", params=asked, json={"selector": selector})).json()
        assert (len(feed["results"]), feed["pending"]) == (number, 0)
        assert len({row["id"] for row in feed["results"]}) == number


async def test_a_selector_that_takes_long_to_look_at(client: httpx2.AsyncClient) -> None:
    selector = {"$or": [{"n": number} for number in range(2000)]}
    asked = {"filter": "_selector"}
    answer = await client.post("/papers/_changes", params=asked, json={"selector": selector})
    assert (answer.status_code, answer.json()["error"]) == (400, "bad_request")


async def test_revision_ids_are_told_as_they_are(client: httpx2.AsyncClient) -> None:
    rev = '1-x","admin":true,"y":"\\'
    await client.post("/papers/_bulk_docs", json={"docs": [{"_id": "x", "_rev": rev}], "new_edits": False})
    assert (await changes(client))["results"][0]["changes"] == [{"rev": rev}]
    assert (await client.get("/papers/x")).json() == {"_id": "x", "_rev": rev}


async def test_design_documents_only(client: httpx2.AsyncClient) -> None:
    await client.post("/papers/_bulk_docs", json={"docs": [{"_id": "a"}, {"_id": "_design/d"}]})
    assert [row["id"] for row in (await changes(client, filter="_design"))["results"]] == ["_design/d"]


async def test_a_feed_with_documents_may_tell_their_conflicts(client: httpx2.AsyncClient) -> None:
    rivals = [{"_id": "x", "_rev": f"1-{digest}"} for digest in "ab"]
    await client.post("/papers/_bulk_docs", json={"docs": rivals, "new_edits": False})
    feed = await changes(client, include_docs="true", conflicts="true")
    assert feed["results"][0]["doc"]["_conflicts"] == ["1-a"]


@pytest.mark.parametrize("since", ["0", "5", "999-ffffffff1", "nonsense", '"0"', ""])
async def test_tokens_of_nobody_start_from_the_beginning(client: httpx2.AsyncClient, since: str) -> None:
    await client.put("/papers/x", json={})
    assert [row["id"] for row in (await changes(client, since=since))["results"]] == ["x"]


@pytest.mark.parametrize(
    ("params", "status"),
    [
        ({"feed": "carrier"}, 400),
        ({"filter": "_doc_ids"}, 400),
        ({"filter": "_doc_ids", "doc_ids": "x"}, 400),
        ({"limit": "9" * 30}, 400),
        ({"heartbeat": "0"}, 400),
        ({"seq_interval": "0"}, 400),
        ({"since": "9" * 5000}, 400),
        ({"since": "9" * 5000 + "-{epoch}"}, 400),
        ({"heartbeat": "soon"}, 400),
    ],
)
async def test_what_cannot_be_asked(client: httpx2.AsyncClient, params: dict[str, str], status: int) -> None:
    epoch = (await changes(client))["last_seq"].partition("-")[2]
    params = {name: value.replace("{epoch}", epoch) for name, value in params.items()}
    assert (await client.get("/papers/_changes", params=params)).status_code == status


async def test_a_longpoll_waits_for_the_next_change(client: httpx2.AsyncClient) -> None:
    since = (await changes(client))["last_seq"]
    waiting = asyncio.ensure_future(changes(client, feed="longpoll", since=since))
    await client.put("/papers/x", json={})
    assert [row["id"] for row in (await waiting)["results"]] == ["x"]
    assert [row["id"] for row in (await changes(client, feed="longpoll", since=since))["results"]] == ["x"]


async def test_a_longpoll_ends_empty_when_its_time_is_over(client: httpx2.AsyncClient) -> None:
    since = (await changes(client))["last_seq"]
    feed = await changes(client, feed="longpoll", since=since, timeout=1)
    assert feed == {"results": [], "last_seq": since, "pending": 0}


async def test_a_longpoll_of_some_documents_waits_on_past_others(client: httpx2.AsyncClient) -> None:
    since = (await changes(client))["last_seq"]
    params: Params = {"feed": "longpoll", "since": since, "filter": "_doc_ids", "doc_ids": '["y"]'}
    waiting = asyncio.ensure_future(changes(client, **params))
    await client.put("/papers/x", json={})
    await client.put("/papers/y", json={})
    assert [row["id"] for row in (await waiting)["results"]] == ["y"]


async def test_a_longpoll_across_a_restore_is_answered_from_the_beginning(
    client: httpx2.AsyncClient, engine: EmbeddedEngine
) -> None:
    await client.put("/papers/x", json={})
    since = (await changes(client))["last_seq"]
    waiting = asyncio.ensure_future(changes(client, feed="longpoll", since=since))
    await engine.renew()
    feed = await waiting
    assert [row["id"] for row in feed["results"]] == ["x"]
    assert feed["last_seq"] == (await changes(client))["last_seq"] != since


@pytest.fixture
async def live(tmp_path: Path) -> AsyncIterator[httpx2.AsyncClient]:
    """The same on a real socket: an endless answer needs one."""
    async with live_couch(tmp_path / "live") as url, httpx2.AsyncClient(base_url=url) as client:
        await client.put("/papers")
        yield client


async def lines(client: httpx2.AsyncClient, **params: str | int) -> AsyncGenerator[Any, None]:
    """The rows of a continuous feed; None for a heartbeat."""
    asked: Params = {"feed": "continuous", **params}
    async with client.stream("GET", "/papers/_changes", params=asked) as answer:
        async for line in answer.aiter_lines():
            yield json.loads(line) if line else None


async def test_a_continuous_feed_goes_on(live: httpx2.AsyncClient) -> None:
    await live.put("/papers/x", json={})
    async with aclosing(lines(live, heartbeat=60_000)) as feed:
        assert (await anext(feed))["id"] == "x"
        await live.put("/papers/y", json={})
        assert (await anext(feed))["id"] == "y"


async def test_a_continuous_feed_beats_while_nothing_happens(live: httpx2.AsyncClient) -> None:
    async with aclosing(lines(live, heartbeat=10)) as feed:
        assert [await anext(feed), await anext(feed)] == [None, None]


async def test_a_continuous_feed_that_begins_backwards_gives_nothing_twice(live: httpx2.AsyncClient) -> None:
    await live.post("/papers/_bulk_docs", json={"docs": [{"_id": doc_id} for doc_id in "abc"]})
    async with aclosing(lines(live, descending="true", heartbeat=60_000)) as feed:
        assert [(await anext(feed))["id"] for _ in "abc"] == ["c", "b", "a"]
        await live.put("/papers/d", json={})
        assert (await anext(feed))["id"] == "d"


async def test_a_continuous_feed_ends_at_its_limit_or_after_a_silence(live: httpx2.AsyncClient) -> None:
    await live.post("/papers/_bulk_docs", json={"docs": [{"_id": "x"}, {"_id": "y"}]})
    (row, end) = [line async for line in lines(live, limit=1)]
    assert end == {"last_seq": row["seq"], "pending": 1}
    (y, end) = [line async for line in lines(live, since=row["seq"], timeout=1)]
    assert (y["id"], end["last_seq"]) == ("y", y["seq"])


async def test_events_for_a_browser(live: httpx2.AsyncClient) -> None:
    await live.post("/papers/_bulk_docs", json={"docs": [{"_id": "x"}, {"_id": "y"}]})
    asked: Params = {"feed": "eventsource", "limit": 1, "since": "0"}
    first = await live.get("/papers/_changes", params=asked)
    assert first.headers["content-type"].startswith("text/event-stream")
    data, event_id = first.text.rstrip().split("\n")
    row = json.loads(data.removeprefix("data: "))
    assert (row["id"], event_id) == ("x", f'id: "{row["seq"]}"')
    again = {"Last-Event-ID": event_id.removeprefix("id: ")}
    second = await live.get("/papers/_changes", params=asked, headers=again)
    assert '"id":"y"' in second.text


async def test_events_beat_while_nothing_happens(live: httpx2.AsyncClient) -> None:
    asked: Params = {"feed": "eventsource", "heartbeat": 10}
    async with live.stream("GET", "/papers/_changes", params=asked) as answer:
        assert await anext(answer.aiter_lines()) == "event: heartbeat"


async def test_feeds_end_when_the_database_goes(live: httpx2.AsyncClient) -> None:
    async with aclosing(lines(live, heartbeat=60_000)) as feed:
        await live.put("/papers/x", json={})
        assert (await anext(feed))["id"] == "x"
        await live.delete("/papers")
        assert set(await anext(feed)) == {"last_seq", "pending"}


async def test_a_store_that_closes_leaves_nobody_waiting(
    client: httpx2.AsyncClient, engine: EmbeddedEngine
) -> None:
    since = (await changes(client))["last_seq"]
    params = {"feed": "longpoll", "since": since}
    waiting = asyncio.ensure_future(client.get("/papers/_changes", params=params))
    await client.get("/papers")
    await engine.close()
    assert (await waiting).status_code == 503
