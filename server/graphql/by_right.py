"""Every query, mutation and subscription is asked by who may ask it, or not at all."""

from inspect import isawaitable
from typing import Any

from strawberry.extensions.field_extension import AsyncExtensionResolver, FieldExtension
from strawberry.types import get_object_definition

from server.graphql.context import Info, check_area
from server.rights import check_operation
from server.village.absent_key import AtTheDistrict

RELAYED = frozenset({"signIn"})  # the one mutation that writes nothing


class _ByRight(FieldExtension):
    # all by position: a field may have an argument `source`
    async def resolve_async(  # type: ignore[override]
        self, next_: AsyncExtensionResolver, source: Any, info: Info, /, **given: Any
    ) -> Any:
        """Raises `Unauthorized`, `Forbidden` or `NotFound` before anything is looked at."""
        check_operation(info.context.user, info.field_name)
        if info.context.hub.relay and info.path.typename == "Mutation" and info.field_name not in RELAYED:
            raise AtTheDistrict
        if area := given.get("area_code"):
            await check_area(info.context, area)
        answer = next_(source, info, **given)
        return await answer if isawaitable(answer) else answer  # a subscription's comes by and by


def by_right(root: type) -> type:
    """The root type, each field of which asks `server/rights.py` first."""
    for field in get_object_definition(root, strict=True).fields:
        field.extensions.append(_ByRight())
    return root
