"""What a peer answers, or something in its place, becomes one of the protocol's errors."""

import asyncio
import contextlib
import datetime
import ssl
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

from sync.couch import CouchPeer
from sync.couch_http import Client
from sync.errors import InstanceChanged, NotFound, SyncError, TooLarge, Unauthorized, Unavailable

Answers = list[tuple[int, dict[str, str], bytes]]


@contextlib.asynccontextmanager
async def server(answers: Answers, tls: ssl.SSLContext | None = None) -> AsyncIterator[str]:
    """Gives one answer after the other, whatever it is asked; its address."""
    remaining = iter(answers)

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with contextlib.suppress(asyncio.IncompleteReadError):
            await reader.readuntil(b"\r\n\r\n")
            status, headers, body = next(remaining)
            lines = [f"HTTP/1.1 {status} X", f"Content-Length: {len(body)}", "Connection: close"]
            lines += [f"{name}: {value}" for name, value in headers.items()]
            writer.write("\r\n".join([*lines, "", ""]).encode() + body)
        writer.close()

    listening = await asyncio.start_server(serve, "127.0.0.1", 0, ssl=tls)
    async with listening:
        port = listening.sockets[0].getsockname()[1]
        yield f"{'https' if tls else 'http'}://127.0.0.1:{port}"


async def ask(*answers: tuple[int, dict[str, str], bytes]) -> None:
    async with server(list(answers)) as url:
        client = Client(url)
        try:
            for _ in answers:
                await client.post("/papers/_bulk_docs", b"{}", dict[str, str])
        finally:
            await client.close()


@pytest.mark.parametrize("status", [429, 503])
@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        ({}, 0),
        ({"Retry-After": "17"}, 17),
        ({"Retry-After": "soon"}, 0),
        (
            {"Date": "Tue, 08 Jun 2021 01:00:00 GMT", "Retry-After": "Tue, 08 Jun 2021 01:01:30 GMT"},
            90,
        ),
        ({"Date": "Tue, 08 Jun 2021 01:00:00 GMT", "Retry-After": "Tue, 08 Jun 2021 00:59:00 GMT"}, 0),
    ],
)
async def test_a_busy_peer_says_when_to_come_back(
    status: int, headers: dict[str, str], seconds: float
) -> None:
    with pytest.raises(Unavailable) as told:
        await ask((status, headers, b'{"error":"too_many_requests","reason":"Later."}'))
    assert (told.value.reason, told.value.retry_after) == ("Later.", seconds)


@pytest.mark.parametrize(
    ("status", "body", "error"),
    [
        (413, b"<html>nginx</html>", TooLarge),
        (413, b'{"error":"document_too_large","reason":"x"}', TooLarge),
        (401, b'{"error":"unauthorized","reason":"Name or password is incorrect."}', Unauthorized),
        (404, b'{"error":"not_found","reason":"Database does not exist."}', NotFound),
        (500, b'{"error":"internal_server_error","reason":"x"}', Unavailable),
        (502, b"<html>nginx</html>", Unavailable),
        (200, b"<html>Welcome to our hotel</html>", Unavailable),
        (200, b"[" * 100_000, Unavailable),
    ],
)
async def test_every_failure_has_its_error(status: int, body: bytes, error: type[SyncError]) -> None:
    with pytest.raises(error):
        await ask((status, {}, body))


async def test_what_graphql_says_with_a_failure_is_told() -> None:
    body = b'{"data":null,"errors":[{"message":"The tables are away."}]}'
    with pytest.raises(Unavailable, match="The tables are away"):
        await ask((503, {}, body))


HUB = {"X-Hub-Instance": "a" * 32}


async def test_a_hub_is_recognized_by_its_instance() -> None:
    await ask((200, HUB, b"{}"), (200, HUB, b"{}"))
    with pytest.raises(InstanceChanged):
        await ask((200, HUB, b"{}"), (200, {"X-Hub-Instance": "b" * 32}, b"{}"))


@pytest.mark.parametrize("status", [200, 401, 404, 502])
async def test_what_a_captive_portal_says_is_not_taken_for_the_hubs_answer(status: int) -> None:
    with pytest.raises(Unavailable, match="is not the hub"):
        await ask((200, HUB, b"{}"), (status, {}, b"{}"))


async def test_a_proxy_may_say_that_it_is_too_large() -> None:
    with pytest.raises(TooLarge):
        await ask((200, HUB, b"{}"), (413, {}, b"<html>nginx</html>"))


async def test_an_address_without_a_couchdb_is_told() -> None:
    for status in (404, 307):
        async with server([(status, {"Location": "/elsewhere"}, b"<html>not here</html>")]) as url:
            with pytest.raises(NotFound, match=f"There is no CouchDB at {url}: HTTP {status}"):
                await CouchPeer.open(url)
    async with server([(200, {}, b'{"hello":"world"}')]) as url:
        with pytest.raises(Unavailable, match="does not speak CouchDB's protocol"):
            await CouchPeer.open(url)


async def test_a_certificate_nobody_vouches_for_is_not_trusted(tmp_path: Path) -> None:
    async with server([], self_signed(tmp_path)) as url:
        with pytest.raises(SyncError, match="cannot be trusted: self-signed certificate") as told:
            await CouchPeer.open(url)
        assert not isinstance(told.value, Unavailable)
        with pytest.raises(SyncError, match="cannot be reached"):
            await CouchPeer.open(url.replace("https", "http"))


def self_signed(folder: Path) -> ssl.SSLContext:
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "127.0.0.1")])
    day = datetime.timedelta(days=1)
    now = datetime.datetime.now(datetime.UTC)
    builder = x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
    certificate = builder.not_valid_before(now - day).not_valid_after(now + day).sign(key, hashes.SHA256())
    pem = folder / "self-signed.pem"
    private = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    pem.write_bytes(private + certificate.public_bytes(serialization.Encoding.PEM))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(pem)
    return context
