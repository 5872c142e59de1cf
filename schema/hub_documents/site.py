"""What the hub answers a site's tablets, and the papers that came for it."""

from typing import Annotated, Literal

from pydantic import Field

from schema.hub_documents.members import (
    Absent,
    CaseOrNone,
    Day,
    DeviceName,
    Item,
    KeyName,
    Model,
    Moment,
    SiteCode,
)


class Block(Model):
    id: Annotated[str, Field(pattern=r"^block:\d{12}[0-9A-Z]{2}:[a-z-]+:[1-9]\d*$")] = Field(alias="_id")
    type: Literal["block"]
    v: Literal[1]
    device: DeviceName
    site: SiteCode
    item: Item
    n: Annotated[int, Field(ge=1)]
    first: Annotated[int, Field(ge=1, le=9999)] = Field(alias="from")
    last: Annotated[int, Field(ge=1, le=9999)] = Field(alias="to")
    at: Moment


class Task(Model):
    id: Annotated[
        str, Field(pattern="^task:(verify-pledge|ask-office|reissue|reissue-sent|no-certificate):.+$")
    ] = Field(alias="_id")
    type: Literal["task"]
    v: Literal[1]
    kind: Literal["verify-pledge", "ask-office", "reissue", "reissue-sent", "no-certificate"]
    site: SiteCode
    case: CaseOrNone
    pledge: str | Absent = Field(default=None, description="Id of the pledge to verify.")
    lookup: str | Absent = Field(default=None, description="Id of the look-up to ask another office about.")
    wish: str | Absent = Field(default=None, description="Id of the wish for a certificate that was lost.")
    cert_no: str | Absent = Field(default=None, description="The certificate that was lost.")
    address: str | Absent = Field(default=None, description="The paper with the mailing address.")
    to: SiteCode | Absent = Field(default=None, description="The office that was asked to issue another.")
    by: str
    at: Moment
    due_on: Day


class Refused(Model):
    id: str
    rule: str
    reason: str


class Receipt(Model):
    id: Annotated[str, Field(pattern=r"^receipt:\d{12}[0-9A-Z]{2}:\d+:[0-9a-f]{16}(:[0-9a-f]{8}){2}$")] = (
        Field(alias="_id")
    )
    type: Literal["receipt"]
    v: Literal[1]
    device: DeviceName
    site: SiteCode
    up_to: Annotated[int, Field(ge=0, description="All facts up to this `seq` have arrived.")]
    head: str = Field(description="Hash of the fact `upTo`; empty while it is 0.")
    latest: Annotated[int, Field(ge=1, description="The greatest `seq` that has arrived.")]
    gaps: str = Field(description="What is missing below `latest`, such as `7-9, 12`.")
    refused: Annotated[list[Refused], Field(max_length=100)] = Field(
        description="The latest that arrived and were refused; they count as received."
    )
    state: Annotated[str, Field(pattern="^[0-9a-f]{16}$")] = Field(
        description="Changes whenever a receipt has something else to say."
    )
    instance: Annotated[str, Field(pattern="^[0-9a-f]{32}$", description="The store that holds them.")]
    at: Moment
    kid: KeyName
    sig: str = Field(description="The district's, over the RFC 8785 form of the rest.")


class Paper(Model):
    id: Annotated[str, Field(pattern="^[A-Za-z0-9_-]{43}$")] = Field(alias="_id")
    type: Literal["paper"]
    v: Literal[1]
    case: CaseOrNone
    site: SiteCode
    of: str = Field(description="Key of the material, or address.")
    media_type: Literal["image/jpeg", "image/png", "application/pdf", "application/json"]
    scan: Annotated[str, Field(max_length=200)] = Field(description="What the virus scanner said.")
    at: Moment
