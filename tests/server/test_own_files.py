"""What root, or anybody else, leaves in the directory of a hub is told with its owner and its way back."""

import contextlib
import os
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

import server.backup  # Python itself may be hidden from nobody: all is loaded before
import server.house.asking
import server.restored_couchdb
import server.run  # noqa: F401
from server.cli import app
from server.own_files import check_own
from tests.hub import open_demo

NOBODY = 65534
pytestmark = pytest.mark.skipif(os.geteuid() != 0, reason="only root can make files of two users")


@pytest.fixture
def tmp_path() -> Iterator[Path]:
    """Where nobody may go too: pytest's own folders are the user's alone."""
    with tempfile.TemporaryDirectory(prefix="yici-") as made:
        yield Path(made)


@pytest.fixture
async def data_dir(tmp_path: Path) -> Path:
    """Of a hub that does not run, and whose user is nobody."""
    hub = open_demo(tmp_path / "hub")
    await hub.start()
    await hub.stop()
    for path in (tmp_path, tmp_path / "hub", *(tmp_path / "hub").rglob("*")):
        os.chown(path, NOBODY, NOBODY)
    return tmp_path / "hub"


@contextlib.contextmanager
def as_nobody() -> Iterator[None]:
    os.seteuid(NOBODY)
    try:
        yield
    finally:
        os.seteuid(0)


def yici(*arguments: str | Path) -> Result:
    return CliRunner().invoke(app, [str(argument) for argument in arguments])


def refused(result: Result) -> str:
    assert (result.exit_code, isinstance(result.exception, SystemExit)) == (1, True), result.output
    return " ".join(result.output.split())


@pytest.mark.parametrize(
    "begin", [lambda d: ("serve", "--data-dir", d), lambda d: ("user", "list", "--data-dir", d)]
)
@pytest.mark.parametrize("file", ["projection.lock", "documents.sqlite3", "keys/token.pem", ""])
def test_a_file_of_root_is_named_with_the_way_to_give_it_back(
    data_dir: Path, begin: Callable[[Path], tuple[str | Path, ...]], file: str
) -> None:
    os.chown(data_dir / file, 0, 0)
    (data_dir / file).chmod(0o700 if not file else 0o600)
    with as_nobody():
        told = refused(yici(*begin(data_dir)))
    assert f"{data_dir / file} is root's, and nobody cannot use it" in told
    assert f"chown -R nobody {data_dir}" in told


def test_root_leaves_no_file_in_the_directory_of_a_hub(data_dir: Path, tmp_path: Path) -> None:
    (data_dir / "projection.lock").unlink()
    for command in (("user", "list"), ("device", "list"), ("rebuild",)):
        told = refused(yici(*command, "--data-dir", data_dir))
        assert f"{data_dir} is nobody's" in told
        assert "runuser -u nobody" in told
    assert not (data_dir / "projection.lock").exists()
    assert yici("backup", tmp_path / "hub.tar", "--data-dir", data_dir).exit_code == 0
    (tmp_path / "new").mkdir()
    os.chown(tmp_path / "new", NOBODY, NOBODY)
    assert "runuser -u nobody" in refused(
        yici("restore", tmp_path / "hub.tar", "--data-dir", tmp_path / "new")
    )
    assert not list((tmp_path / "new").iterdir())


@pytest.mark.parametrize("mode", [0o300, 0o500, 0o000])
def test_a_folder_that_takes_no_backup_is_told_in_a_sentence(
    data_dir: Path, tmp_path: Path, mode: int
) -> None:
    folder = tmp_path / "backups"
    folder.mkdir()
    os.chown(folder, NOBODY, NOBODY)
    folder.chmod(mode)
    with as_nobody():
        told = refused(yici("backup", folder / "hub.tar", "--data-dir", data_dir))
    assert f"{folder / 'hub.tar'} cannot be written: Permission denied" in told
    assert not list(folder.iterdir())


def test_documents_that_cannot_be_read_are_named(data_dir: Path, tmp_path: Path) -> None:
    os.chown(data_dir / "documents.sqlite3", 0, 0)
    (data_dir / "documents.sqlite3").chmod(0o600)
    with as_nobody():
        told = refused(yici("backup", tmp_path / "hub.tar", "--data-dir", data_dir))
    assert f"{data_dir / 'documents.sqlite3'} cannot be read: Permission denied" in told


def test_keys_alone_may_lie_where_nobody_writes(tmp_path: Path) -> None:
    """As the hubs have them whose documents and tables are elsewhere."""
    (tmp_path / "keys").mkdir()
    (tmp_path / "keys" / "token.pem").touch()
    for path in (tmp_path / "keys", tmp_path):
        path.chmod(0o555)
    with as_nobody():
        check_own(tmp_path)
