"""What an operator is told about one tablet, and what to do."""

from typing import Any

import pytest

from schema.graphql.standing import TroubleCode
from server.house.device_story import WORDS, facts_of, troubles_of


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
        "troubles": [],
        **how,
    }


def trouble(code: str, about: str = "", count: int | None = None, at: str | None = None) -> dict[str, Any]:
    return {"code": code, "about": about, "count": count, "at": at}


def test_nothing_is_stuck_where_all_is_well() -> None:
    told = dict(facts_of(standing()))
    assert list(troubles_of(standing())) == []
    assert told["received"] == "all up to 12, latest 12"
    assert told["last told"] == "2021-06-08 08:30, 0 facts still to send"
    assert told["numbers"] == "150 of 200 left, birth-service"


def test_there_are_words_for_every_trouble() -> None:
    assert list(WORDS) == [code.name for code in TroubleCode]


@pytest.mark.parametrize(
    ("found", "how", "what", "advice"),
    [
        (trouble("ENDED", "STOLEN"), {}, "(stolen)", "readmit"),
        (trouble("EXPIRED", "2021-06-07"), {}, "credential ended on 2021-06-07", "readmitDevice"),
        (
            trouble("ALARM", "fork", 1),
            {"alarms": [{"kind": "fork", "seq": 7, "detail": ""}, {"kind": "clone", "seq": 8, "detail": ""}]},
            "1 × fork, at fact 7: no",
            "enrol it anew",
        ),
        (
            trouble("REFUSED", count=1),
            {"refused": [{"fact": "visit:x:3", "rule": "signature", "reason": "{No}."}]},
            "1 facts were refused, the latest:\n    visit:x:3  signature: {No}.",
            "quarantine",
        ),
        (trouble("WAITS_FOR_GUIDE", "guide:birth-service:9", 2), {}, "2 facts are kept", "Publish"),
        (trouble("WAITS_FOR_DOCUMENT", "block:A1:1", 1), {}, "wait for block:A1:1", "replication"),
        (trouble("GAPS", "13-14", 2), {}, "Facts 13-14 are missing", "courier"),
        (trouble("UNSENT", "", 4, "2021-06-08T00:30:00.000Z"), {}, "08:30 it said that 4 facts", "log"),
        (trouble("SILENT", at="2021-06-03T00:00:00.000Z"), {}, "since 2021-06-03 08:00", "Ask at"),
        (trouble("NO_RECEIPT"), {}, "no receipt yet", "/readyz"),
        (trouble("FEW_NUMBERS", "ONLY_CHILD", 3), {}, "3 numbers are left for only-child", "leases"),
    ],
)  # fmt: skip
def test_what_is_stuck_comes_with_what_to_do(
    found: dict[str, Any], how: dict[str, Any], what: str, advice: str
) -> None:
    (told,) = troubles_of(standing(troubles=[found], **how))
    assert what in told.what
    assert advice in told.advice
