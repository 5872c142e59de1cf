"""The GraphQL schema: its roots, its limits, and how failures are told."""

import strawberry
from strawberry.extensions import ValidationCache
from strawberry.schema.config import StrawberryConfig

from schema.graphql.scalars import MOMENT, Moment
from server.graphql.by_right import by_right
from server.graphql.describe import describe
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
    # whether a text is valid has nothing to do with who asks, and takes longer to find than most answers
    extensions=[Tokens, ValidationCache, TellErrors, Limits],
)

describe(api)
