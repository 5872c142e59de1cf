"""How this hub and the one above it stand."""

from schema.graphql.scalars import moment
from schema.graphql.upstream import Upstream, UpstreamDatabase, UpstreamState
from server.graphql.context import Info


async def upstream(info: Info) -> Upstream | None:
    """None at the district's own hub."""
    relay = info.context.hub.relay
    if relay is None:
        return None
    rows = [
        UpstreamDatabase(
            database=line.database,
            state=UpstreamState(line.state.value),
            last_level_at=moment(line.last_level_at),
            pending=line.pending,
            reason=line.reason,
        )
        for line in await relay.standing.lines()
    ]
    return Upstream(url=relay.shown_url, databases=rows)
