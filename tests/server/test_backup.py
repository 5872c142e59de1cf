"""`yici backup` and `yici restore`, as an operator meets them."""

import asyncio
import contextlib
import hashlib
import json
import resource
import signal
import subprocess
import sys
import tarfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from server.archive import MANIFEST
from server.cli import app
from server.version import version
from sync.store import EmbeddedEngine
from tests.hub import OTHER_SITE, SITE, DemoHub, demo_hub
from tests.sync.store.power_cut import PowerCut
from tests.tablet import Tablet

ADMINISTRATOR = {"YICI_ADMIN_USER": "root", "YICI_ADMIN_PASSWORD": "a long password"}


def yici(*arguments: str | Path) -> Result:
    return CliRunner().invoke(app, [str(argument) for argument in arguments])


def back_up(data_dir: Path, file: Path) -> None:
    done = yici("backup", file, "--data-dir", data_dir)
    assert done.exit_code == 0, done.output
    assert "private keys" in done.output


def restore(file: Path, data_dir: Path) -> Result:
    return yici("restore", file, "--data-dir", data_dir)


async def a_visit(demo: DemoHub, tablet: Tablet) -> str:
    """One fact from a tablet; its id."""
    fact = tablet.fact("visit", f"{tablet.device}-1", purpose="apply")
    assert await demo.push([fact]) == []
    return str(fact["_id"])


@pytest.fixture
async def hub_dir(tmp_path: Path) -> Path:
    """The data directory of a demo hub that was stopped."""
    async with demo_hub(tmp_path / "hub") as demo:
        await a_visit(demo, await demo.enrolled_tablet())
    return tmp_path / "hub"


@pytest.fixture
def backup(hub_dir: Path, tmp_path: Path) -> Path:
    back_up(hub_dir, tmp_path / "hub.tar")
    return tmp_path / "hub.tar"


def manifest_of(backup: Path) -> Any:
    with tarfile.open(backup) as tar:
        stream = tar.extractfile(MANIFEST)
        assert stream is not None
        return json.load(stream)


async def test_a_hub_at_work_is_backed_up_and_restored(tmp_path: Path) -> None:
    file = tmp_path / "hub.tar"
    async with demo_hub(tmp_path / "old") as old:
        tablet = await old.enrolled_tablet()
        site = old.hub.engine.database(f"site-{tablet.site}")
        visits = {await a_visit(old, tablet) for _ in range(3)}
        await site.put_local("checkpoint", {})
        await old.settled()
        since, rows = (await site.changes()).last_seq, old.rows()
        await asyncio.to_thread(back_up, tmp_path / "old", file)
        late = await a_visit(old, tablet)
        manifest = manifest_of(file)
        assert manifest["instance"] == old.hub.engine.instance
        key = old.hub.district_key.private_numbers()

    restored = await asyncio.to_thread(restore, file, tmp_path / "new")
    assert restored.exit_code == 0, restored.output
    assert "offer again" in restored.output
    async with demo_hub(tmp_path / "new") as new:
        site = new.hub.engine.database(f"site-{tablet.site}")
        assert new.hub.engine.instance != manifest["instance"]
        assert new.hub.engine.instance in restored.output
        assert new.hub.district_key.private_numbers() == key
        await new.settled()
        assert new.rows() == rows
        assert await site.get_local("checkpoint") is None
        held = {row.id for row in (await site.changes(since)).changes}
        assert held >= visits, "a token of the hub that was is answered from the beginning"
        assert late not in held
        for name, counts in manifest["databases"].items():
            info = await new.hub.engine.database(name).info()
            written = 1 if name == "hub" else 0  # that it was restored
            assert counts == {"docs": info.doc_count - written, "deleted": info.doc_del_count}
        assert sorted(manifest["databases"]) == await new.hub.engine.names()


def test_the_file_is_a_tar_with_checksums_for_its_owner_alone(backup: Path, hub_dir: Path) -> None:
    assert backup.stat().st_mode & 0o777 == 0o600
    with tarfile.open(backup) as tar:
        held = {member.name: (member.mode, tar.extractfile(member)) for member in tar}
    assert list(held)[-1] == MANIFEST
    assert {mode for mode, _ in held.values()} == {0o600}
    keys = {"keys/token.pem", "keys/district.pem", "keys/papers.pem"}
    assert set(held) == {"documents.sqlite3", *keys, MANIFEST}
    key = (hub_dir / "keys" / "district.pem").read_bytes()
    assert manifest_of(backup)["files"]["keys/district.pem"] == {
        "bytes": len(key),
        "sha256": hashlib.sha256(key).hexdigest(),
    }


