"""Signing in and admitting tablets."""

import strawberry

from schema.graphql.casework import Task
from schema.graphql.scalars import Moment
from schema.graphql.site import Site


@strawberry.type
class SignedInPerson:
    """Who signed in. `area` has 6 digits for the district, 9 for a township, 12 for a site. Who has a first
    password (`mustChangePassword`) is asked for one of their own: `changePassword`."""

    name: str
    display_name: str
    role: str
    area: str
    must_change_password: bool


@strawberry.type
class SignedIn:
    """A token for the `Authorization` header, and whose it is."""

    token: str
    expires_at: Moment
    person: SignedInPerson


@strawberry.type
class PairingCode:
    """What admits one tablet: to be typed, or opened on the tablet. `qr` is the address `url` as an SVG."""

    code: str
    expires_at: Moment
    url: str
    qr: str


@strawberry.type
class EnrolledDevice:
    """`credential` is base64url: the district's signature over the device's key. `role` is `clerk` or
    `township`: whose facts who signed in may write."""

    device: str
    clerk_name: str
    role: str
    site: Site
    credential: str
    public_url: str


@strawberry.type
class RequestedVerification:
    """`pending` when the task is written but queries do not show it yet."""

    task: Task
    pending: bool
