"""The contract, kept over HTTP by the hub's replication protocol."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from sync.couch import CouchPeer
from tests.contract.peer_contract import PeerContract
from tests.couch_hub import live_couch


class TestOverHTTP(PeerContract):
    @pytest.fixture
    async def engine(self, tmp_path: Path) -> AsyncIterator[CouchPeer]:
        async with live_couch(tmp_path) as url:
            peer = await CouchPeer.open(url)
            yield peer
            await peer.close()
