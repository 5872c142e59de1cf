"""What a tablet could not send comes by hand, and is judged and written as if it had been sent."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from server.cli import app
from server.online.papers import Paper, about
from server.principal import Principal, Role
from sync.wire import write_document
from tests.courier import bring, brought, packed, sealed
from tests.hub import SITE, DemoHub
from tests.live_hub import PASSWORD, LiveHub
from tests.tablet import Tablet, zhao_story


def _device(tablet: Tablet) -> Principal:
    return Principal(tablet.device, Role.DEVICE, tablet.site)


async def test_a_file_is_as_good_as_the_network(demo: DemoHub) -> None:
    tablet = await demo.enrolled_tablet()
    case = zhao_story(tablet)
    ids = [fact["_id"] for fact in tablet.facts]
    await demo.push(tablet.facts[:2])
    answer = await brought(demo, packed(tablet, tablet.facts, demo.hub.papers.public_key))
    assert answer == {
        "device": tablet.device,
        "site": SITE,
        "from": 1,
        "to": len(ids),
        "taken": ids[2:],
        "there": ids[:2],
        "refused": [],
    }
    await demo.settled()
    (found,) = (await demo.ask("{ cases { edges { node { id state } } } }"))["cases"]["edges"]
    assert found["node"] == {"id": case, "state": "CLOSED"}
    (arrival,) = await demo.documents("hub", f"arrival:{tablet.device}:1-{len(ids)}")
    assert arrival["by"] == "jijiang", "who brought them is on record"


async def test_twice_is_once_and_what_the_tablet_sends_later_is_the_same(demo: DemoHub) -> None:
    tablet = await demo.enrolled_tablet()
    zhao_story(tablet)
    file = packed(tablet, tablet.facts, demo.hub.papers.public_key)
    first, second = await brought(demo, file), await brought(demo, file, user="district")
    assert (second["taken"], second["there"], second["refused"]) == ([], first["taken"], [])
    assert await demo.push(tablet.facts) == []
    held = await demo.documents(f"site-{SITE}")
    assert len([one for one in held if one.get("seq")]) == len(tablet.facts)


async def test_another_tablet_of_the_site_hands_it_on(demo: DemoHub) -> None:
    tablet = await demo.enrolled_tablet()
    other = await demo.enrolled_tablet(secret=4)
    zhao_story(tablet)
    await demo.sign_in_as(_device(other))
    file = packed(tablet, tablet.facts, demo.hub.papers.public_key)
    assert len((await brought(demo, file, user=other.device))["taken"]) == len(tablet.facts)


async def test_what_is_refused_is_said_and_the_others_are_taken(demo: DemoHub) -> None:
    tablet = await demo.enrolled_tablet()
    zhao_story(tablet)
    forged = {**tablet.facts[1], "purpose": "collect"}
    file = packed(tablet, [tablet.facts[0], forged], demo.hub.papers.public_key)
    answer = await brought(demo, file)
    assert answer["taken"] == [tablet.facts[0]["_id"]]
    assert [(one["id"], one["reason"].split()[0]) for one in answer["refused"]] == [
        (forged["_id"], "signature")
    ]


async def test_sealed_papers_come_along(demo: DemoHub) -> None:
    tablet = await demo.enrolled_tablet()
    case = zhao_story(tablet)
    said = about(case, SITE, "M01:husband", "image/jpeg", "none", "2021-06-14T02:00:00.000Z")
    paper = demo.hub.papers.sealed(Paper(said, b"a photograph"))
    document = json.loads(write_document(paper))
    head = {"type": "courier", "v": 1, "device": tablet.device, "from": 1, "to": 1}
    file = sealed(head, {f"papers-{SITE}": [document]}, demo.hub.papers.public_key)
    assert (await brought(demo, file))["taken"] == [paper.id]
    assert await demo.hub.papers.opened(SITE, paper.id) == b"a photograph"


@pytest.mark.parametrize(
    ("user", "status"), [("", 401), ("reporter", 403), ("degan-1", 403), ("sipaifang-2", 200)]
)
async def test_who_may_bring_a_file(demo: DemoHub, user: str, status: int) -> None:
    tablet = await demo.enrolled_tablet()
    tablet.application()
    file = packed(tablet, tablet.facts, demo.hub.papers.public_key)
    assert (await bring(demo, file, user)).status_code == status


async def test_a_file_may_be_as_large_as_what_replicates(demo: DemoHub) -> None:
    tablet = await demo.enrolled_tablet()
    tablet.application()
    head = {"type": "courier", "v": 1, "device": tablet.device, "from": 1, "to": 1}
    facts = [{**tablet.facts[0], "more": "x" * 2**20}]
    file = sealed(head, {f"site-{SITE}": facts}, demo.hub.papers.public_key)
    assert (await bring(demo, file)).status_code == 200


def test_the_command_hands_it_to_a_running_hub(tmp_path: Path) -> None:
    file = tmp_path / "nothing.yici"
    hub = LiveHub(tmp_path / "hub")
    missing = CliRunner().invoke(app, ["import", str(file), hub.url])
    assert (missing.exit_code, "cannot be read" in missing.output) == (1, True)
    file.write_bytes(b"a letter\n")
    hub.start(now="2021-06-08T09:00")
    try:
        address = hub.url.replace("//", f"//jijiang:{PASSWORD}@")
        refused = CliRunner().invoke(app, ["import", str(file), address])
    finally:
        hub.stop()
    assert refused.exit_code == 2
    assert "no courier's file" in refused.output
