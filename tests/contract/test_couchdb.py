"""The contract, kept by Apache CouchDB at the address in YICI_TEST_COUCHDB_URL, or at those of its nodes."""

from collections.abc import AsyncIterator

import httpx2
import pytest

from sync.couch import CouchPeer
from sync.couch_engine import CouchEngine
from tests import couchdb
from tests.contract.copies import seen_by_all
from tests.contract.peer_contract import EngineContract, PeerContract


@pytest.mark.couchdb
class TestCouchDB(PeerContract):
    @pytest.fixture
    async def engine(self) -> AsyncIterator[CouchPeer]:
        peer = await CouchPeer.open(couchdb.one_node())
        yield seen_by_all(peer)
        await peer.close()


@pytest.mark.couchdb
class TestCouchEngine(EngineContract):
    @pytest.fixture
    async def engine(self) -> AsyncIterator[CouchEngine]:
        with couchdb.without_district() as urls:
            engine = await CouchEngine.open(urls)
            yield seen_by_all(engine)
            await engine.close()


@pytest.mark.couchdb
async def test_a_single_node_is_made_to_say_what_changes() -> None:
    """It is set up without the database that `_db_updates` needs."""
    with couchdb.without_district() as urls, httpx2.Client(base_url=couchdb.one_node(), timeout=60) as client:
        client.delete("/_global_changes")
        engine = await CouchEngine.open(urls)
        assert client.get("/_global_changes").status_code == 200
        await engine.close()
