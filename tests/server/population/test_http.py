"""The HTTP implementation: against the simulator over a socket, and against all else that may answer."""

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import httpx2
import pytest
from starlette.requests import Request
from starlette.responses import Response

from server.population import http
from server.population.http import AT_ONCE, HttpPopulation
from server.population.rest import Rest
from server.population.simulator import MARRIED, Simulator
from server.population.system import Found, Person
from sync.errors import BadRequest, Forbidden, SyncError, Unavailable
from sync.patience import LONGEST_ASKED
from tests.live_app import served
from tests.live_hub import free_port
from tests.server.population.fake import MRS, Seconds
from tests.server.population.population_contract import PopulationContract

GOOD = b'{"record":{"marital":"first-marriage","spouseMatches":true,"children":1}}'


class _Subject:
    def __init__(self, simulator: Simulator, port: int) -> None:
        self._simulator, self._token, self._seconds = simulator, simulator.token, Seconds()
        url = f"http://127.0.0.1:{port}/"
        self.population = HttpPopulation(url, simulator.token, rest=Rest(now=self._seconds))

    def register(self, id_no: str, found: Found | None) -> None:
        self._simulator.registered[id_no] = found

    def fail(self, how: type[Unavailable] | type[Forbidden] | type[BadRequest]) -> None:
        if how is Unavailable:
            self._simulator.on = False
        elif how is Forbidden:
            self._simulator.token = "another"
        else:
            self._simulator.registered[MRS.id_no] = Found("no such word", True, 1)  # type: ignore[arg-type]

    def recover(self) -> None:
        self._simulator.on, self._simulator.token = True, self._token
        self._simulator.registered[MRS.id_no] = MARRIED
        self._seconds.passed += LONGEST_ASKED


class TestHttp(PopulationContract):
    @pytest.fixture
    async def subject(self) -> AsyncIterator[_Subject]:
        simulator = Simulator()
        async with served(simulator.app) as port:
            subject = _Subject(simulator, port)
            yield subject
            await subject.population.close()


class Answers(httpx2.AsyncBaseTransport):
    """Answers as told; counts how many are asked for at once."""

    def __init__(self, answer: httpx2.Response) -> None:
        self.answer = answer
        self.asked: list[httpx2.Request] = []
        self.most = 0
        self.released = asyncio.Event()
        self.released.set()
        self.full = asyncio.Event()
        self._under_way = 0

    async def handle_async_request(self, request: httpx2.Request) -> httpx2.Response:
        self.asked.append(request)
        self._under_way += 1
        self.most = max(self.most, self._under_way)
        if self._under_way >= AT_ONCE:
            self.full.set()
        await self.released.wait()
        self._under_way -= 1
        return httpx2.Response(
            self.answer.status_code, headers=self.answer.headers, content=self.answer.content
        )


def _asking(transport: Answers, seconds: Seconds | None = None) -> HttpPopulation:
    rest = Rest(now=seconds or Seconds())
    return HttpPopulation("https://population.example/look-up", "secret", transport=transport, rest=rest)


async def test_a_question_names_the_two_and_nothing_of_them_stands_in_the_address() -> None:
    answers = Answers(httpx2.Response(200, content=GOOD))
    assert await _asking(answers).look_up(MRS) == MARRIED
    (request,) = answers.asked
    assert (request.method, str(request.url)) == ("POST", "https://population.example/look-up")
    assert request.headers["Authorization"] == "Bearer secret"
    expected = '{"name":"周芳","idNo":"999999199007211425","spouseIdNo":"999999198803121012"}'
    assert request.content.decode() == expected


