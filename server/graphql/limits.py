"""What an operation may not be: too long or deep, full of aliases, too costly, on the wrong transport."""

from collections.abc import Iterator

from graphql import GraphQLError
from strawberry.extensions import MaxTokensLimiter, SchemaExtension
from strawberry.types.graphql import OperationType

from server.graphql.cost import Cost, cost_of
from sync.errors import BadRequest

TOKENS = 2000
DEPTH, ALIASES, COST = 12, 30, 10_000
_BY_TRANSPORT = "Subscriptions come over a WebSocket; queries and mutations by GET or POST, and only there."


CHINESE = {
    "too_deep": "字段一层套一层，最多 {limit} 层：里面的请分开问。",
    "too_many_aliases": "别名最多 {limit} 个：请分几次问。",
    "too_long": "这段查询太长，最多 {limit} 个词：请用片段，或者分几次问。",
    "too_costly": "一次要的太多，最多 {limit}：请少要一些，或者分几次问。",
}


def refusal(reason: str, code: str, status: int = BadRequest.status, **told: int) -> GraphQLError:
    """An error of an operation that was not begun, with its word."""
    chinese = {"zh": CHINESE[code].format(**told)} if code in CHINESE else {}
    return GraphQLError(reason, extensions={"code": code, "status": status, **chinese, **told})


class Limits(SchemaExtension):
    """Looks at an operation that is valid before anything of it is done."""

    def on_execute(self) -> Iterator[None]:
        asked = self.execution_context
        if asked.context.is_live != (asked.operation_type is OperationType.SUBSCRIPTION):
            raise refusal(_BY_TRANSPORT, BadRequest.error)
        assert asked.graphql_document is not None  # noqa: S101 - it was parsed
        check(
            cost_of(
                asked.schema._schema,
                asked.graphql_document,
                asked.operation_name,
                asked.variables or {},
            )
        )
        yield


def check(cost: Cost) -> None:
    """Raises a `GraphQLError` with the count and the limit."""
    if cost.depth > DEPTH:
        raise refusal(
            f"Fields lie {cost.depth} deep in each other; {DEPTH} are allowed. Ask for the inner ones apart.",
            "too_deep",
            depth=cost.depth,
            limit=DEPTH,
        )
    if cost.aliases > ALIASES:
        raise refusal(
            f"There are {cost.aliases} aliases; {ALIASES} are allowed. Ask in several requests.",
            "too_many_aliases",
            aliases=cost.aliases,
            limit=ALIASES,
        )
    if cost.objects > COST:
        raise refusal(
            f"The answer can have {cost.objects} objects; {COST} are allowed."
            " Ask for fewer at once (`first`), or for less of each.",
            "too_costly",
            cost=cost.objects,
            limit=COST,
        )


class Tokens(MaxTokensLimiter):
    """A text that is longer is not read to its end."""

    def __init__(self) -> None:
        super().__init__(max_token_count=TOKENS)
