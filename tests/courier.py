"""A courier's file as a tablet makes it."""

import json
from collections.abc import Iterable, Sequence
from typing import Any

import httpx2
from cryptography.hazmat.primitives.asymmetric import ec

from server.online.sealing import seal
from tests.hub import DemoHub, as_revision
from tests.tablet import Fact, Tablet


def packed(
    tablet: Tablet,
    facts: Sequence[Fact],
    key: ec.EllipticCurvePublicKey,
    database: str = "",
) -> bytes:
    """Of these facts of a tablet, sealed for the holder of `key`; for the database of its site."""
    seqs = [fact["seq"] for fact in facts]
    head = {
        "at": "2021-06-14T02:00:00.000Z",
        "device": tablet.device,
        "facts": len(facts),
        "from": min(seqs),
        "papers": 0,
        "to": max(seqs),
        "type": "courier",
        "v": 1,
    }
    return sealed(head, {database or f"site-{tablet.site}": facts}, key)


def sealed(head: Fact, documents: dict[str, Iterable[Fact]], key: ec.EllipticCurvePublicKey) -> bytes:
    about = json.dumps(head).encode()
    content = {name: [as_revision(one) for one in some] for name, some in documents.items()}
    return about + b"\n" + seal(key, json.dumps(content).encode(), about)


async def bring(demo: DemoHub, file: bytes, user: str = "jijiang") -> httpx2.Response:
    """The hub's answer to somebody who hands it a file."""
    return await demo.client.post("/import", content=file, headers=await demo.bearer(user))


async def brought(demo: DemoHub, file: bytes, user: str = "jijiang") -> Any:
    answer = await bring(demo, file, user)
    assert answer.status_code == 200, answer.text
    return answer.json()