@pytest.mark.parametrize(
    ("answer", "problem"),
    [
        (httpx2.Response(500), Unavailable),
        (httpx2.Response(502, html="<h1>Bad gateway</h1>"), Unavailable),
        (httpx2.Response(503, headers={"Retry-After": "7"}), Unavailable),
        (httpx2.Response(429), Unavailable),
        (httpx2.Response(408), Unavailable),
        (httpx2.Response(302, headers={"Location": "http://portal.example/"}), Unavailable),
        (httpx2.Response(302, content=GOOD), Unavailable),
        (httpx2.Response(204), Unavailable),
        (httpx2.Response(200, html="<h1>Sign in to the network</h1>"), Unavailable),
        (httpx2.Response(200, content=b""), Unavailable),
        (httpx2.Response(200, content=b"[]"), Unavailable),
        (httpx2.Response(200, content=b"{}"), Unavailable),
        (httpx2.Response(200, content=b'{"error":"busy"}'), Unavailable),
        (httpx2.Response(200, content=b'{"record":' + b"[" * 100_000), Unavailable),
        (httpx2.Response(401), Forbidden),
        (httpx2.Response(403), Forbidden),
        (httpx2.Response(404), Forbidden),
        (httpx2.Response(400), BadRequest),
        (httpx2.Response(422), BadRequest),
        (httpx2.Response(200, content=b'{"record":{}}'), BadRequest),
        (httpx2.Response(200, content=b'{"record":"married"}'), BadRequest),
        (httpx2.Response(200, content=GOOD.replace(b":1", b":-1")), BadRequest),
        (httpx2.Response(200, content=GOOD.replace(b":1", b":21")), BadRequest),
        (httpx2.Response(200, content=GOOD.replace(b"first", b"fourth")), BadRequest),
        (httpx2.Response(200, content=GOOD.replace(b"true", b'"yes"')), BadRequest),
    ],
)
async def test_nothing_but_an_answer_is_taken_for_one(
    answer: httpx2.Response, problem: type[SyncError]
) -> None:
    with pytest.raises(SyncError) as told:
        await _asking(Answers(answer)).look_up(MRS)
    assert type(told.value) is problem
    for personal in (MRS.name, MRS.id_no, MRS.spouse_id_no, "secret"):
        assert personal not in told.value.reason


async def test_what_else_a_record_says_is_passed_over() -> None:
    more = GOOD.replace(b'"children"', b'"registeredOn":"2015-05-01","children"')
    assert await _asking(Answers(httpx2.Response(200, content=more))).look_up(MRS) == MARRIED


async def test_nobody_listens_and_then_somebody_does() -> None:
    simulator, seconds, port = Simulator(), Seconds(), free_port()
    population = HttpPopulation(f"http://127.0.0.1:{port}/", simulator.token, rest=Rest(now=seconds))
    with pytest.raises(Unavailable):
        await population.look_up(MRS)
    seconds.passed += LONGEST_ASKED
    async with served(simulator.app, port=port):
        assert await population.look_up(MRS) == MARRIED
        await population.close()


async def test_an_answer_that_does_not_come_is_not_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(http, "SECONDS", 0.2)
    answers = Answers(httpx2.Response(200, content=GOOD))
    answers.released.clear()
    with pytest.raises(Unavailable, match="has not answered"):
        await _asking(answers).look_up(MRS)


async def test_an_answer_that_trickles_is_not_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(http, "SECONDS", 0.5)
    ended = asyncio.Event()

    async def trickle(scope: Any, receive: Any, send: Any) -> None:
        await send({"type": "http.response.start", "status": 200, "headers": []})
        while not ended.is_set():
            await send({"type": "http.response.body", "body": b" ", "more_body": True})
            await asyncio.sleep(0.01)

    async with served(trickle) as port:
        population = HttpPopulation(f"http://127.0.0.1:{port}/", "")
        with pytest.raises(Unavailable, match="has not answered"):
            await population.look_up(MRS)
        ended.set()
        await population.close()


async def test_never_more_than_a_few_at_once() -> None:
    answers = Answers(httpx2.Response(200, content=GOOD))
    answers.released.clear()
    population = _asking(answers)
    people = [Person("某", f"99999919900101{n:04}", MRS.id_no) for n in range(3 * AT_ONCE)]
    asking = [asyncio.create_task(population.look_up(person)) for person in people]
    await answers.full.wait()
    answers.released.set()
    assert await asyncio.gather(*asking) == [MARRIED] * len(people)
    assert answers.most == AT_ONCE
    asked = [request.content.decode() for request in answers.asked]
    assert [person.id_no in body for person, body in zip(people, asked, strict=True)] == [True] * len(people)


async def test_a_system_that_failed_is_left_alone_for_a_while() -> None:
    answers, seconds = Answers(httpx2.Response(503, headers={"Retry-After": "7"})), Seconds()
    population = _asking(answers, seconds)
    for _ in range(3):
        with pytest.raises(Unavailable):
            await population.look_up(MRS)
    assert len(answers.asked) == 1
    answers.answer = httpx2.Response(200, content=GOOD)
    seconds.passed = 7.0
    with pytest.raises(Unavailable):
        await population.look_up(MRS)
    seconds.passed = 8.0
    assert await population.look_up(MRS) == MARRIED
    assert len(answers.asked) == 2


async def test_without_a_token_none_is_sent() -> None:
    sent = []

    async def app(scope: Any, receive: Any, send: Any) -> None:
        sent.append(Request(scope).headers.get("Authorization"))
        await Response(GOOD)(scope, receive, send)

    async with served(app) as port:
        population = HttpPopulation(f"http://127.0.0.1:{port}/", "")
        assert await population.look_up(MRS) == MARRIED
        await population.close()
    assert sent == [None]
