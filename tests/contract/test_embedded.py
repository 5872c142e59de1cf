"""The contract, kept by the embedded engine in this process."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from sync.store import EmbeddedEngine
from tests.contract.peer_contract import EngineContract


class TestEmbedded(EngineContract):
    @pytest.fixture
    async def engine(self, tmp_path: Path) -> AsyncIterator[EmbeddedEngine]:
        engine = EmbeddedEngine(tmp_path)
        yield engine
        await engine.close()
