"""What every answer carries, and what the public addresses say."""

import asyncio
import re
from pathlib import Path

import httpx2
import pytest
from starlette.applications import Starlette
from starlette.routing import Mount

from server.pages.built import FOR_GOOD, Built
from tests.hub import PASSWORD, DemoHub
from tests.live_app import served


@pytest.mark.parametrize(
    "path", ["/", "/couchdb/", "/couchdb/nothing", "/nowhere", "/graphql", "/healthz", "/V/x", "/app/"]
)
async def test_every_answer_names_the_hub_and_its_time(demo: DemoHub, path: str) -> None:
    answer = await demo.client.get(path)
    assert answer.headers["x-hub-instance"] == demo.hub.engine.instance
    assert answer.headers["x-hub-time"].startswith("2021-06-08T01:0")
    assert answer.headers["x-content-type-options"] == "nosniff"


async def test_failures_carry_the_headers_too(demo: DemoHub, monkeypatch: pytest.MonkeyPatch) -> None:
    async def fails() -> list[str]:
        raise RuntimeError("the disk is on fire")

    monkeypatch.setattr(demo.hub.engine, "names", fails)
    answer = await demo.client.get("/couchdb/_up")
    assert answer.status_code == 500
    assert "fire" not in answer.text
    assert answer.headers["x-hub-instance"] == demo.hub.engine.instance


async def test_the_first_page_leads_to_all_others(demo: DemoHub) -> None:
    page = (await demo.client.get("/")).text
    links = re.findall('href="(/[^"]*)"', page)
    assert {"/app/", "/dashboard/", "/desk/", "/guides/", "/status", "/verify", "/graphql"} <= {*links}
    for link in ("/guides/", "/status", "/verify"):
        assert (await demo.client.get(link)).status_code == 200
    assert "江津区" in page
    assert PASSWORD in page  # of a demo alone


async def test_health(demo: DemoHub) -> None:
    assert (await demo.client.get("/healthz")).status_code == 200
    await demo.settled()
    assert (await demo.client.get("/readyz")).status_code == 200


async def test_the_token_key_is_public_in_its_public_half(demo: DemoHub) -> None:
    (key,) = (await demo.client.get("/.well-known/jwks.json")).json()["keys"]
    assert (key["kty"], key["crv"], key["alg"]) == ("EC", "P-256", "ES256")
    assert "d" not in key


@pytest.fixture
def built(tmp_path: Path) -> httpx2.AsyncClient:
    """A client of the app's files, as a build leaves them."""
    (tmp_path / "assets").mkdir()
    (tmp_path / "index.html").write_text("<title>一次办</title>")
    (tmp_path / "sw.js").write_text("// worker")
    (tmp_path / "assets" / "index-abc123.js").write_text("// app")
    app = Starlette(routes=[Mount("/app", Built(tmp_path))])
    return httpx2.AsyncClient(transport=httpx2.ASGITransport(app=app), base_url="http://hub.example")


@pytest.mark.parametrize(
    ("path", "status", "cache"),
    [
        ("/app/", 200, "no-cache"),
        ("/app/case/500116001901A1-1", 200, "no-cache"),
        ("/app/sw.js", 200, "no-cache"),
        ("/app/assets/index-abc123.js", 200, FOR_GOOD),
        ("/app/assets/index-gone.js", 404, None),
        ("/app/../pyproject.toml", 404, None),
        ("/app/missing.png", 404, None),
    ],
)
async def test_the_apps_files(built: httpx2.AsyncClient, path: str, status: int, cache: str | None) -> None:
    answer = await built.get(path)
    assert (answer.status_code, answer.headers.get("cache-control")) == (status, cache)
    if status == 200:
        policy = answer.headers["content-security-policy"]
        assert policy.startswith("default-src 'self'")
        assert "script-src 'self' 'wasm-unsafe-eval';" in policy, "QR codes are read by WebAssembly"


async def test_no_path_looks_out_of_the_apps_folder(tmp_path: Path) -> None:
    """Asked over the wire: clients tidy their paths before they send them."""
    (tmp_path / "dist").mkdir()
    (tmp_path / "dist" / "index.html").write_text("the app")
    for name in ("secret", "secret.txt"):
        (tmp_path / name).write_text("secret")
    app = Starlette(routes=[Mount("/app", Built(tmp_path / "dist"))])
    async with served(app) as port:
        for up in ("..", "%2e%2e", "..%2f..", "assets/../.."):
            for word in ("secret", "nothing"):
                assert await raw_get(port, f"/app/{up}/{word}") == (200, "the app"), up
                assert (await raw_get(port, f"/app/{up}/{word}.txt"))[0] == 404, up


async def raw_get(port: int, path: str) -> tuple[int, str]:
    """Status and body of the answer to a path sent as it is."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(f"GET {path} HTTP/1.1\r\nHost: hub\r\nConnection: close\r\n\r\n".encode())
    answer = (await reader.read()).decode()
    writer.close()
    await writer.wait_closed()
    head, _, body = answer.partition("\r\n\r\n")
    return int(head.split()[1]), body


async def test_an_app_that_is_not_built_says_how(tmp_path: Path) -> None:
    app = Starlette(routes=[Mount("/app", Built(tmp_path / "nowhere"))])
    transport = httpx2.ASGITransport(app=app)
    async with httpx2.AsyncClient(transport=transport, base_url="http://hub.example") as client:
        answer = await client.get("/app/")
    assert (answer.status_code, "make setup" in answer.text) == (503, True)
