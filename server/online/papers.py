"""The database `papers-<site>`: sealed papers, each named by the SHA-256 of its sealed bytes.

    {"_id": "<43 characters>", "type": "paper", "v": 1, "case": "…", "site": "…", "of": "M01:husband",
     "mediaType": "image/jpeg", "scan": "none configured", "at": "…", "_attachments": {"sealed": …}}

The whole body is sealed in with the content (`about`). Facts and orders carry the name alone, so that a paper
can be taken away and no fact changes.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import jsonschema_rs
import orjson
from cryptography.hazmat.primitives.asymmetric import ec

from schema.canonical import canonical
from schema.district_keys import key_id, vouched_for
from schema.envelope import to_base64url, uncompressed
from schema.facts import catalogue
from server.founding import ensure_database
from server.online.sealing import OVERHEAD, Secrets, fresh, name_of, seal, unseal
from sync.attachments import PLAIN_BYTES, Attachment, decode, encode
from sync.document import Revision
from sync.engine import Engine
from sync.errors import NotFound
from sync.records import Document, as_document, change, parse, put_new, read

ADDRESS = "address"  # what the paper with a mailing address is `of`
ATTACHMENT = "sealed"
_MEMBERS: dict[str, Any] = {
    "type": {"const": "paper"},
    "v": {"const": 1},
    "case": {"anyOf": [{"const": ""}, {"$ref": "#/$defs/case"}]},  # a wish is of none
    "site": {"$ref": "#/$defs/site"},
    "of": {"anyOf": [{"const": ADDRESS}, {"$ref": "#/$defs/key"}]},
    "mediaType": {"enum": ["image/jpeg", "image/png", "application/pdf", "application/json"]},
    "scan": {"type": "string", "maxLength": 200},
    "at": {"$ref": "#/$defs/moment"},
}
_SHAPE = jsonschema_rs.Draft202012Validator(
    {
        "type": "object",
        "properties": _MEMBERS,
        "required": sorted(_MEMBERS),
        "additionalProperties": False,
        "$defs": catalogue()["$defs"],
    }
)


@dataclass(frozen=True, slots=True)
class Paper:
    """One paper in clear. `about` is the body of its document."""

    about: Mapping[str, Any]
    content: bytes


def about(case: str, site: str, of: str, media_type: str, scan: str, at: str) -> Document:
    """The body of the document of a paper."""
    head = {"type": "paper", "v": 1, "case": case, "site": site}
    return {**head, "of": of, "mediaType": media_type, "scan": scan, "at": at}


def sealed(key: ec.EllipticCurvePublicKey, paper: Paper, secrets: Callable[[], Secrets] = fresh) -> Revision:
    """The document to write."""
    content = seal(key, paper.content, canonical(paper.about), secrets)
    return Revision(
        name_of(content),
        (),
        orjson.dumps(dict(paper.about)),
        attachments=encode({ATTACHMENT: Attachment(PLAIN_BYTES, follows=True)}),
        contents={ATTACHMENT: content},
    )


def sealing_key_document(
    key: ec.EllipticCurvePublicKey, district_key: ec.EllipticCurvePrivateKey
) -> Document:
    """What tablets seal with, for `reference`, with the district's word that it is."""
    kid = key_id(key).hex()
    document = {
        "_id": f"sealing-key:{kid}",
        "type": "sealing-key",
        "v": 1,
        "kid": kid,
        "publicKey": to_base64url(uncompressed(key)),
    }
    return vouched_for(document, district_key)


async def prepare(
    engine: Engine, key: ec.EllipticCurvePublicKey, district_key: ec.EllipticCurvePrivateKey
) -> None:
    """What tablets need that keep papers: something to seal with, and for each site somewhere to push to."""
    await publish_sealing_key(engine, key, district_key)
    for name in await engine.names():
        if name.startswith("site-"):
            await ensure_database(engine, database_of(name.removeprefix("site-")))


