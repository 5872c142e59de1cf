"""What commands have in common: where the data is, and how far they are."""

import contextlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Annotated

import typer
from rich.progress import TaskID

from server.settings import Settings

DataDir = Annotated[
    Path | None,
    typer.Option(help="Where documents, tables and keys are kept; else YICI_DATA_DIR, else yici-data."),
]


def settings_of(data_dir: Path | None, address: str = "", in_folder: str = "") -> Settings:
    """`in_folder` keeps the demo, whose passwords everybody knows, out of a district's default directory."""
    given = Settings()
    changes: dict[str, object] = {}
    if data_dir is not None:
        changes["data_dir"] = data_dir
    elif "data_dir" not in given.model_fields_set:
        changes["data_dir"] = given.data_dir / in_folder
    if not given.public_url and not given.upstream_url:  # that of a village hub is the district's
        scheme = "https" if given.tls_cert else "http"
        changes["public_url"] = f"{scheme}://{address}"
    return given.model_copy(update=changes)


@contextlib.contextmanager
def stages() -> Iterator[Callable[[str, int, int], None]]:
    """A bar for each thing that is done; one without an end where `total` is 0."""
    from rich.progress import Progress

    with Progress() as bar:
        tasks: dict[str, TaskID] = {}

        def show(what: str, done: int, total: int) -> None:
            if what not in tasks:
                tasks[what] = bar.add_task(what, total=None)
            bar.update(tasks[what], total=total or None, completed=done)

        yield show
