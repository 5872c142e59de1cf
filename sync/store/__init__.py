"""The embedded engine: CouchDB's document semantics on one SQLite file."""
