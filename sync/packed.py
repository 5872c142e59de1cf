"""gzip as it arrives from outside: its end is checked, and nobody fills the memory with it."""

import zlib

from sync.errors import BadRequest, TooLarge

_AT_ONCE = 2**20  # bytes unpacked in one step where only their number matters


def unpacked(packed: bytes | bytearray, largest: int) -> bytes:
    """At most `largest` bytes; TooLarge for more, BadRequest for what is no gzip or ends too early."""
    unpacker = zlib.decompressobj(wbits=31)
    data = _step(unpacker, packed, largest + 1)
    if len(data) > largest:
        raise _too_large(largest)
    if not unpacker.eof:
        raise BadRequest("The gzip ends too early.")
    return data


def unpacked_length(packed: bytes, largest: int) -> int:
    """How many bytes it would unpack to, with the same errors, without holding them."""
    unpacker = zlib.decompressobj(wbits=31)
    length, rest = 0, packed
    while not unpacker.eof:
        piece = _step(unpacker, rest, _AT_ONCE)
        rest = unpacker.unconsumed_tail
        length += len(piece)
        if length > largest:
            raise _too_large(largest)
        if not piece and not rest and not unpacker.eof:
            raise BadRequest("The gzip ends too early.")
    return length


def _step(unpacker: "zlib._Decompress", packed: bytes | bytearray, most: int) -> bytes:
    try:
        return unpacker.decompress(packed, most)
    except zlib.error as problem:
        raise BadRequest(f"This is no gzip: {problem}") from problem


def _too_large(largest: int) -> TooLarge:
    return TooLarge(f"At most {largest} bytes are taken, also when they are unpacked.")
