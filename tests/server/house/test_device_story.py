"""What an operator is told about one tablet, and what to do."""

from datetime import UTC, datetime
from typing import Any

import pytest

from server.house.device_story import facts_of, troubles_of

NOW = datetime(2021, 6, 8, 1, tzinfo=UTC)


def standing(**how: Any) -> dict[str, Any]:
    """Of a tablet with which all is well, but for what is said."""
    device = {
        "device": "500116001901A1",
        "siteCode": "500116001901",
        "label": "窗口一",
        "enrolledBy": "sipaifang-1",
        "enrolledAt": "2021-01-04T01:00:00.000Z",
        "expires": "2023-01-04",
        "ended": None,
        "storage": {"kept": True, "reason": ""},
    }
    return {
        "device": device | how.pop("device", {}),
        "heardAt": "2021-06-08T00:30:00.000Z",
        "saidWaiting": 0,
        "lastPushAt": "2021-06-07T08:00:00.000Z",
        "lastPushBy": "500116001901A1",
        "head": 12,
        "latest": 12,
        "gaps": "",
        "receipt": {"upTo": 12, "at": "2021-06-07T08:00:01.000Z", "isCurrent": True},
        "refused": [],
        "waitingCount": 0,
        "waiting": [],
        "alarms": [],
        "stocks": [{"item": "BIRTH_SERVICE", "leased": 200, "counts": {"free": 150}}],
        **how,
    }


def test_nothing_is_stuck_where_all_is_well() -> None:
    told = dict(facts_of(standing()))
    assert list(troubles_of(standing(), NOW)) == []
    assert told["received"] == "all up to 12, latest 12"
    assert told["last told"] == "2021-06-08 08:30, 0 facts still to send"
    assert told["numbers"] == "150 of 200 left, birth-service"


@pytest.mark.parametrize(
    ("how", "what", "advice"),
    [
        ({"device": {"ended": {"why": "STOLEN", "at": "2021-06-01T00:00:00.000Z"}}}, "(stolen)", "readmit"),
        ({"device": {"expires": "2021-06-07"}}, "credential ended", "readmitDevice"),
        ({"alarms": [{"kind": "fork", "seq": 7, "detail": ""}]}, "1 × fork, at fact 7", "enrol it anew"),
        ({"refused": [{"fact": "visit:x:3", "rule": "signature", "reason": "No."}]}, "x:3", "quarantine"),
        ({"waiting": [{"fact": "x", "waitsFor": "guide:birth-service:9"}]}, "service:9", "Publish"),
        ({"waiting": [{"fact": "x", "waitsFor": "block:y:1"}]}, "wait for block:y:1", "replication"),
        ({"latest": 15, "gaps": "13-14"}, "Facts 13-14 are missing", "courier"),
        ({"saidWaiting": 4}, "4 facts wait on it", "log"),
        ({"heardAt": "2021-06-03T00:00:00.000Z", "lastPushAt": None}, "Nothing was heard", "Ask at"),
        ({"receipt": None}, "no receipt yet", "/readyz"),
        ({"stocks": [{"item": "ONLY_CHILD", "leased": 200, "counts": {"free": 3}}]}, "3 numbers", "leases"),
    ],
)  # fmt: skip
def test_what_is_stuck_comes_with_what_to_do(how: dict[str, Any], what: str, advice: str) -> None:
    (trouble,) = troubles_of(standing(**how), NOW)
    assert what in trouble.what
    assert advice in trouble.advice