def test_a_backup_says_which_version_wrote_it(backup: Path, tmp_path: Path) -> None:
    assert manifest_of(backup)["version"] == version()
    assert f"by Yici {version()}" in " ".join(restore(backup, tmp_path / "new").output.split())


def test_a_restored_directory_is_its_owners_alone(backup: Path, tmp_path: Path) -> None:
    assert restore(backup, tmp_path / "new").exit_code == 0
    held = {
        str(path.relative_to(tmp_path / "new")): path.stat().st_mode & 0o777
        for path in (tmp_path / "new").rglob("*")
    }
    assert held == {
        "documents.sqlite3": 0o600,
        "keys": 0o700,
        "keys/token.pem": 0o600,
        "keys/papers.pem": 0o600,
        "keys/district.pem": 0o600,
    }


async def test_what_was_restored_survives_a_power_cut(backup: Path, tmp_path: Path) -> None:
    with PowerCut(tmp_path / "new" / "restoring", tmp_path / "durable") as power:
        restored = await asyncio.to_thread(restore, backup, tmp_path / "new")
    left = EmbeddedEngine(power.durable)
    assert left.instance in restored.output
    for name, counts in manifest_of(backup)["databases"].items():
        written = 1 if name == "hub" else 0
        assert (await left.database(name).info()).doc_count == counts["docs"] + written
    await left.close()


async def test_no_name_is_given_to_a_second_tablet(tmp_path: Path) -> None:
    file = tmp_path / "hub.tar"
    async with demo_hub(tmp_path / "old") as old:
        await old.enrolled_tablet(secret=3)
        await asyncio.to_thread(back_up, tmp_path / "old", file)
        forgotten = {(await old.enrolled_tablet(secret=secret)).device for secret in (4, 5)}
        forgotten.add((await old.enrolled_tablet(OTHER_SITE, secret=6)).device)
    await asyncio.to_thread(restore, file, tmp_path / "new")
    async with demo_hub(tmp_path / "new") as new:
        given = {(await new.enrolled_tablet(site, secret=7)).device for site in (SITE, OTHER_SITE)}
        assert given == {f"{SITE}B2", f"{OTHER_SITE}B1"}
        assert not given & forgotten
        assert {block["device"] for block in await new.documents(f"site-{SITE}", "block:")} == {
            f"{SITE}A1",
            f"{SITE}B2",
        }


def test_a_backup_overwrites_nothing_and_needs_documents(backup: Path, hub_dir: Path, tmp_path: Path) -> None:
    before = backup.read_bytes()
    for file, data_dir, code, told in (
        (backup, hub_dir, 2, "is there already"),
        (tmp_path / "new.tar", tmp_path / "nowhere", 1, "holds no documents"),
        (tmp_path / "nowhere" / "new.tar", hub_dir, 1, "No such file or directory"),
    ):
        refused = yici("backup", file, "--data-dir", data_dir)
        assert refused.exit_code == code
        assert told in refused.output
    assert backup.read_bytes() == before
    assert sorted(path.name for path in tmp_path.iterdir()) == ["hub", "hub.tar"]


