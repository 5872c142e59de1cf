"""gzip as it arrives from outside: its end is checked, and nobody fills the memory with it."""

import zlib

from sync.errors import BadRequest, TooLarge


def unpacked(packed: bytes | bytearray, largest: int) -> bytes:
    """At most `largest` bytes; TooLarge for more, BadRequest for what is no gzip or ends too early."""
    unpacker = zlib.decompressobj(wbits=31)
    try:
        data = unpacker.decompress(packed, largest + 1)
    except zlib.error as problem:
        raise BadRequest(f"This is no gzip: {problem}") from problem
    if len(data) > largest:
        raise TooLarge(f"At most {largest} bytes are taken, also when they are unpacked.")
    if not unpacker.eof:
        raise BadRequest("The gzip ends too early.")
    return data
