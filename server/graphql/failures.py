"""How failures are told: each with its word in `extensions.code`, and its status over HTTP in `status`."""

import logging
from collections.abc import Iterator
from math import ceil
from typing import Any

from graphql import GraphQLError
from strawberry.extensions import SchemaExtension
from strawberry.types import StreamExecutionResult

from server.desk import AgainstTheRules
from server.graphql.limits import CHINESE, COST, DEPTH, TOKENS
from server.online.still_open import StillOpen
from server.rights import FirstPassword, NotForThePost, NotSignedIn
from sync.errors import BadRequest, SyncError, TooLarge, Unavailable

UNEXPECTED = "The hub failed at this; its log says why."
UNEXPECTED_ZH = "服务器这一步出错了，原因记在它的日志里。"
_BEYOND_TOKENS = f"more than {TOKENS} tokens"  # as the parser says it
_BEYOND_DEPTH = "nested too deeply"
_TOO_OFTEN = "Validation aborted."

# Strawberry logs every refused sign-in with a traceback; what is unexpected is logged below.
logging.getLogger("strawberry.execution").setLevel(logging.CRITICAL)
log = logging.getLogger("graphql")


class TellErrors(SchemaExtension):
    """A known failure carries its word; of an unexpected one only that it happened."""

    def on_operation(self) -> Iterator[None]:
        """Runs around each operation."""
        yield
        _tell_all(self.execution_context.result)

    def on_stream_result(self, result: StreamExecutionResult) -> Iterator[None]:
        """The same of each answer of a subscription."""
        _tell_all(result)
        yield


def _tell_all(result: object) -> None:
    for error in getattr(result, "errors", None) or []:
        if "code" not in (error.extensions or {}):
            _tell(error)


def _tell(error: GraphQLError) -> None:
    cause = error.original_error
    if isinstance(cause, SyncError):
        error.extensions = _of_known(cause)
    elif cause is None and _BEYOND_DEPTH in error.message:
        error.message = f"This lies too deep in itself; {DEPTH} fields in each other are allowed."
        error.extensions = _beyond("too_deep", DEPTH)
    elif cause is None and _BEYOND_TOKENS in error.message:
        error.message = f"The operation has {_BEYOND_TOKENS}: use fragments, or ask in several requests."
        error.extensions = _beyond("too_long", TOKENS, TooLarge.status)
    elif cause is None and error.message == _TOO_OFTEN:
        error.message = "Fields are asked for too often beside each other: ask for each of them once."
        error.extensions = _beyond("too_costly", COST)
    elif cause is None or isinstance(cause, GraphQLError) or _is_of_a_literal(error):
        error.extensions = {"code": BadRequest.error, "status": BadRequest.status}
    else:
        log.error("unexpected failure in a GraphQL operation", exc_info=cause)
        error.message = UNEXPECTED
        error.extensions = {"code": SyncError.error, "zh": UNEXPECTED_ZH, "status": SyncError.status}


def _beyond(code: str, limit: int, status: int = BadRequest.status) -> dict[str, Any]:
    return {"code": code, "zh": CHINESE[code].format(limit=limit), "status": status, "limit": limit}


def _is_of_a_literal(error: GraphQLError) -> bool:
    return isinstance(error.original_error, ValueError) and error.path is None  # before anything was done


def _of_known(cause: SyncError) -> dict[str, Any]:
    told: dict[str, Any] = {"code": cause.error, "status": cause.status}
    if isinstance(cause, AgainstTheRules):
        told["rule"] = cause.rule
    if isinstance(cause, AgainstTheRules | NotSignedIn | NotForThePost | FirstPassword):
        told["zh"] = cause.chinese
    if isinstance(cause, StillOpen):
        told["reference"] = cause.reference
    if isinstance(cause, Unavailable) and cause.retry_after:
        told["retryAfter"] = ceil(cause.retry_after)
    return told
