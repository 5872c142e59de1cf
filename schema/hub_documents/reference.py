"""What the district publishes in `reference`."""

from typing import Annotated, Any, Literal

from pydantic import Field

from schema.hub_documents.members import Absent, Day, Item, KeyName, Model, Moment, Point, SiteCode, Words

_NUMBER = r"\d{3}[0-9A-Z]{2}[A-Z]{2}\d{4}"
_VOID, _RANGE = rf"{_NUMBER}(/[A-Za-z0-9_-]{{8}})?", rf"{_NUMBER}-\d{{4}}"
_NUMBERS, _RANGES = rf"^({_VOID}( {_VOID})*)?$", rf"^({_RANGE}( {_RANGE})*)?$"


class Bilingual(Model):
    zh: str
    en: str


class Coded(Bilingual):
    code: str | bool


class Township(Model):
    code: Annotated[str, Field(pattern=r"^\d{9}$")]
    name: str
    name_en: str


class Founded(Model):
    at: Moment
    by: str


class Closed(Model):
    at: Moment
    by: str
    reason: str


class District(Model):
    id: Literal["district"] = Field(alias="_id")
    type: Literal["district"]
    code: Annotated[str, Field(pattern=r"^\d{6}$")]
    name: str
    name_en: str
    complaint_phone: str
    portal: str = Field(description="渝快办.")
    public_url: str = Field(description="The one address tablets are installed from and papers carry.")
    publicity_deadline: Day = Field(
        description="The last day for offices to show the guide in all the ways they were told to (R08)."
    )
    founded: Founded | Absent = Field(default=None, description="When somebody said that this is who it is.")


class Site(Model):
    id: Annotated[str, Field(pattern=r"^site:\d{12}$")] = Field(alias="_id")
    type: Literal["site"]
    code: SiteCode
    name: str
    name_en: str
    kind: Literal["community", "village", "township"]
    township: Township
    limits: dict[str, int] | Absent = Field(
        default=None, description="Working days the township promises, by item, where it promises less."
    )
    closed: Closed | Absent = Field(default=None, description="Nothing new begins here any more.")
    village_hub: str | Absent = Field(
        default=None, description="The address of a hub in the office, for when the district does not answer."
    )


class Question(Model):
    key: Literal["remarriedAfter", "sameBooklet", "children", "reason", "opinionFrom"]
    whom: list[Literal["husband", "wife", "couple"]] = Field(alias="for")
    zh: str
    en: str
    options: list[Coded]
    least: int | Absent = None
    most: int | Absent = None


class Material(Model):
    code: Annotated[str, Field(pattern="^[A-Z][0-9]{2}[a-z]?$")]
    name: Bilingual
    whom: list[Literal["husband", "wife", "couple", "children"]] = Field(alias="for")
    when: bool | dict[str, Any] = Field(description="A JsonLogic condition over what was declared.")
    any_of: list[list[str]] = Field(description="Alternatives, each a set of parts; empty for one piece.")
    obtained_by: Literal["applicant", "office"] = Field(description="What the office obtains is never asked.")
    done_by: str | Absent = Field(default=None, description="The type of fact that the office does it by.")
    blocking: bool | Absent = Field(default=None, description="Whether the certificate waits for it.")
    note: Bilingual | Absent = None
    count: Annotated[int, Field(ge=1)]
    copies: Annotated[int, Field(ge=0)]
    keeps: Literal["nothing", "copies", "original", "all"]


class Pledge(Model):
    text: str
    whom: list[Literal["husband", "wife"]] = Field(alias="for")
    when: bool | dict[str, Any]


class Guide(Model):
    id: Annotated[str, Field(pattern=r"^guide:[a-z-]+:[0-9a-z.-]+$")] = Field(alias="_id")
    type: Literal["guide"]
    v: Literal[1]
    item: Item
    version: str
    basis: str
    effective_from: Day
    name: Bilingual
    alias: list[str]
    case_type: Coded
    working_days: Annotated[int, Field(ge=0)]
    decision: Literal["none", "township"]
    channels: list[Coded]
    delivery: dict[str, list[str]] = Field(description="What may be chosen, by channel.")
    questions: list[Question]
    materials: list[Material]
    parts: dict[str, Bilingual]
    material_form: Bilingual
    pledge: Pledge
    steps: list[Bilingual]
    complaint_phone: str


class Correction(Model):
    at: Moment
    reason: Annotated[str, Field(min_length=1)]
    basis: str = Field(description="What was said until then, as the two lists of days.")
    days_off: list[Day]
    workdays: list[Day]


class Calendar(Model):
    id: Annotated[str, Field(pattern=r"^calendar:\d{4}$")] = Field(alias="_id")
    type: Literal["calendar"]
    v: Literal[1]
    year: int
    basis: Annotated[str, Field(min_length=1, description="The State Council's notice.")]
    days_off: list[Day]
    workdays: list[Day] = Field(description="Days of weekends that are worked.")
    corrections: list[Correction] | Absent = Field(
        default=None, description="Why the table was changed, the first time first."
    )


class Key(Model):
    id: Annotated[str, Field(pattern="^key:[0-9a-f]{16}$")] = Field(alias="_id")
    type: Literal["key"]
    kid: KeyName
    public_key: Point
    first: Day = Field(alias="from")
    until: Day
    vouched_by: Words | Absent = Field(
        default=None,
        description="Signatures of other keys of the district, by their names, over the RFC 8785 form of "
        "`type`, `kid`, `publicKey` and `from`. A tablet trusts the key that admitted it and whom it vouches "
        "for.",
    )


class Revocations(Model):
    id: Annotated[str, Field(pattern=r"^revocations:\d{9}$")] = Field(alias="_id")
    type: Literal["revocations"]
    v: Literal[1]
    township: Annotated[str, Field(pattern=r"^\d{9}$")]
    void: Annotated[str, Field(pattern=_NUMBERS)] = Field(
        description="Numbers by device (without its township), item and serial, sorted: `901A3FS0012`. "
        "`901A3FS0012/k3Jx9aQ_`: only the paper whose token has this digest stands."
    )
    revoked: Annotated[str, Field(pattern=_RANGES)] = Field(
        description="Ranges of a tablet that is no more, sorted: `901A3FS0041-0200`."
    )
    at: Moment
    kid: KeyName
    sig: Annotated[str, Field(pattern="^[A-Za-z0-9_-]{86}$")] = Field(
        description="The district's, over the RFC 8785 form without `_id`, `_rev` and `sig`."
    )


class Issued(Model):
    id: Annotated[str, Field(pattern=r"^issued:\d{4}-\d{2}$")] = Field(alias="_id")
    type: Literal["issued"]
    v: Literal[1]
    month: Annotated[str, Field(pattern=r"^\d{4}-\d{2}$")]
    salt: str
    items: dict[Item, Annotated[str, Field(pattern="^([A-Za-z0-9_-]{8})*$")]] = Field(
        description="By item the hashes of couples, sorted, one string; see schema/issued.py."
    )


class SealingKey(Model):
    id: Annotated[str, Field(pattern="^sealing-key:[0-9a-f]{16}$")] = Field(alias="_id")
    type: Literal["sealing-key"]
    v: Literal[1]
    kid: KeyName
    public_key: Point
    vouched_by: Words | Absent = Field(
        default=None,
        description="Signatures of keys of the district, by their names, over the RFC 8785 form of `type`, "
        "`kid` and `publicKey`. A tablet seals with a key only if one that it trusts vouches for it.",
    )
