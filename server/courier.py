"""`POST /import`: a courier's file, which carries by hand what a tablet could not send.

    {"at": …, "device": …, "facts": 12, "from": 3, "papers": 0, "to": 14, "type": "courier", "v": 1}⏎
    sealed bytes (`server/online/sealing.py`), about the line before; inside, documents with their
    revisions by database: {"site-<site>": […], "papers-<site>": […]}

Anybody can seal for the district, and whoever brings a file may write more than its tablet could: so it
writes to the databases of its site alone, and what is in it is judged at the same gate as what replicates.
"""

import asyncio
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Annotated, Literal

import msgspec
from starlette.requests import Request
from starlette.responses import Response

from schema.areas import site_of_device
from server.couch.access import engine, signed_in
from server.couch.body import answer, limits, read_bytes
from server.couch.gate import write_to
from server.couch.sizes import check_count
from server.online.papers import Papers
from server.online.sealing import BadSeal, OfAnotherKey
from server.principal import Principal
from server.rights import may_write
from sync.document import Revision
from sync.errors import BadRequest, Forbidden
from sync.wire import Members, read_document

_LONGEST_HEAD = 1000  # bytes


class NoCourier(BadRequest):
    """Not a courier's file, or only a part of one."""

    error = "not_a_courier_file"


class OfAnotherDistrict(BadRequest):
    error = "another_district"


class Altered(BadRequest):
    error = "altered_file"


class Head(msgspec.Struct):
    """What a file says of itself in clear; it names no one."""

    type: Literal["courier"]
    v: Literal[1]
    device: Annotated[str, msgspec.Meta(pattern=r"^[0-9]{12}[A-Z0-9]{2}\Z")]
    first: int = msgspec.field(name="from")
    last: int = msgspec.field(name="to")

    @property
    def site(self) -> str:
        return site_of_device(self.device)

    @property
    def databases(self) -> tuple[str, str]:
        """What a file of this tablet may write to."""
        return f"site-{self.site}", f"papers-{self.site}"


_head = msgspec.json.Decoder(Head)
_documents = msgspec.json.Decoder(dict[str, list[Members]])


@dataclass(slots=True)
class Taken:
    """What became of each document, by its id."""

    taken: list[str] = field(default_factory=list)
    there: list[str] = field(default_factory=list)  # before already
    refused: list[dict[str, str]] = field(default_factory=list)


async def take_file(request: Request) -> Response:
    """Unauthorized or Forbidden for who may not write to the site's database, NoCourier, OfAnotherDistrict or
    Altered for a file that cannot be opened. What was there before is there, and nothing is taken twice."""
    principal = signed_in(request)
    file = await read_bytes(request)
    head = read_head(file)
    for name in head.databases:
        if not may_write(principal, name):
            raise Forbidden(f"You bring nothing for the site {head.site}.")
    documents = await asyncio.to_thread(opened, request.app.state.hub.papers, file)
    taken = Taken()
    for name, revisions in documents.items():
        await _take(request, principal, name, revisions, taken)
    of = {"device": head.device, "site": head.site, "from": head.first, "to": head.last}
    return answer({**of, "taken": taken.taken, "there": taken.there, "refused": taken.refused})


def read_head(file: bytes) -> Head:
    """What a file says of itself; raises `NoCourier`."""
    line, end, _ = file[: _LONGEST_HEAD + 1].partition(b"\n")
    try:
        if not end:
            raise NoCourier("This is no courier's file of a tablet.")
        return _head.decode(line)
    except (msgspec.DecodeError, RecursionError) as problem:
        raise NoCourier("This is no courier's file of a tablet.") from problem


def opened(papers: Papers, file: bytes) -> dict[str, list[Revision]]:
    """The documents in it, by database; raises `NoCourier`, `OfAnotherDistrict` or `Altered`."""
    about, _, sealed = file.partition(b"\n")
    head = read_head(file)
    try:
        found = _documents.decode(papers.unsealed(sealed, about))
    except OfAnotherKey as problem:
        raise OfAnotherDistrict("This file was sealed for another district.") from problem
    except BadSeal as problem:
        raise Altered("This file was altered, or copied only in part: export it again.") from problem
    except (msgspec.DecodeError, RecursionError) as problem:
        raise NoCourier("This file holds no documents.") from problem
    if strange := sorted(found.keys() - set(head.databases)):
        raise Forbidden(f"A file of {head.device} does not write to {strange[0]}.")
    return {name: list(_revisions(documents)) for name, documents in found.items()}


def _revisions(documents: list[Members]) -> Iterator[Revision]:
    for members in documents:
        yield read_document(members, new_edits=False)


async def _take(
    request: Request, principal: Principal, name: str, revisions: list[Revision], taken: Taken
) -> None:
    check_count(len(revisions), limits(request))
    if not revisions:
        return
    held = await engine(request).database(name).bulk_get([(one.id, None) for one in revisions])
    there = {(one.id, one.rev) for one in held if one}
    results = await write_to(request, principal, name, revisions, new_edits=False)
    for revision, result in zip(revisions, results, strict=True):
        if result.error:
            taken.refused.append({"id": revision.id, "reason": result.reason})
        elif (revision.id, revision.rev) in there:
            taken.there.append(revision.id)
        else:
            taken.taken.append(revision.id)
