"""From documents to tables: the one part of `sync` that knows what the papers mean."""
