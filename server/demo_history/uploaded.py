"""What couples of the demo upload: sealed as the intake seals it, and kept unless the story purges it.

Drawn by dice of its own for each paper, so that a demo that was killed gives the same names when told again.
"""

import struct
import zlib
from collections.abc import Iterator
from functools import lru_cache
from random import Random

import orjson
from cryptography.hazmat.primitives.asymmetric import ec

from server.demo_history.people import Declared
from server.demo_history.places import Site
from server.online.intake import submission_of
from server.online.papers import ADDRESS, Paper, about, sealed
from server.online.sealing import Secrets
from server.online.uploads import NoScanner
from sync.document import Revision
from sync.records import Document

_WIDTH, _HEIGHT, _LINE = 120, 84, 6  # pixels
_CURVE = ec.SECP256R1()
_DRAWN_KEYS = 2**255  # below the order of the curve
_Kept = tuple[str, Revision]  # the site, the paper


class Uploaded:
    """All papers of the district that are not purged, by case; and what was handed in with them."""

    def __init__(self, seed: int, key: ec.EllipticCurvePublicKey) -> None:
        self._seed, self._key = seed, key
        self._papers: dict[str, dict[str, _Kept]] = {}  # by case, by what of
        self._opened: list[Document] = []

    def seal(self, case: str, site: Site, of: str, at: str, declared: Declared) -> str:
        """The name of the paper; the same paper of a case is sealed once, one of no case each time."""
        papers = self._papers.setdefault(case or at, {})
        if of not in papers:
            dice = Random(f"{self._seed}:{case}:{of}")  # noqa: S311 - a demo's papers are no secrets
            media_type, content = _content(of, declared)
            paper = Paper(about(case, site.code, of, media_type, NoScanner.name, at), content)
            papers[of] = site.code, sealed(self._key, paper, lambda: _drawn(dice))
        return papers[of][1].id

    def submitted(self, application: Document) -> None:
        """The portal has handed it in."""
        self._opened.append(application)

    def purge(self, case: str) -> list[str]:
        """Takes the papers of a case away; their names."""
        return sorted(paper.id for _, paper in self._papers.pop(case, {}).values())

    def left(self) -> Iterator[_Kept]:
        """Each paper that was not purged, and its site."""
        for papers in self._papers.values():
            yield from papers.values()

    def submissions(self) -> Iterator[Document]:
        """As the intake announces them, with the papers that are left."""
        for application in self._opened:
            papers = self._papers.get(application["case"], {})
            yield submission_of(application, [paper.id for _, paper in papers.values()])


def _drawn(dice: Random) -> Secrets:
    ephemeral = ec.derive_private_key(dice.randrange(1, _DRAWN_KEYS), _CURVE)
    return Secrets(ephemeral, dice.randbytes(32), dice.randbytes(12))


def _content(of: str, declared: Declared) -> tuple[str, bytes]:
    """Media type and bytes."""
    if of != ADDRESS:
        return "image/png", _picture(of)
    wife = declared["wife"]
    home = {"recipient": wife["name"], "phone": "13900000000", "address": wife["residence"]["address"]}
    return "application/json", orjson.dumps(home)


@lru_cache(maxsize=256)
def _picture(of: str) -> bytes:
    """A small grey page with lines of writing: a PNG."""
    dice = Random(of)  # noqa: S311
    page = bytearray()
    for y in range(_HEIGHT):
        if y % _LINE == 0:
            written = dice.randrange(_WIDTH // 3, _WIDTH - 16)
        is_ink = y > _LINE and y % _LINE in (2, 3)
        row = b"\xee" * 8 + (b"\x55" if is_ink else b"\xee") * written + b"\xee" * (_WIDTH - 8 - written)
        page += b"\0" + row
    head = struct.pack(">IIBBBBB", _WIDTH, _HEIGHT, 8, 0, 0, 0, 0)
    parts = ((b"IHDR", head), (b"IDAT", zlib.compress(bytes(page), 9)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(kind, data) for kind, data in parts)


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
