"""Documents between JSON and revisions: bytes survive, special members are checked."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sync.document import Revision
from sync.errors import BadRequest
from sync.wire import decode_members, read_document, write_document


def read(text: str | bytes, *, new_edits: bool = True) -> Revision:
    raw = text if isinstance(text, bytes) else text.encode()
    return read_document(decode_members(raw), new_edits=new_edits)


@pytest.mark.parametrize(
    "value",
    [
        "123456789012345678901234567890",
        "1.0",
        "-0.0",
        "1e5",
        "[1,  2]",
        '{"b":1,"a":{}}',
        '"\\u4e2d"',
        "null",
        "1.10",
    ],
)
def test_values_survive_byte_for_byte(value: str) -> None:
    revision = read(f'{{"_id":"x","_rev":"1-a","z":{value},"a":1}}')
    assert revision.body == f'{{"z":{value},"a":1}}'.encode()
    assert write_document(revision) == f'{{"_id":"x","_rev":"1-a","z":{value},"a":1}}'.encode()


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
)
names = st.text().filter(lambda name: not name.startswith("_"))


@given(st.dictionaries(names, json_values, max_size=5), st.booleans())
def test_any_document_comes_back(document: dict[str, object], ascii_only: bool) -> None:
    text = json.dumps({"_id": "x", "_rev": "1-a", **document}, ensure_ascii=ascii_only)
    written = json.loads(write_document(read(text)))
    assert written == {"_id": "x", "_rev": "1-a", **document}
    assert list(written) == ["_id", "_rev", *document]


def test_history_comes_with_a_foreign_revision() -> None:
    revision = read(
        '{"_id":"x","_rev":"3-c","_revisions":{"start":3,"ids":["c","b"]},"_deleted":true}', new_edits=False
    )
    assert revision == Revision("x", ("3-c", "2-b"), b"{}", deleted=True)
    shown = json.loads(write_document(revision, history=True, meta={"_conflicts": ["2-q"]}))
    assert shown == {
        "_id": "x",
        "_rev": "3-c",
        "_deleted": True,
        "_revisions": {"start": 3, "ids": ["c", "b"]},
        "_conflicts": ["2-q"],
    }


def test_a_new_edit_names_its_parent() -> None:
    assert read('{"_id":"x"}').ancestry == ()
    edit = read('{"_id":"x","_rev":"2-b","_conflicts":["2-a"]}')
    assert (edit.ancestry, edit.is_edit, edit.body) == (("2-b",), True, b"{}")


def test_a_document_without_id_is_given_one() -> None:
    assert len(read("{}").id) == 32


@pytest.mark.parametrize(
    ("text", "error"),
    [
        pytest.param("", "bad_request", id="nothing"),
        pytest.param("{", "bad_request", id="half"),
        pytest.param("[]", "bad_request", id="no object"),
        pytest.param("null", "bad_request", id="null"),
        pytest.param('{"a":NaN}', "bad_request", id="not a number"),
        pytest.param('{"a":01}', "bad_request", id="leading zero"),
        pytest.param('{"a":1e400}', "bad_request", id="more than a number can be"),
        pytest.param('{"a":{"b":[-1E+309]}}', "bad_request", id="less than a number can be"),
        pytest.param('{"a":' + "9" * 400 + ".5}", "bad_request", id="too many digits for a fraction"),
        pytest.param('{"a":{"b":' + "[" * 5000 + "]" * 5000 + "}}", "bad_request", id="deep"),
        pytest.param('{"a":"\\ud800"}', "bad_request", id="half of a character"),
        pytest.param('{"a":"\\udc00x"}', "bad_request", id="the other half"),
        pytest.param('{"\\ud800":1}', "bad_request", id="half of a character in a name"),
        pytest.param('{"a":' + "[" * 100_000 + "]" * 100_000 + "}", "bad_request", id="too deep"),
        pytest.param('{"_foo":1}', "doc_validation", id="unknown special member"),
        pytest.param('{"_deleted":"yes"}', "doc_validation", id="deleted is a boolean"),
        pytest.param('{"_id":1}', "illegal_docid", id="id is a string"),
        pytest.param('{"_id":""}', "illegal_docid", id="id is not empty"),
        pytest.param('{"_id":"_x"}', "illegal_docid", id="reserved id"),
        pytest.param('{"_id":"_local/x"}', "illegal_docid", id="local document"),
        pytest.param('{"_id":"a\\u0000b"}', "illegal_docid", id="NUL"),
        pytest.param('{"_rev":"x"}', "bad_request", id="no revision"),
        pytest.param('{"_rev":1}', "bad_request", id="revision is a string"),
    ],
)
def test_what_cannot_be_a_document(text: str, error: str) -> None:
    with pytest.raises(BadRequest) as refused:
        read(text)
    assert refused.value.error == error
    assert refused.value.reason


@pytest.mark.parametrize(
    "members",
    [
        "",
        '"_revisions":{"start":1,"ids":["b","a"]}',
        '"_revisions":{"start":1,"ids":[]}',
        '"_revisions":{"start":"1","ids":["a"]}',
        '"_revisions":[]',
    ],
)
def test_what_cannot_be_a_history(members: str) -> None:
    with pytest.raises(BadRequest):
        read("{" + members + "}", new_edits=False)


def test_a_history_of_another_revision_is_not_taken_for_that_of_this_one() -> None:
    members = decode_members(b'{"_id":"x","_rev":"2-a","_revisions":{"start":1,"ids":["a"]}}')
    assert read_document(members, new_edits=False).ancestry == ("2-a",)
