"""What stands in a tablet's way: the rules that a terminal and the desk tell in their own words."""

from collections import Counter
from datetime import UTC, datetime
from typing import Any

import pytest
from strawberry import ID

from schema.graphql.device import Device, DeviceEnd, Ended
from schema.graphql.numbers import NumberCounts, NumberedItem, NumberStock
from schema.graphql.scalars import Moment
from schema.graphql.standing import (
    DeviceAlarm,
    DeviceReceipt,
    DeviceStanding,
    DeviceTrouble,
    TroubleCode,
    WaitingFact,
)
from server.graphql.troubles import troubles_of

NOW = datetime(2021, 6, 8, 1, tzinfo=UTC)
HEARD, ENDED_AT = Moment("2021-06-08T00:30:00.000Z"), Moment("2021-06-01T00:00:00.000Z")
ENDED = Ended(why=DeviceEnd.STOLEN, at=ENDED_AT, by="jijiang", note="", up_to=12, gaps="")


def standing(*, ended: Ended | None = None, expires: str = "2023-01-04", **how: Any) -> DeviceStanding:
    """Of a tablet with which all is well, but for what is said."""
    device = Device(
        device=ID("500116001901A1"),
        site_code="500116001901",
        label="窗口一",
        enrolled_by="sipaifang-1",
        enrolled_at=Moment("2021-01-04T01:00:00.000Z"),
        expires=expires,
        ended=ended,
        lives=[],
        storage=None,
        heard_at=HEARD,
    )
    well: dict[str, Any] = {
        "heard_at": HEARD,
        "said_waiting": 0,
        "last_push_at": Moment("2021-06-07T08:00:00.000Z"),
        "last_push_by": "500116001901A1",
        "head": 12,
        "latest": 12,
        "gaps": "",
        "receipt": DeviceReceipt(up_to=12, at=Moment("2021-06-07T08:00:01.000Z"), is_current=True),
        "refused_count": 0,
        "refused": [],
        "waiting_count": 0,
        "waiting": [],
        "alarms": [],
        "stocks": [stock(150)],
        "troubles": [],
    }
    return DeviceStanding(device=device, **well | how)


def stock(free: int) -> NumberStock:
    counts = NumberCounts.of(Counter(free=free))
    return NumberStock(device="500116001901A1", item=NumberedItem.ONLY_CHILD, leased=200, counts=counts)


def waiting(*documents: str) -> list[WaitingFact]:
    return [WaitingFact(fact=ID(f"visit:x:{n}"), waits_for=name) for n, name in enumerate(documents, 1)]


def trouble(
    code: TroubleCode, about: str = "", count: int | None = None, at: Moment | None = None
) -> DeviceTrouble:
    return DeviceTrouble(code=code, about=about, count=count, at=at)


def test_nothing_stands_in_the_way_where_all_is_well() -> None:
    assert list(troubles_of(standing(), NOW)) == []


@pytest.mark.parametrize(
    ("how", "found"),
    [
        ({"ended": ENDED}, trouble(TroubleCode.ENDED, "STOLEN", at=ENDED_AT)),
        ({"ended": ENDED, "stocks": [stock(0)]}, trouble(TroubleCode.ENDED, "STOLEN", at=ENDED_AT)),
        ({"expires": "2021-06-07"}, trouble(TroubleCode.EXPIRED, "2021-06-07")),
        ({"alarms": [DeviceAlarm(kind="fork", seq=7, detail="")]}, trouble(TroubleCode.ALARM, "fork", 1)),
        ({"refused_count": 101}, trouble(TroubleCode.REFUSED, count=101)),
        (
            {"waiting": waiting("guide:birth-service:9", "guide:birth-service:9")},
            trouble(TroubleCode.WAITS_FOR_GUIDE, "guide:birth-service:9", 2),
        ),
        ({"waiting": waiting("block:y:1")}, trouble(TroubleCode.WAITS_FOR_DOCUMENT, "block:y:1", 1)),
        ({"latest": 17, "gaps": "13-14, 16"}, trouble(TroubleCode.GAPS, "13-14, 16", 3)),
        ({"said_waiting": 4}, trouble(TroubleCode.UNSENT, count=4, at=HEARD)),
        (
            {"heard_at": Moment("2021-06-03T00:00:00.000Z"), "last_push_at": None},
            trouble(TroubleCode.SILENT, at=Moment("2021-06-03T00:00:00.000Z")),
        ),
        ({"receipt": None}, trouble(TroubleCode.NO_RECEIPT)),
        ({"stocks": [stock(3)]}, trouble(TroubleCode.FEW_NUMBERS, "ONLY_CHILD", 3)),
    ],
)
def test_what_stands_in_the_way_has_a_code(how: dict[str, Any], found: DeviceTrouble) -> None:
    assert list(troubles_of(standing(**how), NOW)) == [found]


def test_the_gravest_comes_first() -> None:
    codes = [
        one.code
        for one in troubles_of(
            standing(
                ended=ENDED,
                alarms=[
                    DeviceAlarm(kind="clone", seq=2, detail=""),
                    DeviceAlarm(kind="fork", seq=3, detail=""),
                ],
                refused_count=1,
                waiting=waiting("block:y:1", "guide:birth-service:9"),
                gaps="13",
                said_waiting=4,
                receipt=None,
            ),
            NOW,
        )
    ]
    assert [code.name for code in codes] == [
        "ENDED", "ALARM", "ALARM", "REFUSED", "WAITS_FOR_DOCUMENT", "WAITS_FOR_GUIDE", "GAPS", "UNSENT",
        "NO_RECEIPT",
    ]  # fmt: skip
