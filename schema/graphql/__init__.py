"""GraphQL types: fields only. They read what the context's loaders fetch; resolvers are the server's."""
