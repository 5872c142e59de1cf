"""The city's portal, as tests play it."""

import base64
from datetime import datetime
from typing import Any

from tests.hub import SITE, DemoHub
from tests.people import MR_ZHAO, MRS_ZHAO, Person
from tests.tablet import SHANGHAI, Tablet

JPEG = b"\xff\xd8\xff\xe0 a photograph \xff\xd9"
PNG = b"\x89PNG\r\n\x1a\n a scan IEND\xaeB`\x82"
PDF = b"%PDF-1.4 a page %%EOF\n"
ALL_SHOWN = ("M01:husband", "M01:wife", "M02:husband", "M02:wife", "M03:couple")
ADDRESS = {"recipient": "周芳", "phone": "13900000000", "address": "重庆市江津区几江街道某路1号"}
SUBMIT = """mutation($application: OnlineApplicationInput!) {
  submitApplication(application: $application) { reference case site scan pending }
}"""
ADD = """mutation($reference: String!, $batch: Int!, $uploads: [UploadInput!]!) {
  addUploads(reference: $reference, batch: $batch, uploads: $uploads) { case }
}"""
WHERE = """query($reference: String!) { onlineCase(reference: $reference) {
  case caseNo state site missing { key nameZh alternatives } waiting { key nameZh at }
  dueOn delivery mailings { tracking state }
} }"""


def upload(key: str, content: bytes = JPEG) -> dict[str, str]:
    return {"key": key, "content": base64.b64encode(content).decode()}


def application(
    reference: str = "2021060800001",
    *keys: str,
    husband: Person = MR_ZHAO,
    wife: Person = MRS_ZHAO,
    **changes: Any,
) -> dict[str, Any]:
    """One for a birth service certificate, to be mailed; with all its papers unless `keys` names fewer."""
    return {
        "reference": reference,
        "item": "BIRTH_SERVICE",
        "husband": husband,
        "wife": wife,
        "sameBooklet": False,
        "site": SITE,
        "delivery": "MAIL",
        "address": ADDRESS,
        "uploads": [upload(key) for key in keys or ALL_SHOWN],
        **changes,
    }


async def submit(demo: DemoHub, wanted: dict[str, Any] | None = None) -> Any:
    """What the portal is answered."""
    answer = await demo.ask(SUBMIT, {"application": wanted or application()}, user="portal")
    await demo.settled()
    return answer["submitApplication"]


async def complaint(demo: DemoHub, wanted: dict[str, Any]) -> tuple[str, str]:
    """Code and sentence of the refusal."""
    (error,) = (await demo.graphql(SUBMIT, {"application": wanted}, user="portal"))["errors"]
    return error["extensions"]["code"], error["message"]


async def where(demo: DemoHub, reference: str = "2021060800001") -> Any:
    return (await demo.ask(WHERE, {"reference": reference}, user="portal"))["onlineCase"]


async def clerks_tablet(demo: DemoHub) -> Tablet:
    """A tablet of the site; its clerk looks at what has come in half an hour later."""
    tablet = await demo.enrolled_tablet()
    tablet.now = datetime(2021, 6, 8, 9, 30, tzinfo=SHANGHAI)
    return tablet


def issue(tablet: Tablet, case: str) -> str:
    """A clerk finds all papers good, accepts and issues; the certificate's number."""
    tablet.materials(case, *ALL_SHOWN)
    tablet.acceptance(case)
    number: str = tablet.certificate(case)["certNo"]
    return number


def mail(tablet: Tablet, case: str, number: str) -> None:
    tablet.fact("mailing", case, certNo=number, carrier="中国邮政", tracking="EM123456789CN")
