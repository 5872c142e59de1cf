"""What the demo district never does, so that no figure is nought for want of a case."""

from datetime import datetime
from typing import Any

from schema.shanghai import SHANGHAI
from server.hub import Hub
from sync.records import put_new
from tests.hub import SITE
from tests.people import CHILD
from tests.sync.district import District, device_document, key_document, lookup
from tests.tablet import DISTRICT_KEYS, GUIDE, Fact, Tablet, zhao_story

FURTHER, ONLY_CHILD = "guide:further-birth:2021-7", "guide:only-child:2021-7"


async def do_what_else_there_is(hub: Hub) -> None:
    """Past the gate: an offline certificate that a look-up does not bear out, a photograph that another
    guide allows, pledges that wait for a week, the same complaint twice and a third time by
    mistake, a bad rating that is answered, an
    office that did all in time."""
    district, tablet = District(hub), Tablet(f"{SITE}Z1")
    await put_new(district.hub_documents, [device_document(tablet)])
    await put_new(district.reference, [key_document(kid, key.point) for kid, key in DISTRICT_KEYS.items()])
    await put_new(district.site, [tablet.block()])
    case = zhao_story(tablet)
    tablet.fact("rating", case, stars=1)
    other = tablet.application(guide=ONLY_CHILD, children=(CHILD,), opinion_from="committee")
    tablet.fact("copies", other, guide=FURTHER, kept=[{"key": "M12:couple", "paper": "0" * 43}])
    for day in (18, 23):  # seven and five working days before the end of June
        tablet.now = datetime(2026, 6, day, 9, tzinfo=SHANGHAI)
        tablet.pledge(tablet.application())
    await district.write(*tablet.facts)
    about = {"content": "又说断网，让改天再来", "cause": "network", "receivedOn": "2026-04-01"}
    rated = order("complaint", "3", case, source="rating", **about)
    await put_new(
        district.site,
        [
            {**lookup(case), "result": "mismatch"},
            *(order("complaint", n, source="phone", **about) for n in "124"),
            order("complaint-withdrawal", "4", complaint="order:complaint::4", content="重复登记"),
            rated,
            order("reply", "3", case, complaint=rated["_id"], content="已致歉", outcome="upheld"),
            *(
                order("publicity", kind, kind=kind, guide=GUIDE, place="大厅", doneOn="2021-07-01")
                for kind in ("leaflet", "board", "online-guidance")
            ),
        ],
    )


def order(type_: str, key: str, case: str = "", **members: Any) -> Fact:
    return {
        "_id": f"order:{type_}:{case}:{key}",
        "type": type_,
        "v": 1,
        "case": case,
        "site": SITE,
        "at": "2026-04-03T02:00:00.000Z",
        "by": "jijiang",
        "key": key,
        "kid": "0" * 16,
        "sig": "A" * 86,
        **members,
    }
