"""The hub from outside: HTTP, GraphQL, pages, commands."""
