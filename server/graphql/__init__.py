"""The GraphQL endpoint: context, resolvers, mutations. The types themselves are in `schema/graphql/`."""
