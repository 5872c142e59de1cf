"""Blocks of certificate numbers: each device has its own, so no two can ever issue the same number."""

from server.clock import HubClock
from sync.engine import Engine
from sync.records import Document, put_new

NUMBERS_IN_A_BLOCK = 200  # about a working year of a community's certificates


async def lease(engine: Engine, clock: HubClock, *, device: str, item: str, n: int) -> Document:
    """Write the device's `n`-th block (from 1) of an item into its site's database. Twice is the same."""
    site = device[:12]
    block = {
        "_id": f"block:{device}:{item}:{n}",
        "type": "block",
        "v": 1,
        "device": device,
        "site": site,
        "item": item,
        "n": n,
        "from": (n - 1) * NUMBERS_IN_A_BLOCK + 1,
        "to": n * NUMBERS_IN_A_BLOCK,
        "at": clock.text(),
    }
    await put_new(engine.database(f"site-{site}"), [block])
    return block
