"""`yici user` and `yici site`, at a data directory and at a running hub."""

import asyncio
import re
import stat
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from server.cli import app
from tests.hub import PASSWORD, SITE, open_demo
from tests.live_hub import LiveHub

OFFICES = "代码,名称,类别\n500116003,鼎山街道,镇街\n500116003001,鼎山社区,社区\n"
CLERKS = f"登录名,姓名,岗位,所在地代码\nli-1,李经办,经办人,{SITE}\nhe-1,何经办,经办人,{SITE}\n"
Yici = Callable[..., Result]


@pytest.fixture
def data_dir(tmp_path: Path) -> Path:
    """Of a demo hub that does not run."""

    async def founded() -> None:
        hub = open_demo(tmp_path / "hub")
        await hub.start()
        await hub.stop()

    asyncio.run(founded())
    return tmp_path / "hub"


@pytest.fixture
def hub(tmp_path: Path) -> Iterator[LiveHub]:
    running = LiveHub(tmp_path / "hub")
    running.start("2021-06-08T09:00")
    yield running
    running.stop()


@pytest.fixture
def yici(data_dir: Path) -> Yici:
    def run(*arguments: str) -> Result:
        return CliRunner().invoke(app, [*arguments, "--data-dir", str(data_dir)])

    return run


def test_people_from_their_first_day_to_their_last(yici: Yici) -> None:
    made = yici("user", "create", "li-1", "--display-name", "李经办", "--role", "clerk", "--area", SITE)
    assert made.exit_code == 0, made.output
    assert made.output.startswith("li-1 signs in first with ")
    assert "is taken" in _refused(
        yici("user", "create", "li-1", "--display-name", "李", "--role", "clerk", "--area", SITE)
    )
    assert yici("user", "suspend", "li-1", "--reason", "调离").exit_code == 0
    suspended = yici("user", "list", "--suspended").output
    assert [line.split()[:4] for line in suspended.splitlines()] == [["li-1", "clerk", SITE, "suspended"]]
    assert yici("user", "reinstate", "li-1").exit_code == 0
    assert yici("user", "reset", "li-1").output != made.output
    assert yici("user", "change", "li-1", "--display-name", "李主办").exit_code == 0
    assert "李主办" in yici("user", "list", "--search", "li-1").output
    assert "last administrator" in _refused(yici("user", "suspend", "district", "--reason", "x"))
    for done in (("reset", "nobody-1"), ("suspend", "nobody-1", "--reason", "x")):
        assert "There is nobody named nobody-1." in _refused(yici("user", *done))


def _refused(result: Result) -> str:
    assert result.exit_code == 2, result.output
    return result.output


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_lists_are_shown_first_and_then_written(yici: Yici, tmp_path: Path, encoding: str) -> None:
    offices, clerks, slips = (tmp_path / name for name in ("offices.csv", "clerks.csv", "slips.csv"))
    offices.write_text(OFFICES, encoding=encoding)
    clerks.write_text(CLERKS, encoding=encoding)
    shown = yici("site", "import", str(offices))
    assert (shown.exit_code, "create        2" in shown.output) == (0, True), shown.output
    assert "500116003001" not in yici("site", "list").output
    assert yici("site", "import", str(offices), "--write").exit_code == 0
    assert "鼎山街道 鼎山社区" in yici("site", "list").output
    assert yici("site", "village-hub", "500116003001", "http://box").exit_code == 2
    assert yici("site", "village-hub", "500116003001", "https://box.example").exit_code == 0
    assert re.search("鼎山街道 鼎山社区 +https://box.example\n", yici("site", "list").output)
    assert yici("site", "village-hub", "500116003", "https://desk.example").exit_code == 0
    listed = yici("site", "list").output.splitlines()
    assert [line.split()[0] for line in listed if "https://desk.example" in line] == ["500116003000"]
    done = yici("user", "import", str(clerks), "--write", "--passwords", str(slips))
    assert done.exit_code == 0, done.output
    assert stat.S_IMODE(slips.stat().st_mode) == 0o600
    assert [line.split(",")[:2] for line in slips.read_text(encoding="utf-8-sig").split()[1:]] == [
        ["li-1", "李经办"],
        ["he-1", "何经办"],
    ]
    again = yici("user", "import", str(clerks), "--write", "--passwords", str(slips))
    assert (again.exit_code, "is not written over" in again.output) == (2, True)


