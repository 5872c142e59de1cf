"""A hub behind the proxy that is deployed before it: a real TLS hand-shake, and what passes through."""

import asyncio
import ipaddress
import json
import shutil
import ssl
import subprocess
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import NamedTuple

import httpx2
import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from websockets.asyncio.client import connect
from websockets.typing import Subprotocol

from sync.checkpoints import End
from sync.couch import CouchPeer
from sync.document import Revision
from sync.replicator import Replicator
from sync.store import EmbeddedEngine
from tests.live_hub import PASSWORD, LiveHub, free_port
from tests.socket import Socket

CADDYFILE = Path(__file__).parents[2] / "deploy" / "Caddyfile"
pytestmark = [
    pytest.mark.interop,
    pytest.mark.skipif(not shutil.which("caddy"), reason="there is no Caddy here"),
]


class Office(NamedTuple):
    """Two hubs, one of which may be stopped, behind one address."""

    url: str
    trusted: ssl.SSLContext
    certificate: Path
    hub: LiveHub
    other: LiveHub

    def client(self) -> httpx2.Client:
        return httpx2.Client(base_url=self.url, verify=self.trusted, timeout=20)


def certificate(folder: Path) -> tuple[Path, Path]:
    """Of localhost, by itself."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "localhost")])
    names = [x509.DNSName("localhost"), x509.IPAddress(ipaddress.ip_address("127.0.0.1"))]
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(hours=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName(names), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    pem, secret = folder / "cert.pem", folder / "key.pem"
    pem.write_bytes(made.public_bytes(serialization.Encoding.PEM))
    private = serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    secret.write_bytes(key.private_bytes(serialization.Encoding.PEM, *private))
    return pem, secret


@contextmanager
def proxied(folder: Path, port: int, hubs: list[LiveHub]) -> Iterator[ssl.SSLContext]:
    """The Caddyfile as it is, but that its certificate is one of our own and nothing listens on port 80."""
    pem, secret = certificate(folder)
    changed = CADDYFILE.read_text().replace("admin off", "admin off\n\tauto_https disable_redirects")
    changed = changed.replace("{$YICI_HOST} {", f"{{$YICI_HOST}} {{\n\ttls {pem} {secret}")
    (folder / "Caddyfile").write_text(changed)
    told = {
        "YICI_HOST": f"localhost:{port}",
        "YICI_HUBS": " ".join(hub.url.removeprefix("http://") for hub in hubs),
        "HOME": str(folder),
    }
    command = ["caddy", "run", "--config", str(folder / "Caddyfile"), "--adapter", "caddyfile"]
    trusted = ssl.create_default_context(cafile=str(pem))
    with (folder / "caddy.log").open("wb") as log:
        running = subprocess.Popen(command, env=told, stdout=log, stderr=log)
    try:
        while not _answers(port, trusted):
            assert running.poll() is None, (folder / "caddy.log").read_text()
            time.sleep(0.05)
        yield trusted
    finally:
        running.terminate()
        running.wait(20)


def _answers(port: int, trusted: ssl.SSLContext) -> bool:
    try:
        return httpx2.get(f"https://localhost:{port}/readyz", verify=trusted).status_code == 200
    except httpx2.TransportError:
        return False


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    tmp_path = tmp_path_factory.mktemp("office")
    hub, other = LiveHub(tmp_path / "hub"), LiveHub(tmp_path / "other")
    with ExitStack() as stack:
        stack.callback(other.stop)
        stack.callback(hub.stop)
        hub.start("2021-06-08T09:00")
        port = free_port()
        trusted = stack.enter_context(proxied(tmp_path, port, [hub, other]))
        yield Office(f"https://localhost:{port}", trusted, tmp_path / "cert.pem", hub, other)


def test_the_hand_shake_is_real_and_what_comes_through_is_the_hubs(office: Office) -> None:
    with office.client() as client:
        answer = client.get("/couchdb/")
        assert answer.json()["uuid"] == answer.headers["X-Hub-Instance"]
        assert answer.headers["Strict-Transport-Security"]
        signed_in = client.post("/couchdb/_session", json={"name": "district", "password": PASSWORD})
        assert "Secure" in signed_in.headers["Set-Cookie"], "the hub knows that it is asked over TLS"
    with pytest.raises(httpx2.TransportError):
        httpx2.get(f"{office.url}/healthz")  # nobody has vouched for this certificate


def test_nobody_passes_for_somebody_elsewhere(office: Office) -> None:
    """Wrong codes are counted by address: one that the client makes up is not believed."""
    with office.client() as client:
        answers = [
            client.get(
                "/status",
                params={"case": "JJ2021-500116001901A1-1", "code": f"{n:08}"},
                headers={"X-Forwarded-For": f"9.9.9.{n}"},
            ).status_code
            for n in range(12)
        ]
    assert answers[-1] == 429, answers


async def test_replication_and_feeds_pass_through(
    office: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(office.certificate))
    address = office.url.replace("://", f"://district:{PASSWORD}@") + "/couchdb"
    peer, here = await CouchPeer.open(address), EmbeddedEngine(tmp_path / "here")
    await peer.create("notes")
    await here.create("notes")
    await here.database("notes").bulk_docs([Revision(f"d{n}", (), b"{}") for n in range(300)], new_edits=True)
    await Replicator(End(here, "notes"), End(peer, "notes")).run()
    assert (await peer.database("notes").info()).doc_count == 300
    query = {"feed": "continuous", "since": "now", "heartbeat": "60000"}
    auth = ("district", PASSWORD)
    async with (
        httpx2.AsyncClient(base_url=office.url, verify=office.trusted, auth=auth) as client,
        client.stream("GET", "/couchdb/notes/_changes", params=query) as feed,
        asyncio.timeout(10),
    ):
        lines = feed.aiter_lines()
        await peer.database("notes").bulk_docs([Revision("late", (), b"{}")], new_edits=True)
        assert json.loads(await anext(lines))["id"] == "late", "line by line, not when it ends"
    await here.close()
    await peer.close()


async def test_subscriptions_pass_through(office: Office) -> None:
    url = office.url.replace("https", "wss") + "/graphql"
    protocols = [Subprotocol("graphql-transport-ws")]
    async with connect(url, subprotocols=protocols, ssl=office.trusted, proxy=None) as connection:
        socket = Socket(connection)
        token = await asyncio.to_thread(office.hub.sign_in, "district")
        assert (await socket.sign_in(f"Bearer {token}"))["type"] == "connection_ack"
        await socket.subscribe('subscription { siteSyncUpdates(areaCode: "500116001901") { site { code } } }')
        assert (await socket.heard())["type"] == "next"


def test_a_hub_that_is_gone_is_passed_over(office: Office) -> None:
    """The second one was never started: no request fails by it."""
    with office.client() as client:
        assert {client.get("/healthz").status_code for _ in range(20)} == {200}
