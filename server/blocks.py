"""Blocks of certificate numbers: each device has its own, so no two can ever issue the same number."""

from schema.areas import site_of_device
from schema.numbers import PREFIXES
from schema.stock import LAST_SERIAL
from server.clock import HubClock
from sync.engine import Engine
from sync.records import Document, put_new

NUMBERS_IN_A_BLOCK = 200  # about a working year of a community's certificates


async def lease(engine: Engine, clock: HubClock, *, device: str, item: str, n: int) -> bool:
    """Write the device's `n`-th block (from 1) of an item into its site's database; False where it is there:
    twice is the same."""
    block = block_document(device, item, n, clock.text())
    return bool(await put_new(engine.database(f"site-{block['site']}"), [block]))


def is_a_block(item: str, n: int) -> bool:
    """Whether an item has numbers, and as many as the `n`-th block begins with."""
    return item in PREFIXES and 0 <= (n - 1) * NUMBERS_IN_A_BLOCK < LAST_SERIAL


def block_of(serial: int) -> int:
    """The `n` of the block that a serial is in."""
    return (serial - 1) // NUMBERS_IN_A_BLOCK + 1


def block_document(device: str, item: str, n: int, at: str) -> Document:
    """The device's `n`-th block (from 1) of an item, leased at the moment `at`. The last one is short."""
    return {
        "_id": f"block:{device}:{item}:{n}",
        "type": "block",
        "v": 1,
        "device": device,
        "site": site_of_device(device),
        "item": item,
        "n": n,
        "from": (n - 1) * NUMBERS_IN_A_BLOCK + 1,
        "to": min(n * NUMBERS_IN_A_BLOCK, LAST_SERIAL),
        "at": at,
    }
