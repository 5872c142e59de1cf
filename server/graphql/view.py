"""`/graphql`: queries and mutations over GET and POST, GraphiQL for browsers."""

import orjson
from starlette.requests import Request
from starlette.responses import Response
from starlette.websockets import WebSocket
from strawberry.asgi import GraphQL

from server.auth.middleware import address
from server.graphql.api import api
from server.graphql.context import Context, make_context
from server.hub import Hub


class _View(GraphQL[Context, None]):
    def __init__(self, hub: Hub) -> None:
        super().__init__(api, subscription_protocols=[])
        self._hub = hub

    def decode_json(self, data: str | bytes) -> object:
        """Raises `JSONDecodeError`, and nothing else whatever the numbers are."""
        return orjson.loads(data)

    async def get_context(self, request: Request | WebSocket, response: Response | WebSocket) -> Context:
        return make_context(self._hub, request.user, address(request.scope))


def graphql_view(hub: Hub) -> GraphQL[Context, None]:
    """The ASGI application of `/graphql`."""
    return _View(hub)
