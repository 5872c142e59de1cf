"""The contract, kept by Apache CouchDB at the address in YICI_TEST_COUCHDB_URL."""

import os
from collections.abc import AsyncIterator

import pytest

from sync.couch import CouchPeer
from tests.contract.peer_contract import PeerContract


@pytest.mark.couchdb
class TestCouchDB(PeerContract):
    @pytest.fixture
    async def engine(self) -> AsyncIterator[CouchPeer]:
        peer = await CouchPeer.open(os.environ["YICI_TEST_COUCHDB_URL"])
        yield peer
        await peer.close()
