"""The embedded engine: CouchDB's document semantics on one SQLite file."""

from sync.store.engine import EmbeddedEngine

__all__ = ["EmbeddedEngine"]
