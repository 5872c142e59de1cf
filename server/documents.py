"""`yici export-documents`: the JSON Schema of every type of document, with an example of each, and an index.

The examples are of the demo's history, told with a fixed key: signed documents, each the first of its type.
"""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import orjson
from cryptography.hazmat.primitives.asymmetric import ec

from schema.areas import site_of_device
from schema.district_keys import key_id
from schema.documents import Published, published
from schema.envelope import chain_hash, signed_fact
from schema.id_number import couple_key
from schema.issued import couple_hash, issued_document
from schema.orders import signed_order
from schema.receipt import chain_state, write_receipt
from schema.revocations import revocations_members, signed_revocations
from server.demo_history.history import History
from server.demo_history.world import Plan
from server.founding import DISTRICT, key_document, shipped
from server.online.papers import about, sealing_key_document
from server.online.sealing import name_of
from server.workers.copies import copy_of
from sync.records import Document

_KEY = ec.derive_private_key(500116, ec.SECP256R1())  # everybody knows it: it signs examples alone
_UNTIL = datetime(2026, 6, 30, 8, 0, tzinfo=UTC)
_PLAN = Plan(cases=150, seed=1, since=_UNTIL - timedelta(days=180), until=_UNTIL)
_OPTIONS = orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE
_INDEX = """# Documents

Every type of document that tablets and the hub write, as JSON Schema 2020-12. The files here are made from
the models by `yici export-documents`; a test holds them to it. Each has a valid example in
[examples](examples), of people who do not exist. CouchDB's own members (`_rev`…) are left out.

A *fact* is written and signed by a tablet, an *order* by the hub alone, for a signed-in person or by itself.
What both mean for a case is folded from them by `schema/case_machine.json`. How facts are signed and chained:
`schema/envelope.py`; the token in a certificate's QR: `schema/token.py`.

| Type | | What it is | Who writes it | Database | `_id` |
|---|---|---|---|---|---|
"""


def files() -> Iterator[tuple[str, bytes]]:
    """All that belongs into the folder: path below it, and content."""
    examples, rows = _examples(), []
    for one in published():
        yield f"{one.name}.json", orjson.dumps(one.schema, option=_OPTIONS)
        yield f"examples/{one.name}.json", orjson.dumps(examples[one.name], option=_OPTIONS)
        rows.append(_row(one))
    yield "README.md", (_INDEX + "\n".join(rows) + "\n").encode()


def export(folder: Path) -> int:
    """Write all of them; how many."""
    (folder / "examples").mkdir(parents=True, exist_ok=True)
    written = 0
    for path, content in files():
        (folder / path).write_bytes(content)
        written += 1
    return written


def _row(one: Published) -> str:
    cells = (
        f"[`{one.type}`]({one.name}.json)",
        one.schema["title"],
        one.schema["description"],
        one.writer,
        f"`{one.database}`",
        f"`{one.form}`",
    )
    return f"| {' | '.join(cells)} |"


def _examples() -> dict[str, Document]:
    """By the name of the type."""
    history = History(_PLAN, _KEY, _KEY.public_key())
    found: dict[str, Document] = {}
    for some in history.tell():
        for _, document in some:
            found.setdefault(_name(document), document)
    site = next(site for site in history.world.sites if site.code == "500116001901")
    copied, handed_in = found["decision"], found["order-application"]
    salt = f"2021-06:{key_id(_KEY.public_key()).hex()}"
    scanned = about(
        handed_in["case"], handed_in["site"], "M01:husband", "image/jpeg", "none configured", handed_in["at"]
    )
    return found | {
        "copy": copy_of(copied, site_of_device(copied["case"])),
        "district": {**DISTRICT, "publicUrl": "https://yici.example"},
        "site": site.document,
        "guide": shipped("guides")[0],
        "calendar": shipped("calendars")[0],
        "key": key_document(_KEY, date(2026, 1, 1)),
        "revocations": _revocations(),
        "issued": issued_document(
            "2021-06", salt, {"birth-service": couple_hash(salt, couple_key("1", "2"))}
        ),
        "sealing-key": sealing_key_document(_KEY.public_key(), _KEY),
        "receipt": _receipt_for(found["application"]),
        "restore": {
            "_id": "restore:0001",
            "type": "restore",
            "instance": "0123456789abcdef" * 2,
            "taken": "2026-06-01T01:00:00.000Z",
            "at": "2026-06-02T03:00:00.000Z",
            "names": {"500116001901": "B3"},
            "otherNames": "B1",
        },
        "paper": {"_id": name_of(b"the sealed bytes"), **scanned},
        **_wish(found["certificate"]),
        "order-complaint-withdrawal": _withdrawal(found["order-complaint"]),
    }


def _withdrawal(complaint: Document) -> Document:
    """Of a complaint that was written down wrongly."""
    name = complaint["_id"].replace("complaint", "complaint-withdrawal", 1)
    envelope = {member: complaint[member] for member in ("v", "case", "site", "at", "by")}
    about = {"type": "complaint-withdrawal", "complaint": complaint["_id"], "content": "重复登记"}
    return signed_order({"_id": name, **envelope, **about}, _KEY)


def _wish(lost: Document) -> dict[str, Document]:
    """Of a couple whose certificate another office issued; then they found it."""
    couple = {whom: {name: lost[whom][name] for name in ("name", "idNo")} for whom in ("husband", "wife")}
    envelope = {name: lost[name] for name in ("v", "at", "online", "clock", "clerk")}
    device = {"device": "500116001901A3", "site": "500116001901", "case": "", **envelope}
    about = {"item": lost["item"], "certNo": lost["certNo"], "address": name_of(b"the sealed address")}
    wish = {**device, "type": "reissue-wish", "seq": 1, "prev": "", **couple, **about}
    signed = signed_fact(wish, _KEY)
    over = {**device, "type": "wish-over", "seq": 2, "prev": chain_hash(signed), "of": signed["_id"]}
    return {"reissue-wish": signed, "wish-over": signed_fact(over, _KEY)}


def _revocations() -> Document:
    void = {"500116001901A3FS0012": "", "500116001901A3FS0013": "k3Jx9aQ_"}
    members = revocations_members("500116001", void, ["500116001901A3FS0041-0200"])
    return signed_revocations(members, "2026-11-23T01:00:00.000Z", _KEY)


def _receipt_for(fact: Document) -> Document:
    """Of a device that has brought its first fact."""
    head = chain_hash(fact)
    chain = {
        "device": fact["device"],
        "site": fact["site"],
        "head": 1,
        "head_hash": head,
        "latest": 1,
        "gaps": "",
        "refused": [],
        "state": chain_state(head, 1, "", []),
    }
    return write_receipt(chain, instance="0123456789abcdef" * 2, at=fact["at"], district_key=_KEY)


def _name(document: Document) -> str:
    is_order = document["_id"].startswith("order:")
    return f"order-{document['type']}" if is_order else str(document["type"])
