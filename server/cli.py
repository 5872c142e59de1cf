"""The command `yici`."""

from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer
from pydantic import ValidationError

from server.cannot_serve import AskedWrongly, refusals
from server.clock import HubClock
from server.command_line import DataDir, settings_of, stages
from server.house.commands import DataDir as AskedDir
from server.house.commands import Hub as AskedHub
from server.house.commands import site, user
from server.house.device_commands import device
from server.keeping_commands import backup, migrate, restore
from server.limits import Limits
from server.settings import Settings

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)

app.add_typer(user, name="user")
app.add_typer(site, name="site")
app.add_typer(device, name="device")


def _tell_version(asked: bool) -> None:
    if asked:
        from server.version import version

        typer.echo(f"yici {version()}")
        raise typer.Exit


@app.callback()
def yici(
    version: Annotated[
        bool, typer.Option("--version", callback=_tell_version, is_eager=True, help="Print it and exit.")
    ] = False,
) -> None:
    """Yici 一次办: one visit is enough, with or without a network."""


Port = Annotated[int, typer.Option(min=1, max=65535, help="Port to listen on.")]
Now = Annotated[str, typer.Option(help="Start the hub's clock at this local time, 2021-06-08T09:00.")]


@app.command()
def demo(
    data_dir: DataDir = None,
    port: Port = 8000,
    now: Now = "",
    cases: Annotated[
        int,
        typer.Option(
            min=0, help="About so many cases of the half year before, made at the first start; 0 for none."
        ),
    ] = 2000,
) -> None:
    """Serve the demo district: 30 townships, synthetic people, everything ready to try."""
    from server.run import serve_demo

    settings = settings_of(data_dir, f"127.0.0.1:{port}", in_folder="demo")
    with refusals():
        serve_demo(settings, _clock(now), port, cases)


@app.command()
def serve(
    data_dir: DataDir = None,
    host: Annotated[str, typer.Option(help="Address to listen on.")] = "127.0.0.1",
    port: Port = 8000,
) -> None:
    """Serve a district, whose first start needs YICI_ADMIN_USER and YICI_ADMIN_PASSWORD; or, with
    YICI_UPSTREAM_URL, the hub of an office below one."""
    from server.run import serve_district

    settings = settings_of(data_dir, f"{host}:{port}")
    with refusals():
        serve_district(settings, host, port)


@app.command()
def rebuild(data_dir: DataDir = None) -> None:
    """Drop the tables and fill them again from the documents. The hub must not be running."""
    from server.run import rebuild_projection

    with refusals(), stages() as show:
        rebuild_projection(settings_of(data_dir), lambda name, done, left: show(name, done, done + left))


@app.command()
def verify(
    token: Annotated[str, typer.Argument(help="The text of a certificate's QR code.")],
    keys: Annotated[
        Path | None, typer.Option(help="The district's keys, from /.well-known/district-keys.json.")
    ] = None,
    revocations: Annotated[
        Path | None, typer.Option(help="Its revocations, from /.well-known/revocations.json.")
    ] = None,
    data_dir: DataDir = None,
) -> None:
    """Check a certificate: by a hub's tables, or with no hub by two files. Prints JSON.

    Exits 0 when valid, 2 void, revoked or expired, 3 altered, 4 unknown yet; 1 when it could not look.
    """
    import orjson

    from server.verify_command import EXIT_CODES, verify_token

    with refusals():
        finding = verify_token(settings_of(data_dir), token, keys, revocations)
    typer.echo(orjson.dumps(finding, option=orjson.OPT_INDENT_2))
    raise typer.Exit(EXIT_CODES[finding.status])


for command in (backup, restore, migrate):
    app.command()(command)


