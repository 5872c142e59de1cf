"""The same requests to the hub and to Apache CouchDB, good ones and bad ones: the same answers."""

import json
import re
from pathlib import Path
from typing import Any
from urllib.parse import quote

import httpx2
import pytest

from tests.contract.asked import STORIES
from tests.contract.asked.ask import Ask
from tests.couch_hub import live_couch
from tests.couchdb import one_node

_REVISION = re.compile(r"(\d+)-[0-9a-f]{32}")
_UUID = re.compile(r"[0-9a-f]{32}")
_SEQUENCES = ("seq", "last_seq", "update_seq", "purge_seq")
# Told in docs/protocol.md: where a row stands, how many are left, what follows from packing text.
_OWN = ("offset", "pending", "digest", "encoding", "encoded_length", "instance_start_time", "ref")
_LEFT_ALONE = "/?&=<>,:"  # in a path; everything else is encoded


class _Server:
    """One of the two. Knows the revisions and the sequence it has given."""

    def __init__(self, url: str, database: str) -> None:
        # One connection a request: CouchDB sends a little more after an event stream has ended.
        self._client = httpx2.AsyncClient(headers={"Connection": "close"}, timeout=20)
        self._url = url
        self._database = database
        self._revisions: dict[str, str] = {}
        self._sequence = "0"

    async def create(self) -> None:
        await self._client.put(f"{self._url}/{self._database}?q=1")

    async def drop(self) -> None:
        await self._client.delete(f"{self._url}/{self._database}")
        await self._client.aclose()

    async def answer(self, ask: Ask) -> Any:
        """What must be the same."""
        path = ask.where[1:] if ask.where.startswith("//") else f"/{self._database}{ask.where}"
        content = ask.body if isinstance(ask.body, bytes) else self._filled(json.dumps(ask.body)).encode()
        headers = {"Accept": "application/json", "Content-Type": "application/json"}
        headers |= {name.title(): self._filled(value) for name, value in ask.headers.items()}
        answer = await self._client.request(
            ask.method,
            self._url + quote(self._filled(path), safe=_LEFT_ALONE + "%+"),
            content=None if ask.body is None else content,
            headers=headers,
        )
        kind = answer.headers.get("content-type", "").partition(";")[0]
        told = [answer.headers.get(name) for name in ("content-range", "www-authenticate")]
        return [answer.status_code, kind, *told, self._read(answer, kind)]

    def _filled(self, text: str) -> str:
        text = text.replace("<seq>", self._sequence)
        return re.sub(r"<([^<>]+)>", lambda found: self._revisions.get(found[1], "1-f"), text)

    def _read(self, answer: httpx2.Response, kind: str) -> Any:
        if kind != "application/json" or answer.status_code == 304 or not answer.content:
            parts = answer.content.count(b"Content-Type:") if kind.startswith("multipart") else 0
            return parts or [_likened(line) for line in answer.text.split("\n") if line]
        try:
            body = answer.json()
        except json.JSONDecodeError:  # a continuous feed
            body = [json.loads(line) for line in answer.text.splitlines() if line]
        for row in body if isinstance(body, list) else [body]:
            if isinstance(row, dict):
                self._remember(row)
        return _likened(body)

    def _remember(self, row: dict[str, Any]) -> None:
        if row.get("ok") is True and "rev" in row:
            self._revisions[row["id"]] = row["rev"]
        self._sequence = row.get("last_seq", self._sequence)


def _likened(value: Any, name: str = "") -> Any:
    """The value without what is a server's own: hashes, ids it made, sequences, sentences."""
    match value:
        case dict():
            return {
                name: "" if name == "reason" and "error" in value else _likened(part, name)
                for name, part in value.items()
                if name not in _OWN
            }
        case list():
            return [_likened(part, name) for part in value]
        case str() if name in _SEQUENCES or value.startswith(("id: ", "data: ")):
            return "sequence"
        case str():
            return _UUID.sub("uuid", _REVISION.sub(r"\1-rev", value))
    return value


@pytest.mark.couchdb
@pytest.mark.parametrize("name", STORIES)
async def test_same_answers(name: str, tmp_path: Path) -> None:
    database = f"same-answers-{name}"
    async with live_couch(tmp_path) as hub_url:
        hub = _Server(hub_url, database)
        couch = _Server(one_node(), database)
        await hub.create()
        await couch.create()
        try:
            surprises = [told for ask in STORIES[name] if (told := await _surprise(ask, hub, couch))]
        finally:
            await couch.drop()
            await hub.drop()
    assert not surprises, "\n".join(surprises)


async def _surprise(ask: Ask, hub: _Server, couch: _Server) -> str:
    """What is not as it should be; empty when all is."""
    ours, theirs = await hub.answer(ask), await couch.answer(ask)
    if (ours == theirs) != bool(ask.differs):
        return ""
    told = "are the same now" if ask.differs else f"differ: hub {ours}\n  CouchDB {theirs}"
    return f"{ask.method} {ask.where} {ask.body or ''} {ask.headers or ''}: the answers {told}"
