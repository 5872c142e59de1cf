"""What is carried about in all measurements: documents of 1 KB in batches of 500, each with one revision."""

from collections.abc import Iterator

import msgspec

from sync.document import Revision

BATCH = 500
SIZE = 1024  # bytes of a document as JSON


def document(number: int) -> dict[str, str | int]:
    """A document with numbers and Chinese text, filled up to `SIZE`."""
    doc: dict[str, str | int] = {
        "_id": f"visit:{number:08}",
        "_rev": f"1-{number:032x}",
        "type": "visit",
        "seq": number,
        "site": "500116001901",
        "purpose": "一次办",
        "text": "",
    }
    doc["text"] = "x" * (SIZE - len(msgspec.json.encode(doc)))
    return doc


def bodies(count: int) -> list[bytes]:
    """Requests for `_bulk_docs`, ready to be sent."""
    return [
        msgspec.json.encode({"new_edits": False, "docs": [document(number) for number in batch]})
        for batch in batches(count)
    ]


def revisions(count: int) -> list[list[Revision]]:
    """The same for the store's own write call."""
    return [
        [
            Revision(f"visit:{number:08}", (f"1-{number:032x}",), msgspec.json.encode(_plain(number)))
            for number in batch
        ]
        for batch in batches(count)
    ]


def batches(count: int) -> Iterator[range]:
    return (range(first, min(first + BATCH, count)) for first in range(0, count, BATCH))


def _plain(number: int) -> dict[str, str | int]:
    return {name: value for name, value in document(number).items() if not name.startswith("_")}
