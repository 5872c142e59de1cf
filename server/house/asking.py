"""Whom `yici user` and `yici site` ask: a running hub over HTTP, or the data directory of one that does not
run. Both are asked the same, so the same is done and the same is refused."""

import asyncio
from collections.abc import Sequence
from pathlib import Path
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
from sync.couch_http import Client, shown
from sync.errors import BadRequest, SyncError
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


def asked(hub: str, data_dir: Path | None, query: str, variables: Variables) -> Any:
    """What the one field of `query` answers; as `answered`."""
    (value,) = answered(hub, data_dir, query, variables).values()
    return value


def answered(
    hub: str, data_dir: Path | None, query: str, variables: Variables, *, everything: bool = False
) -> dict[str, Any]:
    """What the fields of `query` answer. `hub` is https://name:password@host; where neither it nor `data_dir`
    is given, YICI_HUB is asked, and else the data directory of the settings. There the tables know what
    people and offices there are, and `everything` where it is said. Raises `CannotServe` for what cannot be
    asked, `AskedWrongly` for what is refused, with who was asked."""
    if hub and data_dir:
        raise AskedWrongly("--hub and --data-dir name two places: give one of them")
    settings = Settings() if data_dir is None else Settings(data_dir=data_dir)
    if data_dir is None:
        hub = hub or settings.hub.get_secret_value()
    place = _without_password(hub) if hub else str(settings.data_dir)
    try:
        if hub:
            answer = asyncio.run(_over_http(hub, query, variables))
        else:
            answer = uvloop.run(_in_place(settings, query, variables, everything=everything))
    except SyncError as error:
        raise CannotServe(f"{place}: {error.reason.removeprefix(f'{place} ')}") from error
    if answer.errors or not answer.data:
        raise _refusal(place, answer.errors)
    return answer.data


def _refusal(place: str, errors: Sequence[_Error]) -> CannotServe:
    told = "; ".join(error.message for error in errors) or "nothing was answered"
    is_no = bool(errors) and all_are_no(error.extensions.code for error in errors)
    return (AskedWrongly if is_no else CannotServe)(f"{place}: {told}")


def _without_password(hub: str) -> str:
    """Raises `AskedWrongly` for what is no address."""
    try:
        return shown(hub)
    except BadRequest as error:
        raise AskedWrongly(f"--hub or YICI_HUB: {error.reason}") from error


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
