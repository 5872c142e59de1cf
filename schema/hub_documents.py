"""What the hub writes besides orders: the form of each document, for those who write clients."""

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field
from pydantic.alias_generators import to_camel
from pydantic.json_schema import SkipJsonSchema

Absent = SkipJsonSchema[None]  # a member that may be left out, and is never null
Moment = Annotated[str, Field(pattern=r"^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$")]
Day = Annotated[str, Field(pattern=r"^\d{4}-\d{2}-\d{2}$")]
LONGEST_NOTE = 500  # characters, of why a device has ended
SiteCode = Annotated[str, Field(pattern=r"^\d{12}$")]
DeviceName = Annotated[str, Field(pattern=r"^\d{12}[0-9A-Z]{2}$")]
CaseName = Annotated[str, Field(pattern=r"^\d{12}[0-9A-Z]{2}-[1-9]\d*$")]
Point = Annotated[str, Field(pattern="^[A-Za-z0-9_-]{87}$", description="P-256 point, 65 bytes, base64url.")]
KeyName = Annotated[
    str, Field(pattern="^[0-9a-f]{16}$", description="Names the key; see schema/district_keys.py.")
]
Words = dict[KeyName, Annotated[str, Field(pattern="^[A-Za-z0-9_-]{86}$")]]
Item = Literal["birth-service", "further-birth", "only-child", "status-proof"]

_NUMBER = r"\d{3}[0-9A-Z]{2}[A-Z]{2}\d{4}"
_VOID, _RANGE = rf"{_NUMBER}(/[A-Za-z0-9_-]{{8}})?", rf"{_NUMBER}-\d{{4}}"
_NUMBERS, _RANGES = rf"^({_VOID}( {_VOID})*)?$", rf"^({_RANGE}( {_RANGE})*)?$"


class _Model(BaseModel):
    model_config = ConfigDict(extra="forbid", alias_generator=to_camel)


class Bilingual(_Model):
    zh: str
    en: str


class Coded(Bilingual):
    code: str | bool


class Township(_Model):
    code: Annotated[str, Field(pattern=r"^\d{9}$")]
    name: str
    name_en: str


class District(_Model):
    id: Literal["district"] = Field(alias="_id")
    type: Literal["district"]
    code: Annotated[str, Field(pattern=r"^\d{6}$")]
    name: str
    name_en: str
    complaint_phone: str
    portal: str = Field(description="渝快办.")
    public_url: str = Field(description="The one address tablets are installed from and papers carry.")


class Site(_Model):
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


class Question(_Model):
    key: Literal["remarriedAfter", "sameBooklet", "children", "reason", "opinionFrom"]
    whom: list[Literal["husband", "wife", "couple"]] = Field(alias="for")
    zh: str
    en: str
    options: list[Coded]
    least: int | Absent = None
    most: int | Absent = None


class Material(_Model):
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


class Pledge(_Model):
    text: str
    whom: list[Literal["husband", "wife"]] = Field(alias="for")
    when: bool | dict[str, Any]


class Guide(_Model):
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


class Correction(_Model):
    at: Moment
    reason: Annotated[str, Field(min_length=1)]
    basis: str = Field(description="What was said until then, as the two lists of days.")
    days_off: list[Day]
    workdays: list[Day]


class Calendar(_Model):
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


class Key(_Model):
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


class Revocations(_Model):
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


class Issued(_Model):
    id: Annotated[str, Field(pattern=r"^issued:\d{4}-\d{2}$")] = Field(alias="_id")
    type: Literal["issued"]
    v: Literal[1]
    month: Annotated[str, Field(pattern=r"^\d{4}-\d{2}$")]
    salt: str
    items: dict[Item, Annotated[str, Field(pattern="^([A-Za-z0-9_-]{8})*$")]] = Field(
        description="By item the hashes of couples, sorted, one string; see schema/issued.py."
    )


class SealingKey(_Model):
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


class Block(_Model):
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


