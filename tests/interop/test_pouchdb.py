"""An unmodified PouchDB 9 in Node works and replicates with the real hub."""

import httpx2
import pytest

from tests.interop.conftest import RunsNode

pytestmark = pytest.mark.interop


def test_pouchdb_replicates_both_ways(address: str, name: str, node: RunsNode) -> None:
    """5,000 documents up, 5,000 down, edits, deletions and conflicts among them, then two tablets live."""
    httpx2.put(f"{address}/{name}").raise_for_status()
    leaves, winners = 10_000 + 2 * 375, 10_000 - 2 * 500 + 2 * 125
    assert node("replicate.mjs") == {"leaves": leaves, "winners": winners}


def test_pouchdb_works_on_the_hub_as_on_its_own_database(node: RunsNode) -> None:
    assert node("pouchdb_client.mjs") == {"followed": ["x", "y", "x"]}
