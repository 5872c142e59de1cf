"""The log tells what became of a tablet's facts, and names nobody they are about."""

import io
import json
import logging
import sys
from typing import Any

import pytest
import structlog
from structlog.testing import capture_logs

from server.logs import configure_logs
from server.workers.receipts import Receipts
from server.workers.running import run_workers
from tests.hub import DemoHub
from tests.tablet import zhao_story


def written(form: Any, monkeypatch: pytest.MonkeyPatch) -> io.StringIO:
    """What goes to the standard error output from now on."""
    output = io.StringIO()
    monkeypatch.setattr(sys, "stderr", output)
    configure_logs(form)
    return output


@pytest.fixture(autouse=True)
def _as_before() -> Any:
    handlers, before = logging.root.handlers[:], structlog.get_config()
    yield
    logging.root.handlers[:] = handlers
    structlog.configure(**before)


async def test_the_story_of_a_tablet_is_one_search(demo: DemoHub) -> None:
    with capture_logs() as logs:
        tablet = await demo.enrolled_tablet()
        zhao_story(tablet)
        fact = tablet.fact("visit", tablet.facts[0]["case"], purpose="apply")
        stranger = {**fact, "sig": tablet.facts[0]["sig"]}
        assert len(await demo.push([*tablet.facts[:-1], stranger])) == 1
        await demo.settled()
        await run_workers(demo.hub.parts, [Receipts(demo.hub.district_key)])
    story = [one for one in logs if one.get("device") == tablet.device]
    assert [one["event"] for one in story] == [
        "tablet admitted", "facts refused", "facts taken", "receipt written",
    ]  # fmt: skip
    _, refused, taken, receipt = story
    assert (refused["count"], refused["facts"], refused["rules"]) == (1, [stranger["_id"]], ["signature"])
    assert (taken["first"], taken["last"], taken["by"]) == (1, len(tablet.facts) - 1, "sipaifang-1")
    assert receipt["up_to"] == len(tablet.facts) - 1
    assert "赵" not in str(story)


def test_json_has_a_line_for_each_event_with_its_traceback(monkeypatch: pytest.MonkeyPatch) -> None:
    output = written("json", monkeypatch)
    structlog.get_logger("tablets").info("facts taken", device="500116001901A1", count=3)
    try:
        raise ValueError("broken")
    except ValueError:
        logging.getLogger("asyncio").exception("it failed")
    taken, failed = map(json.loads, output.getvalue().splitlines())
    assert (taken["logger"], taken["level"], taken["count"]) == ("tablets", "info", 3)
    assert taken["timestamp"].endswith("Z")
    assert "ValueError: broken" in failed["exception"]


def test_people_read_plain_lines(monkeypatch: pytest.MonkeyPatch) -> None:
    output = written("plain", monkeypatch)
    structlog.get_logger("tablets").info("facts taken", device="500116001901A1")
    assert "facts taken" in output.getvalue()
    assert "device=500116001901A1" in output.getvalue()
