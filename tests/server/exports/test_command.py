"""`yici export-city`, at a data directory and at a running hub."""

import asyncio
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from server.cli import app
from tests.hub import PASSWORD, open_demo
from tests.live_hub import LiveHub


@pytest.fixture
def data_dir(tmp_path: Path) -> Path:
    """Of a demo hub that does not run."""

    async def founded() -> None:
        hub = open_demo(tmp_path / "hub")
        await hub.start()
        await hub.stop()

    asyncio.run(founded())
    return tmp_path / "hub"


def _yici(*arguments: str) -> Result:
    return CliRunner().invoke(app, ["export-city", *arguments])


def test_r13_the_report_of_a_month_as_a_file(data_dir: Path, tmp_path: Path) -> None:
    file = tmp_path / "june.csv"
    made = _yici(str(file), "--month", "2021-06", "--data-dir", str(data_dir))
    assert (made.exit_code, made.output) == (0, f"{file}: 3 areas\n")
    assert "K1 平均跑动次数" in file.read_text(encoding="utf-8-sig").partition("\r\n")[0]
    again = _yici(str(file), "--month", "2021-06", "--data-dir", str(data_dir))
    assert (again.exit_code, "exists" in again.output) == (2, True)


def test_a_running_hub_is_asked_by_its_address(tmp_path: Path) -> None:
    hub = LiveHub(tmp_path / "hub")
    hub.start("2021-06-08T09:00")
    try:
        address = hub.url.replace("//", f"//reporter:{PASSWORD}@")
        for name in ("year.json", "year.csv"):
            made = _yici(str(tmp_path / name), "--month", "2021", "--hub", address)
            assert made.exit_code == 0, made.output
        refused = _yici(
            str(tmp_path / "none.csv"), "--month", "2021", "--hub", address.replace("reporter", "jijiang")
        )
        assert (refused.exit_code, (tmp_path / "none.csv").exists()) == (2, False)
    finally:
        hub.stop()


@pytest.mark.parametrize(
    ("file", "month", "told"),
    [("june.xlsx", "2021-06", "neither .csv nor .json"), ("june.csv", "June", "period is a month")],
)
def test_what_cannot_be_written_is_told(
    data_dir: Path, tmp_path: Path, file: str, month: str, told: str
) -> None:
    made = _yici(str(tmp_path / file), "--month", month, "--data-dir", str(data_dir))
    assert (made.exit_code, told in made.output, (tmp_path / file).exists()) == (2, True, False)
