"""`yici verify` with two files and no hub, and a district that signs with another key."""

import asyncio
import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from schema.canonical import canonical
from schema.district_keys import key_id
from schema.envelope import from_base64url, is_signed_by
from schema.revocations import revocations_members, signed_revocations
from server.cli import app
from server.clock import HubClock
from server.new_key import new_key
from server.settings import Settings
from server.workers.revocations import Revocations
from tests.hub import OTHER_SITE, SITE, DemoHub, demo_hub
from tests.server.workers.office import Office, birth_service
from tests.server.workers.test_revocations import void_order
from tests.tablet import Tablet, key_from

KEYS, LISTS = "/.well-known/district-keys.json", "/.well-known/revocations.json"


class Saved:
    """What somebody fetched once, and asks with no network."""

    def __init__(self, folder: Path) -> None:
        self.keys, self.lists = folder / "keys.json", folder / "revocations.json"

    async def fetch(self, demo: DemoHub) -> None:
        await Office(demo).work(Revocations(demo.hub.district_key))
        self.keys.write_bytes((await demo.get(KEYS)).content)
        self.lists.write_bytes((await demo.get(LISTS)).content)

    def verify(self, token: str) -> tuple[int, Any]:
        files = ["--keys", str(self.keys), "--revocations", str(self.lists)]
        result = CliRunner().invoke(app, ["verify", token, *files])
        return result.exit_code, json.loads(result.stdout) if result.stdout else result.stderr


@pytest.fixture
def saved(tmp_path: Path) -> Saved:
    return Saved(tmp_path)


def _says(answer: tuple[int, Any]) -> tuple[int, str, str]:
    return answer[0], answer[1]["status"], answer[1]["reason"]


async def test_valid_offline_and_void_once_the_list_says_so(demo: DemoHub, saved: Saved) -> None:
    office, tablet = Office(demo), await demo.enrolled_tablet()
    certificate = birth_service(tablet)
    token = certificate["token"]
    await saved.fetch(demo)
    code, told = saved.verify(f"HTTP://HUB.EXAMPLE/V/{token}")
    assert (code, told["status"], told["number"]) == (0, "valid", certificate["certNo"])
    assert told["as_of"] == "2021-06-15T01:00:00.000Z"
    await office.push(tablet)
    await office.write(void_order(certificate))
    await saved.fetch(demo)
    assert _says(saved.verify(token)) == (2, "void", "void")


async def test_each_answer_has_its_exit_code(demo: DemoHub, saved: Saved) -> None:
    tablet = await demo.enrolled_tablet()
    token = birth_service(tablet)["token"]
    await saved.fetch(demo)
    assert _says(saved.verify(token[:300])) == (3, "altered", "truncated")
    assert _says(saved.verify("RUBBISH")) == (4, "unknown-yet", "not-a-token")
    strangers = Tablet().certificate("x")["token"]
    assert _says(saved.verify(strangers)) == (4, "unknown-yet", "unknown-key")
    keys = json.loads(saved.keys.read_text())
    keys["keys"][0]["until"] = "2021-01-01"
    saved.keys.write_text(json.dumps(keys))
    saved.lists.write_text("[]")
    assert _says(saved.verify(token)) == (2, "expired-credential", "key-over")


async def test_where_its_list_is_left_out_nobody_knows_whether_it_is_void(
    demo: DemoHub, saved: Saved
) -> None:
    here, elsewhere = await demo.enrolled_tablet(), await demo.enrolled_tablet(OTHER_SITE, 4)
    token, other = birth_service(here)["token"], birth_service(elsewhere)["token"]
    await saved.fetch(demo)
    lists = json.loads(saved.lists.read_text())
    saved.lists.write_text(json.dumps([one for one in lists if one["township"] != SITE[:9]]))
    assert _says(saved.verify(token)) == (4, "unknown-yet", "no-list")
    assert _says(saved.verify(other)) == (0, "valid", "signed")
    saved.lists.write_text("[]")
    assert _says(saved.verify(other)) == (4, "unknown-yet", "no-list")


async def test_what_is_not_given_is_that_of_the_data_directory(demo: DemoHub, saved: Saved) -> None:
    office, tablet = Office(demo), await demo.enrolled_tablet()
    certificate = birth_service(tablet)
    await office.push(tablet)
    await saved.fetch(demo)
    given = ["verify", certificate["token"], "--data-dir", str(demo.hub.settings.data_dir)]
    for file in (["--keys", str(saved.keys)], ["--revocations", str(saved.lists)]):
        valid = CliRunner().invoke(app, [*given, *file])
        assert (valid.exit_code, json.loads(valid.stdout)["reason"]) == (0, "signed")
    await office.write(void_order(certificate))
    await demo.settled()
    void = CliRunner().invoke(app, [*given, "--keys", str(saved.keys)])
    assert (void.exit_code, json.loads(void.stdout)["status"]) == (2, "void")
    nowhere = ["--data-dir", str(saved.keys.parent / "nowhere"), "--keys", str(saved.keys)]
    assert CliRunner().invoke(app, ["verify", certificate["token"], *nowhere]).exit_code == 1


