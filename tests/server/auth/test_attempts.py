"""Guessing passwords: slowed down by name and address, and nobody else is locked out."""

import asyncio
import threading
from pathlib import Path
from typing import Any

import httpx2
import pytest
from argon2 import PasswordHasher

from server.app import create_app
from server.auth.attempts import REMEMBERED_AT_MOST, Attempts
from server.auth.passwords import CHECKS_AT_MOST, Passwords
from server.limits import Limits
from sync.errors import TooManyRequests
from tests.hub import PASSWORD, SIGN_IN, SITE, DemoHub, demo_hub

MINE = f"/couchdb/site-{SITE}"
RIGHT, WRONG = ("sipaifang-1", PASSWORD), ("sipaifang-1", "wrong")


class Clock:
    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


def test_wrong_ones_are_forgotten_one_by_one_after_a_minute() -> None:
    clock = Clock()
    attempts = Attempts(2, clock)
    for clock.now in (0.0, 10.0):
        attempts.check("zhou", "10.0.0.1")
        attempts.failed("zhou", "10.0.0.1")
    clock.now = 20.5
    with pytest.raises(TooManyRequests) as told:
        attempts.check("zhou", "10.0.0.1")
    assert told.value.retry_after == 40
    attempts.check("zhou", "10.0.0.2")
    attempts.check("wu", "10.0.0.1")
    clock.now = 60.0
    attempts.check("zhou", "10.0.0.1")
    attempts.failed("zhou", "10.0.0.1")
    with pytest.raises(TooManyRequests):
        attempts.check("zhou", "10.0.0.1")


def test_a_right_one_clears_the_wrong_ones() -> None:
    attempts = Attempts(2, Clock())
    for _ in range(5):
        attempts.failed("zhou", "10.0.0.1")
        attempts.succeeded("zhou", "10.0.0.1")
        attempts.check("zhou", "10.0.0.1")


def test_what_is_remembered_has_a_limit() -> None:
    attempts = Attempts(1, Clock())
    attempts.failed("zhou", "10.0.0.1")
    for n in range(REMEMBERED_AT_MOST):
        attempts.failed(f"nobody-{n}", "10.0.0.1")
    attempts.check("zhou", "10.0.0.1")


async def test_after_too_many_wrong_passwords_every_way_in_says_wait(tmp_path: Path) -> None:
    async with demo_hub(tmp_path, limits=Limits(wrong_passwords=3)) as demo:
        remembered = await demo.client.get(MINE, auth=RIGHT)
        token = await demo.bearer("sipaifang-1")
        for _ in range(3):
            assert (await demo.client.get(MINE, auth=WRONG)).status_code == 401
        session = {"name": "sipaifang-1", "password": PASSWORD}
        for answer in (
            await demo.client.get(MINE, auth=WRONG),
            await demo.client.post("/couchdb/_session", json=session),
        ):
            assert (answer.status_code, answer.json()["error"]) == (429, "too_many_requests")
            assert 0 < int(answer.headers["retry-after"]) <= 60
        (error,) = (await demo.graphql(SIGN_IN, {"u": "sipaifang-1", "p": PASSWORD}, user=""))["errors"]
        assert (error["extensions"]["code"], error["extensions"]["status"]) == ("too_many_requests", 429)
        assert 0 < error["extensions"]["retryAfter"] <= 60
        assert remembered.status_code == (await demo.client.get(MINE, auth=RIGHT)).status_code == 200
        assert (await demo.client.get(MINE, headers=token)).status_code == 200
        assert (await demo.client.get("/verify", auth=WRONG)).status_code == 200
        assert (await demo.client.get(MINE, auth=("sipaifang-2", PASSWORD))).status_code == 200
        assert (await _from_elsewhere(demo)).status_code == 200


async def _from_elsewhere(demo: DemoHub) -> httpx2.Response:
    transport = httpx2.ASGITransport(app=create_app(demo.hub), client=("10.0.0.9", 1))
    async with httpx2.AsyncClient(transport=transport, base_url="http://hub.example") as client:
        return await client.post("/couchdb/_session", json={"name": RIGHT[0], "password": PASSWORD})


class _Waiting(PasswordHasher):
    """Verifies when it is told to."""

    def __init__(self) -> None:
        super().__init__(time_cost=1, memory_cost=8, parallelism=1)
        self.go = threading.Event()

    def verify(self, hash: str | bytes, password: str | bytes) -> Any:  # noqa: A002 - argon2's own name
        self.go.wait()
        return super().verify(hash, password)


async def test_only_so_many_wait_for_a_hash_and_the_rest_are_told_to_come_back() -> None:
    hasher = _Waiting()
    passwords = Passwords(hasher)
    stored = await passwords.hash("x")
    waiting = [asyncio.create_task(passwords.is_right(stored, "x")) for _ in range(CHECKS_AT_MOST + 10)]
    await asyncio.wait(waiting, return_when=asyncio.FIRST_EXCEPTION)
    hasher.go.set()
    answers = await asyncio.gather(*waiting, return_exceptions=True)
    assert answers.count(True) == CHECKS_AT_MOST
    assert sum(isinstance(answer, TooManyRequests) for answer in answers) == 10
    assert await passwords.is_right(stored, "x")
    passwords.close()
