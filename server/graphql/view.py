"""`/graphql`: queries and mutations over GET and POST, subscriptions by WebSocket, GraphiQL for browsers."""

from datetime import timedelta
from typing import Any

import orjson
from starlette.requests import Request
from starlette.responses import Response
from starlette.websockets import WebSocket
from strawberry.asgi import GraphQL
from strawberry.http import GraphQLHTTPResponse
from strawberry.subscriptions import GRAPHQL_TRANSPORT_WS_PROTOCOL

from server.auth.middleware import address
from server.graphql.api import api
from server.graphql.context import Context, make_context
from server.graphql.socket import Socket
from server.hub import Hub
from server.pages import graphiql
from server.principal import Anonymous
from sync.errors import BadRequest, Unavailable

TIME_TO_SIGN_IN = timedelta(seconds=10)


class _View(GraphQL[Context, None]):
    graphql_transport_ws_handler_class = Socket

    def __init__(self, hub: Hub) -> None:
        super().__init__(
            api,
            subscription_protocols=[GRAPHQL_TRANSPORT_WS_PROTOCOL],
            connection_init_wait_timeout=TIME_TO_SIGN_IN,
            max_subscriptions_per_connection=hub.settings.limits.subscriptions_each,
        )
        self._hub = hub

    def decode_json(self, data: str | bytes) -> object:
        """Raises `JSONDecodeError`, and nothing else whatever the numbers are."""
        return orjson.loads(data)

    def create_response(
        self, response_data: GraphQLHTTPResponse | list[GraphQLHTTPResponse], sub_response: Response
    ) -> Response:
        """503 where the tables are away, so that whoever does not read `errors` notices."""
        response = super().create_response(response_data, sub_response)
        answers = response_data if isinstance(response_data, list) else [response_data]
        for error in (error for one in answers for error in one.get("errors") or []):
            told = error.get("extensions", {}) if isinstance(error, dict) else {}
            if told.get("status") == Unavailable.status and "retryAfter" in told:
                response.status_code = Unavailable.status
                response.headers["Retry-After"] = str(told["retryAfter"])
        return response

    def parse_json(self, data: str | bytes) -> Any:
        """A body, or `variables`. Raises `BadRequest` for what is neither an object nor a list."""
        found = super().parse_json(data)
        if not isinstance(found, dict | list):
            raise BadRequest("A request is a JSON object with `query`, and `variables` if there are any.")
        return found

    async def render_graphql_ide(self, request: Request) -> Response:
        return graphiql.page()

    async def get_context(self, request: Request | WebSocket, response: Response | WebSocket) -> Context:
        user = request.user if "user" in request.scope else Anonymous()  # over a socket: nobody yet
        return make_context(self._hub, user, address(request.scope))


def graphql_view(hub: Hub) -> GraphQL[Context, None]:
    """The ASGI application of `/graphql`."""
    return _View(hub)
