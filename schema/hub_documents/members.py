"""Members that stand in many of them."""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field
from pydantic.alias_generators import to_camel
from pydantic.json_schema import SkipJsonSchema

Absent = SkipJsonSchema[None]  # a member that may be left out, and is never null
Moment = Annotated[str, Field(pattern=r"^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$")]
Day = Annotated[str, Field(pattern=r"^\d{4}-\d{2}-\d{2}$")]
SiteCode = Annotated[str, Field(pattern=r"^\d{12}$")]
DeviceName = Annotated[str, Field(pattern=r"^\d{12}[0-9A-Z]{2}$")]
CaseOrNone = Annotated[
    str,
    Field(pattern=r"^(\d{12}[0-9A-Z]{2}-[1-9]\d*)?$", description="Empty for what is of no case, as a wish."),
]
Point = Annotated[str, Field(pattern="^[A-Za-z0-9_-]{87}$", description="P-256 point, 65 bytes, base64url.")]
KeyName = Annotated[
    str, Field(pattern="^[0-9a-f]{16}$", description="Names the key; see schema/district_keys.py.")
]
Words = dict[KeyName, Annotated[str, Field(pattern="^[A-Za-z0-9_-]{86}$")]]
Item = Literal["birth-service", "further-birth", "only-child", "status-proof"]


class Model(BaseModel):
    model_config = ConfigDict(extra="forbid", alias_generator=to_camel)
