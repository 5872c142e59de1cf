"""`yici device`: the tablets of a district from a terminal, and why one of them is stuck."""

from pathlib import Path
from typing import Annotated, Any

import typer

from server.house.commands import Area, DataDir, Hub, Refusing
from server.house.device_story import facts_of, local_time, troubles_of
from server.house.queries import DEVICE, DEVICES
from server.house.telling import columns

device = typer.Typer(cls=Refusing, help="The tablets, and what is stuck on one.", no_args_is_help=True)


@device.command("list")
def list_devices(hub: Hub = "", data_dir: DataDir = None, area: Area = "") -> None:
    """The tablets: name, standing, last push, received up to, what is missing, and how each is called. Times
    are the district's, UTC+8."""
    found = _answered(hub, data_dir, DEVICES, {"area": area or None})
    synced = {one["device"]: one for site in found["siteSync"] for one in site["devices"]}
    rows = [
        (
            one["device"],
            one["ended"]["why"].lower() if one["ended"] else "works",
            local_time(synced.get(one["device"], {}).get("lastPushAt")),
            str(synced.get(one["device"], {}).get("head", 0)),
            synced.get(one["device"], {}).get("gaps") or "-",
            one["label"],
        )
        for one in found["devices"]
    ]
    columns([("tablet", "standing", "last push", "received", "missing", "called"), *rows])
    for one in found["forgottenDevices"]:
        typer.echo(
            f"\n! {one['device']} is not known since this hub was restored: {one['refusedCount']} facts of "
            "it were refused.\n  → docs/operations.md under Restore: a paper that it printed brings it back."
        )


@device.command("show")
def show(
    name: Annotated[str, typer.Argument(help="The name of the tablet, 500116001901A1.")],
    hub: Hub = "",
    data_dir: DataDir = None,
) -> None:
    """How a tablet stands, what is stuck and why, and what to do. Exits 0, also when something is stuck."""
    standing = _answered(hub, data_dir, DEVICE, {"device": name})["deviceStanding"]
    for what, value in facts_of(standing):
        typer.echo(f"{what:<10} {value}")
    troubles = list(troubles_of(standing))
    if not troubles:
        typer.echo("\nNothing is stuck.")
    for trouble in troubles:
        typer.echo(f"\n! {trouble.what}\n  → {trouble.advice}")


def _answered(hub: str, data_dir: Path | None, query: str, variables: dict[str, Any]) -> Any:
    from server.house.asking import answered  # which takes a while to load

    return answered(hub, data_dir, query, variables, everything=True)
