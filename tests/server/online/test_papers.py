"""Sealed papers: pushed by those who write the site, opened for who handles the case, noted when read."""

import base64
import hashlib
from typing import Any

import pytest

from schema.canonical import canonical
from schema.district_keys import key_id
from schema.envelope import from_base64url, is_signed_by, load_public_key
from server.keys import public_point
from server.online.papers import publish_sealing_key, purge
from server.online.sealing import name_of, seal
from tests.hub import PASSWORD, SITE, DemoHub
from tests.tablet import key_from

PAGE = b"\xff\xd8\xff a page \xff\xd9"
ABOUT = {
    "type": "paper",
    "v": 1,
    "case": "500116000000YK-1",
    "site": SITE,
    "of": "M01:husband",
    "mediaType": "image/jpeg",
    "scan": "none configured",
    "at": "2021-06-08T01:00:00.000Z",
}
PAPERS = f"/couchdb/papers-{SITE}"


async def sealed_page(demo: DemoHub, about: dict[str, Any] = ABOUT) -> dict[str, Any]:
    """As a tablet makes it: with the public key that `reference` has."""
    (key,) = await demo.documents("reference", "sealing-key:")
    point = load_public_key(from_base64url(key["publicKey"]))
    sealed = seal(point, PAGE, canonical(about))
    digest = hashlib.md5(sealed).hexdigest()
    return {
        "_id": name_of(sealed),
        "_rev": f"1-{digest}",
        "_revisions": {"start": 1, "ids": [digest]},
        **about,
        "_attachments": {
            "sealed": {
                "content_type": "application/octet-stream",
                "revpos": 1,
                "data": base64.b64encode(sealed).decode(),
            }
        },
    }


async def push(demo: DemoHub, *papers: dict[str, Any], user: str = "sipaifang-1", site: str = SITE) -> Any:
    body = {"new_edits": False, "docs": papers}
    path = f"/couchdb/papers-{site}/_bulk_docs"
    return (await demo.client.post(path, json=body, headers=await demo.bearer(user))).json()


async def test_a_clerk_pushes_and_never_pulls(demo: DemoHub) -> None:
    paper = await sealed_page(demo)
    assert await push(demo, paper) == []
    headers = await demo.bearer("sipaifang-1")
    for path in ("_changes", "_all_docs", paper["_id"], f"{paper['_id']}/sealed", "_local_docs"):
        assert (await demo.client.get(f"{PAPERS}/{path}", headers=headers)).status_code == 403
    asked = {"docs": [{"id": paper["_id"]}]}
    assert (await demo.client.post(f"{PAPERS}/_bulk_get", json=asked, headers=headers)).status_code == 403


async def test_what_a_pushing_replicator_asks_is_answered(demo: DemoHub) -> None:
    paper, headers = await sealed_page(demo), await demo.bearer("sipaifang-1")
    assert (await demo.client.get(PAPERS, headers=headers)).status_code == 200
    revs = {paper["_id"]: [paper["_rev"]]}
    missing = (await demo.client.post(f"{PAPERS}/_revs_diff", json=revs, headers=headers)).json()
    assert missing == {paper["_id"]: {"missing": [paper["_rev"]]}}
    kept = await demo.client.put(f"{PAPERS}/_local/here", json={"last_seq": 1}, headers=headers)
    assert kept.status_code == 201
    assert (await demo.client.get(f"{PAPERS}/_local/here", headers=headers)).json()["last_seq"] == 1


@pytest.mark.parametrize("user", ["degan-1", "reporter", "portal"])
async def test_nobody_else_comes_near(demo: DemoHub, user: str) -> None:
    paper = await sealed_page(demo)
    assert (await push(demo, paper, user=user))["error"] == "forbidden"
    assert (await demo.get(PAPERS, user)).status_code == 403


async def test_nobody_takes_papers_out_by_the_protocol(demo: DemoHub) -> None:
    paper, headers = await sealed_page(demo), await demo.bearer("district")
    await push(demo, paper)
    wanted = {paper["_id"]: [paper["_rev"]]}
    assert (await demo.client.post(f"{PAPERS}/_purge", json=wanted, headers=headers)).status_code == 403
    assert (await demo.client.delete(PAPERS, headers=headers)).status_code == 403
    deleted = await demo.client.delete(f"{PAPERS}/{paper['_id']}?rev={paper['_rev']}", headers=headers)
    assert deleted.status_code == 403