def test_passwords_that_cannot_be_written_to_their_file_are_printed(yici: Yici, tmp_path: Path) -> None:
    clerks, slips = tmp_path / "clerks.csv", tmp_path / "no-such-folder" / "slips.csv"
    clerks.write_text(CLERKS, encoding="utf-8")
    done = yici("user", "import", str(clerks), "--write", "--passwords", str(slips))
    assert (done.exit_code, "cannot be written" in done.output) == (1, True)
    assert re.findall("^(li-1|he-1),.*,[a-z0-9]{4}-", done.output, re.MULTILINE) == ["li-1", "he-1"]


def test_what_is_wrong_with_a_line_is_told(yici: Yici, tmp_path: Path) -> None:
    file = tmp_path / "clerks.csv"
    file.write_text(CLERKS + "Li,李,经办人,500116001999\n", encoding="utf-8")
    told = _refused(yici("user", "import", str(file), "--write"))
    assert "line 4, Li: A sign-in name has" in told
    assert "line 4, Li: There is no site 500116001999" in told
    assert "nothing was written" in told
    assert re.search("^create +3 +not done$", told, re.MULTILINE)
    assert "would be done" not in told
    assert "li-1" not in yici("user", "list").output
    file.write_text("姓名\n李\n", encoding="utf-8")
    assert "The column “登录名” is missing." in _refused(yici("user", "import", str(file)))
    file.write_bytes(b"\xff\xff\xff")
    assert "is no text" in yici("user", "import", str(file)).output


def test_a_directory_without_documents_is_named(tmp_path: Path) -> None:
    told = CliRunner().invoke(app, ["user", "list", "--data-dir", str(tmp_path)])
    assert (told.exit_code, "holds no documents" in told.output) == (1, True)


def test_the_directory_that_is_named_is_asked_and_not_the_hub_of_the_environment(
    yici: Yici, tmp_path: Path
) -> None:
    nowhere = {"YICI_HUB": "http://root:horsebattery@127.0.0.1:9"}

    def run(*arguments: str) -> Result:
        return CliRunner().invoke(app, [*arguments], env=nowhere)

    there = run("user", "list", "--data-dir", str(tmp_path / "hub"))
    assert (there.exit_code, there.output) == (0, yici("user", "list").output)
    for command in (("user", "list"), ("export-city", "--month", "2021-06", str(tmp_path / "city.csv"))):
        away = run(*command)
        assert away.exit_code == 1
        assert away.output.startswith("yici: http://127.0.0.1:9: cannot be reached"), away.output
    both = run("user", "list", "--data-dir", str(tmp_path / "hub"), "--hub", "http://127.0.0.1:9")
    assert (both.exit_code, "give one of them" in both.output) == (2, True)
    nobody = yici("user", "reset", "nobody-1")
    assert nobody.output == f"yici: {tmp_path / 'hub'}: There is nobody named nobody-1.\n"
    for address in ("127.0.0.1:9100", "root:horsebattery@127.0.0.1:9100"):
        wrong = run("user", "list", "--hub", address)
        assert (wrong.exit_code, "begins with http:// or https://" in wrong.output) == (2, True)
        assert "horsebattery" not in wrong.output


def test_a_running_hub_is_asked_by_its_address(hub: LiveHub) -> None:
    address = hub.url.replace("://", f"://jijiang:{PASSWORD}@")
    listed = CliRunner().invoke(app, ["user", "list"], env={"YICI_HUB": address})
    assert [line.split()[0] for line in listed.output.splitlines()] == [
        "jijiang",
        "sipaifang-1",
        "sipaifang-2",
    ]
    forbidden = CliRunner().invoke(app, ["site", "import", __file__, "--hub", address])
    assert (forbidden.exit_code, "is not for the role township" in forbidden.output) == (2, True)
    busy = CliRunner().invoke(app, ["user", "list", "--data-dir", str(hub.data_dir)])
    assert (busy.exit_code, "name its address with --hub" in busy.output) == (1, True)
    wrong = CliRunner().invoke(app, ["user", "list", "--hub", hub.url.replace("://", "://jijiang:wrong@")])
    assert (wrong.exit_code, "Name or password is incorrect." in wrong.output) == (1, True)
