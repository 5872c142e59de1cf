"""An Apache CouchDB that holds a district for the time of a test."""

import os
from collections.abc import Iterator
from contextlib import contextmanager

import httpx2

VARIABLE = "YICI_TEST_COUCHDB_URL"


def one_node() -> str:
    """The address for who speaks with one only."""
    return os.environ[VARIABLE].split()[0].rstrip("/")


@contextmanager
def without_district() -> Iterator[str]:
    """Its address, or those of its nodes. What a hub makes there is dropped in the end; one that holds a
    district already is left alone."""
    urls = os.environ[VARIABLE]
    with httpx2.Client(base_url=one_node(), timeout=60) as client:
        before = set(client.get("/_all_dbs").raise_for_status().json())
        assert "hub" not in before, f"{VARIABLE} names a CouchDB that holds a district: none is tried there"
        try:
            yield urls
        finally:
            for name in sorted({*client.get("/_all_dbs").json()} - before):
                client.delete(f"/{name}").raise_for_status()