async def test_only_sealed_papers_are_taken(demo: DemoHub) -> None:
    good = await sealed_page(demo)
    wrong = [
        {**good, "_id": "A" * 43},
        {name: value for name, value in good.items() if name != "_attachments"},
        {**good, "_attachments": {"photo": good["_attachments"]["sealed"]}},
        {**good, "site": "500116002901"},
        {**good, "name": "赵明"},
        {**good, "of": "赵明"},
    ]
    refused = await push(demo, *wrong)
    assert [row["error"] for row in refused] == ["forbidden"] * len(wrong)
    assert await push(demo, good) == []
    again = "f" * 32
    other = {
        **good,
        "case": "500116000000YK-2",
        "_rev": f"1-{again}",
        "_revisions": {"start": 1, "ids": [again]},
    }
    assert (await push(demo, other))[0]["error"] == "forbidden"


@pytest.mark.parametrize("user", ["sipaifang-1", "jijiang", "district"])
async def test_who_handles_the_case_reads_and_is_noted(demo: DemoHub, user: str) -> None:
    paper = await sealed_page(demo)
    await push(demo, paper)
    answer = await demo.get(f"/papers/{SITE}/{paper['_id']}", user)
    assert (answer.status_code, answer.content) == (200, PAGE)
    assert answer.headers["content-type"] == "image/jpeg"
    assert answer.headers["cache-control"] == "no-store"
    assert answer.headers["x-yici-scan"] == "none configured"
    (noted,) = await demo.documents("hub", "audit:")
    assert (noted["by"], noted["fields"]) == (user, [f"paper:{paper['_id']}"])
    assert (noted["case"], noted["site"], noted["purpose"]) == (ABOUT["case"], SITE, "办理本件")
    await demo.settled()
    assert [row[0] for row in demo.rows()["audit"]] == [noted["_id"]]


async def test_a_password_opens_what_a_token_opens_and_is_noted_too(demo: DemoHub) -> None:
    paper = await sealed_page(demo)
    await push(demo, paper)
    answer = await demo.client.get(f"/papers/{SITE}/{paper['_id']}", auth=("sipaifang-1", PASSWORD))
    assert (answer.status_code, answer.content) == (200, PAGE)
    assert len(await demo.documents("hub", "audit:")) == 1


@pytest.mark.parametrize(
    ("user", "status"), [("degan-1", 403), ("reporter", 403), ("portal", 403), ("", 401)]
)
async def test_nobody_else_reads(demo: DemoHub, user: str, status: int) -> None:
    paper = await sealed_page(demo)
    await push(demo, paper)
    assert (await demo.get(f"/papers/{SITE}/{paper['_id']}", user)).status_code == status
    assert await demo.documents("hub", "audit:") == []


async def test_what_is_purged_is_gone(demo: DemoHub) -> None:
    paper = await sealed_page(demo)
    await push(demo, paper)
    for _ in range(2):  # twice is the same
        await purge(demo.hub.engine, SITE, [paper["_id"], "B" * 43])
        assert (await demo.get(f"/papers/{SITE}/{paper['_id']}", "sipaifang-1")).status_code == 404
    assert await demo.documents(f"papers-{SITE}") == []
    await purge(demo.hub.engine, "500116999999", [paper["_id"]])  # no papers ever came there


async def test_a_paper_that_nobody_can_open_is_told(demo: DemoHub) -> None:
    paper = await sealed_page(demo, {**ABOUT, "case": "500116000000YK-2"})
    assert await push(demo, {**paper, "case": "500116000000YK-3"}) == []  # sealed as of another case
    answer = await demo.get(f"/papers/{SITE}/{paper['_id']}", "sipaifang-1")
    assert answer.status_code == 400, answer.text


async def test_the_key_to_seal_with_has_the_word_of_every_key_of_the_district_in_its_turn(
    demo: DemoHub,
) -> None:
    hub, (key,) = demo.hub, await demo.documents("reference", "sealing-key:")
    said = canonical({name: key[name] for name in ("type", "kid", "publicKey")})
    await publish_sealing_key(hub.engine, hub.papers.public_key, hub.district_key)
    assert await demo.documents("reference", "sealing-key:") == [key], "it has that word already"
    await publish_sealing_key(hub.engine, hub.papers.public_key, key_from(9))
    (again,) = await demo.documents("reference", "sealing-key:")
    for signer in (hub.district_key, key_from(9)):
        word = again["vouchedBy"][key_id(signer.public_key()).hex()]
        assert is_signed_by(public_point(signer), from_base64url(word), said)
