"""Failures as answers."""

from pathlib import Path

from starlette.types import Message

from sync.store import EmbeddedEngine
from tests.couch_hub import couch_app


async def test_a_client_that_goes_away_is_no_failure_of_the_hub(tmp_path: Path) -> None:
    sent: list[Message] = []

    async def receive() -> Message:
        return {"type": "http.disconnect"}

    async def send(message: Message) -> None:
        sent.append(message)

    engine = EmbeddedEngine(tmp_path)
    await engine.create("papers")
    scope = {
        "type": "http",
        "method": "POST",
        "path": "/couchdb/papers/_bulk_docs",
        "raw_path": b"/couchdb/papers/_bulk_docs",
        "query_string": b"",
        "headers": [],
    }
    await couch_app(engine)(scope, receive, send)
    assert sent[0]["status"] == 400
    await engine.close()
