"""What the simulator says, to whom, and when not."""

import re
from collections import Counter
from pathlib import Path

import httpx2
import pytest

from server.population.simulator import DIVORCED, MARRIED, TO_ANOTHER, Simulator, seeded
from server.settings import Settings
from sync.errors import Unavailable
from tests.hub import DemoHub
from tests.server.population.fake import MRS

DOCUMENTED = Path(__file__).parents[3] / "docs" / "population.md"


async def _ask(simulator: Simulator, body: str, token: str) -> httpx2.Response:
    transport = httpx2.ASGITransport(simulator.app)
    async with httpx2.AsyncClient(transport=transport, base_url="http://simulator") as client:
        return await client.post("/", content=body, headers={"Authorization": f"Bearer {token}"})


def test_a_number_always_says_the_same_and_most_say_that_all_is_well() -> None:
    numbers = [f"99999919{n:010}" for n in range(2000)]
    said = [seeded(number) for number in numbers]
    assert said == [seeded(number) for number in numbers]
    counts = Counter(said)
    assert set(counts) == {None, TO_ANOTHER, DIVORCED, MARRIED}
    assert counts[MARRIED] > 1800


async def test_the_documented_example_is_what_it_does() -> None:
    text = DOCUMENTED.read_text(encoding="utf-8")
    question, answer = re.findall(r"^(\{.*\})$", text, re.MULTILINE)[:2]
    simulator = Simulator()
    said = await _ask(simulator, question, simulator.token)
    assert (said.status_code, said.text) == (200, answer)


@pytest.mark.parametrize(
    ("body", "token", "status"), [("{}", None, 400), ("no JSON", None, 400), ("{}", "guessed", 401)]
)
async def test_whom_it_refuses(body: str, token: str | None, status: int) -> None:
    simulator = Simulator()
    assert (await _ask(simulator, body, token or simulator.token)).status_code == status


async def test_in_the_demo_a_button_switches_it_off_and_on(demo: DemoHub) -> None:
    simulator = demo.hub.simulator
    assert simulator is not None
    population = simulator.connected()
    assert await population.look_up(MRS) == MARRIED
    pressed = await demo.client.post("/demo/population", data={"on": "false"}, follow_redirects=True)
    assert pressed.status_code == 200
    assert "已停用" in pressed.text
    with pytest.raises(Unavailable):
        await population.look_up(MRS)
    pressed = await demo.client.post("/demo/population", data={"on": "true"}, follow_redirects=True)
    assert "运行中" in pressed.text
    assert await simulator.connected().look_up(MRS) == MARRIED


@pytest.mark.parametrize(
    ("url", "taken"),
    [
        ("", True),
        ("https://population.example/look-up", True),
        ("http://127.0.0.1:9000/", True),
        ("http://population.example/", False),
        ("http://127.0.0.1.example/", False),
        ("population.example", False),
    ],
)
def test_identity_numbers_travel_no_open_road(url: str, taken: bool) -> None:
    try:
        Settings(population_url=url)
    except ValueError:
        assert not taken
    else:
        assert taken
