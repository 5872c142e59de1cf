"""What the throughput rows carry about: documents of 1 KB in batches of 500, each with one revision."""

from collections.abc import Iterator

import msgspec

from sync.document import Revision

BATCH = 500
SIZE = 1024  # bytes of a document as JSON


def document(number: int) -> dict[str, str | int]:
    """A document with numbers and Chinese text, filled up to `SIZE`."""
    doc: dict[str, str | int] = {
        "_id": _id(number),
        "_rev": _rev(number),
        "type": "visit",
        "seq": number,
        "site": "500116001901",
        "purpose": "一次办",
        "text": "",
    }
    doc["text"] = "x" * (SIZE - len(msgspec.json.encode(doc)))
    return doc


def bodies(count: int) -> list[bytes]:
    """For `_bulk_docs`, as replicators write."""
    return [
        msgspec.json.encode({"new_edits": False, "docs": [document(number) for number in batch]})
        for batch in batches(count)
    ]


def offers(count: int) -> list[bytes]:
    """For `_revs_diff`: of every other document a revision more than `bodies` has."""
    return [
        msgspec.json.encode(
            {_id(number): [_rev(number) if number % 2 else f"2-{number:032x}"] for number in batch}
        )
        for batch in batches(count)
    ]


def wishes(count: int) -> list[bytes]:
    """For `_bulk_get`."""
    return [
        msgspec.json.encode({"docs": [{"id": _id(number), "rev": _rev(number)} for number in batch]})
        for batch in batches(count)
    ]


def revisions(count: int) -> list[list[Revision]]:
    """The same documents for the store's own write call."""
    return [
        [
            Revision(_id(number), (_rev(number),), msgspec.json.encode(_plain(document(number))))
            for number in batch
        ]
        for batch in batches(count)
    ]


def batches(count: int) -> Iterator[range]:
    return (range(first, min(first + BATCH, count)) for first in range(0, count, BATCH))


def _id(number: int) -> str:
    return f"visit:{number:08}"


def _rev(number: int) -> str:
    return f"1-{number:032x}"


def _plain(document: dict[str, str | int]) -> dict[str, str | int]:
    return {name: value for name, value in document.items() if not name.startswith("_")}
