"""The nodes of an Apache CouchDB behind one client: what one cannot answer is asked of the next."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from typing import Any

import httpx2

from sync.couch_http import Client, NotSent
from sync.errors import BadRequest, Unavailable

_ATTEMPTS = 8  # over some ten seconds: so long a node takes to start again
FIRST_PAUSE, _LONGEST = 0.1, 3.0  # seconds between two rounds
_NEW_EDITS = b'{"new_edits":true'
_ACCEPTED = 202


class Node(Client):
    """One of them. A document that fewer nodes than a majority have kept is not yet kept."""

    def _recognize(self, answer: httpx2.Response) -> None:
        of_a_document = answer.request.url.path.count("/") > 1 and not answer.request.url.path.endswith(
            "/_compact"
        )
        if answer.status_code == _ACCEPTED and of_a_document:
            raise Unavailable("Too few nodes of CouchDB could keep it.", retry_after=1)


class Nodes(Client):
    """Asks them one after the other, and each again, later, while none answers.

    What may be in the store already is not sent a second time: a new edit that was sent and not answered
    raises `Unavailable`, and who wanted it looks what has become of it.
    """

    def __init__(self, urls: Sequence[str]) -> None:
        if not urls:
            raise BadRequest("No address of a CouchDB was given")
        self._nodes = [Node(url) for url in urls]
        self._now = 0  # the one that answered last
        self.url = ", ".join(node.url for node in self._nodes)

    async def lines(self, path: str, query: dict[str, str]) -> AsyncIterator[bytes]:
        """Of one node; Unavailable when it is lost."""
        node = self._nodes[self._now]
        try:
            async for line in node.lines(path, query):
                yield line
        except Unavailable:
            self._pass_over(node)
            raise

    async def close(self) -> None:
        for node in self._nodes:
            await node.close()

    async def _ask(
        self, method: str, path: str, query: Any, body: bytes = b"", *given: Any, **how: Any
    ) -> bytes:
        again = not body.startswith(_NEW_EDITS) and (query or {}).get("new_edits") != "true"
        for failures in range(_ATTEMPTS * len(self._nodes)):
            node = self._nodes[self._now]
            try:
                return await node._ask(method, path, query, body, *given, **how)
            except Unavailable as problem:
                last = problem
                self._pass_over(node)
                if not again and not isinstance(problem, NotSent):
                    raise
            round_, place = divmod(failures + 1, len(self._nodes))
            if place == 0:
                await asyncio.sleep(min(_LONGEST, FIRST_PAUSE * 2.0 ** (round_ - 1)))
        raise last

    def _pass_over(self, node: Node) -> None:
        if node is self._nodes[self._now]:
            self._now = (self._now + 1) % len(self._nodes)
