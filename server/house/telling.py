"""How `yici user` and `yici site` tell what was done, and what was not."""

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import typer
from rich.cells import cell_len

from server.cannot_serve import AskedWrongly, CannotServe
from server.durable import owner_only


def columns(rows: Iterable[Sequence[str]]) -> None:
    """Print rows, each column as wide as its widest cell: a Chinese character takes two places."""
    told = list(rows)
    widths = [max(map(cell_len, column)) for column in zip(*told, strict=True)]
    for row in told:
        padded = (cell + " " * (width - cell_len(cell)) for cell, width in zip(row, widths, strict=True))
        typer.echo("  ".join(padded).rstrip())


def stop_at(problems: Sequence[Any], about: str) -> None:
    """Print what is wrong and exit, where something is."""
    for one in problems:
        typer.echo(f"yici: {about}: {one['field']}{': ' if one['field'] else ''}{one['en']}", err=True)
    if problems:
        raise typer.Exit(AskedWrongly.exit_code)


def told_import(imported: Any, *, write: bool) -> None:
    """What was done, or would be, and what is wrong with which line."""
    stop_at(imported["problems"], "the file")
    actions = [row["action"].lower() for row in imported["rows"]]
    wrong = [row for row in imported["rows"] if row["problems"]]
    verb = "done" if imported["isWritten"] else "not done" if wrong else "would be done"
    for action in ("create", "change", "nothing"):
        typer.echo(f"{action:<8} {actions.count(action):>6}  {verb}")
    for row in wrong:
        for one in row["problems"]:
            typer.echo(f"yici: line {row['line']}, {row['key']}: {one['en']}", err=True)
    if wrong:
        typer.echo("yici: nothing was written", err=True)
        raise typer.Exit(AskedWrongly.exit_code)
    if not write:
        typer.echo("Nothing was written: --write does it.")


def hand_over(slips: str, file: Path | None) -> None:
    """First passwords, to a file of one's own or to the screen. They are nowhere else: where the file cannot
    be written they are printed, and `CannotServe` is raised."""
    if file is None:
        typer.echo(slips.removeprefix("\ufeff"))
        return
    try:
        with open(file, "x", opener=owner_only, encoding="utf-8", newline="") as stream:
            stream.write(slips)
    except OSError as error:
        typer.echo(slips.removeprefix("\ufeff"))
        raise CannotServe(f"{file} cannot be written: {error.strerror}. The passwords are above.") from error
    typer.echo(f"{file}: the first passwords. Hand them out, then delete it.")