@app.command()
def replicate(
    source: Annotated[
        str, typer.Argument(help="https://name:password@host/couchdb/database or DIR/database.")
    ],
    target: Annotated[str, typer.Argument(help="The same for the database that is brought up to it.")],
    continuous: Annotated[bool, typer.Option("--continuous", help="Go on until Ctrl+C.")] = False,
    all_: Annotated[
        bool, typer.Option("--all", help="Every database, one after the other: name no database then.")
    ] = False,
) -> None:
    """Bring one database up to another. Exits 0, or 2 when the target refused documents, 1 when it stopped.

    A hub must not be running on a DIR: name its address then. A DIR's documents pass no gate.
    """
    from dataclasses import asdict

    from server.replicate import replicate as run
    from server.replicate import replicate_all

    with refusals():
        if all_ and continuous:
            raise AskedWrongly("--all ends when everything is there: it does not go with --continuous")
        done = replicate_all(source, target) if all_ else run(source, target, continuous=continuous)
    for name, count in asdict(done).items():
        typer.echo(f"{name:<20} {count}")
    raise typer.Exit(2 if done.doc_write_failures else 0)


@app.command(name="import")
def import_file(
    file: Annotated[Path, typer.Argument(help="What a tablet exported, a courier's file (.yici).")],
    hub: Annotated[str, typer.Argument(help="https://name:password@host of the running hub.")],
) -> None:
    """Hand a hub what a tablet could not send. Exits 0, 2 when it refused any of it, 1 when it was not asked.

    Facts are judged as if the tablet had sent them; importing a file twice is importing it once.
    """
    from server.import_command import import_file as run

    with refusals():
        brought = run(file, hub)
    typer.echo(f"{brought.device}: facts {brought.first}-{brought.last}")
    for what in ("taken", "there", "refused"):
        typer.echo(f"{what:<20} {len(getattr(brought, what))}")
    for one in brought.refused:
        typer.echo(f"{one.id}: {one.reason}")
    raise typer.Exit(2 if brought.refused else 0)


@app.command()
def new_key(
    old_until: Annotated[
        datetime | None,
        typer.Option(formats=["%Y-%m-%d"], help="Last day on which what older keys signed counts."),
    ] = None,
    data_dir: DataDir = None,
) -> None:
    """Have the district sign with a new key. The hub must not be running.

    What older keys signed stays good until the day they say, or until --old-until.
    """
    from server.new_key import new_key as run

    with refusals():
        key = run(settings_of(data_dir), HubClock(), old_until.date() if old_until else None)
    typer.echo(f"{key['kid']} signs from {key['from']} until {key['until']}.")


@app.command()
def export_city(
    file: Annotated[Path, typer.Argument(help="Where to write: a file .csv or .json that is not there yet.")],
    month: Annotated[str, typer.Option(help="A month, 2021-06; or a whole year, 2021.")],
    hub: AskedHub = "",
    data_dir: AskedDir = None,
) -> None:
    """Write the district's figures K1-K19, with those of its townships, for the city's health commission."""
    from server.exports.command import export_city as run

    with refusals():
        areas = run(hub, data_dir, month, file)
    typer.echo(f"{file}: {areas} areas")


@app.command()
def export_schema() -> None:
    """Print the GraphQL schema (SDL)."""
    from server.graphql.api import api

    typer.echo(api.as_str())


@app.command()
def export_documents(
    folder: Annotated[Path, typer.Argument(help="Where to write.")] = Path("docs/documents"),
) -> None:
    """Write the JSON Schema of every type of document, with an example of each."""
    from server.documents import export

    typer.echo(f"{folder}: {export(folder)} files")


def main() -> None:
    """The entry point of the console script."""
    try:
        app()
    except ValidationError as problem:
        raise SystemExit(f"yici: {_wrong_settings(problem)}") from None


def _wrong_settings(problem: ValidationError) -> str:
    """Which variables have values that cannot be, in a sentence. Of limits alone their values are told: any
    other may hold a password, though it be in the wrong place."""
    faults = []
    for error in problem.errors():
        kind = Limits if problem.title == Limits.__name__ else Settings
        name = f"{kind.model_config['env_prefix']}{str(error['loc'][0]).upper()}"
        value = f"is {error['input']!r}" if kind is Limits else "cannot be used"
        faults.append(f"{name} {value}: {error['msg'].removeprefix('Value error, ')}")
    return "; ".join(faults)


def _clock(now: str) -> HubClock:
    if not now:
        return HubClock()
    try:
        return HubClock.starting_at(now)
    except ValueError as error:
        raise typer.BadParameter(f"{now} is not a time such as 2021-06-08T09:00") from error


if __name__ == "__main__":
    main()
