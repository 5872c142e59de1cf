"""The built pages: small, and under a policy that lets nothing run but what we wrote."""

import gzip
import re
from collections.abc import Iterator
from pathlib import Path

import httpx2
import pytest
from starlette.applications import Starlette

from server.pages.built import BUILT_ROUTES, DISTRICT, TABLET

FIRST_DOWNLOAD = 300_000  # bytes, compressed; neither fonts nor a scanner are fetched before they are wanted


@pytest.fixture
async def app() -> httpx2.AsyncClient:
    if not ((TABLET / "index.html").exists() and (DISTRICT / "desk.html").exists()):
        pytest.skip("the pages are not built")
    site = Starlette(routes=BUILT_ROUTES)
    return httpx2.AsyncClient(transport=httpx2.ASGITransport(app=site), base_url="http://hub")


def _of_the_first_page() -> Iterator[Path]:
    page = TABLET / "index.html"
    yield page
    for name in re.findall(
        r'(?:src|href)="/app/(assets/[^"]+\.(?:js|css))"', page.read_text(encoding="utf-8")
    ):
        yield TABLET / name


HUB_OF_THE_OFFICE = "; connect-src 'self' https: http://127.0.0.1:*"  # data alone comes from there


@pytest.mark.parametrize(
    "path",
    [
        "/app/",
        "/app/any/address",
        "/app/sw.js",
        "/app/manifest.webmanifest",
        "/dashboard/",
        "/desk/",
        "/desk/people",
    ],
)
async def test_nothing_runs_but_files_of_our_own(app: httpx2.AsyncClient, path: str) -> None:
    policy = (await app.get(path)).raise_for_status().headers["Content-Security-Policy"]
    assert policy.startswith("default-src 'self';")
    assert "unsafe" not in policy.replace("'wasm-unsafe-eval'", "")  # the reader of QR codes is WebAssembly
    assert "http" not in policy.replace(HUB_OF_THE_OFFICE, "")
    assert (HUB_OF_THE_OFFICE in policy) is path.startswith("/app/")


async def test_the_first_download_is_small(app: httpx2.AsyncClient) -> None:
    files = list(_of_the_first_page())
    assert {file.suffix for file in files} == {".html", ".js", ".css"}
    total = sum(len(gzip.compress(file.read_bytes(), mtime=0)) for file in files)
    assert total <= FIRST_DOWNLOAD, f"{total} bytes"