class Task(_Model):
    id: Annotated[str, Field(pattern="^task:(verify-pledge|ask-office):.+$")] = Field(alias="_id")
    type: Literal["task"]
    v: Literal[1]
    kind: Literal["verify-pledge", "ask-office"]
    site: SiteCode
    case: CaseName
    pledge: str | Absent = Field(default=None, description="Id of the pledge to verify.")
    lookup: str | Absent = Field(default=None, description="Id of the look-up to ask another office about.")
    by: str
    at: Moment
    due_on: Day


class Ended(_Model):
    why: Literal["lost", "stolen", "retired", "suspended"]
    note: Annotated[str, Field(max_length=LONGEST_NOTE)]
    wipe: bool = Field(description="The tablet is to delete what it holds, once it asks for a token.")
    up_to: Annotated[int, Field(ge=0, description="The last of its facts that was held then.")]
    gaps: str = Field(description="Missing below `upTo`, such as `7-9, 12`: these alone are still taken.")
    at: Moment
    by: str


class Life(_Model):
    """One that is over: the tablet had ended, and was admitted again."""

    why: Literal["lost", "stolen", "retired", "suspended"]
    note: str
    at: Moment
    by: str
    readmitted_at: Moment
    readmitted_by: str


class Storage(_Model):
    """Whether a tablet's browser promises to keep what it holds."""

    state: Literal["kept", "unkept"]
    reason: Annotated[
        str,
        Field(
            max_length=LONGEST_NOTE,
            description="Why it works without: who agreed. Empty where none is known.",
        ),
    ]
    at: Moment


class Device(_Model):
    id: Annotated[str, Field(pattern=r"^device:\d{12}[0-9A-Z]{2}$")] = Field(alias="_id")
    type: Literal["device"]
    device: DeviceName
    site: SiteCode
    label: str
    public_key: Point
    credential: Annotated[str, Field(pattern="^[A-Za-z0-9_-]+$")] = Field(
        description="COSE_Sign1 of the district, base64url."
    )
    enrolled_by: str
    at: Moment
    expires: Day
    ended: Ended | Absent = Field(default=None, description="Why nothing newer is taken from it.")
    lives: list[Life] | Absent = Field(default=None, description="When it had ended before, the first first.")
    storage: Storage | Absent = Field(default=None, description="As the tablet last told; none from before.")


_ShortName = Annotated[str, Field(pattern="^([A-Z][1-9])?$")]


class Restore(_Model):
    id: Annotated[str, Field(pattern=r"^restore:\d{4}$")] = Field(alias="_id")
    type: Literal["restore"]
    instance: Annotated[str, Field(pattern="^[0-9a-f]{32}$", description="The store that was made.")]
    taken: Moment = Field(description="When its backup was taken.")
    at: Moment
    names: dict[SiteCode, _ShortName] = Field(
        description="By site, the first name that a device may be given from now on; empty: none is left."
    )
    other_names: _ShortName = Field(description="The same for sites that are not named.")


class Arrival(_Model):
    id: Annotated[str, Field(pattern=r"^arrival:\d{12}[0-9A-Z]{2}:\d+-\d+$")] = Field(alias="_id")
    type: Literal["arrival"]
    device: DeviceName
    site: SiteCode
    first: Annotated[int, Field(ge=1)] = Field(alias="from")
    last: Annotated[int, Field(ge=1)] = Field(alias="to")
    at: Moment
    by: str


class Refused(_Model):
    id: str
    rule: str
    reason: str


class Receipt(_Model):
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


class Paper(_Model):
    id: Annotated[str, Field(pattern="^[A-Za-z0-9_-]{43}$")] = Field(alias="_id")
    type: Literal["paper"]
    v: Literal[1]
    case: CaseName
    site: SiteCode
    of: str = Field(description="Key of the material, or address.")
    media_type: Literal["image/jpeg", "image/png", "application/pdf", "application/json"]
    scan: Annotated[str, Field(max_length=200)] = Field(description="What the virus scanner said.")
    at: Moment
