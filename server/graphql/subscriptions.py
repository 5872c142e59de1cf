"""What is told as it changes: at once how it stands, then again whenever the tables have moved."""

from collections.abc import AsyncGenerator, Callable, Coroutine
from typing import Any, TypeVar

import strawberry

from schema.graphql.kpi import AreaLevel, KpiName, KpiRow
from schema.graphql.scalars import Channel, DateRange, Item
from schema.graphql.site import SiteSync
from server.graphql.context import Info
from server.graphql.kpi import kpi
from server.graphql.sites import site_sync

Row = TypeVar("Row")


async def _kpi_updates(
    info: Info,
    period: DateRange,
    level: AreaLevel,
    area_code: str | None = None,
    items: list[Item] | None = None,
    channel: Channel | None = None,
    names: list[KpiName] | None = None,
) -> AsyncGenerator[list[KpiRow]]:
    """Raises what `kpi` does."""
    asked = (period, level, area_code, items, channel, names)
    async for rows in _told(info, repr(asked), lambda: kpi(info, *asked)):
        yield rows


async def _site_sync_updates(info: Info, area_code: str | None = None) -> AsyncGenerator[list[SiteSync]]:
    async for rows in _told(info, repr(area_code), lambda: site_sync(info, area_code)):
        yield rows


async def _told(
    info: Info, asked: str, read: Callable[[], Coroutine[Any, Any, list[Row]]]
) -> AsyncGenerator[list[Row]]:
    """What is read now and after each move: the same for all of an area who ask the same. Raises
    `TooManyRequests`."""
    context = info.context
    question = f"{info.field_name} {context.principal.area} {asked}"
    with context.hub.live.place(context.principal):
        async for _ in context.hub.live.moments():
            context.loaders.sites.clear_all()  # a loader remembers, and this operation goes on for hours
            yield await context.hub.live.shared(question, read)


@strawberry.type
class Subscription:
    """The root of subscriptions."""

    kpi_updates: AsyncGenerator[list[KpiRow]] = strawberry.subscription(
        resolver=_kpi_updates, description="The figures of `kpi`, at once and as they change."
    )
    site_sync_updates: AsyncGenerator[list[SiteSync]] = strawberry.subscription(
        resolver=_site_sync_updates, description="The rows of `siteSync`, at once and as they change."
    )
