"""What a village hub refused goes up: all of it that can."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any, cast

from server.village.known_staff import Told, take
from server.village.refused import hand_up
from sync.checkpoints import End
from sync.document import Revision, WriteResult
from sync.engine import Peer
from sync.errors import TooLarge
from sync.records import put_new
from sync.store import EmbeddedEngine
from tests.hub import SITE

FACT = f"application:{SITE}A1:"


class _BehindAProxy:
    """A district that is reached through something that lets no large request pass."""

    instance = "district"

    def __init__(self) -> None:
        self.offered: list[str] = []

    def database(self, name: str) -> "_BehindAProxy":
        return self

    async def bulk_docs(self, revisions: Sequence[Revision], *, new_edits: bool) -> list[WriteResult]:
        if any(len(one.body) > 100 for one in revisions):
            raise TooLarge("The proxy lets no such thing pass.")
        self.offered += [one.id for one in revisions]
        return [WriteResult(one.id, one.rev) for one in revisions]


def _refused(number: int, text: str) -> dict[str, Any]:
    document = {"docId": f"{FACT}{number}", "rev": f"1-{number:032x}", "database": f"site-{SITE}"}
    return {"_id": f"quarantine:{number}", "type": "quarantine", "body": f'{{"note":"{text}"}}', **document}


async def test_what_is_too_large_for_the_way_holds_up_nothing(tmp_path: Path) -> None:
    engine, district = EmbeddedEngine(tmp_path), _BehindAProxy()
    try:
        await engine.create("hub")
        await take(engine, Told(sites=[SITE], people=[], devices=[]))
        await put_new(engine.database("hub"), [_refused(1, "x" * 200), _refused(2, "x")])
        for _ in range(2):  # the second time nothing is new
            await hand_up(End(engine, "hub"), cast(Peer, district))
        assert district.offered == [f"{FACT}2"]
    finally:
        await engine.close()
