"""Two widespread scanners, zbar and ZXing, read what is printed here; what they read, anybody can verify."""

import json
import subprocess
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import pypdfium2  # type: ignore[import-untyped]
import pytest
from PIL import Image
from typer.testing import CliRunner

from server.cli import app
from server.workers.revocations import Revocations
from tests.hub import demo_hub
from tests.prints import PRINTER_DPI, addresses, printed, worn
from tests.server.workers.office import Office, birth_service
from tests.server.workers.test_revocations import void_order

HERE = Path(__file__).parent
WIDTH = 45  # mm
LISTS = "/.well-known/revocations.json"

pytestmark = pytest.mark.interop


def scanned(pictures: Sequence[Image.Image]) -> dict[str, list[str]]:
    """What each of the scanners finds in each picture; nothing where it is not exactly one code."""
    given = json.dumps([one.size for one in pictures]).encode() + b"\n" + b"".join(map(_bytes, pictures))
    done = subprocess.run(
        ["node", str(HERE / "read_qr.mjs")], input=given, stdout=subprocess.PIPE, check=True
    )
    found: list[dict[str, list[str]]] = json.loads(done.stdout)
    return {
        scanner: [one[scanner][0] if len(one[scanner]) == 1 else "" for one in found]
        for scanner in ("zbar", "zxing")
    }


def _bytes(picture: Image.Image) -> bytes:
    return picture.convert("L").tobytes()


@pytest.fixture(scope="module")
def texts() -> list[str]:
    return list(addresses("https://yici.jiangjin.example", 20))


def test_twenty_of_twenty_fresh_prints(texts: list[str]) -> None:
    assert scanned([printed(text, WIDTH) for text in texts]) == {"zbar": texts, "zxing": texts}


def test_twenty_of_twenty_worn_prints(texts: list[str]) -> None:
    pictures = [worn(printed(text, WIDTH), seed) for seed, text in enumerate(texts)]
    assert scanned(pictures) == {"zbar": texts, "zxing": texts}


async def test_a_worn_certificate_is_verified_offline_until_it_is_void(tmp_path: Path) -> None:
    files = {"--keys": tmp_path / "keys.json", "--revocations": tmp_path / "revocations.json"}
    async with demo_hub(tmp_path / "hub") as demo:
        office, tablet = Office(demo), await demo.enrolled_tablet()
        certificate = birth_service(tablet)
        await office.push(tablet)
        await office.work(Revocations(demo.hub.district_key))
        files["--keys"].write_bytes((await demo.get("/.well-known/district-keys.json")).content)
        files["--revocations"].write_bytes((await demo.get(LISTS)).content)
        pdf = await demo.get(f"/papers/certificate/{certificate['_id']}.pdf", tablet.clerk)
        assert pdf.status_code == 200
        read = scanned([worn(page, 1) for page in _pages(pdf.content)])["zbar"]
        assert read == [f"HTTP://HUB.EXAMPLE/V/{certificate['token']}"]
        assert _verified(read[0], files) == (0, "valid", certificate["certNo"])
        await office.write(void_order(certificate))
        await office.work(Revocations(demo.hub.district_key), now="2021-06-16T09:00")
        files["--revocations"].write_bytes((await demo.get(LISTS)).content)
    assert _verified(read[0], files) == (2, "void", certificate["certNo"])


def _pages(pdf: bytes) -> Iterable[Image.Image]:
    """As a printer makes them; of the codes only the one that is to be verified."""
    with pypdfium2.PdfDocument(pdf) as document:
        for page in document:
            yield page.render(scale=PRINTER_DPI / 72).to_pil().convert("L")


def _verified(text: str, files: dict[str, Path]) -> tuple[int, Any, Any]:
    options = [str(part) for option in files.items() for part in option]
    result = CliRunner().invoke(app, ["verify", text, *options])
    told = json.loads(result.stdout)
    return result.exit_code, told["status"], told["number"]
