"""Who applies in the scenarios, what they declare, and the guides that change under them."""

from typing import Any

from tests.people import CHILD, JIANGJIN, SICHUAN, person
from tests.story import newer_guide

LOCAL_HUSBAND = person("陈刚", "999999198803121012", JIANGJIN)
OUTSIDE_HUSBAND = person("郑涛", "999999199302023419", SICHUAN)
BAISHA = person("何伟", "999999198803121012", {"area": "500116", "address": "重庆市江津区白沙镇"})
FURTHER: dict[str, Any] = {"item": "further-birth", "children": (CHILD,), "reason": "policy"}
ONLY_CHILD: dict[str, Any] = {"item": "only-child", "children": (CHILD,), "opinion_from": "committee"}
SICK: dict[str, Any] = {**FURTHER, "reason": "sick-child"}
ONLY: dict[str, Any] = {
    "item": "only-child",
    "children": (CHILD,),
    "opinion_from": "committee",
    "same_booklet": True,
}
BOOKLETS = ("M02:husband", "M02:wife")
LIFTED = newer_guide("birth-service", "2021-06-10", without=("M03",))
STRICTER = newer_guide(
    "birth-service",
    "2021-06-11",
    more={
        "code": "M05",
        "name": {"zh": "居住证", "en": "Residence permit"},
        "for": ["couple"],
        "when": True,
        "anyOf": [],
        "obtainedBy": "applicant",
        "count": 1,
        "copies": 0,
        "keeps": "nothing",
    },
)
