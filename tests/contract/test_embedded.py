"""The contract, kept by the embedded engine in this process."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from sync.engine import OwnDatabase
from sync.store import EmbeddedEngine
from tests.contract.peer_contract import EngineContract, arrived, take_in


class TestEmbedded(EngineContract):
    @pytest.fixture
    async def engine(self, tmp_path: Path) -> AsyncIterator[EmbeddedEngine]:
        engine = EmbeddedEngine(tmp_path)
        yield engine
        await engine.close()

    async def test_a_document_of_which_a_purge_leaves_deletions_counts_as_deleted(
        self, own: OwnDatabase
    ) -> None:
        """Apache CouchDB goes on counting it."""
        await take_in(own, arrived("x", "2-b", "1-a", deleted=True), arrived("x", "3-c", "2-c", "1-a"))
        await own.purge({"x": ["3-c"]})
        held = await own.info()
        assert (held.doc_count, held.doc_del_count) == (0, 1)
