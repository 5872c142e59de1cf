"""What the city's portal (渝快办) sends and is told. It knows the applicants; so nothing here is masked."""

from datetime import date
from enum import Enum
from typing import Any

import strawberry

from schema.graphql.scalars import CaseState, Item, Moment


@strawberry.enum
class DeliveryChoice(Enum):
    """自取 or 邮寄, as the applicant chooses."""

    PICK_UP = "pick-up"
    MAIL = "mail"


@strawberry.input
class PlaceInput:
    """`area` has six digits, as on the household booklet."""

    area: str
    address: str


@strawberry.input
class PersonInput:
    """`remarriedAfter` is none, divorce or death."""

    name: str
    id_no: str
    hukou: PlaceInput
    residence: PlaceInput
    remarried_after: str = "none"

    def as_document(self) -> dict[str, Any]:
        """As an application has it."""
        return {
            "name": self.name,
            "idNo": self.id_no,
            "hukou": vars(self.hukou),
            "residence": vars(self.residence),
            "remarriedAfter": self.remarried_after,
        }


@strawberry.input
class ChildInput:
    """`sex` is male or female."""

    name: str
    born_on: date
    sex: str

    def as_document(self) -> dict[str, Any]:
        """As an application has it."""
        return {"name": self.name, "bornOn": self.born_on.isoformat(), "sex": self.sex}


@strawberry.input
class UploadInput:
    """A whole JPEG, PNG or PDF in base64. `key` names the material of the guide, as `missing` does."""

    key: str
    content: str


@strawberry.input
class MailingAddressInput:
    """Sealed for the office at once, and purged with the papers."""

    recipient: str
    phone: str
    address: str


@strawberry.input
class OnlineApplicationInput:
    """`reference` is the portal's own number of it. `site` is the applicant's choice, twelve digits; without
    one, the wife's own community must be known."""

    reference: str
    item: Item
    husband: PersonInput
    wife: PersonInput
    same_booklet: bool
    delivery: DeliveryChoice
    uploads: list[UploadInput]
    children: list[ChildInput] = strawberry.field(default_factory=list)
    reason: str = ""
    opinion_from: str = ""
    site: str = ""
    wife_residence_site: str = ""
    wife_hukou_site: str = ""
    address: MailingAddressInput | None = None

    def declared(self) -> dict[str, Any]:
        """The members of an application that the couple decides."""
        return {
            "item": self.item.value,
            "husband": self.husband.as_document(),
            "wife": self.wife.as_document(),
            "sameBooklet": self.same_booklet,
            "children": [child.as_document() for child in self.children],
            "reason": self.reason,
            "opinionFrom": self.opinion_from,
            "delivery": self.delivery.value,
        }


@strawberry.type
class OnlineMaterial:
    """A paper that is still missing; of `alternatives` any one list of parts will do."""

    key: str
    name_zh: str
    name_en: str
    alternatives: list[list[str]]


@strawberry.type
class OnlineUpload:
    """A paper that has come."""

    key: str
    name_zh: str
    name_en: str
    at: Moment


@strawberry.type
class OnlineMailing:
    """`state` is sent, delivered or returned."""

    carrier: str
    tracking: str
    state: str


@strawberry.type
class OnlineCase:
    """Where an application of the portal stands. `missing` is all that is missing and has not come; `waiting`
    has come, and nobody has looked at it yet."""

    reference: str
    case: strawberry.ID
    case_no: str | None
    item: Item
    site: str
    state: CaseState
    received_at: Moment
    accepted_at: Moment | None
    due_on: date | None
    closed_at: Moment | None
    missing: list[OnlineMaterial]
    waiting: list[OnlineUpload]
    delivery: DeliveryChoice
    mailings: list[OnlineMailing]


@strawberry.type
class Submitted:
    """`pending` when it is written but queries do not show it yet; `scan` says who looked for viruses."""

    reference: str
    case: strawberry.ID
    site: str
    scan: str
    pending: bool


@strawberry.type
class PortalQueue:
    """What the portal has not taken yet, and how the last attempt failed."""

    waiting: int
    oldest_at: Moment | None
    fault: str | None
