"""One request that is put to the hub and to Apache CouchDB alike."""

from dataclasses import dataclass, field
from typing import Any

# Why answers may differ: on purpose, and told in docs/protocol.md.
NO_DOCUMENT_TO_EDIT = "an edit of what is not there is a conflict"
ON_A_DELETED_LEAF = "a deleted leaf can be edited"
KNOWN_CHECKPOINT = "a _local document is replaced by who knows its revision"
FAILS_THERE = "CouchDB fails with 500"
ANY_CONTENT_TYPE = "a body is JSON whatever its Content-Type says"
WRITTEN_AT_ONCE = "batch=ok is written at once"
LEFT_OUT = "left out: 501"
NO_JAVASCRIPT = "design documents are kept as they come, and no function runs"
NO_FORMS = "a document is never posted by a form"
FROM_THE_START = "a token of another history is answered from the beginning"
ONLY_BY_NAME = "multipart is for those who name it"
OPAQUE_SEQ = "_local_seq is a sequence token"
STRICTER_304 = "304 only for the bare document: conflicts change without it"
BY_CODE_POINT = "strings are ordered by code point"
ONE_RANGE = "one range at a time, of whatever is sent unpacked"
WHOLE_DOCUMENTS = "the fields of a selector are not looked at"
HAS_A_GENERATION = "generations begin with 1"
OWN_WORDS = "the same refusal in another word"
A_QUIRK = "CouchDB's answer is nobody's wish"


@dataclass(frozen=True)
class Ask:
    """`where` is a path below the database, or below the server when it begins with `//`.

    `<x>` stands for the revision that the server gave to the document x last, `<seq>` for the last sequence.
    """

    method: str
    where: str
    body: Any = None  # bytes as they are, anything else as JSON
    headers: dict[str, str] = field(default_factory=dict)
    differs: str = ""  # why the answers do; they must then


def ask(what: str, body: Any = None, *, differs: str = "", **headers: str) -> Ask:
    method, _, where = what.partition(" ")
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return Ask(method, where, body, named, differs)
