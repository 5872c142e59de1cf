"""Long answers: sent while they are made, so that none lies in memory as a whole."""

from collections.abc import AsyncIterator, Iterable

from starlette.responses import Response, StreamingResponse

_SHORT = 2**20  # bytes; such an answer is sent as one, and what fails while it is made has its own status
_BLOCK = 2**16  # bytes sent at once of a longer one
_BETWEEN = b",\n"


async def answer_in_pieces(pieces: AsyncIterator[bytes], headers: dict[str, str]) -> Response:
    """The answer that `pieces` make together."""
    begun = bytearray()
    async for piece in pieces:
        begun += piece
        if len(begun) > _SHORT:
            return StreamingResponse(_blocks(begun, pieces), headers=headers)
    return Response(bytes(begun), headers=headers)


async def _blocks(begun: bytearray, pieces: AsyncIterator[bytes]) -> AsyncIterator[bytes]:
    block = begun
    async for piece in pieces:
        block += piece
        if len(block) > _BLOCK:
            yield bytes(block)
            block = bytearray()
    yield bytes(block)


async def json_answer_in_pieces(pieces: AsyncIterator[bytes]) -> Response:
    """The same for JSON."""
    return await answer_in_pieces(
        pieces, {"Cache-Control": "must-revalidate", "Content-Type": "application/json"}
    )


def joined(rows: Iterable[bytes]) -> bytes:
    """Several rows of an array as one piece of it."""
    return _BETWEEN.join(rows)


async def array_in_pieces(rows: AsyncIterator[bytes]) -> AsyncIterator[bytes]:
    """A JSON array, one row a line, as CouchDB lays it out; several rows that come at once are joined so."""
    before = b"[\n"
    async for row in rows:
        yield before + row
        before = _BETWEEN
    yield (b"[\n" if before == b"[\n" else b"") + b"\n]"
