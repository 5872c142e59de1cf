"""The GraphQL schema: its roots, its limits, and how failures are told."""

import logging
from collections.abc import Iterator
from inspect import getdoc
from math import ceil

import strawberry
from graphql import GraphQLError, GraphQLNamedType
from strawberry.extensions import MaxAliasesLimiter, MaxTokensLimiter, QueryDepthLimiter, SchemaExtension
from strawberry.schema.config import StrawberryConfig
from strawberry.types import StreamExecutionResult
from strawberry.types.graphql import OperationType

from schema.graphql.scalars import MOMENT, Moment
from server.desk import AgainstTheRules
from server.graphql.by_right import by_right
from server.graphql.mutations import Mutation
from server.graphql.queries import Query
from server.graphql.subscriptions import Subscription
from server.online.still_open import StillOpen
from sync.errors import BadRequest, SyncError, Unavailable

DEPTH, ALIASES, TOKENS = 12, 30, 2000
UNEXPECTED = "The hub failed at this; its log says why."

# Strawberry logs every refused sign-in with a traceback; what is unexpected is logged below.
logging.getLogger("strawberry.execution").setLevel(logging.CRITICAL)
log = logging.getLogger("graphql")


class TellErrors(SchemaExtension):
    """A known failure carries its word in `extensions.code`; of an unexpected one only that it happened."""

    def on_operation(self) -> Iterator[None]:
        """Runs around each operation."""
        yield
        result = self.execution_context.result
        for error in getattr(result, "errors", None) or []:
            _tell(error)

    def on_stream_result(self, result: StreamExecutionResult) -> Iterator[None]:
        """The same of each answer of a subscription."""
        for error in getattr(result, "errors", None) or []:
            _tell(error)
        yield


class ByTransport(SchemaExtension):
    """Subscriptions come over a WebSocket and everything else by GET or POST, where requests are counted."""

    def on_execute(self) -> Iterator[None]:
        """Before anything is looked at."""
        asked = self.execution_context
        if asked.context.is_live != (asked.operation_type is OperationType.SUBSCRIPTION):
            reason = "Over a WebSocket there are subscriptions alone, and only there."
            raise GraphQLError(reason, extensions={"code": BadRequest.error, "status": BadRequest.status})
        yield


def _tell(error: GraphQLError) -> None:
    cause = error.original_error
    if isinstance(cause, SyncError):
        error.extensions = {"code": cause.error, "status": cause.status}
        if isinstance(cause, AgainstTheRules):
            error.extensions["rule"] = cause.rule
        if isinstance(cause, StillOpen):
            error.extensions["reference"] = cause.reference
        if isinstance(cause, Unavailable) and cause.retry_after:
            error.extensions["retryAfter"] = ceil(cause.retry_after)
    elif isinstance(cause, ValueError) and error.path is None:  # a literal, before anything was done
        error.extensions = {"code": BadRequest.error, "status": BadRequest.status}
    elif cause is not None and not isinstance(cause, GraphQLError):
        log.error("unexpected failure in a GraphQL operation", exc_info=cause)
        error.message = UNEXPECTED


api = strawberry.Schema(
    query=by_right(Query),
    mutation=by_right(Mutation),
    subscription=by_right(Subscription),
    config=StrawberryConfig(scalar_map={Moment: MOMENT}),
    extensions=[
        lambda: QueryDepthLimiter(max_depth=DEPTH),
        lambda: MaxAliasesLimiter(max_alias_count=ALIASES),
        lambda: MaxTokensLimiter(max_token_count=TOKENS),
        TellErrors,
        ByTransport,
    ],
)


def _describe() -> None:
    """What the classes say of themselves is what the schema says of its types."""
    for concrete in api.schema_converter.type_map.values():
        definition, shown = concrete.definition, concrete.implementation
        origin = getattr(definition, "origin", None) or getattr(definition, "wrapped_cls", None)
        if origin is not None and isinstance(shown, GraphQLNamedType) and not shown.description:
            shown.description = getdoc(origin)


_describe()
