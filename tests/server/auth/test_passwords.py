"""Passwords: argon2id, few at a time, and no telling a wrong name from a wrong password."""

import asyncio
from collections.abc import AsyncIterator

import pytest
from argon2 import PasswordHasher

from server.auth.passwords import HASHES_AT_ONCE, Passwords
from tests.server.auth.hashers import CountingHasher


@pytest.fixture
async def hasher() -> CountingHasher:
    return CountingHasher()


@pytest.fixture
async def passwords(hasher: CountingHasher) -> AsyncIterator[Passwords]:
    made = Passwords(hasher)
    yield made
    made.close()


async def test_right_and_wrong(passwords: Passwords) -> None:
    stored = await passwords.hash("seven words")
    assert stored.startswith("$argon2id$")
    assert await passwords.is_right(stored, "seven words")
    assert not await passwords.is_right(stored, "eight words")
    assert not await passwords.is_right("no hash at all", "seven words")


async def test_an_unknown_user_costs_a_hash_too(passwords: Passwords, hasher: CountingHasher) -> None:
    assert not await passwords.is_right(None, "seven words")
    assert not await passwords.is_right(None, "nobody has this password")
    assert hasher.verified == 2


async def test_at_most_two_run_at_once(passwords: Passwords, hasher: CountingHasher) -> None:
    stored = await passwords.hash("x")
    answers = await asyncio.gather(*(passwords.is_right(stored, "x") for _ in range(40)))
    assert all(answers)
    assert hasher.most_at_once <= HASHES_AT_ONCE == 2


def test_the_default_is_argon2id_at_full_cost() -> None:
    assert PasswordHasher().type.name == "ID"
    assert PasswordHasher().memory_cost >= 65536
