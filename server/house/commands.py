"""`yici user` and `yici site`: the people and the offices of a district from a terminal."""

from pathlib import Path
from typing import Annotated, Any, Literal

import typer
from typer.core import TyperGroup

from server.cannot_serve import AskedWrongly, refusals
from server.house.csv_file import read_text
from server.house.device_story import local_time
from server.house.queries import (
    CHANGE,
    CREATE,
    IMPORT_PEOPLE,
    IMPORT_SITES,
    PEOPLE,
    REINSTATE,
    RESET,
    SET_HUB,
    SITES,
    SUSPEND,
)
from server.house.telling import columns, hand_over, stop_at, told_import


class Refusing(TyperGroup):
    def invoke(self, ctx: Any) -> Any:
        """One of the commands; a sentence for what cannot be done."""
        with refusals():
            return super().invoke(ctx)


user = typer.Typer(
    cls=Refusing,
    help="The people who work here. Nobody is deleted: who leaves is suspended.",
    no_args_is_help=True,
)
site = typer.Typer(cls=Refusing, help="The townships and sites of the district.", no_args_is_help=True)

Hub = Annotated[
    str,
    typer.Option(
        help="https://name:password@host of a running hub; else --data-dir, YICI_HUB, or YICI_DATA_DIR."
    ),
]
DataDir = Annotated[
    Path | None,
    typer.Option(help="Of a hub that does not run; else --hub, YICI_HUB, YICI_DATA_DIR, or yici-data."),
]
Name = Annotated[str, typer.Argument(help="What they sign in with.")]
Posts = Literal["administrator", "township", "clerk", "reporter", "auditor", "portal", "relay"]
Role = Annotated[Posts, typer.Option(help="Their post.")]
OfRole = Annotated[Posts | None, typer.Option("--role", help="Their post.")]
Area = Annotated[str, typer.Option(help="Code of the district (6 digits), a township (9) or a site (12).")]
File = Annotated[Path, typer.Argument(help="A CSV, in UTF-8 or as a Chinese Excel saves it.")]
Write = Annotated[bool, typer.Option("--write", help="Do it; without, only say what would be done.")]


@user.command("list")
def list_users(
    hub: Hub = "",
    data_dir: DataDir = None,
    area: Area = "",
    role: OfRole = None,
    search: Annotated[str, typer.Option(help="A part of a name, or the beginning of a code.")] = "",
    suspended: Annotated[
        bool | None, typer.Option("--suspended/--active", help="Only these; else both.")
    ] = None,
) -> None:
    """Who works here: name, role, area, since when suspended, and the name that is shown."""
    given = {"area": area or None, "role": role and role.upper(), "search": search, "suspended": suspended}
    rows, after, more = [], None, True
    while more:
        page = _asked(hub, data_dir, PEOPLE, {**given, "after": after})
        rows += [edge["node"] for edge in page["edges"]]
        after, more = page["pageInfo"]["endCursor"], page["pageInfo"]["hasNextPage"]
    columns(
        (one["name"], one["role"].lower(), one["area"]["code"], _standing(one), one["displayName"])
        for one in rows
    )


@user.command("create")
def create(
    name: Name,
    display_name: Annotated[str, typer.Option(help="The name that papers and lists show.")],
    role: Role,
    area: Area,
    hub: Hub = "",
    data_dir: DataDir = None,
) -> None:
    """Add somebody, and print the password for the first sign-in. It is shown this once."""
    given = {"name": name, "displayName": display_name, "role": role.upper(), "area": area}
    _tell_password(name, _asked(hub, data_dir, CREATE, given))


@user.command("change")
def change(
    name: Name,
    display_name: Annotated[str | None, typer.Option(help="The name that papers and lists show.")] = None,
    role: OfRole = None,
    area: Area = "",
    hub: Hub = "",
    data_dir: DataDir = None,
) -> None:
    """Give somebody another name to show, another role or another area."""
    given = {"name": name, "displayName": display_name, "role": role and role.upper(), "area": area or None}
    _tell(name, _asked(hub, data_dir, CHANGE, given), "changed")


@user.command("reset")
def reset(name: Name, hub: Hub = "", data_dir: DataDir = None) -> None:
    """Print a new first password for somebody who forgot theirs; the old one counts no more."""
    _tell_password(name, _asked(hub, data_dir, RESET, {"name": name}))