@contextlib.contextmanager
def no_file_above(size: int) -> Iterator[None]:
    """As if the disk were full: whoever makes a file longer than `size` bytes is refused."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


@pytest.mark.parametrize("too_long", ["copy", "tar"])
def test_a_full_disk_leaves_no_half_backup(hub_dir: Path, tmp_path: Path, too_long: str) -> None:
    size = (hub_dir / "documents.sqlite3").stat().st_size
    with no_file_above(size // 2 if too_long == "copy" else size + 1000):
        full = yici("backup", tmp_path / "hub.tar", "--data-dir", hub_dir)
    assert full.exit_code == 1
    assert "hub.tar cannot be written" in " ".join(full.output.split())
    assert [path.name for path in tmp_path.iterdir()] == ["hub"]


def test_a_full_disk_leaves_no_half_restore(backup: Path, tmp_path: Path) -> None:
    with no_file_above(backup.stat().st_size // 2):
        full = restore(backup, tmp_path / "new")
    assert full.exit_code == 1
    assert "cannot be restored" in " ".join(full.output.split())
    assert list((tmp_path / "new").iterdir()) == []


def test_only_an_empty_directory_is_restored_into(backup: Path, hub_dir: Path) -> None:
    before = (hub_dir / "documents.sqlite3").read_bytes()
    refused = restore(backup, hub_dir)
    assert refused.exit_code == 2
    assert "is not empty" in refused.output
    assert "name an empty directory" in " ".join(refused.output.split())
    assert (hub_dir / "documents.sqlite3").read_bytes() == before


def test_a_damaged_backup_is_refused_and_leaves_nothing(backup: Path, tmp_path: Path) -> None:
    whole, key = backup.read_bytes(), (tmp_path / "hub" / "keys" / "token.pem").read_bytes()
    for damaged, told in (
        (whole[: len(whole) // 2], "only a part"),
        (whole.replace(key, key[::-1]), "keys/token.pem is not what was packed"),
        (whole.replace(b'"docs": ', b'"docs":1'), "documents are not those that its manifest counts"),
    ):
        backup.write_bytes(damaged)
        (tmp_path / "new").mkdir(exist_ok=True)
        refused = restore(backup, tmp_path / "new")
        assert refused.exit_code == 1
        assert told in " ".join(refused.output.split())
        assert list((tmp_path / "new").iterdir()) == []


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        (("FILE", "--taken", "2021-06-08T02:00"), "a file says itself when it was taken"),
        (("--new-epoch", "--taken", "2999-06-08T02:00"), "2999-06-08T02:00 is to come"),
    ],
)
def test_when_a_backup_was_taken_is_of_a_couchdb_and_not_to_come(
    backup: Path, tmp_path: Path, asked: tuple[str, ...], told: str
) -> None:
    given = (str(backup) if word == "FILE" else word for word in asked)
    refused = yici("restore", *given, "--data-dir", tmp_path / "new")
    assert refused.exit_code == 2
    assert told in " ".join(refused.output.split())
    assert not (tmp_path / "new").exists()


def test_what_is_no_backup_is_told_with_what_to_do(tmp_path: Path) -> None:
    (tmp_path / "other.tar").write_text("no tar")
    for file in ("nowhere.tar", "other.tar"):
        refused = restore(tmp_path / file, tmp_path / "new")
        assert refused.exit_code == 1
        assert "Nothing was restored: " in " ".join(refused.output.split())


def killed(function: str, data_dir: Path, file: Path, stage: str) -> None:
    """Run a function of `server.backup` in a process that is killed when it begins `stage`."""
    program = f"""if True:
        import os, pathlib, signal, sys
        from server import backup
        from server.settings import Settings
        def shown(what, done, total):
            if what == {stage!r}:
                os.kill(os.getpid(), signal.SIGKILL)
        data_dir, file = map(pathlib.Path, sys.argv[1:])
        backup.{function}(Settings(data_dir=data_dir), file, shown)
    """
    ended = subprocess.run([sys.executable, "-c", program, data_dir, file], timeout=60)
    assert ended.returncode == -signal.SIGKILL


@pytest.mark.parametrize("stage", ["copying", "packing"])
def test_a_backup_that_was_killed_is_none(hub_dir: Path, tmp_path: Path, stage: str) -> None:
    killed("back_up", hub_dir, tmp_path / "hub.tar", stage)
    assert [path.name for path in tmp_path.iterdir() if not path.name.startswith(".")] == ["hub"]
    back_up(hub_dir, tmp_path / "hub.tar")
    assert restore(tmp_path / "hub.tar", tmp_path / "new").exit_code == 0


@pytest.mark.parametrize("stage", ["unpacking", "checking"])
def test_no_hub_starts_where_a_restore_was_killed(backup: Path, tmp_path: Path, stage: str) -> None:
    killed("restore", tmp_path / "new", backup, stage)
    refused = CliRunner().invoke(app, ["serve", "--data-dir", str(tmp_path / "new")], env=ADMINISTRATOR)
    assert refused.exit_code == 1
    assert "has keys and no documents" in " ".join(refused.output.split())
    assert "is not empty" in " ".join(restore(backup, tmp_path / "new").output.split())
