"""How the world reaches Yici: HTTP, GraphQL, pages, commands. Imports `sync` and `schema` only."""