async def test_outside_a_hubs_folder_it_says_what_it_needs(saved: Saved, tmp_path: Path) -> None:
    saved.lists.write_text("[]")
    for folder in (tmp_path, tmp_path / "nowhere"):
        for more in (["--revocations", str(saved.lists)], []):
            result = CliRunner().invoke(app, ["verify", "RUBBISH", "--data-dir", str(folder), *more])
            assert (result.exit_code, "--keys" in result.stderr) == (1, True)
            assert len(result.stderr.splitlines()) < 4


async def test_a_file_that_is_not_the_districts_is_not_used(demo: DemoHub, saved: Saved) -> None:
    tablet = await demo.enrolled_tablet()
    token = birth_service(tablet)["token"]
    await saved.fetch(demo)
    forged = signed_revocations(
        revocations_members("500116001", {}, []), "2021-06-15T01:00:00.000Z", key_from(77)
    )
    for text in (json.dumps([forged]), "{}", "no JSON", "[1]"):
        saved.lists.write_text(text)
        code, told = saved.verify(token)
        assert (code, "revocations.json" in told) == (1, True)
    saved.lists.write_text(json.dumps([forged]))
    assert "fetch the keys file again" in saved.verify(token)[1]
    saved.lists.unlink()
    assert saved.verify(token)[0] == 1
    saved.keys.write_text('{"keys": [{}]}')
    assert saved.verify(token)[0] == 1


async def test_a_new_key_signs_and_what_the_old_one_signed_stays(tmp_path: Path, saved: Saved) -> None:
    folder = tmp_path / "hub"
    async with demo_hub(folder) as demo:
        old = await demo.enrolled_tablet()
        before = birth_service(old)["token"]
        first = key_id(demo.hub.district_key.public_key()).hex()
    await asyncio.to_thread(
        new_key, Settings(data_dir=folder), HubClock.starting_at("2021-06-08T09:00"), None
    )
    async with demo_hub(folder) as demo:
        published = {one["kid"]: one for one in await demo.documents("reference", "key:")}
        second = key_id(demo.hub.district_key.public_key()).hex()
        after = birth_service(await demo.enrolled_tablet(secret=5))["token"]
        await demo.settled()
        await saved.fetch(demo)
        keys = {key["kid"]: key for key in (await demo.get(KEYS)).json()["keys"]}
    assert first != second
    assert {first, second} == set(keys)
    for one, by in ((first, second), (second, first)):
        said = canonical({name: published[one][name] for name in ("type", "kid", "publicKey", "from")})
        word = from_base64url(published[one]["vouchedBy"][by])
        assert is_signed_by(from_base64url(published[by]["publicKey"]), word, said)
    assert _says(saved.verify(before)) == (0, "valid", "signed")
    assert _says(saved.verify(after)) == (0, "valid", "signed")


async def test_a_new_key_goes_on_with_what_was_published_before_a_crash(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "hub"
    async with demo_hub(folder) as demo:
        first = key_id(demo.hub.district_key.public_key()).hex()

    def crash(coming: Path, current: Path) -> None:
        raise OSError(f"{coming} is not yet {current}")

    with monkeypatch.context() as patched:
        patched.setattr("server.new_key._take_up", crash)
        crashed = await _new_key(folder)
        assert (crashed.exit_code, "is not yet" in crashed.output) == (1, True)
    async with demo_hub(folder) as demo:  # serves with the old key meanwhile
        assert key_id(demo.hub.district_key.public_key()).hex() == first
        published = {one["kid"] for one in await demo.documents("reference", "key:")}
    assert (await _new_key(folder)).exit_code == 0
    async with demo_hub(folder) as demo:
        now = key_id(demo.hub.district_key.public_key()).hex()
        assert {one["kid"] for one in await demo.documents("reference", "key:")} == published
    assert published == {first, now}
    assert first != now


async def _new_key(folder: Path, *more: str) -> Any:
    return await asyncio.to_thread(CliRunner().invoke, app, ["new-key", "--data-dir", str(folder), *more])


async def test_an_old_key_can_be_ended(tmp_path: Path, saved: Saved) -> None:
    folder = tmp_path / "hub"
    async with demo_hub(folder) as demo:
        token = birth_service(await demo.enrolled_tablet())["token"]
    ended = await _new_key(folder, "--old-until", "2021-01-31")
    assert (ended.exit_code, "signs from" in ended.stdout) == (0, True)
    async with demo_hub(folder) as demo:
        await demo.settled()
        await saved.fetch(demo)
    saved.lists.write_text("[]")
    assert _says(saved.verify(token)) == (2, "expired-credential", "key-over")


async def test_no_new_key_beside_a_running_hub_or_for_none(demo: DemoHub, tmp_path: Path) -> None:
    beside = await _new_key(demo.hub.settings.data_dir)
    assert (beside.exit_code, "already using" in beside.stderr) == (1, True)
    assert (await _new_key(tmp_path / "nothing")).exit_code == 1
