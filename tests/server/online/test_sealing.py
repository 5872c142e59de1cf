"""A sealed paper opens for the district alone, and only as what it was sealed for."""

import pytest

from server.online.sealing import BadSeal, name_of, seal, unseal
from tests.tablet import key_from

KEY, ANOTHER = key_from(7), key_from(8)
PAGE, ABOUT = b"%PDF-1.4 a page", b'{"case":"1"}'


def test_what_is_sealed_opens_again() -> None:
    sealed = seal(KEY.public_key(), PAGE, ABOUT)
    assert unseal(KEY, sealed, ABOUT) == PAGE
    assert PAGE not in sealed


def test_the_same_paper_is_sealed_differently_each_time() -> None:
    names = {name_of(seal(KEY.public_key(), PAGE, ABOUT)) for _ in range(300)}
    assert len(names) == 300
    assert {len(name) for name in names} == {43}
    assert not any(name.startswith("_") for name in names), "no document may have such an id"


def test_nobody_else_opens_it() -> None:
    with pytest.raises(BadSeal):
        unseal(ANOTHER, seal(KEY.public_key(), PAGE, ABOUT), ABOUT)


def test_it_cannot_stand_for_another_paper() -> None:
    with pytest.raises(BadSeal):
        unseal(KEY, seal(KEY.public_key(), PAGE, ABOUT), b'{"case":"2"}')


def test_every_byte_counts() -> None:
    sealed = seal(KEY.public_key(), PAGE, ABOUT)
    for place in range(len(sealed)):
        altered = sealed[:place] + bytes([sealed[place] ^ 1]) + sealed[place + 1 :]
        with pytest.raises(BadSeal):
            unseal(KEY, altered, ABOUT)


@pytest.mark.parametrize("length", [0, 1, 50, 114, 125, 126, 140])
def test_what_was_cut_off_is_told(length: int) -> None:
    with pytest.raises(BadSeal):
        unseal(KEY, seal(KEY.public_key(), PAGE, ABOUT)[:length], ABOUT)