@user.command("suspend")
def suspend(
    name: Name,
    reason: Annotated[str, typer.Option(help="Why, for who asks later.")],
    hub: Hub = "",
    data_dir: DataDir = None,
) -> None:
    """Have somebody out with the next request. What they wrote stays."""
    _tell(name, _asked(hub, data_dir, SUSPEND, {"name": name, "reason": reason}), "suspended")


@user.command("reinstate")
def reinstate(name: Name, hub: Hub = "", data_dir: DataDir = None) -> None:
    """Let somebody in again, with the password of before."""
    _tell(name, _asked(hub, data_dir, REINSTATE, {"name": name}), "reinstated")


@user.command("import")
def import_users(
    file: File,
    hub: Hub = "",
    data_dir: DataDir = None,
    write: Write = False,
    passwords: Annotated[
        Path | None,
        typer.Option(help="Where to write the first passwords, for you alone; else they are printed."),
    ] = None,
) -> None:
    """Add and change people by a CSV with the columns 登录名 (name), 姓名 (displayName), 岗位 (role) and
    所在地代码 (area). All rows or none; exits 2 while there is a problem."""
    if passwords and passwords.exists():
        raise AskedWrongly(f"{passwords} is there already, and is not written over")
    imported = _imported(file, hub, data_dir, IMPORT_PEOPLE, write=write)
    if slips := imported["initialPasswords"]:
        hand_over(slips, passwords)


@site.command("list")
def list_sites(
    hub: Hub = "",
    data_dir: DataDir = None,
    area: Area = "",
    search: Annotated[str, typer.Option(help="A part of a name, or the beginning of a code.")] = "",
    closed: Annotated[bool, typer.Option("--closed", help="Those that are closed too.")] = False,
) -> None:
    """The offices: code, kind, tablets, clerks, since when closed, township and name, its village hub."""
    rows = _asked(hub, data_dir, SITES, {"area": area or None, "search": search, "closed": closed})
    columns(
        (
            one["code"],
            one["kind"],
            str(one["deviceCount"]),
            str(one["clerkCount"]),
            local_time(one["closedAt"])[:10] if one["closedAt"] else "open",
            f"{one['township']['name']} {one['name']}" if one["kind"] != "township" else one["name"],
            one["villageHub"],
        )
        for one in rows
    )


@site.command("village-hub")
def village_hub(
    code: Annotated[
        str, typer.Argument(help="Of the site; of a township, 9 digits, it is its own desk alone.")
    ],
    address: Annotated[
        str,
        typer.Argument(
            help="https:// and its name, for trials http://127.0.0.1; '' where there is none any more."
        ),
    ],
    hub: Hub = "",
    data_dir: DataDir = None,
) -> None:
    """Tell the tablets of a site where the hub in their office is."""
    _tell(code, _asked(hub, data_dir, SET_HUB, {"code": code, "address": address}), "changed")


@site.command("import")
def import_sites(file: File, hub: Hub = "", data_dir: DataDir = None, write: Write = False) -> None:
    """Add and change offices by a CSV with the columns 代码 (code), 名称 (name), 英文名称 (nameEn) and 类别
    (kind: 镇街, 村 or 社区). All rows or none; exits 2 while there is a problem."""
    _imported(file, hub, data_dir, IMPORT_SITES, write=write)


def _asked(hub: str, data_dir: Path | None, query: str, variables: dict[str, Any]) -> Any:
    from server.house.asking import asked  # which takes a while to load

    return asked(hub, data_dir, query, variables)


def _imported(file: Path, hub: str, data_dir: Path | None, query: str, *, write: bool) -> Any:
    imported = _asked(hub, data_dir, query, {"csv": read_text(file), "dry": not write})
    told_import(imported, write=write)
    return imported


def _tell(name: str, done: Any, what: str) -> None:
    stop_at(done["problems"], name)
    typer.echo(f"{name} is {what}.")


def _tell_password(name: str, done: Any) -> None:
    stop_at(done["problems"], name)
    typer.echo(f"{name} signs in first with {done['initialPassword']}")


def _standing(person: Any) -> str:
    if not person["isSuspended"]:
        return "active"
    at = person["suspendedAt"]
    return f"suspended {local_time(at)[:10]}" if at else "suspended"
