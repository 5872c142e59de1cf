"""Whom `yici user` and `yici site` ask: a running hub over HTTP, or the data directory of one that does not
run. Both are asked the same, so the same is done and the same is refused."""

import asyncio
from collections.abc import Sequence
from typing import Any

import msgspec
import uvloop

from server.cannot_serve import AskedWrongly, CannotServe, all_are_no
from server.clock import HubClock
from server.graphql.api import api
from server.graphql.context import make_context
from server.hub import Hub, open_engine, open_hub
from server.own_files import check_not_as_root, check_own
from server.principal import Principal, Role
from server.settings import Settings
from sync.couch_http import Client
from sync.errors import SyncError
from sync.projector.sole import ProjectionIsBusy
from sync.records import read

TERMINAL = "terminal"  # who is said to have done it, at a data directory
_SECONDS_TO_HASH = 300.0  # the first passwords of a long list
_SECONDS_TO_SHOW = 60.0
Variables = dict[str, Any]


class _Extensions(msgspec.Struct, frozen=True):
    code: str = ""


class _Error(msgspec.Struct):
    message: str
    extensions: _Extensions = _Extensions()


class _Answer(msgspec.Struct):
    data: dict[str, Any] | None = None
    errors: list[_Error] = []


def asked(settings: Settings, hub: str, query: str, variables: Variables) -> Any:
    """What the one field of `query` answers; as `answered`."""
    (value,) = answered(settings, hub, query, variables).values()
    return value


def answered(
    settings: Settings, hub: str, query: str, variables: Variables, *, everything: bool = False
) -> dict[str, Any]:
    """What the fields of `query` answer. `hub` is https://name:password@host, or empty for the data directory
    of `settings`; there the tables know what people and offices there are, and `everything` where it is said.
    Raises `CannotServe` for what cannot be asked, `AskedWrongly` for what is refused."""
    try:
        if hub:
            answer = asyncio.run(_over_http(hub, query, variables))
        else:
            answer = uvloop.run(_in_place(settings, query, variables, everything=everything))
    except SyncError as error:
        raise CannotServe(error.reason) from error
    if answer.errors or not answer.data:
        raise _refusal(answer.errors)
    return answer.data


def _refusal(errors: Sequence[_Error]) -> CannotServe:
    told = "; ".join(error.message for error in errors) or "nothing was answered"
    is_no = bool(errors) and all_are_no(error.extensions.code for error in errors)
    return AskedWrongly(told) if is_no else CannotServe(told)


async def _over_http(hub: str, query: str, variables: Variables) -> _Answer:
    client = Client(hub)
    try:
        body = msgspec.json.encode({"query": query, "variables": variables})
        return await client.post("/graphql", body, _Answer, waits=_SECONDS_TO_HASH)
    finally:
        await client.close()


async def _in_place(settings: Settings, query: str, variables: Variables, *, everything: bool) -> _Answer:
    check_own(settings.data_dir)
    check_not_as_root(settings.data_dir)
    if not settings.has_documents:
        raise CannotServe(f"{settings.data_dir} holds no documents: name another --data-dir, or --hub")
    hub = open_hub(settings, await open_engine(settings), clock=HubClock())
    try:
        await hub.projector.start()
        for name in await hub.engine.names() if everything else ("reference", "hub"):
            if not await hub.projector.passed(name, _SECONDS_TO_SHOW) and everything:
                raise CannotServe("the tables are still being filled: `yici rebuild` shows how far it is")
        context = make_context(hub, await _somebody_at_the_machine(hub), "")
        result = await api.execute(query, variable_values=variables, context_value=context)
        return _Answer(
            result.data, msgspec.convert([error.formatted for error in result.errors or []], list[_Error])
        )
    except ProjectionIsBusy as error:
        raise CannotServe(f"a hub is using {settings.data_dir}: name its address with --hub") from error
    finally:
        await hub.stop()


async def _somebody_at_the_machine(hub: Hub) -> Principal:
    """Whoever reads its files may do as its administrators may."""
    district = await read(hub.engine.database("reference"), "district")
    return Principal(TERMINAL, Role.ADMINISTRATOR, district["code"] if district else "")
