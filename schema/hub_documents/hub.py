"""What the hub notes for itself in `hub`, of devices and of what came from them."""

from typing import Annotated, Literal

from pydantic import Field

from schema.hub_documents.members import Absent, Day, DeviceName, Model, Moment, Point, SiteCode

LONGEST_NOTE = 500  # characters, of why a device has ended


class Ended(Model):
    why: Literal["lost", "stolen", "retired", "suspended"]
    note: Annotated[str, Field(max_length=LONGEST_NOTE)]
    wipe: bool = Field(description="The tablet is to delete what it holds, once it asks for a token.")
    up_to: Annotated[int, Field(ge=0, description="The last of its facts that was held then.")]
    gaps: str = Field(description="Missing below `upTo`, such as `7-9, 12`: these alone are still taken.")
    at: Moment
    by: str


class Life(Model):
    """One that is over: the tablet had ended, or a restored hub had forgotten it, and was admitted again."""

    why: Literal["lost", "stolen", "retired", "suspended"]
    note: str
    at: Moment
    by: str
    readmitted_at: Moment
    readmitted_by: str


class Storage(Model):
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


class Heard(Model):
    """What a tablet told when it last asked for a token, which it does each hour while it has a network."""

    waiting: Annotated[int, Field(ge=0, description="Facts that it had still to send.")]
    at: Moment


class Device(Model):
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
    heard: Heard | Absent = Field(default=None, description="None where it has not told.")


_ShortName = Annotated[str, Field(pattern="^([A-Z][1-9])?$")]


class Restore(Model):
    id: Annotated[str, Field(pattern=r"^restore:\d{4}$")] = Field(alias="_id")
    type: Literal["restore"]
    instance: Annotated[str, Field(pattern="^[0-9a-f]{32}$", description="The store that was made.")]
    taken: Moment = Field(description="When its backup was taken.")
    at: Moment
    names: dict[SiteCode, _ShortName] = Field(
        description="By site, the first name that a device may be given from now on; empty: none is left."
    )
    other_names: _ShortName = Field(description="The same for sites that are not named.")


class Arrival(Model):
    id: Annotated[str, Field(pattern=r"^arrival:\d{12}[0-9A-Z]{2}:\d+-\d+$")] = Field(alias="_id")
    type: Literal["arrival"]
    device: DeviceName
    site: SiteCode
    first: Annotated[int, Field(ge=1)] = Field(alias="from")
    last: Annotated[int, Field(ge=1)] = Field(alias="to")
    at: Moment
    by: str
