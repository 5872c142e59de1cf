"""Whatever becomes of tablets and hub: every number is accounted for, and none is twice as good."""

from pathlib import Path

import pytest

from server import blocks
from tests.server.years import Years


@pytest.fixture(autouse=True)
def _small_blocks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(blocks, "NUMBERS_IN_A_BLOCK", 8)


async def _lived(folder: Path, seed: int, steps: int) -> None:
    async with Years(folder, seed) as years:
        for _ in range(steps // 10):
            await years.live(10)
            await years.check()
        await years.all_come_home()
        await years.check()
        years.check_books()
        rows = years.demo.rows()
        await years.demo.hub.projector.stop()
        await years.demo.hub.projector.rebuild(lambda *_: None)
        assert years.demo.rows() == rows


@pytest.mark.parametrize("seed", [1, 4])
async def test_every_number_is_accounted_for(tmp_path: Path, seed: int) -> None:
    await _lived(tmp_path, seed, 40)


@pytest.mark.soak
@pytest.mark.parametrize("seed", range(100, 200))
async def test_every_number_is_accounted_for_over_years(tmp_path: Path, seed: int) -> None:
    await _lived(tmp_path, seed, 120)
