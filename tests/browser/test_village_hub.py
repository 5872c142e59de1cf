"""The road to the district is cut: a tablet works on over HTTPS against the hub of its office, issues a
certificate, and when the road is mended the district has everything once."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from playwright.sync_api import Playwright, expect

from tests.browser.clerk import Clerk
from tests.browser.conftest import open_tablet
from tests.browser.test_story import first_visit, hand_over
from tests.live_hub import LiveHub
from tests.server.village.cut import RELAY

pytestmark = pytest.mark.browser

SITE = "500116001901"
SET_HUB = """mutation($address: String!) {
  changeSite(code: "500116001901", villageHub: $address) { problems { en } site { villageHub } } }"""
SEEN = """{ cases(first: 10) { edges { node { state violations { rule } certificates { online } } } }
  siteSync(areaCode: "500116001901") { devices { head latest gaps } } }"""


@pytest.fixture
def district(tmp_path: Path) -> Iterator[LiveHub]:
    """Of today: a village hub has the time of day."""
    hub = LiveHub(tmp_path / "district")
    hub.start(now="")
    yield hub
    hub.stop()


@pytest.fixture
def village(district: LiveHub, tmp_path: Path) -> Iterator[LiveHub]:
    """Known to the tablets of its office."""
    password = district.ask(RELAY, {"area": SITE})["createPerson"]["initialPassword"]
    hub = LiveHub(tmp_path / "village")
    hub.start_village(district, password, *self_signed(tmp_path))
    assert district.ask(SET_HUB, {"address": hub.url})["changeSite"]["site"] == {"villageHub": hub.url}
    yield hub
    hub.stop()


@pytest.fixture
def clerk(playwright: Playwright, district: LiveHub, village: LiveHub, tmp_path: Path) -> Iterator[Clerk]:
    """At an enrolled tablet that trusts whatever certificate it is shown."""
    context = open_tablet(playwright, tmp_path / "profile", "--ignore-certificate-errors")
    clerk = Clerk(context, district)
    clerk.open_app()
    clerk.enrol("sipaifang-1", "1111-1111")
    yield clerk
    context.close()


def self_signed(folder: Path) -> tuple[Path, Path]:
    """A certificate for 127.0.0.1, and its key."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "sipaifang.yici.example")])
    now = datetime.now(UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=30))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))]), critical=False)
        .sign(key, SHA256())
    )
    paths = folder / "village.pem", folder / "village.key"
    paths[0].write_bytes(certificate.public_bytes(Encoding.PEM))
    paths[1].write_bytes(key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    return paths


def facts_at(hub: LiveHub, user: str = "district") -> set[str]:
    return {one["_id"] for one in hub.documents(f"site-{SITE}", user) if "seq" in one}


def speaks_with(clerk: Clerk, whom: str) -> None:
    expect(clerk.find("status-net")).to_have_attribute("data-with", f"status.{whom}")


def issue_in_a_second_visit(clerk: Clerk) -> None:
    clerk.tap("continue")
    for booklet in ("M02:husband", "M02:wife"):
        clerk.tap(f"tick-{booklet}-shown")
    clerk.tap("materials-next")
    clerk.tap("accept")
    clerk.tap("pledge-marital-first-marriage")
    clerk.tap("pledge-children-0")
    clerk.sign()
    clerk.tap("pledge-sign")
    clerk.tap("issue")
    expect(clerk.find("out-certificate")).to_be_visible()


def test_a_certificate_is_issued_against_the_hub_of_the_office(
    district: LiveHub, village: LiveHub, clerk: Clerk, tmp_path: Path
) -> None:
    first_visit(clerk)
    clerk.tap("out-notice")
    speaks_with(clerk, "online")
    expect(clerk.find("status-waiting")).to_have_attribute("data-count", "0")

    district.kill()
    speaks_with(clerk, "village")
    issue_in_a_second_visit(clerk)
    hand_over(clerk)
    clerk.tap("status-net")
    expect(clerk.find("speaks-with")).to_contain_text("村里的主机")
    expect(clerk.find("records-unsent")).to_have_text("0")
    sent = int(clerk.find("records-sent").inner_text())
    assert sent > 0, "the hub of the office has them, and only the district gives receipts"
    clerk.page.screenshot(path=tmp_path / "village.png")
    in_the_office = facts_at(village, "sipaifang-1")

    district.start(now="")
    speaks_with(clerk, "online")
    total = str(len(in_the_office))
    expect(clerk.find("records-receipted")).to_have_text(total)
    assert facts_at(district) == in_the_office
    seen = district.ask(SEEN)
    (edge,) = seen["cases"]["edges"]
    assert (edge["node"]["state"], edge["node"]["violations"]) == ("CLOSED", [])
    assert [one["online"] for one in edge["node"]["certificates"]] == [False]
    assert seen["siteSync"][0]["devices"] == [
        {"head": len(in_the_office), "latest": len(in_the_office), "gaps": ""}
    ]
