"""What the portal asks applicants: the questions of a guide, and the papers that follow from the answers."""

import json
from typing import Any

import strawberry

from schema.graphql.online import OnlineMaterial
from schema.rules import requirements


@strawberry.input
class SpouseAnswers:
    """`hukouArea` has six digits, as on the household booklet."""

    hukou_area: str
    remarried_after: str = "none"

    def as_facts(self) -> dict[str, str]:
        """As the conditions of a guide see a person."""
        return {"remarriedAfter": self.remarried_after, "province": self.hukou_area[:2]}


@strawberry.input
class CoupleAnswers:
    """What the couple has answered to the questions of the guide. `children` is how many they have."""

    husband: SpouseAnswers
    wife: SpouseAnswers
    same_booklet: bool
    children: int = 0
    reason: str = ""
    opinion_from: str = ""


@strawberry.type
class OnlineOption:
    """One answer; `code` is what an application has, "true" and "false" for a Boolean."""

    code: str
    zh: str
    en: str


@strawberry.type
class OnlineQuestion:
    """`key` is the member of an application, of whom `askedOf` says. No options: a number or a list."""

    key: str
    asked_of: list[str]
    zh: str
    en: str
    options: list[OnlineOption]


@strawberry.type
class OnlineGuide:
    """The guide (办事指南) in effect today."""

    body: strawberry.Private[dict[str, Any]]
    id: strawberry.ID
    name_zh: str
    name_en: str
    working_days: int

    @classmethod
    def from_body(cls, body: dict[str, Any]) -> "OnlineGuide":
        """From the document."""
        name, days = body["name"], body["workingDays"]
        return cls(body=body, id=body["_id"], name_zh=name["zh"], name_en=name["en"], working_days=days)

    @strawberry.field
    def questions(self) -> list[OnlineQuestion]:
        """What there is to ask."""
        return [
            OnlineQuestion(
                key=question["key"],
                asked_of=question["for"],
                zh=question["zh"],
                en=question["en"],
                options=[
                    OnlineOption(code=_text(option["code"]), zh=option["zh"], en=option["en"])
                    for option in question["options"]
                ],
            )
            for question in self.body["questions"]
        ]

    @strawberry.field
    def papers(self, couple: CoupleAnswers) -> list[OnlineMaterial]:
        """All that this couple uploads, under these keys; of alternatives each part is `<key>/<part>`."""
        names = {material["code"]: material["name"] for material in self.body["materials"]}
        facts = {
            "husband": couple.husband.as_facts(),
            "wife": couple.wife.as_facts(),
            "sameBooklet": couple.same_booklet,
            "children": couple.children,
            "reason": couple.reason,
            "opinionFrom": couple.opinion_from,
        }
        return [
            OnlineMaterial(
                key=one.key,
                name_zh=names[one.code]["zh"],
                name_en=names[one.code]["en"],
                alternatives=[list(parts) for parts in one.alternatives],
            )
            for one in requirements(self.body, facts)
        ]


def _text(code: str | bool) -> str:
    return code if isinstance(code, str) else json.dumps(code)
