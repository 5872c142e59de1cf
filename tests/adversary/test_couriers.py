"""What somebody tries with a file that carries what a tablet could not send."""

from tests.adversary.table import attempt
from tests.courier import bring, packed
from tests.hub import OTHER_SITE, SITE, DemoHub
from tests.tablet import key_from, zhao_story

SEEN = "the screen of who hands it on, `yici import`"


@attempt(
    "a courier's file of which one byte was altered, in what is sealed or in the line before it",
    answered="not opened: `altered_file`",
    seen=SEEN,
)
async def test_an_altered_file(demo: DemoHub) -> None:
    tablet = await demo.enrolled_tablet()
    zhao_story(tablet)
    file = packed(tablet, tablet.facts, demo.hub.papers.public_key)
    of_another = file.replace(f'"from": {1}'.encode(), b'"from": 2', 1)
    assert of_another != file
    cut = file[: len(file) // 2]
    for wrong in (bytes([*file[:-1], file[-1] ^ 1]), of_another, cut):
        answer = await bring(demo, wrong)
        assert (answer.status_code, answer.json()["error"]) == (400, "altered_file")
    assert not [one for one in await demo.documents(f"site-{SITE}") if "seq" in one]


@attempt(
    "a courier's file that was sealed for another district",
    answered="not opened: `another_district`",
    seen=SEEN,
)
async def test_a_file_of_another_district(demo: DemoHub) -> None:
    tablet = await demo.enrolled_tablet()
    tablet.application()
    answer = await bring(demo, packed(tablet, tablet.facts, key_from(99).public_key()))
    assert (answer.status_code, answer.json()["error"]) == (400, "another_district")


@attempt(
    "something else under the name of a courier's file",
    answered="not opened: `not_a_courier_file`",
    seen=SEEN,
)
async def test_what_is_no_file_of_a_tablet(demo: DemoHub) -> None:
    for other in (b"", b"%PDF-1.4\n", b'{"type": "courier"}\n', b"x" * 5000, b"[" * 900 + b"\n"):
        answer = await bring(demo, other)
        assert (answer.status_code, answer.json()["error"]) == (400, "not_a_courier_file"), other


@attempt(
    "a courier's file made by a stranger, who can seal as a tablet can, with documents for other databases",
    answered="403, nothing is written",
    seen=SEEN,
)
async def test_a_file_that_would_write_elsewhere(demo: DemoHub) -> None:
    tablet = await demo.enrolled_tablet()
    tablet.application()
    for database in ("hub", "reference", f"site-{OTHER_SITE}"):
        file = packed(tablet, tablet.facts, demo.hub.papers.public_key, database)
        assert (await bring(demo, file, "district")).status_code == 403
        assert tablet.facts[0]["_id"] not in {one["_id"] for one in await demo.documents(database)}
