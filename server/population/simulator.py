"""A population system for the demo and for tests. It keeps no register: what it says follows from the number.

Nothing in it is about real people. Most are married to whom they say, for the first time, with one child; of
a few it says something else, or knows nothing.
"""

import hashlib
import secrets

import httpx2
import msgspec
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from server.population.http import HttpPopulation
from server.population.system import Found

MARRIED = Found(marital="first-marriage", spouse_matches=True, children=1)
TO_ANOTHER = Found(marital="first-marriage", spouse_matches=False, children=1)
DIVORCED = Found(marital="divorced", spouse_matches=False, children=1)
_OF_A_HUNDRED: tuple[tuple[int, Found | None], ...] = ((3, None), (3, TO_ANOTHER), (2, DIVORCED))


class _Question(msgspec.Struct, rename="camel"):
    name: str
    id_no: str
    spouse_id_no: str


def seeded(id_no: str) -> Found | None:
    """What the simulator says of a number unless it was told otherwise: the same for ever."""
    lot = int.from_bytes(hashlib.sha256(f"population {id_no}".encode()).digest()[:4]) % 100
    for share, found in _OF_A_HUNDRED:
        if lot < share:
            return found
        lot -= share
    return MARRIED


class Simulator:
    """`app` speaks the contract of docs/population.md at `/`. While it is not `on`, it answers nothing."""

    def __init__(self) -> None:
        self.token = secrets.token_urlsafe()
        self.on = True
        self.registered: dict[str, Found | None] = {}  # by identity number, before what is seeded
        self.app = Starlette(routes=[Route("/", self._look_up, methods=["POST"])])

    def connected(self) -> HttpPopulation:
        """What asks this simulator, without a network between."""
        return HttpPopulation("http://simulator/", self.token, transport=httpx2.ASGITransport(self.app))

    async def _look_up(self, request: Request) -> Response:
        if not self.on:
            return Response(status_code=503)
        if request.headers.get("Authorization") != f"Bearer {self.token}":
            return Response(status_code=401)
        try:
            question = msgspec.json.decode(await request.body(), type=_Question)
        except msgspec.DecodeError:
            return Response(status_code=400)
        return _json({"record": self.registered.get(question.id_no, seeded(question.id_no))})


def _json(content: object) -> Response:
    return Response(msgspec.json.encode(content), media_type="application/json")