async def publish_sealing_key(
    engine: Engine, key: ec.EllipticCurvePublicKey, district_key: ec.EllipticCurvePrivateKey
) -> None:
    """Into `reference`, unless it is there with the word of this key of the district; other words stay."""
    reference = engine.database("reference")
    document = sealing_key_document(key, district_key)
    await put_new(reference, [document])
    published = await read(reference, document["_id"]) or document
    words = published.get("vouchedBy", {})
    if not document["vouchedBy"].keys() <= words.keys():
        await change(reference, document["_id"], vouchedBy={**words, **document["vouchedBy"]})


class Papers:
    """Seals, keeps, opens and takes away. Who may do so is asked before."""

    def __init__(self, engine: Engine, key: ec.EllipticCurvePrivateKey) -> None:
        self._engine = engine
        self._key = key

    @property
    def public_key(self) -> ec.EllipticCurvePublicKey:
        """What papers are sealed with."""
        return self._key.public_key()

    def sealed(self, paper: Paper) -> Revision:
        """The document to write; its id is new with each call."""
        return sealed(self.public_key, paper)

    async def keep(self, site: str, papers: Sequence[Revision]) -> None:
        """Write what `sealed` gave; on the disk on return."""
        if papers:
            await ensure_database(self._engine, database_of(site))
            await self._engine.database(database_of(site)).bulk_docs(papers, new_edits=True)

    async def about(self, site: str, name: str) -> Document:
        """The body of a paper that is held; raises `NotFound` when it never was, or is purged."""
        return as_document(await self._held(site, name))

    async def described(self, site: str, names: Sequence[str]) -> dict[str, Document]:
        """Of those that are held, by name: the body and the `size` of the paper itself, in bytes."""
        if database_of(site) not in await self._engine.names():
            return {}
        found = await self._engine.database(database_of(site)).bulk_get([(name, None) for name in names])
        return {
            held.id: {
                **as_document(held),
                "size": (decode(held.attachments)[ATTACHMENT].length or 0) - OVERHEAD,
            }
            for held in found
            if held and not held.deleted
        }

    async def opened(self, site: str, name: str) -> bytes:
        """Its content; raises `NotFound`, and `BadSeal` for what was not sealed for this district."""
        held = await self._held(site, name)
        sealed = (await self._engine.database(database_of(site)).contents(held, [ATTACHMENT]))[ATTACHMENT]
        return unseal(self._key, sealed, canonical(as_document(held)))

    def unsealed(self, content: bytes, about: bytes) -> bytes:
        """What else was sealed for the district; raises `BadSeal`."""
        return unseal(self._key, content, about)

    async def _held(self, site: str, name: str) -> Revision:
        held = await self._engine.database(database_of(site)).get(name)
        if held is None or held.deleted:
            raise NotFound("There is no such paper, or it has been purged.")
        return held


async def purge(engine: Engine, site: str, names: Iterable[str]) -> int:
    """Take the papers out as if they had never been here; how many were there."""
    if database_of(site) not in await engine.names():
        return 0
    database = engine.database(database_of(site))
    revs = await database.leaf_revs(sorted(names))
    held = {name: list(leaves) for name, leaves in revs.items() if leaves}
    if held:
        await database.purge(held)
    return len(held)


def database_of(site: str) -> str:
    return f"papers-{site}"


def paper_fault(database: str, revision: Revision, held: str) -> str:
    """Why a pushed document is no sealed paper, in a sentence; empty when it is one. `held` is the revision
    that is here already, empty for none."""
    is_first = len(revision.ancestry) <= 1 and not revision.is_edit and not revision.deleted
    if not is_first or held not in ("", *revision.ancestry):
        return "A paper is written once; nobody changes or deletes it."
    entries = decode(revision.attachments)
    if list(entries) != [ATTACHMENT] or ATTACHMENT not in revision.contents or entries[ATTACHMENT].encoding:
        return f"A paper has one attachment, {ATTACHMENT}, sent along and not packed."
    if revision.id != name_of(revision.contents[ATTACHMENT]):
        return "A paper is named by the SHA-256 of its sealed bytes."
    about = parse(revision.body)
    if not _SHAPE.is_valid(about) or database != database_of(about["site"]):
        return "A paper says which case of this site it is of, and nothing more."
    return ""
