"""The GraphQL schema: its roots, its limits, and how failures are told."""

from inspect import getdoc

import strawberry
from graphql import GraphQLNamedType
from strawberry.schema.config import StrawberryConfig

from schema.graphql.scalars import MOMENT, Moment
from server.graphql.by_right import by_right
from server.graphql.failures import TellErrors
from server.graphql.limits import Limits, Tokens
from server.graphql.mutations import Mutation
from server.graphql.queries import Query
from server.graphql.subscriptions import Subscription

api = strawberry.Schema(
    query=by_right(Query),
    mutation=by_right(Mutation),
    subscription=by_right(Subscription),
    config=StrawberryConfig(scalar_map={Moment: MOMENT}),
    extensions=[Tokens, TellErrors, Limits],
)


def _describe() -> None:
    """What the classes say of themselves is what the schema says of its types."""
    for concrete in api.schema_converter.type_map.values():
        definition, shown = concrete.definition, concrete.implementation
        origin = getattr(definition, "origin", None) or getattr(definition, "wrapped_cls", None)
        if origin is not None and isinstance(shown, GraphQLNamedType) and not shown.description:
            shown.description = getdoc(origin)


_describe()
