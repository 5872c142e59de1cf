"""The byte form that is signed: the same for the same members, whatever their order; nothing ambiguous."""

import pytest
import rfc8785
from hypothesis import given
from hypothesis import strategies as st

from schema.canonical import MAX_INTEGER, NotCanonical, canonical

values = st.recursive(
    st.text() | st.booleans() | st.integers(-MAX_INTEGER, MAX_INTEGER),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=12,
)


@given(st.dictionaries(st.text(), values))
def test_order_of_members_does_not_matter(document: dict[str, object]) -> None:
    assert canonical(document) == canonical(dict(reversed(document.items())))


@given(st.dictionaries(st.text(), values))
def test_the_bytes_are_those_of_the_standard(document: dict[str, object]) -> None:
    members = {name: value for name, value in document.items() if not name.startswith("_")}
    assert canonical(document) == rfc8785.dumps(members)  # type: ignore[arg-type]


def test_members_of_the_protocol_and_the_one_named_are_left_out() -> None:
    assert canonical({"_id": "x", "_rev": "1-a", "sig": "s", "a": 1}, without="sig") == b'{"a":1}'


@pytest.mark.parametrize("value", [None, 1.5, 2**53, [{"deep": None}], float("nan")])
def test_what_two_languages_might_write_differently_is_refused(value: object) -> None:
    with pytest.raises(NotCanonical):
        canonical({"value": value})
