"""How papers travel: revision trees, document store, changes, projector. Knows nothing of HTTP or GraphQL."""
